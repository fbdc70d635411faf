"""The menu of another day for a follow-up."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

from PySide6.QtWidgets import QMenu, QWidget

from fsp_desktop.language.formats import short_day
from fsp_desktop.language.words import _

FRIDAY = 4


class AnotherDay(QMenu):
    """Tomorrow, Friday, next week, or a day one picks.

    Args:
        over: Widget the menu belongs to.
        today: Local calendar day.
        move: Called with the day chosen.
        pick: Called when the person wants to pick a day.
    """

    def __init__(
        self,
        over: QWidget,
        today: date,
        move: Callable[[date], object],
        pick: Callable[[], object],
    ) -> None:
        super().__init__(over)
        self.setAccessibleName(_("Another day"))
        friday = today + timedelta(days=((FRIDAY - today.weekday()) % 7) or 7)
        monday = today + timedelta(days=7 - today.weekday())
        for words, day in (
            (_("&Tomorrow"), today + timedelta(days=1)),
            (_("&Friday"), friday),
            (_("&Next week"), monday),
        ):
            line = self.addAction(f"{words}\t{short_day(day, weekday=True)}")
            line.triggered.connect(lambda _on=False, chosen=day: move(chosen))
        self.addSeparator()
        self.addAction(_("&Pick a day…")).triggered.connect(lambda _on=False: pick())
        self.setActiveAction(self.actions()[0])
