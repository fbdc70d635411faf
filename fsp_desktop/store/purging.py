"""Carrying out purges: the journal loses the values, and the record is worked out anew."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, field

from fsp_desktop.domain.changes import DELETED, FieldWrite, Op, RecordWrite, unpack_op
from fsp_desktop.domain.ids import RecordId
from fsp_desktop.domain.purging import PURGE, PURGED, Upto, purges_in, together, without_values
from fsp_desktop.store.columns import KINDS
from fsp_desktop.store.engine import Connection
from fsp_desktop.store.journal import Journal
from fsp_desktop.store.merging import Merger
from fsp_desktop.store.projection import write_states
from fsp_desktop.store.rebuilding import rebuild_records

_META = "journal.purged"


@dataclass(slots=True)
class Purges:
    """What was purged: records, each with how far its chains are, and the dots of the purges."""

    records: dict[str, Upto] = field(default_factory=dict)
    dots: list[str] = field(default_factory=list)


def read_purges(connection: Connection) -> Purges:
    """Return what was purged so far."""
    row = connection.execute("SELECT value FROM meta WHERE key = ?", (_META,)).fetchone()
    return Purges() if row is None else Purges(**json.loads(row[0]))


def purge_records(
    connection: Connection, journal: Journal, ids: Sequence[str], author: str
) -> list[str]:
    """Purge records as one operation, inside the caller's transaction; returns their kinds.

    What is not known is left out.
    """
    merger = Merger(connection, journal)
    merger.load(ids)
    upto = _read_so_far(connection)
    writes = []
    for record_id in ids:
        state = merger.states.get(record_id)
        if state is not None and state.dots:
            seen = sorted({dot for dots in state.dots.values() for dot in dots})
            fields = {
                PURGED: FieldWrite({"upto": upto}, state.dots.get(PURGED, ())),
                DELETED: FieldWrite(True, tuple(seen)),
            }
            writes.append(RecordWrite(state.kind_name, RecordId(record_id), fields))
    if not writes:
        return []
    op = Op(journal.next_dot(is_local=False), journal.tick(), author, PURGE, tuple(writes))
    journal.add(op)
    merger.apply(op)
    write_states(connection, merger.finish())
    carry_out(connection, journal, [op])
    return sorted({write.kind for write in writes})


def carry_out(connection: Connection, journal: Journal, fresh: Iterable[Op]) -> None:
    """Take values away that a purge covers, after `fresh` operations were applied.

    Part of the caller's transaction. Among them may be purges, and operations that an earlier
    purge names.
    """
    known, ops = read_purges(connection), list(fresh)
    new = dict(known.records)
    dots = list(known.dots)
    for op in ops:
        found = purges_in(op)
        dots += [op.dot] if found else []
        for record_id, upto in found.items():
            new[record_id] = together(new.get(record_id, {}), upto)
    if not new:
        return
    touched: set[str] = {write.record_id for op in ops for write in op.writes}
    touched &= new.keys()
    touched |= {one for one in new if new[one] != known.records.get(one)}
    if dots != known.dots:
        text = json.dumps(asdict(Purges(new, dots)))
        connection.execute("INSERT OR REPLACE INTO meta(key, value) VALUES(?, ?)", (_META, text))
    emptied = [one for one in sorted(touched) if _empty(connection, one, new[one])]
    if emptied:
        rebuild_records(connection, journal, emptied)


def records_of_family(connection: Connection, family_id: str) -> list[str]:
    """Return a family's record and all records that belong to it, deleted ones too."""
    found = [family_id]
    for kind in KINDS.values():
        if kind.travels and "family_id" in kind.columns:
            rows = connection.execute(
                f"SELECT id FROM {kind.table} WHERE family_id = ?", (family_id,)
            ).fetchall()
            found += [one for (one,) in rows]
    return found


def _read_so_far(connection: Connection) -> Upto:
    rows = connection.execute(
        "SELECT incarnation.inc, max(op.n) FROM op JOIN incarnation ON incarnation.id = op.inc"
        " WHERE incarnation.is_local = 0 GROUP BY op.inc"
    ).fetchall()
    return {inc: int(n) for inc, n in rows}


def _empty(connection: Connection, record_id: str, upto: Mapping[str, int]) -> bool:
    """Take the values of one record out of the journal; tell whether there were any."""
    # What is deleted is overwritten on disk, too.
    connection.execute("PRAGMA secure_delete = ON")
    rows = connection.execute(
        "SELECT op.id, op.body, incarnation.is_local FROM op_record"
        " JOIN op ON op.id = op_record.op JOIN incarnation ON incarnation.id = op.inc"
        " WHERE record_id = ?",
        (record_id,),
    ).fetchall()
    changed = False
    for key, body, is_local in rows:
        bound = {unpack_op(bytes(body)).dot.partition(":")[0]: 1 << 53} if is_local else upto
        emptied = without_values(bytes(body), record_id, bound)
        if emptied != bytes(body):
            connection.execute("UPDATE op SET body = ? WHERE id = ?", (emptied, key))
            changed = True
    return changed
