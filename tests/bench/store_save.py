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
from pathlib import Path
from statistics import mean, median
from time import perf_counter

from fsp_desktop.domain.clock import FixedClock
from fsp_desktop.domain.ids import new_record_id
from fsp_desktop.store.columns import KINDS, STAMPS
from fsp_desktop.store.folding import fold
from tests.bench.parts.store_records import NOW, contact_write, fill, make_store
from tests.bench.parts.timing import say

TIMES = 1_000
BAR = 3.0


def timed(work: Callable[[], object]) -> float:
    """Return the milliseconds of one call."""
    started = perf_counter()
    work()
    return (perf_counter() - started) * 1000


def main() -> int:
    """Print the ratios; return 1 if the bar is missed."""
    chance, clock = random.Random(5), FixedClock(NOW)
    with tempfile.TemporaryDirectory() as folder:
        store = make_store(Path(folder))
        families = fill(store, 500, 5_000)
        ask = store.connection.execute
        ask("CREATE TABLE raw_row(id TEXT PRIMARY KEY, row BLOB, operation BLOB, words BLOB)")
        ask("CREATE TABLE raw_contact AS SELECT * FROM contact LIMIT 0")
        ask("CREATE UNIQUE INDEX raw_contact_id ON raw_contact(id)")
        ask("CREATE TABLE raw_op(id INTEGER PRIMARY KEY, body BLOB)")
        ask("CREATE VIRTUAL TABLE raw_search USING fts5(words, content='', prefix='1 2 3')")
        names = ("id", *KINDS["contact"].names, *STAMPS)
        insert = (
            f"INSERT INTO raw_contact({', '.join(names)}) VALUES({', '.join('?' * len(names))})"
        )

        def raw_row() -> None:
            ask("BEGIN IMMEDIATE")
            ask("INSERT INTO raw_row VALUES(?, ?, ?, ?)",
                (os.urandom(18).hex(), os.urandom(450), os.urandom(650), os.urandom(250)))  # fmt: skip
            ask("COMMIT")

        def raw_statements(summary: str, number: int) -> None:
            ask("BEGIN IMMEDIATE")
            ask(insert, [os.urandom(18).hex(), *[None] * (len(names) - 2), summary * 2])
            ask("INSERT INTO raw_op VALUES(?, ?)", (number, os.urandom(650)))
            ask("INSERT INTO raw_search(rowid, words) VALUES(?, ?)", (number + 1, fold(summary)))
            ask("COMMIT")

        saves, rows, statements = [], [], []
        for number in range(TIMES):
            write = contact_write(chance, clock, families, 30, number)
            clock.advance(NOW - NOW)
            write = type(write)(write.kind, new_record_id(FixedClock(NOW)), write.fields)
            saves.append(timed(lambda one=write: store.save([one], author="me")))
            rows.append(timed(raw_row))
            summary = str(write.fields["summary"])
            statements.append(timed(lambda s=summary, n=number: raw_statements(s, n)))
        store.close()
    for name, times in (("save", saves), ("raw row", rows), ("raw statements", statements)):
        say(f"{name}: median/mean", f"{median(times):.3f}/{mean(times):.3f} ms", "")
    strict = median(saves) / median(rows)
    like = median(saves) / median(statements)
    say(
        "save beside the same bytes in one raw row",
        f"{strict:.2f} x",
        f"bar <= {BAR} x",
        strict <= BAR,
    )
    say(
        "save beside row, operation and index written raw",
        f"{like:.2f} x",
        f"bar <= {BAR} x",
        like <= BAR,
    )
    return int(like > BAR)


if __name__ == "__main__":
    sys.exit(main())
