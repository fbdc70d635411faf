"""Every way in which a file or its place can be wrong has its own code, and harms nothing."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from fsp_desktop.domain.errors import FspError, LockedError, RefusedError, UnreachableError
from fsp_desktop.store.engine import open_file
from fsp_desktop.store.instance_lock import InstanceLock
from fsp_desktop.store.readings.families import LISTED
from fsp_desktop.store.record_store import RecordStore
from tests.store.desk import KEY, NOON, Desk

OTHER_KEY = bytes(reversed(range(32)))


def code_of(action) -> str:
    with pytest.raises(FspError) as raised:
        action()
    return raised.value.code


def test_a_wrong_key_is_told_from_a_file_that_is_not_ours(desk: Desk, tmp_path: Path) -> None:
    desk.store.close()
    with pytest.raises(LockedError) as locked:
        RecordStore.open(desk.path, OTHER_KEY)
    assert locked.value.code == "store.wrong_key"
    for name, content in (
        ("letter", b"Dear family, ..."),
        ("empty", b""),
        ("noise", os.urandom(8192)),
        ("plain", b"SQLite format 3\x00" + bytes(4080)),
    ):
        stranger = tmp_path / name
        stranger.write_bytes(content)
        assert code_of(lambda path=stranger: RecordStore.open(path, KEY)) == "store.not_ours"
        assert stranger.read_bytes() == content


def test_a_file_that_is_not_there_is_not_made(tmp_path: Path) -> None:
    assert code_of(lambda: RecordStore.open(tmp_path / "none.fsp", KEY)) == "store.missing"
    assert list(tmp_path.iterdir()) == []


def test_a_new_file_never_replaces_one_that_is_there(desk: Desk) -> None:
    desk.store.close()
    before = desk.path.read_bytes()
    assert code_of(lambda: RecordStore.create(desk.path, KEY)) == "store.already_there"
    assert desk.path.read_bytes() == before


def test_a_newer_file_is_refused_politely(desk: Desk) -> None:
    desk.store.connection.execute("PRAGMA user_version = 99")
    desk.store.close()
    with pytest.raises(RefusedError) as refused:
        RecordStore.open(desk.path, KEY)
    assert refused.value.code == "store.newer_file"
    assert refused.value.detail["version"] == 99


def test_a_damaged_file_is_named_and_found_by_the_check(desk: Desk) -> None:
    for number in range(200):
        desk.add("note", text=f"note {number} " * 50)
    assert desk.store.check() == []
    desk.store.close()
    whole = bytearray(desk.path.read_bytes())
    whole[4096 * 30 + 100] ^= 1
    desk.path.write_bytes(whole)
    desk.store = RecordStore.open(desk.path, KEY, desk.clock)
    codes = {problem.code for problem in desk.store.check()}
    assert "store.broken_page" in codes
    desk.store.close()
    whole[4096 // 2] ^= 1
    desk.path.write_bytes(whole)
    assert code_of(lambda: RecordStore.open(desk.path, KEY)) == "store.damaged"


def test_nothing_readable_is_in_the_files(desk: Desk) -> None:
    desk.add("family", label="Canaryfamily", home_languages=["so"])
    desk.add("note", text="canarywords " * 100)
    for path in desk.path.parent.iterdir():
        content = path.read_bytes()
        for word in (b"anary", "anary".encode("utf-16-le"), b"family", b"SQLite"):
            assert word not in content, path.name


def test_a_second_program_is_refused_while_the_first_runs(desk: Desk) -> None:
    assert code_of(lambda: RecordStore.open(desk.path, KEY)) == "store.in_use"
    desk.store.close()
    RecordStore.open(desk.path, KEY).close()


def test_the_lock_is_free_after_the_program_was_killed(tmp_path: Path) -> None:
    path = tmp_path / "lock"
    program = (
        "import sys, pathlib; from fsp_desktop.store.instance_lock import InstanceLock;"
        f"InstanceLock(pathlib.Path({str(path)!r})).acquire();"
        "print('held', flush=True); sys.stdin.read()"
    )
    with subprocess.Popen(
        [sys.executable, "-c", program], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    ) as holder:
        assert holder.stdout is not None
        assert holder.stdout.readline() == b"held\n"
        lock = InstanceLock(path)
        assert code_of(lock.acquire) == "store.in_use"
        holder.send_signal(signal.SIGKILL)
        holder.wait()
    lock.acquire()
    assert lock.is_held
    lock.release()


def _as_nobody(program: str) -> str:
    """Run `program` without the right of root to write everywhere; return what it prints."""
    drop = ["setpriv", "--reuid=65534", "--regid=65534", "--clear-groups"]
    command = [sys.executable, "-c", program]
    whole = [*drop, *command] if os.geteuid() == 0 else command
    done = subprocess.run(whole, capture_output=True, text=True, check=True)
    return done.stdout.strip()


@pytest.mark.parametrize("what", ["open", "create"])
def test_a_folder_that_may_not_be_written_is_named(tmp_path: Path, what: str) -> None:
    folder = tmp_path / "shelf"
    folder.mkdir()
    path = folder / "record.fsp"
    if what == "open":
        Desk(path).store.close()
        for one in folder.iterdir():
            one.chmod(0o444)
    folder.chmod(0o555)
    for above in (tmp_path, *tmp_path.parents):
        if above.stat().st_uid == os.geteuid() and above != Path("/"):
            above.chmod(above.stat().st_mode | 0o111)
    program = (
        "from pathlib import Path\n"
        "from fsp_desktop.domain.errors import FspError\n"
        "from fsp_desktop.store.record_store import RecordStore\n"
        f"try: RecordStore.{what}(Path({str(path)!r}), bytes(range(32)))\n"
        "except FspError as error: print(type(error).__name__, error.code)\n"
    )
    assert _as_nobody(program) == "UnreachableError store.read_only_place"


FULL_DISK = """
import resource, signal, sys
from pathlib import Path
from fsp_desktop.domain.errors import FspError
from fsp_desktop.domain.ids import new_record_id
from fsp_desktop.domain.clock import SystemClock
from fsp_desktop.store.record_store import RecordStore
from fsp_desktop.store.writes import Write
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
clock = SystemClock()
store = RecordStore.open(Path(sys.argv[1]), bytes(range(32)), clock)
limit = 0
kept = 0
try:
    while True:
        text = f"note {kept} " * 2000
        store.save([Write("note", new_record_id(clock), {"text": text})], author="me")
        kept += 1
        if kept == 20:
            size = max(one.stat().st_size for one in Path(sys.argv[1]).parent.iterdir())
            resource.setrlimit(resource.RLIMIT_FSIZE, (size + 200_000, size + 200_000))
