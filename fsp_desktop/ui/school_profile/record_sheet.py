"""One person, place that helps or paragraph of the school; typing is saving."""

from __future__ import annotations

from functools import partial
from typing import Any

from PySide6.QtCore import Qt

from fsp_desktop.domain.errors import FspError
from fsp_desktop.domain.ids import RecordId
from fsp_desktop.language.words import _
from fsp_desktop.services.edit_record import OpenForm, finish_form, new_form, open_form
from fsp_desktop.ui.answers.answer_grid import AnswerGrid
from fsp_desktop.ui.forms.form_sheet import FormSheet
from fsp_desktop.ui.forms.keeper import FormKeeper, refusals_of
from fsp_desktop.ui.forms.refusal_words import refusal_words
from fsp_desktop.ui.forms.standing import SavingWords
from fsp_desktop.ui.places import taker_back
from fsp_desktop.ui.school_profile.record_kinds import Choices, RecordKind
from fsp_desktop.ui.shell.shell import Shell
from fsp_desktop.ui.widgets.buttons import Button
from fsp_desktop.ui.widgets.text import ElidedLabel

WIDE = 620
NO_SCHOOL = frozenset({"resource"})
"""Kinds that belong to no one school."""


class RecordSheet(FormSheet):
    """Edits one record; what is incomplete stays as a draft, listed as not finished."""

    def __init__(
        self, shell: Shell, kind: RecordKind, choices: Choices, record_id: str | None
    ) -> None:
        super().__init__(shell, WIDE, kind.one, icon=kind.icon)
        self._kind, self._record_id = kind, record_id
        self.grid = AnswerGrid(kind.questions(choices), shell.hooks.clock.today)
        self.keeper = FormKeeper(shell, self, self._make)
        self.saving = SavingWords(self, shell.hooks.clock.now)
        self.standing = ElidedLabel("", "note", "ink2")
        self.take_out = Button(_("Take out"), "care")
        self.done_button = Button(_("Done"), "primary")
        self.questions.addWidget(self.grid)
        self.put_foot(self.standing, self.take_out, self.done_button)
        self.take_out.setVisible(record_id is not None)
        self._wire()
        if record_id is not None:
            self._open(RecordId(record_id))
        else:
            self.saving.begin(is_new=True)
            self.grid.first_editor().setFocus(Qt.FocusReason.OtherFocusReason)

    def _wire(self) -> None:
        for key in self.grid.editors:
            self.keeper.bind(key.removeprefix("."), self.grid.editors[key].value)
        self.grid.edited.connect(lambda key: self.keeper.touch(key.removeprefix(".")))
        self.saving.follow(self.keeper)
        self.saving.told.connect(lambda words, _icon, _tone: self.standing.setText(words))
        self.keeper.refused.connect(self._show_refusals)
        self.take_out.clicked.connect(self._take_out)
        self.done_button.clicked.connect(self.finish)
        self.on_ctrl_enter(self.finish)

    def _make(self, workspace: Any) -> OpenForm:
        own = {} if self._kind.kind in NO_SCHOOL else {"school_id": workspace.school_id}
        return new_form(workspace, self._kind.kind, own)

    def _open(self, record_id: RecordId) -> None:
        workspace = self.shell.workspace
        self.grid.setEnabled(False)
        self.shell.runner.store(partial(open_form, workspace, record_id), owner=self).then(
            self._show
        ).failed(self.tell_missing)

    def _show(self, form: OpenForm) -> None:
        self.keeper.hold(form)
        self.grid.show_values({f".{name}": value for name, value in form.values.items()})
        self.grid.setEnabled(True)
        self.saving.begin(is_new=False)
        self.grid.first_editor().setFocus(Qt.FocusReason.OtherFocusReason)

    # --- ending --------------------------------------------------------------------------------

    def finish(self) -> None:
        """Complete the record and close; what it still needs is said beside its field."""
        wrong, _words = self.grid.first_trouble()
        if wrong is not None:
            wrong.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        self.keeper.finish(lambda workspace, form: finish_form(workspace, form, {})).then(
            self._on_finished
        ).failed(self._on_failed)

    def _on_finished(self, _form: OpenForm) -> None:
        self.accept()

    def _on_failed(self, error: FspError) -> None:
        refusals = refusals_of(error)
        if refusals:
            self._show_refusals(refusals)
        else:
            self.shell.tell_failure(error)

    def _show_refusals(self, refusals: list[dict[str, Any]]) -> None:
        for one in reversed(refusals):
            key = f".{one['field']}"
            if key in self.grid.fields:
                words = refusal_words(str(one["field"]), str(one["reason"]))
                self.grid.fields[key].set_error(words)
                self.grid.editors[key].setFocus(Qt.FocusReason.OtherFocusReason)

    def _take_out(self) -> None:
        from fsp_desktop.services.settle_conflict import delete_record

        workspace, record_id = self.shell.workspace, RecordId(self._record_id or "")
        self.keeper.flush()
        self.shell.runner.store(partial(delete_record, workspace, record_id), owner=self).then(
            self._on_taken_out
        ).failed(self.shell.tell_failure)

    def _on_taken_out(self, changes: Any) -> None:
        self.accept()
        self.shell.announce(changes)
        self.shell.toast(_("Taken out of the packets."), taker_back(self.shell, changes))

    def done(self, result: int) -> None:
        self.keeper.flush()
        self.leave_draft(self._kind.kind)
        super().done(result)
