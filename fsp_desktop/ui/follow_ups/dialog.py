"""One follow-up: what, who owes it, by when, and what came of it."""

from __future__ import annotations

from datetime import date
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from fsp_desktop.domain.ids import RecordId
from fsp_desktop.domain.views import FamilyRow
from fsp_desktop.language.formats import short_day
from fsp_desktop.language.labels import labels
from fsp_desktop.language.words import _
from fsp_desktop.services import follow_up
from fsp_desktop.services.edit_record import OpenForm
from fsp_desktop.services.follow_up import FollowUpForm
from fsp_desktop.ui.coach.coach import Coach
from fsp_desktop.ui.follow_ups.card_delegate import SIDE_LOOK
from fsp_desktop.ui.forms.day_field import month_first
from fsp_desktop.ui.forms.family_picker import FamilyPicker
from fsp_desktop.ui.forms.form_sheet import FormSheet
from fsp_desktop.ui.forms.keeper import FormKeeper, refusals_of
from fsp_desktop.ui.forms.refusal_words import refusal_words
from fsp_desktop.ui.forms.standing import SavingWords
from fsp_desktop.ui.forms.text_fields import NoteField
from fsp_desktop.ui.places import taker_back
from fsp_desktop.ui.shell.shell import Shell
from fsp_desktop.ui.theme.theme import theme
from fsp_desktop.ui.widgets.buttons import Button
from fsp_desktop.ui.widgets.check_row import CheckRow
from fsp_desktop.ui.widgets.combo import Combo
from fsp_desktop.ui.widgets.date_words import DateWords
from fsp_desktop.ui.widgets.field import Field
from fsp_desktop.ui.widgets.segmented import Segmented
from fsp_desktop.ui.widgets.text import ElidedLabel, Label

WIDE = 560
TONES = {"we_promised": "school", "family_offered": "family", "we_asked": "pine"}


