"""One theme for all window tests, threads that end, and a shell with small made-up pages."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest

from fsp_desktop.domain.clock import FixedClock
from fsp_desktop.language import words
from fsp_desktop.ui.runner import Runner
from fsp_desktop.ui.shell.hooks import MemorySettings, ShellHooks, Standing
from fsp_desktop.ui.shell.window import MainWindow
from fsp_desktop.ui.theme.theme import Theme, theme
from tests.ui.made_up_pages import register_made_up_pages

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication
    from pytestqt.qtbot import QtBot

    from fsp_desktop.ui.shell.shell import Shell

NOW = datetime(2026, 10, 13, 13, 0, tzinfo=UTC)


@pytest.fixture(autouse=True)
def look(qapp: QApplication) -> Iterator[Theme]:
    """Install the theme once and put it back to light, left to right, usual size after each test."""
    look = theme()
    if not look.is_finished:
        look.set_mode("light")
        look.install(qapp)
        look.finish()
    yield look
    words.install("en")
    look.set_direction("ltr")
    look.set_mode("light")
    look.set_scale(1.0)


@pytest.fixture
def clock() -> FixedClock:
    return FixedClock(NOW)


@pytest.fixture
def runner() -> Iterator[Runner]:
    runner = Runner(development=True)
    yield runner
    assert runner.close(), "a thread did not end"


@pytest.fixture
def hooks(clock: FixedClock) -> ShellHooks:
    return ShellHooks(
        person="Rosa Delgado",
        role="Family liaison",
        school="Cedar Grove Elementary",
        clock=clock,
        settings=MemorySettings(),
        standing=lambda: Standing(last_shared_at=NOW, waiting=4, is_online=False),
        counts=lambda: {"today": 5},
    )


@pytest.fixture
def window(qtbot: QtBot, runner: Runner, clock: FixedClock) -> MainWindow:
    window = MainWindow(runner, clock)
    qtbot.addWidget(window)
    window.resize(1366, 690)
    return window


@pytest.fixture
def shell(window: MainWindow, hooks: ShellHooks, qtbot: QtBot) -> Shell:
    shell = window.open_work(hooks, [register_made_up_pages])
    with qtbot.waitExposed(window):
        window.show()
    window.activateWindow()
    return shell
