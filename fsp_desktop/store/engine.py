"""Opening the one encrypted file, and the one connection to it.

The first 16 bytes of the file (SQLCipher's salt, in the clear) are ours to choose: four letters
that say what the file is, six random bytes, and six bytes of a keyed hash over them. So a wrong key
and a file that is not ours are told apart, which SQLCipher cannot do.
"""

from __future__ import annotations

import gc
import hmac
import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

from sqlcipher3 import dbapi2

from fsp_desktop.domain.errors import FspError, LockedError, RefusedError, UnreachableError

Connection = Any
"""A raw sqlcipher3 connection; its package has no types."""
DBAPI = dbapi2
DatabaseError = dbapi2.DatabaseError
MAGIC = b"FSPR"
KEY_BYTES = 32
_BUSY_MS = 5_000
_FULL, _NOT_A_DATABASE, _CORRUPT = "SQLITE_FULL", "SQLITE_NOTADB", "SQLITE_CORRUPT"


def create_file(path: Path, key: bytes) -> Connection:
    """Make a new empty encrypted file and return the connection to it.

    Raises:
        RefusedError: `store.already_there`.
        UnreachableError: `store.read_only_place` or `store.disk_full`.
    """
    if path.exists():
        raise RefusedError("store.already_there")
    _need_writable_folder(path)
    nonce = os.urandom(6)
    return _connect(path, key, MAGIC + nonce + _tag(key, nonce))


def open_file(path: Path, key: bytes) -> Connection:
    """Return the connection to an existing file.

    Raises:
        RefusedError: `store.missing`, `store.not_ours` or `store.damaged`.
        LockedError: `store.wrong_key`.
        UnreachableError: `store.read_only_place`.
    """
    check_key(path, key)
    _need_writable_folder(path)
    if not os.access(path, os.W_OK):
        raise UnreachableError("store.read_only_place")
    return _connect(path, key, None)


def open_reader(path: Path, key: bytes) -> Connection:
    """Return one more connection to a file that this program holds open; it writes nothing.

    The head of the file is not looked at: opening and closing it once more by hand would let go
    of the locks that the other connection holds, as POSIX has it.

    Raises:
        RefusedError: `store.missing`, or `store.damaged` if it cannot be read with this key.
    """
    if not path.is_file():
        raise RefusedError("store.missing")
    with translated():
        connection = DBAPI.connect(str(path), isolation_level=None, check_same_thread=False)
        try:
            connection.execute("PRAGMA cipher_log_level = NONE")
            connection.execute(f"PRAGMA key = \"x'{key.hex()}'\"")
            connection.execute(f"PRAGMA busy_timeout = {_BUSY_MS}")
            connection.execute("PRAGMA query_only = ON")
            connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
        except BaseException:
            connection.close()
            raise
    return connection


def check_key(path: Path, key: bytes) -> None:
    """Look at the head of the file only; raise as `open_file` does."""
    try:
        with path.open("rb") as file:
            head = file.read(16)
    except (FileNotFoundError, NotADirectoryError) as error:
        raise RefusedError("store.missing") from error
    except PermissionError as error:
        raise UnreachableError("store.read_only_place") from error
    except OSError as error:
        raise RefusedError("store.not_ours") from error
    if len(head) < 16 or head[:4] != MAGIC:
        raise RefusedError("store.not_ours")
    if not hmac.compare_digest(head[10:], _tag(key, head[4:10])):
        raise LockedError("store.wrong_key")


def _tag(key: bytes, nonce: bytes) -> bytes:
    return hmac.digest(key, b"fsp-record key check" + nonce, "sha256")[:6]


def _need_writable_folder(path: Path) -> None:
    """WAL needs two files beside the record, so the folder itself must take new files."""
    if not path.parent.is_dir() or not os.access(path.parent, os.W_OK | os.X_OK):
        raise UnreachableError("store.read_only_place")


def _connect(path: Path, key: bytes, salt: bytes | None) -> Connection:
    if len(key) != KEY_BYTES:
        raise LockedError("store.wrong_key")
    with translated():
        connection = dbapi2.connect(
            str(path), isolation_level=None, check_same_thread=False, cached_statements=512
        )
        try:
            _set_up(connection, key, salt)
        except BaseException:
            connection.close()
            raise
    return connection


def _set_up(connection: Connection, key: bytes, salt: bytes | None) -> None:
    connection.execute("PRAGMA cipher_log_level = NONE")
    connection.execute(f"PRAGMA key = \"x'{key.hex()}{salt.hex() if salt else ''}'\"")
    connection.execute(f"PRAGMA busy_timeout = {_BUSY_MS}")
    connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
    connection.execute("PRAGMA journal_mode = WAL").fetchone()
    connection.execute("PRAGMA synchronous = FULL")
    connection.execute("PRAGMA foreign_keys = ON")
    connection.execute("PRAGMA temp_store = MEMORY")
    connection.execute("PRAGMA cache_size = -32000")
    # What is deleted is wiped where its page is written anyhow. Whole freed pages are not written
    # once more for it: they are encrypted, and VACUUM gives them back.
    connection.execute("PRAGMA secure_delete = FAST").fetchone()
    connection.execute("PRAGMA journal_size_limit = 67108864")


@contextmanager
def translated() -> Iterator[None]:
    """Turn errors of the database into our own codes."""
    try:
        yield
    except dbapi2.Error as error:
        known = known_error(error)
        if known is None:
            raise
        raise known from error


def known_error(error: BaseException) -> FspError | None:
    """Return our error for one of the database, or None if it is a bug of ours."""
    name = str(getattr(error, "sqlite_errorname", ""))
    if name.startswith(_FULL):
        return UnreachableError("store.disk_full")
    if name.startswith(("SQLITE_READONLY", "SQLITE_CANTOPEN", "SQLITE_PERM")):
        return UnreachableError("store.read_only_place")
    if name.startswith("SQLITE_IOERR"):
        return UnreachableError("store.disk_failed")
    if name.startswith(("SQLITE_BUSY", "SQLITE_LOCKED")):
        return RefusedError("store.in_use")
    if name.startswith((_NOT_A_DATABASE, _CORRUPT)):
        return RefusedError("store.damaged")
    return None


@contextmanager
def transaction(connection: Connection) -> Iterator[None]:
    """Run a block as one durable transaction; nothing of it stays if it raises.

    On a full disk SQLite has rolled back by itself, and a second rollback would raise.
    """
    with translated():
        connection.execute("BEGIN IMMEDIATE")
        try:
            yield
            connection.execute("COMMIT")
        except BaseException:
            if connection.in_transaction:
                with suppress(dbapi2.Error):
                    connection.execute("ROLLBACK")
            raise


@contextmanager
def many_records() -> Iterator[None]:
    """Let the search for garbage rest while thousands of records pass through memory.

    They are let go one by one, without cycles, and looking through them again and again takes a
    sixth of the time of an import.
    """
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()
