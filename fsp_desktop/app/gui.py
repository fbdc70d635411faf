"""The window: puts together the entrance, the work area, sharing and the lock."""

from __future__ import annotations

import gc
import os
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

import fsp_desktop.ui  # noqa: F401 - it knows how to load Qt quickly, before anything that names Qt

# isort: split
from PySide6.QtCore import QObject, Qt, QTimer
from PySide6.QtWidgets import QApplication, QToolTip

from fsp_desktop.app.settings import change_settings
from fsp_desktop.domain.errors import FspError
from fsp_desktop.domain.plain import as_dict
from fsp_desktop.language.words import _, direction
from fsp_desktop.ui.runner import BUG, BugReport, Job, Runner, describe_bug
from fsp_desktop.ui.shell.window import MainWindow
from fsp_desktop.ui.theme.theme import Mode, theme

if TYPE_CHECKING:
    from types import TracebackType

    from PySide6.QtNetwork import QLocalServer

    from fsp_desktop.app.compose import Desk
    from fsp_desktop.app.way_in import WaysIn
    from fsp_desktop.services.workspace import Workspace
    from fsp_desktop.ui.entrance.services import EntranceServices, Opened
    from fsp_desktop.ui.sync.sharing import Sharing

CALL_TIMEOUT_MS = 500
_MODULE = "fsp_desktop"
FRAME = 48
"""Pixels that a window's frame and a task bar may take."""
SETTLED_MS = 5_000
PATIENCE_MS = 700
"""How long the key ring may take before the lock screen shows that it is being asked."""


def run_window(desk: Desk) -> int:
    """Open the window on a desk and return the exit code; a second start raises the first window."""
    app = QApplication.instance() or QApplication(sys.argv[:1])
    assert isinstance(app, QApplication)  # noqa: S101 - a program has one kind of application
    app.setApplicationName("FSP Desktop")
    door = OneWindow(desk)
    if door.call_first():
        return 0
    program = Program(app, desk)
    sys.excepthook = program.tell_uncaught
    program.begin()
    theme().when_finished(lambda: door.listen(program.come_forward))
    # The door of the program keeps it off while everything is loaded.
    QTimer.singleShot(SETTLED_MS, gc.enable)
    code = int(app.exec())
    program.end()
    return code


def command_for(folder: str) -> list[str]:
    """Return the command that starts this program on the workspace in a folder."""
    start = [sys.executable] if getattr(sys, "frozen", False) else [sys.executable, "-m", _MODULE]
    return [*start, "--profile", folder]


class OneWindow(QObject):
    """Lets the second start of a profile raise the window of the first."""

    def __init__(self, desk: Desk) -> None:
        from PySide6.QtCore import QCryptographicHash

        super().__init__()
        root = str(desk.profile.root.expanduser().absolute()).encode()
        digest = QCryptographicHash.hash(root, QCryptographicHash.Algorithm.Sha256).toHex()
        self._name = "fsp-desktop-" + bytes(digest.data()).decode()[:16]
        self._server: QLocalServer | None = None

    def call_first(self) -> bool:
        """Ask a running window of this profile to come forward; tell whether there is one."""
        if not self._may_be_there():
            return False
        from PySide6.QtNetwork import QLocalSocket

        socket = QLocalSocket()
        socket.connectToServer(self._name)
        if not socket.waitForConnected(CALL_TIMEOUT_MS):
            return False
        socket.disconnectFromServer()
        return True

    def _may_be_there(self) -> bool:
        # Qt's network module is not loaded before the first picture unless somebody may answer.
        from PySide6.QtCore import QDir

        return os.name == "nt" or Path(QDir.tempPath(), self._name).exists()

    def listen(self, come_forward: Callable[[], None]) -> None:
        """Answer later starts of this profile."""
        from PySide6.QtNetwork import QLocalServer

        server = QLocalServer(self)
        server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        # A socket file left behind by a killed program would keep the name taken.
        QLocalServer.removeServer(self._name)
        server.newConnection.connect(lambda: self._answer(come_forward))
        server.listen(self._name)
        self._server = server

    def _answer(self, come_forward: Callable[[], None]) -> None:
        # A caller that is not taken from the queue fills it, and the next one would not be heard.
        while self._server is not None and self._server.hasPendingConnections():
            self._server.nextPendingConnection().deleteLater()
        come_forward()


