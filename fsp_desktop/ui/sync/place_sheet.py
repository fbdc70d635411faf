"""One place the team shares through: how it stands, a trial, another password, taking it away."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout

from fsp_desktop.language.words import _
from fsp_desktop.ui.entrance.passphrase_field import PassphraseEdit
from fsp_desktop.ui.runner import Task
from fsp_desktop.ui.shell.shell import Shell
from fsp_desktop.ui.sync.place_words import ICONS, place_title, place_where, state_words
from fsp_desktop.ui.sync.trial import STEPS, Trial
from fsp_desktop.ui.widgets.buttons import Button
from fsp_desktop.ui.widgets.cards import Banner
from fsp_desktop.ui.widgets.field import Field
from fsp_desktop.ui.widgets.sheet import Sheet
from fsp_desktop.ui.widgets.text import Label

if TYPE_CHECKING:
    from fsp_desktop.services.places import PlaceState, Reached


class PlaceSheet(Sheet):
    """Everything one can do with a place that is in use.

    Signals:
        changed: It was taken away, tried, or got another password.
    """

    changed = Signal()

    def __init__(self, shell: Shell, state: PlaceState, *, is_only: bool) -> None:
        from fsp_desktop.services.name_place import name_of_place
        from fsp_desktop.services.places import needs_secret

        name = name_of_place(state.place)
        super().__init__(shell, 620, place_title(name), icon=ICONS[name.kind])
        self._shell, self._state, self._name = shell, state, name
        self._is_server, self._is_only = needs_secret(state.place), is_only
        self._new_secret: Any = None
        self.standing = Label(state_words(state, shell.hooks.clock.now()), wrap=True)
        self.where = Label(place_where(name), "note", "ink2", wrap=True)
        self.kept = Label(_("The password is kept inside your encrypted record."), "note", "ink2")
        self.kept.setVisible(state.has_secret)
        secret = _("Account key") if name.kind == "azblob" else _("New password")
        self.secret = Field(
            secret, PassphraseEdit(secret), _("It is tried first, and kept only if it works.")
        )
        self.secret.hide()
        self.trial = Trial(shell.runner)
        self.sure = Banner(self._parting_words(), kind="care", icon="info")
        self.sure.hide()
        self._build()
        self._wire()
        self.test.setFocus()

    def _parting_words(self) -> str:
        if self._is_only:
            return _(
                "Then nothing is shared until you choose another place. Nothing there is deleted."
            )
        return _("Your team shares through the other places. Nothing there is deleted.")

    def _build(self) -> None:
        self.take_away = Button(_("Take away…"), "care")
        self.change = Button(_("Change password…"))
        self.change.setVisible(self._is_server)
        self.test = Button(_("Test this place"), "primary")
        row = QHBoxLayout()
        row.addWidget(self.take_away)
        row.addStretch(1)
        row.addWidget(self.change)
        row.addWidget(self.test)
        parts = (self.standing, self.where, self.kept, self.secret, self.trial, self.sure)
        for part in parts:
            self.body.addWidget(part)
        self.body.addLayout(row)

    def _wire(self) -> None:
        self.test.clicked.connect(self._test)
        self.change.clicked.connect(self._ask_password)
        self.take_away.clicked.connect(self._take_away)
        self.trial.succeeded.connect(self._on_success)
        self.trial.ended.connect(self._on_ended)

    def _test(self) -> None:
        from fsp_desktop.services.places import kept_place

        self._new_secret = None
        typed = self.secret.editor.text() if self.secret.isVisible() else ""  # type: ignore[attr-defined]
        workspace, place = self._shell.workspace, self._state.place
        self.test.set_waiting(_("Trying it out…"))
        self._shell.runner.store(lambda: kept_place(workspace, place), owner=self).then(
            lambda kept: self._begin(kept, typed.strip())
        ).failed(self._shell.tell_failure)

    def _begin(self, kept: Reached, typed: str) -> None:
        from fsp_desktop.services.places import Secret, try_place

        profile = self._shell.workspace.profile
        user = kept.secret.user or ("" if self._name.kind == "azblob" else self._name.user)
        secret = Secret(user, typed) if typed else kept.secret
        self._new_secret = secret if typed else None

        def work(task: Task) -> Any:
            return try_place(
                kept.place,
                secret,
                profile,
                told=lambda done: task.progress(done, len(STEPS)),
                cancelled=lambda: task.is_cancelled,
            )

        self.trial.begin(work)
        self._fit_soon()

    def _on_success(self, _steps: object) -> None:
        from fsp_desktop.services.places import Reached, add_place

        secret, self._new_secret = self._new_secret, None
        if secret is None:
            return
        workspace, reached = self._shell.workspace, Reached(self._state.place, secret)
        self._shell.runner.store(lambda: add_place(workspace, reached), owner=self).then(
            lambda _done: self._password_kept()
        ).failed(self._shell.tell_failure)

    def _password_kept(self) -> None:
        self.secret.editor.clear()  # type: ignore[attr-defined]
        self.secret.hide()
        self.kept.setText(_("The new password is kept inside your encrypted record."))
        self.kept.show()
        self.test.setText(_("Test this place"))
        self.change.show()
        self._shell.share_now()
        self.changed.emit()
        self._fit_soon()

    def _on_ended(self) -> None:
        self.test.set_waiting("")
        self._fit_soon()

    def _ask_password(self) -> None:
        self.secret.show()
        self.change.hide()
        self.test.setText(_("Try it and keep it"))
        self.secret.editor.setFocus()
        self._fit_soon()

    def _take_away(self) -> None:
        if not self.sure.isVisible():
            self.sure.show()
            self.take_away.setText(_("Yes, take it away"))
            self._fit_soon()
            return
        from fsp_desktop.services.places import forget_place

        workspace, place = self._shell.workspace, self._state.place
        self._shell.runner.store(lambda: forget_place(workspace, place), owner=self).then(
            lambda _done: self._taken_away()
        ).failed(self._shell.tell_failure)

    def _taken_away(self) -> None:
        self._shell.toast(_("Taken away. What lies there stays there, sealed."))
        self._shell.refresh_standing()
        self.changed.emit()
        self.accept()

    def done(self, result: int) -> None:
        self.trial.stop()
        super().done(result)

    def _fit_soon(self) -> None:
        QTimer.singleShot(0, self, self._fit)
