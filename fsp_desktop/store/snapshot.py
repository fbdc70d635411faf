"""What the file holds at one moment, read beside the store over a connection of its own.

The one connection that writes goes on meanwhile: in write-ahead mode neither waits for the other,
and what is saved after the moment is simply not seen here. Belongs to whichever thread made it.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from fsp_desktop.domain.clock import Clock
from fsp_desktop.domain.errors import RefusedError
from fsp_desktop.store.backup import copy_file
from fsp_desktop.store.digest import read_digest
from fsp_desktop.store.engine import open_reader, translated
from fsp_desktop.store.journal import Journal

PAGES_AT_ONCE = 256
"""One megabyte of the file; after each the copy rests, so that a save does not wait for the disk."""
REST_S = 0.004


class Snapshot:
    """One moment of the file of a record that is open."""

    def __init__(
        self, path: Path, key: bytes, clock: Clock, cancelled: Callable[[], bool] = lambda: False
    ) -> None:
        self._cancelled = cancelled
        self._resting = threading.Event()
        self._connection = open_reader(path, key)
        try:
            with translated():
                # The first reading fixes the moment, until the end of the transaction.
                self._connection.execute("BEGIN")
                self._journal = Journal(self._connection, clock)
        except BaseException:
            self._connection.close()
            raise

    def digest(self) -> str:
        """Return the hash of the merged state at this moment; see `digest`.

        Raises:
            RefusedError: `store.cancelled`.
        """
        with translated():
            return read_digest(self._connection, self._journal, rest=self._rest)

    def copy_to(self, target: Path, key: bytes) -> None:
        """Copy the whole file, encrypted with `key`, so that `target` is whole or not there.

        Raises:
            RefusedError: `store.cancelled`; nothing is left of it.
            UnreachableError: `store.read_only_place` or `store.disk_full`; likewise.
        """
        copy_file(self._connection, target, key, pages=PAGES_AT_ONCE, rest=self._rest)

    def _rest(self) -> None:
        if self._cancelled():
            raise RefusedError("store.cancelled")
        self._resting.wait(REST_S)

    def close(self) -> None:
        """Let the moment go."""
        self._connection.close()


@contextmanager
def open_snapshot(
    path: Path, key: bytes, clock: Clock, cancelled: Callable[[], bool] = lambda: False
) -> Iterator[Snapshot]:
    """Give the present moment of a record that this program holds open.

    Args:
        path: The file of the record.
        key: Its 32 raw bytes.
        clock: Of the program.
        cancelled: Asked many times a second by what is done with the snapshot.

    Raises:
        RefusedError: `store.missing` or `store.damaged`.
    """
    snapshot = Snapshot(path, key, clock, cancelled)
    try:
        yield snapshot
    finally:
        snapshot.close()
