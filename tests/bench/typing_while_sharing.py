"""Typing while 10,000 records arrive: bar p99 50 ms.

One window with the visit log open takes a key every 10 ms, faster than any hand, first while
nothing else happens, then while an exchange applies the records that a colleague's computer put
into the shared folder. A key's time runs from the moment it was due until the field has painted
the letter, so that a window that stands still is counted whole. Beside it stands how long each
call of the exchange held the store's thread. All in one run, so that the ratio is fair. Run
through `packaging/bench typing_while_sharing.py`.
"""

from __future__ import annotations

import os
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Callable
from pathlib import Path
from typing import Any

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import fsp_desktop.ui  # noqa: F401 - it knows how to load Qt quickly

# isort: split
from PySide6.QtCore import QEvent, QEventLoop, QObject, Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from fsp_desktop.domain.clock import SystemClock
from fsp_desktop.domain.ids import new_record_id
from fsp_desktop.services.edit_record import finish_form, new_form
from fsp_desktop.services.places import choose_place
from fsp_desktop.services.profile import Profile
from fsp_desktop.services.share_record import invite_colleague
from fsp_desktop.services.start_workspace import Beginning, join_workspace, start_workspace
from fsp_desktop.services.sync_now import sync_now
from fsp_desktop.services.workspace import Workspace, open_workspace
from fsp_desktop.store import bulk
from fsp_desktop.store.writes import Write
from fsp_desktop.ui.places import open_place
from fsp_desktop.ui.runner import Runner
from fsp_desktop.ui.shell.hooks import MemorySettings
from fsp_desktop.ui.shell.window import MainWindow
from fsp_desktop.ui.sync import one_pass
from fsp_desktop.ui.theme.theme import theme
from fsp_desktop.ui.work import open_work
from fsp_desktop.vault.code_words import to_words

EVERY_MS = 10
LONE_KEYS = 400
PHRASE = "five brown goats"
SENTENCE = "Maryan hopes that the library will have stories in her own language soon. "


class Keys(QObject):
    """Sends a key when it is due and notes when its letter was painted."""

    def __init__(self, editor: Any) -> None:
        super().__init__()
        self._editor, self._due = editor, 0.0
        self._sent: list[float] = []
        self.times_ms: list[float] = []
        self._count = 0
        editor.viewport().installEventFilter(self)
        self._timer = QTimer(self)
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._press)

    def start(self) -> None:
        """Begin; the next key is due in one interval."""
        self._due = time.perf_counter() + EVERY_MS / 1000
        self._timer.start(EVERY_MS)

    def stop(self) -> None:
        """Send no more keys."""
        self._timer.stop()

    def _press(self) -> None:
        self._sent.append(self._due)
        letter = SENTENCE[self._count % len(SENTENCE)]
        self._count += 1
        QTest.keyClick(self._editor, letter)
        self._due += EVERY_MS / 1000
        left = self._due - time.perf_counter()
        self._timer.start(max(0, round(left * 1000)))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt calls it so
        if event.type() == QEvent.Type.Paint and self._sent:
            QTimer.singleShot(0, self._painted)
        return False

    def _painted(self) -> None:
        now = time.perf_counter()
        self.times_ms += [(now - due) * 1000 for due in self._sent]
        self._sent = []


class StoreCalls:
    """How long each kind of call held the store's thread, in milliseconds."""

    def __init__(self) -> None:
        self.spent: dict[str, list[float]] = defaultdict(list)
        usual = one_pass.CarriedLedger.__getattr__

        def watched(ledger: Any, name: str) -> Callable[..., Any]:
            method = getattr(ledger._ledger, name)

            def timed(*given: Any, **named: Any) -> Any:
                began = time.perf_counter()
                try:
                    return method(*given, **named)
                finally:
                    self.spent[name].append((time.perf_counter() - began) * 1000)

            def carried(*given: Any, **named: Any) -> Any:
                return ledger._gate.ask(lambda: timed(*given, **named))

            return carried

        assert usual is not None
        one_pass.CarriedLedger.__getattr__ = watched  # type: ignore[method-assign]


