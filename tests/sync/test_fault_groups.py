"""Faults of whole groups that have no file of their own: clocks, versions, lost bundles, load."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import msgpack
import pytest

from fsp_desktop.domain.changes import FieldWrite, Op, RecordWrite, pack_op, unpack_op
from fsp_desktop.domain.clock import FixedClock, epoch_ms
from fsp_desktop.domain.ids import RecordId
from fsp_desktop.sync.envelope import VERSION, seal_envelope
from fsp_desktop.sync.giving_up import give_up
from fsp_desktop.sync.identity import identity_of, member_of
from fsp_desktop.sync.ledger import Reached
from fsp_desktop.sync.names import bundle_name, entry_name, parse_bundle
from fsp_desktop.sync.roster import MAGIC as ROSTER_MAGIC
from fsp_desktop.sync.snapshot import pieces
from fsp_desktop.sync.snapshotting import ask_for_snapshot
from fsp_desktop.sync.wire import hash_of, pack
from tests.sync.desks import MORNING, Desk, agree, codes, team
from tests.sync.fake_remote import FakeRemote
from tests.sync.places import folder_of, refused
from tests.sync.real_store import RealStore
from tests.sync.test_hostile import forged_bundle, publish_forged

F1, F2 = (f"01890000-0000-7000-8000-00000000000{n}" for n in (1, 2))


@pytest.fixture
def remote() -> FakeRemote:
    return FakeRemote()


@pytest.fixture
def desks(tmp_path: Path, remote: FakeRemote) -> Iterator[list[Any]]:
    made = []
    for name in ("ana", "ben", "cem"):
        clock = FixedClock(MORNING)
        made.append(Desk(name, clock, RealStore(tmp_path / f"{name}.fsp", clock)))
    made[0].founds()
    for desk in made[1:]:
        desk.asks(made[0].invites())
        settle(remote, desk, made[0])
    settle(remote, *made)
    yield made
    for desk in made:
        assert desk.store.problems() == []
        desk.store.close()


def settle(remote: FakeRemote, *desks: Desk) -> None:
    for _ in range(3):
        for desk in desks:
            desk.syncs(remote)


def clocks_of(desk: Any) -> list[int]:
    """The clock values of a desk's own operations."""
    rows = desk.store.store.connection.execute("SELECT body FROM op").fetchall()
    ops = [unpack_op(bytes(body)) for (body,) in rows]
    return [op.hlc for op in ops if op.dot.startswith(desk.store.own_incarnation())]


@pytest.mark.parametrize("years", [-10, 10, 60])
def test_group_10_a_wrong_clock_decides_nothing_and_blocks_nobody(
    years: int, remote: FakeRemote, desks: list[Any]
) -> None:
    ana, ben, cem = desks
    ana.writes(F1, label="first")
    settle(remote, *desks)
    ben.clock.advance(timedelta(days=365 * years))
    ana.writes(F1, label="by ana")
    ben.writes(F1, label="by ben")
    settle(remote, *desks)
    for desk in desks:
        assert desk.store.conflicts(F1) == ("label",)
    cem.writes(F1, label="settled by cem")
    settle(remote, *desks)
    assert agree(*desks)
    assert all(desk.store.shown(F1, "label") == "settled by cem" for desk in desks)
    ana.writes(F1, label="by a sound clock")
    moment = max(clocks_of(ana)) >> 16
    assert abs(moment - epoch_ms(ana.clock.now())) <= timedelta(days=1) / timedelta(milliseconds=1)


def test_group_10_a_poisoned_stamp_is_not_taken_over(remote: FakeRemote, desks: list[Any]) -> None:
    ana, ben, cem = desks
    inc = ana.store.own_incarnation()
    write = RecordWrite("family", RecordId(F1), {"label": FieldWrite("poisoned")})
    mad = pack_op(Op(f"{inc}:1", (1 << 64) - 1, "", "edit", (write,)))
    publish_forged(remote, ana, 1, forged_bundle(ana, [mad]))
    ben.syncs(remote)
    assert ben.store.shown(F1, "label") == "poisoned"
    ben.writes(F1, label="by ben")
    settle(remote, ben, cem)
    assert cem.store.shown(F1, "label") == "by ben"
    assert ben.store.store.load(F1).updated_at[:4] in {"2026", "9999"}
    assert max(clocks_of(ben)) < 1 << 62


def future_op(inc: str, number: int) -> bytes:
    """An operation of a later version: unknown kind, unknown fields, and a part nobody knows."""
    raw = msgpack.unpackb(
        pack_op(
            Op(
                f"{inc}:{number}",
                99,
                "",
                "edit",
                (
                    RecordWrite("kind-of-tomorrow", RecordId(F2), {"x": FieldWrite({"deep": [1]})}),
                    RecordWrite(
                        "family",
                        RecordId(F1),
                        {"label": FieldWrite("known"), "field_of_tomorrow": FieldWrite(["kept"])},
                    ),
                ),
            )
        )
    )
    raw["part_of_tomorrow"] = {"a": 1}
    packed = msgpack.packb(raw, use_bin_type=True)
    assert isinstance(packed, bytes)
    return packed


