"""Sharing by itself: after saves, when the folder or the network is back, and every few minutes.

A pass runs in the work pool; each of its short calls to the store is carried to the store thread,
so a save never waits for more than one of them. When the record is closed, the way to the store is
shut first: a pass under way ends at its next call, which is a safe place to stop.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

from PySide6.QtCore import QFileSystemWatcher, QObject, QTimer, Signal

from fsp_desktop.domain.errors import FspError, UnreachableError
from fsp_desktop.domain.plain import Frozen
from fsp_desktop.ui.runner import Job, Runner, Task

if TYPE_CHECKING:
    from fsp_desktop.services.sync_now import SyncReport, SyncStore
    from fsp_desktop.services.workspace import Workspace

AFTER_SAVE_MS = 4_000
FIRST_MS = 2_000
USUAL_MS = 3 * 60_000
LONGEST_MS = 30 * 60_000
FOLDER_MS = 1_500
MOST_WATCHED = 20


class Gate:
    """The way from a pass to the store; shut on the GUI thread before the record is closed."""

    def __init__(self, runner: Runner) -> None:
        self._runner = runner
        self._is_shut = False

    def shut(self) -> None:
        """Let no more calls through; those that were carried already come before the closing."""
        self._is_shut = True

    def ask(self, work: Callable[[], Any]) -> Any:
        """Run work on the store thread and wait for it.

        Raises:
            UnreachableError: `program.closing` after the gate was shut.
        """
        return self._runner.store_now(lambda: self._let_through(work), timeout_s=60.0)

    def _let_through(self, work: Callable[[], Any]) -> Any:
        if self._is_shut:
            raise UnreachableError("program.closing")
        return work()


class CarriedLedger:
    """The store's side of sharing, with every call made on the store thread."""

    def __init__(self, ledger: SyncStore, gate: Gate) -> None:
        self._ledger, self._gate = ledger, gate

    def __getattr__(self, name: str) -> Callable[..., Any]:
        method = getattr(self._ledger, name)

        def carried(*given: Any, **named: Any) -> Any:
            return self._gate.ask(lambda: method(*given, **named))

        return carried


class Passed(Frozen):
    """What a pass brings back: its report, and the folders others write to."""

    report: SyncReport
    folders: tuple[str, ...]


