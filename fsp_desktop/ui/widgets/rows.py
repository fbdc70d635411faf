"""Rows of two lines: what it is above, what one needs to know below, time and state at the end."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from fsp_desktop.ui.theme.icons import paint_icon
from fsp_desktop.ui.theme.marks import paint_focus_ring
from fsp_desktop.ui.theme.theme import theme
from fsp_desktop.ui.widgets.paged_model import ROW_ROLE
from fsp_desktop.ui.widgets.painting import Strip, chip_size, paint_chip, paint_text, text_width

Index = QModelIndex | QPersistentModelIndex


@dataclass(frozen=True, slots=True)
class RowLook:
    """What a two-line row shows.

    Args:
        title: First line, strong.
        beside: Light words after the title, such as the name as the family writes it.
        meta: Second line.
        end: Words at the far edge, such as "6 days".
        end_icon: Icon at the far edge, with its colour role.
        icon: Icon before both lines.
        chip: (words, kind, icon) of a state at the far edge.
    """

    title: str
    beside: str = ""
    meta: str = ""
    end: str = ""
    end_icon: str = ""
    end_tone: str = "ink2"
    icon: str = ""
    chip: tuple[str, str, str | None] | None = None


def paint_row_ground(
    painter: QPainter, option: QStyleOptionViewItem, *, lined: bool = True
) -> None:
    """Paint what lies under a row: selection with its bar, hover, hair line and focus ring."""
    rect = option.rect
    state = option.state
    if state & QStyle.StateFlag.State_Selected:
        painter.fillRect(rect, theme().color("pine_soft"))
        painter.fillRect(Strip(rect).start(theme().px(3)), theme().color("pine"))
    elif state & QStyle.StateFlag.State_MouseOver:
        painter.fillRect(rect, theme().color("sunken"))
    if lined:
        painter.fillRect(rect.left(), rect.bottom(), rect.width(), 1, theme().color("line"))
    focused = bool(state & QStyle.StateFlag.State_HasFocus)
    if focused:
        paint_focus_ring(painter, rect.adjusted(0, 0, 0, -1), 4)


class TwoLineDelegate(QStyledItemDelegate):
    """Paints rows of any model whose `ROW_ROLE` data `look` can turn into a `RowLook`."""

    def __init__(self, look: Callable[[Any], RowLook], parent: Any = None, high: int = 50) -> None:
        super().__init__(parent)
        self._look = look
        self._high = high

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(theme().px(120), theme().px(self._high))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        paint_row_ground(painter, option)
        row = index.data(ROW_ROLE)
        if row is None:
            return
        look = self._look(row)
        px = theme().px
        strip = Strip(option.rect.adjusted(px(14), 0, -px(14), 0))
        if look.icon:
            side = strip.start(px(18), px(12))
            paint_icon(painter, look.icon, theme().scheme.ink2, _square(side, px(18)))
        self._paint_lines(painter, strip, look)

    def _paint_lines(self, painter: QPainter, strip: Strip, look: RowLook) -> None:
        px = theme().px
        if look.chip:
            size = chip_size(look.chip[0], look.chip[2])
            place = strip.end(size.width(), px(10))
            box = QRect(place.left(), 0, place.width(), size.height())
            box.moveCenter(place.center())
            paint_chip(painter, box, look.chip[0], look.chip[1], look.chip[2])
        whole = strip.rest()
        gap = px(18)
        middle = whole.center().y() + 1
        upper = QRect(whole.left(), middle - gap - px(1), whole.width(), gap)
        lower = QRect(whole.left(), middle - px(1), whole.width(), gap)
        if not look.meta:
            upper.moveTop(middle - gap // 2)
        self._paint_title(painter, Strip(upper), look)
        paint_text(painter, lower, look.meta, theme().font("caption"), "ink2")

    def _paint_title(self, painter: QPainter, line: Strip, look: RowLook) -> None:
        px = theme().px
        small = theme().font("caption")
        if look.end_icon:
            tint = getattr(theme().scheme, look.end_tone)
            paint_icon(painter, look.end_icon, tint, _square(line.end(px(16), px(5)), px(16)))
        if look.end:
            end = line.end(text_width(look.end, small), px(8))
            paint_text(painter, end, look.end, small, "ink2", at_end=True)
        strong = theme().font("bodyStrong")
        wide = min(text_width(look.title, strong), line.rest().width())
        paint_text(painter, line.start(wide, px(7)), look.title, strong, "ink")
        paint_text(painter, line.rest(), look.beside, theme().font("note"), "ink2")


def _square(rect: QRect, side: int) -> QRect:
    square = QRect(0, 0, side, side)
    square.moveCenter(rect.center())
    return square
