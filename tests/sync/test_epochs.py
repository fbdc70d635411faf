"""Keys that turn: who can read what, whoever turned them and whoever was away meanwhile."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest

from fsp_desktop.domain.clock import FixedClock
from fsp_desktop.sync.epochs import turn_key
from fsp_desktop.sync.identity import epoch_order, identity_of, member_of, read_identity
from fsp_desktop.sync.recovery import make_sheet, recover
from fsp_desktop.sync.remotes import FolderRemote
from fsp_desktop.sync.revocation import revoke
from fsp_desktop.sync.roster_log import read_log
from tests.sync.desks import MORNING, Desk, agree, codes, team
from tests.sync.fake_remote import FakeRemote
from tests.sync.places import refused
from tests.sync.real_store import RealStore

F1, F2 = "01890000-0000-7000-8000-000000000001", "01890000-0000-7000-8000-000000000002"
OLD = Path(__file__).parent / "data" / "space_before_epochs.zip"
OLD_DIGEST = "fe819efa03a5e638d230672d09ec2fb52d49a460e4d5b4f1fb4080f5e85f8720"


@pytest.fixture
def remote() -> FakeRemote:
    return FakeRemote()


def settle(remote: FakeRemote | FolderRemote, *desks: Desk) -> None:
    for _ in range(3):
        for desk in desks:
            desk.syncs(remote)


def device_of(desk: Desk) -> str:
    return identity_of(desk.store).device.id


def epoch_of_desk(desk: Desk) -> int | str:
    return member_of(identity_of(desk.store)).epoch


def turns(desk: Desk) -> None:
    """Turn the key without a reason, as an administrator's device does after a revocation."""
    identity = identity_of(desk.store)
    entries = (data for _, data in desk.store.roster_entries())
    log = read_log(entries, member_of(identity), identity.device.box)
    turn_key(desk.store, identity, log, desk.clock)


def admins(remote: FakeRemote) -> list[Desk]:
    ana, ben = team(remote, "ana", "ben")
    cem = Desk("cem").asks(ana.invites(admin=True))
    for desk in (cem, ana, cem):
        desk.syncs(remote)
    settle(remote, ana, ben, cem)
    return [ana, ben, cem]


def test_a_device_that_was_away_opens_the_new_key(remote: FakeRemote) -> None:
    ana, ben, cem = team(remote, "ana", "ben", "cem")
    for label in ("first", "second", "third"):
        turns(ana)
        ana.writes("f1", label=label)
        ana.syncs(remote)
    assert epoch_order(epoch_of_desk(ana))[0] == 4
    report = cem.syncs(remote)
    assert (report.received, codes(report)) == (3, [])
    settle(remote, ana, ben, cem)
    assert agree(ana, ben, cem)
    assert {epoch_of_desk(desk) for desk in (ana, ben, cem)} == {epoch_of_desk(ana)}
    assert [desk.syncs(remote).requests for desk in (ana, ben, cem)] == [1, 1, 1]


def test_two_administrators_turn_the_key_at_once(remote: FakeRemote) -> None:
    ana, ben, cem = admins(remote)
    for desk in (ana, cem):
        turns(desk)
        desk.writes(f"f-{desk.name}", label=desk.name)
    # Both leave before either has read of the other.
    apart = FakeRemote()
    apart.files = dict(remote.files)
    ana.syncs(remote)
    cem.syncs(apart)
    remote.files |= apart.files
    settle(remote, ana, ben, cem)
    assert agree(ana, ben, cem)
    epochs = [sorted(member_of(identity_of(d.store)).keys) for d in (ana, ben, cem)]
    assert epochs[0] == epochs[1] == epochs[2]
    assert len(epochs[0]) == 3
    assert len({epoch_of_desk(desk) for desk in (ana, ben, cem)}) == 1
    ben.writes("f1", label="with the higher key")
    settle(remote, ana, ben, cem)
    assert agree(ana, ben, cem)


def test_a_newcomer_let_in_while_another_turned_the_key(remote: FakeRemote) -> None:
    ana, ben, cem = admins(remote)
    dia = Desk("dia").asks(cem.invites())
    dia.syncs(remote)
    apart = FakeRemote()
    apart.files = dict(remote.files)
    cem.syncs(apart)
    turns(ana)
    ana.writes("f1", label="under the new key")
    ana.syncs(remote)
    remote.files |= apart.files
    settle(remote, dia, ana, ben, cem)
    settle(remote, dia, ana, ben, cem)
    assert agree(ana, ben, cem, dia)
    assert dia.store.siblings("f1", "label") == {"under the new key"}
    assert [codes(desk.syncs(remote)) for desk in (ana, ben, cem, dia)] == [[]] * 4


