"""What was agreed: what, who does it, by when. Each line is a record of its own."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from fsp_desktop.language.labels import labels
from fsp_desktop.language.words import _
from fsp_desktop.services.edit_record import OpenForm
from fsp_desktop.ui.forms.day_field import DayField
from fsp_desktop.ui.forms.keeper import FormKeeper, Make
from fsp_desktop.ui.forms.refusal_words import refusal_words
from fsp_desktop.ui.shell.shell import Shell
from fsp_desktop.ui.theme.theme import theme
from fsp_desktop.ui.widgets.buttons import Button
from fsp_desktop.ui.widgets.combo import Combo
from fsp_desktop.ui.widgets.field import FieldMessage, LineField
from fsp_desktop.ui.widgets.text import Label


class AgreementRow(QWidget):
    """One agreement.

    Signals:
        edited: The person changed something.
    """

    edited = Signal()

    def __init__(self, shell: Shell, make: Make, form: OpenForm | None = None) -> None:
        super().__init__()
        self.keeper = FormKeeper(shell, self, make)
        self.text = LineField(_("What we agreed"), _("What"))
        self.side = Combo(_("Who does it"), labels("agreement_side").items())
        self.side.set_chosen("both")
        self.due_on = DayField(_("By when"), shell.hooks.clock.today)
        self.message = FieldMessage()
        self.message.hide()
        self._build()
        if form is not None:
            self._show(form)
        self._wire()

    def _build(self) -> None:
        px = theme().px
        row = QHBoxLayout()
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(px(8))
        row.addWidget(self.text, 1)
        self.side.setFixedWidth(px(120))
        self.due_on.setFixedWidth(px(150))
        row.addWidget(self.side)
        row.addWidget(self.due_on)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(px(4))
        column.addLayout(row)
        column.addWidget(self.message)

    def _show(self, form: OpenForm) -> None:
        values = form.values
        self.text.setText(str(values.get("text") or ""))
        self.side.set_chosen(str(values.get("side") or "both"))
        due = values.get("due_on")
        self.due_on.set_day(date.fromisoformat(str(due)) if due else None)
        self.keeper.hold(form)

    def _wire(self) -> None:
        self.keeper.bind("text", self.text.text, self.text.textEdited)
        self.keeper.bind("side", self.side.chosen, self.side.chosen_changed)
        self.keeper.bind("due_on", self.due_on.wire, self.due_on.day_changed)
        for signal in (self.text.textEdited, self.side.chosen_changed, self.due_on.day_changed):
            signal.connect(lambda _told: self.edited.emit())
        self.due_on.wrong_changed.connect(self._on_wrong_day)
        self.keeper.refused.connect(self._show_refused)

    def _on_wrong_day(self, is_wrong: bool) -> None:
        if is_wrong:
            self.message.show_error(_("This day does not exist."))
        else:
            self.message.hide()

    def _show_refused(self, refusals: list[dict[str, Any]]) -> None:
        for one in refusals:
            self.message.show_error(refusal_words(str(one["field"]), str(one["reason"])))

    @property
    def is_filled(self) -> bool:
        """Whether something was agreed here."""
        return bool(self.text.text().strip())


class AgreementRows(QWidget):
    """All agreements of one talk, with an empty line at the end.

    Args:
        shell: The window's work area.
        make: Makes the form of a new agreement, on the store thread.

    Signals:
        edited: The person changed something.
        row_added: There is one more record to keep; carries its keeper.
    """

    edited = Signal()
    row_added = Signal(object)

    def __init__(self, shell: Shell, make: Callable[[Any], OpenForm]) -> None:
        super().__init__()
        self._shell = shell
        self._make = make
        self.rows: list[AgreementRow] = []
        self.another = Button(_("Another agreement"), "quiet", icon="plus", small=True)
        self._lines = QVBoxLayout()
        self._lines.setSpacing(theme().px(8))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme().px(6))
        column.addWidget(Label(_("What we agreed, both sides"), "title"))
        column.addLayout(self._lines)
        end = QHBoxLayout()
        end.addWidget(self.another)
        end.addStretch(1)
        column.addLayout(end)
        self.another.clicked.connect(self._add_another)

    def show_forms(self, forms: Sequence[OpenForm]) -> None:
        """Show these agreements and one empty line."""
        for row in self.rows:
            self._lines.removeWidget(row)
            row.hide()
            row.deleteLater()
        self.rows = []
        for form in forms:
            self._add(form)
        if not forms:
            self._add(None)

    def first(self) -> QWidget:
        """Return the field the keyboard goes to."""
        return self.rows[0].text if self.rows else self.another

    @property
    def is_filled(self) -> bool:
        """Whether anything was agreed."""
        return any(row.is_filled for row in self.rows)

    def flush(self) -> None:
        """Save everything typed."""
        for row in self.rows:
            row.keeper.flush()

    def forms_now(self) -> list[OpenForm]:
        """Return the forms of all lines with words; for the store thread, after `flush`."""
        forms = [row.keeper.made_now() for row in self.rows]
        return [form for form in forms if form is not None]

    def _add(self, form: OpenForm | None) -> AgreementRow:
        row = AgreementRow(self._shell, self._make, form)
        row.edited.connect(self.edited)
        self.rows.append(row)
        self._lines.addWidget(row)
        self.row_added.emit(row.keeper)
        return row

    def _add_another(self) -> None:
        empty = next((row for row in self.rows if not row.is_filled), None)
        (empty or self._add(None)).text.setFocus()
