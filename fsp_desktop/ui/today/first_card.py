"""Before there is any family: bring in the class list, or wait to be let in by the team."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Signal

from fsp_desktop.domain.plain import Frozen
from fsp_desktop.domain.views import TodayView
from fsp_desktop.language.words import _
from fsp_desktop.services.show_today import show_today
from fsp_desktop.ui.widgets.cards import Card, EmptyState


class TodayReading(Frozen):
    """The day, and for a newcomer outside the door the numbers to read aloud; else None."""

    view: TodayView
    numbers: str | None = None


def read_today(workspace: Any) -> TodayReading:
    """Return what Today shows; runs on the store thread."""
    view = show_today(workspace)
    if view.has_families:
        return TodayReading(view)
    from fsp_desktop.services.share_record import sharing_status

    status = sharing_status(workspace)
    return TodayReading(view, (status.numbers or "") if status.is_waiting_for_admission else None)


class FirstCard(Card):
    """What to do while there are no families.

    Signals:
        list_asked: Bring in a class list.
        sharing_asked: Look at the page about sharing.
    """

    list_asked = Signal()
    sharing_asked = Signal()

    def __init__(self) -> None:
        super().__init__(padding=0)
        self.begin = EmptyState(
            "users", _("No families here yet. Bring in your class list, or make the first one."),
            _("Bring in a class list…"), _("Or press Ctrl+N, then M, to make one family."),
        )  # fmt: skip
        self.outside = EmptyState(
            "door-open", _("Waiting to be let in"), _("Open Sync && devices"), " "
        )
        self.body.addWidget(self.begin)
        self.body.addWidget(self.outside)
        self.begin.acted.connect(self.list_asked)
        self.outside.acted.connect(self.sharing_asked)

    def show_for(self, reading: TodayReading) -> None:
        """Show what fits; the card hides as soon as there is a family."""
        is_outside = reading.numbers is not None
        self.begin.setVisible(not is_outside)
        self.outside.setVisible(is_outside)
        words = _("Your team’s families appear here by themselves once somebody lets you in.")
        if reading.numbers:
            words = _(
                "Read these numbers to the person who invited you: {numbers}. Your team’s families "
                "appear here by themselves once they let you in."
            ).format(numbers=reading.numbers)
        self.outside.more.setText(words)
        self.outside.setAccessibleDescription(words)
        self.setVisible(not reading.view.has_families)