def test_a_key_from_somebody_who_may_not_turn_it_is_not_used(remote: FakeRemote) -> None:
    ana, ben = team(remote, "ana", "ben")
    turns(ben)
    ben.syncs(remote)
    settle(remote, ana, ben)
    assert epoch_of_desk(ana) == 1
    assert "1" in member_of(identity_of(ana.store)).keys
    ana.writes("f1", label="still read")
    settle(remote, ana, ben)
    assert agree(ana, ben)


def test_the_sheet_opens_a_space_whose_only_administrator_is_lost(remote: FakeRemote) -> None:
    ana, ben = team(remote, "ana", "ben")
    words = make_sheet(ana.store, ana.clock)
    assert len(words) == 12
    turns(ana)
    ana.writes("f1", label="before the loss")
    settle(remote, ana, ben)
    lost = device_of(ana)
    eva = Desk("eva")
    recover(eva.store, remote, " ".join(words).upper(), "eva", eva.clock)
    report = eva.syncs(remote)
    assert codes(report) == []
    assert eva.store.siblings("f1", "label") == {"before the loss"}
    revoke(eva.store, lost, eva.clock)
    eva.writes("f1", label="after the loss")
    settle(remote, eva, ben)
    assert agree(eva, ben)
    assert epoch_of_desk(ben) == epoch_of_desk(eva) != epoch_of_desk(ana)
    assert "sync.revoked_here" in codes(ana.syncs(remote))
    fay = Desk("fay").asks(eva.invites())
    for desk in (fay, eva, fay):
        desk.syncs(remote)
    assert agree(eva, fay)


def test_a_replaced_or_foreign_sheet_opens_nothing(remote: FakeRemote) -> None:
    ana, ben = team(remote, "ana", "ben")
    old = make_sheet(ana.store, ana.clock)
    settle(remote, ana, ben)
    new = make_sheet(ana.store, ana.clock)
    settle(remote, ana, ben)
    assert agree(ana, ben)
    eva = Desk("eva")

    def with_words(words: list[str]) -> str:
        return refused(lambda: recover(eva.store, remote, "-".join(words), "eva", eva.clock))

    assert with_words(old) == "sync.sheet_opens_nothing"
    foreign = make_sheet(Desk("other").founds().store, eva.clock)
    assert with_words(foreign) == "sync.sheet_opens_nothing"
    assert with_words(new[:-1]) == "vault.word_count"
    assert eva.store.identity() is None
    assert refused(lambda: make_sheet(ben.store, ben.clock)) == "sync.not_an_administrator"
    recover(eva.store, remote, "-".join(new), "eva", eva.clock)
    assert codes(eva.syncs(remote)) == []


def test_a_space_made_before_there_were_epochs_goes_on(tmp_path: Path) -> None:
    """`data/space_before_epochs.zip` was made by the program as it was before keys could turn."""
    with zipfile.ZipFile(OLD) as archive:
        archive.extractall(tmp_path)
    clock = FixedClock(MORNING)
    ana, ben = (
        Desk(name, clock, RealStore(tmp_path / f"{name}.fsp", clock)) for name in ("ana", "ben")
    )
    remote = FolderRemote(tmp_path / "team")
    try:
        assert ana.store.digest() == OLD_DIGEST
        settle(remote, ben, ana)
        assert agree(ana, ben)
        assert ana.store.shown(F2, "meeting_preferences") == "not sent yet"
        assert ana.store.conflicts(F1) == ("label",)
        turns(ana)
        ana.writes(F1, label="under a new key")
        settle(remote, ana, ben)
        assert agree(ana, ben)
        assert epoch_order(epoch_of_desk(ben))[0] == 2
        cem = Desk("cem", clock, RealStore(tmp_path / "cem.fsp", clock)).asks(ana.invites())
        settle(remote, cem, ana)
        assert agree(ana, ben, cem)
        assert all(desk.store.problems() == [] for desk in (ana, ben, cem))
        cem.store.close()
    finally:
        ana.store.close()
        ben.store.close()


def test_an_identity_of_the_first_format_is_read() -> None:
    book = Desk("ana").founds().store.identity()
    assert book is not None
    del book["space"]["closed"]
    old = {**book, "format": 1, "space": {**book["space"], "epoch": 1}}
    assert read_identity(old).to_book()["format"] == 2
    assert member_of(read_identity(old)).epoch == 1
