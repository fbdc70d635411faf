"""The program is killed while it saves and while it applies bundles; nothing is lost or half done."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import msgpack
import pytest

from fsp_desktop.domain.ids import Incarnation
from fsp_desktop.store.record_store import RecordStore
from tests.store.desk import KEY, NOON, Desk

WRITER = """
import sys
from pathlib import Path
from fsp_desktop.domain.clock import SystemClock
from fsp_desktop.domain.ids import new_record_id
from fsp_desktop.store.record_store import RecordStore
from fsp_desktop.store.writes import Write
clock = SystemClock()
store = RecordStore.open(Path(sys.argv[1]), bytes(range(32)), clock)
family, note = sys.argv[2], new_record_id(clock)
number = 0
while True:
    number += 1
    writes = [
        Write("contact", new_record_id(clock), {"family_id": family, "summary": f"call {number}",
              "occurred_at": "2026-03-01T00:00:00.000+00:00", "direction": "family_to_school"}),
        Write("follow-up", new_record_id(clock), {"family_id": family, "text": f"todo {number}"}),
    ]
    store.save(writes, author="me")
    store.save([Write("note", note, {"text": f"typed {number}"})], author="me", session="form")
    print(number, flush=True)
"""

READER = """
import sys
import msgpack
from pathlib import Path
from fsp_desktop.store.record_store import RecordStore
store = RecordStore.open(Path(sys.argv[1]), bytes(range(32)))
for bundle in msgpack.unpackb(Path(sys.argv[2]).read_bytes()):
    store.ledger.apply_bundle(*bundle)
    print("applied", flush=True)
print("done", flush=True)
"""


def killed_after(program: str, arguments: list[str], lines: int, wait_ms: int) -> list[str]:
    """Run a program, kill it some moments after it printed so many lines, return what it printed."""
    with subprocess.Popen(
        [sys.executable, "-c", program, *arguments], stdout=subprocess.PIPE, text=True
    ) as process:
        assert process.stdout is not None
        said = [process.stdout.readline().strip() for _ in range(lines)]
        # The moment of death falls anywhere in the next save.
        signal.sigtimedwait([], wait_ms / 1000)
        process.send_signal(signal.SIGKILL)
        rest = process.stdout.read().split()
    return [one for one in [*said, *rest] if one]


def save_and_die(tmp_path: Path, rounds: int) -> None:
    desk = Desk(tmp_path / "record.fsp", now=NOON)
    family = desk.add("family", label="Osman")
    desk.store.close()
    kept = 0
    for number in range(rounds):
        said = killed_after(WRITER, [str(desk.path), family], 1 + number % 5, number % 7)
        confirmed = int(said[-1])
        store = RecordStore.open(desk.path, KEY, desk.clock)
        contacts, todos = store.count("contact"), store.count("follow-up")
        assert contacts == todos
        assert contacts >= kept + confirmed
        assert contacts <= kept + confirmed + 1
        newest = store.list_rows("note", limit=1)[0].values["text"]
        assert int(newest.split()[1]) in {confirmed, confirmed + 1}
        assert store.check() == []
        assert store.family_page(family).from_family == contacts
        kept = contacts
        store.close()


def apply_and_die(tmp_path: Path, rounds: int) -> None:
    source, calm = Desk(tmp_path / "source.fsp"), Desk(tmp_path / "calm.fsp")
    bundles = []
    for number in range(rounds * 3):
        for one in range(30):
            source.add("note", text=f"note {number} {one}")
        bundles.append(source.seal())
        calm.take(bundles[-1])
    book = tmp_path / "bundles"
    book.write_bytes(msgpack.packb(bundles))
    target = Desk(tmp_path / "target.fsp")
    target.store.close()
    for number in range(rounds):
        killed_after(READER, [str(target.path), str(book)], 1 + number % 3, number % 5)
        store = RecordStore.open(target.path, KEY)
        n = store.ledger.have()[Incarnation(bundles[0][0])].n
        assert store.count("note") == 30 * n
        assert store.check() == []
        store.close()
    subprocess.run([sys.executable, "-c", READER, str(target.path), str(book)], check=True,
                   stdout=subprocess.DEVNULL, env=os.environ)  # fmt: skip
    target.store = RecordStore.open(target.path, KEY)
    assert target.store.digest() == calm.store.digest()
    assert target.store.check() == []
    for desk in (source, calm, target):
        desk.store.close()


def test_what_was_saved_outlives_a_kill(tmp_path: Path) -> None:
    save_and_die(tmp_path, 4)


def test_a_bundle_is_applied_wholly_or_not_at_all_when_killed(tmp_path: Path) -> None:
    apply_and_die(tmp_path, 3)


@pytest.mark.proof
def test_a_hundred_kills_lose_nothing(tmp_path: Path) -> None:
    save_and_die(tmp_path, 100)


@pytest.mark.proof
def test_forty_kills_while_applying_end_like_a_calm_run(tmp_path: Path) -> None:
    apply_and_die(tmp_path, 40)
