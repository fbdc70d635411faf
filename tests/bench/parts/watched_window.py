"""Runs the real window and prints when it was painted, when Today was filled, and the memory then.

`python watched_window.py bare` shows an empty window of Qt instead. Seconds count from the moment
in the environment, so that starting Python and every import is part of them.
"""

from __future__ import annotations

import os
import sys
from time import perf_counter, process_time
from typing import Any

STARTED = float(os.environ["FSP_BENCH_STARTED"])


def main(kind: str) -> None:
    """Show a window of a kind: bare, entrance or today."""
    if kind == "bare":
        show_bare_window()
    elif kind == "entrance":
        show_entrance()
    else:
        show_today()


def show_bare_window() -> None:
    """Show an empty window and end once it is painted."""
    from PySide6.QtCore import QTimer
    from PySide6.QtWidgets import QApplication, QWidget

    class Bare(QWidget):
        def paintEvent(self, event: Any) -> None:  # noqa: N802 - Qt calls it so
            QTimer.singleShot(0, tell_and_end)

    app = QApplication([])
    window = Bare()
    window.resize(1366, 768)
    window.show()
    app.exec()


def show_entrance() -> None:
    """Start the program without a key ring and end once the lock screen is painted."""
    from dataclasses import replace

    from fsp_desktop.app import compose

    gui = window_module()
    ways_in = compose.Desk.ways_in
    compose.Desk.ways_in = lambda desk: replace(ways_in(desk), has_keyring=False)  # type: ignore[method-assign]
    window: Any = gui.MainWindow
    paint = window.paintEvent

    def painted(self: Any, event: Any) -> None:
        gui.QTimer.singleShot(0, tell_and_end)
        paint(self, event)

    gui.QTimer = __import__("PySide6.QtCore").QtCore.QTimer  # type: ignore[attr-defined]
    window.paintEvent = painted
    run_program()


def show_today() -> None:
    """Start the program with a key from a stand-in for the key ring; end once Today is filled."""
    from fsp_desktop.app import compose

    def open_with_keyring(desk: compose.Desk) -> Any:
        from fsp_desktop.services.workspace import open_workspace
        from fsp_desktop.vault import slots
        from tests.bench.parts.key_in_a_file import KeyInAFile

        root = desk.profile.root
        key = slots.open_with_keyring(root, holder=KeyInAFile(root))
        return open_workspace(desk.profile, key, desk.clock)

    compose.Desk.open_with_keyring = open_with_keyring  # type: ignore[method-assign]
    watch_today()
    run_program()


def watch_today() -> None:
    """Tell once Today has its rows and they were painted."""
    gui = window_module()

    begin = gui.Program.begin

    def beginning(program: Any) -> None:
        begin(program)
        program.window.__class__.open_work = opening(program.window.__class__.open_work)

    gui.Program.begin = beginning  # type: ignore[method-assign]


def opening(open_work: Any) -> Any:
    """Return `open_work` that listens for the moment Today was filled."""

    def opened(window: Any, *given: Any, **named: Any) -> Any:
        from fsp_desktop.ui.today.screen import TodayScreen

        show: Any = TodayScreen._show

        def shown(screen: Any, view: Any) -> None:
            show(screen, view)
            tell_once_painted(screen)

        TodayScreen._show = shown  # type: ignore[method-assign]
        return open_work(window, *given, **named)

    return opened


def tell_once_painted(screen: Any) -> None:
    """Wait for the first paint that has the new rows in it."""
    from PySide6.QtCore import QEvent, QObject, QTimer

    class Listener(QObject):
        def eventFilter(self, _watched: Any, event: Any) -> bool:  # noqa: N802 - so does this
            if event.type() == QEvent.Type.Paint:
                QTimer.singleShot(0, tell_and_end)
            return False

    listener = Listener(screen)
    # The window comes before what is on it, where all of it is painted for the first time.
    for painted in (screen.window(), screen):
        painted.installEventFilter(listener)
    screen.update()


def window_module() -> Any:
    """Return the module of the window, loaded as the command does: garbage is looked for later."""
    import gc

    gc.disable()
    from fsp_desktop.app import gui

    return gui


def tell_and_end() -> None:
    """Print seconds since the start, those of the processor, and megabytes in memory; and end."""
    seconds, busy = perf_counter() - STARTED, process_time()
    from tests.bench.parts.memory import memory_mb

    print(f"\n{seconds:.4f} {busy:.4f} {memory_mb():.1f}", flush=True)
    os._exit(0)


def run_program() -> None:
    """Run the program as its command does."""
    from fsp_desktop.__main__ import main as start

    start([])


if __name__ == "__main__":
    main(sys.argv[1])
