"""Operations applied to records in memory, within one transaction; the rules are domain's.

The common case (a field nobody else touched) is taken without building a `FieldState`; everything
else goes through `domain.changes`.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import UTC, datetime

from fsp_desktop.domain.changes import (
    DELETED,
    Dot,
    FieldState,
    FieldWrite,
    Op,
    RecordWrite,
    Sibling,
    apply_write,
    hlc_ms,
    is_conflict,
    shown_value,
)
from fsp_desktop.domain.clock import to_wire_time
from fsp_desktop.store.engine import Connection
from fsp_desktop.store.journal import MAX_HLC, Journal, write_in
from fsp_desktop.store.states import UNKNOWN_HLC, RecordState, load_states, load_waiting

_NOTHING: frozenset[str] = frozenset()


class Merger:
    """The records that one transaction changes.

    Args:
        connection: In a transaction.
        journal: Where operations of earlier transactions are found.
        is_replay: Operations come from the journal itself, so what it holds was not yet seen.

    Attributes:
        states: Record id -> state, of the records loaded or made so far.
    """

    def __init__(
        self, connection: Connection, journal: Journal, *, is_replay: bool = False
    ) -> None:
        self._db = connection
        self._is_replay = is_replay
        self._journal = journal
        self.states: dict[str, RecordState] = {}
        self._ops: dict[Dot, Op] = {}
        self._replayed: set[tuple[str, Dot]] = set()
        self._changed: set[str] = set()
        self._is_anything_waiting = (
            connection.execute("SELECT 1 FROM superseded LIMIT 1").fetchone() is not None
        )

    def load(self, ids: Iterable[str]) -> None:
        """Read the records that the next operations are about."""
        missing = [one for one in ids if one not in self.states]
        if not missing:
            return
        loaded = load_states(self._db, missing)
        if self._is_anything_waiting and loaded:
            load_waiting(self._db, loaded)
        self.states |= loaded

    def state(self, kind: str, record_id: str) -> RecordState:
        """Return the state of a record that was loaded, or a new one."""
        known = self.states.get(record_id)
        if known is None:
            known = self.states[record_id] = RecordState(kind, record_id)
        return known

    def apply(self, op: Op, *, delta: tuple[RecordWrite, ...] | None = None) -> None:
        """Apply one operation whose records were loaded.

        Args:
            op: The operation as the journal keeps it.
            delta: For an amended operation: only what is new in it.
        """
        self._ops[op.dot] = op
        stamp = stamp_of(op.hlc)
        for write in op.writes if delta is None else delta:
            state = self.state(write.kind, write.record_id)
            self._changed.add(write.record_id)
            state.op_count += 1
            self._apply_write(state, op, write.fields)
            _stamp(state, op, stamp)
            if self._is_replay:
                self._replayed.add((write.record_id, op.dot))
            if state.waiting:
                for dots in state.waiting.values():
                    dots.discard(op.dot)

    def _apply_write(self, state: RecordState, op: Op, fields: Mapping[str, FieldWrite]) -> None:
        known, row, own = state.dots, state.row, (op.dot,)
        texts = state.kind.texts if state.kind and not state.beside else _NOTHING
        for key, one in fields.items():
            dots = known.get(key, ())
            if state.waiting or dots != one.replaced or len(dots) > 1:
                self._apply_field(state, op, key, one)
            elif key in texts and isinstance(one.value, str):
                known[key] = own
                row[key] = one.value
            else:
                state.put_single(key, op.dot, one.value)

    def _apply_field(self, state: RecordState, op: Op, key: str, one: FieldWrite) -> None:
        field = state.field(key)

        def was_seen(dot: Dot) -> bool:
            if dot == op.dot:
                return False
            if self._is_replay:
                # An operation about two records was not seen by the second when the first had it.
                return (state.record_id, dot) in self._replayed
            return dot in self._ops or self._journal.has(dot)

        apply_write(field, op, one, was_seen)
        if field.superseded:
            state.waiting[key] = field.superseded
        self._put(state, key, field)

    def _put(self, state: RecordState, key: str, field: FieldState) -> None:
        if not field.siblings:
            state.drop(key)
        elif len(field.siblings) == 1:
            ((dot, sibling),) = field.siblings.items()
            state.put_single(key, dot, sibling.value)
        else:
            for dot, sibling in field.siblings.items():
                if sibling.hlc == UNKNOWN_HLC:
                    field.siblings[dot] = Sibling(sibling.value, *self.stamp(dot))
            state.several[key] = field
            state.dots[key] = tuple(sorted(field.siblings))
            state.put_value(key, shown_value(key, field))

    def op(self, dot: Dot) -> Op | None:
        """Return an operation of this transaction or of the journal."""
        return self._ops.get(dot) or self._journal.read(dot)

    def stamp(self, dot: Dot) -> tuple[int, str]:
        """Return the clock value and the author of an operation that was seen."""
        op = self.op(dot)
        return (0, "") if op is None else (min(op.hlc, MAX_HLC), op.author)

    def finish(self) -> list[RecordState]:
        """Work out what follows from the changed keys, and return the changed states."""
        changed = [state for key, state in self.states.items() if key in self._changed]
        for state in changed:
            if state.truths:
                self._order_sets(state)
            self._settle(state)
        return changed

    def _settle(self, state: RecordState) -> None:
        conflicts = {key for key, field in state.several.items() if is_conflict(key, field)}
        deleted = False
        if DELETED in state.dots:
            conflicts.discard(DELETED)
            deleted, is_disputed = self._deletion(state)
            if is_disputed:
                conflicts.add(DELETED)
        state.conflicts = conflicts
        state.row["deleted"] = int(deleted)
        state.row["has_conflict"] = int(bool(conflicts))

    def _deletion(self, state: RecordState) -> tuple[bool, bool]:
        """Return whether the record is deleted, and whether somebody disagrees.

        A delete names everything its author had seen of the record; what it does not name was
        written beside it, and then the record stays visible.
        """
        siblings = state.field(DELETED).siblings
        deletions = [dot for dot, sibling in siblings.items() if sibling.value]
        if not deletions:
            return False, False
        if len(deletions) < len(siblings):
            return False, True
        seen = set(deletions)
        for dot in deletions:
            op = self.op(dot)
            write = op and write_in(op, state.record_id, DELETED)
            seen.update(write.replaced if write else ())
        others = (dots for key, dots in state.dots.items() if key != DELETED)
        is_beside = any(dot not in seen for dots in others for dot in dots)
        return not is_beside, is_beside

    def _order_sets(self, state: RecordState) -> None:
        """Show the elements of each touched set in the order in which they were added."""
        names = {key.partition("[")[0] for key in state.truths}
        for name in names:
            mark = f"{name}["
            keys = [
                key for key in state.dots if key.startswith(mark) and key.endswith("]")
                and self._is_in(state, key)
            ]  # fmt: skip
            if not (state.is_new and state.op_count == 1):
                keys.sort(key=lambda key: self._place(state, key))
            state.row[name] = [key[len(mark) : -1] for key in keys]

    @staticmethod
    def _is_in(state: RecordState, key: str) -> bool:
        several = state.several.get(key)
        if several is not None:
            return bool(shown_value(key, several))
        return bool(state.value_of(key))

    def _place(self, state: RecordState, key: str) -> tuple[int, str, int]:
        places: list[tuple[int, str, int]] = []
        for dot in state.dots[key]:
            op = self.op(dot)
            write = op and write_in(op, state.record_id, key)
            if op and write and write.value:
                fields = next(w.fields for w in op.writes if w.record_id == state.record_id)
                place = list(fields).index(key) if key in fields else 0
                places.append((op.hlc, op.dot, place))
        return min(places, default=(0, "", 0))


def stamp_of(hlc: int) -> str:
    """Return a clock value as a moment in wire form; a mad one as the last moment there is."""
    try:
        return to_wire_time(datetime.fromtimestamp(hlc_ms(hlc) / 1000, UTC))
    except (ValueError, OverflowError, OSError):
        return "9999-12-31T23:59:59.999+00:00"


def _stamp(state: RecordState, op: Op, at: str) -> None:
    row = state.row
    hlc = min(op.hlc, MAX_HLC)
    newest = (row["updated_hlc"] or 0, row["updated_by"] or "")
    if (hlc, op.author) >= newest:
        row["updated_at"], row["updated_by"], row["updated_hlc"] = at, op.author, hlc
    if row["created_at"] is None or (at, op.author) < (row["created_at"], row["created_by"] or ""):
        row["created_at"], row["created_by"] = at, op.author
