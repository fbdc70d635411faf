"""Backups are whole, dated, few, and come back with every record and every old version."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from fsp_desktop.domain.clock import FixedClock, SystemClock
from fsp_desktop.domain.errors import LockedError, RefusedError
from fsp_desktop.services.back_up import back_up, back_up_if_due, restore
from fsp_desktop.services.profile import Profile
from fsp_desktop.services.unlock import unlock
from fsp_desktop.services.workspace import Workspace
from fsp_desktop.vault import slots
from fsp_desktop.vault.wrapping import INTERACTIVE
from tests.services.real_workspace import START, add_family, make_workspace

PASSPHRASE = "five brown goats"


@pytest.fixture
def clock() -> FixedClock:
    return FixedClock(START)


@pytest.fixture
def workspace(tmp_path: Path, clock: FixedClock) -> Iterator[Workspace]:
    root = tmp_path / "profile"
    root.mkdir()
    key = slots.create(root, PASSPHRASE, SystemClock(), INTERACTIVE).key
    with make_workspace(root, clock, key) as opened:
        add_family(opened)
        yield opened


def test_history_comes_back_too(workspace: Workspace, tmp_path: Path) -> None:
    family = add_family(workspace, "Family A")
    workspace.store.delete(family, author=workspace.person_id)
    made = back_up(workspace, tmp_path / "b")
    new = Profile(tmp_path / "new")
    restored = restore(made.path, new, PASSPHRASE, SystemClock())
    assert (restored.digest, restored.made_at) == (made.digest, "2025-09-01T14:00:00.000+00:00")
    with unlock(new, PASSPHRASE, SystemClock()) as opened:
        assert opened.store.history(family) == workspace.store.history(family)
        assert opened.who == workspace.who


def test_a_backup_replaces_an_older_one_only_when_it_is_whole(
    workspace: Workspace, tmp_path: Path
) -> None:
    first = back_up(workspace, tmp_path / "b")
    add_family(workspace, "Family B")
    second = back_up(workspace, tmp_path / "b")
    assert first.digest != second.digest
    assert sorted(one.name for one in tmp_path.iterdir()) == ["b", "profile"]


@pytest.mark.parametrize("name", ["record.fsp", "vault.json", "new"])
def test_a_backup_never_lies_among_the_records_own_files(workspace: Workspace, name: str) -> None:
    with pytest.raises(RefusedError, match=r"services\.inside_profile"):
        back_up(workspace, workspace.profile.root / name)


def test_dated_backups_rotate(workspace: Workspace, clock: FixedClock) -> None:
    kept = workspace.profile.backups_path / "before the move.fspbackup"
    for day in range(5):
        made = back_up_if_due(workspace, kept=3)
        assert made is not None
        assert back_up_if_due(workspace, kept=3) is None
        if not day:
            made.path.with_name(kept.name).write_bytes(made.path.read_bytes())
        clock.advance(timedelta(days=1))
    names = sorted(one.name for one in workspace.profile.backups_path.iterdir())
    assert names == [
        "2025-09-03.fspbackup", "2025-09-04.fspbackup", "2025-09-05.fspbackup", kept.name,
    ]  # fmt: skip


def test_a_profile_with_anything_in_it_is_left_alone(workspace: Workspace, tmp_path: Path) -> None:
    made = back_up(workspace, tmp_path / "b")
    root = tmp_path / "new"
    root.mkdir()
    (root / "settings.json").write_text('{"theme": "dark"}')
    restore(made.path, Profile(root), PASSPHRASE, SystemClock())
    assert (root / "settings.json").read_text() == '{"theme": "dark"}'
    with pytest.raises(RefusedError, match=r"services\.profile_not_empty"):
        restore(made.path, Profile(root), PASSPHRASE, SystemClock())


def test_swapped_contents_are_noticed(workspace: Workspace, tmp_path: Path) -> None:
    """A sound file of another day is no substitute: the digest tells them apart."""
    first, second = back_up(workspace, tmp_path / "a"), None
    add_family(workspace, "Family B")
    second = back_up(workspace, tmp_path / "b")
    mixed = first.path.read_bytes().replace(first.digest.encode(), second.digest.encode())
    (tmp_path / "c").write_bytes(mixed)
    with pytest.raises(RefusedError, match=r"services\.damaged_backup"):
        restore(tmp_path / "c", Profile(tmp_path / "new"), PASSPHRASE, SystemClock())


def test_a_wrong_passphrase_leaves_nothing_behind(workspace: Workspace, tmp_path: Path) -> None:
    made = back_up(workspace, tmp_path / "b")
    with pytest.raises(LockedError, match=r"vault\.wrong_passphrase"):
        restore(made.path, Profile(tmp_path / "new"), "five brown boats", SystemClock())
    assert list((tmp_path / "new").iterdir()) == []
