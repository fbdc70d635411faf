"""The journal: every accepted operation, kept until a purge, by incarnation and number.

This device writes under two incarnations. Operations of the shared one are sealed and leave in
bundles; those of the local one (records that only their author may read) never do.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager

from fsp_desktop.domain.changes import (
    Dot,
    FieldWrite,
    Op,
    make_dot,
    next_hlc,
    pack_op,
    split_dot,
    unpack_op,
)
from fsp_desktop.domain.clock import Clock, epoch_ms
from fsp_desktop.domain.ids import Incarnation, new_random_id
from fsp_desktop.domain.plain import Frozen
from fsp_desktop.store.engine import Connection

_NUMBER_BITS = 40
MOST_OPS = (1 << _NUMBER_BITS) - 1
"""Operations of one incarnation; its short number and theirs make one key together."""
MAX_HLC = (1 << 63) - 1
_DAY_MS = 24 * 60 * 60 * 1000


class OwnOp(Frozen):
    """The head of an operation of this device."""

    dot: Dot
    hlc: int
    author: str
    why: str
    session: str | None
    is_sealed: bool
    undoes: Dot | None


class Journal:
    """Reads and writes operations; each call is part of the caller's transaction."""

    def __init__(self, connection: Connection, clock: Clock) -> None:
        self._db = connection
        self._clock = clock
        self._numbers: dict[str, int] = {}
        self.renamed: dict[Dot, Dot] = {}
        """Own operations that got new names since the file was opened; open forms know the old."""
        self._last_hlc = 0
        self._remembered: dict[Dot, Op] | None = None
        self.shared = self._own(is_local=False)
        self.local = self._own(is_local=True)
        self.locals = self._local_incarnations()
        self._last_hlc = self._newest_hlc()

    def _own(self, *, is_local: bool) -> Incarnation:
        row = self._db.execute(
            "SELECT inc FROM incarnation WHERE is_own = 1 AND is_local = ? ORDER BY id DESC",
            (is_local,),
        ).fetchone()
        if row is not None:
            return Incarnation(row[0])
        return self.adopt(Incarnation(new_random_id()), is_local=is_local)

    def adopt(self, incarnation: Incarnation, *, is_local: bool = False) -> Incarnation:
        """Write under `incarnation` from now on and return it."""
        self._db.execute(
            "UPDATE incarnation SET is_own = 0, last_hlc = max(last_hlc, ?)"
            " WHERE is_own = 1 AND is_local = ?",
            (self._last_hlc, is_local),
        )
        self._db.execute(
            "INSERT INTO incarnation(inc, is_own, is_local) VALUES(?, 1, ?)"
            " ON CONFLICT(inc) DO UPDATE SET is_own = 1, is_local = excluded.is_local",
            (incarnation, is_local),
        )
        if is_local:
            self.local = incarnation
        else:
            self.shared = incarnation
        self.locals = self._local_incarnations()
        return incarnation

    def _local_incarnations(self) -> frozenset[str]:
        rows = self._db.execute("SELECT inc FROM incarnation WHERE is_local = 1").fetchall()
        return frozenset(inc for (inc,) in rows)

    def is_local(self, dot: Dot) -> bool:
        """Tell whether an operation was written for its author's eyes and never travels."""
        return dot.partition(":")[0] in self.locals

    def _newest_hlc(self) -> int:
        row = self._db.execute("SELECT coalesce(max(last_hlc), 0) FROM incarnation").fetchone()
        own = [self.newest_own(is_local=False), self.newest_own(is_local=True)]
        return max(int(row[0]), *[op.hlc if op else 0 for op in own])

    def tick(self) -> int:
        """Return a clock value for a new operation, after every one seen so far."""
        self._last_hlc = next_hlc(self._last_hlc, epoch_ms(self._clock.now()))
        return self._last_hlc

    def witness(self, incarnation: Incarnation, hlc: int) -> None:
        """Let our clock follow a remote one, unless that is more than a day ahead of ours."""
        if hlc > (epoch_ms(self._clock.now()) + _DAY_MS) << 16:
            return
        self._last_hlc = max(self._last_hlc, hlc)
        self._db.execute(
            "UPDATE incarnation SET last_hlc = max(last_hlc, ?) WHERE inc = ?", (hlc, incarnation)
        )

    def next_dot(self, *, is_local: bool) -> Dot:
        """Return the dot of the next operation of this device."""
        incarnation = self.local if is_local else self.shared
        newest, sealed = self._db.execute(
            "SELECT (SELECT max(id) FROM op WHERE id BETWEEN ? AND ?),"
            " (SELECT last_op FROM have WHERE inc = ?)",
            (*op_keys(self.number_of(incarnation)), incarnation),
        ).fetchone()
        last = max((newest or 0) & MOST_OPS, sealed or 0)
        return make_dot(incarnation, last + 1)

    def number_of(self, incarnation: str) -> int:
        """Return the short number under which the tables know `incarnation`, made if new."""
        known = self._known_number(incarnation)
        if known is not None:
            return known
        cursor = self._db.execute("INSERT INTO incarnation(inc) VALUES(?)", (incarnation,))
        return int(cursor.lastrowid)  # not remembered: the transaction may yet fail

    def _known_number(self, incarnation: str) -> int | None:
        known = self._numbers.get(incarnation)
        if known is None:
            row = self._db.execute(
                "SELECT id FROM incarnation WHERE inc = ?", (incarnation,)
            ).fetchone()
            if row is None:
                return None
            known = self._numbers[incarnation] = int(row[0])
        return known

    def _key(self, dot: Dot) -> int:
        """Return the key of an operation, or one that no operation has."""
        incarnation, number = split_dot(dot)
        known = self._known_number(incarnation)
        return -1 if known is None or number > MOST_OPS else op_key(known, number)

    def forget_numbers(self) -> None:
        """Ask the table again, after incarnations were changed."""
        self._numbers.clear()

    def add(self, op: Op, session: str | None = None) -> None:
        """Keep one operation and the records it is about."""
        self.add_packed(op, pack_op(op), session)

    def add_packed(self, op: Op, body: bytes, session: str | None = None) -> None:
        """Keep one operation whose bytes are known already, verbatim."""
        self.add_many(self.number_of(split_dot(op.dot)[0]), [(op, body)], session)

    def add_many(
        self,
        incarnation: int,
        ops: Sequence[tuple[Op, bytes | None]],
        session: str | None = None,
    ) -> None:
        """Keep operations of an incarnation whose short number is known."""
        keyed = [(op_key(incarnation, split_dot(op.dot)[1]), op, body) for op, body in ops]
        self._db.executemany(
            "INSERT INTO op(id, inc, n, hlc, author, why, undoes, session, body)"
            " VALUES(?, ?, ?, ?, ?, ?, ?, ?, ?)",
            [
                (
                    key, incarnation, key & MOST_OPS, min(op.hlc, MAX_HLC), op.author, op.why,
                    op.undoes, session, pack_op(op) if body is None else body,
                )
                for key, op, body in keyed
            ],
        )  # fmt: skip
        self._link([(write.record_id, key) for key, op, _ in keyed for write in op.writes])

    def amend(self, op: Op) -> None:
        """Replace the body of an own operation that no bundle holds yet."""
        key = self._key(op.dot)
        self._db.execute("UPDATE op SET body = ? WHERE id = ?", (pack_op(op), key))
        if self._remembered is not None:
            self._remembered.pop(op.dot, None)
        self._link([(write.record_id, key) for write in op.writes])

    def _link(self, links: Sequence[tuple[str, int]]) -> None:
        self._db.executemany("INSERT OR IGNORE INTO op_record(record_id, op) VALUES(?, ?)", links)

    def has(self, dot: Dot) -> bool:
        """Tell whether the operation is kept here."""
        if self._remembered is not None and dot in self._remembered:
            return True
        row = self._db.execute("SELECT 1 FROM op WHERE id = ?", (self._key(dot),)).fetchone()
        return row is not None

    def read(self, dot: Dot) -> Op | None:
        """Return an operation, or None if it was not seen here."""
        if self._remembered is not None and dot in self._remembered:
            return self._remembered[dot]
        row = self._db.execute("SELECT body FROM op WHERE id = ?", (self._key(dot),)).fetchone()
        op = None if row is None else unpack_op(row[0])
        if self._remembered is not None and op is not None:
            self._remembered[dot] = op
        return op

    @contextmanager
    def remembering(self) -> Iterator[None]:
        """Keep what is read in memory for a while: an operation of an import has many records."""
        self._remembered = {}
        try:
            yield
        finally:
            self._remembered = None

    def field_write(self, dot: Dot, record_id: str, key: str) -> FieldWrite | None:
        """Return what operation `dot` wrote to one key of one record, or None."""
        op = self.read(dot)
        return None if op is None else write_in(op, record_id, key)

    def ops_of(self, record_id: str) -> list[Op]:
        """Return every kept operation about a record, by incarnation and number."""
        rows = self._db.execute(
            "SELECT body FROM op_record JOIN op ON op.id = op_record.op WHERE record_id = ?"
            " ORDER BY op.id",
            (record_id,),
        ).fetchall()
        return [unpack_op(body) for (body,) in rows]

    def newest_own(self, *, is_local: bool) -> OwnOp | None:
        """Return the head of the last operation of one of this device's two incarnations."""
        return next(self.own_heads(self.local if is_local else self.shared), None)

    def own_heads(self, incarnation: Incarnation) -> Iterator[OwnOp]:
        """Yield heads of own operations, newest first, read as far as they are asked for."""
        rows: Iterable[tuple[int, int, str, str, str | None, int | None, str | None]]
        rows = self._db.execute(
            "SELECT n, hlc, author, why, session, sealed, undoes FROM op"
            " WHERE id BETWEEN ? AND ? ORDER BY id DESC",
            op_keys(self.number_of(incarnation)),
        )
        for n, hlc, author, why, session, sealed, undoes in rows:
            dot = make_dot(incarnation, n)
            yield OwnOp(dot, hlc, author, why, session, sealed is not None, undoes)

    def first_dots(self, record_ids: Sequence[str]) -> dict[str, Dot]:
        """Return the operation that made each record: the first by clock of those about it."""
        rows = self._db.execute(
            "SELECT record_id, op.hlc, incarnation.inc, op.n FROM op_record"
            " JOIN op ON op.id = op_record.op JOIN incarnation ON incarnation.id = op.inc"
            " WHERE record_id IN (SELECT value FROM json_each(?))",
            (json.dumps(record_ids),),
        ).fetchall()
        found: dict[str, tuple[int, Dot]] = {}
        for record_id, hlc, inc, n in rows:
            one = (hlc, make_dot(inc, n))
            found[record_id] = min(found.get(record_id, one), one)
        return {record_id: dot for record_id, (_, dot) in found.items()}


def op_key(incarnation: int, number: int) -> int:
    """Return the key of an operation in its table, from the short number of its incarnation."""
    return incarnation << _NUMBER_BITS | number


def op_keys(incarnation: int, after: int = 0, until: int = MOST_OPS) -> tuple[int, int]:
    """Return the first and the last key that operations of an incarnation can have."""
    return op_key(incarnation, after + 1), op_key(incarnation, until)


def write_in(op: Op, record_id: str, key: str) -> FieldWrite | None:
    """Return what `op` wrote to one key of one record, or None."""
    for write in op.writes:
        if write.record_id == record_id and key in write.fields:
            return write.fields[key]
    return None
