"""From a path and a key to an open, current, locked file."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from functools import cache
from pathlib import Path

from fsp_desktop.domain.clock import Clock
from fsp_desktop.domain.plain import Frozen
from fsp_desktop.store import migrations
from fsp_desktop.store.catalogue import CATALOGUE
from fsp_desktop.store.columns import KINDS
from fsp_desktop.store.engine import (
    Connection,
    check_key,
    create_file,
    open_file,
    transaction,
    translated,
)
from fsp_desktop.store.instance_lock import InstanceLock
from fsp_desktop.store.journal import Journal

_CATALOGUE = "store.catalogue"


class OpenedFile(Frozen):
    """The connection with its journal, and the lock that belongs to both."""

    connection: Connection
    path: Path
    journal: Journal
    lock: InstanceLock

    def close(self) -> None:
        """Close the connection and give the lock back."""
        try:
            self.connection.close()
        finally:
            self.lock.release()


def create_record(path: Path, key: bytes, clock: Clock) -> OpenedFile:
    """Make a new file under a random 32-byte key.

    Raises:
        RefusedError: `store.already_there` or `store.in_use`.
        UnreachableError: `store.read_only_place` or `store.disk_full`; nothing is left behind.
    """
    lock = _locked(path)
    try:
        connection = create_file(path, key)
        try:
            return _ready(connection, path, key, clock, lock)
        except BaseException:
            for name in (path, Path(f"{path}-wal"), Path(f"{path}-shm")):
                name.unlink(missing_ok=True)
            raise
    except BaseException:
        lock.release()
        raise


def open_record(path: Path, key: bytes, clock: Clock) -> OpenedFile:
    """Open an existing file, bringing an older one to this version after copying it.

    Raises:
        LockedError: `store.wrong_key`.
        RefusedError: `store.missing`, `store.not_ours`, `store.newer_file`, `store.damaged`
            or `store.in_use`.
        UnreachableError: `store.read_only_place` or `store.disk_full`.
    """
    check_key(path, key)
    lock = _locked(path)
    try:
        return _ready(open_file(path, key), path, key, clock, lock)
    except BaseException:
        lock.release()
        raise


def _locked(path: Path) -> InstanceLock:
    lock = InstanceLock(path.with_name(f"{path.name}.lock"))
    lock.acquire()
    return lock


def _ready(
    connection: Connection, path: Path, key: bytes, clock: Clock, lock: InstanceLock
) -> OpenedFile:
    def copy_first(version: int) -> None:
        from fsp_desktop.store.backup import copy_file

        copy_file(connection, migrations.copy_path(path, version), key)

    try:
        with translated():
            connection.create_function("folded", 1, _folded, deterministic=True)
            migrations.bring_to_head(connection, copy_first)
            with transaction(connection):
                journal = Journal(connection, clock)
                _project_news(connection, journal)
    except BaseException:
        connection.close()
        raise
    return OpenedFile(connection, path, journal, lock)


def _folded(text: str | None) -> str:
    return _fold()(text or "")


@cache
def _fold() -> Callable[[str], str]:
    # Its tables are not needed before the first list is sorted.
    from fsp_desktop.store.folding import fold

    return fold


def _catalogue_mark() -> str:
    """Return a mark of all kinds and fields this program knows; the same in every process."""
    return hashlib.sha256(repr(CATALOGUE).encode()).hexdigest()


def _project_news(connection: Connection, journal: Journal) -> None:
    """Show fields that an earlier version of the program could only keep aside."""
    known = _catalogue_mark()
    row = connection.execute("SELECT value FROM meta WHERE key = ?", (_CATALOGUE,)).fetchone()
    if row is not None and row[0] == known:
        return
    from fsp_desktop.store.rebuilding import batches, rebuild_records

    kinds = tuple(KINDS)
    marks = ", ".join("?" * len(kinds))
    ids = connection.execute(
        "SELECT DISTINCT e.record_id FROM extra AS e JOIN rec_version AS r"
        f" ON r.record_id = e.record_id WHERE r.kind IN ({marks})",
        kinds,
    ).fetchall()
    for batch in batches([one for (one,) in ids]):
        rebuild_records(connection, journal, batch)
    connection.execute("INSERT OR REPLACE INTO meta(key, value) VALUES(?, ?)", (_CATALOGUE, known))
