"""Plan a conference around the family's time: who, when, where, and what makes it easy to come."""

from __future__ import annotations

from functools import partial
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QWidget

from fsp_desktop.domain.errors import FspError
from fsp_desktop.domain.ids import RecordId
from fsp_desktop.language.words import _
from fsp_desktop.services import plan_conference
from fsp_desktop.services.edit_record import OpenForm
from fsp_desktop.services.plan_conference import ConferencePlan
from fsp_desktop.ui.conference.plan_form import FIELDS, PlanForm
from fsp_desktop.ui.forms.family_picker import FamilyPicker
from fsp_desktop.ui.forms.form_sheet import FormSheet
from fsp_desktop.ui.forms.keeper import FormKeeper, refusals_of
from fsp_desktop.ui.forms.standing import SavingWords
from fsp_desktop.ui.places import open_place, taker_back
from fsp_desktop.ui.shell.shell import Shell
from fsp_desktop.ui.shell.toast import ToastAct
from fsp_desktop.ui.theme.theme import theme
from fsp_desktop.ui.widgets.buttons import Button
from fsp_desktop.ui.widgets.cards import IconLabel
from fsp_desktop.ui.widgets.text import ElidedLabel

WIDE = 720


class ConferenceDialog(FormSheet):
    """Keeps the plan as a draft while it is made, then puts it into the list.

    Args:
        shell: The window's work area.
        family_id: Whose conference; None lets the person choose.
        record_id: A conference that exists.
    """

    def __init__(
        self, shell: Shell, family_id: str | None = None, record_id: str | None = None
    ) -> None:
        title = _("Change the plan") if record_id else _("Plan a conference")
        super().__init__(shell, WIDE, title, icon="handshake")
        self._plan: ConferencePlan | None = None
        self.family = FamilyPicker(shell, _("Family"))
        self.form = PlanForm(shell.hooks.clock.today)
        self.keeper = FormKeeper(shell, self)
        self.saving = SavingWords(self, shell.hooks.clock.now)
        self.saving.follow(self.keeper)
        self._build(is_new=record_id is None)
        self._wire()
        if record_id:
            self._ask(lambda ws: plan_conference.open_plan(ws, RecordId(record_id)))
        elif family_id:
            self._take_family(family_id)
        else:
            self.form.setEnabled(False)
            self.family.field.setFocus(Qt.FocusReason.OtherFocusReason)

    def _build(self, *, is_new: bool) -> None:
        self.family.setVisible(is_new)
        self.questions.addWidget(self.family)
        self.questions.addWidget(self.form)
        self.foot.addWidget(self._foot(is_new=is_new))

    def _foot(self, *, is_new: bool) -> QWidget:
        self.mark = IconLabel("circle-check", "ok")
        self.standing = ElidedLabel("", "note", "ink2")
        self.close_button = Button(_("Close"))
        words = _("Plan it") if is_new else _("Done")
        self.done_button = Button(words, "primary", keys=_("Ctrl Enter"))
        foot = QWidget()
        row = QHBoxLayout(foot)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme().px(8))
        row.addWidget(self.mark)
        row.addWidget(self.standing, 1)
        row.addWidget(self.close_button)
        row.addWidget(self.done_button)
        return foot

    def _wire(self) -> None:
        for name in FIELDS:
            self.keeper.bind(name, partial(self.form.value, name))
        self.form.edited.connect(lambda names: self.keeper.touch(*names))
        self.family.picked.connect(lambda row: self._take_family(row.id))
        self.family.make_asked.connect(self._make_family)
        self.saving.told.connect(self._tell)
        self.keeper.refused.connect(self._show_refusals)
        self.close_button.clicked.connect(self.reject)
        self.done_button.clicked.connect(self.finish)
        self.done_button.setShortcut("Ctrl+Return")

    # --- opening -------------------------------------------------------------------------------

    def _take_family(self, family_id: str) -> None:
        self.keeper.flush()
        self._ask(lambda ws: plan_conference.start_plan(ws, RecordId(family_id)))

    def _ask(self, read: Any) -> None:
        workspace = self.shell.workspace
        self.shell.runner.store(lambda: read(workspace), owner=self).then(self._show).failed(
            self.tell_missing
        )

    def _show(self, plan: ConferencePlan) -> None:
        self._plan = plan
        self.keeper.forget()
        self.keeper.hold(plan.form)
        self.family.show_family(plan.family.id, plan.family.label, plan.family.own_script or "")
        self.form.setEnabled(True)
        self.form.show_plan(plan)
        self.saving.begin(is_new=plan.form.is_new)
        self.form.day.setFocus(Qt.FocusReason.OtherFocusReason)

    def _make_family(self, name: str) -> None:
        self.reject()
        open_place(self.shell, "family-form", family_id=None, name=name)

    def _tell(self, words: str, icon: str, tone: str) -> None:
        self.mark.set_icon_name(icon, tone)
        self.standing.setText(words)

    # --- ending --------------------------------------------------------------------------------

    def done(self, result: int) -> None:
        self.keeper.flush()
        if self.keeper.changes.kinds:
            self.shell.announce(self.keeper.changes)
        super().done(result)

    def finish(self) -> None:
        """Put the plan into the list."""
        if self._plan is None:
            self.family.set_error(_("Which family is it?"))
            return
        if self.form.has_wrong_time():
            return
        self.done_button.set_waiting(_("Saving…"))
        self.keeper.finish(plan_conference.finish_plan).then(self._on_finished).failed(
            self._on_not_finished
        )

    def _on_finished(self, form: OpenForm) -> None:
        self.done_button.set_waiting("")
        record_id, shell = form.record_id, self.shell
        self.accept()
        shell.toast(
            _("The conference is planned."),
            taker_back(shell, self.keeper.step_of(form)),
            ToastAct(_("Open brief"), lambda: shell.go("conferences", record_id=record_id)),
        )

    def _on_not_finished(self, error: FspError) -> None:
        self.done_button.set_waiting("")
        refusals = refusals_of(error)
        if refusals:
            self._show_refusals(refusals)
        elif not self.saving.is_stuck:
            self.shell.tell_failure(error)

    def _show_refusals(self, refusals: list[dict[str, Any]]) -> None:
        for one in reversed(refusals):
            self.form.show_refusal(str(one["field"]), str(one["reason"]))
