"""10,000 records from one device to an empty one through a folder, all durable; bar 3 s.

Beside it, in the same run: the floor of the same road without our rules, from one encrypted file
through compressed, sealed segments in a folder to another encrypted file. Each record is told as an
operation of its own, as a person saves it. Run through `packaging/bench sync_folder.py`.
"""

from __future__ import annotations

import json
import os
import sys
import tempfile
from pathlib import Path
from time import perf_counter

import sqlcipher3.dbapi2 as driver
import zstandard
from nacl import bindings

from fsp_desktop.domain.clock import SystemClock
from fsp_desktop.domain.ids import new_record_id
from fsp_desktop.services.places import choose_place
from fsp_desktop.services.profile import Profile
from fsp_desktop.services.share_record import invite_colleague
from fsp_desktop.services.start_workspace import Beginning, join_workspace, start_workspace
from fsp_desktop.services.sync_now import sync_now
from fsp_desktop.services.workspace import Workspace
from fsp_desktop.store import bulk
from fsp_desktop.store.writes import Write
from fsp_desktop.vault.code_words import to_words
from tests.bench.parts.large_record import LANGUAGES, PASSPHRASE
from tests.bench.parts.timing import say, timed_ms

RECORDS = 10_000
SEGMENTS = 10
SEAL, OPEN = (
    bindings.crypto_aead_xchacha20poly1305_ietf_encrypt,
    bindings.crypto_aead_xchacha20poly1305_ietf_decrypt,
)


def main() -> int:
    """Print seconds of each half, the floor, and what a pass with nothing new costs."""
    bulk.RECORDS_PER_OP = 1
    with tempfile.TemporaryDirectory(prefix="fsp-bench-") as scratch:
        root = Path(scratch)
        ana, bea = _team(root)
        bodies = _write_records(ana)
        floor_s = _floor(root, bodies)
        began = perf_counter()
        sent = sync_now(ana)
        half = perf_counter()
        got = sync_now(bea)
        whole_s = perf_counter() - began
        _say(sent.bytes_sent, bodies, half - began, whole_s, floor_s)
        assert got.received >= RECORDS
        assert ana.store.digest() == bea.store.digest()
        _say_small_passes(ana, bea)
        ana.close()
        bea.close()
    return 0


def _team(root: Path) -> tuple[Workspace, Workspace]:
    clock, folder = SystemClock(), root / "folder"
    beginning = Beginning("Lincoln", "Lincoln", "Ana Reyes")
    ana = start_workspace(Profile(root / "ana"), PASSPHRASE, beginning, clock).workspace
    choose_place(ana, str(folder))
    code = invite_colleague(ana).code
    bea = join_workspace(Profile(root / "bea"), PASSPHRASE, code, "Bea Chu", clock).workspace
    choose_place(bea, str(folder))
    for desk in (bea, ana, bea, ana, bea):
        sync_now(desk)
    return ana, bea


def _write_records(ana: Workspace) -> list[str]:
    """Save the records on the first device and return them as JSON."""
    family = new_record_id(ana.clock)
    ana.store.save([Write("family", family, {"label": "Osman"})], author=ana.person_id)
    writes = []
    for number in range(RECORDS):
        words = " ".join(to_words(os.urandom(54)))
        fields = {
            "family_id": family, "occurred_at": ana.clock.now().isoformat(), "channel": "phone",
            "direction": "family_to_school", "purpose": "check_in", "outcome": "talked",
            "language_used": LANGUAGES[number % 7], "summary": words, "staff_id": ana.person_id,
        }  # fmt: skip
        writes.append(Write("contact", new_record_id(ana.clock), fields))
    ana.store.bulk_save(writes, author=ana.person_id)
    return [json.dumps({"id": one.record_id, **one.fields}) for one in writes]


def _floor(root: Path, bodies: list[str]) -> float:
    """Return the seconds of the bare road: file, segments, folder, segments, file."""
    source, target = _raw_file(root / "floor a.db"), _raw_file(root / "floor b.db")
    source.executemany("INSERT INTO record(body) VALUES(?)", [(body,) for body in bodies])
    source.execute("COMMIT")
    folder, key = root / "floor", os.urandom(32)
    folder.mkdir()
    began = perf_counter()
    rows = [row[0] for row in source.execute("SELECT body FROM record")]
    size = len(rows) // SEGMENTS
    for at in range(SEGMENTS):
        plain = "\n".join(rows[at * size : (at + 1) * size]).encode()
        nonce = os.urandom(24)
        path = folder / f"{at}.bin"
        with path.open("wb") as file:
            file.write(nonce + SEAL(zstandard.compress(plain, 3), None, nonce, key))
            os.fsync(file.fileno())
    for at in range(SEGMENTS):
        data = (folder / f"{at}.bin").read_bytes()
        plain = zstandard.decompress(OPEN(data[24:], None, data[:24], key))
        lines = plain.decode().split("\n")
        if at:
            target.execute("BEGIN IMMEDIATE")
        target.executemany("INSERT INTO record(body) VALUES(?)", [(line,) for line in lines])
        target.execute("COMMIT")
    return perf_counter() - began


def _raw_file(path: Path) -> driver.Connection:
    connection = driver.connect(str(path), isolation_level=None)
    connection.execute(f"PRAGMA key = \"x'{'07' * 32}'\"")
    connection.execute("PRAGMA journal_mode = WAL")
    connection.execute("PRAGMA synchronous = FULL")
    connection.execute("CREATE TABLE record(id INTEGER PRIMARY KEY, body TEXT)")
    connection.execute("BEGIN IMMEDIATE")
    return connection


def _say(sent: int, bodies: list[str], half_s: float, whole_s: float, floor_s: float) -> None:
    plain = sum(len(body.encode()) for body in bodies)
    say("records, bytes of JSON each", f"{len(bodies)}, {plain // len(bodies)}", "")
    say("the bare road (floor)", f"{floor_s:.2f} s", "")
    say("first device: seal and publish", f"{half_s:.2f} s", "")
    say("second device: read, verify, apply, index", f"{whole_s - half_s:.2f} s", "")
    say(
        "together", f"{whole_s:.2f} s = {whole_s / floor_s:.1f} x floor", "bar <= 3 s", whole_s <= 3
    )
    say("bytes at the place", f"{sent / plain:.2f} of the JSON", "")


def _say_small_passes(ana: Workspace, bea: Workspace) -> None:
    sync_now(ana)
    quiet = sync_now(ana)
    say("nothing new", f"{quiet.requests} request", "bar 1 listing", quiet.requests == 1)
    say("nothing new, time", f"{timed_ms(lambda: sync_now(ana)):.1f} ms", "")
    first = bea.store.list_rows("contact", limit=100)
    for row in first:
        write = Write("contact", row.id, {"summary": f"{row.values['summary']} And more."})
        bea.store.save([write], author=bea.person_id)
    began = perf_counter()
    sync_now(bea)
    got = sync_now(ana)
    say("100 changed, there and back", f"{(perf_counter() - began) * 1000:.0f} ms", "")
    assert got.received == len(first)


if __name__ == "__main__":
    sys.exit(main())