def main(records: int) -> None:
    """Fill, open the window, type, share, tell."""
    app = QApplication([])
    theme().install(app)
    theme().finish()
    with tempfile.TemporaryDirectory() as folder:
        ana_key = _prepare(Path(folder), records)
        runner = Runner()
        runner.hand_over_soon()
        clock = SystemClock()
        profile = Profile(Path(folder) / "ana")
        workspace: Workspace = runner.store_now(
            lambda: open_workspace(profile, ana_key, clock), 60.0
        )
        window = MainWindow(runner, clock)
        window.show()
        sharing = open_work(window, runner, workspace, MemorySettings(), clock)
        sharing.set_paused(True)
        _measure(window, runner, workspace, sharing)
        window.shell.close_all()
        sharing.stop()
        runner.store_now(workspace.close, 60.0)
        runner.close(30.0)


def _prepare(root: Path, records: int) -> bytes:
    clock = SystemClock()
    beginning = Beginning("Team", "Lincoln", "Ana Reyes")
    ana = start_workspace(Profile(root / "ana"), PHRASE, beginning, clock).workspace
    finish_form(ana, new_form(ana, "family", {"label": "Osman"}), {})
    choose_place(ana, str(root / "folder"))
    sync_now(ana)
    code = invite_colleague(ana, role="counselor").code
    bea = join_workspace(Profile(root / "bea"), PHRASE, code, "Bea Chu", clock).workspace
    for one in (bea, ana, bea, ana):
        sync_now(one)
    (family,) = bea.store.list_rows("family")
    bulk.RECORDS_PER_OP = 1
    writes = [
        Write("contact", new_record_id(clock), _contact(bea, family.id))
        for _number in range(records)
    ]
    bea.store.bulk_save(writes, author=bea.person_id)
    sync_now(bea)
    key = ana.key
    bea.close()
    ana.close()
    return key


def _contact(bea: Workspace, family: str) -> dict[str, Any]:
    words = " ".join(to_words(os.urandom(54)))
    return {
        "family_id": family, "occurred_at": bea.clock.now().isoformat(), "channel": "phone",
        "direction": "family_to_school", "purpose": "check_in", "outcome": "talked",
        "language_used": "so", "summary": words, "staff_id": bea.person_id,
    }  # fmt: skip


def _measure(window: Any, runner: Runner, workspace: Workspace, sharing: Any) -> None:
    calls = StoreCalls()
    (family,) = runner.store_now(lambda: workspace.store.list_rows("family"))
    open_place(window.shell, "visit-log", family_id=family.id)
    screen = window.shell.screen("visit-log")
    _until(lambda: screen.subtitle() != "" and runner.is_idle)
    editor = screen.page.hopes.hopes
    editor.setFocus()
    alone = Keys(editor)
    alone.start()
    _until(lambda: len(alone.times_ms) >= LONE_KEYS)
    alone.stop()
    _until(lambda: runner.is_idle)
    beside = Keys(editor)
    ended: list[Any] = []
    sharing._rhythm.shared.connect(ended.append)
    began = time.perf_counter()
    sharing._rhythm.share()
    beside.start()
    _until(lambda: bool(ended))
    took = time.perf_counter() - began
    beside.stop()
    _until(lambda: runner.is_idle)
    _tell(ended[0], took, alone.times_ms, beside.times_ms, calls)


def _tell(report: Any, took: float, alone: list[float], beside: list[float], calls: Any) -> None:
    say = sys.stdout.write
    say(f"{report.received} changes in {took:.1f} s; {len(beside)} keys meanwhile\n")
    for name, times in (("alone", alone), ("while sharing", beside)):
        say(
            f"key to letter, {name}: p50 {_part(times, 50):.1f} ms, "
            f"p99 {_part(times, 99):.1f} ms, worst {max(times):.1f} ms\n"
        )
    say(f"p99 ratio: {_part(beside, 99) / max(_part(alone, 99), 0.001):.1f}\n")
    say("store thread held by a call of the exchange:\n")
    rows = sorted(calls.spent.items(), key=lambda one: -max(one[1]))
    for name, times in rows[:8]:
        say(
            f"  {name}: {len(times)} calls, p50 {_part(times, 50):.1f}, longest {max(times):.1f} ms\n"
        )


def _part(times: list[float], percent: int) -> float:
    ordered = sorted(times)
    return ordered[min(len(ordered) - 1, len(ordered) * percent // 100)]


def _until(is_so: Callable[[], bool]) -> None:
    loop = QEventLoop()
    timer = QTimer()
    timer.timeout.connect(lambda: loop.quit() if is_so() else None)
    timer.start(5)
    loop.exec()


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 10_000)
