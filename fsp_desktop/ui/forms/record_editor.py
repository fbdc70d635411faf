"""Edits one record by a declared list of questions; each answer is kept as it is typed."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QWidget

from fsp_desktop.language.labels import field_label, labels
from fsp_desktop.language.words import _
from fsp_desktop.services.edit_record import OpenForm, save_form
from fsp_desktop.ui.forms.keeper import FormKeeper, Make
from fsp_desktop.ui.forms.language_choice import language_choices
from fsp_desktop.ui.forms.refusal_words import refusal_words
from fsp_desktop.ui.forms.text_fields import NoteField
from fsp_desktop.ui.shell.shell import Shell
from fsp_desktop.ui.theme.theme import theme
from fsp_desktop.ui.widgets.check_row import CheckRow
from fsp_desktop.ui.widgets.combo import Combo
from fsp_desktop.ui.widgets.field import Field, LineField

ASK = "ask"


@dataclass(frozen=True, slots=True)
class Question:
    """One question of a form.

    Args:
        field: Name of the record's field; its label is the field's own unless `words` says other.
        how: line, text, code, speaks, reads or flag.
        vocabulary: For codes.
        span: Columns it takes.
    """

    field: str
    how: str = "line"
    vocabulary: str = ""
    span: int = 1
    words: str = ""
    placeholder: str = ""


class RecordEditor(QWidget):
    """Rows of questions about one record.

    Args:
        shell: The window's work area.
        kind: Kind of the record.
        rows: Questions by row.
        make: Makes the record's form on the store thread, at its first word.
        save: The service that keeps a draft of it.

    Signals:
        edited: The person changed a field; carries its name.
    """

    edited = Signal(str)

    def __init__(
        self,
        shell: Shell,
        kind: str,
        rows: Sequence[Sequence[Question]],
        make: Make,
        save: Callable[..., OpenForm] = save_form,
    ) -> None:
        super().__init__()
        self.keeper = FormKeeper(shell, self, make, save)
        self.kind = kind
        self.fields: dict[str, Field] = {}
        self._questions = {one.field: one for row in rows for one in row}
        self._editors: dict[str, LineField | NoteField | Combo | CheckRow] = {}
        self._build(rows)
        self.keeper.refused.connect(self.show_refusals)

    def _build(self, rows: Sequence[Sequence[Question]]) -> None:
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(theme().px(12))
        grid.setVerticalSpacing(theme().px(8))
        wide = max(sum(one.span for one in row) for row in rows)
        for at, row in enumerate(rows):
            place = 0
            for question in row:
                grid.addWidget(self._make(question), at, place, 1, question.span)
                place += question.span
        for column in range(wide):
            grid.setColumnStretch(column, 1)

    def _make(self, question: Question) -> QWidget:
        words = question.words or field_label(self.kind, question.field)
        name = question.field
        if question.how == "flag":
            check = CheckRow(words)
            self._editors[name] = check
            self.keeper.bind(name, check.isChecked, check.clicked)
            check.clicked.connect(lambda _on: self._on_edited(name))
            return check
        editor = self._editor(question, words)
        self._editors[name] = editor
        self.fields[name] = Field(words, editor)
        return self.fields[name]

    def _editor(self, question: Question, words: str) -> LineField | NoteField | Combo:
        name = question.field
        if question.how == "line":
            line = LineField(words, question.placeholder)
            self.keeper.bind(name, line.text, line.textEdited)
            line.textEdited.connect(lambda _text: self._on_edited(name))
            return line
        if question.how == "text":
            text = NoteField(words, question.placeholder, most=96)
            self.keeper.bind(name, text.text, text.edited)
            text.edited.connect(lambda: self._on_edited(name))
            return text
        combo = Combo(words)
        if question.how == "code":
            combo.set_choices(_code_choices(question.vocabulary))
        else:
            use = "read" if question.how == "reads" else "speak"
            combo.set_choices(language_choices(use=use, nothing=_("Not asked yet")))
        self.keeper.bind(name, lambda: self._chosen(name), combo.chosen_changed)
        combo.chosen_changed.connect(lambda _key: self._on_edited(name))
        return combo

    def _chosen(self, name: str) -> str | None:
        combo = self._editors[name]
        key = combo.chosen() if isinstance(combo, Combo) else ""
        # "Not asked yet" of a language is a code of its own, so that asking stays open.
        return key or (ASK if self._questions[name].how == "speaks" else None)

    def _on_edited(self, name: str) -> None:
        if name in self.fields:
            self.fields[name].clear_error()
        self.edited.emit(name)

    # --- showing and reading -------------------------------------------------------------------

    def show_form(self, form: OpenForm) -> None:
        """Show a record and keep it from now on."""
        self.keeper.hold(form)
        self.show_values(form.values)

    def show_values(self, values: Mapping[str, object]) -> None:
        """Show values without telling anybody."""
        for name, editor in self._editors.items():
            value = values.get(name)
            if isinstance(editor, CheckRow):
                editor.setChecked(bool(value))
            elif isinstance(editor, Combo):
                is_unasked = value in (None, ASK) and self._questions[name].how != "code"
                editor.set_chosen("" if is_unasked else str(value or ""))
            elif isinstance(editor, NoteField):
                editor.set_text(str(value or ""))
            else:
                editor.setText(str(value or ""))
                editor.setCursorPosition(0)

    def text(self, name: str) -> str:
        """Return what stands in a line, or the words of what is chosen."""
        editor = self._editors[name]
        if isinstance(editor, Combo):
            return editor.currentText() if editor.chosen() not in {"", ASK} else ""
        return editor.text().strip()

    def focus_target(self) -> QWidget:
        """Return the first question's field."""
        return next(iter(self._editors.values()))

    def show_refusals(self, refusals: Sequence[Mapping[str, Any]]) -> None:
        """Say what is wrong beside each field, and go to the first."""
        for one in reversed(refusals):
            name = str(one["field"])
            if name in self.fields:
                self.fields[name].set_error(refusal_words(name, str(one["reason"])))
                self.fields[name].editor.setFocus(Qt.FocusReason.OtherFocusReason)


def _code_choices(vocabulary: str) -> list[tuple[str, str]]:
    choices = list(labels(vocabulary).items())
    if any(code == ASK for code, _words in choices):
        first = [choice for choice in choices if choice[0] == ASK]
        return [*first, *(choice for choice in choices if choice[0] != ASK)]
    return [("", _("Not asked yet")), *choices]
