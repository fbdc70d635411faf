"""From a change in the packet builder to the first pages on the glass, and how long the window stood still.

A real window on the invented school, the whole packet of 20 parts. Bars: the first page within 300 ms of a
click, the window never still for 100 ms. The same packet drawn whole, in the same run, stands beside it.
Run through `packaging/bench preview_after_change.py`.
"""

from __future__ import annotations

import os
import sys
import tempfile
from collections.abc import Callable
from datetime import UTC, datetime
from statistics import median
from time import perf_counter
from typing import Any

from tests.bench.parts.timing import say, say_ratio

ROUNDS = 7
FIRST_MS, STILL_MS = 300, 100
FAMILIES = ("Ramírez Ortiz", "Al-Hariri", "Nguyễn")


def main() -> int:
    """Print the figures of three families, each with its own languages."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    with tempfile.TemporaryDirectory(prefix="fsp-bench-") as scratch:
        window, workspace, runner = open_window(scratch)
        for family in FAMILIES:
            measure(window, workspace, runner, family)
        window.shell.close_all()
        runner.store_now(workspace.close)
        runner.close()
    return 0


def open_window(scratch: str) -> tuple[Any, Any, Any]:
    """Return a window on the invented school, its record and its runner."""
    from PySide6.QtWidgets import QApplication

    from fsp_desktop.app.compose import build_desk
    from fsp_desktop.app.way_in import open_demo
    from fsp_desktop.domain.clock import FixedClock
    from fsp_desktop.ui.places import add_new_actions, add_pages
    from fsp_desktop.ui.runner import Runner
    from fsp_desktop.ui.shell.hooks import MemorySettings
    from fsp_desktop.ui.shell.window import MainWindow
    from fsp_desktop.ui.theme.theme import theme
    from fsp_desktop.ui.work import make_hooks

    app = QApplication.instance() or QApplication([])
    theme().install(app)  # type: ignore[arg-type]
    clock = FixedClock(datetime(2026, 10, 13, 13, 0, tzinfo=UTC))
    desk = build_desk(scratch, os.environ, clock)
    runner = Runner()
    workspace = runner.store_now(lambda: open_demo(desk), 60)
    window = MainWindow(runner, clock)
    window.resize(1366, 740)
    window.open_work(make_hooks(workspace, MemorySettings(), clock), [add_pages, add_new_actions])
    window.show()
    return window, workspace, runner


def measure(window: Any, workspace: Any, runner: Any, family: str) -> None:
    """Make changes of several kinds for one family and print how soon they are seen."""
    rows = runner.store_now(lambda: workspace.store.list_rows("family", limit=100))
    family_id = next(row.id for row in rows if row.values["label"] == family)
    live = window.shell.screen("packets").pane.live
    until(live.finished, lambda: window.shell.go("packets", family_id=family_id))
    screen = window.shell.screen("packets")
    parts, paper = screen.form.parts, screen.pane.paper
    changes: dict[str, Callable[[], object]] = {
        "a part taken out or in": parts.rows[1].click,
        "a part moved": lambda: parts.rows[2].step_asked.emit(1),
        "another paper": lambda: turn(paper),
    }
    for what, change in changes.items():
        timed = [seen_after(live, change) for _round in range(ROUNDS)]
        first, still = (median(column) for column in zip(*timed, strict=True))
        name = f"{family}: {what}"
        say(f"{name}, first page", f"{first:.0f} ms", f"bar <= {FIRST_MS} ms", first <= FIRST_MS)
        say(f"{name}, window still", f"{still:.0f} ms", f"bar <= {STILL_MS} ms", still <= STILL_MS)
        if what == "a part moved":
            say_ratio(f"{name}, beside the whole packet", first, whole_ms(live), 1.0)


def turn(combo: Any) -> None:
    """Choose the other entry of a combo box of two, as a person does."""
    combo.setCurrentIndex(1 - combo.currentIndex())
    combo.activated.emit(combo.currentIndex())


def whole_ms(live: Any) -> float:
    """Return how long the whole document takes to compose, draw and picture at once."""
    from fsp_desktop.services.draw_pages import draw, page_picture

    composed = live.composed
    began = perf_counter()
    printed = draw(composed)
    for page in range(printed.pages):
        page_picture(printed, page, 380)
    return (perf_counter() - began) * 1000


def seen_after(live: Any, change: Callable[[], object]) -> tuple[float, float]:
    """Return the milliseconds until the first pages are shown, and the longest time nothing moved."""
    from PySide6.QtCore import QTimer

    seen: list[float] = []
    beats: list[float] = []
    beat = QTimer()
    beat.setInterval(1)
    beat.timeout.connect(lambda: beats.append(perf_counter()))
    link = live.glanced.connect(lambda _count: seen.append(perf_counter()))
    beat.start()
    began = perf_counter()
    until(live.finished, change)
    live.glanced.disconnect(link)
    beat.stop()
    gaps = [after - before for before, after in zip([began, *beats], beats, strict=False)]
    return (seen[0] - began) * 1000, max(gaps, default=0.0) * 1000


def until(signal: Any, act: Callable[[], object]) -> None:
    """Do something and let the window live until a signal comes."""
    from PySide6.QtCore import QEventLoop, QTimer

    loop = QEventLoop()
    link = signal.connect(loop.quit)
    QTimer.singleShot(60_000, loop.quit)
    act()
    loop.exec()
    signal.disconnect(link)


if __name__ == "__main__":
    sys.exit(main())
