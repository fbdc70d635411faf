"""One computer of the team: who, since when, what is known of it, and taking its access away."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout

from fsp_desktop.domain.errors import FspError
from fsp_desktop.language.formats import day
from fsp_desktop.language.labels import error_sentence, label
from fsp_desktop.language.words import _
from fsp_desktop.ui.entrance.passphrase_field import PassphraseField
from fsp_desktop.ui.shell.shell import Shell
from fsp_desktop.ui.sync.words import when_words
from fsp_desktop.ui.widgets.buttons import Button
from fsp_desktop.ui.widgets.cards import Banner
from fsp_desktop.ui.widgets.sheet import Sheet
from fsp_desktop.ui.widgets.text import Label

if TYPE_CHECKING:
    from fsp_desktop.services.share_record import Device


class DeviceSheet(Sheet):
    """What is known of a computer; an administrator may take its access away.

    Signals:
        removed: The computer was taken out of the team.
    """

    removed = Signal()

    def __init__(self, shell: Shell, device: Device, *, may_remove: bool) -> None:
        super().__init__(shell, 560, device.name, icon="laptop")
        self._shell, self._device = shell, device
        facts = facts_of(device, shell.hooks.clock.now())
        self.body.addWidget(Label("\n".join(facts), wrap=True))
        story = story_of(device)
        if story:
            self.body.addWidget(Banner(story, kind="plain", icon="info"))
        self.warning = Label(_warning(), "body", "care", wrap=True)
        self.passphrase = PassphraseField(_("Your passphrase"))
        self.remove = Button(_("Remove access…"), "care")
        self.leave = Button(_("Close"), keys="Esc")
        row = QHBoxLayout()
        row.addWidget(self.leave)
        row.addStretch(1)
        row.addWidget(self.remove)
        for part in (self.warning, self.passphrase):
            self.body.addWidget(part)
            part.hide()
        self.body.addLayout(row)
        self.remove.setVisible(may_remove and not device.is_here and not device.revoked_since)
        self.leave.clicked.connect(self.reject)
        self.remove.clicked.connect(self._on_remove)
        self.passphrase.edit.returnPressed.connect(self._on_remove)
        self.leave.setFocus()

    def _on_remove(self) -> None:
        if not self.passphrase.isVisible():
            self.warning.show()
            self.passphrase.show()
            self.remove.setText(_("Remove access now"))
            self.passphrase.edit.setFocus()
            QTimer.singleShot(0, self, self._fit_warning)
            return
        from fsp_desktop.services.remove_access import check_passphrase

        workspace, typed = self._shell.workspace, self.passphrase.text()
        profile, clock = workspace.profile, workspace.clock
        self.remove.set_waiting(_("One moment…"))
        # Made slow on purpose, so it is not asked of the store's thread.
        self._shell.runner.pool(lambda: check_passphrase(profile, typed, clock), owner=self).then(
            lambda _ok: self._revoke()
        ).failed(self._tell_failure)

    def _fit_warning(self) -> None:
        # Not a word of it may be cut, and a box would give it what a shorter text needs.
        self.warning.setMinimumHeight(self.warning.heightForWidth(self.warning.width()))
        self._fit()

    def _revoke(self) -> None:
        from fsp_desktop.services.manage_devices import revoke_device

        workspace, device = self._shell.workspace, self._device.id
        self._shell.runner.store(lambda: revoke_device(workspace, device), owner=self).then(
            lambda _done: self._removed()
        ).failed(self._tell_failure)

    def _removed(self) -> None:
        words = _("{name} has no access to anything new from the next sharing on.")
        self._shell.toast(words.format(name=self._device.name))
        self._shell.share_now()
        self.removed.emit()
        self.accept()

    def _tell_failure(self, error: FspError) -> None:
        self.remove.set_waiting("")
        self.passphrase.show_error(error_sentence(error.code, error.detail))
        self.passphrase.edit.setFocus()
        self.passphrase.edit.selectAll()
        QTimer.singleShot(0, self, self._fit)


def facts_of(device: Device, now: datetime) -> list[str]:
    """Return what is known of a computer, a sentence each."""
    facts = []
    if device.role:
        facts.append(_("Work: {role}").format(role=label("role", device.role)))
    if device.admin:
        facts.append(_("May invite and remove others."))
    since = _moment(device.since)
    if since is not None:
        facts.append(_("In the team since {day}.").format(day=day(since.astimezone().date())))
    if device.is_here:
        facts.append(_("This is the computer you are using."))
    elif device.last_seen:
        when = when_words(device.last_seen, now)
        facts.append(_("Last heard of, by its own clock: {when}.").format(when=when))
    else:
        facts.append(_("Nothing was heard of it yet."))
    if device.app:
        facts.append(_("It uses version {version}.").format(version=device.app))
    removed = _moment(device.revoked_since)
    if removed is not None:
        when = day(removed.astimezone().date())
        facts.append(_("Taken out of the team on {day}.").format(day=when))
    return facts


def story_of(device: Device) -> str:
    """Return what happened to a computer that went on as a new one; empty if nothing did."""
    if len(device.incarnations) < 2:
        return ""
    if device.is_here:
        return _(
            "This computer was restored from a backup, or its profile was copied. It goes on as a "
            "new one, so nothing is mixed up. Whatever had been shared came back; what was written "
            "since is shared as usual."
        )
    return _(
        "This computer was restored from a backup, or copied. Its changes from before and after "
        "are all kept."
    )


def _warning() -> str:
    return _(
        "It gets nothing new from the next sharing on. What it has already copied can not be taken "
        "back: only its own lock and passphrase protect that. What it wrote before stays; what it "
        "writes later waits until you decide. This can not be undone: to come back it needs a new "
        "invitation."
    )


def _moment(text: str) -> datetime | None:
    try:
        return datetime.fromisoformat(text) if text else None
    except ValueError:
        return None
