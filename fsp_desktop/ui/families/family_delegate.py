"""Paints one family of the list: name as we and as they write it, languages, children, last word."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from PySide6.QtCore import QObject, QRect, QSize
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from fsp_desktop.domain.views import FamilyRow
from fsp_desktop.language.words import _
from fsp_desktop.ui.families.words import child_list, days_ago, is_quiet, language_list
from fsp_desktop.ui.theme.icons import paint_icon
from fsp_desktop.ui.theme.marks import paint_focus_ring
from fsp_desktop.ui.theme.theme import theme
from fsp_desktop.ui.widgets.paged_model import ROW_ROLE, Index
from fsp_desktop.ui.widgets.painting import Strip, paint_text, text_width

ROW_HIGH = 50


class FamilyDelegate(QStyledItemDelegate):
    """A row of two lines; the selected row has a bar on its start side."""

    def __init__(self, now: Callable[[], datetime], parent: QObject) -> None:
        super().__init__(parent)
        self._now = now

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(200, theme().px(ROW_HIGH))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        rect: QRect = option.rect  # type: ignore[attr-defined]
        state: QStyle.StateFlag = option.state  # type: ignore[attr-defined]
        self._paint_ground(painter, rect, state)
        row = index.data(ROW_ROLE)
        if isinstance(row, FamilyRow):
            self._paint_row(painter, rect, row)
        if state & QStyle.StateFlag.State_HasFocus:
            paint_focus_ring(painter, rect.adjusted(1, 1, -1, -2))

    def _paint_ground(self, painter: QPainter, rect: QRect, state: QStyle.StateFlag) -> None:
        selected = bool(state & QStyle.StateFlag.State_Selected)
        hovered = bool(state & QStyle.StateFlag.State_MouseOver)
        painter.fillRect(
            rect, theme().color("pine_soft" if selected else "sunken" if hovered else "surface")
        )
        if selected:
            painter.fillRect(Strip(rect).start(theme().px(3)), theme().color("pine"))
        painter.fillRect(QRect(rect.left(), rect.bottom(), rect.width(), 1), theme().color("line"))

    def _paint_row(self, painter: QPainter, rect: QRect, row: FamilyRow) -> None:
        px = theme().px
        inner = rect.adjusted(px(14), px(6), -px(14), -px(7))
        upper = Strip(QRect(inner.left(), inner.top(), inner.width(), px(19)))
        lower = QRect(inner.left(), inner.top() + px(19), inner.width(), px(17))
        self._paint_last_word(painter, upper, row)
        name_font = theme().font("bodyStrong")
        name = upper.rest()
        wide = min(name.width(), text_width(row.label, name_font))
        paint_text(painter, upper.start(wide, px(8)), row.label, name_font, "ink")
        if row.own_script and upper.rest().width() > px(24):
            paint_text(painter, upper.rest(), row.own_script, theme().font("caption"), "ink2")
        quiet = " · ".join(
            part for part in (language_list(row.languages), child_list(row.children)) if part
        )
        if row.missing_from_roster_since:
            quiet = " · ".join((_("Not in the last roster"), quiet))
        paint_text(painter, lower, quiet, theme().font("caption"), "ink2")

    def _paint_last_word(self, painter: QPainter, upper: Strip, row: FamilyRow) -> None:
        px, now = theme().px, self._now()
        icon, tone = "arrow-right", "school"
        if row.has_conflict:
            icon, tone = "columns-2", "ink2"
        elif is_quiet(row, now):
            icon, tone = "clock", "ink3"
        elif row.last_direction == "family_to_school":
            icon, tone = "arrow-left", "family"
        elif row.last_direction == "together":
            icon, tone = "arrow-left-right", "pine"
        where = upper.end(px(16), px(5))
        where.adjust(0, (where.height() - px(16)) // 2, 0, -((where.height() - px(16)) // 2))
        paint_icon(painter, icon, getattr(theme().scheme, tone), where)
        words = days_ago(row.last_contact_at, now) if row.last_contact_at else _("Not yet")
        font = theme().font("caption")
        paint_text(
            painter, upper.end(text_width(words, font), px(8)), words, font, "ink2", at_end=True
        )
