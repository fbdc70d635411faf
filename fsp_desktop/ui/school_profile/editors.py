"""The editors of the school's form, all read and shown in the same way."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, time

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from fsp_desktop.language.formats import weekday
from fsp_desktop.language.language_names import language_name
from fsp_desktop.language.words import _, current
from fsp_desktop.ui.forms.day_field import DayField, TimeField
from fsp_desktop.ui.forms.language_choice import language_choices
from fsp_desktop.ui.school_profile.questions import Question
from fsp_desktop.ui.theme.theme import theme
from fsp_desktop.ui.widgets.chips import ChipRow
from fsp_desktop.ui.widgets.combo import Combo
from fsp_desktop.ui.widgets.field import LineField

A_MONDAY = date(2026, 1, 5)
DAYS_OF_SCHOOL = range(5)


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

    def value(self) -> object:
        return self.text().strip() or None

    def trouble(self) -> str:
        return ""


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


class WeekdayEditor(Combo):
    """A day of the week, or none.

    Signals:
        changed: The person changed the value.
    """

    changed = Signal()

    def __init__(self, question: Question) -> None:
        days = [
            (str(number), weekday(A_MONDAY.replace(day=A_MONDAY.day + number)))
            for number in DAYS_OF_SCHOOL
        ]
        super().__init__(question.words, [("", _("None")), *days])
        self.chosen_changed.connect(lambda _key: self.changed.emit())

    def show_value(self, value: object) -> None:
        self.set_chosen("" if value is None else str(value))

    def value(self) -> object:
        return int(self.chosen()) if self.chosen() else None

    def trouble(self) -> str:
        return ""


class LanguagesEditor(QWidget):
    """Languages a person speaks, as chips; unticking one takes it away.

    Signals:
        changed: The person changed the value.
    """

    changed = Signal()

    def __init__(self, question: Question) -> None:
        super().__init__()
        self.setAccessibleName(question.words)
        self.chips = ChipRow(question.words)
        self.more = Combo(_("Add a language"), language_choices(nothing=_("Add a language")))
        self._tags: list[str] = []
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme().px(8))
        row.addWidget(self.chips, 1)
        row.addWidget(self.more)
        self.more.setFixedWidth(theme().px(190))
        self.chips.chosen_changed.connect(self._on_chips)
        self.more.chosen_changed.connect(self._add)

    def show_value(self, value: object) -> None:
        self._tags = [str(tag) for tag in value] if isinstance(value, list) else []
        self._show()

    def value(self) -> object:
        return list(self._tags)

    def trouble(self) -> str:
        return ""

    def _show(self) -> None:
        self.chips.set_choices([(tag, language_name(tag, current())) for tag in self._tags])
        self.chips.set_chosen(self._tags)

    def _on_chips(self, tags: list[str]) -> None:
        self._tags = list(tags)
        self._show()
        self.changed.emit()

    def _add(self, tag: str) -> None:
        self.more.set_chosen("")
        if tag and tag not in self._tags:
            self._tags.append(tag)
            self._show()
            self.changed.emit()


Editor = LineEditor | TimeEditor | DayEditor | WeekdayEditor | LanguagesEditor


def make_editor(question: Question, today: Callable[[], date]) -> Editor:
    """Return the editor of a question."""
    if question.kind == "day":
        return DayEditor(question, today)
    makers: dict[str, Callable[[Question], Editor]] = {
        "time": TimeEditor,
        "weekday": WeekdayEditor,
        "languages": LanguagesEditor,
    }
    return makers.get(question.kind, LineEditor)(question)
