"""Hand an invitation over: a picture code, words to read aloud or copy, and what they will open."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout

from fsp_desktop.domain.errors import FspError
from fsp_desktop.language.formats import day
from fsp_desktop.language.labels import label
from fsp_desktop.language.words import _
from fsp_desktop.ui.shell.shell import Shell
from fsp_desktop.ui.sync.clipboard import KEPT_MS, lend_to_clipboard
from fsp_desktop.ui.sync.code_picture import CodePicture
from fsp_desktop.ui.theme.theme import theme
from fsp_desktop.ui.widgets.buttons import Button
from fsp_desktop.ui.widgets.cards import Banner
from fsp_desktop.ui.widgets.check_row import CheckRow
from fsp_desktop.ui.widgets.combo import Combo
from fsp_desktop.ui.widgets.field import Field, GrowingText
from fsp_desktop.ui.widgets.sheet import Sheet
from fsp_desktop.ui.widgets.text import Label

if TYPE_CHECKING:
    from fsp_desktop.services.share_record import Given

ROLES = ("liaison", "counselor", "social_worker", "teacher", "admin")


class InviteSheet(Sheet):
    """Asks for whom, then shows the code once."""

    def __init__(self, shell: Shell) -> None:
        super().__init__(shell, 620, _("Invite a colleague"), icon="user-plus")
        self._shell = shell
        self.role = Combo(_("Role"), [(role, label("role", role)) for role in ROLES])
        self.must_confirm = CheckRow(_("Ask me before they are let in"))
        self.must_confirm.setChecked(True)
        self.make = Button(_("Make the invitation"), "primary")
        self.make.clicked.connect(self._make)
        self.no_place = Banner(
            _("You have not chosen a folder yet. Choose it first, so that the code can say where."),
            kind="family",
            icon="info",
        )
        self.no_place.hide()
        self.body.addWidget(self.no_place)
        self._work = Field(_("What is their work?"), self.role)
        self.body.addWidget(self._work)
        self.body.addWidget(self.must_confirm)
        words = _(
            "They will see the record of all families of this school. The code opens once, for 7 days."
        )
        self.about = Label(words, "note", "ink2", wrap=True)
        self.body.addWidget(self.about)
        self._row = QHBoxLayout()
        self._row.addStretch(1)
        self._row.addWidget(self.make)
        self.body.addLayout(self._row)
        self._ask_for_place()

    def _ask_for_place(self) -> None:
        from fsp_desktop.services.share_record import sharing_status

        workspace = self._shell.workspace
        self._shell.runner.store(lambda: sharing_status(workspace), owner=self).then(
            lambda status: self._tell_place(status.place)
        )

    def _tell_place(self, place: str | None) -> None:
        self.no_place.setVisible(place is None)
        self._fit_soon()

    def _fit_soon(self) -> None:
        # What was just put in knows its height at the next turn of the loop.
        QTimer.singleShot(0, self, self._fit)

    def _make(self) -> None:
        from fsp_desktop.services.share_record import invite_colleague

        workspace, role = self._shell.workspace, self.role.chosen()
        confirm = self.must_confirm.isChecked()
        # One press is one invitation: each of them opens the record.
        self.make.setEnabled(False)
        self._shell.runner.store(
            lambda: invite_colleague(
                workspace, role=role, admin=role == "admin", must_confirm=confirm
            ),
            owner=self,
        ).then(self._show).failed(self._tell_failure)

    def _tell_failure(self, error: FspError) -> None:
        self.make.setEnabled(True)
        self._shell.tell_failure(error)

    def _show(self, given: Given) -> None:
        self._given = given
        self.make.hide()
        self._work.hide()
        self.must_confirm.hide()
        self._show_code(given)
        self.copied = Label("", "note", "ink2", wrap=True)
        copy = Button(_("Copy"), icon="copy")
        copy.clicked.connect(lambda: self._copy(given.code))
        self.stop = Button(_("Stop this invitation"), "care")
        self.stop.clicked.connect(self._stop)
        self.finish = Button(_("Done"), "primary", keys="Enter")
        self.finish.clicked.connect(self.accept)
        self._row.insertWidget(0, self.stop)
        self._row.insertWidget(1, self.copied, 1)
        self._row.addWidget(copy)
        self._row.addWidget(self.finish)
        self.finish.setFocus()
        self.about.hide()
        self._fit_soon()

    def _show_code(self, given: Given) -> None:
        from fsp_desktop.services.picture_code import picture_code
        from fsp_desktop.services.share_record import words_of_code

        beside = QHBoxLayout()
        beside.setSpacing(theme().px(16))
        try:
            squares = picture_code(given.code)
        except FspError as error:
            self._shell.tell_failure(error)
        else:
            picture = CodePicture(
                _("Picture code: the same as the eight words and the place"), squares
            )
            beside.addWidget(picture, 0, Qt.AlignmentFlag.AlignTop)
        column = QVBoxLayout()
        column.setSpacing(theme().px(6))
        column.addWidget(Label(_("Or read these words to them"), "label"))
        column.addLayout(_numbered(words_of_code(given.code)))
        until = day(_date(given.until))
        words = _("Works once, until {day}. Then you both see the same numbers: say them aloud.")
        column.addWidget(Label(words.format(day=until), "note", "ink2", wrap=True))
        column.addStretch(1)
        beside.addLayout(column, 1)
        self.body.insertLayout(self.body.count() - 1, beside)
        self.code = GrowingText(_("Invitation code"), least=56)
        self.code.set_text(given.code)
        self.code.setReadOnly(True)
        self.body.insertWidget(
            self.body.count() - 1, Field(_("The whole code, with the place"), self.code)
        )

    def _stop(self) -> None:
        from fsp_desktop.services.share_record import withdraw_invitation

        workspace, pairing = self._shell.workspace, self._given.pairing
        self._shell.runner.store(lambda: withdraw_invitation(workspace, pairing), owner=self).then(
            lambda _done: self._stopped()
        ).failed(self._shell.tell_failure)

    def _stopped(self) -> None:
        self._shell.toast(_("Stopped. This code opens nothing any more."))
        self.accept()

    def _copy(self, code: str) -> None:
        lend_to_clipboard(code)
        words = _("Copied. It leaves the clipboard again in {n} seconds.")
        self.copied.setText(words.format(n=KEPT_MS // 1000))


def _numbered(words: list[str]) -> QGridLayout:
    grid = QGridLayout()
    grid.setHorizontalSpacing(theme().px(16))
    grid.setVerticalSpacing(theme().px(4))
    for at, word in enumerate(words):
        line = Label(f"{at + 1}  {word}", "bodyStrong")
        line.setAccessibleName(_("Word {n}: {word}").format(n=at + 1, word=word))
        grid.addWidget(line, at // 2, at % 2)
    return grid


def _date(text: str) -> date:
    from datetime import datetime

    return datetime.fromisoformat(text).astimezone().date()
