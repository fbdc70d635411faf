from __future__ import annotations

import inspect
import shutil

import pytest

from fsp_desktop.domain.changes import FieldWrite, Op, RecordWrite, make_dot, pack_op, unpack_op
from fsp_desktop.domain.errors import RefusedError
from fsp_desktop.domain.ids import Incarnation, RecordId
from fsp_desktop.store.record_store import RecordStore
from fsp_desktop.store.sync_ledger import SyncLedger
from fsp_desktop.sync.ledger import SyncStore
from tests.store.desk import KEY, Desk, exchange

STRANGER = Incarnation("ab" * 16)
RECORD = RecordId("0195a3c0-0000-7000-8000-00000000000a")


def op_bytes(n: int, kind: str = "family", inc: str = STRANGER, hlc: int = 5, **fields) -> bytes:
    writes = {key: FieldWrite(value) for key, value in fields.items()}
    op = Op(make_dot(Incarnation(inc), n), hlc, "x", "create", (RecordWrite(kind, RECORD, writes),))
    return pack_op(op)


def test_the_ledger_has_every_method_that_sync_asks_for() -> None:
    for name, method in inspect.getmembers(SyncStore, inspect.isfunction):
        if not name.startswith("_"):
            own = inspect.signature(getattr(SyncLedger, name))
            assert list(own.parameters)[: len(inspect.signature(method).parameters)] == list(
                inspect.signature(method).parameters
            ), name


def test_own_operations_come_in_order_and_once_sealed_never_again(desk: Desk) -> None:
    ledger = desk.store.ledger
    for number in range(5):
        desk.add("family", label=f"family {number}")
    ops = ledger.unsealed_ops(1 << 20)
    assert [unpack_op(one).dot for one in ops] == [
        make_dot(desk.store.incarnation, number) for number in range(1, 6)
    ]
    assert len(ledger.unsealed_ops(1)) == 1
    assert ledger.unsealed_ops(len(ops[0]) + len(ops[1])) == ops[:2]
    ledger.keep_sealed(desk.store.incarnation, 1, "", "aa" * 32, b"bytes", 3)
    assert ledger.unsealed_ops(1 << 20) == ops[3:]
    assert ledger.unsealed_count() == 2
    have = ledger.have()[desk.store.incarnation]
    assert (have.n, have.hash, have.last_op) == (1, "aa" * 32, 3)


def test_a_bundle_is_sealed_once(desk: Desk) -> None:
    ledger, inc = desk.store.ledger, desk.store.incarnation
    desk.add("family", label="x")
    ledger.keep_sealed(inc, 1, "", "aa" * 32, b"bytes", 1)
    ledger.keep_sealed(inc, 1, "", "aa" * 32, b"bytes", 1)
    with pytest.raises(RefusedError) as refused:
        ledger.keep_sealed(inc, 1, "", "bb" * 32, b"other", 1)
    assert refused.value.code == "sync.sealed_twice"
    assert ledger.sealed(inc, 1) == b"bytes"
    assert [(one.n, one.hash) for one in ledger.unpublished_bundles()] == [(1, "aa" * 32)]
    ledger.mark_published(inc, 1)
    assert ledger.unpublished_bundles() == []
    assert [one.inc for one in ledger.sealed_names()] == [inc]


def test_one_bad_operation_refuses_its_bundle_whole(desk: Desk) -> None:
    before = desk.store.digest()
    good = op_bytes(1, label="Good")
    for bad in (b"", b"\xc1", op_bytes(2, inc="cd" * 16, label="Foreign"), good[:-3]):
        with pytest.raises(RefusedError):
            desk.store.ledger.apply_bundle(STRANGER, 1, "aa" * 32, b"data", [good, bad])
    assert desk.store.digest() == before
    assert desk.store.ledger.have() == {}
    assert desk.store.ledger.sealed(STRANGER, 1) is None


