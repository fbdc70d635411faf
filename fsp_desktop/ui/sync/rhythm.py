"""Sharing by itself: after saves, when the folder or the network is back, and every few minutes.

A pass runs in the work pool; each of its short calls to the store is carried to the store thread,
so a save never waits for more than one of them.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from PySide6.QtCore import QFileSystemWatcher, QObject, QTimer, Signal

from fsp_desktop.domain.errors import FspError
from fsp_desktop.ui.runner import Runner, Task

AFTER_SAVE_MS = 4_000
FIRST_MS = 2_000
USUAL_MS = 3 * 60_000
LONGEST_MS = 30 * 60_000
FOLDER_MS = 1_500


class CarriedLedger:
    """The store's side of sharing, with every call made on the store thread."""

    def __init__(self, ledger: Any, runner: Runner) -> None:
        self._ledger, self._runner = ledger, runner

    def __getattr__(self, name: str) -> Callable[..., Any]:
        method = getattr(self._ledger, name)

        def carried(*given: Any, **named: Any) -> Any:
            return self._runner.store_now(lambda: method(*given, **named), timeout_s=60.0)

        return carried


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

    def __init__(self, runner: Runner, workspace: Any, parent: QObject) -> None:
        super().__init__(parent)
        self._runner, self._workspace = runner, workspace
        self._job: Any = None
        self._again = False
        self.was_asked = False
        self._wait_ms = USUAL_MS
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(lambda: self.share(asked=False))
        self._watcher = QFileSystemWatcher(self)
        self._watcher.directoryChanged.connect(lambda _path: self._soon(FOLDER_MS))
        self._listen_to_network()

    def start(self) -> None:
        """Share soon after the record was opened, then again and again."""
        self._soon(FIRST_MS)

    def stop(self) -> None:
        """Share no more; a pass under way ends at its next step."""
        self._timer.stop()
        if self._job is not None:
            self._job.cancel()
            self._job = None

    def changed(self) -> None:
        """Something was saved here: share it once the person pauses."""
        self._soon(AFTER_SAVE_MS)

    @property
    def is_sharing(self) -> bool:
        """Whether a pass is under way."""
        return self._job is not None

    def share(self, *, asked: bool = True) -> None:
        """Share now; if a pass is under way, once more after it."""
        if self._job is not None:
            self._again = asked
            return
        self._timer.stop()
        self.was_asked = asked
        workspace, runner = self._workspace, self._runner
        self._job = runner.pool(
            lambda task: _pass(workspace, runner, task, asked=asked), with_task=True, owner=self
        )
        self._job.then(self._ended).failed(self._not_reached).progressed(self.progressed.emit)

    def watch(self, place: str | None) -> None:
        """Listen to a folder that others may write to."""
        if self._watcher.directories():
            self._watcher.removePaths(self._watcher.directories())
        folder = Path(place).expanduser() if place else None
        if folder is not None and folder.is_dir():
            inner = [path for path in folder.glob("fsp1-*/h") if path.is_dir()]
            self._watcher.addPaths([str(path) for path in (folder, *inner)])

    def _soon(self, wait_ms: int) -> None:
        if self._job is None and (
            not self._timer.isActive() or self._timer.remainingTime() > wait_ms
        ):
            self._timer.start(wait_ms)
        elif self._job is not None:
            self._again = True

    def _ended(self, report: Any) -> None:
        self._job, self._wait_ms = None, USUAL_MS
        self.shared.emit(report)
        self._go_on()

    def _not_reached(self, error: FspError) -> None:
        self._job = None
        self._wait_ms = min(LONGEST_MS, self._wait_ms * 2)
        self.failed.emit(error)
        self._again = False
        self._go_on()

    def _go_on(self) -> None:
        self._timer.start(AFTER_SAVE_MS if self._again else self._wait_ms)
        self._again = False

    def _listen_to_network(self) -> None:
        from PySide6.QtNetwork import QNetworkInformation

        if QNetworkInformation.loadDefaultBackend():
            QNetworkInformation.instance().reachabilityChanged.connect(self._on_network)

    def _on_network(self, reachability: Any) -> None:
        from PySide6.QtNetwork import QNetworkInformation

        if reachability != QNetworkInformation.Reachability.Disconnected:
            self._wait_ms = USUAL_MS
            self._soon(FOLDER_MS)


def _pass(workspace: Any, runner: Runner, task: Task, *, asked: bool) -> Any:
    from fsp_desktop.services.sync_now import Exchange, exchange, prepare_exchange

    prepared = runner.store_now(lambda: prepare_exchange(workspace))
    carried: Any = CarriedLedger(prepared.ledger, runner)
    return exchange(
        Exchange(carried, prepared.place, prepared.clock),
        progress=lambda _step, done, total: task.progress(done, total),
        cancelled=lambda: task.is_cancelled,
        asked=asked,
    )
