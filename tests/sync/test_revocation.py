"""Devices that are taken out of the team: what they wrote later is kept apart, and never lost."""

from __future__ import annotations

import pytest

from fsp_desktop.sync.devices import list_devices
from fsp_desktop.sync.identity import identity_of, member_of
from fsp_desktop.sync.names import parse_entry
from fsp_desktop.sync.revocation import (
    accept_quarantined,
    discard_quarantined,
    quarantined,
    revoke,
)
from fsp_desktop.sync.roster import ADD, Member, sign_entry
from fsp_desktop.sync.roster_log import read_log
from tests.sync.desks import Desk, agree, codes, team
from tests.sync.fake_remote import FakeRemote
from tests.sync.places import refused


@pytest.fixture
def remote() -> FakeRemote:
    return FakeRemote()


def settle(remote: FakeRemote, *desks: Desk) -> None:
    for _ in range(3):
        for desk in desks:
            desk.syncs(remote)


def device_of(desk: Desk) -> str:
    return identity_of(desk.store).device.id


def revoked_team(remote: FakeRemote) -> list[Desk]:
    """Ana has revoked Cem, who wrote something before and something after."""
    ana, ben, cem = team(remote, "ana", "ben", "cem")
    cem.writes("f1", label="before")
    settle(remote, ana, ben, cem)
    revoke(ana.store, device_of(cem), ana.clock)
    cem.writes("f1", label="after")
    cem.writes("f2", label="also after")
    settle(remote, ana, ben, cem)
    settle(remote, ana, ben)
    return [ana, ben, cem]


def test_what_comes_later_lies_in_quarantine_everywhere(remote: FakeRemote) -> None:
    ana, ben, cem = revoked_team(remote)
    for desk in (ana, ben):
        assert desk.store.siblings("f1", "label") == {"before"}
        (held,) = quarantined(desk.store)
        assert (held.name, held.changes) == ("cem", 2)
    assert agree(ana, ben)
    assert "sync.revoked_here" in codes(cem.syncs(remote))
    settle(remote, ana, ben)
    shown = {one.name: one.revoked_since for one in list_devices(ben.store, ben.clock)}
    assert shown["cem"]
    assert not shown["ana"]
    assert [desk.syncs(remote).requests for desk in (ana, ben)] == [1, 1]


def test_an_administrator_takes_it_in(remote: FakeRemote) -> None:
    ana, ben, cem = revoked_team(remote)
    assert refused(lambda: accept_quarantined(ben.store, device_of(cem), ben.clock)) == (
        "sync.not_an_administrator"
    )
    accept_quarantined(ana.store, device_of(cem), ana.clock)
    settle(remote, ana, ben)
    for desk in (ana, ben):
        assert desk.store.siblings("f1", "label") == {"after"}
        assert desk.store.siblings("f2", "label") == {"also after"}
        assert quarantined(desk.store) == []
    cem.writes("f3", label="later still")
    settle(remote, cem, ana, ben)
    assert [one.changes for one in quarantined(ben.store)] == [1]
    assert ben.store.siblings("f3", "label") == set()
    assert agree(ana, ben)


def test_an_administrator_throws_it_away(remote: FakeRemote) -> None:
    ana, ben, cem = revoked_team(remote)
    discard_quarantined(ana.store, device_of(cem), ana.clock)
    settle(remote, ana, ben)
    assert [quarantined(desk.store) for desk in (ana, ben)] == [[], []]
    assert [desk.store.stashed() for desk in (ana, ben)] == [[], []]
    assert ben.store.siblings("f1", "label") == {"before"}
    code = refused(lambda: discard_quarantined(ana.store, device_of(cem), ana.clock))
    assert code == "sync.nothing_in_quarantine"
    assert [desk.syncs(remote).requests for desk in (ana, ben)] == [1, 1]


def test_the_revoked_device_reads_nothing_new(remote: FakeRemote) -> None:
    ana, ben, cem = revoked_team(remote)
    ana.writes("f9", label="not for cem")
    ben.writes("f9", phone="nor this")
    settle(remote, ana, ben, cem)
    assert cem.store.siblings("f9", "label") == set()
    assert cem.store.siblings("f9", "phone") == set()
    keys = set(member_of(identity_of(cem.store)).keys)
    assert keys < set(member_of(identity_of(ana.store)).keys)


