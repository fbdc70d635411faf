"""All plain questions about the school on one page, group below group."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from fsp_desktop.language.words import N_, _, gettext
from fsp_desktop.services.write_school import SchoolData
from fsp_desktop.ui.answers.answer_grid import AnswerGrid
from fsp_desktop.ui.answers.question import Group, Question
from fsp_desktop.ui.forms.refusal_words import refusal_words
from fsp_desktop.ui.school_profile.calendar_rows import CalendarRows
from fsp_desktop.ui.school_profile.questions import PROFILE, SCHOOL, STAFF, all_groups
from fsp_desktop.ui.theme.theme import theme
from fsp_desktop.ui.widgets.cards import Card
from fsp_desktop.ui.widgets.field import Field
from fsp_desktop.ui.widgets.text import Label

AFTER_DAY = "profile.starts"
"""The group that asks this has the calendar after it."""
_AFTER = {
    "profile.starts": ("profile.doors_open", N_("School starts before the doors open.")),
    "profile.ends": ("profile.starts", N_("School ends before it starts.")),
    "profile.early_ends": ("profile.starts", N_("School ends before it starts.")),
}
"""Times that come after another one, with what to say if they do not."""
EMPTY: tuple[object, ...] = (None, "", [], {})


class SchoolForm(QWidget):
    """The questions.

    Signals:
        edited: The person changed a value; carries the place it is kept in and its name.
    """

    edited = Signal(str, str)

    def __init__(self, today: Callable[[], date]) -> None:
        super().__init__()
        self.setObjectName("plain")
        self.questions: dict[str, Question] = {}
        self.editors: dict[str, Any] = {}
        self.fields: dict[str, Field] = {}
        self.cards: list[Card] = []
        self._asked: dict[str, tuple[str, ...]] = {}
        self.calendar = CalendarRows(today)
        self._today = today
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(theme().px(10))
        for group in all_groups():
            self.add_card(self._card(group))
            if any(question.key == AFTER_DAY for question in group.questions):
                self.add_card(self._calendar_card())
        self.calendar.changed.connect(lambda: self.edited.emit(PROFILE, "calendar"))

    def add_card(self, card: Card) -> None:
        """Put a card below the others."""
        self.cards.append(card)
        self.column.addWidget(card)

    def _calendar_card(self) -> Card:
        days = Card(_("Days of the school year"), "calendar")
        days.body.addWidget(self.calendar)
        return days

    def _card(self, group: Group) -> Card:
        card = Card(group.title, group.icon)
        if group.about:
            card.body.addWidget(Label(group.about, "note", "ink2", wrap=True))
        grid = AnswerGrid(group.questions, self._today)
        self.questions |= grid.questions
        self.editors |= grid.editors
        self.fields |= grid.fields
        self._asked[group.title] = tuple(grid.questions)
        grid.edited.connect(self._on_changed)
        card.body.addWidget(grid)
        return card

    def _on_changed(self, key: str) -> None:
        self._tell_trouble(key)
        place, _dot, name = key.partition(".")
        self.edited.emit(place, name)

    # --- showing -------------------------------------------------------------------------------

    def show_data(self, data: SchoolData, kept: Mapping[str, object]) -> None:
        """Show everything that is known.

        Args:
            data: The records, with texts of the school in English.
            kept: The profile as it is kept, with texts in all their languages.
        """
        places: Mapping[str, Mapping[str, object]] = {
            SCHOOL: data.school_values,
            STAFF: data.staff_values,
            PROFILE: data.profile,
        }
        for key, question in self.questions.items():
            value = places[question.place].get(question.name)
            if question.kind == "local":
                value = kept.get(question.name, value)
            self.editors[key].show_value(value)
            if key in self.fields:
                self.fields[key].clear_error()
        self.calendar.show_value(data.profile.get("calendar"))

    def filled(self, title: str) -> tuple[int, int]:
        """Return how many questions of a group have an answer, and how many there are."""
        if title not in self._asked:
            return len(self.calendar.value()), 0
        keys = [key for key in self._asked[title] if self.questions[key].kind != "flag"]
        return sum(self.editors[key].value() not in EMPTY for key in keys), len(keys)

    # --- reading -------------------------------------------------------------------------------

    def value(self, place: str, name: str) -> object:
        """Return a value as it stands on screen."""
        if name == "calendar":
            return self.calendar.value()
        return self.editors[f"{place}.{name}"].value()

    def trouble(self, key: str) -> str:
        """Return what is wrong with an answer, in words; empty if nothing is."""
        words = str(self.editors[key].trouble())
        if words or key not in _AFTER:
            return words
        before, sentence = _AFTER[key]
        first, last = self.editors[before].value(), self.editors[key].value()
        is_early = isinstance(first, str) and isinstance(last, str) and last <= first
        return gettext(sentence) if is_early else ""

    def first_trouble(self) -> QWidget | None:
        """Say everything that is wrong beside its field, and return the first such field."""
        wrong = [key for key in self.editors if self._tell_trouble(key)]
        for row in self.calendar.rows:
            row.tell_trouble()
        if wrong:
            found: QWidget = self.editors[wrong[0]]
            return found
        return next((row.first for row in self.calendar.rows if row.trouble()), None)

    def _tell_trouble(self, key: str) -> str:
        words = self.trouble(key)
        if key in self.fields:
            if words:
                self.fields[key].set_error(words)
            else:
                self.fields[key].clear_error()
        return words

    def show_refusal(self, place: str, name: str, reason: str) -> None:
        """Say what the record did not take."""
        key = f"{place}.{name}"
        if key in self.fields:
            self.fields[key].set_error(refusal_words(name, reason))
            self.editors[key].setFocus(Qt.FocusReason.OtherFocusReason)
