from __future__ import annotations

import pytest

from fsp_desktop.domain.errors import UnreachableError
from fsp_desktop.sync.devices import list_devices
from tests.sync.desks import Desk, agree, codes, team
from tests.sync.fake_remote import BreakingRemote, FakeRemote


@pytest.fixture
def remote() -> FakeRemote:
    return FakeRemote()


def settle(remote: FakeRemote, *desks: Desk) -> None:
    for _ in range(3):
        for desk in desks:
            desk.syncs(remote)


def test_a_restored_backup_reads_what_it_once_wrote(remote: FakeRemote) -> None:
    ana, ben = team(remote, "ana", "ben")
    ana.writes("f1", label="kept")
    ana.syncs(remote)
    backup = ana.store.backup()
    ana.writes("f1", label="after the backup")
    ana.writes("f2", label="also")
    ana.syncs(remote)
    ben.syncs(remote)
    old = ana.store.own_incarnation()
    ana.store.restore(backup)
    report = ana.syncs(remote)
    assert "sync.restored_device" in codes(report)
    assert report.received == 2
    assert ana.store.own_incarnation() != old
    assert ana.store.siblings("f1", "label") == {"after the backup"}
    ana.writes("f1", label="goes on")
    settle(remote, ana, ben)
    assert agree(ana, ben)
    assert ben.store.siblings("f1", "label") == {"goes on"}
    assert codes(ana.syncs(remote)) == []
    assert ana.syncs(remote).requests == 1
    assert len(list_devices(ben.store, ben.clock)) == 2


def test_edits_made_between_the_restore_and_the_sync_are_kept(remote: FakeRemote) -> None:
    ana, ben = team(remote, "ana", "ben")
    ana.writes("f1", label="kept")
    ana.syncs(remote)
    backup = ana.store.backup()
    ana.writes("f1", label="lost with the disk")
    ana.syncs(remote)
    ben.syncs(remote)
    ana.store.restore(backup)
    ana.writes("f1", label="written after the restore")
    ana.writes("f1", phone="7")
    settle(remote, ana, ben)
    assert agree(ana, ben)
    for desk in (ana, ben):
        assert desk.store.siblings("f1", "label") == {
            "lost with the disk",
            "written after the restore",
        }
        assert desk.store.siblings("f1", "phone") == {"7"}


def test_unpublished_changes_of_a_backup_that_were_published_later(remote: FakeRemote) -> None:
    ana, ben = team(remote, "ana", "ben")
    ana.writes("f1", label="unpublished in the backup")
    backup = ana.store.backup()
    ana.writes("f2", label="later")
    ana.syncs(remote)
    ben.syncs(remote)
    ana.store.restore(backup)
    settle(remote, ana, ben)
    assert agree(ana, ben)
    assert len(ana.store.book.ops) == len(ben.store.book.ops) == 2


def test_a_backup_that_ends_where_the_place_ends_just_goes_on(remote: FakeRemote) -> None:
    ana, ben = team(remote, "ana", "ben")
    ana.writes("f1", label="1")
    ana.syncs(remote)
    ana.writes("f1", label="2")
    backup = ana.store.backup()
    old = ana.store.own_incarnation()
    ana.store.restore(backup)
    settle(remote, ana, ben)
    assert ana.store.own_incarnation() == old
    assert ben.store.siblings("f1", "label") == {"2"}
    assert agree(ana, ben)


def test_a_restore_far_behind_the_newest_head(remote: FakeRemote) -> None:
    ana, ben = team(remote, "ana", "ben")
    backup = ana.store.backup()
    for i in range(70):
        ana.writes("f1", label=f"{i}")
        ana.syncs(remote)
    ben.syncs(remote)
    ana.store.restore(backup)
    ana.writes("f1", label="mine")
    settle(remote, ana, ben)
    assert agree(ana, ben)
    assert ana.store.siblings("f1", "label") == {"69", "mine"}


def test_acknowledgements_alone_tell_a_restored_device(remote: FakeRemote) -> None:
    ana, ben = team(remote, "ana", "ben")
    backup = ana.store.backup()
    ana.writes("f1", label="seen by ben")
    ana.syncs(remote)
    ben.syncs(remote)
    ben.writes("f2", label="x")
    ben.syncs(remote)
    own = [name for name in remote.files if ana.store.own_incarnation() in name]
    for name in own:
        if "/r/" not in name:
            del remote.files[name]
    ana.store.restore(backup)
    ana.writes("f1", label="written after the restore")
    report = ana.syncs(remote)
    assert "sync.restored_device" in codes(report)
    settle(remote, ben, ana)
    assert agree(ana, ben)
    assert ben.store.siblings("f1", "label") == {"seen by ben", "written after the restore"}


def test_a_clone_that_published_first_is_noticed(remote: FakeRemote) -> None:
    ana, ben = team(remote, "ana", "ben")
    ana.writes("f1", label="before")
    ana.syncs(remote)
    twin = Desk("ana")
    twin.store.restore(ana.store.backup())
    twin.writes("f1", label="by the twin")
    twin.syncs(remote)
    ana.writes("f1", label="by ana")
    report = ana.syncs(remote)
    assert "sync.restored_device" in codes(report)
    assert ana.store.own_incarnation() != twin.store.own_incarnation()
    settle(remote, ana, twin, ben)
    assert agree(ana, twin, ben)
    assert ben.store.siblings("f1", "label") == {"by the twin", "by ana"}


@pytest.mark.parametrize("torn", [False, True])
def test_starting_anew_survives_an_interruption_at_every_step(torn: bool) -> None:
    step, reached_end = 0, False
    while not reached_end:
        step += 1
        remote = FakeRemote()
        ana, ben = team(remote, "ana", "ben")
        backup = ana.store.backup()
        ana.writes("f1", label="lost with the disk")
        ana.syncs(remote)
        ben.syncs(remote)
        ana.store.restore(backup)
        ana.writes("f1", label="written after")
        breaking = BreakingRemote(remote, step, torn=torn)
        for desk in (ana, ben):
            try:
                desk.syncs(breaking)
            except UnreachableError:
                desk.syncs(remote)
        settle(remote, ana, ben)
        assert agree(ana, ben)
        assert ben.store.siblings("f1", "label") == {"lost with the disk", "written after"}
        reached_end = breaking.steps < step
    assert step > 8


def test_the_entry_of_a_new_incarnation_survives_an_emptied_place(remote: FakeRemote) -> None:
    ana, ben = team(remote, "ana", "ben")
    backup = ana.store.backup()
    ana.writes("f1", label="lost with the disk")
    ana.syncs(remote)
    ben.syncs(remote)
    ana.store.restore(backup)
    ana.syncs(remote)
    remote.files.clear()
    ben.syncs(remote)
    ana.writes("f1", label="goes on")
    ana.syncs(remote)
    assert codes(ben.syncs(remote)) == []
    assert agree(ana, ben)
    assert ben.store.siblings("f1", "label") == {"goes on"}