def test_a_bundle_applies_once_and_moves_the_chain(desk: Desk) -> None:
    ops = [op_bytes(1, label="Good"), op_bytes(2, status="moved")]
    applied = desk.store.ledger.apply_bundle(STRANGER, 1, "aa" * 32, b"data", ops)
    assert (applied.records, applied.conflicts) == (1, 0)
    assert desk.store.ledger.sealed(STRANGER, 1) == b"data"
    assert desk.store.ledger.have()[STRANGER].last_op == 2
    again = desk.store.ledger.apply_bundle(STRANGER, 1, "aa" * 32, b"data", ops)
    assert (again.records, again.conflicts) == (0, 0)
    assert desk.values(RECORD)["status"] == "moved"
    assert desk.store.check() == []


def test_kinds_and_fields_of_tomorrow_are_kept_and_shown_after_the_upgrade(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    from fsp_desktop.store import columns

    tomorrow = columns.CATALOGUE["family"]
    fewer = [one for one in tomorrow["fields"] if one[0] != "meeting_preferences"]
    with monkeypatch.context() as patch:
        patch.setitem(columns.CATALOGUE, "family", {**tomorrow, "fields": fewer})
        patch.setattr(columns.KINDS, "_read", {})
        desk.reopen()
        ops = [
            op_bytes(1, label="Here", meeting_preferences="mornings", moons=3),
            op_bytes(2, kind="starship", warp=9),
        ]
        desk.store.ledger.apply_bundle(STRANGER, 1, "aa" * 32, b"data", ops)
        assert "meeting_preferences" not in desk.values(RECORD)
        assert desk.store.check() == []
        desk.write("family", RECORD, label="Edited by the old version")
        before = desk.store.digest()
    desk.reopen()
    assert desk.values(RECORD)["meeting_preferences"] == "mornings"
    assert desk.values(RECORD)["label"] == "Edited by the old version"
    assert desk.store.digest() == before
    assert {one.field for one in desk.store.history(RECORD)} >= {"moons", "meeting_preferences"}
    assert desk.store.check() == []


def test_two_versions_of_something_unknown_are_counted_and_harm_no_screen(desk: Desk) -> None:
    other = Incarnation("ef" * 16)
    for inc, warp in ((STRANGER, 1), (other, 2)):
        ops = [op_bytes(1, kind="starship", inc=inc, warp=warp)]
        desk.store.ledger.apply_bundle(inc, 1, "aa" * 32, b"data", ops)
    (conflict,) = desk.store.conflicts()
    assert {one.value for one in conflict.versions} == {1, 2}
    now = desk.clock.now()
    view = desk.store.today(start=now, end=now, today=now.date(), now=now, person_id="me")
    assert (view.unfinished, view.counts.conflicts) == ((), 1)
    assert desk.store.load(RECORD) is None
    assert desk.store.check() == []


def test_a_private_note_from_elsewhere_reaches_no_table(desk: Desk) -> None:
    mine = desk.add("private-note", text="mine")
    hostile = op_bytes(1, kind="private-note", text="planted").replace(
        RECORD.encode(), mine.encode()
    )
    desk.store.ledger.apply_bundle(STRANGER, 1, "aa" * 32, b"data", [hostile])
    assert desk.values(mine)["text"] == "mine"
    assert desk.store.search("planted") == ()
    assert list(desk.store.export_records()) == []
    assert desk.store.check() == []


def test_values_no_column_can_hold_are_kept_beside_it(desk: Desk) -> None:
    odd = {"label": ["not", "text"], "do_not_visit": "maybe", "home_languages": ["plain list"]}
    desk.store.ledger.apply_bundle(STRANGER, 1, "aa" * 32, b"data", [op_bytes(1, **odd)])
    assert desk.values(RECORD)["label"] is None
    assert {one.field: one.value for one in desk.store.history(RECORD)} == odd
    desk.write("family", RECORD, label="Proper")
    assert desk.values(RECORD)["label"] == "Proper"
    assert desk.store.check() == []
    desk.store.rebuild()
    assert desk.store.check() == []


@pytest.mark.parametrize("hlc", [0, (1 << 64) - 1, 1 << 62])
def test_a_mad_clock_elsewhere_neither_blocks_nor_pulls_ours(desk: Desk, hlc: int) -> None:
    desk.store.ledger.apply_bundle(
        STRANGER, 1, "aa" * 32, b"data", [op_bytes(1, hlc=hlc, label="Mad")]
    )
    desk.write("family", RECORD, label="Sane")
    assert desk.values(RECORD)["label"] == "Sane"
    newest = max(desk.store.history(RECORD), key=lambda one: one.author == "me")
    assert abs((newest.at - desk.clock.now()).total_seconds()) < 60
    assert desk.store.check() == []


def test_a_copy_goes_on_under_a_new_name_and_nothing_is_lost(make_desk, tmp_path) -> None:
    here, there = make_desk("here"), make_desk("there")
    first = here.add("family", label="Before the copy")
    exchange(here, there)
    here.add("family", label="Sealed by both")
    here.store.close()
    copy_path = tmp_path / "copy.fsp"
    shutil.copy(here.path, copy_path)
    here.store = RecordStore.open(here.path, KEY, here.clock)
    twin = object.__new__(Desk)
    twin.path, twin.name, twin.clock = copy_path, "twin", there.clock
    twin.store = RecordStore.open(copy_path, KEY, twin.clock)
    old = here.store.incarnation
    third = here.add("family", label="Written at home")
    here.write("family", first, label="Changed at home")
    bundle = here.seal()
    there.take(bundle)
    mine = twin.add("family", label="Written by the copy")
    twin.write("family", first, label="Changed by the copy")
    new = "cc" * 16
    identity = {"device": {"inc": new}}
    twin.store.ledger.start_incarnation(identity, old, 1, bundle[4])
    assert twin.store.incarnation == new
    assert twin.store.check() == []
    assert twin.store.ledger.have()[old].n == 1
    twin.take(bundle)
    ours = twin.seal()
    assert [unpack_op(one).dot for one in ours[4]] == [f"{new}:1", f"{new}:2"]
    for desk in (here, there):
        desk.take(ours)
    assert here.store.digest() == there.store.digest() == twin.store.digest()
    assert twin.values(third)["label"] == "Written at home"
    assert there.values(mine)["label"] == "Written by the copy"
    (conflict,) = there.store.conflicts()
    assert {one.value for one in conflict.versions} == {"Changed at home", "Changed by the copy"}
    for desk in (here, there, twin):
        assert desk.store.check() == []
    twin.store.close()


def test_small_things_are_remembered(desk: Desk) -> None:
    ledger = desk.store.ledger
    assert ledger.identity() is None
    ledger.save_identity({"device": {"inc": "x"}, "n": [1, 2]})
    assert ledger.identity() == {"device": {"inc": "x"}, "n": [1, 2]}
    ledger.stash("b", b"2", "sync.later")
    ledger.stash("a", b"1", "sync.later")
    ledger.stash("b", b"3", "sync.other")
    assert [(one.name, one.data, one.code) for one in ledger.stashed()] == [
        ("a", b"1", "sync.later"), ("b", b"3", "sync.other"),
    ]  # fmt: skip
    ledger.drop_stash("a")
    ledger.drop_stash("never there")
    assert len(ledger.stashed()) == 1
    ledger.add_roster_entry("n", b"first")
    ledger.add_roster_entry("n", b"second")
    assert ledger.roster_entries() == [("n", b"first")]
    ledger.set_sync_setting("k", "v")
    assert ledger.sync_setting("k") == "v"
    ledger.set_sync_setting("k", None)
    assert ledger.sync_setting("k") is None
    for number in range(3):
        ledger.log_sync(f"2026-03-0{number + 1}", {"sent": number})
    assert [report["sent"] for _, report in ledger.sync_log(2)] == [2, 1]
