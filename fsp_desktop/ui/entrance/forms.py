"""The short forms of the way in: start, join, open with the recovery sheet, bring back a backup."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QLineEdit, QWidget

from fsp_desktop.domain.errors import FspError
from fsp_desktop.language.words import _
from fsp_desktop.ui.documents_folder import documents_folder
from fsp_desktop.ui.entrance.code_field import CodeField, invitation_words, sheet_words
from fsp_desktop.ui.entrance.page import EntrancePage
from fsp_desktop.ui.entrance.passphrase_field import PassphraseField
from fsp_desktop.ui.entrance.services import EntranceServices, Opened
from fsp_desktop.ui.runner import Runner
from fsp_desktop.ui.theme.theme import theme
from fsp_desktop.ui.widgets.announce import announce
from fsp_desktop.ui.widgets.buttons import Button
from fsp_desktop.ui.widgets.field import Field, LineField
from fsp_desktop.ui.widgets.text import Label

ServicesOf = Callable[[], EntranceServices]


class _Form(EntrancePage):
    """A page with a few fields and one button; Enter in any line presses it."""

    def __init__(self, heading: str, lead: str, runner: Runner, services: ServicesOf) -> None:
        super().__init__(heading)
        self._runner = runner
        self._services = services
        self._is_busy = False
        self.column.addWidget(Label(lead, "body", "ink2", wrap=True))

    def begin(self) -> None:
        super().begin()
        first = self.first_field()
        first.setFocus()

    def first_field(self) -> QWidget:
        raise NotImplementedError

    def missing(self) -> tuple[QWidget, str] | None:
        """Return the first field that still needs something, and the words for it."""
        raise NotImplementedError

    def work(self) -> Callable[[], Opened]:
        """Return the work for the store thread, with what was typed in it."""
        raise NotImplementedError

    def finish_with(self, words: str, waiting: str) -> None:
        """Put the message and the main button at the end of the form."""
        self.column.addWidget(self.message)
        self.go = self.go_button(words)
        self._waiting_words = waiting
        self.column.addWidget(self.go)
        self.column.addStretch(1)
        self.go.clicked.connect(self._submit)
        for edit in self.findChildren(QLineEdit):
            edit.returnPressed.connect(self._submit)
            edit.textEdited.connect(lambda _text: self.message.hide())
        for code in self.findChildren(CodeField):
            code.entered.connect(self._submit)
            code.edited.connect(self.message.hide)

    def _say_missing(self, where: QWidget, words: str) -> None:
        # What is said about a passphrase stands at one place, or two sentences contradict each other.
        for passphrase in self.findChildren(PassphraseField):
            if where is passphrase.edit:
                self.message.hide()
                passphrase.show_error(words)
                announce(self, words, urgent=True)
                return
        self.say_error(words)

    def _submit(self) -> None:
        if self._is_busy:
            return
        missing = self.missing()
        if missing is not None:
            missing[0].setFocus()
            self._say_missing(*missing)
            return
        self._is_busy = True
        self.message.hide()
        self.go.set_waiting(self._waiting_words)
        job = self._runner.store(self.work(), owner=self)
        job.then(self._on_opened).failed(self._on_failed)

    def _on_opened(self, opened: object) -> None:
        self._end()
        self.opened.emit(opened)

    def _on_failed(self, error: FspError) -> None:
        self._end()
        words = self.slip_words(error)
        if words is None:
            self.tell_failure(error)
            return
        self.first_field().setFocus()
        self.say_error(words)

    def slip_words(self, error: FspError) -> str | None:
        """Return words of this form for a failure, or None for the usual sentence."""
        return None

    def _end(self) -> None:
        self._is_busy = False
        self.go.set_waiting("")


class StartForm(_Form):
    """A new workspace: who, which school, and the passphrase that locks it."""

    def __init__(self, runner: Runner, services: ServicesOf) -> None:
        lead = _("You are the first person here. You can invite others later.")
        super().__init__(_("Start a new workspace"), lead, runner, services)
        self.person = LineField(_("Your name"))
        self.school = LineField(_("Your school"))
        self.passphrase = PassphraseField(
            _("A passphrase only you know"), lambda text: services().strength(text)
        )
        for part in (
            Field(_("Your name"), self.person),
            Field(_("Your school"), self.school),
            self.passphrase,
        ):
            self.column.addWidget(part)
        self.finish_with(_("Start"), _("Making it ready…"))

    def first_field(self) -> QWidget:
        return self.person

    def missing(self) -> tuple[QWidget, str] | None:
        if not self.person.text().strip():
            return self.person, _("What is your name?")
        if not self.school.text().strip():
            return self.school, _("What is your school called?")
        if self._services().strength(self.passphrase.text()) in {"empty", "weak"}:
            return self.passphrase.edit, _("Please choose a passphrase that is harder to guess.")
        return None

    def work(self) -> Callable[[], Opened]:
        person, school = self.person.text().strip(), self.school.text().strip()
        passphrase, services = self.passphrase.text(), self._services
        return lambda: services().start(person, school, passphrase)


class JoinForm(_Form):
    """Joining a team: the words of the invitation, a name, a passphrase, perhaps the place."""

    def __init__(self, runner: Runner, services: ServicesOf) -> None:
        lead = _("Someone of your team made an invitation for you. It works once.")
        super().__init__(_("Join my team"), lead, runner, services)
        self.code = CodeField(_("The words of the invitation"), least=64)
        self.person = LineField(_("Your name"))
        self.passphrase = PassphraseField(
            _("A passphrase only you know"), lambda text: services().strength(text)
        )
        self.place = LineField(_("The team’s shared folder"))
        self.column.addWidget(Field(_("The words of the invitation"), self.code))
        self.column.addWidget(Field(_("Your name"), self.person))
        self.column.addWidget(self.passphrase)
        self.column.addWidget(self._place_field())
        self.finish_with(_("Join"), _("Knocking…"))

    def _place_field(self) -> Field:
        row = QWidget()
        line = QHBoxLayout(row)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(theme().px(8))
        choose = Button(_("Choose…"), icon="folder-open")
        choose.clicked.connect(self._choose_place)
        line.addWidget(self.place, 1)
        line.addWidget(choose)
        row.setAccessibleName(_("The team’s shared folder"))
        hint = _("Only if the invitation does not say it.")
        return Field(_("The team’s shared folder"), row, hint)

    def _choose_place(self) -> None:
        dialog = QFileDialog(self.window(), _("The team’s shared folder"), documents_folder())
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.fileSelected.connect(self.place.setText)
        dialog.open()

    def first_field(self) -> QWidget:
        return self.code

    def missing(self) -> tuple[QWidget, str] | None:
        if not self.code.text().strip():
            return self.code, _("Type the words of your invitation.")
        if not self.person.text().strip():
            return self.person, _("What is your name?")
        if self._services().strength(self.passphrase.text()) in {"empty", "weak"}:
            return self.passphrase.edit, _("Please choose a passphrase that is harder to guess.")
        return None

    def work(self) -> Callable[[], Opened]:
        code, person = " ".join(self.code.text().split()), self.person.text().strip()
        passphrase, place = self.passphrase.text(), self.place.text().strip()
        services = self._services
        return lambda: services().join(code, person, passphrase, place)

    def slip_words(self, error: FspError) -> str | None:
        return invitation_words(error, self.code.text())


class RecoverForm(_Form):
    """The printed sheet opens the workspace when the passphrase is lost."""

    def __init__(self, runner: Runner, services: ServicesOf) -> None:
        lead = _("Type the words of your recovery sheet. Capitals do not matter.")
        super().__init__(_("Open with the recovery sheet"), lead, runner, services)
        self.code = CodeField(_("The words of the sheet"), least=88)
        self.column.addWidget(Field(_("The words of the sheet"), self.code))
        self.finish_with(_("Open"), _("Opening…"))

    def first_field(self) -> QWidget:
        return self.code

    def missing(self) -> tuple[QWidget, str] | None:
        if self.code.text().strip():
            return None
        return self.code, _("Type the words of your recovery sheet.")

    def work(self) -> Callable[[], Opened]:
        code, services = " ".join(self.code.text().lower().split()), self._services
        return lambda: services().unlock_with_recovery_code(code)

    def slip_words(self, error: FspError) -> str | None:
        return sheet_words(error, self.code.text())

    def begin(self) -> None:
        self.code.set_text("")
        super().begin()


class RestoreForm(_Form):
    """A backup file and the passphrase it was made with."""

    def __init__(self, runner: Runner, services: ServicesOf) -> None:
        lead = _("The backup is checked completely before anything is put in place.")
        super().__init__(_("Bring back a workspace"), lead, runner, services)
        self.file = LineField(_("The backup file"))
        self.choose = Button(_("Choose…"), icon="folder-open")
        self.choose.clicked.connect(self._choose)
        self.passphrase = PassphraseField(_("The passphrase it was made with"))
        row = QWidget()
        line = QHBoxLayout(row)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(theme().px(8))
        line.addWidget(self.file, 1)
        line.addWidget(self.choose)
        self.column.addWidget(Field(_("The backup file"), row))
        self.column.addWidget(self.passphrase)
        self.finish_with(_("Bring it back"), _("Checking and bringing back…"))

    def _choose(self) -> None:
        dialog = QFileDialog(self.window(), _("The backup file"), documents_folder())
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.fileSelected.connect(self.file.setText)
        dialog.open()

    def first_field(self) -> QWidget:
        return self.file

    def missing(self) -> tuple[QWidget, str] | None:
        if not self.file.text().strip():
            return self.file, _("Choose the backup file first.")
        if not self.passphrase.text():
            return self.passphrase.edit, _("Type the passphrase of the backup.")
        return None

    def work(self) -> Callable[[], Opened]:
        path, passphrase = Path(self.file.text().strip()), self.passphrase.text()
        services = self._services
        return lambda: services().restore(path, passphrase)
