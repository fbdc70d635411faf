"""What leaves in files comes back: exports into another space, backups onto a new computer."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cli.terminal import PASSPHRASE, Terminal


@pytest.fixture
def filled(terminal: Terminal) -> Terminal:
    family = terminal.add("family", label="Family Nguyễn", home_languages=["vi", "en"])
    terminal.add("student", family_id=family, given_name="Minh", grade="3")
    terminal.add("private-note", family_id=family, text="canary-private")
    visit = {"family_id": family, "purpose": "relational_first", "status": "offered"}
    terminal.json(
        "add",
        "visit",
        given=[
            {**visit, "hopes": "canary-mine", "readers": "only_me"},
            {**visit, "hopes": "To read"},
        ],
    )
    return terminal


def _exported(terminal: Terminal, path: Path) -> list[dict[str, object]]:
    terminal.json("export", "--out", path, "--reason", "asked by the family")
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def test_an_export_is_read_back_into_another_space(
    filled: Terminal, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "out.jsonl"
    header, *records = _exported(filled, path)
    assert (header["format"], header["version"], header["records"]) == (
        "fsp-export", 1, len(records),
    )  # fmt: skip
    assert "canary" not in path.read_text(encoding="utf-8")
    assert path.stat().st_mode & 0o077 == 0
    other = Terminal(tmp_path / "other", monkeypatch)
    other.begin("Bea Chu")
    rehearsed = other.json("import", path, "--dry-run")
    assert rehearsed["added"]["family"] == 1
    assert other.json("list", "family") == []
    report = other.json("import", path)
    assert report["added"] == rehearsed["added"]
    assert report["refused"] == []
    again = other.json("import", path)
    assert (again["added"], again["changed"], again["refused"]) == ({}, {}, [])
    fields = ("id", "label", "home_languages")
    here, there = (one.json("list", "family")[0] for one in (filled, other))
    assert [here[name] for name in fields] == [there[name] for name in fields]
    assert other.json("check") == {"ok": True, "problems": []}


def test_what_was_changed_here_is_kept_beside_the_import(
    filled: Terminal, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "out.jsonl"
    _exported(filled, path)
    other = Terminal(tmp_path / "other", monkeypatch)
    other.begin("Bea Chu")
    other.json("import", path)
    family = filled.json("list", "family")[0]["id"]
    other.json("edit", family, given={"label": "Family Nguyen"})
    assert other.json("import", path)["changed"] == {}
    assert other.json("conflicts") == []
    filled.json("edit", family, given={"label": "Gia đình Nguyễn"})
    _exported(filled, path)
    assert other.json("import", path)["changed"] == {"family": 1}
    conflict = other.json("conflicts", family)[0]
    assert {one["value"] for one in conflict["versions"]} == {"Family Nguyen", "Gia đình Nguyễn"}
    other.json("resolve", family, "label", "--value", '"Nguyễn"')
    assert other.json("conflicts") == []


def test_bad_lines_of_an_export_are_refused_alone(filled: Terminal, tmp_path: Path) -> None:
    path = tmp_path / "bad.jsonl"
    family = "018f0000-0000-7000-8000-000000000001"
    path.write_bytes(
        b'{"format": "fsp-export", "version": 1}\n'
        + f'{{"id": "{family}", "kind": "family", "label": "Family E"}}\n'.encode()
        + b'{"id": "x", "kind": "family"}\n'
        + b'{"id": "' + family.encode() + b'", "kind": "adult"}\n'
        + b'{"kind": "private-note", "text": "t"}\n'
        + b"\xff\n"
        + b"{\n"
    )  # fmt: skip
    told = filled.run("import", path, "--json")
    assert told.code == 0
    assert told.json["added"] == {"family": 1}
    assert {one["line"]: one["code"] for one in told.json["refused"]} == {
        3: "services.no_id",
        4: "services.id_twice",
        5: "services.kind_cannot_be_imported",
        6: "services.not_utf8",
        7: "services.not_json",
    }


def test_an_export_needs_a_reason_and_stays_outside_the_profile(
    filled: Terminal, tmp_path: Path
) -> None:
    blank = filled.run("export", "--out", tmp_path / "x", "--reason", " ", "--json")
    assert blank.error_code == "services.no_reason"
    inside = filled.run("export", "--out", filled.profile / "x", "--reason", "r", "--json")
    assert inside.error_code == "services.inside_profile"
    assert filled.run("export", "--out", tmp_path / "no" / "x", "--reason", "r").code == 1
    assert list(tmp_path.glob("**/*.part")) == []


def test_a_backup_comes_back_on_a_new_computer_with_the_passphrase_alone(
    filled: Terminal, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "all.fspbackup"
    made = filled.json("backup", path)
    assert made["digest"] == filled.json("digest")["digest"]
    assert b"Nguy" not in path.read_bytes()
    new = Terminal(tmp_path / "new", monkeypatch, passphrase=None)
    told = new.run(
        "restore", path, "--profile", new.profile, "--passphrase-stdin", "--json",
        given=f"{PASSPHRASE}\n",
    )  # fmt: skip
    assert told.code == 0
    assert told.json["digest"] == made["digest"]
    opened = Terminal(new.profile, monkeypatch)
    assert opened.json("digest")["digest"] == made["digest"]
    assert opened.json("check")["ok"] is True
    assert opened.json("list", "private-note")[0]["text"] == "canary-private"
    assert opened.run("restore", path, "--json").error_code == "services.profile_not_empty"


def test_a_backup_without_a_name_is_dated_and_kept_in_the_profile(filled: Terminal) -> None:
    first = Path(filled.json("backup")["file"])
    assert first.parent == filled.profile / "backups"
    filled.add("family", label="Family Late")
    again = filled.json("backup")
    assert Path(again["file"]).parent == first.parent
    assert again["digest"] == filled.json("digest")["digest"]


def test_a_backup_that_cannot_be_opened_leaves_the_profile_empty(
    filled: Terminal, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "all.fspbackup"
    filled.json("backup", path)
    new = Terminal(tmp_path / "new", monkeypatch, passphrase="another")
    assert new.run("restore", path, "--json").error_code == "vault.wrong_passphrase"
    right = Terminal(tmp_path / "new", monkeypatch)
    data = path.read_bytes()
    cases = {
        "services.not_a_backup": b"FSPBACKUP2" + data[10:],
        "services.damaged_backup": data[:-1],
    }
    flipped = bytearray(data)
    flipped[-5000] ^= 1
    for code, broken in [*cases.items(), ("services.damaged_backup", bytes(flipped))]:
        path.write_bytes(broken)
        assert right.run("restore", path, "--json").error_code == code
    path.write_bytes(data.replace(b'"version": 1', b'"version": 2', 1))
    assert right.run("restore", path, "--json").error_code == "services.newer_backup"
    assert list(new.profile.iterdir()) == []
    path.write_bytes(data)
    assert right.run("restore", path).code == 0
