"""The pages of the way in, one at a time beside the green panel."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QWidget

from fsp_desktop.domain.errors import FspError
from fsp_desktop.language.words import _, direction, install
from fsp_desktop.ui.entrance.motif import Motif
from fsp_desktop.ui.entrance.page import EntrancePage
from fsp_desktop.ui.entrance.services import EntranceServices, Greeting, Opened
from fsp_desktop.ui.runner import Job, Runner
from fsp_desktop.ui.theme.theme import theme

ServicesOf = Callable[[], EntranceServices]


class Entrance(QWidget):
    """First run or unlock.

    Args:
        runner: Runs the acts on the store thread.
        services: Called inside that work to get the acts; what is heavy is imported then, not now.
        greeting: Who works here, if a record exists; None means that this is the first run.
        has_keyring: The computer's key ring holds a way in that its person allowed.
        opening: The key ring's attempt that is under way, if there is one.
        wait_s: Returns how many seconds are left to wait after wrong passphrases.
        note: One calm sentence for the lock screen, such as that a draft is safe.

    Signals:
        opened: A record is open and its recovery sheet was seen; carries `Opened`.
        language_chosen: Another interface language was chosen; carries its tag.
        another_asked: Another workspace is to be opened; carries its folder.
        recovery_kept: How a new recovery sheet was kept: printed, written or later.
    """

    opened = Signal(object)
    language_chosen = Signal(str)
    recovery_kept = Signal(str)
    another_asked = Signal(str)

    def __init__(
        self,
        runner: Runner,
        services: ServicesOf,
        greeting: Greeting | None,
        *,
        has_keyring: bool = False,
        opening: Job | None = None,
        wait_s: Callable[[], float] = lambda: 0.0,
        note: str = "",
    ) -> None:
        super().__init__()
        self._runner = runner
        self._services = services
        self._greeting = greeting
        self._has_keyring = has_keyring
        self._opening = opening
        self._wait_s = wait_s
        self._note = note
        self._stack = QStackedWidget()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(Motif())
        row.addWidget(self._stack, 1)
        self.show_first()

    def page(self) -> EntrancePage:
        """Return the page that is up."""
        page = self._stack.currentWidget()
        if not isinstance(page, EntrancePage):
            raise TypeError("the way in always has a page")
        return page

    def show_first(self) -> None:
        """Show the lock screen, or the three ways to begin."""
        if self._greeting is None:
            self._show_welcome()
            return
        from fsp_desktop.ui.entrance.unlock import UnlockPage

        page = UnlockPage(
            self._runner,
            self._services,
            self._greeting,
            has_keyring=self._has_keyring,
            opening=self._opening,
            note=self._note,
        )
        # Leaving this page and coming back, or a new start, does not shorten the wait.
        page.wait(self._wait_s())
        # A page that is come back to does not wait: a person is here, who may be somebody else.
        self._opening = None
        page.forgotten.connect(lambda: self._show_form("recover"))
        page.another_asked.connect(self.another_asked)
        self._show(page)

    def showEvent(self, event) -> None:  # type: ignore[no-untyped-def]  # noqa: ANN001
        super().showEvent(event)
        # A window that comes back from the task bar is no fresh start: typed words stay.
        if not event.spontaneous():
            self.page().begin()

    def _show_welcome(self) -> None:
        from fsp_desktop.ui.entrance.welcome import WelcomePage

        page = WelcomePage()
        page.chosen.connect(self._on_chosen)
        page.language_chosen.connect(self._speak)
        self._show(page)

    def _on_chosen(self, key: str) -> None:
        if key == "demo":
            services = self._services
            job = self._runner.store(lambda: services().open_demo(), owner=self)
            job.then(self._on_opened).failed(self._tell)
            self.page().message.show_hint(_("Opening the made-up school…"))
            return
        self._show_form(key)

    def _show_form(self, key: str) -> None:
        from fsp_desktop.ui.entrance import forms

        kinds = {
            "start": forms.StartForm,
            "join": forms.JoinForm,
            "recover": forms.RecoverForm,
            "restore": forms.RestoreForm,
        }
        page = kinds[key](self._runner, self._services)
        page.back_asked.connect(self.show_first)
        self._show(page)

    def _show(self, page: EntrancePage) -> None:
        page.opened.connect(self._on_opened)
        while self._stack.count():
            old = self._stack.currentWidget()
            if old is not None:
                self._stack.removeWidget(old)
                old.deleteLater()
        self._stack.addWidget(page)
        self._stack.setCurrentWidget(page)
        if self.isVisible():
            page.begin()

    def _on_opened(self, opened: Opened) -> None:
        if not opened.recovery_code:
            self.opened.emit(opened)
            return
        from fsp_desktop.ui.entrance.recovery_sheet import RecoverySheet

        who = getattr(opened.workspace, "who", None)
        school, person = (who.school_name, who.person_name) if who is not None else ("", "")
        page = RecoverySheet(self._runner, opened, school, person)
        page.kept.connect(self.recovery_kept)
        self._show(page)

    def _tell(self, error: FspError) -> None:
        self.page().tell_failure(error)

    def _speak(self, tag: str) -> None:
        install(tag)
        theme().set_direction(direction())
        self.language_chosen.emit(tag)
        self.show_first()
