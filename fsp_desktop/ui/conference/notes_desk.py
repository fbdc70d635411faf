"""Keeps the notes of one conference on disk while they are typed, and ends the conference."""

from __future__ import annotations

from functools import partial
from typing import Any, Literal

from PySide6.QtCore import QObject, Signal

from fsp_desktop.domain.errors import FspError
from fsp_desktop.domain.ids import RecordId
from fsp_desktop.services import log_visit, plan_conference
from fsp_desktop.services.edit_record import Changes, OpenForm
from fsp_desktop.services.plan_conference import ConferenceNotes
from fsp_desktop.services.prepare_conference import ConferenceBrief
from fsp_desktop.ui.coach.coach import Coach
from fsp_desktop.ui.conference.notes_page import FIELDS, TEXT_FIELDS, NotesPage
from fsp_desktop.ui.forms.keeper import FormKeeper, join, refusals_of
from fsp_desktop.ui.forms.standing import SavingWords
from fsp_desktop.ui.shell.shell import Shell

OWN_WORDS = frozenset({"family_words", "family_questions"})
"""Fields the coach never touches."""


class NotesDesk(QObject):
    """The form of the notes, its keeper and what is said about saving.

    Signals:
        shown: The notes are on screen.
        ended: The conference is finished; carries its form.
        refused: Something is missing or wrong; it is said beside the field.
        failed: Opening or finishing did not work; carries the error.
    """

    shown = Signal()
    ended = Signal(object)
    refused = Signal()
    failed = Signal(object)

    def __init__(self, shell: Shell, parent: QObject) -> None:
        super().__init__(parent)
        self._shell = shell
        self._told = Changes()
        self.notes: ConferenceNotes | None = None
        self.page = NotesPage(shell, self._make_agreement)
        self.keeper = FormKeeper(shell, self.page)
        for name in FIELDS:
            self.keeper.bind(name, partial(self.page.value, name))
        self.saving = SavingWords(self, shell.hooks.clock.now)
        self.saving.follow(self.keeper)
        self.coach = Coach(shell, self.page)
        for name in TEXT_FIELDS:
            if name not in OWN_WORDS:
                self.coach.watch(self.page.texts[name])
        self.page.edited.connect(self.keeper.touch)
        self.page.agreements.row_added.connect(self.saving.follow)
        self.keeper.refused.connect(self._show_refusals)

    def open(self, brief: ConferenceBrief, people: str) -> None:
        """Bring the notes of a conference up beside its brief."""
        workspace, key = self._shell.workspace, RecordId(brief.form.record_id)
        self._shell.runner.store(
            lambda: plan_conference.open_notes(workspace, key), owner=self
        ).then(lambda notes: self._show(notes, brief, people)).failed(self.failed.emit)

    def _show(self, notes: ConferenceNotes, brief: ConferenceBrief, people: str) -> None:
        self.notes = notes
        self.keeper.hold(notes.form)
        self.page.show_notes(notes, brief, people)
        self.saving.begin(is_new=False)
        self.shown.emit()

    @property
    def is_open(self) -> bool:
        return self.notes is not None

    def close(self) -> None:
        """Put everything on disk and leave the form."""
        self.flush()
        self.notes = None

    def flush(self) -> None:
        """Put everything typed on disk and tell the other screens."""
        if self.notes is None:
            return
        self.keeper.flush()
        self.page.agreements.flush()
        self.coach.close()
        told = self.keeper.changes
        for row in self.page.agreements.rows:
            told = join(told, row.keeper.changes)
        if told.kinds and told != self._told:
            self._told = told
            self._shell.announce(told)

    def _make_agreement(self, workspace: Any) -> OpenForm:
        return log_visit.new_agreement(workspace, self.keeper.form_now(workspace))

    def end(self, status: Literal["held", "missed"]) -> None:
        """Finish the conference; empty parts are fine."""
        self.page.agreements.flush()
        rows = self.page.agreements

        def work(workspace: Any, form: OpenForm) -> OpenForm:
            agreements: list[tuple[OpenForm, dict[str, object]]] = [
                (one, {}) for one in rows.forms_now()
            ]
            return plan_conference.end_conference(workspace, form, agreements, status)

        self.keeper.finish(work).then(self._on_ended).failed(self._on_not_ended)

    def _on_ended(self, form: OpenForm) -> None:
        self.notes = None
        self._shell.announce(form.changes)
        self.ended.emit(form)

    def _on_not_ended(self, error: FspError) -> None:
        refusals = refusals_of(error)
        if refusals:
            self._show_refusals(refusals)
            self.refused.emit()
        elif not self.saving.is_stuck:
            self.failed.emit(error)

    def _show_refusals(self, refusals: list[dict[str, Any]]) -> None:
        for one in reversed(refusals):
            self.page.show_refusal(str(one["field"]), str(one["reason"]))
