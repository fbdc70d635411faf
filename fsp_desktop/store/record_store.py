"""The store as the rest of the program sees it: one encrypted file, one connection, one thread."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from fsp_desktop.domain.changes import DELETED, Dot, Wire
from fsp_desktop.domain.clock import Clock, SystemClock
from fsp_desktop.domain.errors import RefusedError
from fsp_desktop.domain.ids import Incarnation
from fsp_desktop.store import access
from fsp_desktop.store.engine import transaction, translated
from fsp_desktop.store.late_parts import LateParts
from fsp_desktop.store.opening import OpenedFile, create_record, open_record
from fsp_desktop.store.readings.screens import ScreenReadings

# What the first screen can do without is loaded where it is first used.
if TYPE_CHECKING:
    from fsp_desktop.domain.views import ConflictView, HistoryEntry
    from fsp_desktop.store.checking import Problem, Progress
    from fsp_desktop.store.stored import Stored
    from fsp_desktop.store.writes import Saved, Seen, Write


def _no_progress(_done: int, _all: int) -> None:
    return None


class RecordStore(LateParts, ScreenReadings):
    """Reads and writes the record. Used from one thread; every write is one durable transaction.

    Attributes:
        connection: The raw connection, for the rooms of this package only.
    """

    def __init__(self, opened: OpenedFile, clock: Clock) -> None:
        self.connection = opened.connection
        self.path = opened.path
        self._opened = opened
        self._clock = clock
        self._journal = opened.journal

    @classmethod
    def create(cls, path: Path, key: bytes, clock: Clock | None = None) -> RecordStore:
        """Make a new file under a random 32-byte key; see `opening.create_record`."""
        clock = clock or SystemClock()
        return cls(create_record(path, key, clock), clock)

    @classmethod
    def open(cls, path: Path, key: bytes, clock: Clock | None = None) -> RecordStore:
        """Open an existing file; see `opening.open_record` for what it raises."""
        clock = clock or SystemClock()
        return cls(open_record(path, key, clock), clock)

    def close(self) -> None:
        """Close the file and let go of the lock; what was saved is on disk already."""
        if self._lister is not None:
            self._lister.close()
            self._lister = None
        self._opened.close()

    @property
    def incarnation(self) -> Incarnation:
        """The incarnation under which this device writes now."""
        return self._journal.shared

    def unsealed_count(self) -> int:
        """Return how many own operations are in no bundle yet."""
        return self.ledger.unsealed_count()

    def unshared_count(self) -> int:
        """Return how many own operations have not reached a shared place yet."""
        return self.ledger.unshared_count()

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

    def bulk_save(
        self,
        writes: Sequence[Write],
        *,
        author: str,
        why: str = "import",
        progress: Callable[[int, int], None] = _no_progress,
        cancelled: Callable[[], bool] = lambda: False,
    ) -> Saved:
        """Save many records, all or nothing; see `bulk.bulk_save`."""
        from fsp_desktop.store.bulk import bulk_save

        return bulk_save(
            self.connection, self._saver, writes,
            author=author, why=why, progress=progress, cancelled=cancelled,
        )  # fmt: skip

    def delete(self, record_id: str, *, author: str, seen: Seen | None = None) -> Saved:
        """Mark a record deleted. What somebody wrote beside it keeps it visible, flagged.

        Raises:
            RefusedError: `store.no_such_record`.
        """
        from fsp_desktop.store.writes import Write

        write = Write(self.need(record_id).kind, record_id, {DELETED: True}, seen)
        return self.save([write], author=author, why="delete")

    def undo_last(self, author: str) -> Saved:
        """Take back this device's newest save, or import, that was not taken back yet."""
        from fsp_desktop.store import undo

        return undo.undo_last(self.connection, self._journal, self._saver, author)

    def undo_saves(
        self,
        dots: Sequence[Dot],
        *,
        author: str,
        progress: Callable[[int, int], None] = _no_progress,
    ) -> Saved:
        """Take back the saves that `Saved.dots` named, whole or not at all; see `undo`.

        Raises:
            RefusedError: `store.nothing_to_undo` or `store.changed_since`; nothing was written.
        """
        from fsp_desktop.store import undo

        return undo.undo_saves(self.connection, self._journal, self._saver, author, dots, progress)

    def resolve(self, record_id: str, field: str, value: Wire, *, author: str) -> Saved:
        """Settle a field in conflict; every version known here is replaced by `value`."""
        from fsp_desktop.store import undo

        return undo.resolve(self.connection, self._saver, record_id, field, value, author)

    def keep_version(self, record_id: str, field: str, dot: Dot, *, author: str) -> Saved:
        """Settle a field in conflict with the version that operation `dot` wrote."""
        from fsp_desktop.store import undo

        value = undo.value_of_dot(self._journal, record_id, field, dot)
        return self.resolve(record_id, field, value, author=author)

    def load(self, record_id: str) -> Stored | None:
        """Return one record, deleted or not, or None."""
        found = self.load_many([record_id])
        return found[0] if found else None

    def load_many(self, ids: Iterable[str]) -> list[Stored]:
        """Return the known records among `ids` in that order."""
        from fsp_desktop.store.stored import load_stored

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

    def list_rows(
        self, kind: str, *, limit: int = 200, offset: int = 0, **which: Any
    ) -> list[Stored]:
        """Return one page of the records of a kind.

        Args:
            kind: Kind of record.
            limit: At most so many.
            offset: After so many.
            **which: `family_id`, `since`, `is_open`, `include_deleted`, `order`; see
                `listing.ListFilter`.
        """
        return self.load_many(self._lists().ids(self._lists().filter(kind, **which), limit, offset))

    def count(self, kind: str, **which: Any) -> int:
        """Return how many records `list_rows` has in all."""
        return self._lists().count(self._lists().filter(kind, **which))

    def history(self, record_id: str) -> tuple[HistoryEntry, ...]:
        """Return every write to a record, newest first."""
        from fsp_desktop.store import history

        with translated():
            return history.read_history(self.connection, self._journal, record_id)

    def conflicts(self, record_id: str | None = None) -> tuple[ConflictView, ...]:
        """Return every field with more than one version, or those of one record."""
        from fsp_desktop.store import history

        with translated():
            return history.read_conflicts(self.connection, self._journal, record_id)

    def conflict_count(self) -> int:
        """Return how many records have a field with more than one version."""
        from fsp_desktop.store import history

        with translated():
            return history.count_conflicts(self.connection)

    def digest(self) -> str:
        """Return one hash of the merged state; see `digest`."""
        from fsp_desktop.store.digest import read_digest

        with translated():
            return read_digest(self.connection, self._journal)

    def check(self, progress: Progress = _no_progress) -> list[Problem]:
        """Return what is wrong with the file; empty if all is well."""
        from fsp_desktop.store.checking import check_everything

        return check_everything(self.connection, self._journal, progress)

    def rebuild(self) -> None:
        """Work every derived table out anew from the journal."""
        from fsp_desktop.store.rebuilding import rebuild_everything

        with transaction(self.connection):
            rebuild_everything(self.connection, self._journal)

    def vacuum(self) -> None:
        """Give the space of what was replaced back to the disk."""
        with translated():
            self.connection.execute("VACUUM")

    def backup(self, target: Path, key: bytes) -> None:
        """Copy the whole file, encrypted with `key`; `target` is whole or not there."""
        from fsp_desktop.store.backup import copy_file

        copy_file(self.connection, target, key)

    def export_records(self) -> Iterator[Stored]:
        """Yield every record that may leave this computer."""
        from fsp_desktop.store.exporting import export_records

        return export_records(self.connection)

    def setting(self, key: str) -> str | None:
        """Return a text the program keeps inside the encrypted file, or None."""
        return access.read_setting(self.connection, key)

    def set_setting(self, key: str, value: str | None) -> None:
        """Keep a text inside the encrypted file; None forgets it."""
        access.write_setting(self.connection, key, value)

    def log_access(self, who: str, what: str, detail: Mapping[str, Any]) -> None:
        """Note that somebody took data out; the log only grows."""
        access.log_access(self.connection, self._clock, who, what, detail)

    def access_log(self, limit: int = 500) -> list[dict[str, Any]]:
        """Return the newest lines of the access log."""
        return access.read_access_log(self.connection, limit)
