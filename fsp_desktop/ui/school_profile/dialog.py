"""The school's own data, asked once and printed in every packet; typing is saving."""

from __future__ import annotations

from functools import partial
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QWidget

from fsp_desktop.domain.errors import FspError
from fsp_desktop.language.labels import error_sentence
from fsp_desktop.language.words import _
from fsp_desktop.services.edit_record import Changes
from fsp_desktop.services.write_school import (
    SCHOOL_FIELDS,
    STAFF_FIELDS,
    SchoolData,
    open_school,
    profile_text,
    save_school,
)
from fsp_desktop.ui.forms.form_sheet import FormSheet
from fsp_desktop.ui.forms.keeper import FormKeeper, join
from fsp_desktop.ui.forms.standing import SavingWords
from fsp_desktop.ui.school_profile.questions import PROFILE, SCHOOL, STAFF
from fsp_desktop.ui.school_profile.school_form import SchoolForm
from fsp_desktop.ui.shell.shell import Shell
from fsp_desktop.ui.theme.theme import theme
from fsp_desktop.ui.widgets.buttons import Button
from fsp_desktop.ui.widgets.cards import Banner, IconLabel
from fsp_desktop.ui.widgets.text import ElidedLabel

WIDE = 760


class SchoolDialog(FormSheet):
    """Times, numbers and days of the school, and how to reach the person at work."""

    def __init__(self, shell: Shell, **_place: object) -> None:
        super().__init__(shell, WIDE, _("The school’s own data"), icon="school")
        self._data: SchoolData | None = None
        self._touched: set[str] = set()
        self._told = Changes()
        self.form = SchoolForm(shell.hooks.clock.today)
        self.school = FormKeeper(shell, self, save=save_school)
        self.staff = FormKeeper(shell, self)
        self.saving = SavingWords(self, shell.hooks.clock.now)
        self.about = Banner(
            _(
                "Packets print these words for every family. What is empty becomes a line to write on."
            ),
            kind="info",
        )
        self._build()
        self._wire()
        workspace = shell.workspace
        shell.runner.store(lambda: open_school(workspace), owner=self).then(self._show).failed(
            self._on_missing
        )

    def _build(self) -> None:
        self.mark = IconLabel("circle-check", "ok")
        self.standing = ElidedLabel("", "note", "ink2")
        self.done_button = Button(_("Done"), "primary")
        foot = QWidget()
        row = QHBoxLayout(foot)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme().px(8))
        row.addWidget(self.mark)
        row.addWidget(self.standing, 1)
        row.addWidget(self.done_button)
        self.questions.addWidget(self.about)
        self.questions.addWidget(self.form)
        self.foot.addWidget(foot)
        self.form.setEnabled(False)

    def _wire(self) -> None:
        for name in SCHOOL_FIELDS:
            self.school.bind(name, partial(self.form.value, SCHOOL, name))
        self.school.bind("profile", self._profile)
        for name in STAFF_FIELDS:
            self.staff.bind(name, partial(self.form.value, STAFF, name))
        for keeper, place in ((self.school, SCHOOL), (self.staff, STAFF)):
            self.saving.follow(keeper)
            keeper.saved.connect(self._tell_others)
            keeper.refused.connect(partial(self._show_refusals, place))
        self.form.edited.connect(self._on_edited)
        self.saving.told.connect(self._tell)
        self.done_button.clicked.connect(self.finish)

    # --- showing -------------------------------------------------------------------------------

    def _show(self, data: SchoolData) -> None:
        self._data = data
        self.school.hold(data.school)
        self.staff.hold(data.staff)
        self.school.save_with_first(*data.moved)
        if data.staff_values["phone"] != data.staff.values.get("phone"):
            self.staff.save_with_first("phone")
        self.form.show_data(data)
        self.form.setEnabled(True)
        self.saving.begin(is_new=False)
        self.form.editors["school.name"].setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_missing(self, error: FspError) -> None:
        words = error_sentence(error.code, error.detail)
        if error.code == "services.no_such_record":
            words = _("Your team’s record has not arrived yet. Share once, then come back.")
        self.about.set_words(words)

    def _tell(self, words: str, icon: str, tone: str) -> None:
        self.mark.set_icon_name(icon, tone)
        self.standing.setText(words)

    # --- keeping -------------------------------------------------------------------------------

    def _on_edited(self, place: str, name: str) -> None:
        if place == STAFF:
            self.staff.touch(name)
        elif place == SCHOOL:
            self.school.touch(name)
        else:
            self._touched.add(name)
            self.school.touch("profile")

    def _profile(self) -> str:
        """Return the profile with everything typed here; what is not asked here stays."""
        before = self._data.school.values.get("profile") if self._data is not None else None
        changed = {name: self.form.value(PROFILE, name) for name in self._touched}
        return profile_text(before, changed)

    def _tell_others(self) -> None:
        told = join(self.school.changes, self.staff.changes)
        if told.kinds:
            self.shell.announce(told)

    def _show_refusals(self, place: str, refusals: list[dict[str, Any]]) -> None:
        for one in reversed(refusals):
            self.form.show_refusal(place, str(one["field"]), str(one["reason"]))

    # --- ending --------------------------------------------------------------------------------

    def finish(self) -> None:
        """Close, unless something is wrong: then that is said beside its field."""
        wrong = self.form.first_trouble()
        if wrong is not None:
            wrong.setFocus(Qt.FocusReason.OtherFocusReason)
            self.middle.ensureWidgetVisible(wrong)
            return
        self.accept()

    def done(self, result: int) -> None:
        self.school.flush()
        self.staff.flush()
        super().done(result)
