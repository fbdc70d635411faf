"""Snapshots, what may be taken away because of them, and who can still catch up afterwards."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from fsp_desktop.domain.changes import pack_op, unpack_op
from fsp_desktop.domain.clock import FixedClock
from fsp_desktop.domain.errors import UnreachableError
from fsp_desktop.sync.identity import identity_of, member_of
from fsp_desktop.sync.ledger import Reached
from fsp_desktop.sync.names import is_chunk, is_manifest, parse_bundle
from fsp_desktop.sync.revocation import revoke
from fsp_desktop.sync.snapshot import Cut, pieces
from fsp_desktop.sync.snapshotting import ask_for_snapshot
from tests.sync.desks import MORNING, Desk, agree, codes, team
from tests.sync.fake_remote import BreakingRemote, FakeRemote
from tests.sync.real_store import RealStore


@pytest.fixture
def remote() -> FakeRemote:
    return FakeRemote()


def settle(remote: FakeRemote, *desks: Desk) -> None:
    for _ in range(3):
        for desk in desks:
            desk.syncs(remote)


def inside(remote: FakeRemote) -> list[str]:
    return [name.partition("/")[2] for name in remote.files]


def bundles_at(remote: FakeRemote) -> list[str]:
    return [name for name in inside(remote) if parse_bundle(name)]


def pass_days(days: int, *desks: Desk) -> None:
    for desk in desks:
        desk.waits(days=days)


def busy_team(remote: FakeRemote, *names: str) -> list[Desk]:
    desks = team(remote, *names)
    for round_ in range(4):
        for desk in desks:
            desk.writes(f"f{round_}", label=f"{desk.name} {round_}")
            desk.syncs(remote)
    settle(remote, *desks)
    return desks


def compacted(remote: FakeRemote, *desks: Desk) -> None:
    """Let a snapshot be made, attested, and grow old enough."""
    ask_for_snapshot(desks[0].store)
    settle(remote, *desks)
    for _ in range(4):
        pass_days(31, *desks)
        settle(remote, *desks)


def test_bundles_go_only_when_attested_old_and_read_by_all(remote: FakeRemote) -> None:
    ana, ben, cem = busy_team(remote, "ana", "ben", "cem")
    before = bundles_at(remote)
    ask_for_snapshot(ana.store)
    ana.syncs(remote)
    assert [name for name in inside(remote) if is_manifest(name)]
    pass_days(100, ana)
    ana.syncs(remote)
    assert bundles_at(remote) == before
    settle(remote, ana, ben, cem)
    pass_days(60, ana, ben, cem)
    settle(remote, ana, ben, cem)
    assert bundles_at(remote) == before
    pass_days(31, ana, ben, cem)
    settle(remote, ana, ben, cem)
    assert bundles_at(remote) == []
    assert agree(ana, ben, cem)
    assert [desk.syncs(remote).requests for desk in (ana, ben, cem)] == [1, 1, 1]
    ana.writes("f1", label="goes on")
    settle(remote, ana, ben, cem)
    assert agree(ana, ben, cem)


def test_who_has_not_read_holds_it_up_until_lapsed(remote: FakeRemote) -> None:
    ana, ben, _ = busy_team(remote, "ana", "ben", "cem")
    ana.writes("f1", label="cem has not read this")
    settle(remote, ana, ben)
    ask_for_snapshot(ana.store)
    settle(remote, ana, ben)
    for _ in range(4):
        pass_days(31, ana, ben)
        settle(remote, ana, ben)
    mine = [n for n in bundles_at(remote) if ana.store.own_incarnation() in n]
    assert len(mine) == 1
    pass_days(80, ana, ben)
    settle(remote, ana, ben)
    mine = [n for n in bundles_at(remote) if ana.store.own_incarnation() in n]
    assert mine == []


def test_a_lapsed_device_comes_back_with_old_edits(remote: FakeRemote) -> None:
    ana, ben, cem = busy_team(remote, "ana", "ben", "cem")
    for number in range(200):
        cem.writes(f"f{number % 20}", label=f"offline {number}")
    ana.writes("f1", label="meanwhile")
    ana.writes("f30", label="new")
    settle(remote, ana, ben)
    ask_for_snapshot(ana.store)
    settle(remote, ana, ben)
    for _ in range(8):
        pass_days(31, ana, ben)
        settle(remote, ana, ben)
    assert bundles_at(remote) != []  # Cem's own stay: only Cem may take them away
    assert all(cem.store.own_incarnation() in name for name in bundles_at(remote))
    report = cem.syncs(remote)
    assert codes(report) == []
    settle(remote, ana, ben, cem)
    assert agree(ana, ben, cem)
    for desk in (ana, ben, cem):
        assert desk.store.siblings("f1", "label") == {"meanwhile", "offline 181"}
        assert desk.store.siblings("f30", "label") == {"new"}


def test_a_newcomer_joins_from_a_snapshot(remote: FakeRemote) -> None:
    ana, ben = busy_team(remote, "ana", "ben")
    compacted(remote, ana, ben)
    ana.writes("f0", label="after the snapshot")
    ana.syncs(remote)
    cem = Desk("cem", FixedClock(ana.clock.now())).asks(ana.invites())
    for desk in (cem, ana, cem):
        report = desk.syncs(remote)
    assert codes(report) == []
    assert agree(ana, cem)
    cem.writes("f0", label="by cem")
    settle(remote, cem, ana, ben)
    assert agree(ana, ben, cem)
    assert ana.store.siblings("f0", "label") == {"by cem"}


@pytest.mark.parametrize("after", [False, True])
@pytest.mark.parametrize("torn", [False, True])
def test_an_interruption_at_every_step_of_making_and_joining(after: bool, torn: bool) -> None:
    step, reached_end = 0, False
    while not reached_end:
        step += 1
        remote = FakeRemote()
        ana, ben = team(remote, "ana", "ben")
        ana.writes("f1", label="x")
        settle(remote, ana, ben)
        ask_for_snapshot(ana.store)
        cem = Desk("cem").asks(ana.invites())
        breaking = BreakingRemote(remote, step, after=after, torn=torn)
        for desk in (ana, ben, ana, cem, ana, cem):
            try:
                desk.syncs(breaking)
            except UnreachableError:
                desk.syncs(remote)
        settle(remote, ana, ben, cem)
        assert agree(ana, ben, cem)
        assert any(is_manifest(name) for name in inside(remote))
        reached_end = breaking.steps < step
    assert step > 30


def test_a_spoilt_piece_is_never_attested_and_is_written_anew(remote: FakeRemote) -> None:
    ana, ben = busy_team(remote, "ana", "ben")
    ask_for_snapshot(ana.store)
    ana.syncs(remote)
    (name,) = [name for name in remote.files if is_chunk(name.partition("/")[2])]
    (first,) = [name for name in inside(remote) if is_manifest(name)]
    good = remote.files[name]
    remote.files[name] = good[:-1] + bytes([good[-1] ^ 1])
    assert codes(ben.syncs(remote)) == ["sync.wrong_name"]
    settle(remote, ana, ben)
    assert len([name for name in inside(remote) if is_manifest(name)]) == 2
    assert not json.loads(ben.store.sync_setting("sync-snapshots"))[first]["attested"]
    pass_days(91, ana, ben)
    settle(remote, ana, ben)
    assert bundles_at(remote) == []
    cem = Desk("cem", FixedClock(ana.clock.now())).asks(ana.invites())
    settle(remote, cem, ana)
    assert agree(ana, ben, cem)


def test_a_snapshot_that_says_something_else_is_told_and_not_used(remote: FakeRemote) -> None:
    ana, ben = busy_team(remote, "ana", "ben")
    book = ana.store.book
    dot = next(iter(book.ops))
    book.ops[dot] = pack_op(replace(unpack_op(book.ops[dot]), author="somebody else"))
    ask_for_snapshot(ana.store)
    ana.syncs(remote)
    found = codes(ben.syncs(remote))
    assert "sync.snapshot_differs" in found
    pass_days(200, ana, ben)
    settle(remote, ana, ben)
    assert bundles_at(remote)


def test_an_emptied_place_after_compaction_is_filled_again(remote: FakeRemote) -> None:
    ana, ben = busy_team(remote, "ana", "ben")
    compacted(remote, ana, ben)
    remote.files.clear()
    settle(remote, ben, ana)
    settle(remote, ben, ana)
    cem = Desk("cem", FixedClock(ana.clock.now())).asks(ana.invites())
    for desk in (cem, ana, ben, cem, ana, ben, cem):
        desk.syncs(remote)
    assert agree(ana, ben, cem)


def test_a_second_place_gets_what_was_taken_away_at_the_first(remote: FakeRemote) -> None:
    ana, ben = busy_team(remote, "ana", "ben")
    compacted(remote, ana, ben)
    stick = FakeRemote("stick")
    settle(stick, ana, ben)
    cem = Desk("cem", FixedClock(ana.clock.now())).asks(ana.invites())
    settle(stick, cem, ana, ben)
    assert agree(ana, ben, cem)
    assert [desk.syncs(stick).requests for desk in (ana, ben, cem)] == [1, 1, 1]


def test_pieces_that_did_not_change_are_not_written_again(remote: FakeRemote) -> None:
    ana, ben = busy_team(remote, "ana", "ben")
    for number in range(60):
        ana.writes(f"{number:04d}", label="x" * 200)
    settle(remote, ana, ben)
    cut = Cut(least=2_000, most=6_000, one_in=4)
    vector = {c: Reached(h.n, h.hash, h.last_op) for c, h in ana.store.have().items()}
    first = list(pieces(ana.store, vector, cut))
    assert list(pieces(ben.store, vector, cut)) == first
    assert len(first) > 5
    ana.writes("0001", label="changed")
    settle(remote, ana, ben)
    later = {c: Reached(h.n, h.hash, h.last_op) for c, h in ben.store.have().items()}
    second = list(pieces(ben.store, later, cut))
    assert len(set(second) - set(first)) <= 2
    assert list(pieces(ben.store, vector, cut)) == first


def test_revoked_devices_neither_attest_nor_hold_up(remote: FakeRemote) -> None:
    ana, ben, cem = busy_team(remote, "ana", "ben", "cem")
    revoke(ana.store, identity_of(cem.store).device.id, ana.clock)
    settle(remote, ana, ben)
    ana.writes("f1", label="cem never reads this")
    settle(remote, ana, ben)
    compacted(remote, ana, ben)
    assert all(cem.store.own_incarnation() in name for name in bundles_at(remote))
    assert agree(ana, ben)
    assert len(member_of(identity_of(ana.store)).keys) == 2


@pytest.fixture
def real(tmp_path: Path) -> Iterator[list[Desk]]:
    made = []
    for name in ("ana", "ben", "cem"):
        clock = FixedClock(MORNING)
        made.append(Desk(name, clock, RealStore(tmp_path / f"{name}.fsp", clock)))
    yield made
    for desk in made:
        assert desk.store.problems() == []
        desk.store.close()


def test_with_the_real_store(remote: FakeRemote, real: list[Desk]) -> None:
    ana, ben, cem = real
    ana.founds()
    settle(remote, ana)
    ben.asks(ana.invites())
    settle(remote, ben, ana)
    ids = [f"01890000-0000-7000-8000-{number:012d}" for number in range(40)]
    for number, one in enumerate(ids):
        (ana, ben)[number % 2].writes(one, label=f"family {number}")
    settle(remote, ana, ben)
    for desk in (ana, ben):
        desk.writes(ids[3], label=f"by {desk.name}")
    settle(remote, ana, ben)
    compacted(remote, ana, ben)
    assert bundles_at(remote) == []
    cem.clock.advance(timedelta(days=130))
    cem.asks(ana.invites())
    settle(remote, cem, ana, ben)
    assert agree(ana, ben, cem)
    assert cem.store.conflicts(ids[3]) == ("label",)
    cem.writes(ids[3], label="settled")
    settle(remote, cem, ana, ben)
    assert agree(ana, ben, cem)
    assert ana.store.conflicts(ids[3]) == ()
