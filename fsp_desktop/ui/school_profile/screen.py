"""The school's own data, asked once and printed in every packet; typing is saving."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import Any

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

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
from fsp_desktop.ui.forms.keeper import FormKeeper
from fsp_desktop.ui.forms.standing import SavingWords
from fsp_desktop.ui.school_profile.group_list import GroupList
from fsp_desktop.ui.school_profile.pictures_card import PicturesCard
from fsp_desktop.ui.school_profile.questions import PROFILE, SCHOOL, STAFF
from fsp_desktop.ui.school_profile.record_kinds import record_kinds
from fsp_desktop.ui.school_profile.records_card import RecordsCard
from fsp_desktop.ui.school_profile.school_form import SchoolForm
from fsp_desktop.ui.school_profile.school_lists import SchoolLists, read_lists
from fsp_desktop.ui.shell.screen import Screen, SupportsKinds
from fsp_desktop.ui.shell.shell import Shell
from fsp_desktop.ui.theme.theme import theme
from fsp_desktop.ui.widgets.buttons import Button
from fsp_desktop.ui.widgets.cards import Banner, Footer

LISTED = frozenset({"school-person", "school-text", "school-picture", "resource", "packet-text"})
WIDE, GROUPS_ABOVE = 820, 740
COUNT_AFTER_MS = 400


class SchoolScreen(Screen):
    """Times, numbers, places, people and words of the school, and how to reach the person at work."""

    key = "school-profile"
    wants_rail = True
    wants_back = True
    nav_key = "packets"
    shows = LISTED | {"school", "staff"}

    def __init__(self, shell: Shell) -> None:
        super().__init__(shell)
        self._data: SchoolData | None = None
        self._touched: set[str] = set()
        self._is_own_save = False
        self.form = SchoolForm(shell.hooks.clock.today)
        self.lists = {kind.part: RecordsCard(shell, kind) for kind in record_kinds()}
        self.pictures = PicturesCard(shell)
        self.school = FormKeeper(shell, self, save=save_school)
        self.staff = FormKeeper(shell, self)
        self.saving = SavingWords(self, shell.hooks.clock.now)
        words = _(
            "Packets print these words for every family. What is empty becomes a line to write on."
        )
        self.about = Banner(words, kind="info")
        self._build()
        self._wire()

    def title(self) -> str:
        return _("The school’s own data")

    def panes(self) -> list[QWidget]:
        return [self.groups, self.form.editors["school.name"]]

    def first_focus(self) -> QWidget | None:
        return self.form.editors["school.name"] if self._data is not None else None

    def opened(self, **place: Any) -> None:
        self._wanted = str(place.get("group") or "")
        self._ask()

    def refresh(self, changes: SupportsKinds | None) -> None:
        """Show what changed elsewhere; words that are being typed stay as they are."""
        kinds = set(changes.kinds) if changes is not None else set()
        if not kinds or kinds & LISTED:
            self._ask_lists()
        is_quiet = self.school.is_settled and self.staff.is_settled and not self._is_own_save
        if is_quiet and (not kinds or kinds & {"school", "staff"}):
            self._ask()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        # Where text is large the questions need the whole width; F7 and F8 still walk the groups.
        self.groups.setVisible(self.width() >= theme().px(GROUPS_ABOVE))

    def leaving(self) -> None:
        self.school.flush()
        self.staff.flush()

    # --- building ------------------------------------------------------------------------------

    def _build(self) -> None:
        px = theme().px
        for part in ("people", "resources", "own_texts"):
            self.form.add_card(self.lists[part])
        self.form.add_card(self.pictures)
        inside = QWidget()
        inside.setObjectName("plain")
        column = QVBoxLayout(inside)
        column.setContentsMargins(px(4), px(12), px(16), px(16))
        column.setSpacing(px(10))
        column.addWidget(self.about)
        column.addWidget(self.form)
        column.addStretch(1)
        inside.setMaximumWidth(px(WIDE))
        self.middle = QScrollArea()
        self.middle.setWidgetResizable(True)
        self.middle.setFrameShape(QFrame.Shape.NoFrame)
        self.middle.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.middle.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.middle.setAccessibleName(self.title())
        self.middle.setWidget(inside)
        self.groups = GroupList(self.middle, self.form)
        row = QHBoxLayout()
        row.setContentsMargins(px(12), 0, 0, 0)
        row.setSpacing(px(12))
        row.addWidget(self.groups)
        row.addWidget(self.middle, 1)
        self.foot = Footer()
        self.done_button = Button(_("Done"), "primary")
        self.foot.end.addWidget(self.done_button)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addLayout(row, 1)
        whole.addWidget(self.foot)
        self.form.setEnabled(False)

    def _wire(self) -> None:
        for name in SCHOOL_FIELDS:
            self.school.bind(name, partial(self.form.value, SCHOOL, name))
        self.school.bind("profile", self._profile)
        for name in STAFF_FIELDS:
            self.staff.bind(name, partial(self.form.value, STAFF, name))
        for keeper, place in ((self.school, SCHOOL), (self.staff, STAFF)):
            self.saving.follow(keeper)
            keeper.saved.connect(partial(self._tell_others, place))
            keeper.refused.connect(partial(self._show_refusals, place))
        self.form.edited.connect(self._on_edited)
        self.saving.told.connect(self._tell)
        self.done_button.clicked.connect(self.finish)
        self._counting = QTimer(self)
        self._counting.setSingleShot(True)
        self._counting.setInterval(COUNT_AFTER_MS)
        self._counting.timeout.connect(self.groups.count)
        self.shell.actions_book.note("page", _("Next or previous group"), "F8 F7", screen=self.key)
        self.add_action("school.next", _("Next group"), lambda: self.groups.step(1), "F8")
        self.add_action("school.before", _("Previous group"), lambda: self.groups.step(-1), "F7")

    # --- showing -------------------------------------------------------------------------------

    def _ask(self) -> None:
        workspace = self.shell.workspace
        self.shell.runner.store(lambda: open_school(workspace), owner=self).then(self._show).failed(
            self._on_missing
        )
        self._ask_lists()

    def _show(self, data: SchoolData) -> None:
        is_first = self._data is None
        self._data = data
        self._touched.clear()
        self.school.hold(data.school)
        self.staff.hold(data.staff)
        self.school.save_with_first(*data.moved)
        if data.staff_values["phone"] != data.staff.values.get("phone"):
            self.staff.save_with_first("phone")
        self.form.show_data(data, _kept(data))
        self.form.setEnabled(True)
        self.saving.begin(is_new=False)
        self.groups.count()
        if is_first:
            self.form.editors["school.name"].setFocus(Qt.FocusReason.OtherFocusReason)
        if self._wanted:
            self.groups.go_to(self._wanted)
            self._wanted = ""

    def _on_missing(self, error: FspError) -> None:
        words = error_sentence(error.code, error.detail)
        if error.code == "services.no_such_record":
            words = _("Your team’s record has not arrived yet. Share once, then come back.")
        self.about.set_words(words)

    def _ask_lists(self) -> None:
        workspace = self.shell.workspace
        self.shell.runner.store(lambda: read_lists(workspace), owner=self).then(
            self._show_lists
        ).failed(self.shell.tell_failure)

    def _show_lists(self, lists: SchoolLists) -> None:
        for part, card in self.lists.items():
            card.show_records(lists.records[part], lists.choices)
        self.pictures.show_pictures(lists.records["pictures"])
        self.groups.count()

    def _tell(self, words: str, icon: str, tone: str) -> None:
        self.foot.say(words, icon=icon, tone=tone)

    # --- keeping -------------------------------------------------------------------------------

    def _on_edited(self, place: str, name: str) -> None:
        self._counting.start()
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

    def _tell_others(self, place: str) -> None:
        self._is_own_save = True
        self.shell.announce(Changes(frozenset({place})))
        self._is_own_save = False

    def _show_refusals(self, place: str, refusals: list[dict[str, Any]]) -> None:
        for one in reversed(refusals):
            self.form.show_refusal(place, str(one["field"]), str(one["reason"]))

    def finish(self) -> None:
        """Go back, unless something is wrong: then that is said beside its field."""
        wrong = self.form.first_trouble()
        if wrong is not None:
            wrong.setFocus(Qt.FocusReason.OtherFocusReason)
            self.middle.ensureWidgetVisible(wrong)
            return
        self.leaving()
        self.shell.back()


def _kept(data: SchoolData) -> Mapping[str, object]:
    """Return the profile as it is kept, where texts have all their languages."""
    from fsp_desktop.services.read_school import profile_object

    return profile_object(data.school.values.get("profile"))
