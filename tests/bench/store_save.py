"""A contact saved durably (row, operation, version, search index, fsync), beside raw SQLCipher.

Run through `packaging/bench store_save.py`. Two floors, taken in turns with the saves: the same
bytes in one raw row, and the same bytes through the same raw statements (row, operation, index).
"""

from __future__ import annotations

import os
import random  # noqa: TID251 - the same contacts in every run
import sys
import tempfile
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from statistics import mean, median
from time import perf_counter

from fsp_desktop.domain.clock import FixedClock
from fsp_desktop.store.columns import KINDS, STAMPS
from fsp_desktop.store.folding import fold
from fsp_desktop.store.record_store import RecordStore
from tests.bench.parts.store_records import NOW, contact_write, fill, make_store
from tests.bench.parts.timing import say

TIMES = 1_000
BAR = 3.0


def timed(work: Callable[[], object]) -> float:
    """Return the milliseconds of one call."""
    started = perf_counter()
    work()
    return (perf_counter() - started) * 1000


class Floors:
    """The raw driver's own tables, and the two ways to write the same bytes into them."""

    def __init__(self, store: RecordStore) -> None:
        self._ask = store.connection.execute
        self._ask("CREATE TABLE raw_row(id TEXT PRIMARY KEY, row BLOB, op BLOB, words BLOB)")
        self._ask("CREATE TABLE raw_contact AS SELECT * FROM contact LIMIT 0")
        self._ask("CREATE UNIQUE INDEX raw_contact_id ON raw_contact(id)")
        self._ask("CREATE TABLE raw_op(id INTEGER PRIMARY KEY, body BLOB)")
        self._ask("CREATE VIRTUAL TABLE raw_search USING fts5(words, content='', prefix='1 2 3')")
        names = ("id", *KINDS["contact"].names, *STAMPS)
        marks = ", ".join("?" * len(names))
        self._insert = f"INSERT INTO raw_contact({', '.join(names)}) VALUES({marks})"
        self._blank = [None] * (len(names) - 2)

    def one_row(self) -> None:
        """Write about as many bytes as a save in one row of one table."""
        some = (os.urandom(18).hex(), os.urandom(450), os.urandom(650), os.urandom(250))
        self._ask("BEGIN IMMEDIATE")
        self._ask("INSERT INTO raw_row VALUES(?, ?, ?, ?)", some)
        self._ask("COMMIT")

    def statements(self, summary: str, number: int) -> None:
        """Write a row, an operation and the words into three raw tables."""
        self._ask("BEGIN IMMEDIATE")
        self._ask(self._insert, [os.urandom(18).hex(), *self._blank, summary * 2])
        self._ask("INSERT INTO raw_op VALUES(?, ?)", (number, os.urandom(650)))
        words = (number + 1, fold(summary))
        self._ask("INSERT INTO raw_search(rowid, words) VALUES(?, ?)", words)
        self._ask("COMMIT")


def measure(store: RecordStore) -> tuple[list[float], list[float], list[float]]:
    """Return the milliseconds of saves, of raw rows and of raw statements, taken in turns."""
    chance, clock = random.Random(5), FixedClock(NOW)
    families = fill(store, 500, 5_000)
    floors = Floors(store)
    saves, rows, statements = [], [], []
    for number in range(TIMES):
        # Each is written down as it happens, after all that were there.
        clock.advance(timedelta(minutes=15))
        write = contact_write(chance, clock, families, 30, -number - 1)
        summary = str(write.fields["summary"])
        saves.append(timed(lambda one=write: store.save([one], author="me")))
        rows.append(timed(floors.one_row))
        statements.append(timed(lambda s=summary, n=number: floors.statements(s, n)))
    return saves, rows, statements


def main() -> int:
    """Print the ratios; return 1 if the bar is missed."""
    with tempfile.TemporaryDirectory() as folder:
        store = make_store(Path(folder))
        saves, rows, statements = measure(store)
        store.close()
    for name, times in (("save", saves), ("raw row", rows), ("raw statements", statements)):
        say(f"{name}: median/mean", f"{median(times):.3f}/{mean(times):.3f} ms", "")
    bar = f"bar <= {BAR} x"
    strict, like = median(saves) / median(rows), median(saves) / median(statements)
    say("save beside the same bytes in one raw row", f"{strict:.2f} x", bar, strict <= BAR)
    say("save beside row, operation and index written raw", f"{like:.2f} x", bar, like <= BAR)
    return int(like > BAR)


if __name__ == "__main__":
    sys.exit(main())
