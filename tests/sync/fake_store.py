"""A store in memory that merges by the rules of `domain.changes` and keeps the book sync needs."""

from __future__ import annotations

import copy
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from hashlib import blake2b
from typing import Any

from fsp_desktop.domain.changes import (
    FieldState,
    FieldWrite,
    Op,
    RecordWrite,
    apply_write,
    is_conflict,
    next_hlc,
    pack_op,
    split_dot,
    unpack_op,
)
from fsp_desktop.domain.errors import RefusedError
from fsp_desktop.domain.ids import RecordId, new_random_id
from tests.sync.fake_chains import Applied, FakeChains, Have, Sealed, Stashed


@dataclass
class _Book:
    """Everything that would be on disk; copied as a whole for a backup."""

    inc: str = field(default_factory=new_random_id)
    identity: dict[str, Any] | None = None
    ops: dict[str, bytes] = field(default_factory=dict)
    order: list[str] = field(default_factory=list)
    own_number: int = 0
    have: dict[str, Have] = field(default_factory=dict)
    bundles: dict[tuple[str, int], tuple[str, bytes]] = field(default_factory=dict)
    last_ops: dict[tuple[str, int], int] = field(default_factory=dict)
    published: set[tuple[str, int]] = field(default_factory=set)
    own: set[str] = field(default_factory=set)
    stash: dict[str, Stashed] = field(default_factory=dict)
    roster: dict[str, bytes] = field(default_factory=dict)
    settings: dict[str, str] = field(default_factory=dict)
    log: list[tuple[str, Mapping[str, Any]]] = field(default_factory=list)
    hlc: int = 0


