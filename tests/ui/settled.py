"""Waiting until a window has shown everything it asked for."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QElapsedTimer, QEventLoop
from PySide6.QtWidgets import QApplication

from fsp_desktop.domain.errors import FspError

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from fsp_desktop.ui.runner import Runner

QUIET_ROUNDS = 3
MOST_MS = 30_000


def settle(runner: Runner, qtbot: QtBot) -> None:
    """Let events run until nothing is under way, and what came back has asked for nothing more."""
    quiet = [0]

    def is_quiet() -> bool:
        QApplication.processEvents()
        quiet[0] = quiet[0] + 1 if runner.is_idle else 0
        return quiet[0] >= QUIET_ROUNDS

    qtbot.waitUntil(is_quiet, timeout=20_000)


def answer(runner: Runner, question: Callable[[], Any]) -> Any:
    """Return what the store answers, while events run as they do for a person."""
    box: list[Any] = []
    errors: list[FspError] = []
    runner.store(question).then(box.append).failed(errors.append)
    timer = QElapsedTimer()
    timer.start()
    while not (box or errors) and timer.elapsed() < MOST_MS:
        QApplication.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents, 50)
    if errors:
        raise errors[0]
    return box[0]
