"""Records worked out anew from the journal alone."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence

from fsp_desktop.domain.changes import Op, RecordWrite, unpack_op
from fsp_desktop.store.columns import KINDS
from fsp_desktop.store.engine import Connection
from fsp_desktop.store.journal import Journal
from fsp_desktop.store.merging import Merger
from fsp_desktop.store.projection import write_states
from fsp_desktop.store.pulse import rebuild_pulse
from fsp_desktop.store.search_index import remove_from_index, update_index
from fsp_desktop.store.states import RecordState, load_states, load_waiting, read_rows

_BATCH = 500


def rebuild_records(connection: Connection, journal: Journal, ids: Iterable[str]) -> None:
    """Write some records anew from their operations, inside the caller's transaction."""
    wanted = list(ids)
    old = load_states(connection, wanted)
    load_waiting(connection, old)
    merger = Merger(connection, journal, is_replay=True)
    for record_id in wanted:
        ops = journal.ops_of(record_id)
        writes = [(op, write) for op in ops for write in op.writes if write.record_id == record_id]
        if writes:
            kind = writes[0][1].kind
            merger.states[record_id] = _blank(kind, record_id, old.get(record_id))
            for op in ops:
                merger.apply(op, delta=tuple(_of(op, record_id)))
        elif record_id in old:
            _forget(connection, old[record_id])
    write_states(connection, merger.finish())


def _of(op: Op, record_id: str) -> Iterator[RecordWrite]:
    return (write for write in op.writes if write.record_id == record_id)


def _blank(kind: str, record_id: str, old: RecordState | None) -> RecordState:
    """Return a state as if nothing was known, that still overwrites what is there."""
    state = RecordState(kind, record_id)
    if old is not None:
        state.is_new = False
        state.had_company = True
        # A kind that an earlier version did not know has versions, but no row yet.
        state.before = old.row if old.row["created_at"] is not None else None
        state.before_beside = set(old.beside)
        state.waiting_before = set(old.waiting_before)
        state.conflicts_before = len(old.conflicts)
        state.row["doc"] = old.row["doc"]
    return state


def _forget(connection: Connection, state: RecordState) -> None:
    """Remove a record whose operations are all gone."""
    if state.kind is not None and state.row["doc"] is not None:
        remove_from_index(connection, state.row["doc"])
        connection.execute(f"DELETE FROM {state.kind.table} WHERE id = ?", (state.record_id,))
    for table in ("rec_version", "sibling", "conflict", "extra", "superseded"):
        connection.execute(f"DELETE FROM {table} WHERE record_id = ?", (state.record_id,))


def rebuild_everything(connection: Connection, journal: Journal) -> None:
    """Throw every derived table away and work it out anew, inside the caller's transaction.

    What has no journal (private notes) keeps its rows and is indexed again.
    """
    for kind in KINDS.values():
        if kind.travels:
            connection.execute(f"DELETE FROM {kind.table}")
            connection.execute("DELETE FROM search_doc WHERE kind = ?", (kind.name,))
    for table in ("rec_version", "sibling", "conflict", "extra", "superseded"):
        connection.execute(f"DELETE FROM {table}")
    connection.execute("DELETE FROM search")
    ids = [one for (one,) in connection.execute("SELECT DISTINCT record_id FROM op_record")]
    for batch in batches(ids):
        rebuild_records(connection, journal, batch)
    _index_private(connection)
    rebuild_pulse(connection)


def _index_private(connection: Connection) -> None:
    for kind in KINDS.values():
        if kind.travels:
            continue
        ids = [one for (one,) in connection.execute(f"SELECT id FROM {kind.table}")]
        rows = read_rows(connection, kind, ids)
        update_index(connection, [(kind.name, one, row, None) for one, row in rows])


def batches(ids: Sequence[str], size: int = _BATCH) -> Iterator[list[str]]:
    """Yield `ids` in slices."""
    for start in range(0, len(ids), size):
        yield list(ids[start : start + size])


def ops_by_record(connection: Connection, ids: Sequence[str]) -> dict[str, list[Op]]:
    """Return the operations of some records, in the order in which they arrived."""
    found: dict[str, list[Op]] = {one: [] for one in ids}
    unpacked: dict[int, Op] = {}
    for record_id, op_id, body in connection.execute(
        "SELECT record_id, op, body FROM op_record JOIN op ON op.id = op_record.op"
        " WHERE record_id IN (SELECT value FROM json_each(?)) ORDER BY op",
        (json.dumps(list(ids)),),
    ):
        if op_id not in unpacked:
            unpacked[op_id] = unpack_op(body)
        found[record_id].append(unpacked[op_id])
    return found
