"""A window that shares by itself, on a real record, with a folder that belongs to its team."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
import shiboken6

from fsp_desktop.domain.clock import FixedClock
from fsp_desktop.services.places import choose_place
from fsp_desktop.services.profile import Profile
from fsp_desktop.services.share_record import invite_colleague
from fsp_desktop.services.start_workspace import Beginning, join_workspace, start_workspace
from fsp_desktop.services.sync_now import sync_now
from fsp_desktop.services.workspace import Workspace, open_workspace
from fsp_desktop.ui.runner import Runner
from fsp_desktop.ui.shell.hooks import MemorySettings
from fsp_desktop.ui.shell.shell import Shell
from fsp_desktop.ui.shell.window import MainWindow
from fsp_desktop.ui.sync.sharing import Sharing
from fsp_desktop.ui.work import open_work
from tests.ui.settled import answer

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

MORNING = datetime(2026, 10, 13, 13, 0, tzinfo=UTC)
WORDS = "five brown goats"


@dataclass
class Team:
    """Two computers that belong together, and the folder between them."""

    ana: Path
    bea: Path
    folder: Path
    keys: dict[Path, bytes]
    clock: FixedClock

    def open(self, who: Path) -> Workspace:
        return open_workspace(Profile(who), self.keys[who], self.clock)


@dataclass
class SharingDesk:
    """A window, what shares it, and a way to ask the store."""

    window: MainWindow
    shell: Shell
    workspace: Workspace
    runner: Runner
    sharing: Sharing

    def ask(self, question: Callable[[], Any]) -> Any:
        return answer(self.runner, question)

    @property
    def rhythm(self) -> Any:
        return self.sharing._rhythm


@pytest.fixture(scope="session")
def begun(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, dict[str, bytes]]:
    """Found a team of two once; each test works on a copy."""
    root = tmp_path_factory.mktemp("team")
    clock = FixedClock(MORNING)
    beginning = Beginning("Team", "Lincoln", "Ana Reyes")
    ana = start_workspace(Profile(root / "ana"), WORDS, beginning, clock).workspace
    choose_place(ana, str(root / "folder"))
    sync_now(ana)
    code = invite_colleague(ana, role="counselor").code
    bea = join_workspace(Profile(root / "bea"), WORDS, code, "Bea Chu", clock).workspace
    for one in (bea, ana, bea, ana):
        sync_now(one)
    keys = {"ana": ana.key, "bea": bea.key}
    ana.close()
    bea.close()
    return root, keys


@pytest.fixture
def team(begun: tuple[Path, dict[str, bytes]], tmp_path: Path) -> Team:
    root, keys = begun
    for part in ("ana", "bea", "folder"):
        shutil.copytree(root / part, tmp_path / part)
    paths = {tmp_path / name: key for name, key in keys.items()}
    team = Team(tmp_path / "ana", tmp_path / "bea", tmp_path / "folder", paths, FixedClock(MORNING))
    for who in (team.ana, team.bea):
        with team.open(who) as workspace:
            choose_place(workspace, str(team.folder))
    return team


@pytest.fixture
def open_desk(
    window: MainWindow, runner: Runner, qtbot: QtBot
) -> Iterator[Callable[[Callable[[], Workspace], FixedClock], SharingDesk]]:
    opened: list[SharingDesk] = []

    def show(make: Callable[[], Workspace], clock: FixedClock) -> SharingDesk:
        workspace = runner.store(make)
        box: list[Workspace] = []
        workspace.then(box.append)
        qtbot.waitUntil(lambda: bool(box))
        sharing = open_work(window, runner, box[0], MemorySettings(), clock)
        with qtbot.waitExposed(window):
            window.show()
        window.activateWindow()
        opened.append(SharingDesk(window, window.shell, box[0], runner, sharing))
        return opened[-1]

    yield show
    for desk in opened:
        if shiboken6.isValid(desk.sharing):
            if window.shell is not None:
                window.shell.close_all()
            desk.sharing.stop()
        runner.store_now(desk.workspace.close)


@pytest.fixture
def alone(
    team: Team, open_desk: Callable[[Callable[[], Workspace], FixedClock], SharingDesk]
) -> SharingDesk:
    """Ana's window before anybody has said where to share."""

    def open_without_place() -> Workspace:
        workspace = team.open(team.ana)
        workspace.ledger.set_sync_setting("place", None)
        workspace.ledger.set_sync_setting("last_shared_at", None)
        return workspace

    return open_desk(open_without_place, team.clock)


@pytest.fixture
def desk(
    team: Team, open_desk: Callable[[Callable[[], Workspace], FixedClock], SharingDesk]
) -> SharingDesk:
    """Ana's window."""
    return open_desk(lambda: team.open(team.ana), team.clock)


@pytest.fixture
def beside(team: Team, qtbot: QtBot) -> Iterator[Callable[[], SharingDesk]]:
    """Open Bea's window beside the one that is there."""
    runner = Runner()
    opened: list[SharingDesk] = []

    def show() -> SharingDesk:
        window = MainWindow(runner, team.clock)
        qtbot.addWidget(window)
        window.resize(1366, 690)
        workspace: Workspace = runner.store_now(lambda: team.open(team.bea), 30)
        sharing = open_work(window, runner, workspace, MemorySettings(), team.clock)
        with qtbot.waitExposed(window):
            window.show()
        opened.append(SharingDesk(window, window.shell, workspace, runner, sharing))
        return opened[-1]

    yield show
    for desk in opened:
        desk.shell.close_all()
        desk.sharing.stop()
        runner.store_now(desk.workspace.close)
    assert runner.close()
