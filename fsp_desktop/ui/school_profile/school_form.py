"""All questions about the school on one page, group below group."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from fsp_desktop.language.words import N_, _, gettext
from fsp_desktop.services.write_school import SchoolData
from fsp_desktop.ui.forms.refusal_words import refusal_words
from fsp_desktop.ui.school_profile.calendar_rows import CalendarRows
from fsp_desktop.ui.school_profile.editors import Editor, make_editor
from fsp_desktop.ui.school_profile.questions import (
    PROFILE,
    SCHOOL,
    STAFF,
    Group,
    Question,
    all_groups,
)
from fsp_desktop.ui.theme.theme import theme
from fsp_desktop.ui.widgets.cards import Card
from fsp_desktop.ui.widgets.field import Field
from fsp_desktop.ui.widgets.text import Label

COLUMNS = 6
_AFTER = {
    "profile.starts": ("profile.doors_open", N_("School starts before the doors open.")),
    "profile.ends": ("profile.starts", N_("School ends before it starts.")),
    "profile.early_ends": ("profile.starts", N_("School ends before it starts.")),
}
"""Times that come after another one, with what to say if they do not."""


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
        self.editors: dict[str, Editor] = {}
        self.fields: dict[str, Field] = {}
        self.calendar = CalendarRows(today)
        self._today = today
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme().px(10))
        for group in all_groups():
            column.addWidget(self._card(group))
        days = Card(_("Days of the school year"), "calendar")
        days.body.addWidget(self.calendar)
        column.addWidget(days)
        self.calendar.changed.connect(lambda: self.edited.emit(PROFILE, "calendar"))

    def _card(self, group: Group) -> Card:
        px = theme().px
        card = Card(group.title, group.icon)
        if group.about:
            card.body.addWidget(Label(group.about, "note", "ink2", wrap=True))
        grid = QGridLayout()
        grid.setHorizontalSpacing(px(12))
        grid.setVerticalSpacing(px(6))
        row = column = 0
        for question in group.questions:
            if column + question.width > COLUMNS:
                row, column = row + 1, 0
            grid.addWidget(self._field(question), row, column, 1, question.width)
            column += question.width
        for at in range(COLUMNS):
            grid.setColumnStretch(at, 1)
        card.body.addLayout(grid)
        return card

    def _field(self, question: Question) -> Field:
        editor = make_editor(question, self._today)
        field = Field(question.words, editor)
        self.questions[question.key] = question
        self.editors[question.key], self.fields[question.key] = editor, field
        editor.changed.connect(lambda: self._on_changed(question))
        if hasattr(editor, "editingFinished"):
            editor.editingFinished.connect(lambda: self._tell_trouble(question.key))
        return field

    def _on_changed(self, question: Question) -> None:
        self._tell_trouble(question.key)
        self.edited.emit(question.place, question.name)

    # --- showing -------------------------------------------------------------------------------

    def show_data(self, data: SchoolData) -> None:
        """Show everything that is known."""
        places: Mapping[str, Mapping[str, object]] = {
            SCHOOL: data.school_values,
            STAFF: data.staff_values,
            PROFILE: data.profile,
        }
        for key, question in self.questions.items():
            self.editors[key].show_value(places[question.place].get(question.name))
            self.fields[key].clear_error()
        self.calendar.show_value(data.profile.get("calendar"))

    # --- reading -------------------------------------------------------------------------------

    def value(self, place: str, name: str) -> object:
        """Return a value as it stands on screen."""
        if name == "calendar":
            return self.calendar.value()
        return self.editors[f"{place}.{name}"].value()

    def trouble(self, key: str) -> str:
        """Return what is wrong with an answer, in words; empty if nothing is."""
        words = self.editors[key].trouble()
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
            return self.editors[wrong[0]]
        return next((row.first for row in self.calendar.rows if row.trouble()), None)

    def _tell_trouble(self, key: str) -> str:
        words = self.trouble(key)
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
