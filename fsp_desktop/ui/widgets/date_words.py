"""A day by word or by figures: tomorrow, yesterday, Friday, 3 days ago, 31.10., 2026-10-31."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, timedelta

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from fsp_desktop.language.words import _, ngettext
from fsp_desktop.ui.theme.theme import theme
from fsp_desktop.ui.widgets.chips import ChipRow
from fsp_desktop.ui.widgets.field import FieldMessage
from fsp_desktop.ui.widgets.settling import SettlingLine
from fsp_desktop.ui.widgets.text import repolish

_ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})$")
_FIGURES = re.compile(r"(\d{1,2})[./\s-]+(\d{1,2})(?:[./\s-]+(\d{4}))?\.?$")
_STEPS = re.compile(r"([+-])?(\d{1,3})\s*(d|w)?$")
_COUNT = re.compile(r"[0-9]{1,3}")
FRIDAY = 4
_NEAR = {"today": 0, "tomorrow": 1}
LONG_AWAY = timedelta(days=180)


def weekday_names() -> list[str]:
    """Return the days of the week in the interface language, Monday first."""
    return [
        _("Monday"),
        _("Tuesday"),
        _("Wednesday"),
        _("Thursday"),
        _("Friday"),
        _("Saturday"),
        _("Sunday"),
    ]


def read_day(
    text: str, today: date, *, month_first: bool = False, past: bool = False
) -> date | None:
    """Return the day a person meant, or None if the words are not a day that exists.

    Args:
        text: Words such as "tomorrow", "fri" or "3 days ago" in the interface language, "+3",
            "2w", "-1d", "31.10.".
        today: Local calendar day.
        month_first: Whether figures are written month before day, as in the United States.
        past: Whether one speaks of what was: "Friday" is the last one then, not the coming one.
    """
    words = text.strip().casefold()
    if not words:
        return None
    return (
        _by_name(words, today, past=past)
        or _by_steps(words, today)
        or _by_days_ago(words, today)
        or _by_figures(words, today, month_first=month_first, past=past)
    )


def _by_name(words: str, today: date, *, past: bool) -> date | None:
    near = {
        _("today").casefold(): 0,
        _("tomorrow").casefold(): 1,
        _("yesterday").casefold(): -1,
        _("next week").casefold(): 7,
    }
    for name, days in near.items():
        if len(words) >= 3 and name.startswith(words):
            return today + timedelta(days=days)
    for weekday, name in enumerate(weekday_names()):
        if len(words) >= 2 and name.casefold().startswith(words):
            if past:
                return today - timedelta(days=(today.weekday() - weekday) % 7)
            ahead = (weekday - today.weekday()) % 7
            return today + timedelta(days=ahead or 7)
    return None


def _by_steps(words: str, today: date) -> date | None:
    match = _STEPS.fullmatch(words)
    if match is None or not (match[1] or match[3]):
        return None
    days = int(match[2]) * (7 if match[3] == "w" else 1)
    return today + timedelta(days=-days if match[1] == "-" else days)


def _by_days_ago(words: str, today: date) -> date | None:
    figures = _COUNT.search(words)
    if figures is None:
        return None
    days = int(figures[0])
    said = ngettext("{count} day ago", "{count} days ago", days).format(count=figures[0])
    return today - timedelta(days=days) if words == said.casefold() else None


def _by_figures(words: str, today: date, *, month_first: bool, past: bool) -> date | None:
    iso = _ISO.fullmatch(words)
    if iso:
        return _day(int(iso[1]), int(iso[2]), int(iso[3]))
    match = _FIGURES.fullmatch(words)
    if match is None:
        return None
    first, second = int(match[1]), int(match[2])
    month, day = (first, second) if month_first else (second, first)
    if match[3]:
        return _day(int(match[3]), month, day)
    found = _day(today.year, month, day)
    # A day without a year that is long past means the coming one; of what was, the last one.
    if found is not None and past and found > today + LONG_AWAY:
        return _day(today.year - 1, month, day)
    if found is not None and not past and found < today - LONG_AWAY:
        return _day(today.year + 1, month, day)
    return found


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def iso_words(day: date) -> str:
    """Return a day in figures, the same in every language."""
    return day.isoformat()


class DateWords(QWidget):
    """Chips for the days people mean most, and a field for any other.

    Signals:
        day_changed: The person chose a day; carries a date, or None when it was taken away.
    """

    day_changed = Signal(object)

    def __init__(
        self,
        words: str,
        today: Callable[[], date],
        shown: Callable[[date], str] = iso_words,
        *,
        month_first: bool = False,
    ) -> None:
        super().__init__()
        self._today = today
        self._shown = shown
        self._month_first = month_first
        self._day: date | None = None
        self.setAccessibleName(words)
        self.chips = ChipRow(words, exclusive=True)
        self.field = SettlingLine(words, _("Friday, 31.10., in 2w…"))
        self.message = FieldMessage()
        self._build()
        self.chips.chosen_changed.connect(self._on_chip)
        self.field.editingFinished.connect(self._on_finished)

    def _build(self) -> None:
        choices = [
            ("today", _("Today")),
            ("tomorrow", _("Tomorrow")),
            ("friday", _("Friday")),
            ("pick", _("Pick a day")),
        ]
        self.chips.set_choices(choices)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme().px(4))
        for part in (self.chips, self.field, self.message):
            column.addWidget(part)
        self.field.hide()
        self.message.hide()

    def day(self) -> date | None:
        return self._day

    def set_day(self, day: date | None) -> None:
        """Show a day without telling anybody."""
        self._day = day
        key = self._chip_of(day)
        self.chips.set_chosen([key] if key else [])
        self.field.setVisible(key == "pick")
        self.field.setText(self._shown(day) if day and key == "pick" else "")
        self._say("")

    def _chip_of(self, day: date | None) -> str:
        if day is None:
            return ""
        for key in ("today", "tomorrow", "friday"):
            if self._meant(key) == day:
                return key
        return "pick"

    def _meant(self, key: str) -> date:
        today = self._today()
        if key in _NEAR:
            return today + timedelta(days=_NEAR[key])
        return today + timedelta(days=((FRIDAY - today.weekday()) % 7) or 7)

    def _on_chip(self, keys: list[str]) -> None:
        key = keys[0] if keys else ""
        self.field.setVisible(key == "pick")
        self._say("")
        if key == "pick":
            self.field.setFocus()
            return
        self._set(self._meant(key) if key else None)

    def _on_finished(self) -> None:
        text = self.field.text().strip()
        if self._day is not None and text == self._shown(self._day):
            self._say("")
            return
        day = read_day(text, self._today(), month_first=self._month_first)
        if day is None and text:
            self._say(_("This day does not exist."))
            return
        self._say("")
        if day is not None:
            self.field.setText(self._shown(day))
        self._set(day)

    def _say(self, error: str) -> None:
        self.field.setProperty("wrong", bool(error))
        repolish(self.field)
        if error:
            self.message.show_error(error)
        else:
            self.message.hide()

    def _set(self, day: date | None) -> None:
        if day != self._day:
            self._day = day
            self.day_changed.emit(day)
