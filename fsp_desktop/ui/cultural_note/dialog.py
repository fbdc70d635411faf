"""What a family taught us: how we know it, what it is about, the words, who may read them."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from functools import partial
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QWidget

from fsp_desktop.domain.errors import FspError
from fsp_desktop.domain.ids import RecordId
from fsp_desktop.domain.views import FamilyPage, FamilyRow
from fsp_desktop.language.labels import labels
from fsp_desktop.language.words import _
from fsp_desktop.services import find_anything
from fsp_desktop.services import write_cultural_note as notes
from fsp_desktop.services.edit_record import OpenForm
from fsp_desktop.services.write_cultural_note import NoteForm
from fsp_desktop.ui.coach.coach import Coach
from fsp_desktop.ui.cultural_note.how_we_know import HowWeKnow
from fsp_desktop.ui.cultural_note.words_part import WordsPart
from fsp_desktop.ui.families.words import language_list
from fsp_desktop.ui.forms.day_field import DayField
from fsp_desktop.ui.forms.family_picker import FamilyPicker
from fsp_desktop.ui.forms.form_sheet import FormSheet
from fsp_desktop.ui.forms.keeper import FormKeeper, refusals_of
from fsp_desktop.ui.forms.refusal_words import refusal_words
from fsp_desktop.ui.forms.standing import SavingWords
from fsp_desktop.ui.places import open_place, taker_back
from fsp_desktop.ui.shell.shell import Shell
from fsp_desktop.ui.theme.theme import theme
from fsp_desktop.ui.widgets.buttons import Button
from fsp_desktop.ui.widgets.combo import Combo
from fsp_desktop.ui.widgets.field import Field
from fsp_desktop.ui.widgets.text import ElidedLabel

WIDE = 640
HOW = ("source", "told_by", "told_how", "told_on", "language")


class NoteDialog(FormSheet):
    """Writes or changes one cultural note."""

    def __init__(
        self, shell: Shell, family_id: str | None = None, record_id: str | None = None
    ) -> None:
        super().__init__(shell, WIDE, _("What they have taught us"), icon="quote")
        self._is_new_note = record_id is None
        self._build()
        self._wire()
        self._bind()
        self._ask(family_id, record_id)

    # --- building ------------------------------------------------------------------------------

    def _build(self) -> None:
        self.picker = FamilyPicker(self.shell)
        self.how = HowWeKnow(self.shell.hooks.clock.today)
        self.words = WordsPart()
        self.topic = Combo(_("About"), labels("note_topic").items())
        self.topic.setPlaceholderText(_("What is it about?"))
        self.topic.set_chosen("")
        self.share = Combo(_("Who may read it"), labels("share_with").items())
        self.review = DayField(_("Look at it again on"), self.shell.hooks.clock.today)
        self.fields = {
            "topic": Field(_("About"), self.topic),
            "share_with": Field(_("Who may read it"), self.share),
            "review_on": Field(_("Look at it again on"), self.review),
        }
        self.review.say_beside(self.fields["review_on"])
        self.standing = ElidedLabel("", "caption", "ink2")
        self.close_button = Button(_("Close, keep draft"), keys=_("Esc"))
        self.keep = Button(_("Keep this note"), "primary", keys=_("Ctrl Enter"))
        lower = QWidget()
        grid = QGridLayout(lower)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(theme().px(12))
        for at, field in enumerate(self.fields.values()):
            grid.addWidget(field, 0, at)
            grid.setColumnStretch(at, 1)
        for part in (self.picker, self.how, self.words, lower):
            self.questions.addWidget(part)
        self.put_foot(self.standing, self.close_button, self.keep)
        self.coach = Coach(self.shell, self)
        self.coach.watch(self.words.plain, is_cultural_note=True)

    def _wire(self) -> None:
        self.picker.picked.connect(self._on_picked)
        self.picker.make_asked.connect(self._make_family)
        self.picker.moved_on.connect(self.how.source.segments()[0].setFocus)
        self.how.reshaped.connect(self._on_reshaped)
        self.close_button.clicked.connect(self.reject)
        self.keep.clicked.connect(self.finish)
        self.on_ctrl_enter(self.finish)

    def _bind(self) -> None:
        self.keeper = FormKeeper(
            self.shell, self, lambda workspace: notes.start_note(workspace).form, notes.save_note
        )
        bind = self.keeper.bind
        bind("family_id", lambda: self.picker.row_id)
        for name in HOW:
            bind(name, partial(self.how.value, name))
        self.how.edited.connect(lambda names: self.keeper.touch(*names))
        bind("text", self.words.text, self.words.edited)
        bind("in_their_words", self.words.is_own.isChecked, self.words.voice_changed)
        bind("topic", lambda: self.topic.chosen() or None, self.topic.chosen_changed)
        bind("share_with", lambda: self.share.chosen() or None, self.share.chosen_changed)
        bind("review_on", self.review.wire, self.review.day_changed)
        for field, changed in (("topic", self.topic), ("share_with", self.share)):
            changed.chosen_changed.connect(lambda _key, one=field: self.fields[one].clear_error())
        self.keeper.refused.connect(self._show_refusals)
        saving = SavingWords(self, self.shell.hooks.clock.now)
        saving.follow(self.keeper)
        saving.told.connect(self._tell_saving)

    # --- opening -------------------------------------------------------------------------------

    def _ask(self, family_id: str | None, record_id: str | None) -> None:
        workspace = self.shell.workspace
        family = RecordId(family_id) if family_id else None
        note = RecordId(record_id) if record_id else None
        self.shell.runner.store(lambda: notes.begin_note(workspace, family, note), owner=self).then(
            self._show
        ).failed(self.tell_missing)
        self.picker.field.setFocus()

    def _show(self, note: NoteForm) -> None:
        values: Mapping[str, Any] = note.form.values
        self.keeper.hold(note.form)
        is_complete = not note.form.is_new and not values.get("draft")
        if is_complete:
            self.close_button.setText(_("Close"))
        if not note.form.is_new:
            self.standing.setText(_("Saved on this computer"))
        self.how.show_note(values, note.family)
        if not self.words.text():
            own = bool(values.get("in_their_words"))
            self.words.show_words(str(values.get("text") or ""), is_own=own)
        self.topic.set_chosen(str(values.get("topic") or ""))
        self.share.set_chosen(str(values.get("share_with") or ""))
        review = values.get("review_on")
        self.review.set_day(date.fromisoformat(str(review)) if review else None)
        if note.family is not None:
            self._show_family(note.family)
            self.words.focus_target().setFocus(Qt.FocusReason.OtherFocusReason)
        self._on_reshaped()

    def _show_family(self, family: FamilyPage) -> None:
        beside = " · ".join(
            part for part in (language_list(family.languages), family.own_script or "") if part
        )
        self.picker.show_family(family.id, family.label, beside)

    def _on_picked(self, row: FamilyRow) -> None:
        self.keeper.touch("family_id")
        workspace, key = self.shell.workspace, RecordId(row.id)
        job = self.shell.runner.store(lambda: find_anything.show_family(workspace, key), owner=self)
        job.then(self._on_family)

    def _on_family(self, family: FamilyPage) -> None:
        self._show_family(family)
        self.how.show_family(family)

    def _make_family(self, name: str) -> None:
        self.reject()
        open_place(self.shell, "family-form", name=name)

    def _on_reshaped(self) -> None:
        self.words.offer_own(self.how.source.chosen() == "told")
        self.refit()

    def _tell_saving(self, words: str, _icon: str, tone: str) -> None:
        if tone == "care":
            self.words.show_error(words)
        else:
            self.standing.setText(_("Draft saved on this computer"))

    # --- finishing -----------------------------------------------------------------------------

    def finish(self) -> None:
        """Keep the note as complete."""
        self.keeper.finish(lambda workspace, form: notes.finish_note(workspace, form, {})).then(
            self._show_kept
        ).failed(self._show_not_kept)

    def _show_kept(self, form: OpenForm) -> None:
        shell, is_guess = self.shell, self.how.source.chosen() == "guess"
        shell.announce(form.changes)
        self.accept()
        words = _("Kept as a guess. You are reminded to ask them.") if is_guess else _("Note kept.")
        shell.toast(words, taker_back(shell, self.keeper.step_of(form)))

    def _show_not_kept(self, error: FspError) -> None:
        refusals = refusals_of(error)
        if refusals:
            self._show_refusals(refusals)

    def _show_refusals(self, refusals: list[dict[str, Any]]) -> None:
        for one in refusals:
            field, words = str(one["field"]), refusal_words(str(one["field"]), str(one["reason"]))
            if field == "family_id":
                self.picker.set_error(words)
            elif field in self.fields:
                self.fields[field].set_error(words)
            elif not self.how.show_refusal(field, words):
                self.words.show_error(words)
        self.refit()

    def reject(self) -> None:
        """Close; what was written stays."""
        has_words = bool(self.words.text().strip())
        self.keeper.flush()
        super().reject()
        if has_words:
            words = _("Draft kept. Ctrl+N, N opens it again.") if self._is_new_note else ""
            self.leave_draft("note", words)
