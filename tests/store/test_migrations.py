"""Each step is tried on a filled file of the version before, also when it is killed half-way."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from fsp_desktop.domain.errors import RefusedError
from fsp_desktop.store import migrations
from fsp_desktop.store.engine import Connection, create_file, open_file
from fsp_desktop.store.migrations import v0003_papers, v0004_texts, v0005_attachments
from fsp_desktop.store.record_store import RecordStore
from tests.store.desk import KEY, Desk

FAMILY = "0195a3c0-0000-7000-8000-000000000001"


def version_one(folder: Path) -> Path:
    """Return a filled file as the first version of the program left it."""
    path = folder / "old.fsp"
    desk = Desk(path)
    desk.write("family", FAMILY, label="Đặng", home_languages=["vi"])
    desk.add(
        "contact", family_id=FAMILY, occurred_at="2026-03-01T10:00:00.000+00:00",
        direction="family_to_school", summary="asked about the bus",
    )  # fmt: skip
    desk.add("private-note", text="mine")
    connection = desk.store.connection
    for (name,) in connection.execute(
        "SELECT name FROM sqlite_master WHERE type IN ('index', 'trigger') AND sql IS NOT NULL"
    ).fetchall():
        connection.execute(f"DROP {'TRIGGER' if 'access' in name else 'INDEX'} {name}")
    for table in (
        "family_pulse",
        "access_log",
        "setting",
        *v0003_papers.TABLES,
        *v0004_texts.TABLES,
        *v0005_attachments.TABLES,
    ):
        connection.execute(f"DROP TABLE {table}")
    connection.execute("PRAGMA user_version = 1")
    desk.store.close()
    return path


def test_a_filled_old_file_is_brought_up_and_a_copy_is_kept(tmp_path: Path) -> None:
    path = version_one(tmp_path)
    store = RecordStore.open(path, KEY)
    assert migrations.version_of(store.connection) == migrations.HEAD
    assert store.need(FAMILY).values["label"] == "Đặng"
    assert store.family_page(FAMILY).from_family == 1
    assert store.check() == []
    store.close()
    copy = migrations.copy_path(path, 1)
    old = open_file(copy, KEY)
    assert migrations.version_of(old) == 1
    assert old.execute("SELECT label FROM family").fetchone() == ("Đặng",)
    old.close()
    assert b"ng about the bus" not in copy.read_bytes()


def test_head_is_the_same_by_either_road(tmp_path: Path, desk: Desk) -> None:
    def schema(connection: Connection) -> set[tuple[str, str]]:
        return set(connection.execute("SELECT name, sql FROM sqlite_master").fetchall())

    store = RecordStore.open(version_one(tmp_path), KEY)
    assert schema(store.connection) == schema(desk.store.connection)
    store.close()


def empty(path: Path) -> Connection:
    connection = create_file(path, KEY)
    migrations.bring_to_head(connection, lambda _version: None)
    connection.execute("INSERT INTO meta(key, value) VALUES('kept', 'yes')")
    return connection


def test_a_step_that_loses_rows_is_taken_back(tmp_path: Path) -> None:
    connection = empty(tmp_path / "x.fsp")

    def forgetful(connection: Connection) -> None:
        connection.execute("CREATE TABLE later(a)")
        connection.execute("DELETE FROM meta")

    copies: list[int] = []
    with pytest.raises(RefusedError) as refused:
        migrations.bring_to_head(connection, copies.append, (*migrations.STEPS, forgetful))
    assert refused.value.code == "store.migration_lost_rows"
    assert copies == [migrations.HEAD]
    assert migrations.version_of(connection) == migrations.HEAD
    assert connection.execute("SELECT value FROM meta WHERE key = 'kept'").fetchone() == ("yes",)
    tables = connection.execute("SELECT name FROM sqlite_master WHERE name = 'later'").fetchall()
    assert tables == []
    assert connection.execute("PRAGMA foreign_keys").fetchone() == (1,)
    connection.close()


def test_a_rebuilt_table_keeps_the_rows_that_point_to_it(tmp_path: Path) -> None:
    connection = empty(tmp_path / "x.fsp")
    connection.execute("INSERT INTO incarnation(id, inc) VALUES(7, 'a')")
    connection.execute(
        "INSERT INTO op(inc, n, hlc, author, why, body) VALUES(7, 1, 1, '', 'edit', x'00')"
    )

    def rebuild(connection: Connection) -> None:
        connection.execute("CREATE TABLE anew AS SELECT * FROM incarnation")
        connection.execute("DROP TABLE incarnation")
        connection.execute(
            "CREATE TABLE incarnation(id INTEGER PRIMARY KEY, inc TEXT, is_own INTEGER,"
            " is_local INTEGER, last_hlc INTEGER)"
        )
        connection.execute("INSERT INTO incarnation SELECT * FROM anew")
        connection.execute("DROP TABLE anew")

    migrations.bring_to_head(connection, lambda _version: None, (*migrations.STEPS, rebuild))
    assert connection.execute("SELECT count(*) FROM op").fetchone() == (1,)
    connection.close()


KILLED = """
import os, signal, sys
from pathlib import Path
from fsp_desktop.store import migrations
from fsp_desktop.store.engine import open_file

def die(connection):
    connection.execute("CREATE TABLE half(a)")
    connection.execute("DELETE FROM family")
    os.kill(os.getpid(), signal.SIGKILL)

connection = open_file(Path(sys.argv[1]), bytes(range(32)))
migrations.bring_to_head(connection, lambda version: None, (migrations.STEPS[0], die))
"""


def test_a_step_killed_half_way_leaves_the_old_file(tmp_path: Path) -> None:
    path = version_one(tmp_path)
    done = subprocess.run([sys.executable, "-c", KILLED, str(path)], check=False, env=os.environ)
    assert done.returncode == -signal.SIGKILL
    store = RecordStore.open(path, KEY)
    assert store.need(FAMILY).values["label"] == "Đặng"
    assert store.check() == []
    names = [row[0] for row in store.connection.execute("SELECT name FROM sqlite_master")]
    assert "half" not in names
    store.close()


def test_without_room_for_the_copy_nothing_is_migrated(tmp_path: Path) -> None:
    path = version_one(tmp_path)
    connection = open_file(path, KEY)

    def no_room(_version: int) -> None:
        raise RefusedError("store.disk_full")

    with pytest.raises(RefusedError):
        migrations.bring_to_head(connection, no_room)
    assert migrations.version_of(connection) == 1
    connection.close()