except FspError as error:
    print(kept, type(error).__name__, error.code, store.count("note"), store.connection.in_transaction)
"""


def test_a_full_disk_is_named_and_loses_nothing(desk: Desk) -> None:
    desk.store.close()
    done = subprocess.run(
        [sys.executable, "-c", FULL_DISK, str(desk.path)],
        capture_output=True, text=True, check=True,
    )  # fmt: skip
    kept, error, code, count, in_transaction = done.stdout.split()
    assert (error, in_transaction) == ("UnreachableError", "False")
    assert code in {"store.disk_full", "store.disk_failed"}
    assert count == kept
    desk.store = RecordStore.open(desk.path, KEY, desk.clock)
    assert desk.store.count("note") == int(kept)
    assert desk.store.check() == []


def test_the_hot_roads_do_not_load_sqlalchemy(desk: Desk) -> None:
    program = (
        "import sys\nfrom pathlib import Path\nfrom datetime import datetime, UTC, date\n"
        "from fsp_desktop.store.record_store import RecordStore\n"
        "from fsp_desktop.store.writes import Write\n"
        "from fsp_desktop.domain.clock import SystemClock\n"
        "from fsp_desktop.domain.ids import new_record_id\n"
        f"store = RecordStore.open(Path({str(desk.path)!r}), bytes(range(32)))\n"
        "now = datetime.now(UTC)\n"
        "one = new_record_id(SystemClock())\n"
        "store.save([Write('family', one, {'label': 'x'})], author='me')\n"
        "store.search('x'); store.load(one); store.family_page(one); store.digest()\n"
        "store.today(start=now, end=now, today=date(2026, 3, 2), now=now, person_id='me')\n"
        "print([one for one in ('sqlalchemy', 'sqlmodel', 'pydantic') if one in sys.modules])\n"
    )
    desk.store.close()
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == "[]"


def test_a_key_of_the_wrong_length_is_a_wrong_key(tmp_path: Path) -> None:
    with pytest.raises(LockedError):
        RecordStore.create(tmp_path / "x.fsp", b"short")


def test_the_busy_wait_and_safety_settings_hold(desk: Desk) -> None:
    ask = desk.store.connection.execute
    assert ask("PRAGMA synchronous").fetchone()[0] == 2
    assert ask("PRAGMA foreign_keys").fetchone()[0] == 1
    assert ask("PRAGMA journal_mode").fetchone()[0] == "wal"
    assert NOON.tzinfo is not None
    second = open_file(desk.path, KEY)
    assert second.execute("SELECT count(*) FROM op").fetchone()[0] == 0
    second.close()


def test_an_unreachable_place_is_not_a_refusal(tmp_path: Path) -> None:
    with pytest.raises(UnreachableError):
        RecordStore.create(tmp_path / "no" / "such" / "folder" / "x.fsp", KEY)


def test_the_mark_of_what_is_known_is_the_same_in_every_process() -> None:
    """Otherwise each start would look for news, and write, where nothing is new."""
    program = "from fsp_desktop.store.opening import _catalogue_mark as mark; print(mark())"
    marks = {
        subprocess.run(
            [sys.executable, "-c", program],
            env={**os.environ, "PYTHONHASHSEED": seed},
            capture_output=True,
            check=True,
        ).stdout
        for seed in ("1", "2", "3")
    }
    assert len(marks) == 1


def test_today_finds_families_by_their_indexes(desk: Desk) -> None:
    for query, index in (
        ("SELECT id FROM family WHERE draft = 1 AND deleted = 0", "family_draft"),
        ("SELECT family_id FROM family_pulse WHERE last_at < 'x' ORDER BY last_at", "pulse_last"),
        (f"SELECT f.id FROM family AS f WHERE {LISTED} AND f.liaison_id = 'x'", "family_listed"),
    ):
        plan = desk.store.connection.execute(f"EXPLAIN QUERY PLAN {query}").fetchall()
        assert index in str(plan), plan
