"""Encrypted copies of the file, made while it is in use."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

from fsp_desktop.store.engine import Connection, create_file, translated


def copy_file(
    connection: Connection,
    target: Path,
    key: bytes,
    *,
    pages: int = -1,
    rest: Callable[[], None] = lambda: None,
) -> None:
    """Copy the whole file, encrypted with `key`, so that `target` is either whole or not there.

    Args:
        connection: To the file; within a read transaction if others write meanwhile, since the
            copy would begin anew after each of their saves otherwise.
        target: Where the copy goes.
        key: 32 raw bytes.
        pages: How many pages are copied at once; all of them if negative.
        rest: Called between the steps; what it raises ends the copy.

    Raises:
        UnreachableError: `store.read_only_place` or `store.disk_full`.
    """
    part = target.with_name(target.name + ".part")
    _remove(part)
    try:
        copy = create_file(part, key)
        try:
            with translated():
                # Durable once and at the end: until then nobody takes the copy for anything.
                copy.execute("PRAGMA synchronous = OFF")
                connection.backup(copy, pages=pages, progress=lambda *_at: rest())
                copy.execute("PRAGMA synchronous = FULL")
                copy.execute("PRAGMA journal_mode = DELETE").fetchone()
        finally:
            copy.close()
        _sync(part)
        part.replace(target)
        _sync(target.parent)
    finally:
        _remove(part)


def _remove(path: Path) -> None:
    for name in (path, Path(f"{path}-wal"), Path(f"{path}-shm"), Path(f"{path}-journal")):
        name.unlink(missing_ok=True)


def _sync(path: Path) -> None:
    if os.name == "nt":
        return
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