class DeskSettings:
    """The settings of a desk as the window reads and writes them."""

    def __init__(self, desk: Desk) -> None:
        self._path = desk.profile.settings_path
        self._values: dict[str, Any] = as_dict(desk.settings)

    def get(self, key: str, default: Any = None) -> Any:  # noqa: ANN401 - a choice of any kind
        """Return a choice, or `default` if there is none."""
        value = self._values.get(key)
        return default if value is None else value

    def set(self, key: str, value: Any) -> None:  # noqa: ANN401 - a choice of any kind
        """Keep a choice at once."""
        self._values[key] = value
        change_settings(self._path, **{key: value})


class Program(QObject):
    """Everything between two ends of the program: locked, open, locked again."""

    def __init__(self, app: QApplication, desk: Desk) -> None:
        super().__init__()
        self._app, self._desk = app, desk
        self._settings = DeskSettings(desk)
        self._workspace: Workspace | None = None
        self._rhythm: Sharing | None = None
        self._opening: Job | None = None
        self._dress()
        self.runner = Runner(self)
        self.window = MainWindow(self.runner, desk.clock)
        self.window.lock_asked.connect(self.lock)
        self._log_failure, self._log_bug = self.runner.on_failure, self.runner.on_bug
        self.runner.on_failure, self.runner.on_bug = self._tell_failure, self._tell_bug

    def begin(self) -> None:
        """Show the window: on the work if the key ring opens the record at once, else locked."""
        if self._desk.ways_in().has_keyring:
            self._go_straight_in()
        else:
            self._show_entrance()
            self._show_window()

    def open_at_once(self, passphrase: str) -> None:
        """Show the window on the record, without the entrance."""
        from fsp_desktop.app.way_in import WayIn

        workspace = self.runner.store_now(lambda: self._desk.open_with_passphrase(passphrase), 60.0)
        self._open(cast("Opened", WayIn(workspace, is_demo=True)))
        self._show_window()

    def come_forward(self) -> None:
        """Bring the window before the others; one that fills the screen goes on filling it."""
        minimized = Qt.WindowState.WindowMinimized
        self.window.setWindowState(self.window.windowState() & ~minimized)
        self.window.show()
        self.window.raise_()
        self.window.activateWindow()

    def lock(self) -> None:
        """Close the record; what was typed has been handed to the store before."""
        # A tip may hold a family's words and outlive what it belongs to.
        QToolTip.hideText()
        was_demo = self._workspace is not None and self._workspace.who.is_demo
        if not self._close_record():
            return
        if was_demo:
            self.window.forget_trail()
        self._show_entrance()

    def end(self) -> None:
        """Share what waits if that is quick, close the record and end all threads."""
        if self._rhythm is not None:
            self._rhythm.share_last()
        self._close_record()
        self.runner.close()

    def _close_record(self) -> bool:
        """End sharing, then close the record behind everything that was asked of it."""
        if self._rhythm is not None:
            self._rhythm.stop()
            self._rhythm = None
        workspace, self._workspace = self._workspace, None
        if workspace is None:
            return False
        from fsp_desktop.app.way_in import close_workspace

        self.runner.store(lambda: close_workspace(workspace))
        return True

    def _tell_failure(self, error: FspError) -> None:
        """Say a known failure nobody else has said; without a work area it goes to the log."""
        if self.window.shell is not None:
            self.window.shell.tell_failure(error)
        else:
            self._log_failure(error)

    def _tell_bug(self, report: BugReport) -> None:
        """Log a mistake of ours by its place, and say that there was one."""
        self._log_bug(report)
        if self.window.shell is not None:
            self.window.shell.tell_failure(FspError(BUG))

    def tell_uncaught(
        self, kind: type[BaseException], error: BaseException, trace: TracebackType | None
    ) -> None:
        """Say where something of the window went wrong; what Python would print may hold words of a family."""
        if not isinstance(error, Exception) or os.environ.get("FSP_DEBUG") == "1":
            sys.__excepthook__(kind, error, trace)
        if isinstance(error, Exception):
            self._tell_bug(describe_bug(error))

    def _go_straight_in(self) -> None:
        """Let the key ring open the record while the work area is loaded; the first picture is Today."""
        job = self.runner.store(self._ways().unlock_with_keyring, owner=self)
        job.then(self._open_unseen).failed(self._stay_outside)
        self._opening = job
        QTimer.singleShot(PATIENCE_MS, self, self._show_what_there_is)
        import fsp_desktop.ui.today.screen
        import fsp_desktop.ui.work  # noqa: F401 - both are loaded while the other thread waits

    def _open_unseen(self, opened: Opened) -> None:
        self._open(opened)
        # The store does one thing after another: when this nothing is done, Today has its rows.
        self.runner.store(lambda: None, owner=self).then(lambda _done: self._show_window())

    def _stay_outside(self, _error: FspError) -> None:
        # A lock screen that is up already has heard it too, and says so.
        if not self.window.isVisible():
            words = _("The key ring did not answer. Your passphrase always works.")
            self._show_entrance(note=words)
            self._show_window()

    def _show_what_there_is(self) -> None:
        if self.window.isVisible():
            return
        if self._workspace is None:
            self._show_entrance(opening=self._opening)
        self._show_window()

    def _show_window(self) -> None:
        if self.window.isVisible():
            return
        room = self.window.screen().availableGeometry()
        # With its frame the usual size would hang over the edge of a small laptop's screen.
        if (
            room.width() < self.window.width() + FRAME
            or room.height() < self.window.height() + FRAME
        ):
            self.window.showMaximized()
        else:
            self.window.show()

    def _dress(self) -> None:
        settings = self._desk.settings
        # Chosen before the theme is installed, so that the style sheet is built once.
        theme().set_mode(cast("Mode", settings.theme))
        theme().set_scale(settings.text_size / 100)
        theme().set_direction(direction())
        theme().install(self._app)

    def _show_entrance(self, *, opening: Job | None = None, note: str = "") -> None:
        from fsp_desktop.services.ways_in import ways_in
        from fsp_desktop.ui.entrance.entrance import Entrance
        from fsp_desktop.ui.entrance.services import Greeting

        ways = ways_in(self._desk.profile, self._desk.clock)
        greeting = Greeting() if ways.is_started else None
        entrance = Entrance(
            self.runner,
            lambda: cast("EntranceServices", self._ways()),
            greeting,
            has_keyring=ways.has_keyring,
            opening=opening,
            note=note,
            wait_s=lambda: ways_in(self._desk.profile, self._desk.clock).retry_after_s,
        )
        entrance.opened.connect(self._open)
        entrance.recovery_kept.connect(self._note_recovery)
        entrance.another_asked.connect(self._open_another)
        entrance.language_chosen.connect(lambda tag: self._settings.set("ui_language", tag))
        self.window.show_entrance(entrance)

    def _open_another(self, folder: str) -> None:
        """Hand over to a program of its own for another workspace; this one has nothing open."""
        from PySide6.QtCore import QProcess

        program, *arguments = command_for(folder)
        if QProcess.startDetached(program, arguments)[0]:
            self.window.close()

    def _note_recovery(self, how: str) -> None:
        self._settings.set("recovery_sheet", how)

    def _ways(self) -> WaysIn:
        from fsp_desktop.app.way_in import WaysIn

        return WaysIn(self._desk)

    def _open(self, opened: Opened) -> None:
        from fsp_desktop.ui.work import open_work

        self._workspace = opened.workspace
        self._rhythm = open_work(
            self.window, self.runner, opened.workspace, self._settings, self._desk.clock
        )


