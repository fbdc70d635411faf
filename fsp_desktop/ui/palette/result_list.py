"""The list under the palette's field: headings, lines with the match in bold and underlined."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QPersistentModelIndex,
    QPointF,
    QRect,
    QSize,
    Qt,
)
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QTextCharFormat, QTextLayout
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from fsp_desktop.ui.palette.results import Result
from fsp_desktop.ui.theme.fonts import load_faces_for
from fsp_desktop.ui.theme.icons import paint_icon
from fsp_desktop.ui.theme.theme import theme
from fsp_desktop.ui.widgets.paged_model import ROW_ROLE
from fsp_desktop.ui.widgets.painting import Strip, key_width, paint_key, paint_text, text_width

Index = QModelIndex | QPersistentModelIndex
_ROW, _HEADING = 44, 28


class ResultModel(QAbstractListModel):
    """The lines of the palette; headings cannot be chosen."""

    def __init__(self, parent: Any = None) -> None:
        super().__init__(parent)
        self._rows: list[Result] = []

    def set_rows(self, rows: list[Result]) -> None:
        self.beginResetModel()
        self._rows = rows
        self.endResetModel()

    def rows(self) -> list[Result]:
        return list(self._rows)

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 (Qt's own default)
        return 0 if parent.isValid() else len(self._rows)

    def flags(self, index: Index) -> Qt.ItemFlag:
        if self._rows[index.row()].is_heading:
            return Qt.ItemFlag.NoItemFlags
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        row = self._rows[index.row()]
        if role == ROW_ROLE:
            return row
        if role in {Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole}:
            return f"{row.words}, {row.meta}" if row.meta else row.words
        return None

    def step(self, row: int, by: int) -> int:
        """Return the next line that can be chosen, going round at the ends; -1 if there is none."""
        count = len(self._rows)
        for distance in range(1, count + 1):
            at = (row + by * distance) % count
            if not self._rows[at].is_heading:
                return at
        return -1


class ResultDelegate(QStyledItemDelegate):
    """Paints one line of the palette."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        row = index.data(ROW_ROLE)
        return QSize(100, theme().px(_HEADING if row.is_heading else _ROW))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        row: Result = index.data(ROW_ROLE)
        px = theme().px
        inner = option.rect.adjusted(px(18), 0, -px(18), 0)
        if row.is_heading:
            font = theme().font("caption")
            font.setWeight(QFont.Weight.DemiBold)
            paint_text(painter, inner.adjusted(0, px(6), 0, 0), row.words, font, "ink2")
            return
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(option.rect, theme().color("pine_soft"))
            bar = Strip(option.rect.adjusted(0, px(4), 0, -px(4))).start(px(3))
            painter.fillRect(bar, theme().color("pine"))
        self._paint_line(painter, Strip(inner), row)

    def _paint_line(self, painter: QPainter, strip: Strip, row: Result) -> None:
        px = theme().px
        if row.keys:
            paint_key(painter, strip.end(key_width(row.keys), px(12)), row.keys)
        if row.icon:
            paint_icon(painter, row.icon, theme().scheme.ink2, strip.start(px(18), px(12)))
        font = theme().font("body")
        room = strip.rest().width()
        meta = min(text_width(row.meta, theme().font("note")), room // 2) if row.meta else 0
        wide = min(_marked_width(row, font) + 2, room - meta - px(12))
        self._paint_words(painter, strip.start(max(0, wide), px(12)), row, font)
        if row.meta:
            paint_text(painter, strip.rest(), row.meta, theme().font("note"), "ink2")

    def _paint_words(self, painter: QPainter, rect: QRect, row: Result, font: QFont) -> None:
        load_faces_for(row.words)
        layout = _marked_layout(row, font)
        line_y = rect.top() + (rect.height() - layout.boundingRect().height()) / 2
        used = layout.lineAt(0).naturalTextWidth()
        x = rect.right() - used if theme().is_rtl else rect.left()
        painter.save()
        painter.setClipRect(rect)
        painter.setPen(theme().color("ink"))
        layout.draw(painter, QPointF(max(x, rect.left()) if theme().is_rtl else x, line_y))
        painter.restore()


def _marked_layout(row: Result, font: QFont) -> QTextLayout:
    layout = QTextLayout(row.words.replace("\n", " "), font)
    strong = QTextCharFormat()
    strong.setFontWeight(QFont.Weight.DemiBold)
    strong.setFontUnderline(True)
    ranges = []
    for start, length in row.marks:
        piece = QTextLayout.FormatRange()
        piece.start, piece.length, piece.format = start, length, strong
        ranges.append(piece)
    layout.setFormats(ranges)
    layout.beginLayout()
    line = layout.createLine()
    line.setLineWidth(100_000)
    layout.endLayout()
    return layout


def _marked_width(row: Result, font: QFont) -> int:
    # Strong letters are a little wider; the exact width comes from the layout that is drawn.
    if not row.marks:
        return QFontMetrics(font).horizontalAdvance(row.words)
    # The line borrows from its layout, which must live as long as the line is looked at.
    layout = _marked_layout(row, font)
    return round(layout.lineAt(0).naturalTextWidth())
