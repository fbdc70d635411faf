"""One save: what changed, as one operation, with row, versions and search index in one transaction.

Visits that only their author may read are journaled under a local incarnation, which never
travels; when such a visit is opened to the team, all of it is written once more for everybody.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from fsp_desktop.domain.changes import (
    MAX_OP_BYTES,
    Dot,
    FieldWrite,
    Op,
    RecordWrite,
    hlc_ms,
    pack_op,
)
from fsp_desktop.domain.clock import Clock, epoch_ms
from fsp_desktop.domain.errors import RefusedError
from fsp_desktop.domain.ids import RecordId
from fsp_desktop.store.columns import KINDS
from fsp_desktop.store.engine import Connection, transaction
from fsp_desktop.store.journal import Journal
from fsp_desktop.store.merging import Merger
from fsp_desktop.store.private_rows import write_private
from fsp_desktop.store.projection import write_states
from fsp_desktop.store.states import RecordState
from fsp_desktop.store.writes import Saved, Write, ancestors, field_writes

__all__ = ["Saved", "Saver", "Write"]

AMEND_MS = 10 * 60 * 1000
"""How long typing in one form goes on amending the same operation."""
Fields = Mapping[str, FieldWrite]
How = tuple[str, str, str | None, Dot | None]
"""Author, why, session of a form, and the operation that is taken back."""


class Saver:
    """Writes what people change."""

    def __init__(self, connection: Connection, journal: Journal, clock: Clock) -> None:
        self._db = connection
        self._journal = journal
        self._clock = clock

    def save(
        self,
        writes: Sequence[Write],
        *,
        author: str,
        why: str,
        session: str | None = None,
        undoes: Dot | None = None,
    ) -> Saved:
        """Save in one durable transaction; see `RecordStore.save`."""
        with transaction(self._db):
            return self.save_within(writes, author=author, why=why, session=session, undoes=undoes)

    def save_within(
        self,
        writes: Sequence[Write],
        *,
        author: str,
        why: str,
        session: str | None = None,
        undoes: Dot | None = None,
    ) -> Saved:
        """Save as one operation inside the caller's transaction."""
        return self.save_ops([writes], (author, why, session, undoes))

    def save_ops(self, batches: Sequence[Sequence[Write]], how: How) -> Saved:
        """Save each batch as one operation, inside the caller's transaction."""
        author = how[0]
        private, shared = _split_private([write for batch in batches for write in batch])
        kinds, ids = write_private(self._db, private, author, self._clock)
        merger = Merger(self._db, self._journal)
        merger.load([write.record_id for write in shared])
        dots: dict[Dot, None] = {}
        # Only what this save wrote: a version that arrived beside it was not on the form, and
        # naming it would let the next save of the form replace it unseen.
        seen: dict[str, dict[str, tuple[Dot, ...]]] = {write.record_id: {} for write in shared}
        for batch in batches:
            for is_local, changes in self._by_reader(merger, _split_private(batch)[1]).items():
                if changes:
                    dot = self._write_op(merger, changes, is_local, how)
                    dots[dot] = None
                    for state, fields in changes:
                        seen[state.record_id].update(dict.fromkeys(fields, (dot,)))
        changed = merger.finish()
        write_states(self._db, changed)
        return Saved(
            next(reversed(dots), None),
            seen,
            frozenset(kinds) | {state.kind_name for state in changed},
            (*ids, *[state.record_id for state in changed]),
            tuple(dots),
        )

    def _by_reader(
        self, merger: Merger, writes: Sequence[Write]
    ) -> dict[bool, list[tuple[RecordState, Fields]]]:
        found: dict[bool, list[tuple[RecordState, Fields]]] = {True: [], False: []}
        for write in writes:
            state = merger.state(write.kind, write.record_id)
            fields = field_writes(state, write, self._journal)
            if not fields:
                continue
            is_local = self._is_local(state, fields)
            if not is_local:
                fields = self._with_local_fields(state, fields)
            found[is_local].append((state, fields))
        return found

    @staticmethod
    def _is_local(state: RecordState, fields: Fields) -> bool:
        if state.kind_name != "visit":
            return False
        write = fields.get("readers")
        return (write.value if write else state.row.get("readers")) == "only_me"

    def _with_local_fields(
        self, state: RecordState, fields: dict[str, FieldWrite]
    ) -> dict[str, FieldWrite]:
        """Add every field so far known to this device only, replacing what the local ones did."""
        if not any(self._journal.is_local(dot) for dots in state.dots.values() for dot in dots):
            return fields
        for key, dots in state.dots.items():
            local = {dot for dot in dots if self._journal.is_local(dot)}
            if local:
                one = fields.get(key) or FieldWrite(state.value_of(key), dots)
                seen = ancestors(self._journal, state.record_id, local, key)
                replaced = tuple(sorted(set(one.replaced) | seen))
                fields[key] = FieldWrite(one.value, replaced)
        return fields

    def _write_op(
        self,
        merger: Merger,
        changes: list[tuple[RecordState, Fields]],
        is_local: bool,
        how: How,
    ) -> Dot:
        author, why, session, undoes = how
        writes = tuple(
            RecordWrite(state.kind_name, RecordId(state.record_id), fields)
            for state, fields in changes
        )
        open_op = None if undoes else self._amendable(author, why, session, is_local)
        if open_op is not None:
            return self._amend(merger, open_op, writes)
        if why == "edit" and all(not state.dots for state, _ in changes):
            why = "create"
        dot = self._journal.next_dot(is_local=is_local)
        op = Op(dot, self._journal.tick(), author, why, writes, undoes)
        self._journal.add_packed(op, _packed(op), session)
        merger.apply(op)
        return dot

    def _amendable(self, author: str, why: str, session: str | None, is_local: bool) -> Op | None:
        """Return the operation that this save goes on with: same form, same person, not sealed."""
        if session is None or why != "edit":
            return None
        newest = self._journal.newest_own(is_local=is_local)
        if newest is None or newest.is_sealed or newest.undoes is not None:
            return None
        if (newest.session, newest.author) != (session, author):
            return None
        if not 0 <= epoch_ms(self._clock.now()) - hlc_ms(newest.hlc) < AMEND_MS:
            return None
        return self._journal.read(newest.dot)

    def _amend(self, merger: Merger, op: Op, writes: tuple[RecordWrite, ...]) -> Dot:
        delta = tuple(
            RecordWrite(write.kind, write.record_id, _without(write.fields, op.dot))
            for write in writes
        )
        merged = Op(op.dot, op.hlc, op.author, op.why, _merged(op.writes, delta), op.undoes)
        _packed(merged)
        self._journal.amend(merged)
        merger.apply(merged, delta=delta)
        return op.dot