def photograph(desk: Desk, passphrase: str, out: Path, mode: str) -> None:
    """Take pictures of the main pages of a record."""
    from fsp_desktop.services.find_anything import list_families
    from fsp_desktop.services.prepare_conference import list_conferences
    from fsp_desktop.ui.photographer import photograph_pages
    from fsp_desktop.ui.work import open_work

    app = QApplication([])
    program = Program(app, desk)
    theme().set_mode(cast("Mode", mode))
    window, runner = program.window, program.runner
    workspace = runner.store_now(lambda: desk.open_with_passphrase(passphrase), 60.0)
    families = runner.store_now(lambda: list_families(workspace, text="Osman", limit=1))
    readers = runner.store_now(lambda: list_families(workspace, text="Al-Hariri", limit=1))
    talks = runner.store_now(lambda: list_conferences(workspace, limit=1))
    window.show()
    rhythm = open_work(window, runner, workspace, DeskSettings(desk), desk.clock)
    family = {"family_id": families[0].id} if families else {}
    reader = {"family_id": readers[0].id} if readers else family
    talk = {"record_id": talks[0].id} if talks else {}
    pages: list[tuple[str, str, dict[str, Any]]] = [
        ("today", "today", {}),
        ("families", "families", family),
        ("follow-ups", "follow-ups", {}),
        ("visit-log", "visit-log", family),
        ("contact", "contact", family),
        ("conference", "conferences", talk),
        ("packet", "packets", reader),
        ("sync", "sync", {}),
    ]
    photograph_pages(window, runner, pages, out)
    rhythm.stop()
    window.close()
    runner.store_now(workspace.close)
    runner.close()


def run_window_on(desk: Desk, passphrase: str) -> int:
    """Open the window on a record that is opened at once, as after the demo's story."""
    app = QApplication([])
    program = Program(app, desk)
    sys.excepthook = program.tell_uncaught
    program.open_at_once(passphrase)
    code = int(app.exec())
    program.end()
    return code
