"""Takes pictures of the window's pages, each when its data have come and nothing moves any more."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Any

from PySide6.QtCore import QElapsedTimer, QEventLoop, QTimer
from PySide6.QtGui import QPainter, QPixmap
from PySide6.QtWidgets import QApplication, QDialog

from fsp_desktop.ui.places import open_place
from fsp_desktop.ui.runner import Runner
from fsp_desktop.ui.shell.window import MainWindow

QUIET_ROUNDS = 3
ROUND_MS = 150
MOST_MS = 8_000


def photograph_pages(
    window: MainWindow, runner: Runner, pages: Iterable[tuple[str, str, dict[str, Any]]], out: Path
) -> list[Path]:
    """Bring up each page and save a picture of the whole window.

    Args:
        window: Open on a record.
        runner: The window's; a page is ready when it has nothing under way.
        pages: (name of the picture, key of the page or dialog, where in it).
        out: Folder of the pictures.
    """
    files = []
    for name, key, place in pages:
        open_place(window.shell, key, **place)
        wait_until_quiet(runner)
        path = out / f"screen-{name}.png"
        _with_dialogs(window).save(str(path))
        files.append(path)
        _close_dialogs()
    return files


def wait_until_quiet(runner: Runner) -> None:
    """Let events run until the runner had nothing to do for a few rounds, at most some seconds."""
    timer = QElapsedTimer()
    timer.start()
    quiet = 0
    while quiet < QUIET_ROUNDS and timer.elapsed() < MOST_MS:
        loop = QEventLoop()
        QTimer.singleShot(ROUND_MS, loop.quit)
        loop.exec()
        quiet = quiet + 1 if runner.is_idle else 0


def _with_dialogs(window: MainWindow) -> QPixmap:
    picture = window.grab()
    for dialog in _dialogs():
        where = dialog.mapToGlobal(dialog.rect().topLeft()) - window.mapToGlobal(
            window.rect().topLeft()
        )
        painter = QPainter(picture)
        painter.drawPixmap(where, dialog.grab())
        painter.end()
    return picture


def _dialogs() -> list[QDialog]:
    return [
        one
        for one in QApplication.topLevelWidgets()
        if isinstance(one, QDialog) and one.isVisible()
    ]


def _close_dialogs() -> None:
    for dialog in _dialogs():
        dialog.reject()
