"""What sync asks of the store: a book of sealed bundles, of what was applied, and of settings.

Every method is one short durable transaction. Sync runs in the work pool while the store has its
own thread, so a stand-in may carry each call across; nothing here returns a cursor or a row.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Protocol


class Have(Protocol):
    """How far one incarnation's chain has been applied (or, for our own, sealed)."""

    @property
    def n(self) -> int:
        """Number of its last bundle; 0 when there is none."""
        ...

    @property
    def hash(self) -> str:
        """Hash of that bundle as 64 hexadecimal digits; empty when there is none."""
        ...

    @property
    def last_op(self) -> int:
        """Number of the last operation in that bundle; 0 when there is none."""
        ...


@dataclass(frozen=True, slots=True)
class Reached:
    """How far a chain got, as sync itself notes it during a pass."""

    n: int
    hash: str
    last_op: int


NOTHING = Reached(0, "", 0)


class Sealed(Protocol):
    """One bundle whose exact bytes are kept."""

    @property
    def inc(self) -> str:
        """The incarnation that wrote it."""
        ...

    @property
    def n(self) -> int:
        """Its number, from 1."""
        ...

    @property
    def hash(self) -> str:
        """Its hash as 64 hexadecimal digits."""
        ...


class Applied(Protocol):
    """What applying a bundle did."""

    @property
    def conflicts(self) -> int:
        """How many fields are newly in conflict."""
        ...

    @property
    def records(self) -> int:
        """How many records it touched."""
        ...


class Stashed(Protocol):
    """Bytes kept although they cannot be applied yet."""

    @property
    def name(self) -> str:
        """The file's name on the remote."""
        ...

    @property
    def data(self) -> bytes:
        """Its bytes."""
        ...

    @property
    def code(self) -> str:
        """Why it cannot be applied."""
        ...


class Page(Protocol):
    """Operations of some records, in the one order that every device finds."""

    @property
    def records(self) -> Sequence[tuple[str, tuple[bytes, ...]]]:
        """Record ids, each with the packed operations whose first record it is."""
        ...

    @property
    def after(self) -> str:
        """Where the next page begins; empty after the last."""
        ...


class ChainStore(Protocol):
    """The part of the store that knows whole chains."""

    def chain(self, inc: str) -> Sequence[Have]:
        """Return number, hash and last operation of each known bundle of a chain, in order.

        Bundles whose bytes were let go are among them.
        """
        ...

    def split_chain(
        self,
        chain: str,
        at: int,
        tail: str | None,
        new: str | None,
        inside: Sequence[str],
        notes: Mapping[str, str],
    ) -> None:
        """Note a fork of `chain` after bundle `at`, in one transaction, with settings `notes`.

        What is applied beyond becomes the chain `tail` (unless None): operations, bundles and
        `have` move there, and dots in operations of the chains `inside` follow. Another branch
        `new` (unless None) begins where `chain` ends.
        """
        ...

    def snapshot_page(self, after: str, limit: int, vector: Mapping[str, int]) -> Page:
        """Return the operations of the next `limit` records, up to `vector` (last ones)."""
        ...

    def take_snapshot_ops(self, ops: Sequence[bytes]) -> Applied:
        """Apply operations of any chains that are not here yet, in one transaction."""
        ...

    def finish_snapshot(
        self,
        reached: Mapping[str, tuple[int, str, int]],
        notes: Mapping[str, str],
        links: Mapping[str, Sequence[tuple[int, str, int]]],
    ) -> None:
        """Move `have` to what a snapshot holds, where that is more; not of the own incarnation.

        `links` (number, hash, last operation) are the last bundles of each chain in it.
        """
        ...

    def purges(self) -> Sequence[str]:
        """Return the dots of the purges that were applied here."""
        ...

    def let_go(self, inc: str, upto: int) -> int:
        """Let go of the bytes of a chain's bundles; numbers and hashes stay."""
        ...


class PieceStore(Protocol):
    """The part of the store that keeps sealed pieces of attached files."""

    def keep_piece(self, piece_hash: str, data: bytes, *, is_own: bool) -> None:
        """Keep the bytes of a piece."""
        ...

    def piece(self, piece_hash: str) -> bytes | None:
        """Return the bytes of a piece, or None."""
        ...

    def wanted_pieces(self) -> Sequence[str]:
        """Return the hashes of pieces that somebody here waits for."""
        ...

    def pieces_to_bring(self, after: int, *, only_own: bool) -> Sequence[tuple[int, str]]:
        """Return running numbers and hashes of kept pieces, after a number."""
        ...

    def unused_pieces(self, now: str) -> Sequence[tuple[str, bool, str]]:
        """Return pieces that no record names: hash, whether our own, and since when."""
        ...

    def drop_piece(self, piece_hash: str) -> None:
        """Forget a piece."""
        ...


