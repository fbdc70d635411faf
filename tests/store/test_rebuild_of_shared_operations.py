"""One operation about two records, arriving after what replaced it: a rebuild finds the same."""

from __future__ import annotations

from pathlib import Path

from fsp_desktop.domain.changes import FieldWrite, Op, RecordWrite, pack_op
from fsp_desktop.domain.clock import FixedClock
from fsp_desktop.domain.ids import RecordId
from fsp_desktop.store.record_store import RecordStore
from tests.sync.desks import MORNING

F1, F2 = (RecordId(f"01890000-0000-7000-8000-00000000000{n}") for n in (1, 2))
OLD, NEW = "b" * 32, "a" * 32


def op(dot: str, hlc: int, *writes: tuple[RecordId, str, tuple[str, ...]]) -> bytes:
    made = tuple(RecordWrite("family", one, {"label": FieldWrite(v, r)}) for one, v, r in writes)
    return pack_op(Op(dot, hlc, "", "edit", made))


def test_an_operation_that_came_late_stays_replaced(tmp_path: Path) -> None:
    store = RecordStore.create(tmp_path / "record.fsp", bytes(32), FixedClock(MORNING))
    ledger = store.ledger
    both = op(f"{OLD}:1", 1, (F1, "old one", ()), (F2, "old two", ()))
    newer = op(f"{NEW}:1", 2, (F2, "new two", (f"{OLD}:1",)))
    ledger.apply_bundle(NEW, 1, "1" * 64, b"x", [newer])
    ledger.apply_bundle(OLD, 1, "2" * 64, b"y", [both])
    before = store.digest()
    assert store.conflicts(F2) == ()
    assert store.check() == []
    store.rebuild()
    assert store.digest() == before
    assert store.conflicts(F2) == ()
    store.close()


def test_operations_of_a_snapshot_come_in_any_order(tmp_path: Path) -> None:
    store = RecordStore.create(tmp_path / "record.fsp", bytes(32), FixedClock(MORNING))
    first = op(f"{OLD}:1", 1, (F2, "first", ()))
    second = op(f"{OLD}:2", 2, (F1, "beside", ()), (F2, "second", (f"{OLD}:1",)))
    third = op(f"{NEW}:1", 3, (F2, "third", (f"{OLD}:2",)))
    store.ledger.take_snapshot_ops([third, second, first])
    assert store.conflicts(F2) == ()
    stored = store.load(F2)
    assert stored is not None
    assert stored.values["label"] == "third"
    assert store.check() == []
    store.close()
