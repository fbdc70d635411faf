from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from fsp_desktop.domain.clock import FixedClock
from fsp_desktop.domain.errors import RefusedError
from fsp_desktop.services.import_roster import (
    mapping_for,
    plan_import,
    read_mapping,
    read_roster,
    run_import,
)
from fsp_desktop.services.workspace import Workspace
from tests.rosters.roster_maker import (
    CANARIES,
    MadeRoster,
    make_roster,
    write_oneroster_11,
    write_oneroster_12,
)
from tests.services.real_workspace import make_workspace
from tests.services.roster_scene import by_roster_id, everything, plan_for, take

DATA = Path(__file__).parent.parent / "rosters" / "data"
KEYS = [
    "added", "changed", "unchanged", "missing_now", "possible_duplicates", "dropped_columns",
    "refused", "left_deleted",
]  # fmt: skip


@pytest.fixture
def clock() -> FixedClock:
    return FixedClock(datetime(2025, 9, 1, 14, 0, tzinfo=UTC))


@pytest.fixture
def workspace(tmp_path: Path, clock: FixedClock) -> Iterator[Workspace]:
    with make_workspace(tmp_path / "profile", clock) as opened:
        yield opened


@pytest.fixture
def roster() -> MadeRoster:
    return make_roster(40)


@pytest.mark.parametrize("name", ["sds-v2.1", "sds-v1-100-users"])
def test_the_samples_are_taken_and_taking_them_again_changes_nothing(
    workspace: Workspace, name: str
) -> None:
    first = run_import(workspace, plan_import(workspace, read_roster(DATA / name)))
    before = workspace.store.digest()
    again = run_import(workspace, plan_import(workspace, read_roster(DATA / name)))
    assert again.added == again.changed == {}
    assert again.unchanged == first.added
    assert workspace.store.digest() == before
    assert list(again.to_json()) == KEYS
    json.dumps(again.to_json())


@pytest.mark.parametrize("write", [write_oneroster_11, write_oneroster_12])
def test_a_district_is_taken_whole_and_only_once(
    workspace: Workspace, roster: MadeRoster, tmp_path: Path, write: object
) -> None:
    assert callable(write)
    reading = read_roster(write(roster, tmp_path / "r"))
    report = run_import(workspace, plan_import(workspace, reading))
    assert report.added["student"] == len(roster.of("student"))
    assert report.added["adult"] == len(reading.adults)
    assert report.added["family"] == len(reading.families)
    again = run_import(workspace, plan_import(workspace, reading))
    assert again.added == again.changed == {}
    assert workspace.store.check() == []


def test_what_was_taken_is_complete_and_belongs_together(
    workspace: Workspace, roster: MadeRoster, tmp_path: Path
) -> None:
    take(workspace, roster, tmp_path / "r")
    child = by_roster_id(workspace, "student", "S-BOTH-HERE").values
    family = workspace.store.need(str(child["family_id"])).values
    assert (child["grade"], child["birth_date"], child["homeroom"]) == (
        "2",
        "2017-03-04",
        "Room 12",
    )
    assert family["label"] == "Nassar & Saleh"
    assert family["home_languages"] == ["ar"]
    links = [one for one in everything(workspace, "student-adult")
             if one.values["student_id"] == by_roster_id(workspace, "student", "S-BOTH-HERE").id]  # fmt: skip
    assert len(links) == 2
    assert {one.values["family_id"] for one in links} == {child["family_id"]}
    school = workspace.store.need(str(child["school_id"]))
    assert school.values["name"] == "Riverbend School 1"


def test_one_adult_is_family_aunt_and_staff_in_one_record_each(
    workspace: Workspace, roster: MadeRoster, tmp_path: Path
) -> None:
    take(workspace, roster, tmp_path / "r")
    rosa = by_roster_id(workspace, "adult", "G-AUNT")
    staff = by_roster_id(workspace, "staff", "G-AUNT")
    assert rosa.values["staff_id"] == staff.id
    assert (
        rosa.values["family_id"]
        == by_roster_id(workspace, "student", "S-AUNT-OWN").values["family_id"]
    )
    linked = {one.values["student_id"] for one in everything(workspace, "student-adult")
              if one.values["adult_id"] == rosa.id}  # fmt: skip
    assert len(linked) == 2


def test_a_dry_run_writes_nothing(workspace: Workspace, roster: MadeRoster, tmp_path: Path) -> None:
    before = workspace.store.digest()
    plan = plan_for(workspace, roster, tmp_path / "r")
    assert plan.to_json()["added"]["student"] == len(roster.of("student"))
    assert workspace.store.digest() == before
    assert everything(workspace, "student") == []


def test_no_forbidden_word_is_in_plan_report_or_record(
    workspace: Workspace, roster: MadeRoster, tmp_path: Path
) -> None:
    plan = plan_for(workspace, roster, tmp_path / "r")
    report = run_import(workspace, plan)
    kept = "".join(repr(one) for one in workspace.store.export_records())
    assert "Riverbend" in kept
    for word in CANARIES:
        assert word not in kept + repr(plan) + repr(report.to_json())


