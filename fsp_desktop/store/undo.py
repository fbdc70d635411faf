"""Taking back saves of this device, and settling a conflict: both are ordinary edits."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from heapq import merge

from fsp_desktop.domain.changes import (
    DELETED,
    Dot,
    FieldWrite,
    Op,
    RecordWrite,
    Wire,
    is_element,
    split_dot,
    split_element,
)
from fsp_desktop.domain.errors import RefusedError
from fsp_desktop.store.columns import KINDS
from fsp_desktop.store.engine import Connection, many_records, transaction
from fsp_desktop.store.journal import Journal, OwnOp, write_in
from fsp_desktop.store.references import is_referred_to
from fsp_desktop.store.saving import Saver
from fsp_desktop.store.states import RecordState, load_states
from fsp_desktop.store.writes import Saved, Write, together

_NEVER_WRITTEN = ""
_UNDOABLE = frozenset({"create", "edit", "resolve", "delete"})
_IMPORT = "import"


def undo_last(connection: Connection, journal: Journal, saver: Saver, author: str) -> Saved:
    """Take back this device's newest save that was not taken back yet; an import as a whole.

    Raises:
        RefusedError: `store.nothing_to_undo`, or `store.changed_since` if every field of it has
            been written again, or anything at all of an import.
    """
    head = _last_head(journal)
    if head is not None and head.why == _IMPORT and head.session is not None:
        return undo_saves(connection, journal, saver, author, [head.dot])
    with transaction(connection):
        op = journal.read(head.dot) if head is not None else None
        if op is None or op.why not in _UNDOABLE:
            raise RefusedError("store.nothing_to_undo")
        states = load_states(connection, [write.record_id for write in op.writes])
        batches = _versions_again(journal, op, states)
        if batches:
            return saver.save_ops(batches, (author, "undo", None, op.dot))
        makers = journal.first_dots(list(states))
        writes = [
            undone
            for write in op.writes
            if write.record_id in states
            and (undone := _undone(journal, op, states[write.record_id], write, makers))
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


def undo_saves(
    connection: Connection,
    journal: Journal,
    saver: Saver,
    author: str,
    dots: Sequence[Dot],
    progress: Callable[[int, int], None] = lambda _done, _all: None,
) -> Saved:
    """Take back the named saves of this device, in one transaction: all of each, or nothing.

    Naming one operation of an import names all of them.

    Args:
        connection: With no transaction open.
        journal: Of the same connection.
        saver: Of the same connection.
        author: Id of the person.
        dots: As `Saved.dots` told them.
        progress: Told how many operations are taken back, of how many.

    Raises:
        RefusedError: `store.nothing_to_undo` if one is not of this device, or was taken back;
            `store.changed_since` if something newer has replaced any of it, or refers to a record
            that would go.
    """
    with many_records(), transaction(connection), journal.remembering():
        heads = _named(journal, dots)
        saved: list[Saved] = []
        made: list[str] = []
        for done, head in enumerate(heads, 1):
            op = journal.read(head.dot)
            assert op is not None  # noqa: S101 - its head was read from the same table
            saved.append(_undo_whole(connection, journal, saver, author, op, made))
            progress(done, len(heads))
        if is_referred_to(connection, made):
            raise RefusedError("store.changed_since")
    return together(saved)


def _named(journal: Journal, dots: Sequence[Dot]) -> list[OwnOp]:
    """Return the heads of the named operations, newest first, with all those of an import."""
    wanted = set(dots)
    found: list[OwnOp] = []
    undone: set[Dot] = set()
    for head in _own_heads(journal):
        if head.undoes is not None:
            undone.add(head.undoes)
        elif head.dot in wanted:
            wanted.discard(head.dot)
            found.append(head)
        if not wanted:
            break
    if wanted or not found or any(head.dot in undone for head in found):
        raise RefusedError("store.nothing_to_undo")
    sessions = {head.session for head in found if head.why == _IMPORT and head.session}
    return _of_one_step(journal, found, sessions) if sessions else found


def _of_one_step(
    journal: Journal, named: Sequence[OwnOp], sessions: Collection[str]
) -> list[OwnOp]:
    """Return what was named with everything that was imported together with it."""
    names = {head.dot for head in named}
    last = min(head.hlc for head in named)
    found: list[OwnOp] = []
    for head in _own_heads(journal):
        is_part = head.why == _IMPORT and head.session in sessions
        if is_part or head.dot in names:
            found.append(head)
        elif head.hlc < last:
            break  # an import is one transaction, so its operations lie side by side
    return found


def _undo_whole(
    connection: Connection, journal: Journal, saver: Saver, author: str, op: Op, made: list[str]
) -> Saved:
    """Take back all of one operation; records it had made are added to `made`."""
    states = load_states(connection, [write.record_id for write in op.writes])
    batches = _versions_again(journal, op, states)
    if not batches:
        writes: list[Write] = []
        makers = journal.first_dots(list(states))
        for write in op.writes:
            state = states.get(write.record_id)
            undone = _undone(journal, op, state, write, makers) if state else None
            if state is None or undone is None or not _is_untouched(journal, op, state, write):
                raise RefusedError("store.changed_since", {"id": write.record_id})
            writes.append(undone)
            made += [write.record_id] if undone.fields.get(DELETED) is True else []
        batches = [writes]
    saved = saver.save_ops(batches, (author, "undo", None, op.dot))
    if saved.dot is None:
        raise RefusedError("store.changed_since")
    return saved


def _is_untouched(journal: Journal, op: Op, state: RecordState, write: RecordWrite) -> bool:
    own = (op.dot,)
    return all(
        state.dots.get(key) == own or _origin(journal, state, key) == op.dot for key in write.fields
    )


def _own_heads(journal: Journal) -> Iterator[OwnOp]:
    """Yield the heads of own operations from the newest back: each undo before what it undid."""
    return merge(
        journal.own_heads(journal.shared),
        journal.own_heads(journal.local),
        key=lambda one: one.hlc,
        reverse=True,
    )


def _last_head(journal: Journal) -> OwnOp | None:
    """Return the head of the newest own operation that is no undo and was not undone."""
    undone: set[Dot] = set()
    for head in _own_heads(journal):
        if head.undoes is not None:
            undone.add(head.undoes)
        elif head.dot not in undone:
            return head
    return None


def _undone(
    journal: Journal, op: Op, state: RecordState, write: RecordWrite, makers: Mapping[str, Dot]
) -> Write | None:
    """Return the write that restores one record, or None if all was written again since.

    `makers` tells which operation made each record.
    """
    if makers.get(state.record_id) == op.dot:
        own = (op.dot,)
        others = [key for key, dots in state.dots.items() if dots != own]
        if not {_origin(journal, state, key) for key in others} <= {op.dot, _NEVER_WRITTEN}:
            return None
        return Write(state.kind_name, state.record_id, {DELETED: True})
    before: dict[str, Wire] = {}
    for key, one in write.fields.items():
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
