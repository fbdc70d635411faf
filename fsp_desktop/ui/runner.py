"""The one place that starts threads: a store thread, a small pool, and results back on the GUI thread.

    runner.store(load).then(show).failed(tell)      the one encrypted file; calls run one after another
    runner.pool(render, with_task=True).then(show)  network, PDF, keyring, file imports

`load` is a plain function without Qt: it may call services, and must not touch a widget or a QObject.
What it returns must be data. `show` and `tell` run on the GUI thread, and are dropped when the widget
they belong to has died meanwhile. A known failure (`FspError`) goes to `tell`; anything else is a bug:
it is reported by place and kind only, never with the values that were being worked on.
"""

from __future__ import annotations

import os
import sys
import threading
import time
from collections.abc import Callable
from typing import TYPE_CHECKING, Any, NamedTuple

import shiboken6
from PySide6.QtCore import QObject, Qt, QTimer, Signal

from fsp_desktop.domain.errors import FspError, UnreachableError

if TYPE_CHECKING:
    import logging

Show = Callable[[Any], object]
Tell = Callable[[FspError], object]
POOL_THREADS = 3
SWITCH_S = 0.0005
"""After how long a busy thread hands Python over to the window; Python's own 5 ms, spent at each of
a key's callbacks, could be felt while thousands of records arrive."""
SLOW_CALL_S = 0.1
STILL_WAITING_S = 8.0
BUG = "program.bug"
_STOP = None


class BugReport(NamedTuple):
    """Where the program went wrong: the kind of error and the lines it passed, no values and no messages."""

    kind: str
    places: tuple[str, ...]


class Task:
    """What a piece of work may ask while it runs: whether to stop, and to tell how far it is."""

    def __init__(self, report: Callable[[int, int], None]) -> None:
        self._stop = threading.Event()
        self._report = report

    @property
    def is_cancelled(self) -> bool:
        return self._stop.is_set()

    def progress(self, done: int, total: int) -> None:
        """Tell the window how far the work is; `total` 0 means that it is not known."""
        self._report(done, total)

    def cancel(self) -> None:
        self._stop.set()


class Job:
    """One piece of work under way, and what to do on the GUI thread when it ends."""

    def __init__(
        self, runner: Runner, work: Callable[..., Any], with_task: bool, owner: QObject | None
    ) -> None:
        self._runner = runner
        self._work = work
        self._with_task = with_task
        self._owner = owner
        self._then: list[Show] = []
        self._failed: list[Tell] = []
        self._progressed: list[Callable[[int, int], object]] = []
        self.task = Task(self._on_progress)
        self.is_done = False

    def then(self, show: Show) -> Job:
        """Call `show(result)` on the GUI thread when the work succeeds."""
        self._then.append(show)
        return self

    def failed(self, tell: Tell) -> Job:
        """Call `tell(error)` on the GUI thread when the work fails in a known way."""
        self._failed.append(tell)
        return self

    def progressed(self, show: Callable[[int, int], object]) -> Job:
        """Call `show(done, total)` on the GUI thread each time the work tells how far it is."""
        self._progressed.append(show)
        return self

    def waiting(self, tell: Callable[[], object], after_s: float = STILL_WAITING_S) -> Job:
        """Call `tell()` if the work has not ended after a while; the work goes on."""
        QTimer.singleShot(round(after_s * 1000), lambda: self._still_waiting(tell))
        return self

    def cancel(self) -> None:
        """Ask the work to stop and drop whatever it still returns."""
        self.task.cancel()

    def run(self) -> None:
        """Do the work; called on the worker's thread only."""
        if self.task.is_cancelled:
            self._runner.forget(self)
            return
        try:
            result = self._work(self.task) if self._with_task else self._work()
        except FspError as error:
            # The name of an except clause is gone when the call is made later.
            failure = error
            self._runner.deliver(lambda: self._fail(failure))
        except Exception as error:
            report = describe_bug(error)
            self._runner.deliver(lambda: self._break(report))
        else:
            self._runner.deliver(lambda: self._succeed(result))
        finally:
            self._runner.forget(self)

    def _on_progress(self, done: int, total: int) -> None:
        self._runner.deliver(lambda: self._call(self._progressed, done, total))

    def _still_waiting(self, tell: Callable[[], object]) -> None:
        if not self.is_done:
            self._call([tell])

    def _succeed(self, result: Any) -> None:
        self.is_done = True
        self._call(self._then, result)

    def _fail(self, error: FspError) -> None:
        self.is_done = True
        if self._failed:
            self._call(self._failed, error)
        elif not self.task.is_cancelled:
            self._runner.on_failure(error)

    def _break(self, report: BugReport) -> None:
        self.is_done = True
        self._runner.on_bug(report)
        self._call(self._failed, FspError(BUG, {"kind": report.kind}))

    def _call(self, listeners: list[Any], *arguments: object) -> None:
        if self.task.is_cancelled or not _is_alive(self._owner):
            return
        for listener in listeners:
            if _is_alive(getattr(listener, "__self__", None)):
                listener(*arguments)


def _is_alive(thing: object) -> bool:
    return not isinstance(thing, QObject) or shiboken6.isValid(thing)


def describe_bug(error: BaseException) -> BugReport:
    """Return the kind of an error and the lines it passed, without its message, which may hold data."""
    import traceback

    places = tuple(
        f"{_module(f.filename)}:{f.lineno} {f.name}"
        for f in traceback.extract_tb(error.__traceback__)
    )
    return BugReport(type(error).__name__, places)


def _log() -> logging.Logger:
    import logging

    return logging.getLogger(__name__)


def _log_failure(error: FspError) -> None:
    _log().warning("unheard failure %s", error.code)


