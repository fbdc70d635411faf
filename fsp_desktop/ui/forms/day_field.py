"""A field for a day, and one for a time: by word or by figures, shown as people write them."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, time

from PySide6.QtCore import Signal

from fsp_desktop.language.formats import clock_time, short_day
from fsp_desktop.language.formats import day as day_in_words
from fsp_desktop.language.words import _, current
from fsp_desktop.ui.widgets.date_words import read_day
from fsp_desktop.ui.widgets.field import Field, LineField
from fsp_desktop.ui.widgets.settling import SettlingLine
from fsp_desktop.ui.widgets.text import repolish

_CLOCK = re.compile(r"(\d{1,2})(?:[:.h\s]?(\d{2}))?\s*([ap])?\.?m?\.?$")


def month_first() -> bool:
    """Whether figures are read month before day, as people in the United States write them."""
    return current() == "en"


def day_meant(text: str, today: date, *, past: bool = False) -> date | None:
    """Return the day that words or figures mean; figures that fit one order only are that order.

    Args:
        text: What was typed.
        today: Local calendar day.
        past: Whether one speaks of what was, so that a weekday is the last one.
    """
    usual = month_first()
    return read_day(text, today, month_first=usual, past=past) or read_day(
        text, today, month_first=not usual, past=past
    )


def time_meant(text: str) -> time | None:
    """Return the time of day that "9:30", "930", "9.30" or "9:30 pm" means, else None."""
    match = _CLOCK.fullmatch(text.strip().casefold())
    if match is None:
        return None
    hour, minute = int(match[1]), int(match[2] or 0)
    if match[3] and not 1 <= hour <= 12:
        return None
    if match[3]:
        hour = hour % 12 + (12 if match[3] == "p" else 0)
    return time(hour, minute) if hour < 24 and minute < 60 else None


class DayField(SettlingLine):
    """Takes a day by word; an unknown one stays as it was typed, marked wrong.

    Args:
        words: The accessible name.
        today: Asked for the local calendar day.
        placeholder: Shown while nothing stands there.
        past: Whether it asks for what was, so that a weekday is the last one.

    Signals:
        day_changed: The person chose another day or took it away; carries a date or None.
        wrong_changed: What stands there is not a day (true), or is one again (false).
    """

    day_changed = Signal(object)
    wrong_changed = Signal(bool)

    def __init__(
        self, words: str, today: Callable[[], date], placeholder: str = "", *, past: bool = False
    ) -> None:
        super().__init__(words, placeholder or _("By when"))
        self._today = today
        self._past = past
        self._day: date | None = None
        self.editingFinished.connect(self._take)

    def day(self) -> date | None:
        return self._day

    def wire(self) -> str | None:
        """Return the day as it is kept."""
        return self._day.isoformat() if self._day else None

    def set_day(self, day: date | None) -> None:
        """Show a day without telling anybody."""
        self._day = day
        self.setText(self._words(day) if day else "")
        self._mark(is_wrong=False)

    def _words(self, day: date) -> str:
        """Return a day as people say it; the year is said when it is another one."""
        if day.year == self._today().year:
            return short_day(day, weekday=True)
        return day_in_words(day)

    def _take(self) -> None:
        text = self.text().strip()
        if self._day is not None and text == self._words(self._day):
            self._mark(is_wrong=False)
            return
        day = day_meant(text, self._today(), past=self._past)
        if day is not None:
            self.setText(self._words(day))
        self._mark(is_wrong=bool(text) and day is None)
        if day != self._day and (day is not None or not text):
            self._day = day
            self.day_changed.emit(day)

    def say_beside(self, field: Field) -> None:
        """Have the field around this one say in words that what stands here is not a day."""
        self.wrong_changed.connect(
            lambda is_wrong: (
                field.set_error(_("This day does not exist.")) if is_wrong else field.clear_error()
            )
        )

    def _mark(self, *, is_wrong: bool) -> None:
        if bool(self.property("wrong")) != is_wrong:
            self.setProperty("wrong", is_wrong)
            self.setAccessibleDescription(_("This day does not exist.") if is_wrong else "")
            repolish(self)
            self.wrong_changed.emit(is_wrong)


class TimeField(LineField):
    """Takes a time of day.

    Signals:
        time_changed: The person chose another time or took it away; carries a time or None.
    """

    time_changed = Signal(object)

    def __init__(self, words: str) -> None:
        super().__init__(words, clock_time(time(9, 30)))
        self._time: time | None = None
        self.textEdited.connect(self._on_typed)
        self.editingFinished.connect(self._on_left)

    def moment(self) -> time | None:
        return self._time

    @property
    def is_wrong(self) -> bool:
        """Whether what stands there at this moment is not a time."""
        text = self.text().strip()
        is_shown = self._time is not None and text == clock_time(self._time)
        return bool(text) and not is_shown and time_meant(text) is None

    def set_time(self, moment: time | None) -> None:
        """Show a time without telling anybody."""
        self._time = moment
        self.setText(clock_time(moment) if moment else "")
        self.setProperty("wrong", False)
        repolish(self)

    def _on_typed(self, text: str) -> None:
        moment = time_meant(text)
        if moment is None and text.strip():
            return
        self._mark()
        if moment != self._time:
            self._time = moment
            self.time_changed.emit(moment)

    def _on_left(self) -> None:
        text = self.text().strip()
        moment = time_meant(text)
        if moment is not None:
            self.setText(clock_time(moment))
        self._mark()

    def _mark(self) -> None:
        if bool(self.property("wrong")) != self.is_wrong:
            self.setProperty("wrong", self.is_wrong)
            repolish(self)
