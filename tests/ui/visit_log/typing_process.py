"""A program of its own that types into the visit log and is then killed without a warning.

python -m tests.ui.visit_log.typing_process FOLDER WORDS
"""

from __future__ import annotations

import os
import signal
import sys
from datetime import UTC, datetime
from pathlib import Path

from PySide6.QtCore import QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from fsp_desktop.domain.clock import FixedClock
from fsp_desktop.ui.places import add_new_actions, add_pages
from fsp_desktop.ui.runner import Runner
from fsp_desktop.ui.shell.hooks import MemorySettings
from fsp_desktop.ui.shell.window import MainWindow
from fsp_desktop.ui.theme.theme import theme
from fsp_desktop.ui.work import make_hooks
from tests.services.real_workspace import add_family, make_workspace

AFTER_LAST_KEY_MS = 500


def main(folder: Path, words: str) -> None:
    app = QApplication([])
    theme().install(app)
    clock, runner = FixedClock(datetime(2026, 10, 13, 14, 0, tzinfo=UTC)), Runner()
    workspace = runner.store_now(lambda: make_workspace(folder, clock), timeout_s=60)
    family = runner.store_now(lambda: add_family(workspace), timeout_s=60)
    window = MainWindow(runner, clock)
    shell = window.open_work(
        make_hooks(workspace, MemorySettings(), clock), [add_pages, add_new_actions]
    )
    window.show()
    shell.go("visit-log", family_id=family)
    screen = shell.screen("visit-log")

    def type_and_die() -> None:
        QTest.keyClicks(screen.page.hopes.hopes, words)
        QTimer.singleShot(AFTER_LAST_KEY_MS, lambda: os.kill(os.getpid(), signal.SIGKILL))

    def begin() -> None:
        if screen.subtitle():
            type_and_die()
        else:
            QTimer.singleShot(20, begin)

    # The program loads these after its first paint; typing does not wait for them.
    runner.store_now(_load_entities, timeout_s=60)
    begin()
    app.exec()


def _load_entities() -> None:
    import fsp_desktop.domain.rules  # noqa: F401 - loaded for its effect


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2])