def test_group_11_what_a_later_version_wrote_survives_an_earlier_one(
    remote: FakeRemote, desks: list[Any]
) -> None:
    ana, ben, cem = desks
    inc = ana.store.own_incarnation()
    future = future_op(inc, 1)
    publish_forged(remote, ana, 1, forged_bundle(ana, [future]))
    assert codes(ben.syncs(remote)) == []
    ben.writes(F1, label="edited by an earlier version")
    settle(remote, ben, cem)
    for desk in (ben, cem):
        assert desk.store.shown(F1, "label") == "edited by an earlier version"
        have = desk.store.have()
        vector = {c: Reached(h.n, h.hash, h.last_op) for c, h in have.items()}
        assert any(future in piece for piece in pieces(desk.store, vector))
        desk.store.store.rebuild()
    assert agree(ben, cem)
    newcomer = Desk("dia", FixedClock(MORNING))
    ask_for_snapshot(ana.store)
    newcomer.asks(ana.invites())
    # Ana's own file went back to before the forged bundle, so she goes on under a new name.
    settle(remote, ana, newcomer, ben)
    assert newcomer.store.book.ops[f"{inc}:1"] == pack_op(unpack_op(future))
    assert agree(ana, ben)


def test_group_11_files_of_a_later_format_wait_and_stop_nothing_else(remote: FakeRemote) -> None:
    ana, ben, cem = team(remote, "ana", "ben", "cem")
    identity = identity_of(ana.store)
    space, inc = member_of(identity), identity.device.inc
    clear = {
        "min": VERSION + 1,
        "space": bytes.fromhex(space.id),
        "inc": bytes.fromhex(inc),
        "n": 9,
    }
    data = seal_envelope(ROSTER_MAGIC, clear, pack({}), space.key, identity.device.sign_seed)
    remote.files[f"{folder_of(ana)}/{entry_name(inc, 9, hash_of(data))}"] = data
    other = seal_envelope(b"FSPbndl1", clear, b"", space.key, identity.device.sign_seed)
    publish_forged(remote, ana, 1, (bundle_name(inc, 1, hash_of(other)), other, hash_of(other)))
    cem.writes("f2", label="beside")
    settle(remote, cem, ben)
    assert ben.store.siblings("f2", "label") == {"beside"}
    assert codes(ben.syncs(remote)) == ["sync.newer_format"]
    assert [one.code for one in ben.store.stashed()] == ["sync.newer_format"]


def lost_first_bundle(remote: FakeRemote, ana: Desk) -> str:
    ana.writes("f1", label="lost")
    ana.syncs(remote)
    ana.writes("f2", label="follows")
    ana.syncs(remote)
    inc = ana.store.own_incarnation()
    names = (
        name for name in remote.files if (b := parse_bundle(name.partition("/")[2])) and b.n == 1
    )
    (name,) = [name for name in names if inc in name]
    del remote.files[name]
    return inc


def test_group_13_a_bundle_nobody_read_is_given_up_by_an_administrator(remote: FakeRemote) -> None:
    ana, ben, cem = team(remote, "ana", "ben", "cem")
    gone = lost_first_bundle(remote, cem)
    settle(remote, ana, ben)
    assert codes(ben.syncs(remote)) == ["sync.missing_file"]
    assert refused(lambda: give_up(ben.store, remote, gone, ben.clock)) == (
        "sync.not_an_administrator"
    )
    assert give_up(ana.store, remote, gone, ana.clock) == 1
    settle(remote, ana, ben)
    for desk in (ana, ben):
        assert desk.store.siblings("f2", "label") == {"follows"}
        assert codes(desk.syncs(remote)) == []
    assert refused(lambda: give_up(ana.store, remote, gone, ana.clock)) == "sync.nothing_to_give_up"
    cem.writes("f3", label="goes on")
    settle(remote, cem, ana, ben)
    assert ben.store.siblings("f3", "label") == {"goes on"}


def test_group_13_what_somebody_has_is_never_given_up(remote: FakeRemote) -> None:
    ana, ben, cem = team(remote, "ana", "ben", "cem")
    cem.writes("f0", label="x")
    cem.syncs(remote)
    ben.syncs(remote)
    ben.writes("f9", label="y")
    ben.syncs(remote)
    inc = cem.store.own_incarnation()
    (name,) = [
        name for name in remote.files if parse_bundle(name.partition("/")[2]) and inc in name
    ]
    data = remote.files.pop(name)
    ana.syncs(remote)
    cem.writes("f1", label="z")
    cem.syncs(remote)
    assert refused(lambda: give_up(ana.store, remote, inc, ana.clock)) == "sync.nothing_to_give_up"
    settle(remote, ana, ben)
    assert remote.files[name] == data
    assert agree(ana, ben, cem)