class FakeSyncStore(FakeChains):
    """Fulfils `SyncStore`; `write` is a person's save, `fields` what the record shows."""

    def __init__(self) -> None:
        self.book = _Book()
        self.book.own.add(self.book.inc)

    def backup(self) -> _Book:
        return copy.deepcopy(self.book)

    def restore(self, backup: _Book) -> None:
        self.book = copy.deepcopy(backup)

    def write(self, record: str, **values: object) -> None:
        """Save `values`, replacing every sibling that is visible now."""
        states = self.states()
        fields = {
            key: FieldWrite(
                value,
                tuple(sorted(states[record, key].siblings)) if (record, key) in states else (),
            )
            for key, value in values.items()
        }
        self.book.own_number += 1
        self.book.hlc = next_hlc(self.book.hlc, 1_000)
        dot = f"{self.book.inc}:{self.book.own_number}"
        writes = (RecordWrite("family", RecordId(record), fields),)
        self._add(Op(dot, self.book.hlc, "", "edit", writes))

    def states(self) -> dict[tuple[str, str], FieldState]:
        states: dict[tuple[str, str], FieldState] = {}
        for packed in self.book.ops.values():
            op = unpack_op(packed)
            for write in op.writes:
                for key, one in write.fields.items():
                    state = states.setdefault((write.record_id, key), FieldState())
                    apply_write(state, op, one)
        return states

    def siblings(self, record: str, key: str) -> set[Any]:
        state = self.states().get((record, key), FieldState())
        return {sibling.value for sibling in state.siblings.values()}

    def digest(self) -> str:
        """The same on devices that have the same changes; names values, not dots."""
        told = sorted(
            (record, key, sorted(str(sibling.value) for sibling in state.siblings.values()))
            for (record, key), state in self.states().items()
        )
        return blake2b(repr(told).encode(), digest_size=8).hexdigest()

    def identity(self) -> dict[str, Any] | None:
        return copy.deepcopy(self.book.identity)

    def save_identity(self, identity: dict[str, Any]) -> None:
        self.book.identity = copy.deepcopy(identity)

    def own_incarnation(self) -> str:
        return self.book.inc

    def _unsealed(self) -> list[bytes]:
        last = self.book.have.get(self.book.inc, Have(0, "", 0)).last_op
        mine = (dot for dot in self.book.order if split_dot(dot)[0] == self.book.inc)
        return [self.book.ops[dot] for dot in mine if split_dot(dot)[1] > last]

    def unsealed_ops(self, limit_bytes: int) -> list[bytes]:
        taken: list[bytes] = []
        for op in self._unsealed():
            if taken and sum(map(len, taken)) + len(op) > limit_bytes:
                break
            taken.append(op)
        return taken

    def unsealed_count(self) -> int:
        return len(self._unsealed())

    def keep_sealed(
        self, inc: str, n: int, prev_hash: str, bundle_hash: str, data: bytes, last_op_no: int
    ) -> None:
        kept = self.book.bundles.get((inc, n))
        if kept and kept[1] != data:
            raise RefusedError("sync.sealed_twice")
        self._keep(inc, n, bundle_hash, data, last_op_no)

    def sealed(self, inc: str, n: int) -> bytes | None:
        kept = self.book.bundles.get((inc, n))
        return kept[1] if kept and kept[1] else None

    def sealed_names(self) -> Sequence[Sealed]:
        kept = sorted(self.book.bundles.items())
        return [Sealed(inc, n, one[0]) for (inc, n), one in kept if one[1]]

    def unpublished_bundles(self) -> Sequence[Sealed]:
        return [
            one
            for one in self.sealed_names()
            if one.inc in self.book.own and (one.inc, one.n) not in self.book.published
        ]

    def mark_published(self, inc: str, n: int) -> None:
        self.book.published.add((inc, n))

    def have(self) -> Mapping[str, Have]:
        return dict(self.book.have)

    def apply_bundle(
        self, inc: str, n: int, bundle_hash: str, data: bytes, ops: list[bytes]
    ) -> Applied:
        have = self.book.have.get(inc, Have(0, "", 0))
        if n <= have.n:
            return Applied(0, 0)
        unpacked = [unpack_op(packed) for packed in ops]
        if any(split_dot(op.dot)[0] != inc for op in unpacked):
            raise RefusedError("changes.foreign_dot")
        before = self._conflicts()
        for op in unpacked:
            self._add(op)
        self._keep(inc, n, bundle_hash, data, have.last_op + len(ops))
        records = {write.record_id for op in unpacked for write in op.writes}
        return Applied(max(0, self._conflicts() - before), len(records))

    def start_incarnation(
        self, identity: dict[str, Any], inc: str, common_n: int, published: Sequence[bytes]
    ) -> None:
        book = self.book
        book.identity = copy.deepcopy(identity)
        book.inc = identity["device"]["inc"]
        last = book.last_ops.get((inc, common_n), 0)
        for key in [key for key in book.bundles if key[0] == inc and key[1] > common_n]:
            del book.bundles[key]
        book.own = {book.inc}
        kept = book.bundles.get((inc, common_n))
        book.have[inc] = Have(common_n, kept[0] if kept else "", last)
        loose = [d for d in book.order if split_dot(d)[0] == inc and split_dot(d)[1] > last]
        renamed: dict[str, str] = {}
        book.own_number = 0
        for dot in loose:
            if book.ops[dot] not in set(published):
                book.own_number += 1
                renamed[dot] = f"{book.inc}:{book.own_number}"
        self._rename({dot: renamed.get(dot) for dot in loose})

    def _rename(self, dots: Mapping[str, str | None]) -> None:
        """Give operations new dots, or drop them where the new dot is None."""
        old = [(dot, self.book.ops[dot]) for dot in self.book.order]
        self.book.ops, self.book.order = {}, []
        for dot, packed in old:
            new = dots.get(dot, dot)
            if new is None:
                continue
            op = unpack_op(packed)
            if new != dot:
                op = Op(new, op.hlc, op.author, op.why, _followed(op, dots), op.undoes)
            self._add(op)

    def stash(self, name: str, data: bytes, code: str) -> None:
        self.book.stash[name] = Stashed(name, data, code)

    def stashed(self) -> Sequence[Stashed]:
        return [one for _, one in sorted(self.book.stash.items())]

    def drop_stash(self, name: str) -> None:
        self.book.stash.pop(name, None)

    def add_roster_entry(self, name: str, data: bytes) -> None:
        self.book.roster.setdefault(name, data)

    def roster_entries(self) -> Sequence[tuple[str, bytes]]:
        return sorted(self.book.roster.items())

    def sync_setting(self, key: str) -> str | None:
        return self.book.settings.get(key)

    def set_sync_setting(self, key: str, value: str | None) -> None:
        if value is None:
            self.book.settings.pop(key, None)
        else:
            self.book.settings[key] = value

    def log_sync(self, at: str, report: Mapping[str, Any]) -> None:
        self.book.log.append((at, report))

    def _add(self, op: Op) -> None:
        if op.dot not in self.book.ops:
            self.book.ops[op.dot] = pack_op(op)
            self.book.order.append(op.dot)

    def _keep(self, inc: str, n: int, bundle_hash: str, data: bytes, last_op: int) -> None:
        self.book.bundles[inc, n] = (bundle_hash, data)
        self.book.last_ops[inc, n] = last_op
        self.book.have[inc] = Have(n, bundle_hash, last_op)

    def _conflicts(self) -> int:
        return sum(is_conflict(key, state) for (_, key), state in self.states().items())


def _followed(op: Op, dots: Mapping[str, str | None]) -> tuple[RecordWrite, ...]:
    return tuple(
        RecordWrite(
            write.kind,
            write.record_id,
            {
                key: FieldWrite(one.value, tuple(dots.get(dot) or dot for dot in one.replaced))
                for key, one in write.fields.items()
            },
        )
        for write in op.writes
    )
