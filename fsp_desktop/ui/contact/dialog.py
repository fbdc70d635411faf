"""The quick log of a contact: family, direction, way, words, and it is saved."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from functools import partial
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut

from fsp_desktop.domain.errors import FspError
from fsp_desktop.domain.ids import RecordId
from fsp_desktop.domain.views import FamilyPage, FamilyRow
from fsp_desktop.language.words import _
from fsp_desktop.services import find_anything, log_contact, settle_conflict
from fsp_desktop.services.edit_record import Changes, OpenForm
from fsp_desktop.services.log_contact import ContactForm
from fsp_desktop.ui.coach.coach import Coach
from fsp_desktop.ui.contact.details import FIELDS as DETAILS
from fsp_desktop.ui.contact.details import ContactDetails
from fsp_desktop.ui.contact.how import HowChips, WhoReached
from fsp_desktop.ui.contact.next_step import NextStep
from fsp_desktop.ui.contact.words_part import WordsPart
from fsp_desktop.ui.families.words import language_list
from fsp_desktop.ui.forms.family_picker import FamilyPicker
from fsp_desktop.ui.forms.folding_row import FoldingRow
from fsp_desktop.ui.forms.form_sheet import FormSheet
from fsp_desktop.ui.forms.keeper import FormKeeper, refusals_of
from fsp_desktop.ui.forms.refusal_words import refusal_words
from fsp_desktop.ui.forms.standing import SavingWords
from fsp_desktop.ui.places import open_place, taker_back
from fsp_desktop.ui.shell.shell import Shell
from fsp_desktop.ui.widgets.buttons import Button

WIDE = 640


class ContactDialog(FormSheet):
    """Opened by Ctrl+N, C: two letters, Enter, the words, Ctrl+Enter."""

    def __init__(
        self, shell: Shell, family_id: str | None = None, record_id: str | None = None
    ) -> None:
        super().__init__(shell, WIDE, _("Log a contact"))
        self._was_complete = False
        self._is_ready = False
        self._wants_finish = False
        self._was_saved = False
        self._record_id: RecordId | None = None
        self._build()
        self._wire()
        self._bind()
        self._ask(family_id, record_id)

    # --- building ------------------------------------------------------------------------------

    def _build(self) -> None:
        self.picker = FamilyPicker(self.shell)
        self.who, self.how = WhoReached(), HowChips()
        self.words = WordsPart()
        self.text = self.words.text
        self.next_step = NextStep(self.shell.hooks.clock.today)
        self.details = ContactDetails()
        self.details.hide()
        self.more = Button(_("Interpreter, more people…"), "quiet", icon="user-round-plus")
        self.close_button = Button(_("Close, keep draft"), keys=_("Esc"))
        self.save = Button(_("Save"), "primary", keys=_("Ctrl Enter"))
        top = FoldingRow(self.picker, self.who, gap=14)
        top.folded.connect(self.refit)
        self.questions.addWidget(top)
        self.questions.addWidget(self.how)
        self.questions.addWidget(self.words)
        self.questions.addWidget(self.next_step)
        self.questions.addWidget(self.details)
        self.put_foot(self.more, self.close_button, self.save)
        self.coach = Coach(self.shell, self)
        self.coach.watch(self.text)

    def _wire(self) -> None:
        self.picker.picked.connect(self._on_picked)
        self.picker.moved_on.connect(self._to_words)
        self.picker.make_asked.connect(self._make_family)
        self.who.chosen_changed.connect(self._show_direction)
        self.next_step.opened.connect(self.refit)
        self.more.clicked.connect(self._open_details)
        self.close_button.clicked.connect(self.reject)
        self.save.clicked.connect(self.finish)
        self.words.discard.clicked.connect(self._discard)
        self.on_ctrl_enter(self.finish)
        _key(self, "Alt+D", self.who.turn_over)
        for number in range(1, 6):
            _key(self, f"Alt+{number}", partial(self.how.choose, number))

    def _bind(self) -> None:
        # Nothing is written before the form is here: it may be a draft of before.
        self.keeper = FormKeeper(self.shell, self)
        bind = self.keeper.bind
        bind("family_id", lambda: self.picker.row_id)
        bind("direction", self.who.direction, self.who.chosen_changed)
        bind("channel", self.how.channel, self.how.chosen_changed)
        bind("summary", self.text.text, self.text.edited)
        bind("outcome", self.words.outcome, self.words.outcome_changed)
        for name in DETAILS:
            bind(name, partial(self.details.value, name))
        self.details.edited.connect(self.keeper.touch)
        self.keeper.refused.connect(self._show_refusals)
        self.step_keeper = FormKeeper(self.shell, self, self._make_step)
        self.step_keeper.bind("text", self.next_step.text, self.next_step.edited)
        self.step_keeper.bind("due_on", self.next_step.due_on, self.next_step.day.day_changed)
        self.saving = SavingWords(self, self.shell.hooks.clock.now)
        self.saving.follow(self.keeper)
        self.saving.follow(self.step_keeper)
        self.saving.told.connect(lambda words, _icon, tone: self.words.say_saving(words, tone))

    def _make_step(self, workspace: Any) -> OpenForm:
        """Make the form of the next step; the contact it belongs to is written first."""
        contact = self.keeper.form_now(workspace)
        if contact.is_new:
            contact = log_contact.save_contact(workspace, contact, {})
            self.keeper.put_now(contact)
        return log_contact.new_next_step(workspace, contact)

    # --- opening -------------------------------------------------------------------------------

    def _ask(self, family_id: str | None, record_id: str | None) -> None:
        workspace = self.shell.workspace
        family = RecordId(family_id) if family_id else None
        contact = RecordId(record_id) if record_id else None
        self.shell.runner.store(
            lambda: log_contact.begin_contact(workspace, family, contact), owner=self
        ).then(self._show).failed(self.shell.tell_failure)
        self.picker.field.setFocus()

    def _show(self, contact: ContactForm) -> None:
        form, values = contact.form, contact.form.values
        self._was_complete = not form.is_new and not values.get("draft")
        early = self.keeper.touched
        self.keeper.hold(form)
        _show_words(self.words, values, early)
        if self.picker.row_id is None:
            if "direction" not in early:
                self.who.set_direction(contact.direction)
            if "channel" not in early:
                self.how.set_channel(contact.channel)
            self._show_family(contact.family)
        self.details.show_contact(values, contact.family)
        if contact.next_step is not None:
            self.next_step.show_form(contact.next_step)
            self.step_keeper.hold(contact.next_step)
        self._show_direction()
        self._show_kept(form)
        self._is_ready = True
        if self.picker.row_id is not None and self.picker.field.hasFocus():
            self._to_words()
        self._go_on()

    def _show_kept(self, form: OpenForm) -> None:
        """Say that these are words of before; a draft can be thrown away."""
        if form.is_new:
            return
        self._record_id = form.record_id
        if self._was_complete:
            self.close_button.setText(_("Close"))
        else:
            self.words.say_saving("", "ok")
            self.words.discard.show()

    def _discard(self) -> None:
        """Throw the draft away; Undo and the history still have it."""
        shell, workspace, key = self.shell, self.shell.workspace, self._record_id
        self.keeper.forget()
        self.step_keeper.forget()
        if key is not None:
            shell.runner.store(
                lambda: settle_conflict.delete_record(workspace, key), owner=shell
            ).then(partial(_tell_thrown_away, shell))
        super().reject()

    def _show_family(self, family: FamilyPage | None) -> None:
        if family is not None:
            times = [adult.best_times for adult in family.adults if adult.best_times]
            beside = [language_list(family.languages), *times[:1]]
            words = " · ".join(part for part in beside if part)
            self.picker.show_family(family.id, family.label, words)
            self._to_words()

    def _on_picked(self, row: FamilyRow) -> None:
        self.keeper.touch("family_id")
        self._to_words()
        workspace, key = self.shell.workspace, RecordId(row.id)
        self.shell.runner.store(lambda: find_anything.show_family(workspace, key), owner=self).then(
            self._on_family
        )

    def _on_family(self, family: FamilyPage) -> None:
        """The family is known: propose the way they like to be reached."""
        wishes = [adult.preferred_channel for adult in family.adults if adult.preferred_channel]
        if wishes and "channel" not in self.keeper.touched:
            self.how.set_channel(wishes[0])
            self.keeper.touch("channel")
        self._show_family(family)
        values = {name: self.details.value(name) for name in DETAILS}
        self.details.show_contact(values, family)
        self._go_on()

    def _make_family(self, name: str) -> None:
        self.reject()
        open_place(self.shell, "family-form", name=name)

    # --- what is shown -------------------------------------------------------------------------

    def _to_words(self) -> None:
        self.words.focus_target().setFocus(Qt.FocusReason.OtherFocusReason)

    def _show_direction(self, _direction: str = "") -> None:
        self.words.offer_no_answer(self.who.direction() == "school_to_family")

    def _open_details(self) -> None:
        self.details.setVisible(self.details.isHidden())
        self.refit()
        if self.details.isVisible():
            self.details.combos["adult_id"].setFocus(Qt.FocusReason.OtherFocusReason)

    # --- finishing -----------------------------------------------------------------------------

    def finish(self) -> None:
        """Save the contact; if the family is still being looked up, as soon as it is known."""
        self._wants_finish = True
        self._go_on()

    def _go_on(self) -> None:
        if not self._wants_finish or self._was_saved:
            return
        if not self._is_ready or self.picker.is_waiting:
            return
        self._wants_finish = False
        if self.picker.row_id is None:
            self.picker.set_error(refusal_words("family_id", "missing"))
            self.picker.field.setFocus(Qt.FocusReason.OtherFocusReason)
            self.refit()
            return
        self.step_keeper.flush()
        steps = self.step_keeper

        def work(workspace: Any, form: OpenForm) -> OpenForm:
            return log_contact.finish_contact(workspace, form, {}, steps.made_now())

        self._was_saved = True
        self.keeper.finish(work).then(self._show_saved).failed(self._show_not_saved)

    def _show_saved(self, form: OpenForm) -> None:
        name = self.picker.chosen.name()
        shell = self.shell
        shell.announce(form.changes)
        self.accept()
        words = _("Contact saved for {family}.").format(family=name)
        shell.toast(words, taker_back(shell, self.keeper.step_of(form)))

    def _show_not_saved(self, error: FspError) -> None:
        self._was_saved = False
        self._show_refusals(refusals_of(error))

    def _show_refusals(self, refusals: list[dict[str, Any]]) -> None:
        for one in refusals:
            self.words.message.show_error(refusal_words(str(one["field"]), str(one["reason"])))
        self.refit()

    def reject(self) -> None:
        """Close and keep the words as a draft."""
        has_words = bool(self.text.text().strip() or self.next_step.text())
        self.keeper.flush()
        self.step_keeper.flush()
        super().reject()
        if has_words:
            words = "" if self._was_complete else _("Draft kept. Ctrl+N, C opens it again.")
            self.leave_draft("contact", words)


def _tell_thrown_away(shell: Shell, changes: Changes) -> None:
    shell.announce(changes)
    shell.toast(_("Draft thrown away."), taker_back(shell, changes))


def _key(dialog: ContactDialog, keys: str, run: Any) -> None:
    QShortcut(QKeySequence(keys), dialog).activated.connect(run)


def _show_words(part: WordsPart, values: Mapping[str, Any], early: Collection[str]) -> None:
    """Show the words of a draft; a quick hand may have typed others before they were here."""
    kept, typed = str(values.get("summary") or ""), part.text.text()
    if "summary" not in early or not typed:
        part.show_words(kept, values.get("outcome"))
    elif kept:
        part.show_words(f"{kept}\n{typed}", values.get("outcome"))
