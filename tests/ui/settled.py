"""Waiting until a window has shown everything it asked for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QApplication

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from fsp_desktop.ui.runner import Runner

QUIET_ROUNDS = 3


def settle(runner: Runner, qtbot: QtBot) -> None:
    """Let events run until nothing is under way, and what came back has asked for nothing more."""
    quiet = [0]

    def is_quiet() -> bool:
        QApplication.processEvents()
        quiet[0] = quiet[0] + 1 if runner.is_idle else 0
        return quiet[0] >= QUIET_ROUNDS

    qtbot.waitUntil(is_quiet, timeout=20_000)