def _split_private(writes: Sequence[Write]) -> tuple[list[Write], list[Write]]:
    private: list[Write] = []
    shared: list[Write] = []
    for write in writes:
        kind = KINDS.get(write.kind)
        if kind is None:
            raise RefusedError("domain.unknown_kind", {"kind": write.kind})
        (shared if kind.travels else private).append(write)
    return private, shared


def _packed(op: Op) -> bytes:
    body = pack_op(op)
    if len(body) > MAX_OP_BYTES:
        raise RefusedError("store.too_large", {"bytes": len(body), "most": MAX_OP_BYTES})
    return body


def _without(fields: Fields, dot: Dot) -> dict[str, FieldWrite]:
    return {
        key: FieldWrite(one.value, tuple(other for other in one.replaced if other != dot))
        for key, one in fields.items()
    }


def _merged(old: tuple[RecordWrite, ...], new: tuple[RecordWrite, ...]) -> tuple[RecordWrite, ...]:
    """Return the writes of an operation with later ones of the same form folded in."""
    records = {write.record_id: (write.kind, dict(write.fields)) for write in old}
    for write in new:
        _, fields = records.setdefault(write.record_id, (write.kind, {}))
        for key, one in write.fields.items():
            first = fields.get(key)
            replaced = one.replaced if first is None else (*first.replaced, *one.replaced)
            fields[key] = FieldWrite(one.value, tuple(dict.fromkeys(replaced)))
    return tuple(RecordWrite(kind, one, fields) for one, (kind, fields) in records.items())
