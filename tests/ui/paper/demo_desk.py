"""A window on the invented school, on a real encrypted record; filled once and copied for each test."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from fsp_desktop.domain.clock import FixedClock
from fsp_desktop.domain.ids import RecordId
from fsp_desktop.services.demo_data import fill_demo
from fsp_desktop.services.profile import Profile
from fsp_desktop.services.start_workspace import Beginning, start_workspace
from fsp_desktop.services.workspace import Workspace, open_workspace
from fsp_desktop.store.writes import Write
from fsp_desktop.ui.places import add_new_actions, add_pages
from fsp_desktop.ui.runner import Runner
from fsp_desktop.ui.shell.hooks import MemorySettings
from fsp_desktop.ui.shell.window import MainWindow
from fsp_desktop.ui.work import make_hooks

if TYPE_CHECKING:
    from PySide6.QtWidgets import QDialog
    from pytestqt.qtbot import QtBot

    from fsp_desktop.ui.shell.shell import Shell

MORNING = datetime(2026, 10, 13, 13, 0, tzinfo=UTC)


@dataclass
class DemoDesk:
    """What a test works with; `ask` runs a question on the store thread and waits."""

    window: MainWindow
    shell: Shell
    workspace: Workspace
    runner: Runner
    families: dict[str, RecordId]

    def ask(self, question: Callable[[], Any]) -> Any:
        return self.runner.store_now(question, 30)

    def rows(self, kind: str, **where: Any) -> list[Any]:
        return list(self.ask(lambda: self.workspace.store.list_rows(kind, limit=500, **where)))

    def load(self, record_id: str) -> dict[str, Any]:
        return dict(self.ask(lambda: self.workspace.store.need(record_id)).values)

    def write(self, kind: str, record_id: str, **fields: Any) -> None:
        self.ask(
            lambda: self.workspace.store.save(
                [Write(kind, RecordId(record_id), fields)],
                author=self.workspace.person_id,
                why="edit",
            )
        )

    def open_dialog(self, dialog: QDialog, qtbot: QtBot) -> None:
        with qtbot.waitExposed(dialog):
            self.shell.open_dialog(dialog)


@pytest.fixture(scope="session")
def filled(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, bytes]:
    """Return a folder with the filled record, and its key."""
    folder = tmp_path_factory.mktemp("demo") / "school"
    beginning = Beginning("Cedar Grove", "Cedar Grove Elementary", "Rosa Delgado")
    started = start_workspace(Profile(folder), "an invented school", beginning, FixedClock(MORNING))
    with started.workspace as workspace:
        fill_demo(workspace)
        return folder, workspace.key


@pytest.fixture
def demo(
    filled: tuple[Path, bytes], tmp_path: Path, window: MainWindow, runner: Runner, qtbot: QtBot
) -> Iterator[DemoDesk]:
    folder, key = filled
    shutil.copytree(folder, tmp_path / "school")
    clock = FixedClock(MORNING)
    profile = Profile(tmp_path / "school")
    workspace = runner.store_now(lambda: open_workspace(profile, key, clock))
    rows = runner.store_now(lambda: workspace.store.list_rows("family", limit=100))
    families = {str(row.values["label"]): RecordId(row.id) for row in rows}
    hooks = make_hooks(workspace, MemorySettings(), clock)
    shell = window.open_work(hooks, [add_pages, add_new_actions])
    with qtbot.waitExposed(window):
        window.show()
    window.activateWindow()
    yield DemoDesk(window, shell, workspace, runner, families)
    # Another size of text has built another work area meanwhile.
    if window.shell is not None:
        window.shell.close_all()
    runner.store_now(workspace.close)