def test_what_one_had_applied_before_it_knew_counts_for_all(remote: FakeRemote) -> None:
    ana, ben, cem = team(remote, "ana", "ben", "cem")
    cem.writes("f1", label="ben has read this")
    cem.syncs(remote)
    ben.syncs(remote)
    revoke(ana.store, device_of(cem), ana.clock)
    ben.writes("f2", label="ben")
    settle(remote, ana, ben)
    assert ana.store.siblings("f1", "label") == {"ben has read this"}
    assert agree(ana, ben)
    assert quarantined(ana.store) == []


def test_a_revoked_administrator_lets_nobody_in(remote: FakeRemote) -> None:
    ana, ben = team(remote, "ana", "ben")
    cem = Desk("cem").asks(ana.invites(admin=True))
    for desk in (cem, ana, cem):
        desk.syncs(remote)
    settle(remote, ana, ben, cem)
    code = cem.invites()
    revoke(ana.store, device_of(cem), ana.clock)
    eve = Desk("eve").asks(code)
    eve.syncs(remote)
    cem.syncs(remote)
    settle(remote, ana, ben)
    eve.syncs(remote)
    eve.writes("f1", label="eve")
    settle(remote, eve, cem, ana, ben)
    assert {one.name for one in list_devices(ana.store, ana.clock)} == {"ana", "ben", "cem"}
    assert ana.store.siblings("f1", "label") == set()
    assert agree(ana, ben)


def test_two_administrators_revoke_each_other(remote: FakeRemote) -> None:
    ana, ben = team(remote, "ana", "ben")
    cem = Desk("cem").asks(ana.invites(admin=True))
    for desk in (cem, ana, cem):
        desk.syncs(remote)
    settle(remote, ana, ben, cem)
    revoke(ana.store, device_of(cem), ana.clock)
    revoke(cem.store, device_of(ana), cem.clock)
    settle(remote, ana, ben, cem)
    gone = [one.name for one in list_devices(ben.store, ben.clock) if one.revoked_since]
    assert gone == ["cem"]
    logs = []
    for desk in (ana, ben):
        identity = identity_of(desk.store)
        entries = [data for _, data in desk.store.roster_entries()]
        for order in (entries, entries[::-1]):
            log = read_log(order, member_of(identity), identity.device.box)
            logs.append((sorted(log.revoked), sorted(log.members)))
    assert all(one == logs[0] for one in logs)


def test_who_may_revoke_whom(remote: FakeRemote) -> None:
    ana, ben = team(remote, "ana", "ben")
    assert refused(lambda: revoke(ben.store, device_of(ana), ben.clock)) == (
        "sync.not_an_administrator"
    )
    assert refused(lambda: revoke(ana.store, "nobody", ana.clock)) == "sync.no_such_device"
    assert refused(lambda: revoke(ana.store, device_of(ana), ana.clock)) == "sync.own_device"
    revoke(ana.store, device_of(ben), ana.clock)
    before = ana.store.roster_entries()
    revoke(ana.store, device_of(ben), ana.clock)
    assert ana.store.roster_entries() == before


def test_forged_and_replayed_entries_change_nothing(remote: FakeRemote) -> None:
    ana, ben, cem = revoked_team(remote)
    identity = identity_of(cem.store)
    eve = Desk("eve").founds()
    guest = Member.of(identity_of(eve.store).device, role="liaison", admin=True)
    folder = f"fsp1-{member_of(identity).id}"
    for n in (1, 50):
        name, data = sign_entry(ADD, guest, identity.device, member_of(identity), cem.clock, n)
        remote.files[f"{folder}/{name}"] = data
    names = [name for name in remote.files if parse_entry(name.partition("/")[2])]
    data = remote.files[names[0]]
    remote.files[f"{folder}/r/{'ab' * 16}/1-{'cd' * 16}"] = data
    ben.writes("f8", label="x")
    settle(remote, ana, ben)
    assert {one.name for one in list_devices(ben.store, ben.clock)} == {"ana", "ben", "cem"}
    assert agree(ana, ben)
