"""An export is whole, readable, logged, and says nothing that may not leave."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from fsp_desktop.domain.errors import RefusedError
from fsp_desktop.domain.ids import RecordId, new_record_id
from fsp_desktop.services.bring_back import bring_back, is_export
from fsp_desktop.services.export_record import export_record
from fsp_desktop.services.workspace import Workspace
from fsp_desktop.store.writes import Write
from tests.services.real_workspace import add_family, make_workspace


@pytest.fixture
def workspace(tmp_path: Path) -> Iterator[Workspace]:
    with make_workspace(tmp_path / "profile") as opened:
        yield opened


def _read(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def _save(workspace: Workspace, kind: str, record_id: str | None = None, **fields: object) -> str:
    made = record_id or new_record_id(workspace.clock)
    workspace.store.save([Write(kind, made, fields)], author=workspace.person_id)
    return made


def _in_conflict(workspace: Workspace, family: RecordId) -> None:
    seen = workspace.store.need(family).seen
    for label in ("Family One", "Family Two"):
        write = Write("family", family, {"label": label}, seen)
        workspace.store.save([write], author=workspace.person_id)


def test_the_header_tells_what_follows(workspace: Workspace, tmp_path: Path) -> None:
    add_family(workspace)
    path = tmp_path / "x.jsonl"
    count = export_record(workspace, path, "a request")
    header, *records = _read(path)
    assert header == {
        "format": "fsp-export",
        "version": 1,
        "records": count,
        "space_id": workspace.who.space_id,
        "school_id": workspace.school_id,
        "made_at": "2025-09-01T14:00:00.000+00:00",
        "made_by": workspace.person_id,
        "program": header["program"],
    }
    assert len(records) == count == 3
    assert is_export(path)


def test_the_access_log_knows_who_and_why(workspace: Workspace, tmp_path: Path) -> None:
    export_record(workspace, tmp_path / "x.jsonl", "  court order 12 ")
    line = workspace.store.access_log()[0]
    assert (line["who"], line["what"]) == (workspace.person_id, "export")
    assert line["detail"] == {"reason": "court order 12", "records": 2}


def test_what_is_mine_alone_stays_and_is_not_even_named(
    workspace: Workspace, tmp_path: Path
) -> None:
    family = add_family(workspace)
    mine = _save(workspace, "visit", family_id=family, hopes="canary", readers="only_me")
    ours = _save(workspace, "visit", family_id=family, hopes="To read", readers="team")
    for visit in (mine, ours):
        _save(workspace, "agreement", family_id=family, text="A card a week", visit_id=visit)
    _save(workspace, "private-note", family_id=family, text="canary")
    path = tmp_path / "x.jsonl"
    export_record(workspace, path, "r")
    text = path.read_text(encoding="utf-8")
    assert "canary" not in text
    assert mine not in text
    named = [one["visit_id"] for one in _read(path)[1:] if one["kind"] == "agreement"]
    assert sorted(named, key=str) == sorted([None, ours], key=str)


def test_both_versions_are_in_the_file(workspace: Workspace, tmp_path: Path) -> None:
    family = add_family(workspace)
    _in_conflict(workspace, family)
    path = tmp_path / "x.jsonl"
    export_record(workspace, path, "r")
    record = next(one for one in _read(path)[1:] if one["id"] == family)
    assert record["conflicts"] == ["label"]
    versions = {one["value"] for one in record["versions"]["label"]}
    assert versions == {"Family One", "Family Two"}


def test_reading_back_over_a_conflict_changes_nothing(workspace: Workspace, tmp_path: Path) -> None:
    family = add_family(workspace)
    _in_conflict(workspace, family)
    path = tmp_path / "x.jsonl"
    export_record(workspace, path, "r")
    before = workspace.store.digest()
    report = bring_back(workspace, path)
    assert report["changed"] == {}
    assert workspace.store.digest() == before


def test_deleted_records_stay_deleted(workspace: Workspace, tmp_path: Path) -> None:
    family = add_family(workspace)
    path = tmp_path / "x.jsonl"
    export_record(workspace, path, "r")
    workspace.store.delete(family, author=workspace.person_id)
    refused = bring_back(workspace, path)["refused"]
    assert [(one["code"], one["line"]) for one in refused] == [("services.deleted_here", 2)]
    assert workspace.store.list_rows("family") == []


def test_sets_grow_by_what_was_never_taken_out(workspace: Workspace, tmp_path: Path) -> None:
    family = add_family(workspace)
    _save(workspace, "family", family, home_languages=["vi", "en", "fr"])
    path = tmp_path / "x.jsonl"
    export_record(workspace, path, "r")
    with make_workspace(tmp_path / "other", key=bytes(32)) as other:
        bring_back(other, path)
        _save(other, "family", family, home_languages=["vi", "en", "es"])
        assert bring_back(other, path)["changed"] == {}
        _save(workspace, "family", family, home_languages=["vi", "en", "fr", "km"])
        export_record(workspace, path, "r")
        assert bring_back(other, path)["changed"] == {"family": 1}
        languages = other.store.need(family).values["home_languages"]
        assert set(languages) == {"vi", "en", "es", "km"}
        assert other.store.conflicts() == ()


def test_a_later_export_replaces_what_only_the_import_wrote(
    workspace: Workspace, tmp_path: Path
) -> None:
    family = add_family(workspace, "Family A")
    path = tmp_path / "x.jsonl"
    export_record(workspace, path, "r")
    with make_workspace(tmp_path / "other", key=bytes(32)) as other:
        bring_back(other, path)
        _save(workspace, "family", family, label="Family B")
        export_record(workspace, path, "r")
        assert bring_back(other, path)["changed"] == {"family": 1}
        assert other.store.need(family).values["label"] == "Family B"
        assert other.store.conflicts() == ()


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", "services.not_an_export"),
        ("{}\n", "services.not_an_export"),
        ('{"format": "fsp-export"}\n', "services.not_an_export"),
        ('{"format": "fsp-export", "version": "1"}\n', "services.not_an_export"),
        ('{"format": "fsp-export", "version": 2}\n', "services.newer_export"),
        ("[" * 100_000, "services.not_an_export"),
    ],
)
def test_other_files_are_refused(
    workspace: Workspace, tmp_path: Path, text: str, code: str
) -> None:
    path = tmp_path / "x.jsonl"
    path.write_text(text)
    with pytest.raises(RefusedError) as caught:
        bring_back(workspace, path)
    assert caught.value.code == code


def test_no_part_of_a_file_is_left_when_it_cannot_be_written(
    workspace: Workspace, tmp_path: Path
) -> None:
    (tmp_path / "out").mkdir()
    with pytest.raises(OSError, match="out"):
        export_record(workspace, tmp_path / "out", "r")
    assert [one.name for one in tmp_path.iterdir() if one.name.endswith(".part")] == []
