"""The lock screen: one field, no family's name, growing waits told in words."""

from __future__ import annotations

import math
from collections.abc import Callable

from PySide6.QtCore import QRect, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from fsp_desktop.domain.errors import FspError
from fsp_desktop.language.words import _, ngettext
from fsp_desktop.ui.entrance.page import EntrancePage
from fsp_desktop.ui.entrance.passphrase_field import PassphraseField
from fsp_desktop.ui.entrance.services import EntranceServices, Greeting
from fsp_desktop.ui.runner import Job, Runner
from fsp_desktop.ui.theme.theme import theme
from fsp_desktop.ui.widgets.buttons import Button
from fsp_desktop.ui.widgets.check_row import CheckRow
from fsp_desktop.ui.widgets.painting import initials_of, paint_avatar
from fsp_desktop.ui.widgets.text import Label

ServicesOf = Callable[[], EntranceServices]
FIELD_WIDTH = 348


class _Badge(QWidget):
    def __init__(self, name: str) -> None:
        super().__init__()
        self._initials = initials_of(name)
        self.setFixedSize(QSize(theme().px(48), theme().px(48)))

    def paintEvent(self, event: QPaintEvent) -> None:
        paint_avatar(QPainter(self), QRect(self.rect()), self._initials)


class UnlockPage(EntrancePage):
    """Opens the record with the passphrase, or by itself with the computer's key ring.

    Signals:
        forgotten: The person has lost the passphrase.
        another_asked: The person wants to open another workspace; carries its folder.
    """

    forgotten = Signal()
    another_asked = Signal(str)

    def __init__(
        self,
        runner: Runner,
        services: ServicesOf,
        greeting: Greeting,
        *,
        has_keyring: bool = False,
        opening: Job | None = None,
        note: str = "",
    ) -> None:
        words = _("Welcome back, {name}").format(name=greeting.person.split(" ")[0])
        heading = words if greeting.person else _("Welcome back")
        super().__init__(heading, with_back=False, top=130)
        self._runner = runner
        self._services = services
        self._has_keyring = has_keyring
        self._opening = opening
        self._wait_s, self._why = 0, ""
        self._is_busy = False
        self._timer = QTimer(self)
        self._timer.setInterval(1000)
        self._timer.timeout.connect(self._count_down)
        self._build(greeting, note)
        self._wire()

    def begin(self) -> None:
        super().begin()
        self.passphrase.edit.setFocus()
        if self._wait_s:
            self._why = _("Wrong passphrases were typed before.")
            self.say_error(self._wait_words())
        opening, self._opening = self._opening, None
        if opening is not None:
            self._wait_for_keyring(opening)

    def _build(self, greeting: Greeting, note: str) -> None:
        px = theme().px
        self._head(greeting)
        self.passphrase = PassphraseField(_("Your passphrase"))
        self.passphrase.edit.setFixedWidth(px(FIELD_WIDTH))
        self.passphrase.edit.setProperty("tall", True)
        self.unlock = Button(_("Unlock"), "primary", keys=_("Enter"))
        self.unlock.setMinimumHeight(px(40))
        row = QHBoxLayout()
        row.setSpacing(px(8))
        row.addWidget(self.passphrase, 0, Qt.AlignmentFlag.AlignTop)
        beside = QVBoxLayout()
        beside.addSpacing(self.passphrase.label.sizeHint().height() + px(4))
        beside.addWidget(self.unlock)
        beside.addStretch(1)
        row.addLayout(beside)
        row.addStretch(1)
        self.remember = CheckRow(_("Let this computer remember me until I sign out of it"))
        self.remember.setChecked(self._has_keyring)
        self.forgot = Button(_("I forgot my passphrase"), "link")
        self.column.addSpacing(px(10))
        self.column.addLayout(row)
        self.column.addWidget(self.message)
        self.column.addWidget(self.remember)
        safe = Label(note or _("Everything you wrote is safe behind this lock."), "note", "ink2")
        self.column.addWidget(safe)
        self.another = Button(_("Another workspace…"), "link")
        links = QHBoxLayout()
        links.setSpacing(px(20))
        links.addWidget(self.forgot)
        links.addWidget(self.another)
        links.addStretch(1)
        self.column.addLayout(links)
        self.column.addStretch(1)

    def _head(self, greeting: Greeting) -> None:
        lines = QVBoxLayout()
        lines.setSpacing(0)
        self.head.removeWidget(self.heading)
        if greeting.person:
            self.head.addWidget(_Badge(greeting.person))
        lines.addWidget(self.heading)
        if greeting.school:
            lines.addWidget(Label(greeting.school, "body", "ink2"))
        self.head.addLayout(lines, 1)

    def _wire(self) -> None:
        self.unlock.clicked.connect(self._submit)
        self.passphrase.edit.returnPressed.connect(self._submit)
        self.passphrase.edit.textEdited.connect(lambda _text: self._clear_error())
        self.forgot.clicked.connect(self.forgotten)
        self.another.clicked.connect(self._choose_another)

    def _choose_another(self) -> None:
        # The dialog is loaded when somebody asks for it; most people have one workspace.
        from PySide6.QtWidgets import QFileDialog

        from fsp_desktop.ui.documents_folder import documents_folder

        words = _("Choose the folder of the workspace")
        dialog = QFileDialog(self, words, documents_folder())
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.setOption(QFileDialog.Option.ShowDirsOnly)
        dialog.fileSelected.connect(self.another_asked)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _clear_error(self) -> None:
        if self._wait_s == 0:
            self.message.hide()

    def _submit(self) -> None:
        if self._is_busy:
            return
        if self._wait_s > 0:
            self.say_error(self._wait_words())
            return
        passphrase, remember = self.passphrase.text(), self.remember.isChecked()
        if not passphrase:
            self.say_error(_("Type your passphrase first."))
            self.passphrase.edit.setFocus()
            return
        services = self._services
        self._set_busy(_("Opening…"))
        # What is being checked stays as it is; while a key ring is waited for one may type ahead.
        self.passphrase.edit.setReadOnly(True)
        job = self._runner.store(lambda: services().unlock(passphrase, remember), owner=self)
        job.then(self._on_opened).failed(self._on_failed)

    def _wait_for_keyring(self, job: Job) -> None:
        self._set_busy(_("Opening…"))
        job.failed(self._on_keyring_failed).waiting(self._tell_waiting, 2.0)

    def _tell_waiting(self) -> None:
        self.message.show_hint(_("Still waiting for this computer’s key ring."))

    def _set_busy(self, words: str) -> None:
        self._is_busy = bool(words)
        self.passphrase.edit.setReadOnly(False)
        self.unlock.set_waiting(words)

    def _on_opened(self, opened: object) -> None:
        self._set_busy("")
        self.passphrase.clear()
        self.message.hide()
        self.opened.emit(opened)

    def _on_keyring_failed(self, _error: FspError) -> None:
        self._set_busy("")
        self.message.show_hint(_("The key ring did not answer. Your passphrase always works."))
        self.passphrase.edit.setFocus()

    def _on_failed(self, error: FspError) -> None:
        self._set_busy("")
        # Selected after it has the keyboard, so that typing takes the place of the wrong words.
        self.passphrase.edit.setFocus()
        self.passphrase.edit.selectAll()
        if error.code != "vault.wrong_passphrase":
            self.tell_failure(error)
            return
        seconds = error.detail.get("retry_after_s", 0)
        self.wait(seconds if isinstance(seconds, int | float) else 0)
        self._why = _("That did not match.")
        self.passphrase.message.hide()
        self.say_error(self._wait_words())

    def wait(self, seconds: float) -> None:
        """Take no passphrase for so long; the seconds left are told in words."""
        self._wait_s = math.ceil(seconds)
        if self._wait_s:
            self._timer.start()

    def _wait_words(self) -> str:
        parts = [self._why]
        if self.passphrase.is_caps_lock:
            parts.append(_("Caps Lock is on."))
        if self._wait_s:
            parts.append(
                ngettext(
                    "You can try again in {n} second.",
                    "You can try again in {n} seconds.",
                    self._wait_s,
                ).format(n=self._wait_s)
            )
        return " ".join(parts)

    def _count_down(self) -> None:
        self._wait_s = max(0, self._wait_s - 1)
        # Shown each second, but spoken only at the beginning.
        self.message.show_error(self._wait_words())
        if self._wait_s == 0:
            self._timer.stop()