def _log_bug(report: BugReport) -> None:
    _log().error("%s at %s", report.kind, " < ".join(report.places))


def _module(filename: str) -> str:
    parts = filename.replace(os.sep, "/").rsplit("/", 3)
    return "/".join(parts[-3:])


class _Lane:
    """Threads that take work from one queue; one thread makes the work strictly one after another."""

    def __init__(self, name: str, threads: int) -> None:
        self._name = name
        self._size = threads
        # Loaded with the first work: the first picture needs no thread.
        from queue import SimpleQueue

        self._queue: SimpleQueue[Job | None] = SimpleQueue()
        self._threads: list[threading.Thread] = []
        self._idle = threading.Semaphore(0)

    def put(self, job: Job) -> None:
        self._queue.put(job)
        # A thread is started only when none is waiting for work.
        if not self._idle.acquire(blocking=False) and len(self._threads) < self._size:
            thread = threading.Thread(
                target=self._serve, name=f"{self._name}-{len(self._threads)}", daemon=True
            )
            self._threads.append(thread)
            thread.start()

    def close(self, deadline: float) -> bool:
        for _thread in self._threads:
            self._queue.put(_STOP)
        for thread in self._threads:
            thread.join(max(0.0, deadline - time.monotonic()))
        return not any(thread.is_alive() for thread in self._threads)

    def _serve(self) -> None:
        while (job := self._queue.get()) is not _STOP:
            job.run()
            self._idle.release()


class Runner(QObject):
    """Starts all background work of the window.

    Known failures nobody listens for go to `on_failure`, bugs to `on_bug`; the shell sets both.
    """

    _delivered = Signal(object)

    def __init__(self, parent: QObject | None = None, *, development: bool = False) -> None:
        super().__init__(parent)
        self._lanes: dict[str, _Lane] = {}
        self._pool_jobs: set[Job] = set()
        self._under_way: set[Job] = set()
        self._development = development
        self._is_closed = False
        self.on_failure: Tell = _log_failure
        self.on_bug: Callable[[BugReport], object] = _log_bug
        self._delivered.connect(self._receive, Qt.ConnectionType.QueuedConnection)

    def hand_over_soon(self) -> None:
        """Let busy threads give way to the window more often from now on; a start needs no such turns."""
        sys.setswitchinterval(SWITCH_S)

    def store(
        self, work: Callable[..., Any], *, with_task: bool = False, owner: QObject | None = None
    ) -> Job:
        """Run work on the store thread; calls are done in the order they were asked for."""
        return self._start("store", work, with_task, owner)

    def pool(
        self, work: Callable[..., Any], *, with_task: bool = False, owner: QObject | None = None
    ) -> Job:
        """Run work beside the window; several may run at once, in any order."""
        return self._start("pool", work, with_task, owner)

    def store_now(self, work: Callable[[], Any], timeout_s: float = 10.0) -> Any:
        """Run work on the store thread and wait for it; only for what must be on disk before going on.

        Raises:
            FspError: What the work raised, or `program.still_waiting` when it took too long.
        """
        from queue import Empty, SimpleQueue

        box: SimpleQueue[tuple[bool, Any]] = SimpleQueue()
        started = time.monotonic()
        self._start("store", lambda: box.put(_outcome(work)), False, None)
        try:
            worked, value = box.get(timeout=timeout_s)
        except Empty:
            raise UnreachableError("program.still_waiting") from None
        self._watch(time.monotonic() - started)
        if worked:
            return value
        raise value

    @property
    def is_idle(self) -> bool:
        """Whether nothing that was asked for is still under way."""
        return not self._under_way

    @property
    def is_closed(self) -> bool:
        """Whether the program is at its end and takes no more work."""
        return self._is_closed

    def deliver(self, call: Callable[[], object]) -> None:
        """Have a call made on the GUI thread; safe from any thread."""
        if not self._is_closed:
            self._delivered.emit(call)

    def close(self, timeout_s: float = 5.0) -> bool:
        """Finish what was asked of the store, stop the pool, and return whether all threads have ended."""
        deadline = time.monotonic() + timeout_s
        for job in list(self._pool_jobs):
            job.cancel()
        self._is_closed = True
        ended = [lane.close(deadline) for lane in self._lanes.values()]
        return all(ended)

    def _start(
        self, lane: str, work: Callable[..., Any], with_task: bool, owner: QObject | None
    ) -> Job:
        if self._is_closed:
            raise UnreachableError("program.closing")
        job = Job(self, work, with_task, owner)
        if lane not in self._lanes:
            self._lanes[lane] = _Lane(lane, 1 if lane == "store" else POOL_THREADS)
        if lane == "pool":
            self._pool_jobs.add(job)
        self._under_way.add(job)
        self._lanes[lane].put(job)
        return job

    def forget(self, job: Job) -> None:
        """Drop a job that has ended; called on the worker's thread."""
        self._pool_jobs.discard(job)
        self._under_way.discard(job)

    def _receive(self, call: Callable[[], object]) -> None:
        # What was under way when the program ended has nowhere to be shown, and nothing to ask.
        if not self._is_closed:
            call()

    def _watch(self, seconds: float) -> None:
        is_window = threading.current_thread() is threading.main_thread()
        if self._development and is_window and seconds > SLOW_CALL_S:
            import traceback

            stack = "".join(traceback.format_stack(limit=6)[:-2])
            _log().warning("the window waited %.0f ms for the store\n%s", seconds * 1000, stack)


def _outcome(work: Callable[[], Any]) -> tuple[bool, Any]:
    try:
        return True, work()
    except Exception as error:
        return False, error
