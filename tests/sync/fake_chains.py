"""The parts of the store in memory that are about whole chains: forks, snapshots, pieces."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from fsp_desktop.domain.branches import rename_beyond, rename_dots
from fsp_desktop.domain.changes import Op, split_dot, unpack_op


@dataclass(frozen=True)
class Have:
    n: int
    hash: str
    last_op: int


@dataclass(frozen=True)
class Sealed:
    inc: str
    n: int
    hash: str


@dataclass(frozen=True)
class Stashed:
    name: str
    data: bytes
    code: str


@dataclass(frozen=True)
class Applied:
    conflicts: int
    records: int


@dataclass(frozen=True)
class Page:
    records: tuple[tuple[str, tuple[bytes, ...]], ...]
    after: str


class FakeChains:
    """Mixed into `FakeSyncStore`, whose book it shares."""

    book: Any

    def _add(self, op: Op) -> None:
        raise NotImplementedError

    def _conflicts(self) -> int:
        raise NotImplementedError

    def chain(self, inc: str) -> Sequence[Have]:
        found = sorted((n, kept) for (one, n), kept in self.book.bundles.items() if one == inc)
        return [Have(n, kept[0], self.book.last_ops[inc, n]) for n, kept in found]

    def split_chain(
        self,
        chain: str,
        at: int,
        tail: str | None,
        new: str | None,
        inside: Sequence[str],
        notes: Mapping[str, str],
    ) -> None:
        book = self.book
        if tail is not None:
            last, sealed = book.last_ops.get((chain, at), 0), book.have[chain]
            rename = rename_beyond(chain, last, tail)
            old = [(dot, book.ops[dot]) for dot in book.order]
            book.ops, book.order = {}, []
            own = book.have.get(book.inc, Have(0, "", 0)).last_op
            for dot, packed in old:
                inc, number = split_dot(dot)
                is_tail = inc == chain and last < number <= sealed.last_op
                is_fresh = inc == book.inc and number > own
                follows = is_tail or inc in inside or is_fresh
                self._add(unpack_op(rename_dots(packed, rename) if follows else packed))
            for key in [key for key in book.bundles if key[0] == chain and key[1] > at]:
                book.bundles[tail, key[1]] = book.bundles.pop(key)
                book.last_ops[tail, key[1]] = book.last_ops.pop(key)
            book.have[tail] = sealed
            kept = book.bundles.get((chain, at), ("", b""))
            book.have[chain] = Have(at, kept[0], last)
        if new is not None:
            book.have[new] = book.have.get(chain, Have(0, "", 0))
        book.settings.update(notes)

    def snapshot_page(self, after: str, limit: int, vector: Mapping[str, int]) -> Page:
        found: dict[str, list[tuple[int, str, int, bytes]]] = {}
        for dot, packed in self.book.ops.items():
            inc, number = split_dot(dot)
            op = unpack_op(packed)
            first = min(write.record_id for write in op.writes)
            if number <= vector.get(inc, 0) and first > after:
                found.setdefault(first, []).append((op.hlc, inc, number, packed))
        ids = sorted(found)[:limit]
        records = tuple((one, tuple(op[3] for op in sorted(found[one]))) for one in ids)
        return Page(records, ids[-1] if len(found) > limit else "")

    def take_snapshot_ops(self, ops: Sequence[bytes]) -> Applied:
        before = self._conflicts()
        for packed in ops:
            self._add(unpack_op(packed))
        return Applied(max(0, self._conflicts() - before), len(ops))

    def finish_snapshot(
        self,
        reached: Mapping[str, tuple[int, str, int]],
        notes: Mapping[str, str],
        links: Mapping[str, Sequence[tuple[int, str, int]]],
    ) -> None:
        for inc, some in links.items():
            for n, bundle_hash, last_op in some if inc != self.book.inc else ():
                self.book.bundles.setdefault((inc, n), (bundle_hash, b""))
                self.book.last_ops.setdefault((inc, n), last_op)
        for inc, (n, bundle_hash, last_op) in reached.items():
            if inc != self.book.inc and self.book.have.get(inc, Have(0, "", 0)).n < n:
                self.book.have[inc] = Have(n, bundle_hash, last_op)
        self.book.settings.update(notes)

    def keep_piece(self, piece_hash: str, data: bytes, *, is_own: bool) -> None:
        raise NotImplementedError

    def piece(self, piece_hash: str) -> bytes | None:
        return None

    def wanted_pieces(self) -> Sequence[str]:
        return []

    def pieces_to_bring(self, after: int, *, only_own: bool) -> Sequence[tuple[int, str]]:
        return []

    def unused_pieces(self, now: str) -> Sequence[tuple[str, bool, str]]:
        return []

    def drop_piece(self, piece_hash: str) -> None:
        raise NotImplementedError

    def purges(self) -> Sequence[str]:
        return []

    def let_go(self, inc: str, upto: int) -> int:
        gone = [
            k for k, one in self.book.bundles.items() if k[0] == inc and k[1] <= upto and one[1]
        ]
        for key in gone:
            self.book.bundles[key] = (self.book.bundles[key][0], b"")
        return len(gone)
