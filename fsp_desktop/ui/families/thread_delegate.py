"""Paints the two-sided thread: families at the start side, school at the end, together across."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import QObject, QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPen
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from fsp_desktop.domain.views import ThreadItem
from fsp_desktop.language.words import _
from fsp_desktop.ui.families.thread_layout import (
    MonthHeading,
    bubble_rect,
    item_height,
    lay_out,
    shown_words,
    side_of,
    words_font,
)
from fsp_desktop.ui.families.words import due_words, item_meta, item_title
from fsp_desktop.ui.theme.icons import paint_icon
from fsp_desktop.ui.theme.marks import paint_check, paint_focus_ring
from fsp_desktop.ui.theme.theme import theme
from fsp_desktop.ui.widgets.paged_model import ROW_ROLE, Index
from fsp_desktop.ui.widgets.painting import (
    Strip,
    bubble_path,
    chip_size,
    paint_chip,
    paint_text,
    text_width,
)

_LOOKS = {
    "start": ("family_soft", "family_line", "family_ink", "arrow-left", "family"),
    "end": ("school_soft", "school_line", "school_ink", "arrow-right", "school"),
    "none": ("surface", "pine", "ink", "house", "ink"),
}


class ThreadDelegate(QStyledItemDelegate):
    """Rows have the height their words need; heights are kept per width.

    Args:
        today: Returns the local day, for "due today" and "2 days late".
    """

    def __init__(self, today: Callable[[], date], parent: QObject) -> None:
        super().__init__(parent)
        self._today = today
        self._heights: dict[tuple[object, int], int] = {}

    def forget_heights(self) -> None:
        """Measure anew; called when the theme or the data change."""
        self._heights.clear()

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        view = self.parent()
        width: int = view.viewport().width() if view is not None else 400  # type: ignore[attr-defined]
        row = index.data(ROW_ROLE)
        if not isinstance(row, ThreadItem | MonthHeading):
            return QSize(width, theme().px(60))
        key = (row, width)
        if key not in self._heights:
            self._heights[key] = item_height(row, width)
        return QSize(width, self._heights[key])

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        rect: QRect = option.rect  # type: ignore[attr-defined]
        state: QStyle.StateFlag = option.state  # type: ignore[attr-defined]
        row = index.data(ROW_ROLE)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_spine(painter, rect)
        if isinstance(row, MonthHeading):
            self._paint_heading(painter, rect, row)
        elif isinstance(row, ThreadItem):
            bubble = bubble_rect(rect, row)
            self._paint_bubble(painter, bubble, row)
            if row.kind == "follow-up":
                self._paint_promise(painter, bubble, row)
            else:
                self._paint_item(painter, bubble, row)
            if state & QStyle.StateFlag.State_HasFocus:
                paint_focus_ring(painter, bubble, theme().px(10))
        painter.restore()

    def _paint_spine(self, painter: QPainter, rect: QRect) -> None:
        painter.fillRect(
            QRect(rect.center().x(), rect.top(), 2, rect.height()), theme().color("line")
        )

    def _paint_heading(self, painter: QPainter, rect: QRect, row: MonthHeading) -> None:
        font = theme().font("caption")
        wide = text_width(row.words, font) + theme().px(20)
        ground = QRect(0, 0, wide, theme().px(20))
        ground.moveCenter(rect.center())
        painter.fillRect(ground, theme().color("bg"))
        paint_text(painter, ground, row.words, font, "ink2", centred=True)

    def _paint_bubble(self, painter: QPainter, bubble: QRect, item: ThreadItem) -> None:
        fill, line, *_rest = _LOOKS[side_of(item)]
        painter.setBrush(theme().color(fill))
        pen = QPen(theme().color(line), 1)
        if item.draft:
            pen.setStyle(Qt.PenStyle.DashLine)
        painter.setPen(pen)
        outline = QRectF(bubble).adjusted(0.5, 0.5, -0.5, -0.5)
        painter.drawPath(bubble_path(outline, theme().px(10), side_of(item)))

    def _paint_item(self, painter: QPainter, bubble: QRect, item: ThreadItem) -> None:
        px = theme().px
        inner = bubble.adjusted(px(13), px(9), -px(13), -px(8))
        self._paint_head(painter, QRect(inner.left(), inner.top(), inner.width(), px(20)), item)
        top = inner.top() + px(23)
        if item.words:
            layout, height = lay_out(shown_words(item), words_font(item), inner.width())
            painter.setPen(theme().color("ink"))
            layout.draw(painter, QPointF(inner.left(), top))
            top += height + px(4)
        if item.agreed:
            words = _("Agreed: {text}").format(text=item.agreed)
            where = QRect(inner.left(), top, inner.width(), px(18))
            paint_text(painter, where, words, theme().font("note"), "ink2")

    def _paint_head(self, painter: QPainter, where: QRect, item: ThreadItem) -> None:
        px = theme().px
        _fill, _line, ink, icon, icon_ink = _LOOKS[side_of(item)]
        strip = Strip(where)
        if side_of(item) == "none":
            icon = "house" if item.kind == "visit" else "handshake"
            words = _("two versions") if item.has_conflict else _("together")
            glyph = "columns-2" if item.has_conflict else "arrow-left-right"
            chip = strip.end(chip_size(words, glyph).width(), px(8))
            paint_chip(painter, chip.adjusted(0, -px(2), 0, px(2)), words, "neutral", glyph)
        paint_icon(painter, icon, getattr(theme().scheme, icon_ink), strip.start(px(16), px(7)))
        title, font = item_title(item), theme().font("label")
        wide = min(strip.rest().width(), text_width(title, font))
        paint_text(painter, strip.start(wide, px(8)), title, font, ink)
        paint_text(painter, strip.rest(), item_meta(item), theme().font("caption"), "ink2")

    def _paint_promise(self, painter: QPainter, bubble: QRect, item: ThreadItem) -> None:
        px = theme().px
        _fill, _line, ink, icon, icon_ink = _LOOKS[side_of(item)]
        strip = Strip(bubble.adjusted(px(11), 0, -px(12), 0))
        paint_check(painter, strip.start(px(22), px(9)), item.is_done)
        paint_icon(painter, icon, getattr(theme().scheme, icon_ink), strip.start(px(16), px(7)))
        words, late = due_words(item.due_on, self._today())
        if item.is_done:
            words, late = _("done"), False
        font = theme().font("caption")
        if words:
            where = strip.end(text_width(words, font), px(10))
            paint_text(painter, where, words, font, "care" if late else "ink2", at_end=True)
        title, bold = item_title(item), theme().font("label")
        wide = min(strip.rest().width(), text_width(title, bold))
        paint_text(painter, strip.start(wide, px(8)), title, bold, ink)
        paint_text(painter, strip.rest(), item.words, theme().font("body"), "ink")
