"""The same stories with the real encrypted store on both sides and a real folder between them."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from fsp_desktop.domain.clock import FixedClock
from fsp_desktop.domain.errors import UnreachableError
from fsp_desktop.sync.remotes import FolderRemote
from tests.sync.desks import MORNING, Desk, agree, codes
from tests.sync.fake_remote import BreakingRemote
from tests.sync.real_store import RealStore

F1, F2 = "01890000-0000-7000-8000-000000000001", "01890000-0000-7000-8000-000000000002"


@pytest.fixture
def remote(tmp_path: Path) -> FolderRemote:
    remote = FolderRemote(tmp_path / "team")
    remote.make()
    return remote


@pytest.fixture
def desks(tmp_path: Path, remote: FolderRemote) -> Iterator[list[Desk]]:
    made = []
    for name in ("ana", "ben", "cem"):
        clock = FixedClock(MORNING)
        made.append(Desk(name, clock, RealStore(tmp_path / f"{name}.fsp", clock)))
    ana = made[0].founds()
    ana.syncs(remote)
    for desk in made[1:]:
        desk.asks(ana.invites(str(remote.root)))
        for one in (desk, ana, desk):
            one.syncs(remote)
    settle(remote, made)
    yield made
    for desk in made:
        assert desk.store.problems() == []
        desk.store.close()


def settle(remote: FolderRemote, desks: list[Desk]) -> None:
    for _ in range(3):
        for desk in desks:
            desk.syncs(remote)


def test_edits_and_conflicts_travel(remote: FolderRemote, desks: list[Desk]) -> None:
    ana, ben, cem = desks
    ana.writes(F1, label="Rahman", meeting_preferences="mornings")
    ana.syncs(remote)
    assert ben.syncs(remote).received == 1
    cem.syncs(remote)
    ana.writes(F1, label="Rahman-Begum")
    ben.writes(F1, label="Rahmanzai")
    cem.writes(F2, label="Nguyễn")
    settle(remote, desks)
    assert agree(*desks)
    for desk in desks:
        assert desk.store.conflicts(F1) == ("label",)
        assert desk.store.shown(F1, "meeting_preferences") == "mornings"
        assert desk.store.shown(F2, "label") == "Nguyễn"
    cem.writes(F1, label="Rahmanzai")
    settle(remote, desks)
    assert agree(*desks)
    assert all(desk.store.conflicts(F1) == () for desk in desks)
    assert all(desk.syncs(remote).requests == 1 for desk in desks)


def test_a_restored_file_goes_on_under_a_new_incarnation(
    tmp_path: Path, remote: FolderRemote, desks: list[Desk]
) -> None:
    ana, ben, _ = desks
    ana.writes(F1, label="kept")
    ana.syncs(remote)
    ana.writes(F2, label="unpublished in the backup")
    ana.store = ana.store.copied_to(tmp_path / "backup")
    ana.writes(F1, label="lost with the disk")
    ana.syncs(remote)
    ben.syncs(remote)
    ana.store = ana.store.reopened_from(tmp_path / "backup")
    ana.writes(F1, label="written after the restore")
    report = ana.syncs(remote)
    assert "sync.restored_device" in codes(report)
    settle(remote, desks)
    assert agree(*desks)
    assert ana.store.conflicts(F1) == ("label",)
    assert ben.store.shown(F2, "label") == "unpublished in the backup"
    ana.writes(F1, label="settled")
    settle(remote, desks)
    assert agree(*desks)
    assert ben.store.shown(F1, "label") == "settled"


def test_a_death_of_the_program_at_every_step(
    tmp_path: Path, remote: FolderRemote, desks: list[Desk]
) -> None:
    ana, ben, _ = desks
    for step in range(1, 14):
        ana.writes(F1, label=f"ana {step}")
        ben.writes(F1, label=f"ben {step}", meeting_preferences=f"{step}")
        breaking = BreakingRemote(remote, step, after=bool(step % 2))
        for desk in (ana, ben, ana):
            try:
                desk.syncs(breaking)
            except UnreachableError:
                # What was not committed dies with the program; the file is opened afresh.
                desk.store.close()
                desk.store = RealStore(desk.store.path, desk.clock)
        settle(remote, desks)
        assert agree(*desks)
        assert ana.store.conflicts(F1) == ("label",)


def test_an_emptied_folder_is_filled_again(remote: FolderRemote, desks: list[Desk]) -> None:
    ana, ben, cem = desks
    for desk in desks:
        desk.writes(F1, label=desk.name)
    settle(remote, desks)
    before = ana.store.digest()
    for path in sorted(remote.root.rglob("*"), reverse=True):
        path.unlink() if path.is_file() else path.rmdir()
    assert "sync.folder_emptied" in codes(ben.syncs(remote))
    settle(remote, desks)
    assert ana.store.digest() == before
    assert agree(*desks)
    assert cem.syncs(remote).requests == 1
