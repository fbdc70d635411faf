"""Measures a thread item: where its bubble stands and how its words break. No painting."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from PySide6.QtCore import QPointF, QRect, Qt
from PySide6.QtGui import QFont, QTextLayout, QTextOption

from fsp_desktop.domain.views import ThreadItem
from fsp_desktop.ui.theme.theme import theme
from fsp_desktop.ui.widgets.quotes import quoted

BUBBLE_SHARE = 0.86
GAP = 8
HEAD_HIGH = 20
HEADING_HIGH = 28
PROMISE_HIGH = 36


@dataclass(frozen=True, slots=True)
class MonthHeading:
    """A row of the thread that only names a month."""

    words: str


Side = Literal["start", "end", "none"]


def side_of(item: ThreadItem) -> Side:
    """Return the side a thread item's tail points to: the family's is the start side."""
    if item.kind in ("visit", "conference") or item.side == "together":
        return "none"
    return "start" if item.side == "family" else "end"


def bubble_rect(row: QRect, item: ThreadItem) -> QRect:
    """Return the bubble inside its row, before mirroring."""
    rect = row.adjusted(0, 0, 0, -theme().px(GAP))
    side = side_of(item)
    if side == "none":
        return rect
    narrow = round(rect.width() * (1 - BUBBLE_SHARE))
    on_left = (side == "start") != theme().is_rtl
    return rect.adjusted(0, 0, -narrow, 0) if on_left else rect.adjusted(narrow, 0, 0, 0)


def shown_words(item: ThreadItem) -> str:
    """Return the words of an item; a family's own words stand in quotation marks."""
    return quoted(item.words) if item.own_words and item.words else item.words


def words_font(item: ThreadItem) -> QFont:
    """Return serif for a family's own words, sans for ours."""
    return theme().font("voice" if item.own_words else "body")


def lay_out(text: str, font: QFont, width: int, most_lines: int = 12) -> tuple[QTextLayout, int]:
    """Break `text` into lines of at most `width` pixels and return the layout and its height."""
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    option.setTextDirection(Qt.LayoutDirection.LayoutDirectionAuto)
    start = Qt.AlignmentFlag.AlignRight if theme().is_rtl else Qt.AlignmentFlag.AlignLeft
    option.setAlignment(start | Qt.AlignmentFlag.AlignAbsolute)
    layout = QTextLayout(text.replace("\n", "\u2028"), font)
    layout.setTextOption(option)
    layout.beginLayout()
    height = 0.0
    for _number in range(most_lines):
        line = layout.createLine()
        if not line.isValid():
            break
        line.setLineWidth(max(1, width))
        line.setPosition(QPointF(0, height))
        height += line.height() * 1.16
    layout.endLayout()
    return layout, round(height)


def item_height(item: ThreadItem | MonthHeading, width: int) -> int:
    """Return the height of a row of the thread for a view of `width` pixels."""
    px = theme().px
    if isinstance(item, MonthHeading):
        return px(HEADING_HIGH)
    if item.kind == "follow-up":
        return px(PROMISE_HIGH + GAP)
    inner = bubble_rect(QRect(0, 0, width, 100), item).width() - px(26)
    height = px(9 + HEAD_HIGH + 8 + GAP)
    if item.words:
        height += lay_out(shown_words(item), words_font(item), inner)[1] + px(4)
    if item.agreed:
        height += px(20)
    return height
