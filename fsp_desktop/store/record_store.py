"""The store as the rest of the program sees it: one encrypted file, one connection, one thread."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from fsp_desktop.domain.changes import DELETED, Dot, Wire
from fsp_desktop.domain.clock import Clock, SystemClock
from fsp_desktop.domain.errors import RefusedError
from fsp_desktop.domain.ids import Incarnation
from fsp_desktop.store import migrations
from fsp_desktop.store.engine import Connection, create_file, open_file, transaction, translated
from fsp_desktop.store.journal import Journal
from fsp_desktop.store.loading import Stored, load_stored
from fsp_desktop.store.saving import Saver
from fsp_desktop.store.writes import Saved, Seen, Write

if TYPE_CHECKING:
    from fsp_desktop.store.listing import Lister


class RecordStore:
    """Reads and writes the record. Used from one thread; every write is one durable transaction.

    Attributes:
        connection: The raw connection, for the rooms of this package only.
        journal: The journal, likewise.
    """

    def __init__(self, connection: Connection, path: Path, clock: Clock) -> None:
        self.connection = connection
        self.path = path
        self.clock = clock
        with transaction(connection):
            self.journal = Journal(connection, clock)
        self._saver = Saver(connection, self.journal, clock)
        self._lister: Lister | None = None

    @classmethod
    def create(cls, path: Path, key: bytes, clock: Clock | None = None) -> RecordStore:
        """Make a new file under a random 32-byte key.

        Raises:
            RefusedError: `store.already_there`.
            UnreachableError: `store.read_only_place` or `store.disk_full`.
        """
        connection = create_file(path, key)
        return cls._ready(connection, path, key, clock)

    @classmethod
    def open(cls, path: Path, key: bytes, clock: Clock | None = None) -> RecordStore:
        """Open an existing file, bringing an older one to this version after copying it.

        Raises:
            LockedError: `store.wrong_key`.
            RefusedError: `store.missing`, `store.not_ours`, `store.newer_file`, `store.damaged`
                or `store.in_use`.
            UnreachableError: `store.read_only_place` or `store.disk_full`.
        """
        return cls._ready(open_file(path, key), path, key, clock)

    @classmethod
    def _ready(
        cls, connection: Connection, path: Path, key: bytes, clock: Clock | None
    ) -> RecordStore:
        from fsp_desktop.store.backup import copy_file

        def copy_first(version: int) -> None:
            copy_file(connection, migrations.copy_path(path, version), key)

        try:
            migrations.bring_to_head(connection, copy_first)
            return cls(connection, path, clock or SystemClock())
        except BaseException:
            connection.close()
            raise

    def close(self) -> None:
        """Close the file; what was saved is on disk already."""
        if self._lister is not None:
            self._lister.close()
            self._lister = None
        self.connection.close()

    @property
    def incarnation(self) -> Incarnation:
        """The incarnation under which this device writes now."""
        return self.journal.shared

    def save(
        self,
        writes: Sequence[Write],
        *,
        author: str,
        why: str = "edit",
        session: str | None = None,
        undoes: Dot | None = None,
    ) -> Saved:
        """Save what a person changed, as one operation, all or nothing, durably.

        Args:
            writes: Changed fields by record, with what the form was showing.
            author: Id of the person's staff record, or empty for a roster.
            why: edit, create, resolve, delete, undo, import or restore.
            session: One form's autosaves carry the same word and become one operation.
            undoes: The operation that this one takes back.

        Raises:
            RefusedError: `domain.unknown_kind`, `store.unknown_field`, `store.unfit_value` or
                `store.too_large`.
            UnreachableError: `store.disk_full`; nothing of this save is kept.
        """
        return self._saver.save(writes, author=author, why=why, session=session, undoes=undoes)

    def delete(self, record_id: str, *, author: str, seen: Seen | None = None) -> Saved:
        """Mark a record deleted. What somebody wrote beside it keeps it visible, flagged.

        Raises:
            RefusedError: `store.no_such_record`.
        """
        write = Write(self.need(record_id).kind, record_id, {DELETED: True}, seen)
        return self.save([write], author=author, why="delete")

    def load(self, record_id: str) -> Stored | None:
        """Return one record, deleted or not, or None."""
        found = self.load_many([record_id])
        return found[0] if found else None

    def load_many(self, ids: Iterable[str]) -> list[Stored]:
        """Return the known records among `ids` in that order."""
        with translated():
            return load_stored(self.connection, ids)

    def need(self, record_id: str) -> Stored:
        """Return one record.

        Raises:
            RefusedError: `store.no_such_record`.
        """
        found = self.load(record_id)
        if found is None:
            raise RefusedError("store.no_such_record", {"id": record_id})
        return found

    def list_rows(  # noqa: PLR0913 - each filter of a list by its name
        self,
        kind: str,
        *,
        family_id: str | None = None,
        since: str | None = None,
        is_open: bool = False,
        limit: int = 200,
        offset: int = 0,
        include_deleted: bool = False,
        order: str = "newest",
    ) -> list[Stored]:
        """Return one page of the records of a kind; see `listing.ListFilter`."""
        from fsp_desktop.store.listing import ListFilter

        wanted = ListFilter(kind, family_id, since, is_open, include_deleted, order)
        return self.load_many(self._lists().ids(wanted, limit, offset))

    def count(
        self,
        kind: str,
        *,
        family_id: str | None = None,
        since: str | None = None,
        is_open: bool = False,
        include_deleted: bool = False,
    ) -> int:
        """Return how many records `list_rows` has in all."""
        from fsp_desktop.store.listing import ListFilter

        wanted = ListFilter(kind, family_id, since, is_open, include_deleted)
        return self._lists().count(wanted)

    def _lists(self) -> Lister:
        if self._lister is None:
            from fsp_desktop.store.listing import Lister

            self._lister = Lister(self.connection)
        return self._lister


__all__ = ["RecordStore", "Saved", "Stored", "Wire", "Write"]
