"""One way to reach an adult: what it is, the number or address, whether texts are welcome."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from fsp_desktop.language.words import _
from fsp_desktop.services.edit_record import OpenForm
from fsp_desktop.ui.family_form.questions import point_questions
from fsp_desktop.ui.forms.keeper import Make
from fsp_desktop.ui.forms.record_editor import RecordEditor
from fsp_desktop.ui.shell.shell import Shell
from fsp_desktop.ui.theme.theme import theme
from fsp_desktop.ui.widgets.buttons import IconButton
from fsp_desktop.ui.widgets.combo import Combo

KIND, VALUE = "contact_kind", "value"
BELOW_LABEL = 24


class PointRow(QWidget):
    """Questions about one number or address, and a button that takes it away.

    Signals:
        edited: Something was typed; carries the field's name.
        away_asked: The person does not want it.
    """

    edited = Signal(str)
    away_asked = Signal()

    def __init__(self, shell: Shell, make: Make) -> None:
        super().__init__()
        self.editor = RecordEditor(shell, "contact-point", point_questions(), make)
        self.editor.show_values({KIND: "mobile", "may_text": "ask"})
        self.away = IconButton("trash-2", _("Take this way away"), "quiet")
        self._is_kind_chosen = False
        end = QVBoxLayout()
        end.addSpacing(theme().px(BELOW_LABEL))
        end.addWidget(self.away)
        end.addStretch(1)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme().px(8))
        row.addWidget(self.editor, 1)
        row.addLayout(end)
        self.away.clicked.connect(self.away_asked)
        self.editor.edited.connect(self._on_edited)

    def show_form(self, form: OpenForm) -> None:
        """Show one that was written before."""
        self.editor.show_form(form)
        self._is_kind_chosen = True
        self._name()

    def value(self) -> str:
        """Return the number or address as typed."""
        return self.editor.text(VALUE)

    def _on_edited(self, name: str) -> None:
        self._is_kind_chosen |= name == KIND
        kind = self.editor.fields[KIND].editor
        if not self._is_kind_chosen and "@" in self.value() and isinstance(kind, Combo):
            kind.set_chosen("email")
            self.editor.keeper.touch(KIND)
        self._name()
        self.edited.emit(name)

    def _name(self) -> None:
        if self.value():
            self.away.set_words(_("Take away {name}").format(name=self.value()))
