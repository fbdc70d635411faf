from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QObject

from fsp_desktop.domain.clock import FixedClock
from fsp_desktop.services.back_up import SUFFIX
from fsp_desktop.ui.daily_backup import DailyBackup
from fsp_desktop.ui.runner import Runner
from fsp_desktop.ui.shell.hooks import Standing
from fsp_desktop.ui.shell.standing_words import network_words
from fsp_desktop.vault import slots
from fsp_desktop.vault.wrapping import INTERACTIVE
from tests.services.real_workspace import START, make_workspace


@pytest.fixture
def profile(tmp_path: Path) -> Path:
    (tmp_path / "profile").mkdir()
    return tmp_path / "profile"


def test_the_window_has_todays_backup_made_once_and_beside_it(
    qtbot, profile: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    key = slots.create(profile, "five brown goats", FixedClock(START), INTERACTIVE).key
    runner, owner = Runner(), QObject()
    with make_workspace(profile, FixedClock(START), key) as workspace:
        daily = DailyBackup(runner, workspace, owner)
        daily.look()
        folder = workspace.profile.backups_path
        qtbot.waitUntil(lambda: runner.is_idle, timeout=20_000)
        assert [one.name for one in folder.iterdir()] == [f"2025-09-01{SUFFIX}"]
        made = next(folder.iterdir()).stat().st_mtime_ns
        daily.look()
        qtbot.waitUntil(lambda: runner.is_idle, timeout=20_000)
        assert next(folder.iterdir()).stat().st_mtime_ns == made
        assert daily.failure == ""
        runner.close()


def test_a_backup_that_fails_is_told_quietly_with_its_code(qtbot, profile: Path) -> None:
    runner, owner = Runner(), QObject()
    with make_workspace(profile, FixedClock(START)) as workspace:
        workspace.profile.backups_path.write_text("a file stands where the folder should be")
        daily = DailyBackup(runner, workspace, owner)
        daily.look()
        qtbot.waitUntil(lambda: bool(daily.failure), timeout=20_000)
        assert daily.failure.startswith("store.")
        assert daily.failure in network_words(Standing(backup_failure=daily.failure))
        runner.close()