class SyncStore(ChainStore, PieceStore, Protocol):
    """The part of the store that sync talks to."""

    def identity(self) -> dict[str, Any] | None:
        """Return the secrets of this device and of its space, or None before they are made."""
        ...

    def save_identity(self, identity: dict[str, Any]) -> None:
        """Keep the secrets (a JSON-able object) inside the encrypted file, replacing older ones."""
        ...

    def own_incarnation(self) -> str:
        """Return the incarnation whose dots this device's shared operations carry now.

        It exists from the first operation on, before any identity is made.
        """
        ...

    def unsealed_ops(self, limit_bytes: int) -> list[bytes]:
        """Return packed own operations of the present incarnation that are in no bundle yet.

        They come in the order of their numbers, without a gap, starting after
        `have()[inc].last_op`, and stop before `limit_bytes` is passed; at least one is returned
        if there is any.
        """
        ...

    def unsealed_count(self) -> int:
        """Return how many own operations are in no bundle yet."""
        ...

    def keep_sealed(
        self, inc: str, n: int, prev_hash: str, bundle_hash: str, data: bytes, last_op_no: int
    ) -> None:
        """Keep the one sealed form of own bundle `n` and move `have()[inc]` to it, atomically.

        The operations up to `last_op_no` count as sealed from then on. Keeping the same bundle
        again changes nothing; other bytes for a kept number raise RefusedError `sync.sealed_twice`.
        """
        ...

    def sealed(self, inc: str, n: int) -> bytes | None:
        """Return the kept bytes of a bundle, our own or another device's, or None."""
        ...

    def sealed_names(self) -> Sequence[Sealed]:
        """Return every bundle whose bytes are kept, ordered by incarnation and number."""
        ...

    def unpublished_bundles(self) -> Sequence[Sealed]:
        """Return own bundles that no remote was seen to hold, oldest first."""
        ...

    def mark_published(self, inc: str, n: int) -> None:
        """Note that own bundle `n` was read back from a remote."""
        ...

    def have(self) -> Mapping[str, Have]:
        """Return how far each incarnation's chain got, our own included."""
        ...

    def apply_bundle(
        self, inc: str, n: int, bundle_hash: str, data: bytes, ops: list[bytes]
    ) -> Applied:
        """Apply a verified bundle wholly, move `have()[inc]` and keep `data`, in one transaction.

        `have()[inc].last_op` grows by the number of `ops`. A bundle that was applied before
        changes nothing.

        Raises:
            RefusedError: An operation is malformed, or its dot is not of `inc`; nothing changed.
        """
        ...

    def start_incarnation(
        self, identity: dict[str, Any], inc: str, common_n: int, published: Sequence[bytes]
    ) -> None:
        """Go on under a new incarnation, because `inc` was continued by a copy of this device.

        In one transaction: `identity` is saved and `identity["device"]["inc"]` becomes
        `own_incarnation()`; own bundles of `inc` after number `common_n` are
        forgotten and `have()[inc]` goes back to `common_n`; the operations of `inc` after it
        that are among `published` are dropped from the journal's unsealed ones (they come back
        with the bundles); all others get new dots of the new incarnation, 1, 2, 3, in the same
        order, with the same replaced dots (a replaced dot that was itself renamed follows).
        """
        ...

    def stash(self, name: str, data: bytes, code: str) -> None:
        """Keep bytes that cannot be applied yet; the same name again replaces them."""
        ...

    def stashed(self) -> Sequence[Stashed]:
        """Return what is kept for later, ordered by name."""
        ...

    def drop_stash(self, name: str) -> None:
        """Forget stashed bytes; a name that is not there is no error."""
        ...

    def add_roster_entry(self, name: str, data: bytes) -> None:
        """Keep one signed roster entry; the same name again changes nothing."""
        ...

    def roster_entries(self) -> Sequence[tuple[str, bytes]]:
        """Return names and bytes of all roster entries, ordered by name."""
        ...

    def sync_setting(self, key: str) -> str | None:
        """Return a text that sync wanted to remember, or None."""
        ...

    def set_sync_setting(self, key: str, value: str | None) -> None:
        """Remember a text for sync; None forgets it."""
        ...

    def log_sync(self, at: str, report: Mapping[str, Any]) -> None:
        """Add one line to the list of recent exchanges; `at` is ISO 8601 with offset."""
        ...
