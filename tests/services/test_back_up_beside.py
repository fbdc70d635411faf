"""A backup is made beside the store: saves go on, and half a one is never taken for a good one."""

from __future__ import annotations

import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from threading import Thread  # noqa: TID251 - as the window has a pool thread do it
from types import SimpleNamespace

import pytest

from fsp_desktop.domain.clock import FixedClock, SystemClock
from fsp_desktop.domain.errors import FspError
from fsp_desktop.services.back_up import BackedUp, back_up, back_up_if_due, restore
from fsp_desktop.services.profile import Profile
from fsp_desktop.services.workspace import Workspace
from fsp_desktop.vault import slots
from fsp_desktop.vault.wrapping import INTERACTIVE
from tests.services.real_workspace import START, add_family, make_workspace

PASSPHRASE = "five brown goats"
BACKING_UP = """
import os, sys
from pathlib import Path
from fsp_desktop.domain.clock import FixedClock
from fsp_desktop.services.back_up import back_up_if_due
from fsp_desktop.services.profile import Profile
from fsp_desktop.services.workspace import open_workspace
from tests.services.real_workspace import START
if sys.argv[4:]:
    import resource
    import signal
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
steps = 0
def stand_still():
    global steps
    steps += 1
    if steps == int(sys.argv[3]):
        if sys.argv[4:]:
            size = int(sys.argv[4])
            resource.setrlimit(resource.RLIMIT_FSIZE, (size, size))
        else:
            print("in the middle", flush=True)
            sys.stdin.read()
    return False
with open_workspace(Profile(Path(sys.argv[1])), bytes.fromhex(sys.argv[2]), FixedClock(START)) as w:
    try:
        back_up_if_due(w, cancelled=stand_still)
        print("done", flush=True)
    except Exception as error:
        print(getattr(error, "code", repr(error)), flush=True)
"""


@pytest.fixture
def clock() -> FixedClock:
    return FixedClock(START)


@pytest.fixture
def workspace(tmp_path: Path, clock: FixedClock) -> Iterator[Workspace]:
    root = tmp_path / "profile"
    root.mkdir()
    key = slots.create(root, PASSPHRASE, SystemClock(), INTERACTIVE).key
    with make_workspace(root, clock, key) as opened:
        for number in range(20):
            add_family(opened, f"Family {number}")
        yield opened


def names(workspace: Workspace) -> list[str]:
    return sorted(one.name for one in workspace.profile.backups_path.iterdir())


def test_saves_go_on_between_its_steps_and_are_not_in_it(
    workspace: Workspace, tmp_path: Path
) -> None:
    before = workspace.store.digest()
    saved: list[str] = []

    def save_something() -> bool:
        saved.append(add_family(workspace, f"Meanwhile {len(saved)}"))
        return False

    made = back_up(workspace, tmp_path / "b", save_something)
    assert made.digest == before != workspace.store.digest()
    assert len(saved) > 1
    assert all(workspace.store.load(one) for one in saved)
    assert workspace.store.check() == []
    restored = restore(made.path, Profile(tmp_path / "new"), PASSPHRASE, SystemClock())
    assert restored.digest == before


def test_it_runs_on_another_thread_than_the_store(workspace: Workspace, tmp_path: Path) -> None:
    made: list[BackedUp] = []
    thread = Thread(target=lambda: made.append(back_up(workspace, tmp_path / "b")))
    thread.start()
    for number in range(50):
        add_family(workspace, f"Typed {number}")
    thread.join(60)
    restored = restore(made[0].path, Profile(tmp_path / "new"), PASSPHRASE, SystemClock())
    assert restored.digest == made[0].digest
    assert workspace.store.count("family") == 70


def test_the_store_keeps_its_locks_after_a_backup(workspace: Workspace, tmp_path: Path) -> None:
    back_up(workspace, tmp_path / "b")
    add_family(workspace)
    assert workspace.store.check() == []
    assert Path(f"{workspace.profile.record_path}-wal").exists()


def test_a_backup_that_is_stopped_leaves_nothing(workspace: Workspace, clock: FixedClock) -> None:
    kept = back_up_if_due(workspace)
    assert kept is not None
    clock.advance(timedelta(days=1))
    with pytest.raises(FspError) as stopped:
        back_up_if_due(workspace, cancelled=lambda: True)
    assert stopped.value.code == "store.cancelled"
    assert names(workspace) == [kept.path.name]


def begin(workspace: Workspace, step: int, *more: object) -> subprocess.Popen[str]:
    words = [str(workspace.profile.root), workspace.key.hex(), str(step), *map(str, more)]
    return subprocess.Popen(
        [sys.executable, "-c", BACKING_UP, *words],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )


@pytest.mark.skipif(sys.platform == "win32", reason="no SIGKILL there")
@pytest.mark.parametrize("step", [1, 2])
def test_half_a_backup_of_a_killed_program_is_never_taken_for_a_good_one(
    workspace: Workspace, tmp_path: Path, step: int
) -> None:
    workspace.close()
    with begin(workspace, step) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "in the middle\n"
        process.send_signal(signal.SIGKILL)
    assert not [one for one in names(workspace) if not one.startswith(".")]
    with begin(workspace, 1000) as process:
        said, _ = process.communicate()
    assert said == "done\n"
    assert names(workspace) == ["2025-09-01.fspbackup"]
    whole = workspace.profile.backups_path / "2025-09-01.fspbackup"
    restore(whole, Profile(tmp_path / "new"), PASSPHRASE, SystemClock())


@pytest.mark.skipif(sys.platform == "win32", reason="no such limit there")
def test_a_disk_that_fills_up_midway_is_told_and_nothing_is_left(workspace: Workspace) -> None:
    workspace.close()
    with begin(workspace, 1, 64 * 1024) as process:
        said, _ = process.communicate()
    assert said in {"store.disk_full\n", "store.disk_failed\n"}
    assert names(workspace) == []


def test_a_disk_with_little_room_is_left_as_it_is(
    workspace: Workspace, clock: FixedClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    kept = back_up_if_due(workspace)
    assert kept is not None
    clock.advance(timedelta(days=1))
    monkeypatch.setattr(shutil, "disk_usage", lambda _path: SimpleNamespace(free=1))
    with pytest.raises(FspError) as full:
        back_up_if_due(workspace)
    assert full.value.code == "store.disk_full"
    assert names(workspace) == [kept.path.name]
