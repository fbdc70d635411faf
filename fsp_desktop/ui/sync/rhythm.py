"""Sharing by itself: after saves, when the folder or the network is back, and every few minutes.

A pass runs in the work pool; each of its short calls to the store is carried to the store thread,
so a save never waits for more than one of them. When the record is closed, the way to the store is
shut first: a pass under way ends at its next call, which is a safe place to stop.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QFileSystemWatcher, QObject, QTimer, Signal

from fsp_desktop.domain.errors import FspError
from fsp_desktop.domain.plain import Frozen
from fsp_desktop.ui.runner import Job, Runner
from fsp_desktop.ui.sync.network import Network
from fsp_desktop.ui.sync.one_pass import Gate, Passed, Wish, is_there, share_once

if TYPE_CHECKING:
    from fsp_desktop.services.workspace import Workspace

AFTER_SAVE_MS = 4_000
FIRST_MS = 2_000
USUAL_MS = 3 * 60_000
LONGEST_MS = 30 * 60_000
FOLDER_MS = 1_500
PAUSED = "paused"
_OURS = frozenset({"services.sharing_held", "services.no_place", "program.closing"})
"""Refusals that say nothing about a place, so that no wait grows because of them."""


class Errand(Frozen):
    """One exchange with one place only, outside the usual rhythm.

    Attributes:
        place: Its name.
        done: Called with the report.
        failed: Called with the error.
        progressed: Called with how many bundles are done, of how many.
    """

    place: str
    done: Callable[[object], object]
    failed: Callable[[FspError], object]
    progressed: Callable[[int, int], object]


class SharingRhythm(QObject):
    """Decides when to share; never shows anything itself.

    Attributes:
        held: Why nothing is shared with servers now: `paused`, `metered`, `elsewhere` or empty.
        over_metered: Tells whether the person lets sharing use a connection paid by the amount.
        only_where: Tells the name of a computer that must be found on the network; often empty.

    Signals:
        shared: A pass has ended; carries the report.
        failed: A pass could not reach the place; carries the error. Nothing is lost.
        rested: A pass left every place alone, or sharing was paused or goes on.
        progressed: How many bundles are done, of how many.
    """

    shared = Signal(object)
    failed = Signal(object)
    rested = Signal()
    progressed = Signal(int, int)

    def __init__(self, runner: Runner, workspace: Workspace, parent: QObject) -> None:
        super().__init__(parent)
        self._runner = runner
        self._workspace: Workspace | None = workspace
        self._gate = Gate(runner)
        self._job: Job | None = None
        self._again = self._asked_again = False
        self._looking: Job | None = None
        self._missing: tuple[str, ...] = ()
        self._errand: Errand | None = None
        self._is_paused = False
        self.over_metered: Callable[[], bool] = lambda: False
        self.only_where: Callable[[], str] = str
        self.network = Network(self)
        self.network.returned.connect(self._on_network)
        self.network.meter_changed.connect(self._on_network)
        self.held = ""
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
        if self._workspace is None:
            return
        self.network.listen()
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

    def pause(self) -> None:
        """Share nothing until `resume`, or until a person asks; a pass under way ends at its next step."""
        self._is_paused, self.held = True, PAUSED
        self._again = self._asked_again = False
        self._timer.stop()
        self.rested.emit()

    def resume(self) -> None:
        """Go on, at once."""
        if self._is_paused:
            self._is_paused, self.held = False, ""
            self.rested.emit()
            self.share(asked=False)

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

    @property
    def is_paused(self) -> bool:
        """Whether a person stopped sharing for now."""
        return self._is_paused

    def share(self, *, asked: bool = True) -> None:
        """Share now; if a pass is under way, once more after it. Who asks ends a pause."""
        workspace = self._workspace
        if workspace is None or (self._is_paused and not asked):
            return
        if asked and self._is_paused:
            self._is_paused, self.held = False, ""
        if self._job is not None:
            self._again = True
            self._asked_again = self._asked_again or asked
            return
        self._timer.stop()
        self.was_asked = asked
        gate = self._gate
        wish = Wish(asked, self.network.is_metered, self.over_metered(), self.only_where())
        self._job = self._runner.pool(
            lambda task: share_once(workspace, gate, task, wish, lambda: self._must_stop(wish)),
            with_task=True,
            owner=self,
        )
        self._job.then(self._ended).failed(self._not_reached).progressed(self.progressed.emit)

    def run_errand(self, errand: Errand) -> None:
        """Exchange with one place, at once or after the pass under way; also while paused."""
        self._errand = errand
        if self._job is None:
            self._begin_errand()

    def _begin_errand(self) -> None:
        errand, workspace = self._errand, self._workspace
        if errand is None or workspace is None:
            return
        self._errand = None
        self._timer.stop()
        gate, wish = self._gate, Wish(only=errand.place)
        job = self._runner.pool(
            lambda task: share_once(workspace, gate, task, wish, lambda: False),
            with_task=True,
            owner=self,
        )
        self._job = job
        job.progressed(errand.progressed)
        job.then(lambda passed: self._errand_ended(lambda: errand.done(passed.report)))
        job.failed(lambda error: self._errand_ended(lambda: errand.failed(error)))

    def _errand_ended(self, tell: Callable[[], object]) -> None:
        self._job = None
        tell()
        self.rested.emit()
        self._go_on()

    def _must_stop(self, wish: Wish) -> bool:
        # Asked on the pool's thread; plain values only. A pass begun before goes on filtered.
        became_metered = self.network.is_metered and not wish.is_metered
        return self._is_paused or (became_metered and not wish.over_metered)

    def look_for_places(self) -> None:
        """See whether a folder that was away is back, and share at once if one is."""
        if not self._missing or self._workspace is None or self._job or self._looking:
            return
        missing = self._missing
        self._looking = self._runner.pool(lambda: _still_away(missing), owner=self)
        self._looking.then(self._looked).failed(lambda _error: self._looked(missing))

    def _looked(self, missing: tuple[str, ...]) -> None:
        self._looking = None
        if len(missing) < len(self._missing):
            self._missing = missing
            self._soon(FOLDER_MS)

    def _watch(self, folders: tuple[str, ...]) -> None:
        known = set(self._watcher.directories())
        gone, new = known - set(folders), set(folders) - known
        if gone:
            self._watcher.removePaths(sorted(gone))
        if new:
            self._watcher.addPaths(sorted(new))

    def _soon(self, wait_ms: int) -> None:
        if self._workspace is None or self._is_paused:
            return
        if self._job is not None:
            self._again = True
        elif not self._timer.isActive() or self._timer.remainingTime() > wait_ms:
            self._timer.start(wait_ms)

    def _ended(self, passed: Passed) -> None:
        self._job, self._wait_ms = None, USUAL_MS
        self.is_failing = False
        self._missing = passed.missing
        self._watch(passed.folders)
        if not self._is_paused:
            self.held = passed.held
        if passed.report is not None:
            self.shared.emit(passed.report)
        else:
            self.rested.emit()
        self._go_on()

    def _not_reached(self, error: FspError) -> None:
        self._job = None
        if error.code not in _OURS:
            self._wait_ms = min(LONGEST_MS, self._wait_ms * 2)
            self.is_failing = True
            self._look_for_missing()
        self.failed.emit(error)
        self._again = False
        self._go_on()

    def _look_for_missing(self) -> None:
        from fsp_desktop.services.places import needs_secret, place_states

        workspace = self._workspace
        if workspace is None:
            return

        def folders() -> tuple[str, ...]:
            states = place_states(workspace)
            return tuple(one.place for one in states if one.problem and not needs_secret(one.place))

        self._runner.store(folders, owner=self).then(self._note_missing).failed(lambda _error: None)

    def _note_missing(self, missing: tuple[str, ...]) -> None:
        self._missing = missing

    def _go_on(self) -> None:
        again, asked = self._again, self._asked_again
        self._again = self._asked_again = False
        if self._errand is not None:
            self._again, self._asked_again = again, asked
            self._begin_errand()
        elif asked:
            self.share()
        elif self._workspace is not None and not self._is_paused:
            self._timer.start(AFTER_SAVE_MS if again else self._wait_ms)

    def _on_network(self) -> None:
        self._wait_ms = USUAL_MS
        self._soon(FOLDER_MS)


def _still_away(places: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(place for place in places if not is_there(place))
