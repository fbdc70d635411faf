"""Questions in six columns, with what is wrong beside each field."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QWidget

from fsp_desktop.ui.answers.editors import make_editor
from fsp_desktop.ui.answers.question import COLUMNS, Question
from fsp_desktop.ui.theme.theme import theme
from fsp_desktop.ui.widgets.field import Field

WHOLE = frozenset({"flag", "rows"})
"""Kinds that carry their words themselves."""


class AnswerGrid(QWidget):
    """Shows questions and reads their answers; keys are those of the questions.

    Signals:
        edited: The person changed an answer; carries its key.
    """

    edited = Signal(str)

    def __init__(self, questions: Sequence[Question], today: Callable[[], date]) -> None:
        super().__init__()
        self.setObjectName("plain")
        self.questions = {question.key: question for question in questions}
        self.editors: dict[str, Any] = {}
        self.fields: dict[str, Field] = {}
        px = theme().px
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(px(12))
        grid.setVerticalSpacing(px(6))
        row = column = 0
        for question in questions:
            if column + question.width > COLUMNS:
                row, column = row + 1, 0
            grid.addWidget(self._make(question, today), row, column, 1, question.width)
            column += question.width
        for at in range(COLUMNS):
            grid.setColumnStretch(at, 1)

    def _make(self, question: Question, today: Callable[[], date]) -> QWidget:
        editor = make_editor(question, today)
        self.editors[question.key] = editor
        editor.changed.connect(lambda: self._on_changed(question.key))
        if hasattr(editor, "editingFinished"):
            editor.editingFinished.connect(lambda: self.tell_trouble(question.key))
        if question.kind in WHOLE:
            return editor
        field = Field(question.words, editor)
        self.fields[question.key] = field
        return field

    def _on_changed(self, key: str) -> None:
        self.tell_trouble(key)
        self.edited.emit(key)

    def show_values(self, values: Mapping[str, object]) -> None:
        """Show answers without telling anybody; what is not named is empty."""
        for key, editor in self.editors.items():
            editor.show_value(values.get(key))
            if key in self.fields:
                self.fields[key].clear_error()

    def values(self) -> dict[str, object]:
        """Return all answers."""
        return {key: editor.value() for key, editor in self.editors.items()}

    def first_editor(self) -> QWidget:
        """Return what takes the keyboard first."""
        editor: QWidget = next(iter(self.editors.values()))
        return editor

    def tell_trouble(self, key: str) -> str:
        """Say beside a field what is wrong with it, and return it."""
        words = str(self.editors[key].trouble())
        field = self.fields.get(key)
        if field is not None and words:
            field.set_error(words)
        elif field is not None:
            field.clear_error()
        return words

    def first_trouble(self) -> tuple[QWidget | None, str]:
        """Say everything that is wrong, and return the first such editor and its words."""
        found = [
            (self.editors[key], words) for key in self.editors if (words := self.tell_trouble(key))
        ]
        return found[0] if found else (None, "")
