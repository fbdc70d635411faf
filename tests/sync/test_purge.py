"""A records law asks for it: values are gone from every record, history, file and snapshot."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fsp_desktop.domain.changes import FieldWrite, Op, RecordWrite, pack_op, unpack_op
from fsp_desktop.domain.clock import FixedClock
from fsp_desktop.domain.ids import RecordId
from fsp_desktop.domain.purging import without_values
from fsp_desktop.sync.identity import identity_of, member_of
from fsp_desktop.sync.names import is_chunk, parse_bundle
from tests.sync.desks import MORNING, Desk, agree
from tests.sync.fake_remote import FakeRemote
from tests.sync.real_store import RealStore

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


def purge(desk: Any, *ids: str) -> None:
    desk.store.store.ledger.purge(list(ids), "")


def values(desk: Any, record: str) -> set[object]:
    return {one.value for one in desk.store.store.history(record) if one.field == "label"}


def days_pass(remote: FakeRemote, desks: list[Any]) -> None:
    for _ in range(3):
        for desk in desks:
            desk.clock.advance(timedelta(days=1))
        settle(remote, *desks)


def sealed(remote: FakeRemote) -> set[str]:
    names = (name.partition("/")[2] for name in remote.files)
    return {name for name in names if parse_bundle(name) or is_chunk(name)}


def test_values_leave_record_history_search_and_files(remote: FakeRemote, desks: list[Any]) -> None:
    ana, ben, cem = desks
    ana.writes(F1, label="Inventedname", home_languages=["so"])
    ben.writes(F2, label="stays")
    settle(remote, *desks)
    cem.writes(F1, label="Inventedname-Two")
    settle(remote, *desks)
    before = sealed(remote)
    assert ana.store.store.search("inventedname")
    purge(ana, F1)
    settle(remote, *desks)
    settle(remote, *desks)
    assert agree(*desks)
    for desk in desks:
        assert values(desk, F1) == {None}
        assert desk.store.shown(F1, "label") is None
        assert desk.store.store.load(F1).deleted
        assert not desk.store.store.search("inventedname")
        assert desk.store.shown(F2, "label") == "stays"
        bodies = desk.store.store.connection.execute("SELECT body FROM op").fetchall()
        assert not any(
            b"Inventedname" in bytes(body) or b"[so]" in bytes(body) for (body,) in bodies
        )
    days_pass(remote, desks)
    assert not before & sealed(remote)
    for desk in desks:
        kept = desk.store.store.connection.execute("SELECT inc, n, data FROM bundle").fetchall()
        names = {f"{inc}/{n:010d}" for inc, n, data in kept if data}
        assert not {name for name in before if any(one in name for one in names)}
    keys = [set(member_of(identity_of(desk.store)).keys) for desk in desks]
    assert keys[0] == keys[1] == keys[2]
    assert len(keys[0]) == 2
    assert [desk.syncs(remote).requests for desk in desks] == [1, 1, 1]
    newcomer = Desk("dia", FixedClock(ana.clock.now()))
    newcomer.asks(ana.invites())
    settle(remote, newcomer, ana)
    assert newcomer.store.siblings(F2, "label") == {"stays"}
    assert newcomer.store.siblings(F1, "label") <= {None}


def test_what_was_written_beside_a_purge_stays_visible(
    remote: FakeRemote, desks: list[Any]
) -> None:
    ana, ben, cem = desks
    ana.writes(F1, label="first")
    settle(remote, *desks)
    ben.writes(F1, meeting_preferences="written meanwhile")
    purge(ana, F1)
    settle(remote, *desks)
    assert agree(*desks)
    for desk in desks:
        assert desk.store.shown(F1, "meeting_preferences") == "written meanwhile"
        assert "_deleted" in desk.store.conflicts(F1)
        assert values(desk, F1) == {None}
    purge(cem, F1)
    settle(remote, *desks)
    assert all(desk.store.shown(F1, "meeting_preferences") is None for desk in desks)


def test_an_old_change_that_comes_after_its_purge(remote: FakeRemote, desks: list[Any]) -> None:
    ana, ben, cem = desks
    cem.writes(F1, label="old")
    cem.syncs(remote)
    ana.syncs(remote)
    purge(ana, F1)
    ana.syncs(remote)
    # Ben reads the purge first: Cem's bundle has not arrived at his place yet.
    chain = cem.store.own_incarnation()
    late = {
        name: remote.files.pop(name)
        for name in list(remote.files)
        if chain in name and "/b/" in name
    }
    ben.syncs(remote)
    remote.files |= late
    settle(remote, *desks)
    assert values(ben, F1) == {None}
    assert agree(*desks)


@given(number=st.integers(1, 9), upto=st.integers(0, 9), record=st.sampled_from([F1, F2]))
def test_only_covered_values_go(number: int, upto: int, record: str) -> None:
    fields = {
        "label": FieldWrite("secret", ("a:1",)),
        "_deleted": FieldWrite(False),
        "home_languages[so]": FieldWrite(True),
        "_future": FieldWrite({"secret": 1}, ("b:2",)),
    }
    writes = tuple(RecordWrite("family", RecordId(one), fields) for one in (F1, F2))
    data = pack_op(Op(f"inc:{number}", 5, "a", "edit", writes))
    emptied = unpack_op(without_values(data, record, {"inc": upto}))
    for write in emptied.writes:
        is_covered = write.record_id == record and number <= upto
        assert (write.fields["label"].value is None) == is_covered
        assert (write.fields["_future"].value is None) == is_covered
        assert ("home_languages[so]" in write.fields) != is_covered
        assert write.fields["label"].replaced == ("a:1",)
        assert write.fields["_deleted"].value is False
