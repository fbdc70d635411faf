"""The part of the ledger about whole chains: their links, forks, snapshots and what was compacted."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from functools import cached_property
from typing import TYPE_CHECKING, Any

from fsp_desktop.domain.changes import unpack_op
from fsp_desktop.domain.errors import RefusedError
from fsp_desktop.domain.plain import Frozen
from fsp_desktop.store.engine import Connection, transaction, translated
from fsp_desktop.store.journal import Journal
from fsp_desktop.store.pieces import PieceLedger

# The first screen asks only how much waits; what applies and forks is loaded when it is used.
if TYPE_CHECKING:
    from fsp_desktop.store.applying import Applied, Applier


class Have(Frozen):
    """How far a chain was applied: number and hash of its last bundle, and its last operation."""

    n: int
    hash: str
    last_op: int


class Page(Frozen):
    """Some records' operations in the one order that every device finds.

    Attributes:
        records: Record id and the packed operations whose first record it is.
        after: Where the next page begins; empty after the last.
    """

    records: tuple[tuple[str, tuple[bytes, ...]], ...]
    after: str


class ChainLedger(PieceLedger):
    """Chains of bundles, over the store's own connection."""

    def __init__(self, connection: Connection, journal: Journal) -> None:
        self._db = connection
        self._journal = journal

    @cached_property
    def _applier(self) -> Applier:
        from fsp_desktop.store.applying import Applier

        return Applier(self._db, self._journal)

    def chain(self, inc: str) -> list[Have]:
        """Return number, hash and last operation of each bundle of a chain that is known here.

        Bundles whose bytes were let go are among them.
        """
        with translated():
            rows = self._db.execute(
                "SELECT n, hash, last_op FROM bundle WHERE inc = ? ORDER BY n", (inc,)
            ).fetchall()
        return [Have(*row) for row in rows]

    def split_chain(
        self,
        chain: str,
        at: int,
        tail: str | None,
        new: str | None,
        inside: Sequence[str],
        notes: Mapping[str, str],
    ) -> None:
        """Note a fork of `chain` after bundle `at`, in one transaction.

        Args:
            chain: Incarnation or branch.
            at: The last bundle that stays.
            tail: The branch that what is applied beyond becomes, or None if nothing is.
            new: Another branch that begins there, or None.
            inside: Branches whose operations may name operations of the tail.
            notes: Settings to remember with it.
        """
        from fsp_desktop.store.forking import seed_chain, split_tail

        with transaction(self._db):
            if tail is not None:
                split_tail(self._db, self._journal, chain, at, tail, inside)
            if new is not None:
                row = self._db.execute(
                    "SELECT hash, last_op FROM have WHERE inc = ?", (chain,)
                ).fetchone()
                seed_chain(self._db, new, at, *(row or ("", 0)))
            self._note(notes)
        self._journal.forget_numbers()

    def snapshot_page(self, after: str, limit: int, vector: Mapping[str, int]) -> Page:
        """Return operations of the next `limit` records after `after`.

        Args:
            after: Id of the last record of the page before; empty for the first.
            limit: How many records.
            vector: Incarnation -> last operation that belongs to the snapshot.
        """
        with translated():
            ids = self._db.execute(
                "SELECT DISTINCT record_id FROM op_record WHERE record_id > ?"
                " ORDER BY record_id LIMIT ?",
                (after, limit),
            ).fetchall()
            # Each operation once, however many records it is about.
            rows = self._db.execute(
                "SELECT incarnation.inc, op.n, op.hlc, op.body FROM op"
                " JOIN incarnation ON incarnation.id = op.inc WHERE op.id IN (SELECT op"
                " FROM op_record WHERE record_id IN (SELECT value FROM json_each(?)))",
                (json.dumps([one for (one,) in ids]),),
            ).fetchall()
        page = {one for (one,) in ids}
        found: dict[str, list[tuple[int, str, int, bytes]]] = {}
        for inc, n, hlc, body in rows:
            if n <= vector.get(inc, 0) and (first := _first_record(bytes(body))) in page:
                found.setdefault(first, []).append((hlc, inc, n, bytes(body)))
        records = tuple((one, tuple(op[3] for op in sorted(found[one]))) for one in sorted(found))
        return Page(records, ids[-1][0] if len(ids) == limit else "")

    def take_snapshot_ops(self, ops: Sequence[bytes]) -> Applied:
        """Apply operations of a snapshot that are not here yet, in one transaction.

        Raises:
            RefusedError: `changes.malformed`; nothing was applied.
        """
        return self._applier.apply_mixed(ops)

    def finish_snapshot(
        self,
        reached: Mapping[str, tuple[int, str, int]],
        notes: Mapping[str, str],
        links: Mapping[str, Sequence[tuple[int, str, int]]],
    ) -> None:
        """Move `have` to what a snapshot holds (number, hash, last operation), where that is more.

        This device's own incarnation is left alone. `links` are the last bundles of each chain,
        by which a fork is recognised later.
        """
        from fsp_desktop.store.forking import seed_chain

        with transaction(self._db):
            self._db.executemany(
                "INSERT OR IGNORE INTO bundle(inc, n, hash, prev_hash, last_op, is_own, data)"
                " VALUES(?, ?, ?, '', ?, 0, x'')",
                [
                    (inc, *one)
                    for inc, some in links.items()
                    if inc != self._journal.shared
                    for one in some
                ],
            )
            for inc, (n, bundle_hash, last_op) in reached.items():
                row = self._db.execute("SELECT n FROM have WHERE inc = ?", (inc,)).fetchone()
                if inc != self._journal.shared and (row is None or row[0] < n):
                    seed_chain(self._db, inc, n, bundle_hash, last_op)
            self._note(notes)

    def let_go(self, inc: str, upto: int) -> int:
        """Let go of the bytes of a chain's bundles up to `upto`; returns how many there were.

        Numbers and hashes stay.
        """
        with transaction(self._db):
            cursor = self._db.execute(
                "UPDATE bundle SET data = x'' WHERE inc = ? AND n <= ? AND data <> x''", (inc, upto)
            )
        return int(cursor.rowcount)

    def purge(self, ids: Sequence[str], author: str) -> list[str]:
        """Take the values of records away for good, here and wherever this is shared.

        Returns:
            The kinds of the records.
        """
        from fsp_desktop.store.purging import purge_records

        with transaction(self._db):
            return purge_records(self._db, self._journal, ids, author)

    def records_of_family(self, family_id: str) -> list[str]:
        """Return the records that a purge of a family has to name."""
        from fsp_desktop.store.purging import records_of_family

        with translated():
            return records_of_family(self._db, family_id)

    def purges(self) -> list[str]:
        """Return the dots of the purges that are known here."""
        from fsp_desktop.store.purging import read_purges

        with translated():
            return read_purges(self._db).dots

    def _note(self, notes: Mapping[str, str]) -> None:
        self._db.executemany(
            "INSERT OR REPLACE INTO sync_setting(key, value) VALUES(?, ?)", list(notes.items())
        )


def _first_record(body: bytes) -> str:
    ids: list[Any] = [write.record_id for write in unpack_op(body).writes]
    if not ids:
        raise RefusedError("changes.malformed", {"part": "op"})
    return str(min(ids))
