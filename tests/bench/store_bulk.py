"""Thousands of records at once, saved and applied, beside the raw driver writing the same rows.

Run through `packaging/bench store_bulk.py`. Bars: at least 0.4 of the raw driver's records a second
for an import and for applying bundles, and at least 10,000 records a second for an import.
"""

from __future__ import annotations

import random  # noqa: TID251 - the same school in every run
import sys
import tempfile
from pathlib import Path
from time import perf_counter

from fsp_desktop.domain.clock import FixedClock
from fsp_desktop.store.columns import KINDS, STAMPS
from fsp_desktop.store.folding import spaced, tails
from fsp_desktop.store.record_store import RecordStore
from fsp_desktop.store.search_index import words_of
from fsp_desktop.store.states import read_rows
from fsp_desktop.store.writes import Write
from tests.bench.parts.store_records import NOW, contact_write, family_writes, make_store
from tests.bench.parts.timing import say

FAMILIES, CONTACTS = 4_000, 10_000
BAR = 0.4
ROUNDS = 3


def school() -> tuple[list[Write], list[Write]]:
    """Return the people of a school, and its contacts."""
    chance, clock = random.Random(3), FixedClock(NOW)
    people = [write for some in family_writes(chance, clock, FAMILIES) for write in some]
    ids = [write.record_id for write in people if write.kind == "family"]
    return people, [contact_write(chance, clock, ids, 30, number) for number in range(CONTACTS)]


def raw_rows(store: RecordStore) -> dict[str, list[tuple]]:
    """Return every row of every table that the raw driver will write again."""
    tables = {kind.table: ("id", *kind.names, *STAMPS) for kind in KINDS.values()}
    tables |= {
        "op": ("id", "inc", "n", "hlc", "author", "why", "body"),
        "op_record": ("record_id", "op"),
        "rec_version": ("record_id", "kind", "dots"),
        "search_doc": ("doc", "record_id", "kind"),
        "family_pulse": ("family_id", "last_at", "last_direction", "from_family", "to_family"),
    }
    return {
        f"INSERT OR IGNORE INTO {table}({', '.join(names)}) VALUES({', '.join('?' * len(names))})":
        store.connection.execute(f"SELECT {', '.join(names)} FROM {table}").fetchall()
        for table, names in tables.items()
    }  # fmt: skip


def raw_words(store: RecordStore) -> list[tuple[int, str, str]]:
    """Return document numbers with the very words that the raw driver is to index."""
    found = []
    for name, kind in KINDS.items():
        ids = [one for (one,) in store.connection.execute(f"SELECT id FROM {kind.table}")]
        for _, row in read_rows(store.connection, kind, ids):
            words = words_of(name, row)
            if words:
                found.append((row["doc"], spaced(words), tails(words)))
    return sorted(found)


def raw_seconds(folder: Path, source: RecordStore) -> float:
    """Return the seconds the raw driver takes to write the same rows and index the same words."""
    rows, words = raw_rows(source), raw_words(source)
    store = make_store(folder, "raw.fsp")
    started = perf_counter()
    store.connection.execute("PRAGMA foreign_keys = OFF")
    store.connection.execute("BEGIN IMMEDIATE")
    for statement, values in rows.items():
        store.connection.executemany(statement, values)
    store.connection.executemany("INSERT INTO search(rowid, words, tails) VALUES(?, ?, ?)", words)
    store.connection.execute("COMMIT")
    seconds = perf_counter() - started
    store.close()
    return seconds


def one_round(folder: Path, writes: list[Write]) -> tuple[float, float, float]:
    """Return the seconds of an import, of applying it elsewhere, and of the raw driver."""
    source, target = make_store(folder, "source.fsp"), make_store(folder, "target.fsp")
    started = perf_counter()
    source.bulk_save(writes, author="")
    saved = perf_counter() - started
    ops = source.ledger.unsealed_ops(1 << 40)
    started = perf_counter()
    for n, at in enumerate(range(0, len(ops), 25), 1):
        some = ops[at : at + 25]
        target.ledger.apply_bundle(source.incarnation, n, f"{n:064x}", b"".join(some), some)
    applied = perf_counter() - started
    raw = raw_seconds(folder, source)
    assert source.digest() == target.digest()
    source.close()
    target.close()
    return saved, applied, raw


def main() -> int:
    """Print the best of some rounds; return 1 if a bar is missed."""
    people, contacts = school()
    writes = [*people, *contacts]
    rounds = []
    for _ in range(ROUNDS):
        with tempfile.TemporaryDirectory() as folder:
            rounds.append(one_round(Path(folder), writes))
    saved, applied, raw = (min(times) for times in zip(*rounds, strict=True))
    count = len(writes)
    say(f"{count} records, raw driver", f"{raw:.2f} s, {count / raw:.0f}/s", "")
    for words, seconds in (("imported", saved), ("applied", applied)):
        share = raw / seconds
        figure = f"{seconds:.2f} s, {count / seconds:.0f}/s, {share:.2f} x"
        say(f"{count} records {words}", figure, f"bar >= {BAR} x raw", share >= BAR)
    say(
        "import, records a second", f"{count / saved:.0f}", "bar >= 10,000", count / saved >= 10_000
    )
    return int(raw / saved < BAR or raw / applied < BAR)


if __name__ == "__main__":
    sys.exit(main())
