"""The part of the store that sync talks to: bundles, how far chains got, identity, settings.

It fulfils the protocol that sync declares; every method is one short durable transaction.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from fsp_desktop.domain.changes import split_dot, unpack_op
from fsp_desktop.domain.errors import RefusedError
from fsp_desktop.domain.plain import Frozen
from fsp_desktop.store.engine import transaction, translated
from fsp_desktop.store.journal import op_keys
from fsp_desktop.store.sync_chains import ChainLedger, Have

if TYPE_CHECKING:
    from fsp_desktop.store.applying import Applied

__all__ = ["Have", "Sealed", "Stashed", "SyncLedger"]

_IDENTITY = "sync.identity"
_LOG_LINES = 500


class Sealed(Frozen):
    """One bundle whose exact bytes are kept."""

    inc: str
    n: int
    hash: str


class Stashed(Frozen):
    """Bytes kept although they cannot be applied yet."""

    name: str
    data: bytes
    code: str


class SyncLedger(ChainLedger):
    """Bundles in and out, over the store's own connection."""

    def identity(self) -> dict[str, Any] | None:
        """Return the secrets of this device and of its space, or None before they are made."""
        text = self._one("SELECT value FROM meta WHERE key = ?", (_IDENTITY,))
        return None if text is None else dict(json.loads(text))

    def save_identity(self, identity: dict[str, Any]) -> None:
        """Keep the secrets inside the encrypted file, replacing older ones."""
        with transaction(self._db):
            self._keep_identity(identity)

    def _keep_identity(self, identity: dict[str, Any]) -> None:
        self._db.execute(
            "INSERT OR REPLACE INTO meta(key, value) VALUES(?, ?)",
            (_IDENTITY, json.dumps(identity)),
        )

    def own_incarnation(self) -> str:
        """Return the incarnation whose dots this device's shared operations carry now."""
        return self._journal.shared

    def unsealed_ops(self, limit_bytes: int) -> list[bytes]:
        """Return own operations that are in no bundle yet, in order; at least one if any.

        What was handed out once is not amended any more, since its bytes may be sealed by now. The
        operations of an import, which never are, go on saying that they belong together.
        """
        inc = self._journal.shared
        last = self.have().get(inc, Have(0, "", 0)).last_op
        bodies: list[bytes] = []
        size = 0
        with transaction(self._db):
            number = self._journal.number_of(inc)
            for (body,) in self._db.execute(
                "SELECT body FROM op WHERE id BETWEEN ? AND ? ORDER BY id", op_keys(number, last)
            ):
                size += len(body)
                if bodies and size > limit_bytes:
                    break
                bodies.append(bytes(body))
            self._db.execute(
                "UPDATE op SET session = NULL WHERE id BETWEEN ? AND ? AND session IS NOT NULL"
                " AND why <> 'import'",
                op_keys(number, last, last + len(bodies)),
            )
        return bodies

    def unsealed_count(self) -> int:
        """Return how many own operations are in no bundle yet."""
        inc = self._journal.shared
        newest = self._journal.newest_own(is_local=False)
        last = self.have().get(inc, Have(0, "", 0)).last_op
        return max(split_dot(newest.dot)[1] - last, 0) if newest else 0

    def unshared_count(self) -> int:
        """Return how many own operations no remote was seen to hold, in a bundle or not."""
        in_bundles = sum(last - before for before, last in self._unpublished_ranges())
        return self.unsealed_count() + in_bundles

    def _unpublished_ranges(self) -> list[tuple[int, int]]:
        """Return the operations of each unpublished own bundle: (last one before it, its last)."""
        rows = self._all(
            "SELECT COALESCE((SELECT MAX(older.last_op) FROM bundle older"
            " WHERE older.inc = bundle.inc AND older.n < bundle.n), 0), last_op"
            " FROM bundle WHERE inc = ? AND is_own = 1 AND published = 0 ORDER BY n",
            (self._journal.shared,),
        )
        return [(int(before), int(last)) for before, last in rows]

    def waiting_record_ids(self, limit: int = 20) -> list[str]:
        """Return the records with changes that were not shared yet, the newest change first."""
        inc = self._journal.shared
        last = self.have().get(inc, Have(0, "", 0)).last_op
        ranges = self._unpublished_ranges()
        rows = self._all(
            "SELECT body FROM op WHERE id BETWEEN ? AND ? ORDER BY id DESC LIMIT ?",
            (*op_keys(self._journal.number_of(inc), ranges[0][0] if ranges else last), limit),
        )
        ids: list[str] = [write.record_id for (body,) in rows for write in unpack_op(body).writes]
        return list(dict.fromkeys(ids))[:limit]

    def keep_sealed(
        self, inc: str, n: int, prev_hash: str, bundle_hash: str, data: bytes, last_op_no: int
    ) -> None:
        """Keep the one sealed form of own bundle `n`, and move `have` to it.

        Raises:
            RefusedError: `sync.sealed_twice` for other bytes under a number that is kept.
        """
        with transaction(self._db):
            kept = self._one("SELECT data FROM bundle WHERE inc = ? AND n = ?", (inc, n))
            if kept is not None:
                if bytes(kept) != data:
                    raise RefusedError("sync.sealed_twice", {"n": n})
                return
            sealed_before = self.have().get(inc, Have(0, "", 0)).last_op
            self._db.execute(
                "INSERT INTO bundle(inc, n, hash, prev_hash, last_op, is_own, data)"
                " VALUES(?, ?, ?, ?, ?, 1, ?)",
                (inc, n, bundle_hash, prev_hash, last_op_no, data),
            )
            self._db.execute(
                "INSERT OR REPLACE INTO have(inc, n, hash, last_op) VALUES(?, ?, ?, ?)",
                (inc, n, bundle_hash, last_op_no),
            )
            self._db.execute(
                "UPDATE op SET sealed = ? WHERE id BETWEEN ? AND ? AND sealed IS NULL",
                (n, *op_keys(self._journal.number_of(inc), sealed_before, last_op_no)),
            )

    def sealed(self, inc: str, n: int) -> bytes | None:
        """Return the kept bytes of a bundle, our own or another device's, or None."""
        data = self._one("SELECT data FROM bundle WHERE inc = ? AND n = ?", (inc, n))
        return bytes(data) if data else None

    def sealed_names(self) -> list[Sealed]:
        """Return every bundle whose bytes are kept, ordered by incarnation and number."""
        return [
            Sealed(*row)
            for row in self._all(
                "SELECT inc, n, hash FROM bundle WHERE data <> x'' ORDER BY inc, n"
            )
        ]

    def unpublished_bundles(self) -> list[Sealed]:
        """Return own bundles that no remote was seen to hold, oldest first."""
        rows = self._all(
            "SELECT inc, n, hash FROM bundle WHERE is_own = 1 AND published = 0"
            " AND data <> x'' ORDER BY rowid"
        )
        return [Sealed(*row) for row in rows]

    def mark_published(self, inc: str, n: int) -> None:
        """Note that own bundle `n` was read back from a remote."""
        self._do("UPDATE bundle SET published = 1 WHERE inc = ? AND n = ?", (inc, n))

    def have(self) -> dict[str, Have]:
        """Return how far each incarnation's chain got, our own included."""
        rows = self._all("SELECT inc, n, hash, last_op FROM have ORDER BY inc")
        return {inc: Have(n, bundle_hash, last_op) for inc, n, bundle_hash, last_op in rows}

    def apply_bundle(
        self, inc: str, n: int, bundle_hash: str, data: bytes, ops: list[bytes]
    ) -> Applied:
        """Apply a verified bundle wholly, with `have`; see `Applier.apply_bundle`."""
        return self._applier.apply_bundle(inc, n, bundle_hash, data, ops)

    def start_incarnation(
        self, identity: dict[str, Any], inc: str, common_n: int, published: Sequence[bytes]
    ) -> None:
        """Go on under a new incarnation, since a copy of this device continued `inc`."""
        from fsp_desktop.store.new_incarnation import move_to_incarnation

        new = str(identity["device"]["inc"])
        with transaction(self._db):
            self._keep_identity(identity)
            move_to_incarnation(
                self._db, self._journal, old=inc, new=new, common_n=common_n, published=published
            )
        self._journal.forget_numbers()

    def stash(self, name: str, data: bytes, code: str) -> None:
        """Keep bytes that cannot be applied yet; the same name again replaces them."""
        self._do(
            "INSERT OR REPLACE INTO stash(name, data, code) VALUES(?, ?, ?)", (name, data, code)
        )

    def stashed(self) -> list[Stashed]:
        """Return what is kept for later, ordered by name."""
        rows = self._all("SELECT name, data, code FROM stash ORDER BY name")
        return [Stashed(name, bytes(data), code) for name, data, code in rows]

    def drop_stash(self, name: str) -> None:
        """Forget stashed bytes."""
        self._do("DELETE FROM stash WHERE name = ?", (name,))

    def add_roster_entry(self, name: str, data: bytes) -> None:
        """Keep one signed roster entry; the same name again changes nothing."""
        self._do("INSERT OR IGNORE INTO roster_entry(name, data) VALUES(?, ?)", (name, data))

    def roster_entries(self) -> list[tuple[str, bytes]]:
        """Return names and bytes of all roster entries, ordered by name."""
        rows = self._all("SELECT name, data FROM roster_entry ORDER BY name")
        return [(name, bytes(data)) for name, data in rows]

    def sync_setting(self, key: str) -> str | None:
        """Return a text that sync wanted to remember, or None."""
        value = self._one("SELECT value FROM sync_setting WHERE key = ?", (key,))
        return None if value is None else str(value)

    def set_sync_setting(self, key: str, value: str | None) -> None:
        """Remember a text for sync; None forgets it."""
        if value is None:
            self._do("DELETE FROM sync_setting WHERE key = ?", (key,))
        else:
            self._do("INSERT OR REPLACE INTO sync_setting(key, value) VALUES(?, ?)", (key, value))

    def log_sync(self, at: str, report: Mapping[str, Any]) -> None:
        """Add one line to the list of recent exchanges; the oldest lines leave."""
        with transaction(self._db):
            cursor = self._db.execute(
                "INSERT INTO sync_log(at, report) VALUES(?, ?)", (at, json.dumps(dict(report)))
            )
            self._db.execute("DELETE FROM sync_log WHERE id <= ?", (cursor.lastrowid - _LOG_LINES,))

    def sync_log(self, limit: int = 20) -> list[tuple[str, dict[str, Any]]]:
        """Return the recent exchanges, newest first, with their moments."""
        rows = self._all("SELECT at, report FROM sync_log ORDER BY id DESC LIMIT ?", (limit,))
        return [(at, json.loads(report)) for at, report in rows]

    def _all(self, query: str, values: tuple[object, ...] = ()) -> list[tuple[Any, ...]]:
        with translated():
            return list(self._db.execute(query, values).fetchall())

    def _one(self, query: str, values: tuple[object, ...]) -> Any:  # noqa: ANN401 - whatever the column holds
        rows = self._all(query, values)
        return rows[0][0] if rows else None

    def _do(self, statement: str, values: tuple[object, ...]) -> None:
        with transaction(self._db):
            self._db.execute(statement, values)
