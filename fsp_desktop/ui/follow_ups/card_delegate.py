"""Paints one follow-up as a card: tick, words, whose it is, side and day; keys on the current one."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QTextLayout, QTextOption
from PySide6.QtWidgets import QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from fsp_desktop.domain.views import FollowUpRow
from fsp_desktop.language.labels import label
from fsp_desktop.language.words import _
from fsp_desktop.ui.follow_ups.columns import when_words, who_words
from fsp_desktop.ui.theme.icons import paint_icon
from fsp_desktop.ui.theme.marks import CHECK_SIDE, paint_check, paint_focus_ring
from fsp_desktop.ui.theme.theme import theme
from fsp_desktop.ui.widgets.lists import Index
from fsp_desktop.ui.widgets.paged_model import ROW_ROLE
from fsp_desktop.ui.widgets.painting import (
    Strip,
    chip_size,
    key_width,
    paint_box,
    paint_chip,
    paint_key,
    paint_text,
    text_width,
)

SIDE_LOOK = {
    "we_promised": ("school", "arrow-right"),
    "family_offered": ("family", "arrow-left"),
    "we_asked": ("neutral", "circle-question-mark"),
}
MOST_LINES = 3
GAP = 8
EDGE = 5


class CardDelegate(QStyledItemDelegate):
    """A card is as high as its words; the one with the keyboard also shows what the keys do."""

    def __init__(self, today: Callable[[], date], person_id: str) -> None:
        super().__init__()
        self._today = today
        self._person_id = person_id

    @property
    def _view(self) -> QListView:
        view = self.parent()
        if not isinstance(view, QListView):
            raise TypeError("a card is painted in a list")
        return view

    def check_rect(self, card: QRect) -> QRect:
        """Return where the tick stands inside a row."""
        side = theme().px(CHECK_SIDE + 14)
        inner = self._box(card)
        return Strip(QRect(inner.left(), inner.top(), inner.width(), side)).start(side)

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        px = theme().px
        row: FollowUpRow = index.data(ROW_ROLE)
        width = self._view.viewport().width()
        lines = len(self._lines(row.text, self._words_width(width)))
        high = lines * px(20) + px(18) + px(24) + px(10 + 10 + 6)
        if self._is_tight(row, self._words_width(width)):
            high += px(22)
        if self._is_here(index):
            high += px(30)
        return QSize(width, high + px(GAP))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        px = theme().px
        row: FollowUpRow = index.data(ROW_ROLE)
        box = self._box(option.rect)
        is_hovered = bool(option.state & QStyle.StateFlag.State_MouseOver)
        fill = "sunken" if is_hovered else "surface"
        paint_box(painter, box, fill, "line", 10)
        check = self.check_rect(option.rect)
        paint_check(painter, check, row.status == "done")
        words = Strip(box.adjusted(px(10), px(9), -px(10), -px(9)))
        words.start(px(CHECK_SIDE), px(10))
        bottom = self._paint_words(painter, words.rest(), row)
        bottom = self._paint_chips(painter, words.rest(), row, bottom)
        if self._is_here(index):
            self._paint_keys(painter, words.rest(), bottom)
            paint_focus_ring(painter, box.adjusted(-3, -3, 3, 3), 12)

    def _paint_words(self, painter: QPainter, rect: QRect, row: FollowUpRow) -> int:
        px = theme().px
        top = rect.top()
        for line in self._lines(row.text, rect.width()):
            place = QRect(rect.left(), top, rect.width(), px(20))
            paint_text(painter, place, line, theme().font("body"), "ink")
            top += px(20)
        place = QRect(rect.left(), top, rect.width(), px(18))
        who = who_words(row, self._person_id)
        paint_text(painter, place, who, theme().font("caption"), "ink2")
        return top + px(18)

    def _is_tight(self, row: FollowUpRow, width: int) -> bool:
        """Return whether side and day need a line each, as in a longer language they may."""
        when, is_late = when_words(row, self._today())
        font = theme().font("label" if is_late else "caption")
        _kind, icon = SIDE_LOOK.get(row.side, SIDE_LOOK["we_promised"])
        chip = chip_size(label("follow_up_side", row.side), icon).width()
        return chip + text_width(when, font) + theme().px(34 if is_late else 10) > width

    def _paint_chips(self, painter: QPainter, rect: QRect, row: FollowUpRow, top: int) -> int:
        px = theme().px
        upper = QRect(rect.left(), top + px(5), rect.width(), px(24))
        kind, icon = SIDE_LOOK.get(row.side, SIDE_LOOK["we_promised"])
        words = label("follow_up_side", row.side)
        wide = min(chip_size(words, icon).width(), rect.width())
        paint_chip(painter, Strip(upper).start(wide), words, kind, icon)
        is_tight = self._is_tight(row, rect.width())
        lower = upper.translated(0, px(22)) if is_tight else upper
        self._paint_when(painter, lower, row)
        return lower.bottom() + 1

    def _paint_when(self, painter: QPainter, rect: QRect, row: FollowUpRow) -> None:
        px = theme().px
        line = Strip(rect)
        when, is_late = when_words(row, self._today())
        font = theme().font("label" if is_late else "caption")
        end = line.end(min(text_width(when, font), rect.width() - px(22)), px(5))
        paint_text(painter, end, when, font, "care" if is_late else "ink2", at_end=True)
        if is_late:
            square = QRect(0, 0, px(14), px(14))
            square.moveCenter(line.end(px(16), px(6)).center())
            paint_icon(painter, "clock", theme().scheme.care, square)

    def _paint_keys(self, painter: QPainter, rect: QRect, top: int) -> None:
        px = theme().px
        painter.fillRect(rect.left(), top + px(8), rect.width(), 1, theme().color("line"))
        line = Strip(QRect(rect.left(), top + px(12), rect.width(), px(20)))
        font = theme().font("caption")
        for key, words in ((_("Space"), _("done")), (_("Alt →"), _("another day"))):
            wanted = key_width(key) + text_width(words, font) + px(14)
            if wanted > line.rest().width() + px(10):
                return
            paint_key(painter, line.start(key_width(key), px(4)), key)
            paint_text(painter, line.start(text_width(words, font), px(10)), words, font, "ink2")

    def _box(self, row: QRect) -> QRect:
        edge = theme().px(EDGE)
        return row.adjusted(edge, edge, -edge, edge - theme().px(GAP))

    def _words_width(self, row_width: int) -> int:
        px = theme().px
        return max(px(60), row_width - px(2 * EDGE + 20 + CHECK_SIDE + 10))

    def _is_here(self, index: Index) -> bool:
        return self._view.hasFocus() and self._view.currentIndex() == index

    def _lines(self, text: str, width: int) -> list[str]:
        """Break a text at words into at most three lines; the last one is cut."""
        font = theme().font("body")
        layout = QTextLayout(" ".join(text.split()), font)
        option = QTextOption()
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        layout.setTextOption(option)
        layout.beginLayout()
        lines: list[str] = []
        whole = layout.text()
        while (line := layout.createLine()).isValid():
            line.setLineWidth(width)
            if len(lines) == MOST_LINES - 1:
                metrics = QFontMetrics(font)
                rest = whole[line.textStart() :]
                lines.append(metrics.elidedText(rest, Qt.TextElideMode.ElideRight, width))
                break
            lines.append(whole[line.textStart() : line.textStart() + line.textLength()].strip())
        layout.endLayout()
        return lines or [""]
