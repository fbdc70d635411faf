"""Class lists come in through the command: rehearsed, read, read again."""

from __future__ import annotations

import json
from pathlib import Path

from fsp_desktop.language.resources import resource_path
from tests.cli.terminal import Terminal

REPORT_KEYS = {
    "added", "changed", "unchanged", "missing_now", "possible_duplicates", "dropped_columns",
    "refused", "left_deleted",
}  # fmt: skip


def test_a_class_list_is_rehearsed_read_and_changes_nothing_twice(terminal: Terminal) -> None:
    roster = resource_path("demo", "roster")
    rehearsed = terminal.json("import", roster, "--dry-run")
    assert rehearsed.keys() == REPORT_KEYS
    assert terminal.json("list", "student") == []
    report = terminal.json("import", roster)
    assert report["added"] == rehearsed["added"]
    assert len(terminal.json("list", "student")) == report["added"]["student"]
    again = terminal.json("import", roster, "--format", "oneroster")
    assert (again["added"], again["changed"], again["missing_now"]) == ({}, {}, 0)
    assert again["unchanged"] == {kind: count for kind, count in report["added"].items() if count}


def test_a_table_is_read_with_a_mapping(terminal: Terminal, tmp_path: Path) -> None:
    table = tmp_path / "table.csv"
    table.write_text("Child,Class,No,Race\nMinh,3,77,x\n", encoding="utf-8")
    mapping = tmp_path / "mapping.json"
    mapping.write_text(
        json.dumps({"Child": "student.given_name", "Class": "student.grade", "No": "student.id"})
    )
    told = terminal.run("import", table, "--mapping", mapping, "--json")
    assert told.code == 0, told.out
    assert told.json["added"]["student"] == 1
    assert [one["column"] for one in told.json["dropped_columns"]] == ["Race"]
    assert "Race" in terminal.run("import", table).out
    mapping.write_text("[")
    broken = terminal.run("import", table, "--mapping", mapping, "--json")
    assert broken.error_code == "rosters.broken_mapping"


def test_what_is_no_class_list_is_told(terminal: Terminal, tmp_path: Path) -> None:
    path = tmp_path / "notes.txt"
    path.write_text("Dear diary\n")
    told = terminal.run("import", path, "--json")
    assert (told.code, told.error_code) == (1, "rosters.not_a_roster")
    assert terminal.run("import", path, "--format", "jsonl", "--json").error_code == (
        "services.not_an_export"
    )
