"""Sealed pieces of attached files, and which of them are wanted; what is in them nobody here knows."""

from __future__ import annotations

from collections.abc import Sequence

from fsp_desktop.store.engine import Connection, transaction, translated


class PieceLedger:
    """Pieces of attached files, over the store's own connection."""

    _db: Connection

    def keep_piece(self, piece_hash: str, data: bytes, *, is_own: bool) -> None:
        """Keep the bytes of a piece; the same piece again changes nothing."""
        with transaction(self._db):
            self._db.execute(
                "INSERT INTO attachment_piece(hash, data, is_own) VALUES(?, ?, ?)"
                " ON CONFLICT(hash) DO UPDATE SET data = coalesce(data, excluded.data),"
                " is_own = max(is_own, excluded.is_own)",
                (piece_hash, data, is_own),
            )

    def piece(self, piece_hash: str) -> bytes | None:
        """Return the bytes of a piece, or None if they are not here."""
        with translated():
            row = self._db.execute(
                "SELECT data FROM attachment_piece WHERE hash = ?", (piece_hash,)
            ).fetchone()
        return None if row is None or row[0] is None else bytes(row[0])

    def want_pieces(self, hashes: Sequence[str]) -> list[str]:
        """Ask the next exchanges for pieces; returns those that are not here."""
        with transaction(self._db):
            self._db.executemany(
                "INSERT OR IGNORE INTO attachment_piece(hash) VALUES(?)", [(one,) for one in hashes]
            )
        return [one for one in hashes if self.piece(one) is None]

    def wanted_pieces(self) -> list[str]:
        """Return the pieces that were asked for and are not here, in the order of asking."""
        with translated():
            rows = self._db.execute(
                "SELECT hash FROM attachment_piece WHERE data IS NULL ORDER BY seq"
            ).fetchall()
        return [str(one) for (one,) in rows]

    def pieces_to_bring(self, after: int, *, only_own: bool) -> list[tuple[int, str]]:
        """Return running number and hash of the pieces kept here after number `after`."""
        with translated():
            rows = self._db.execute(
                "SELECT seq, hash FROM attachment_piece WHERE seq > ? AND data IS NOT NULL"
                " AND is_own >= ? ORDER BY seq",
                (after, int(only_own)),
            ).fetchall()
        return [(int(seq), str(one)) for seq, one in rows]

    def unused_pieces(self, now: str) -> list[tuple[str, bool, str]]:
        """Return the pieces that no record names: hash, whether it is our own, and since when.

        Args:
            now: Noted for those that were still named when last looked at. A piece that is named
                again, by a change that came late, is not unused any more.
        """
        with transaction(self._db):
            self._db.execute(
                "UPDATE attachment_piece SET unused_since = CASE WHEN"
                " EXISTS(SELECT 1 FROM attachment WHERE instr(pieces, hash))"
                " OR EXISTS(SELECT 1 FROM sibling WHERE key = 'pieces'"
                "   AND instr(value, CAST(hash AS BLOB)))"
                " THEN NULL ELSE coalesce(unused_since, ?) END",
                (now,),
            )
            rows = self._db.execute(
                "SELECT hash, is_own, unused_since FROM attachment_piece"
                " WHERE unused_since IS NOT NULL ORDER BY seq"
            ).fetchall()
        return [(str(one), bool(is_own), str(since)) for one, is_own, since in rows]

    def drop_piece(self, piece_hash: str) -> None:
        """Forget a piece."""
        with transaction(self._db):
            self._db.execute("DELETE FROM attachment_piece WHERE hash = ?", (piece_hash,))
