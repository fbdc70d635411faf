"""One hash of the merged state, equal on all devices that have the same operations."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterator, Mapping

from fsp_desktop.domain.changes import DELETED, FieldState, FieldWrite, Op, Wire, apply_write
from fsp_desktop.store.engine import Connection
from fsp_desktop.store.journal import Journal
from fsp_desktop.store.rebuilding import batches, ops_by_record
from fsp_desktop.store.states import RecordState, load_states

Fields = dict[str, dict[str, Wire]]
"""Journal key -> dot -> value."""


def read_digest(
    connection: Connection, journal: Journal, rest: Callable[[], None] = lambda: None
) -> str:
    """Return the hash as 64 hexadecimal digits.

    Records are taken by id, keys by name, siblings by dot. What only this device knows (private
    notes, visits for their author's eyes) does not count. `rest` is called between the parts.
    """
    whole = hashlib.sha256()
    ids = [one for (one,) in connection.execute("SELECT record_id FROM rec_version ORDER BY 1")]
    for batch in batches(ids):
        rest()
        states = load_states(connection, batch)
        for record_id in batch:
            fields = shared_fields(connection, journal, states[record_id])
            if fields:
                entry = [record_id, states[record_id].kind_name, _sorted(fields)]
                whole.update(json.dumps(entry, sort_keys=True, ensure_ascii=False).encode())
    return whole.hexdigest()


def shared_fields(connection: Connection, journal: Journal, state: RecordState) -> Fields:
    """Return the siblings of a record as other devices know them."""
    is_local = any(journal.is_local(dot) for dots in state.dots.values() for dot in dots)
    if not is_local:
        return fields_of(state)
    ops = ops_by_record(connection, [state.record_id])[state.record_id]
    return replayed(state.record_id, (op for op in ops if not journal.is_local(op.dot)))


def fields_of(state: RecordState) -> Fields:
    """Return every sibling of a record that was loaded."""
    found: Fields = {}
    for key, dots in state.dots.items():
        several = state.several.get(key)
        if several is not None:
            values = {dot: one.value for dot, one in several.siblings.items()}
        else:
            values = dict.fromkeys(dots, state.value_of(key))
        found[key] = {dot: plain(key, value) for dot, value in values.items()}
    return found


def replayed(record_id: str, ops: Iterator[Op] | list[Op]) -> Fields:
    """Return every sibling of a record, from its operations and the rules of the domain alone."""
    states: dict[str, FieldState] = {}
    applied: set[str] = set()
    for op in ops:
        for write in op.writes:
            if write.record_id == record_id:
                _apply(states, op, write.fields, applied)
        applied.add(op.dot)
    return {
        key: {dot: plain(key, one.value) for dot, one in state.siblings.items()}
        for key, state in states.items()
        if state.siblings
    }


def _apply(
    states: dict[str, FieldState], op: Op, fields: Mapping[str, FieldWrite], applied: set[str]
) -> None:
    for key, one in fields.items():
        state = states.setdefault(key, FieldState())
        apply_write(state, op, one, lambda dot: dot != op.dot and dot in applied)


def plain(key: str, value: Wire) -> Wire:
    """Return a value as it is compared: true or false for elements, groups without blanks."""
    if key == DELETED or key.endswith("]"):
        return bool(value)
    if isinstance(value, dict):
        return {name: part for name, part in value.items() if part is not None}
    return value


def _sorted(fields: Fields) -> list[tuple[str, list[tuple[str, Wire]]]]:
    return [(key, sorted(fields[key].items(), key=lambda one: one[0])) for key in sorted(fields)]