class SharingRhythm(QObject):
    """Decides when to share; never shows anything itself.

    Signals:
        shared: A pass has ended; carries the report.
        failed: A pass could not reach the place; carries the error. Nothing is lost.
        progressed: How many bundles are done, of how many.
    """

    shared = Signal(object)
    failed = Signal(object)
    progressed = Signal(int, int)

    def __init__(self, runner: Runner, workspace: Workspace, parent: QObject) -> None:
        super().__init__(parent)
        self._runner = runner
        self._workspace: Workspace | None = workspace
        self._gate = Gate(runner)
        self._job: Job | None = None
        self._again = self._asked_again = False
        self._looking: Job | None = None
        self._was_there = True
        self._hears_network = False
        self.was_asked = False
        self.is_failing = False
        self._wait_ms = USUAL_MS
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(lambda: self.share(asked=False))
        self._watcher = QFileSystemWatcher(self)
        self._watcher.directoryChanged.connect(lambda _path: self._soon(FOLDER_MS))

    def start(self) -> None:
        """Share soon after the record was opened, then again and again."""
        self._listen_to_network()
        self._soon(FIRST_MS)

    def stop(self) -> None:
        """Share no more; a pass under way ends at its next step. To be called once, before closing."""
        self._workspace = None
        self._gate.shut()
        self._timer.stop()
        if self._watcher.directories():
            self._watcher.removePaths(self._watcher.directories())
        for job in (self._job, self._looking):
            if job is not None:
                job.cancel()
        self._job = self._looking = None

    def changed(self) -> None:
        """Something was saved here: share it once the person pauses.

        While the place is away this does not shorten the wait: what was saved waits with the rest.
        """
        if not self.is_failing:
            self._soon(AFTER_SAVE_MS)

    @property
    def is_sharing(self) -> bool:
        """Whether a pass is under way."""
        return self._job is not None

    def share(self, *, asked: bool = True) -> None:
        """Share now; if a pass is under way, once more after it."""
        workspace = self._workspace
        if workspace is None:
            return
        if self._job is not None:
            self._again = True
            self._asked_again = self._asked_again or asked
            return
        self._timer.stop()
        self.was_asked = asked
        gate = self._gate
        self._job = self._runner.pool(
            lambda task: _pass(workspace, gate, task, asked=asked), with_task=True, owner=self
        )
        self._job.then(self._ended).failed(self._not_reached).progressed(self.progressed.emit)

    def look_for_place(self, place: str) -> None:
        """See whether a place that was away is back, and share at once if it is."""
        if self._workspace is None or self._job is not None or self._looking is not None:
            return
        self._looking = self._runner.pool(lambda: is_there(place), owner=self)
        self._looking.then(self._looked).failed(lambda _error: self._looked(False))

    def _looked(self, there: bool) -> None:
        self._looking = None
        came_back, self._was_there = there and not self._was_there, there
        if came_back and self.is_failing:
            self._soon(FOLDER_MS)

    def _watch(self, folders: tuple[str, ...]) -> None:
        known = set(self._watcher.directories())
        gone, new = known - set(folders), set(folders) - known
        if gone:
            self._watcher.removePaths(sorted(gone))
        if new:
            self._watcher.addPaths(sorted(new))

    def _soon(self, wait_ms: int) -> None:
        if self._workspace is None:
            return
        if self._job is not None:
            self._again = True
        elif not self._timer.isActive() or self._timer.remainingTime() > wait_ms:
            self._timer.start(wait_ms)

    def _ended(self, passed: Passed) -> None:
        self._job, self._wait_ms = None, USUAL_MS
        self.is_failing = False
        self._watch(passed.folders)
        self.shared.emit(passed.report)
        self._go_on()

    def _not_reached(self, error: FspError) -> None:
        self._job = None
        self._wait_ms = min(LONGEST_MS, self._wait_ms * 2)
        self.is_failing = True
        self._was_there = error.code != "sync.remote_unreachable"
        self.failed.emit(error)
        self._again = False
        self._go_on()

    def _go_on(self) -> None:
        again, asked = self._again, self._asked_again
        self._again = self._asked_again = False
        if asked:
            self.share()
        elif self._workspace is not None:
            self._timer.start(AFTER_SAVE_MS if again else self._wait_ms)

    def _listen_to_network(self) -> None:
        from PySide6.QtNetwork import QNetworkInformation

        if not self._hears_network and QNetworkInformation.loadDefaultBackend():
            self._hears_network = True
            QNetworkInformation.instance().reachabilityChanged.connect(self._on_network)

    def _on_network(self, reachability: Any) -> None:
        from PySide6.QtNetwork import QNetworkInformation

        if reachability != QNetworkInformation.Reachability.Disconnected:
            self._wait_ms = USUAL_MS
            self._soon(FOLDER_MS)


def is_there(place: str) -> bool:
    """Tell whether a shared folder answers; may take long, so never on the GUI thread."""
    return Path(place).expanduser().is_dir()


def folders_to_watch(place: str) -> tuple[str, ...]:
    """Return the folders in which others announce what they wrote, or knock."""
    root = Path(place).expanduser()
    try:
        inner = [path for part in ("h", "j") for path in sorted(root.glob(f"fsp1-*/{part}"))]
        return tuple(str(path) for path in (root, *inner[:MOST_WATCHED]) if path.is_dir())
    except OSError:
        # The place went away just now; the next pass will tell.
        return ()


def _pass(workspace: Workspace, gate: Gate, task: Task, *, asked: bool) -> Passed:
    from dataclasses import replace

    from fsp_desktop.services.sync_now import exchange, prepare_exchange

    prepared = gate.ask(lambda: prepare_exchange(workspace))
    carried = cast("SyncStore", CarriedLedger(prepared.ledger, gate))
    report = exchange(
        replace(prepared, ledger=carried),
        progress=lambda _step, done, total: task.progress(done, total),
        cancelled=lambda: task.is_cancelled,
        asked=asked,
    )
    folders = [one for place in prepared.places for one in folders_to_watch(place)]
    return Passed(report, tuple(folders))
