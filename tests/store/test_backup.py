from __future__ import annotations

from pathlib import Path

import pytest

from fsp_desktop.domain.errors import LockedError, UnreachableError
from fsp_desktop.store.engine import DatabaseError
from fsp_desktop.store.record_store import RecordStore
from tests.store.desk import KEY, Desk

OTHER_KEY = bytes(32)


def test_a_backup_opens_to_the_same_record(desk: Desk, tmp_path: Path) -> None:
    family = desk.add("family", label="Canaryfamily")
    target = tmp_path / "shelf" / "backup.fsp"
    target.parent.mkdir()
    desk.store.backup(target, KEY)
    desk.write("family", family, label="Later")
    copy = RecordStore.open(target, KEY)
    assert copy.need(family).values["label"] == "Canaryfamily"
    assert copy.check() == []
    copy.close()
    assert b"anaryfamily" not in target.read_bytes()
    assert not list(target.parent.glob("*.part*"))


def test_a_backup_under_another_key_opens_with_that_one_only(desk: Desk, tmp_path: Path) -> None:
    desk.add("family", label="x")
    digest = desk.store.digest()
    target = tmp_path / "backup.fsp"
    desk.store.backup(target, OTHER_KEY)
    with pytest.raises(LockedError):
        RecordStore.open(target, KEY)
    copy = RecordStore.open(target, OTHER_KEY)
    assert copy.digest() == digest
    copy.close()


def test_a_backup_that_cannot_be_written_leaves_the_old_one(desk: Desk, tmp_path: Path) -> None:
    with pytest.raises(UnreachableError) as raised:
        desk.store.backup(tmp_path / "no" / "folder" / "backup.fsp", KEY)
    assert raised.value.code == "store.read_only_place"


def test_the_access_log_only_grows(desk: Desk) -> None:
    desk.store.log_access("me", "export", {"reason": "audit", "records": 3})
    desk.store.log_access("you", "backup", {})
    lines = desk.store.access_log()
    assert [line["who"] for line in lines] == ["you", "me"]
    assert lines[1]["detail"] == {"reason": "audit", "records": 3}
    for statement in ("DELETE FROM access_log", "UPDATE access_log SET who = 'x'"):
        with pytest.raises(DatabaseError):
            desk.store.connection.execute(statement)
    assert len(desk.store.access_log()) == 2


def test_settings_are_kept_inside_the_file(desk: Desk) -> None:
    desk.store.set_setting("who", "me")
    desk.reopen()
    assert desk.store.setting("who") == "me"
    desk.store.set_setting("who", None)
    assert desk.store.setting("who") is None


def test_space_can_be_given_back_without_harm(desk: Desk) -> None:
    for number in range(50):
        desk.add("note", text=f"note {number} " * 100)
    digest = desk.store.digest()
    desk.store.vacuum()
    assert desk.store.digest() == digest
    assert desk.store.check() == []
    assert len(desk.store.search("note", limit=100)) == 50


def test_what_may_leave_is_yielded_record_by_record(desk: Desk) -> None:
    family = desk.add("family", label="Shared")
    gone = desk.add("family", label="Gone")
    desk.store.delete(gone, author="me")
    desk.add("visit", hopes="mine", readers="only_me")
    desk.add("private-note", text="mine")
    assert [(one.kind, one.id) for one in desk.store.export_records()] == [("family", family)]