def test_the_school_typed_at_the_start_is_the_school_of_the_roster(
    workspace: Workspace, tmp_path: Path
) -> None:
    path = tmp_path / "students.csv"
    path.write_text("Student ID,First Name,Grade,School\n1,Ana,3,LINCOLN\n")
    report = run_import(workspace, plan_import(workspace, read_roster(path)))
    assert "school" not in report.added
    assert by_roster_id(workspace, "student", "1").values["school_id"] == workspace.school_id
    assert workspace.store.need(workspace.school_id).values["name"] == "Lincoln"


def test_cancelled_midway_nothing_is_kept(
    workspace: Workspace, roster: MadeRoster, tmp_path: Path
) -> None:
    plan = plan_for(workspace, roster, tmp_path / "r")
    before = workspace.store.digest()
    seen: list[tuple[int, int]] = []
    with pytest.raises(RefusedError) as caught:
        run_import(
            workspace, plan,
            progress=lambda done, total: seen.append((done, total)), cancelled=lambda: len(seen) > 0,
        )  # fmt: skip
    assert caught.value.code == "rosters.cancelled"
    assert 0 < seen[-1][0] < seen[-1][1]
    assert workspace.store.digest() == before
    with pytest.raises(RefusedError):
        plan_import(workspace, read_roster(tmp_path / "r"), cancelled=lambda: True)


def wide_file(path: Path, rows: list[list[str]]) -> Path:
    stream = io.StringIO(newline="")
    csv.writer(stream).writerows(
        [["No", "Vorname", "Nachname", "Klasse", "Mother Name", "Mother Phone"], *rows]
    )
    path.write_text(stream.getvalue(), encoding="utf-8")
    return path


MAPPING = {
    "No": "student.id", "Vorname": "student.given_name", "Nachname": "student.family_name",
    "Klasse": "student.grade",
}  # fmt: skip


def test_a_mapping_is_remembered_for_files_with_these_headers(
    workspace: Workspace, tmp_path: Path
) -> None:
    path = wide_file(tmp_path / "x.csv", [["1", "Ana", "Lopez", "3", "Eva Lopez", "555-010-2030"]])
    assert mapping_for(workspace, path, "csv") == {}
    run_import(workspace, plan_import(workspace, read_roster(path, "csv", MAPPING)))
    assert mapping_for(workspace, path, "csv") == MAPPING
    assert mapping_for(workspace, path) == MAPPING
    assert mapping_for(workspace, DATA / "sds-v2.1") == {}


def test_a_mapping_of_vendor_columns_is_remembered_too(
    workspace: Workspace, roster: MadeRoster, tmp_path: Path
) -> None:
    folder = write_oneroster_11(roster, tmp_path / "r")
    mapping = {"ext_favouriteColour": "preferred_name"}
    run_import(workspace, plan_import(workspace, read_roster(folder, mapping=mapping)))
    assert mapping_for(workspace, folder) == mapping
    assert by_roster_id(workspace, "student", "S-TWICE").values["preferred_name"] == "green"


def test_an_adult_without_an_id_is_known_again_by_name_beside_the_student(
    workspace: Workspace, tmp_path: Path
) -> None:
    for phone in ("555-010-2030", "555-010-7777"):
        path = wide_file(tmp_path / "x.csv", [["1", "Ana", "Lopez", "3", "Eva Lopez", phone]])
        report = run_import(workspace, plan_import(workspace, read_roster(path, "csv", MAPPING)))
    assert report.added == {}
    assert report.changed == {"contact-point": 1}
    (point,) = everything(workspace, "contact-point")
    assert point.values["value"] == "555-010-7777"


def test_a_value_that_does_not_fit_costs_the_field_not_the_row(
    workspace: Workspace, tmp_path: Path
) -> None:
    rows = [["1", "Ana", "L" * 400, "3", "", ""], ["2", "B" * 400, "Okoye", "4", "", ""],
            ["3", "Cy", "Adler", "5", "", ""]]  # fmt: skip
    reading = read_roster(wide_file(tmp_path / "x.csv", rows), "csv", MAPPING)
    report = run_import(workspace, plan_import(workspace, reading))
    assert report.added["student"] == 2
    assert [(one.line, one.code, one.detail) for one in report.refused if one.line == 3] == [
        (3, "rosters.unfit_value", {"column": "given_name"})
    ]
    assert by_roster_id(workspace, "student", "1").values["family_name"] is None
    assert len(everything(workspace, "family")) == 2


def test_a_mapping_file_can_be_flat_or_nested(tmp_path: Path) -> None:
    path = tmp_path / "mapping.json"
    for text in (json.dumps(MAPPING), json.dumps({"columns": MAPPING})):
        path.write_text(text)
        assert read_mapping(path) == MAPPING
    for text in ("[1]", "{", '"x"'):
        path.write_text(text)
        with pytest.raises(RefusedError) as caught:
            read_mapping(path)
        assert caught.value.code == "rosters.broken_mapping"
