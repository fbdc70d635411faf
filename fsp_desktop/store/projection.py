"""Writing changed records back: row, versions, siblings, search index and the family's pulse."""

from __future__ import annotations

from collections.abc import Sequence
from operator import itemgetter
from typing import Any

from fsp_desktop.domain.changes import Wire
from fsp_desktop.store.columns import STAMPS, Kind, to_column
from fsp_desktop.store.engine import Connection
from fsp_desktop.store.pulse import update_pulse
from fsp_desktop.store.search_index import update_index
from fsp_desktop.store.states import RecordState
from fsp_desktop.store.versions import pack, pack_dots


def write_states(connection: Connection, states: Sequence[RecordState]) -> None:
    """Write changed records back, as part of the caller's transaction."""
    update_index(
        connection,
        [
            (state.kind_name, state.record_id, state.row, state.before)
            for state in states
            if state.kind is not None
        ],
    )
    _write_rows(connection, states)
    connection.executemany(
        "INSERT INTO rec_version(record_id, kind, dots) VALUES(?, ?, ?)"
        " ON CONFLICT(record_id) DO UPDATE SET dots = excluded.dots",
        [(one.record_id, one.kind_name, pack_dots(one.dots, one.beside)) for one in states],
    )
    for state in states:
        if state.several or state.conflicts or not state.is_new:
            _write_siblings(connection, state)
        if state.waiting or state.waiting_before:
            _write_waiting(connection, state)
    _write_beside(connection, [one for one in states if one.beside or one.before_beside])
    update_pulse(connection, [(one.kind_name, one.row, one.before) for one in states])


def _write_rows(connection: Connection, states: Sequence[RecordState]) -> None:
    new: dict[str, list[RecordState]] = {}
    updates: dict[str, list[tuple[Any, ...]]] = {}
    for state in states:
        if state.kind is None:
            continue
        if state.before is None:
            new.setdefault(state.kind_name, []).append(state)
        else:
            change = _update(state.kind, state.record_id, state.before, state.row)
            if change is not None:
                updates.setdefault(change[0], []).append(change[1])
    for statement, values in updates.items():
        connection.executemany(statement, values)
    for some in new.values():
        _insert_rows(connection, some)


def _insert_rows(connection: Connection, states: list[RecordState]) -> None:
    """Insert new rows of one kind in the order of their keys, which is how they lie on disk."""
    kind = states[0].kind
    assert kind is not None  # noqa: S101 - only rows of known kinds come here
    names = ("id", *kind.names, *STAMPS)
    connection.executemany(
        f"INSERT INTO {kind.table}({', '.join(names)}) VALUES({', '.join('?' * len(names))})",
        sorted((_row_values(kind, state) for state in states), key=itemgetter(-1)),
    )


def insert_row(connection: Connection, state: RecordState) -> None:
    """Insert the row of a record that has no journal."""
    _insert_rows(connection, [state])


def _row_values(kind: Kind, state: RecordState) -> tuple[Any, ...]:
    row = state.row
    if kind.sets:
        row = {**row, **{name: to_column(kind.columns[name], row[name]) for name in kind.sets}}
    return (state.record_id, *map(row.__getitem__, kind.names), *map(row.__getitem__, STAMPS))


def write_changes(
    connection: Connection,
    kind: Kind,
    record_id: str,
    before: dict[str, Wire],
    row: dict[str, Wire],
) -> None:
    """Update the columns that differ."""
    change = _update(kind, record_id, before, row)
    if change is not None:
        connection.execute(*change)


def _update(
    kind: Kind, record_id: str, before: dict[str, Wire], row: dict[str, Wire]
) -> tuple[str, tuple[Any, ...]] | None:
    """Return the statement and the values that bring a row up to date; None if nothing differs."""
    changed = [name for name in row if row[name] != before[name]]
    if not changed:
        return None
    values = [
        to_column(kind.columns[name], row[name]) if name in kind.columns else row[name]
        for name in changed
    ]
    columns = ", ".join(f"{name} = ?" for name in changed)
    return f"UPDATE {kind.table} SET {columns} WHERE id = ?", (*values, record_id)


def _write_siblings(connection: Connection, state: RecordState) -> None:
    rows = [
        (state.record_id, key, dot, one.hlc, one.author, pack(one.value))
        for key, field in state.several.items()
        for dot, one in field.siblings.items()
    ]
    conflicts = [(state.record_id, key, state.kind_name) for key in sorted(state.conflicts)]
    if not state.is_new:
        if not rows and not conflicts and not state.had_company:
            return
        connection.execute("DELETE FROM sibling WHERE record_id = ?", (state.record_id,))
        connection.execute("DELETE FROM conflict WHERE record_id = ?", (state.record_id,))
    connection.executemany(
        "INSERT INTO sibling(record_id, key, dot, hlc, author, value) VALUES(?, ?, ?, ?, ?, ?)",
        rows,
    )
    connection.executemany("INSERT INTO conflict(record_id, key, kind) VALUES(?, ?, ?)", conflicts)


def _write_beside(connection: Connection, states: Sequence[RecordState]) -> None:
    if not states:
        return
    connection.executemany(
        "DELETE FROM extra WHERE record_id = ? AND key = ?",
        [
            (state.record_id, key)
            for state in states
            for key in sorted(state.before_beside - state.beside.keys())
        ],
    )
    connection.executemany(
        "INSERT OR REPLACE INTO extra(record_id, key, value) VALUES(?, ?, ?)",
        [
            (state.record_id, key, pack(value))
            for state in states
            for key, value in state.beside.items()
        ],
    )


def _write_waiting(connection: Connection, state: RecordState) -> None:
    now = {(key, dot) for key, dots in state.waiting.items() for dot in dots}
    connection.executemany(
        "DELETE FROM superseded WHERE record_id = ? AND key = ? AND dot = ?",
        [(state.record_id, *one) for one in sorted(state.waiting_before - now)],
    )
    connection.executemany(
        "INSERT INTO superseded(record_id, key, dot) VALUES(?, ?, ?)",
        [(state.record_id, *one) for one in sorted(now - state.waiting_before)],
    )
