"""The visit log: opens the right visit, keeps every word, finishes it."""

from __future__ import annotations

from functools import partial
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from fsp_desktop.domain.errors import FspError
from fsp_desktop.domain.ids import RecordId
from fsp_desktop.language.words import _
from fsp_desktop.services import follow_up, log_visit
from fsp_desktop.services.edit_record import Changes, OpenForm
from fsp_desktop.services.log_visit import VisitForm
from fsp_desktop.ui.coach.coach import Coach
from fsp_desktop.ui.forms.keeper import FormKeeper, join, refusals_of
from fsp_desktop.ui.forms.standing import SavingWords
from fsp_desktop.ui.places import taker_back
from fsp_desktop.ui.shell.screen import Screen, SupportsKinds
from fsp_desktop.ui.shell.shell import Shell
from fsp_desktop.ui.shell.toast import ToastAct
from fsp_desktop.ui.theme.theme import theme
from fsp_desktop.ui.visit_log.agreements import AgreementRows
from fsp_desktop.ui.visit_log.footer import LogFooter, finished_words
from fsp_desktop.ui.visit_log.page import WHO_FIELDS, VisitPage
from fsp_desktop.ui.visit_log.steps import StepList
from fsp_desktop.ui.visit_log.which_family import WhichFamily
from fsp_desktop.ui.visit_log.who_editor import AFTER_A_VISIT
from fsp_desktop.ui.widgets.cards import Banner

NARROW = 1110
FIELDS = (
    *WHO_FIELDS, "hopes", "strengths", "said_by", "said_language", "topics", "discussed",
    "next_steps", "for_next_time", "readers",
)  # fmt: skip