class FollowUpDialog(FormSheet):
    """Writes or changes one follow-up.

    Args:
        shell: The window's work area.
        family_id: The family of a new one, if it is known.
        record_id: The follow-up to change.
        ask: Where the keyboard goes: `day`, `result`, or the words.
    """

    def __init__(
        self,
        shell: Shell,
        family_id: str | None = None,
        record_id: str | None = None,
        ask: str = "",
    ) -> None:
        super().__init__(shell, WIDE, _("Follow-up"), icon="list-checks")
        self._first = ask
        self._is_new_record = record_id is None
        self._build()
        self._wire()
        self._bind()
        self._ask(family_id, record_id)

    # --- building ------------------------------------------------------------------------------

    def _build(self) -> None:
        words = labels("follow_up_side")
        self.text = NoteField(_("What to do"), least=48, most=120)
        self.text_field = Field(_("What to do"), self.text)
        self.side = Segmented(
            _("Whose promise"),
            [(code, words[code], SIDE_LOOK[code][1], TONES[code]) for code in words],
        )
        self.picker = FamilyPicker(self.shell)
        self.owner = Combo(_("Who looks after it"))
        self.day = DateWords(
            _("By when"),
            self.shell.hooks.clock.today,
            lambda day: short_day(day, weekday=True),
            month_first=month_first(),
        )
        self.is_done = CheckRow(_("Done"))
        self.came_of_it = NoteField(_("What came of it?"), least=48, most=120)
        self.result_field = Field(_("What came of it?"), self.came_of_it)
        self.standing = ElidedLabel("", "caption", "ink2")
        self.close_button = Button(_("Close, keep draft"), keys=_("Esc"))
        self.keep = Button(_("Keep"), "primary", keys=_("Ctrl Enter"))
        self.questions.addWidget(self.text_field)
        self.questions.addLayout(_labelled(_("Whose promise"), self.side))
        self.questions.addLayout(self._lower())
        self.questions.addWidget(self.is_done)
        self.questions.addWidget(self.result_field)
        self.put_foot(self.standing, self.close_button, self.keep)
        self.coach = Coach(self.shell, self)
        self.coach.watch(self.text)

    def _lower(self) -> QGridLayout:
        grid = QGridLayout()
        grid.setHorizontalSpacing(theme().px(12))
        grid.setVerticalSpacing(theme().px(10))
        grid.addLayout(_labelled(_("By when"), self.day), 0, 0, 1, 2)
        grid.addWidget(self.picker, 1, 0)
        owner = Field(_("Who looks after it"), self.owner)
        owner.label.setMinimumHeight(theme().px(22))
        grid.addWidget(owner, 1, 1)
        grid.setColumnStretch(0, 1)
        grid.setColumnStretch(1, 1)
        return grid

    def _wire(self) -> None:
        self.picker.picked.connect(self._on_picked)
        self.is_done.toggled.connect(self.result_field.setVisible)
        self.close_button.clicked.connect(self.reject)
        self.keep.clicked.connect(self.finish)
        self.on_ctrl_enter(self.finish)

    def _bind(self) -> None:
        self.keeper = FormKeeper(self.shell, self, follow_up.start_follow_up)
        bind = self.keeper.bind
        bind("text", self.text.text, self.text.edited)
        bind("side", self.side.chosen, self.side.chosen_changed)
        bind("family_id", lambda: self.picker.row_id)
        bind("owner_id", lambda: self.owner.chosen() or None, self.owner.chosen_changed)
        bind("due_on", self._due_on, self.day.day_changed)
        bind("status", lambda: "done" if self.is_done.isChecked() else "open")
        bind("done_on", self._done_on)
        bind("result", self.came_of_it.text, self.came_of_it.edited)
        self.is_done.clicked.connect(lambda _on: self.keeper.touch("status", "done_on"))
        self.text.edited.connect(self.text_field.clear_error)
        self.keeper.refused.connect(self._show_refusals)
        saving = SavingWords(self, self.shell.hooks.clock.now)
        saving.follow(self.keeper)
        saving.told.connect(self._tell_saving)

    def _due_on(self) -> str | None:
        day = self.day.day()
        return day.isoformat() if day else None

    def _done_on(self) -> str | None:
        today = self.shell.hooks.clock.today()
        return today.isoformat() if self.is_done.isChecked() else None

    # --- opening -------------------------------------------------------------------------------

    def _ask(self, family_id: str | None, record_id: str | None) -> None:
        workspace = self.shell.workspace
        family = RecordId(family_id) if family_id else None
        record = RecordId(record_id) if record_id else None
        self.shell.runner.store(
            lambda: follow_up.begin_follow_up(workspace, family, record), owner=self
        ).then(self._show).failed(self.tell_missing)
        self.text.setFocus()

    def _show(self, found: FollowUpForm) -> None:
        form, values = found.form, found.form.values
        self.keeper.hold(form)
        is_complete = not form.is_new and not values.get("draft")
        if is_complete:
            self._is_new_record = False
            self.close_button.setText(_("Close"))
        if not form.is_new:
            self.standing.setText(_("Saved on this computer"))
        if not self.text.text():
            self.text.set_text(str(values.get("text") or ""))
            self.text.moveCursor(QTextCursor.MoveOperation.End)
        self.side.set_chosen(str(values.get("side") or "we_promised"))
        self.owner.set_choices([("", _("Nobody yet")), *found.colleagues])
        self.owner.set_chosen(str(values.get("owner_id") or ""))
        due = values.get("due_on")
        self.day.set_day(date.fromisoformat(str(due)) if due else None)
        if found.family_id is not None:
            self.picker.show_family(found.family_id, found.family_label, "")
        self.is_done.setVisible(is_complete)
        self.is_done.setChecked(values.get("status") == "done")
        self.came_of_it.set_text(str(values.get("result") or ""))
        self.result_field.setVisible(self.is_done.isChecked())
        self._put_keyboard()
        self.refit()

    def _put_keyboard(self) -> None:
        target: QWidget = self.text
        if self._first == "day":
            target = self.day.chips.chips()[0]
        elif self._first == "result" and self.result_field.isVisibleTo(self):
            target = self.came_of_it
        target.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_picked(self, _row: FamilyRow) -> None:
        self.keeper.touch("family_id")
        self.owner.setFocus(Qt.FocusReason.OtherFocusReason)

    def _tell_saving(self, words: str, _icon: str, tone: str) -> None:
        if tone == "care":
            self.text_field.set_error(words)
        else:
            self.standing.setText(_("Saved on this computer"))

    # --- finishing -----------------------------------------------------------------------------

    def finish(self) -> None:
        """Keep the follow-up as complete."""
        self.keeper.finish(
            lambda workspace, form: follow_up.add_follow_up(workspace, form, {})
        ).then(self._show_kept).failed(lambda error: self._show_refusals(refusals_of(error)))

    def _show_kept(self, form: OpenForm) -> None:
        shell, is_new = self.shell, self._is_new_record
        shell.announce(form.changes)
        self.accept()
        words = _("Follow-up kept.") if is_new else _("Changed.")
        shell.toast(words, taker_back(shell, self.keeper.step_of(form)))

    def _show_refusals(self, refusals: list[dict[str, Any]]) -> None:
        for one in refusals:
            words = refusal_words(str(one["field"]), str(one["reason"]))
            if one["field"] == "family_id":
                self.picker.set_error(words)
            else:
                self.text_field.set_error(words)
        self.refit()

    def reject(self) -> None:
        """Close; what was written stays."""
        has_words = bool(self.text.text().strip())
        self.keeper.flush()
        super().reject()
        if has_words:
            words = _("Draft kept. Ctrl+N, F opens it again.") if self._is_new_record else ""
            self.leave_draft("follow-up", words)


def _labelled(words: str, control: QWidget) -> QVBoxLayout:
    column = QVBoxLayout()
    column.setSpacing(theme().px(4))
    column.addWidget(Label(words, "label"))
    column.addWidget(control)
    return column
