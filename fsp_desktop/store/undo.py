"""Taking back the last save of this device, and settling a conflict: both are ordinary edits."""

from __future__ import annotations

from fsp_desktop.domain.changes import (
    DELETED,
    Dot,
    FieldWrite,
    Op,
    Wire,
    is_element,
    split_dot,
    split_element,
)
from fsp_desktop.domain.errors import RefusedError
from fsp_desktop.store.columns import KINDS
from fsp_desktop.store.engine import Connection, transaction
from fsp_desktop.store.journal import Journal, write_in
from fsp_desktop.store.saving import Saver
from fsp_desktop.store.states import RecordState, load_states
from fsp_desktop.store.writes import Saved, Write

_FAR_BACK = 500
_NEVER_WRITTEN = ""
_UNDOABLE = frozenset({"create", "edit", "resolve", "delete"})


def undo_last(connection: Connection, journal: Journal, saver: Saver, author: str) -> Saved:
    """Take back this device's newest save that was not taken back yet.

    Raises:
        RefusedError: `store.nothing_to_undo`, or `store.changed_since` if every field of it has
            been written again.
    """
    with transaction(connection):
        op = _last_op(journal)
        if op is None or op.why not in _UNDOABLE:
            raise RefusedError("store.nothing_to_undo")
        states = load_states(connection, [write.record_id for write in op.writes])
        batches = _versions_again(journal, op, states)
        if batches:
            return saver.save_ops(batches, (author, "undo", None, op.dot))
        writes = [
            undone
            for write in op.writes
            if write.record_id in states
            and (undone := _undone(journal, op, states[write.record_id], dict(write.fields)))
        ]
        if not writes:
            raise RefusedError("store.changed_since")
        saved = saver.save_within(writes, author=author, why="undo", undoes=op.dot)
        if saved.dot is None:
            raise RefusedError("store.changed_since")
        return saved


def _versions_again(journal: Journal, op: Op, states: dict[str, RecordState]) -> list[list[Write]]:
    """Return the writes that put the versions back which a person had settled, or none.

    Each version is an operation of its own, so that they stand beside each other once more. The
    settled value is one of them, or else the first one takes its place.
    """
    batches: list[list[Write]] = []
    for write in op.writes if op.why == "resolve" else ():
        state = states.get(write.record_id)
        for key, one in write.fields.items():
            versions = _versions_before(journal, write.record_id, key, one)
            if state is None or len(versions) < 2 or _origin(journal, state, key) != op.dot:
                continue
            others = [value for value in versions if value != one.value]
            seen: tuple[Dot, ...] = () if len(others) < len(versions) else (op.dot,)
            for value in others:
                fields = dict(value) if isinstance(value, dict) else {key: value}
                batches.append([Write(state.kind_name, state.record_id, fields, {key: seen})])
                seen = ()
    return batches


def _versions_before(journal: Journal, record_id: str, key: str, one: FieldWrite) -> list[Wire]:
    """Return the different values that a write has replaced, those of its own device included."""
    if key == DELETED or is_element(key):
        return []
    found: list[Wire] = []
    for dot in one.replaced:
        write = journal.field_write(dot, record_id, key)
        if write is not None and write.value not in found:
            found.append(write.value)
    return found


def _last_op(journal: Journal) -> Op | None:
    """Return the newest own operation that is no undo and was not undone.

    Own operations are walked from the newest back, so that each undo comes before what it undid.
    """
    recent = [
        *journal.own_ops(journal.shared, limit=_FAR_BACK),
        *journal.own_ops(journal.local, limit=_FAR_BACK),
    ]
    undone: set[Dot] = set()
    for head in sorted(recent, key=lambda one: one.hlc, reverse=True):
        if head.undoes is not None:
            undone.add(head.undoes)
        elif head.dot not in undone:
            return journal.read(head.dot)
    return None


def _undone(
    journal: Journal, op: Op, state: RecordState, fields: dict[str, FieldWrite]
) -> Write | None:
    """Return the write that restores one record, or None if all was written again since."""
    if _was_made_by(journal, op, state):
        origins = {_origin(journal, state, key) for key in state.dots}
        if not origins <= {op.dot, _NEVER_WRITTEN}:
            return None
        return Write(state.kind_name, state.record_id, {DELETED: True})
    before: dict[str, Wire] = {}
    for key, one in fields.items():
        if _origin(journal, state, key) == op.dot:
            _restore(before, state, key, _value_before(journal, state, key, one))
    return Write(state.kind_name, state.record_id, before) if before else None


def _origin(journal: Journal, state: RecordState, key: str) -> Dot | None:
    """Return the one write whose value is shown, seen through what was taken back since."""
    dots = state.dots.get(key, ())
    while len(dots) == 1:
        op = journal.read(dots[0])
        if op is None or op.undoes is None:
            return dots[0]
        undone = journal.field_write(op.undoes, state.record_id, key)
        dots = undone.replaced if undone else ()
    return _NEVER_WRITTEN if not dots else None


def _was_made_by(journal: Journal, op: Op, state: RecordState) -> bool:
    ops = journal.ops_of(state.record_id)
    return min(ops, key=lambda one: (one.hlc, one.dot)).dot == op.dot


def _value_before(journal: Journal, state: RecordState, key: str, one: FieldWrite) -> Wire:
    if key == DELETED:
        return not one.value
    found: list[tuple[int, Dot, Wire]] = []
    for dot in one.replaced:
        op = journal.read(dot)
        write = write_in(op, state.record_id, key) if op else None
        if op is not None and write is not None:
            found.append((op.hlc, dot, write.value))
    if found:
        return max(found, key=lambda entry: entry[:2])[2]
    if is_element(key):
        return False
    kind = KINDS[state.kind_name]
    members = kind.keys.get(key, (key,))
    if members == (key,):
        return kind.defaults.get(key)
    return {member: kind.defaults[member] for member in members}


def _restore(before: dict[str, Wire], state: RecordState, key: str, value: Wire) -> None:
    """Say the journal's value of one key in the words of a form."""
    if is_element(key):
        name, element = split_element(key)
        shown = before.setdefault(name, list(state.row.get(name) or []))
        if value and element not in shown:
            shown.append(element)
        if not value and element in shown:
            shown.remove(element)
    elif isinstance(value, dict):
        before.update(value)
    else:
        before[key] = value


def resolve(
    connection: Connection, saver: Saver, record_id: str, key: str, value: Wire, author: str
) -> Saved:
    """Settle one field with `value`; every version that this device knows is replaced.

    Raises:
        RefusedError: `store.no_such_record` or `store.unknown_field`.
    """
    state = load_states(connection, [record_id]).get(record_id)
    if state is None:
        raise RefusedError("store.no_such_record", {"id": record_id})
    if key == DELETED or is_element(key):
        fields = {DELETED: bool(value)} if key == DELETED else {}
    elif isinstance(value, dict) and key not in (state.kind.columns if state.kind else {}):
        fields = dict(value)
    else:
        fields = {key: value}
    if not fields:
        raise RefusedError("store.unknown_field", {"field": key})
    return saver.save([Write(state.kind_name, record_id, fields)], author=author, why="resolve")


def value_of_dot(journal: Journal, record_id: str, key: str, dot: Dot) -> Wire:
    """Return the version of a field that operation `dot` wrote.

    Raises:
        RefusedError: `store.no_such_version`.
    """
    split_dot(dot)
    one = journal.field_write(dot, record_id, key)
    if one is None:
        raise RefusedError("store.no_such_version", {"field": key})
    return one.value