class VisitLogScreen(Screen):
    """From memory, in the car, in five minutes."""

    key = "visit-log"
    wants_rail = True
    wants_back = True
    nav_key = "families"
    shows = frozenset({"visit"})

    def __init__(self, shell: Shell) -> None:
        super().__init__(shell)
        self._visit: VisitForm | None = None
        self._told = Changes()
        self._build()
        self._wire()

    def title(self) -> str:
        return _("Visit log")

    def subtitle(self) -> str:
        if self._visit is None:
            return ""
        return _("{label} family").format(label=self._visit.family.label)

    def panes(self) -> list[QWidget]:
        return [self.page, self.steps.view]

    def first_focus(self) -> QWidget | None:
        if self.middle.currentWidget() is self.which:
            return self.which.picker.focus_target()
        return self.page.hopes.hopes

    def _build(self) -> None:
        self.agreements = AgreementRows(self.shell, self._make_agreement)
        self.page = VisitPage(self.agreements, self.shell.hooks.clock.today)
        self.keeper = FormKeeper(self.shell, self, save=log_visit.save_visit)
        for field in FIELDS:
            self.keeper.bind(field, partial(self.page.value, field))
        # A plan that is being written up becomes a draft with its first word.
        self.keeper.bind("draft", lambda: True)
        self.steps = StepList()
        self.which = WhichFamily(self.shell)
        self.versions = Banner("", kind="plain", icon="columns-2", flush=True)
        self.versions.set_words(
            _("This log has two versions. Both are kept until you choose."), _("Look at both")
        )
        self.versions.hide()
        self.coach = Coach(self.shell, self)
        for part in (self.page.discussed, self.page.next_steps, self.page.for_next_time):
            self.coach.watch(part.text)
        self.footer = LogFooter()
        self.saving = SavingWords(self, self.shell.hooks.clock.now)
        self.saving.follow(self.keeper)
        self.middle = QStackedWidget()
        self.middle.addWidget(self.page)
        self.middle.addWidget(self.which)
        _lay_out(self)

    def _wire(self) -> None:
        self.add_action("visit-log.next", _("Next part"), lambda: self._walk(1), "F8")
        self.add_action("visit-log.before", _("Part before"), lambda: self._walk(-1), "F7")
        self.add_action("visit-log.finish", _("Finish visit log"), self.finish, "F9")
        book = self.shell.actions_book
        book.note("page", _("Choose a topic"), "1 … 9", screen=self.key)
        book.note("page", _("Take the coach’s word"), "Alt+Return", screen=self.key)
        self.page.edited.connect(self._on_edited)
        self.page.part_entered.connect(self.steps.show_here)
        self.page.last_agreed.told.connect(self._tell_agreement)
        self.steps.chosen.connect(self.page.go_to)
        self.agreements.row_added.connect(self.saving.follow)
        self.saving.told.connect(self.footer.tell)
        self.saving.stuck.connect(self.footer.copy_all.setVisible)
        self.keeper.refused.connect(self._show_refusals)
        self.footer.copy_all.clicked.connect(self._copy_all)
        self.footer.later.clicked.connect(self._leave_for_later)
        self.footer.done.clicked.connect(self.finish)
        self.versions.acted.connect(self._show_versions)
        self.which.picked.connect(lambda key: self.opened(family_id=key))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.steps.fold(is_narrow=self.width() < theme().px(NARROW))

    def opened(self, **place: Any) -> None:
        family_id, visit_id = place.get("family_id"), place.get("record_id")
        if self._is_open(family_id, visit_id):
            return
        self._put_on_disk()
        self._visit = None
        workspace = self.shell.workspace
        family = RecordId(str(family_id)) if family_id else None
        visit = RecordId(str(visit_id)) if visit_id else None
        self.shell.runner.store(
            lambda: log_visit.begin_visit(workspace, family, visit), owner=self
        ).then(self._show).failed(self._show_missing)

    def _is_open(self, family_id: object, visit_id: object) -> bool:
        visit = self._visit
        if visit is None:
            return False
        if visit_id is not None:
            return visit.form.record_id == visit_id
        # A finished visit is done: starting the log of the family again means another one.
        is_begun = visit.form.is_new or bool(visit.form.values.get("draft"))
        return is_begun and family_id is not None and visit.family.id == family_id

    def _show(self, visit: VisitForm | None) -> None:
        if visit is None:
            self._show_which()
            return
        self._visit = visit
        self.middle.setCurrentWidget(self.page)
        self.steps.setEnabled(True)
        self.footer.show()
        self.keeper.hold(visit.form)
        self.page.show_visit(visit)
        self.keeper.save_with_first(*visit.proposed)
        self.saving.begin(is_new=visit.form.is_new)
        self.versions.setVisible(bool(visit.form.conflicts))
        self.footer.show_state(is_finished=_is_finished(visit))
        self._tell_filled()
        self.shell.remember(family_id=visit.family.id, record_id=visit.form.record_id)
        self.title_changed.emit()
        if self.shell.current() is self:
            self.page.hopes.hopes.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show_which(self) -> None:
        self.middle.setCurrentWidget(self.which)
        self.steps.show_filled([False] * len(self.page.parts))
        self.steps.setEnabled(False)
        self.versions.hide()
        self.footer.hide()
        self.which.begin()
        self.title_changed.emit()

    def _show_missing(self, error: FspError) -> None:
        self.shell.tell_failure(error)
        self._show_which()

    def refresh(self, changes: SupportsKinds | None) -> None:
        """Leave a form in use as it is; one that comes up again shows what is on disk by now."""
        visit = self._visit
        if changes is not None or visit is None or not self.keeper.is_settled:
            return
        if not visit.form.is_new or self.keeper.changes.kinds:
            self._visit = None
            self.opened(family_id=visit.family.id, record_id=visit.form.record_id)

    def leaving(self) -> None:
        self._put_on_disk()
        self._tell_others()

    def _put_on_disk(self) -> None:
        self.keeper.flush()
        self.agreements.flush()
        self.coach.close()

    def _tell_others(self) -> None:
        told = _all_changes(self.keeper, self.agreements)
        if told.kinds and told != self._told:
            self._told = told
            self.shell.announce(told)

    def _make_agreement(self, workspace: Any) -> OpenForm:
        """Make the form of one more agreement; the visit it belongs to is written first."""
        visit = self.keeper.form_now(workspace)
        if visit.is_new:
            visit = log_visit.save_visit(workspace, visit, {})
            self.keeper.put_now(visit)
        return log_visit.new_agreement(workspace, visit)

    def _on_edited(self, fields: list[str]) -> None:
        if fields:
            self.keeper.touch(*fields)
        self._tell_filled()

    def _tell_filled(self) -> None:
        self.steps.show_filled(self.page.filled())

    def _walk(self, step: int) -> None:
        here = self.steps.view.currentIndex().row() + 1
        self.page.go_to(min(6, max(1, here + step)))

    def _copy_all(self) -> None:
        QGuiApplication.clipboard().setText(self.page.whole_text())
        self.shell.toast(_("All your words are copied. Paste them where they are safe."))

    def _leave_for_later(self) -> None:
        self.shell.toast(_("Kept as it is. You find it under Today."))
        self.shell.back()

    def _show_versions(self) -> None:
        if self._visit is not None:
            self.shell.go("versions", record_id=self._visit.form.record_id)

    def _tell_agreement(self, agreement_id: str, state: str) -> None:
        workspace, key = self.shell.workspace, RecordId(agreement_id)
        self.shell.runner.store(
            lambda: follow_up.tell_agreement_state(workspace, key, state), owner=self
        ).then(self.shell.announce)

    def finish(self) -> None:
        """Finish the log; empty parts are fine."""
        if self._visit is None:
            return
        self.agreements.flush()
        rows = self.agreements

        def work(workspace: Any, form: OpenForm) -> OpenForm:
            return log_visit.finish_visit(workspace, form, {}, _untouched(rows))

        self.footer.done.set_waiting(_("Finishing…"))
        self.keeper.finish(work).then(self._show_finished).failed(self._show_not_finished)

    def _show_finished(self, form: OpenForm) -> None:
        self.footer.done.set_waiting("")
        visit, self._visit = self._visit, None
        empty, hard = self.steps.count_empty(), self.coach.count()
        was_finished = visit is not None and _is_finished(visit)
        words = _("Changed.") if was_finished else finished_words(empty, hard)
        self._tell_others()
        self.shell.announce(form.changes)
        if visit is not None:
            self.shell.go("families", family_id=visit.family.id)
            again = ToastAct(_("Open again"), lambda: self._open_again(visit))
            self.shell.toast(words, taker_back(self.shell, self.keeper.step_of(form)), again)

    def _open_again(self, visit: VisitForm) -> None:
        self.shell.go("visit-log", record_id=visit.form.record_id)

    def _show_not_finished(self, error: FspError) -> None:
        self.footer.done.set_waiting("")
        refusals = refusals_of(error)
        if refusals:
            self._show_refusals(refusals)
        elif not self.saving.is_stuck:
            self.shell.tell_failure(error)

    def _show_refusals(self, refusals: list[dict[str, Any]]) -> None:
        for one in reversed(refusals):
            self.page.show_refusal(str(one["field"]), str(one["reason"]))
        self.shell.toast(_("One thing is still needed. Everything you wrote is kept."))


def _lay_out(screen: VisitLogScreen) -> None:
    edge = QFrame()
    edge.setObjectName("line")
    edge.setFixedWidth(1)
    upper = QHBoxLayout()
    upper.setSpacing(0)
    upper.addWidget(screen.steps)
    upper.addWidget(edge)
    upper.addWidget(screen.middle, 1)
    whole = QVBoxLayout(screen)
    whole.setContentsMargins(0, 0, 0, 0)
    whole.setSpacing(0)
    whole.addWidget(screen.versions)
    whole.addLayout(upper, 1)
    whole.addWidget(screen.footer)


def _is_finished(visit: VisitForm) -> bool:
    """Whether the log was finished before it was opened now."""
    values = visit.form.values
    return (
        not visit.form.is_new and not values.get("draft") and values.get("status") in AFTER_A_VISIT
    )


def _all_changes(keeper: FormKeeper, agreements: AgreementRows) -> Changes:
    told = keeper.changes
    for row in agreements.rows:
        told = join(told, row.keeper.changes)
    return told


def _untouched(rows: AgreementRows) -> list[tuple[OpenForm, dict[str, object]]]:
    """Return the agreements as they are on disk; everything typed was handed over before."""
    return [(one, {}) for one in rows.forms_now()]
