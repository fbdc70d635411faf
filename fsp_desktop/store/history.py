"""What was written to a record, by whom and when; and the fields with more than one version."""

from __future__ import annotations

from datetime import UTC, datetime

from fsp_desktop.domain.changes import DELETED, Dot, Op, Sibling, hlc_ms, ranked
from fsp_desktop.domain.views import ConflictView, HistoryEntry, VersionOf
from fsp_desktop.store.engine import Connection
from fsp_desktop.store.journal import Journal, write_in
from fsp_desktop.store.states import RecordState, load_states

_SAID_AGAIN = frozenset({"resolve", "undo"})
"""Why a value was written that somebody had written before."""
_LAST_MOMENT = datetime(9999, 12, 31, 23, 59, 59, tzinfo=UTC)


def moment_of(hlc: int) -> datetime:
    """Return the moment of a clock value; a mad one as the last moment there is."""
    try:
        return datetime.fromtimestamp(hlc_ms(hlc) / 1000, UTC)
    except (ValueError, OverflowError, OSError):
        return _LAST_MOMENT


def read_history(
    connection: Connection, journal: Journal, record_id: str
) -> tuple[HistoryEntry, ...]:
    """Return every write to a record, newest first."""
    state = load_states(connection, [record_id]).get(record_id)
    dots = state.dots if state else {}
    entries = [
        (op.hlc, op.dot, _entry(op, key, write.fields[key].value, op.dot in dots.get(key, ())))
        for op in journal.ops_of(record_id)
        for write in op.writes
        if write.record_id == record_id
        for key in write.fields
    ]
    entries.sort(key=lambda one: one[:2], reverse=True)
    return tuple(entry for _, _, entry in entries)


def _entry(op: Op, key: str, value: object, is_current: bool) -> HistoryEntry:
    return HistoryEntry(
        at=moment_of(op.hlc),
        author=op.author or None,
        device=op.dot.partition(":")[0],
        why=op.why,
        field=key,
        value=value,
        is_current=is_current,
        dot=op.dot,
    )


def read_conflicts(
    connection: Connection, journal: Journal, record_id: str | None = None
) -> tuple[ConflictView, ...]:
    """Return every field with more than one version (of one record), newest record first."""
    rows = connection.execute(
        "SELECT record_id, key FROM conflict WHERE ? IN ('', record_id)"
        " ORDER BY record_id DESC, key",
        (record_id or "",),
    ).fetchall()
    states = load_states(connection, {one for one, _ in rows})
    labels = _labels(connection, list(states.values()))
    return tuple(
        ConflictView(
            record_id=one,
            kind=states[one].kind_name,
            family_id=_family_of(states[one]),
            family_label=labels.get(_family_of(states[one]) or ""),
            field=key,
            versions=_versions(journal, states[one], key),
        )
        for one, key in rows
    )


def count_conflicts(connection: Connection) -> int:
    """Return how many records have a field with more than one version."""
    row = connection.execute("SELECT count(DISTINCT record_id) FROM conflict").fetchone()
    return int(row[0])


def _family_of(state: RecordState) -> str | None:
    if state.kind_name == "family":
        return state.record_id
    family_id = state.row.get("family_id")
    return family_id if isinstance(family_id, str) else None


def _labels(connection: Connection, states: list[RecordState]) -> dict[str, str]:
    wanted = {one for one in map(_family_of, states) if one}
    found: dict[str, str] = {}
    for family_id in wanted:
        row = connection.execute("SELECT label FROM family WHERE id = ?", (family_id,)).fetchone()
        if row is not None:
            found[family_id] = row[0] or ""
    return found


def _versions(journal: Journal, state: RecordState, key: str) -> tuple[VersionOf, ...]:
    siblings = ranked(state.field(key))
    if key == DELETED:
        siblings = _disputed_deletion(journal, state)
    return tuple(_version(journal, state, key, *one) for one in siblings)


def _version(
    journal: Journal, state: RecordState, key: str, dot: Dot, sibling: Sibling
) -> VersionOf:
    op = journal.read(dot)
    first = op if op is None or key == DELETED else _first_writer(journal, state.record_id, key, op)
    return VersionOf(
        dot=dot,
        value=sibling.value,
        author=(first.author or None) if first else None,
        device=(first.dot if first else dot).partition(":")[0],
        at=moment_of(first.hlc if first else 0),
        brought_back_by=(op.author or None) if op and op.why == "undo" else None,
    )


def _first_writer(journal: Journal, record_id: str, key: str, op: Op) -> Op:
    """Return who wrote a value before it was chosen among versions, or brought back by an undo."""
    seen: set[Dot] = set()
    while op.why in _SAID_AGAIN and op.dot not in seen:
        seen.add(op.dot)
        one = write_in(op, record_id, key)
        undone = journal.field_write(op.undoes, record_id, key) if op.undoes else None
        before = [dot for write in (undone, one) if write for dot in write.replaced]
        same = [
            found
            for found in map(journal.read, before)
            if one and found and (write := write_in(found, record_id, key)) is not None
            if write.value == one.value
        ]
        if not same:
            break
        op = min(same, key=lambda found: (found.hlc, found.dot))
    return op


def _disputed_deletion(journal: Journal, state: RecordState) -> list[tuple[Dot, Sibling]]:
    """Return who deleted the record, and the newest write that a deleter had not seen."""
    deletions = state.field(DELETED).siblings
    seen = set(deletions)
    for dot, sibling in deletions.items():
        one = journal.field_write(dot, state.record_id, DELETED)
        if one is not None and sibling.value:
            seen.update(one.replaced)
    beside = {
        dot for key, dots in state.dots.items() if key != DELETED for dot in dots if dot not in seen
    }
    ops = [op for op in map(journal.read, beside) if op is not None]
    newest = max(ops, key=lambda op: (op.hlc, op.dot), default=None)
    found = sorted(deletions.items(), key=lambda one: one[0])
    if newest is not None:
        found.insert(0, (newest.dot, Sibling(False, newest.hlc, newest.author)))
    return found
