"""Operations of other devices, applied a bundle at a time: wholly, once, together with `have`."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence

from fsp_desktop.domain.changes import Op, split_dot, unpack_op
from fsp_desktop.domain.errors import RefusedError
from fsp_desktop.domain.ids import Incarnation
from fsp_desktop.domain.plain import Frozen
from fsp_desktop.store.columns import KINDS
from fsp_desktop.store.engine import Connection, many_records, transaction
from fsp_desktop.store.journal import MAX_HLC, MOST_OPS, Journal, op_key
from fsp_desktop.store.merging import Merger
from fsp_desktop.store.projection import write_states
from fsp_desktop.store.purging import carry_out


class Applied(Frozen):
    """What applying a bundle did.

    Attributes:
        conflicts: Fields newly in conflict.
        records: Records it touched.
        kinds: Their kinds, so that screens know what to read again.
        ids: Their ids.
    """

    conflicts: int
    records: int
    kinds: frozenset[str] = frozenset()
    ids: tuple[str, ...] = ()


NOTHING_APPLIED = Applied(0, 0)
_DENSE = 8
"""Numbers that lie closer than this are looked up as one stretch."""


class Applier:
    """Takes in what other devices wrote."""

    def __init__(self, connection: Connection, journal: Journal) -> None:
        self._db = connection
        self._journal = journal

    def apply_bundle(
        self, inc: str, n: int, bundle_hash: str, data: bytes, ops: Sequence[bytes]
    ) -> Applied:
        """Apply the operations of one verified bundle in one durable transaction.

        Raises:
            RefusedError: `changes.malformed` or `changes.foreign_dot`; nothing was applied.
            UnreachableError: `store.disk_full`; likewise.
        """
        with many_records():
            return self._apply_whole(inc, n, bundle_hash, data, ops)

    def _apply_whole(
        self, inc: str, n: int, bundle_hash: str, data: bytes, ops: Sequence[bytes]
    ) -> Applied:
        unpacked = [_unpack(inc, body) for body in ops]
        with transaction(self._db):
            have = self._db.execute("SELECT n, last_op FROM have WHERE inc = ?", (inc,)).fetchone()
            last_n, last_op = have or (0, 0)
            if n <= last_n:
                return NOTHING_APPLIED
            applied = self._apply(Incarnation(inc), list(zip(unpacked, ops, strict=True)))
            self._db.execute(
                "INSERT OR REPLACE INTO have(inc, n, hash, last_op) VALUES(?, ?, ?, ?)",
                (inc, n, bundle_hash, last_op + len(ops)),
            )
            self._db.execute(
                "INSERT OR REPLACE INTO bundle(inc, n, hash, prev_hash, last_op, is_own, data)"
                " VALUES(?, ?, ?, '', ?, 0, ?)",
                (inc, n, bundle_hash, last_op + len(ops), data),
            )
        return applied

    def apply_ops(self, ops: Sequence[Op]) -> Applied:
        """Apply operations of any incarnations, inside the caller's transaction."""
        by_inc: dict[str, list[tuple[Op, bytes | None]]] = {}
        for op in ops:
            by_inc.setdefault(split_dot(op.dot)[0], []).append((op, None))
        return self._apply_all(by_inc)

    def apply_mixed(self, ops: Sequence[bytes]) -> Applied:
        """Apply packed operations of any incarnations in one durable transaction.

        Raises:
            RefusedError: `changes.malformed`; nothing was applied.
        """
        by_inc: dict[str, list[tuple[Op, bytes | None]]] = {}
        for body in ops:
            op = _checked(unpack_op(body))
            by_inc.setdefault(split_dot(op.dot)[0], []).append((op, body))
        with many_records(), transaction(self._db):
            return self._apply_all(by_inc)

    def _apply(self, inc: Incarnation, ops: list[tuple[Op, bytes]]) -> Applied:
        return self._apply_all({inc: list(ops)})

    def _apply_all(self, by_inc: Mapping[str, Sequence[tuple[Op, bytes | None]]]) -> Applied:
        merger = Merger(self._db, self._journal)
        fresh: list[Op] = []
        for inc, some in by_inc.items():
            fresh += self._take(merger, Incarnation(inc), some)
        applied = _written(self._db, merger)
        carry_out(self._db, self._journal, fresh)
        return applied

    def _take(
        self, merger: Merger, inc: Incarnation, ops: Sequence[tuple[Op, bytes | None]]
    ) -> list[Op]:
        """Keep and apply those operations that were not seen before, and return them."""
        number = self._journal.number_of(inc)
        numbers = [split_dot(op.dot)[1] for op, _ in ops]
        known = self._known(number, numbers)
        fresh: dict[int, tuple[Op, bytes | None]] = {}
        for one, pair in zip(numbers, ops, strict=True):
            if one not in known:
                fresh.setdefault(one, pair)
        merger.load({write.record_id for op, _ in fresh.values() for write in op.writes})
        # Journaled afterwards: what comes later in the batch must not count as seen already.
        for op, _ in fresh.values():
            merger.apply(op)
        self._journal.add_many(number, list(fresh.values()))
        if fresh:
            self._journal.witness(inc, max(min(op.hlc, MAX_HLC) for op, _ in fresh.values()))
        return [op for op, _ in fresh.values()]

    def _known(self, number: int, numbers: Sequence[int]) -> set[int]:
        first, last = min(numbers, default=0), max(numbers, default=0)
        if last - first < _DENSE * len(numbers):
            rows = self._db.execute(
                "SELECT n FROM op WHERE id BETWEEN ? AND ?",
                (op_key(number, first), op_key(number, last)),
            ).fetchall()
        else:
            rows = self._db.execute(
                "SELECT n FROM op WHERE id IN (SELECT value FROM json_each(?))",
                (json.dumps([op_key(number, one) for one in numbers]),),
            ).fetchall()
        return {n for (n,) in rows}


def _unpack(inc: str, body: bytes) -> Op:
    op = unpack_op(body)
    if split_dot(op.dot)[0] != inc:
        raise RefusedError("changes.foreign_dot")
    return _checked(op)


def _checked(op: Op) -> Op:
    if not 0 < split_dot(op.dot)[1] <= MOST_OPS:
        raise RefusedError("changes.malformed", {"part": "dot"})
    return op


def _written(connection: Connection, merger: Merger) -> Applied:
    changed = merger.finish()
    before = sum(state.conflicts_before for state in changed)
    write_states(connection, changed)
    conflicts = sum(len(state.conflicts) for state in changed) - before
    return Applied(
        conflicts=max(conflicts, 0),
        records=len(changed),
        kinds=frozenset(state.kind_name for state in changed if state.kind_name in KINDS),
        ids=tuple(state.record_id for state in changed),
    )
