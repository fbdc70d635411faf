"""Records that never travel: their table and the search index only, never the journal."""

from __future__ import annotations

from collections.abc import Sequence

from fsp_desktop.domain.changes import DELETED, Wire
from fsp_desktop.domain.clock import Clock, epoch_ms, to_wire_time
from fsp_desktop.domain.errors import RefusedError
from fsp_desktop.store.columns import KINDS, Kind, fits
from fsp_desktop.store.engine import Connection
from fsp_desktop.store.projection import insert_row, write_changes
from fsp_desktop.store.search_index import remove_from_index, update_index
from fsp_desktop.store.states import RecordState, read_rows
from fsp_desktop.store.writes import Write


def write_private(
    connection: Connection, writes: Sequence[Write], author: str, clock: Clock
) -> tuple[list[str], list[str]]:
    """Write private records and return the kinds and ids that changed.

    Deleting one erases it: there is no journal that could bring it back.
    """
    kinds, ids = [], []
    for write in writes:
        if _write_one(connection, write, author, clock):
            kinds.append(write.kind)
            ids.append(write.record_id)
    return kinds, ids


def _write_one(connection: Connection, write: Write, author: str, clock: Clock) -> bool:
    kind = KINDS[write.kind]
    found = read_rows(connection, kind, [write.record_id])
    before = found[0][1] if found else None
    if write.fields.get(DELETED):
        return before is not None and _erase(connection, kind, write.record_id, before)
    state = RecordState(write.kind, write.record_id, is_journaled=False)
    row = dict(before) if before is not None else state.row
    for name, value in write.fields.items():
        if name == DELETED:
            continue
        if name not in kind.columns:
            raise RefusedError("store.unknown_field", {"field": name})
        if not fits(kind.columns[name], value):
            raise RefusedError("store.unfit_value", {"field": name})
        row[name] = value
    if before == row:
        return False
    _stamp(row, author, clock)
    update_index(connection, [(write.kind, write.record_id, row, before)])
    if before is None:
        insert_row(connection, state)
    else:
        write_changes(connection, kind, write.record_id, before, row)
    return True


def _stamp(row: dict[str, Wire], author: str, clock: Clock) -> None:
    now = to_wire_time(clock.now())
    if row["created_at"] is None:
        row["created_at"], row["created_by"] = now, author
    row["updated_at"], row["updated_by"] = now, author
    row["updated_hlc"] = epoch_ms(clock.now()) << 16


def _erase(connection: Connection, kind: Kind, record_id: str, before: dict[str, Wire]) -> bool:
    remove_from_index(connection, before["doc"])
    connection.execute(f"DELETE FROM {kind.table} WHERE id = ?", (record_id,))
    return True
