"""Hand an invitation over: words to read aloud or copy, and what they will open."""

from __future__ import annotations

from typing import Any

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QHBoxLayout

from fsp_desktop.language.formats import day
from fsp_desktop.language.labels import label
from fsp_desktop.language.words import _
from fsp_desktop.ui.shell.shell import Shell
from fsp_desktop.ui.theme.theme import theme
from fsp_desktop.ui.widgets.buttons import Button
from fsp_desktop.ui.widgets.cards import Banner
from fsp_desktop.ui.widgets.check_row import CheckRow
from fsp_desktop.ui.widgets.combo import Combo
from fsp_desktop.ui.widgets.field import Field, GrowingText
from fsp_desktop.ui.widgets.sheet import Sheet
from fsp_desktop.ui.widgets.text import Label

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
        self.body.addWidget(Field(_("What is their work?"), self.role))
        self.body.addWidget(self.must_confirm)
        words = _(
            "They will see the record of all families of this school. The code opens once, for 7 days."
        )
        self.body.addWidget(Label(words, "note", "ink2", wrap=True))
        self._row = QHBoxLayout()
        self._row.addStretch(1)
        self._row.addWidget(self.make)
        self.body.addLayout(self._row)

    def _make(self) -> None:
        from fsp_desktop.services.share_record import invite_colleague

        workspace, role = self._shell.workspace, self.role.chosen()
        confirm = self.must_confirm.isChecked()
        self._shell.runner.store(
            lambda: invite_colleague(
                workspace, role=role, admin=role == "admin", must_confirm=confirm
            ),
            owner=self,
        ).then(self._show).failed(self._shell.tell_failure)

    def _show(self, given: Any) -> None:
        self.make.hide()
        self.role.setEnabled(False)
        self.must_confirm.setEnabled(False)
        code = GrowingText(_("Invitation code"))
        code.set_text(given.code)
        code.setReadOnly(True)
        self.body.insertWidget(self.body.count() - 1, Field(_("Give them this code"), code))
        until = day(_date(given.until))
        words = _("It opens once, until {day}. Read it aloud or hand it over on paper.").format(
            day=until
        )
        self.body.insertWidget(self.body.count() - 1, Banner(words, kind="plain", icon="info"))
        copy = Button(_("Copy"), icon="copy")
        copy.clicked.connect(lambda: QGuiApplication.clipboard().setText(given.code))
        self._row.addWidget(copy)
        code.setFocus()
        code.selectAll()
        self.adjustSize()
        self.resize(self.width(), self.sizeHint().height() + theme().px(8))


def _date(text: str) -> Any:
    from datetime import datetime

    return datetime.fromisoformat(text).astimezone().date()
