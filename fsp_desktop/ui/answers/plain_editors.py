"""Editors of one value: a line, a text, a time, a day, a number, yes or no, one or several of a few."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date, time

from PySide6.QtCore import Signal

from fsp_desktop.language.formats import weekday
from fsp_desktop.language.words import _
from fsp_desktop.ui.answers.question import Question
from fsp_desktop.ui.forms.day_field import DayField, TimeField
from fsp_desktop.ui.widgets.check_row import CheckRow
from fsp_desktop.ui.widgets.chips import ChipRow
from fsp_desktop.ui.widgets.combo import Combo
from fsp_desktop.ui.widgets.field import GrowingText, LineField

A_MONDAY = date(2026, 1, 5)
DAYS_OF_SCHOOL = range(5)
MOST_NUMBER = 9_999


class LineEditor(LineField):
    """One line of text.

    Signals:
        changed: The person changed the value.
    """

    changed = Signal()

    def __init__(self, question: Question) -> None:
        super().__init__(question.words, question.hint)
        self.textEdited.connect(lambda _text: self.changed.emit())

    def show_value(self, value: object) -> None:
        self.setText(str(value or ""))
        self.setCursorPosition(0)

    def value(self) -> object:
        return self.text().strip() or None

    def trouble(self) -> str:
        return ""


class NumberEditor(LineField):
    """A whole number from 0 on.

    Signals:
        changed: The person changed the value.
    """

    changed = Signal()

    def __init__(self, question: Question) -> None:
        super().__init__(question.words, question.hint)
        self.textEdited.connect(lambda _text: self.changed.emit())

    def show_value(self, value: object) -> None:
        self.setText("" if value is None else str(value))

    def value(self) -> object:
        text = self.text().strip()
        return int(text) if text and not self.trouble() else None

    def trouble(self) -> str:
        text = self.text().strip()
        is_number = text.isdecimal() and text.isascii() and int(text[:6]) <= MOST_NUMBER
        return _("This is not a number.") if text and not is_number else ""


class TextEditor(GrowingText):
    """Several lines of text.

    Signals:
        changed: The person changed the value.
    """

    changed = Signal()

    def __init__(self, question: Question) -> None:
        super().__init__(question.words, question.hint, least=72)
        self.edited.connect(self.changed)

    def show_value(self, value: object) -> None:
        self.set_text(str(value or ""))

    def value(self) -> object:
        return self.text().strip() or None

    def trouble(self) -> str:
        return ""


class NamesEditor(TextEditor):
    """Names, one a line."""

    def show_value(self, value: object) -> None:
        lines = value if isinstance(value, list | tuple) else ()
        self.set_text("\n".join(str(line) for line in lines))

    def value(self) -> object:
        return [line.strip() for line in self.text().splitlines() if line.strip()]


class TimeEditor(TimeField):
    """A time of day.

    Signals:
        changed: The person changed the value.
    """

    changed = Signal()

    def __init__(self, question: Question) -> None:
        super().__init__(question.words)
        self._kept: str | None = None
        self.time_changed.connect(lambda _time: self.changed.emit())

    def show_value(self, value: object) -> None:
        self._kept = str(value) if value else None
        self.set_time(time.fromisoformat(str(value)) if value else None)

    def value(self) -> object:
        """Return the time; what stands there by mistake leaves the one before."""
        moment = self.moment()
        if self.is_wrong:
            return self._kept
        return moment.isoformat("minutes") if moment else None

    def trouble(self) -> str:
        return _("This time does not exist.") if self.is_wrong else ""


class DayEditor(DayField):
    """A day.

    Signals:
        changed: The person changed the value.
    """

    changed = Signal()

    def __init__(self, question: Question, today: Callable[[], date]) -> None:
        super().__init__(question.words, today, _("Monday, 10/13…"))
        self.day_changed.connect(lambda _day: self.changed.emit())

    def show_value(self, value: object) -> None:
        self.set_day(date.fromisoformat(str(value)) if value else None)

    def value(self) -> object:
        return self.wire()

    def trouble(self) -> str:
        return _("This day does not exist.") if self.property("wrong") else ""


class ChoiceEditor(Combo):
    """One of a few.

    Signals:
        changed: The person changed the value.
    """

    changed = Signal()

    def __init__(self, question: Question, choices: Iterable[tuple[str, str]] = ()) -> None:
        super().__init__(question.words, choices or question.choices)
        self.chosen_changed.connect(lambda _key: self.changed.emit())

    def show_value(self, value: object) -> None:
        self.set_chosen("" if value is None else str(value))

    def value(self) -> object:
        return self.chosen() or None

    def trouble(self) -> str:
        return ""


class WeekdayEditor(ChoiceEditor):
    """A day of the week, or none."""

    def __init__(self, question: Question) -> None:
        days = [
            (str(number), weekday(A_MONDAY.replace(day=A_MONDAY.day + number)))
            for number in DAYS_OF_SCHOOL
        ]
        super().__init__(question, [("", _("None")), *days])

    def value(self) -> object:
        return int(self.chosen()) if self.chosen() else None


class FlagEditor(CheckRow):
    """Yes or no.

    Signals:
        changed: The person changed the value.
    """

    changed = Signal()

    def __init__(self, question: Question) -> None:
        super().__init__(question.words)
        self.clicked.connect(lambda _on: self.changed.emit())

    def show_value(self, value: object) -> None:
        self.setChecked(bool(value))

    def value(self) -> object:
        return self.isChecked() or None

    def trouble(self) -> str:
        return ""


class SeveralEditor(ChipRow):
    """Several of a few.

    Signals:
        changed: The person changed the value.
    """

    changed = Signal()

    def __init__(self, question: Question) -> None:
        super().__init__(question.words)
        self.set_choices(question.choices)
        self.chosen_changed.connect(lambda _keys: self.changed.emit())

    def show_value(self, value: object) -> None:
        self.set_chosen([str(one) for one in value] if isinstance(value, list | tuple) else [])

    def value(self) -> object:
        return self.chosen()

    def trouble(self) -> str:
        return ""
