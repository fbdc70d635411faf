"""Above the thread: what to show of it, and how many words came from each side."""

from __future__ import annotations

from PySide6.QtCore import QSize, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QWidget

from fsp_desktop.domain.views import FamilyPage
from fsp_desktop.language.words import _
from fsp_desktop.ui.theme.theme import theme
from fsp_desktop.ui.widgets.cards import IconLabel
from fsp_desktop.ui.widgets.chips import ChipRow
from fsp_desktop.ui.widgets.flow_layout import FlowLayout
from fsp_desktop.ui.widgets.text import Label

FILTERS: dict[str, tuple[str, ...]] = {
    "all": (),
    "visits": ("visit",),
    "contacts": ("contact",),
    "follow_ups": ("follow-up",),
}


class ThreadHead(QWidget):
    """Filters and counts in one line, or in two where one has no room for both.

    Signals:
        chosen_changed: Another filter was chosen.
    """

    chosen_changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        px = theme().px
        self.filters = ChipRow(_("What to show"), exclusive=True)
        words = (_("Everything"), _("Visits"), _("Contacts"), _("Follow-ups"))
        self.filters.set_choices(list(zip(FILTERS, words, strict=True)))
        self.filters.set_chosen(["all"])
        self.filters.chosen_changed.connect(lambda _keys: self.chosen_changed.emit())
        self.from_family, self.to_family = Label("", "note", "ink2"), Label("", "note", "ink2")
        self._counts = QWidget()
        counts = FlowLayout(self._counts, gap=px(9), line_gap=px(2))
        counts.addWidget(_marked("arrow-left", "family", self.from_family))
        counts.addWidget(_marked("arrow-right", "school", self.to_family))
        self._box = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._box.setContentsMargins(0, 0, 0, 0)
        self._box.setSpacing(px(5))
        self._box.addWidget(self.filters, 1)
        self._box.addWidget(self._counts)

    def kinds(self) -> tuple[str, ...]:
        """Return the kinds of records to show; empty means everything."""
        chosen = self.filters.chosen()
        return FILTERS[chosen[0]] if chosen else ()

    def show_counts(self, page: FamilyPage) -> None:
        """Say how many words came from each side."""
        self.from_family.setText(_("from family {count}").format(count=page.from_family))
        self.to_family.setText(_("to family {count}").format(count=page.to_family))
        self._fit()

    def minimumSizeHint(self) -> QSize:
        return QSize(theme().px(160), super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        wanted = self.filters.sizeHint().width() + self._counts.sizeHint().width() + theme().px(5)
        has_room = wanted <= self.width()
        way = QBoxLayout.Direction.LeftToRight if has_room else QBoxLayout.Direction.TopToBottom
        if way != self._box.direction():
            self._box.setDirection(way)


def _marked(icon: str, tone: str, words: Label) -> QWidget:
    part = QWidget()
    row = QHBoxLayout(part)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(theme().px(5))
    row.addWidget(IconLabel(icon, tone, 16))
    row.addWidget(words, 1)
    return part
