from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from fsp_desktop.domain.clock import FixedClock
from fsp_desktop.domain.errors import RefusedError
from fsp_desktop.domain.ids import RecordId
from fsp_desktop.services.edit_record import finish_form, new_form, open_form, save_form
from fsp_desktop.services.import_plan import ImportChoices, ImportPlan, ImportReport
from fsp_desktop.services.import_roster import (
    mapping_for,
    plan_import,
    read_mapping,
    read_roster,
    run_import,
)
from fsp_desktop.services.workspace import Workspace
from fsp_desktop.store.stored import Stored
from tests.rosters.roster_maker import (
    CANARIES,
    MadePerson,
    MadeRoster,
    make_roster,
    write_oneroster_11,
    write_oneroster_12,
)
from tests.services.real_workspace import make_workspace

DATA = Path(__file__).parent.parent / "rosters" / "data"
KEYS = [
    "added", "changed", "unchanged", "missing_now", "possible_duplicates", "dropped_columns",
    "refused",
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


def plan_for(workspace: Workspace, roster: MadeRoster, folder: Path) -> ImportPlan:
    return plan_import(workspace, read_roster(write_oneroster_11(roster, folder)))


def take(workspace: Workspace, roster: MadeRoster, folder: Path) -> ImportReport:
    return run_import(workspace, plan_for(workspace, roster, folder))


def by_roster_id(workspace: Workspace, kind: str, roster_id: str) -> Stored:
    found = [one for one in everything(workspace, kind) if one.values["roster_id"] == roster_id]
    assert len(found) == 1
    return found[0]


def everything(workspace: Workspace, kind: str) -> list[Stored]:
    return workspace.store.list_rows(kind, limit=100_000)


def edit(workspace: Workspace, record: Stored, **changed: object) -> None:
    save_form(workspace, open_form(workspace, RecordId(record.id)), changed)


def person(roster: MadeRoster, key: str) -> MadePerson:
    return next(one for one in roster.people if one.id == key)


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


def test_a_changed_roster_changes_what_the_roster_wrote(
    workspace: Workspace, roster: MadeRoster, tmp_path: Path
) -> None:
    take(workspace, roster, tmp_path / "a")
    person(roster, "S-AUNT-OWN").grade = "04"
    person(roster, "G-AUNT").sms = "555-777-0000"
    report = take(workspace, roster, tmp_path / "b")
    assert report.added == {}
    assert report.changed["student"] == report.changed["contact-point"] == 1
    assert by_roster_id(workspace, "student", "S-AUNT-OWN").values["grade"] == "4"
    rosa = by_roster_id(workspace, "adult", "G-AUNT")
    numbers = {one.values["value"] for one in everything(workspace, "contact-point")
               if one.values["adult_id"] == rosa.id}  # fmt: skip
    assert numbers == {"555-777-0000", "rosa@school.example"}


def test_what_a_person_wrote_stays_and_the_difference_is_listed(
    workspace: Workspace, roster: MadeRoster, tmp_path: Path
) -> None:
    take(workspace, roster, tmp_path / "a")
    edit(workspace, by_roster_id(workspace, "student", "S-AUNT-OWN"), given_name="Iker Jon")
    edit(workspace, by_roster_id(workspace, "student", "S-AUNT-OWN"), pronunciation="EE-ker")
    person(roster, "S-AUNT-OWN").grade = "04"
    plan = plan_for(workspace, roster, tmp_path / "b")
    (difference,) = plan.differences
    assert (difference.field, difference.ours, difference.theirs) == (
        "given_name",
        "Iker Jon",
        "Iker",
    )
    run_import(workspace, plan)
    kept = by_roster_id(workspace, "student", "S-AUNT-OWN").values
    assert (kept["given_name"], kept["grade"], kept["pronunciation"]) == ("Iker Jon", "4", "EE-ker")


def test_a_person_can_choose_theirs_and_ours(
    workspace: Workspace, roster: MadeRoster, tmp_path: Path
) -> None:
    take(workspace, roster, tmp_path / "a")
    child = by_roster_id(workspace, "student", "S-AUNT-OWN")
    edit(workspace, child, given_name="Iker Jon")
    person(roster, "S-AUNT-OWN").grade = "04"
    plan = plan_for(workspace, roster, tmp_path / "b")
    choices = ImportChoices(
        take_theirs=frozenset({(child.id, "given_name")}),
        keep_ours=frozenset({(child.id, "grade")}),
    )
    report = run_import(workspace, plan, choices)
    kept = by_roster_id(workspace, "student", "S-AUNT-OWN")
    assert (kept.values["given_name"], kept.values["grade"]) == ("Iker", "3")
    assert kept.conflicts == ()
    assert report.changed == {"student": 1}


def test_keeping_ours_everywhere_counts_as_unchanged(
    workspace: Workspace, roster: MadeRoster, tmp_path: Path
) -> None:
    take(workspace, roster, tmp_path / "a")
    child = by_roster_id(workspace, "student", "S-AUNT-OWN")
    person(roster, "S-AUNT-OWN").grade = "04"
    plan = plan_for(workspace, roster, tmp_path / "b")
    report = run_import(workspace, plan, ImportChoices(keep_ours=frozenset({(child.id, "grade")})))
    assert report.changed == {}
    assert report.unchanged["student"] == len(roster.of("student"))


def test_a_corrected_number_is_not_put_back_and_a_forbidden_one_not_revived(
    workspace: Workspace, roster: MadeRoster, tmp_path: Path
) -> None:
    take(workspace, roster, tmp_path / "a")
    here, there = (by_roster_id(workspace, "adult", one) for one in ("G-HERE", "G-THERE"))
    points = {one.values["adult_id"]: one for one in everything(workspace, "contact-point")}
    edit(workspace, points[here.id], value="555-123-4567")
    edit(workspace, points[there.id], do_not_use=True)
    plan = plan_for(workspace, roster, tmp_path / "b")
    assert [(one.ours, one.theirs) for one in plan.differences] == [
        ("555-123-4567", "555-900-0005")
    ]
    report = run_import(workspace, plan)
    assert report.added == report.changed == {}
    assert workspace.store.need(points[there.id].id).values["do_not_use"] is True


def test_what_was_written_after_the_plan_is_kept_beside_it(
    workspace: Workspace, roster: MadeRoster, tmp_path: Path
) -> None:
    take(workspace, roster, tmp_path / "a")
    person(roster, "S-AUNT-OWN").grade = "04"
    plan = plan_for(workspace, roster, tmp_path / "b")
    edit(workspace, by_roster_id(workspace, "student", "S-AUNT-OWN"), grade="5")
    run_import(workspace, plan)
    assert by_roster_id(workspace, "student", "S-AUNT-OWN").conflicts == ("grade",)
    later = plan_for(workspace, roster, tmp_path / "c")
    assert {one.field for one in later.changes if one.is_taken} == set()


def test_who_is_missing_is_marked_never_deleted_and_comes_back(
    workspace: Workspace, roster: MadeRoster, tmp_path: Path, clock: FixedClock
) -> None:
    take(workspace, roster, tmp_path / "a")
    gone = person(roster, "S-TWICE")
    roster.people.remove(gone)
    clock.advance(timedelta(days=10))
    report = take(workspace, roster, tmp_path / "b")
    assert report.missing_now == 1
    child = by_roster_id(workspace, "student", "S-TWICE")
    today = clock.today().isoformat()
    assert child.values["missing_from_roster_since"] == today
    family = workspace.store.need(str(child.values["family_id"]))
    assert family.values["missing_from_roster_since"] == today
    clock.advance(timedelta(days=10))
    again = take(workspace, roster, tmp_path / "b")
    assert (again.missing_now, again.changed) == (1, {})
    roster.people.append(gone)
    back = take(workspace, roster, tmp_path / "c")
    assert back.missing_now == 0
    assert by_roster_id(workspace, "student", "S-TWICE").values["missing_from_roster_since"] is None
    family = workspace.store.need(family.id)
    assert family.values["missing_from_roster_since"] is None


def test_a_roster_of_one_school_says_nothing_about_another(
    workspace: Workspace, roster: MadeRoster, tmp_path: Path
) -> None:
    take(workspace, roster, tmp_path / "a")
    roster.people = [one for one in roster.people if one.role != "student" or one.school == "SC-2"]
    assert take(workspace, roster, tmp_path / "b").missing_now == 0


def test_a_list_of_changes_marks_only_whom_it_names(
    workspace: Workspace, roster: MadeRoster, tmp_path: Path
) -> None:
    take(workspace, roster, tmp_path / "a")
    folder = tmp_path / "delta"
    folder.mkdir()
    (folder / "manifest.csv").write_text(
        "propertyName,value\noneroster.version,1.1\nfile.users,delta\n"
    )
    (folder / "users.csv").write_text(
        "sourcedId,status,role,givenName,familyName,orgSourcedIds,grades\n"
        "S-TWICE,tobedeleted,student,Wilner,Desir,SC-1,01\n"
        "S-NEW,active,student,Neu,Here,SC-1,01\n"
    )
    report = run_import(workspace, plan_import(workspace, read_roster(folder)))
    assert report.missing_now == 1
    assert report.added["student"] == 1


def test_a_sibling_who_comes_later_joins_the_family(
    workspace: Workspace, roster: MadeRoster, tmp_path: Path
) -> None:
    take(workspace, roster, tmp_path / "a")
    older = by_roster_id(workspace, "student", "S-BOTH-HERE")
    edit(workspace, workspace.store.need(str(older.values["family_id"])), label="The Nassars")
    roster.people.append(
        MadePerson(
            "S-YOUNGER", "Rami", "Nassar", "student", grade="KG", agents=["G-BOTH", "G-HERE"]
        )
    )
    report = take(workspace, roster, tmp_path / "b")
    assert "family" not in report.added
    younger = by_roster_id(workspace, "student", "S-YOUNGER")
    assert younger.values["family_id"] == older.values["family_id"]
    family = workspace.store.need(str(older.values["family_id"]))
    assert family.values["label"] == "The Nassars"


def test_a_student_typed_here_is_a_possible_duplicate_until_a_person_says_so(
    workspace: Workspace, roster: MadeRoster, tmp_path: Path
) -> None:
    family = finish_form(workspace, new_form(workspace, "family", {"label": "Pardo"}), {})
    typed = finish_form(
        workspace,
        new_form(workspace, "student", {
            "family_id": family.record_id, "given_name": "Sol", "family_name": "Pardo", "grade": "4",
        }),
        {},
    )  # fmt: skip
    reading = read_roster(write_oneroster_11(roster, tmp_path / "r"))
    plan = plan_import(workspace, reading)
    found = [one for one in plan.report.possible_duplicates if one.roster_ids == ("S-AUNT-NIECE",)]
    assert [(one.kind, one.reason, one.ids) for one in found] == [
        ("student", "same_name", (typed.record_id,))
    ]
    said = plan_import(workspace, reading, same_as={"S-AUNT-NIECE": typed.record_id})
    report = run_import(workspace, said)
    assert report.added["student"] == len(roster.of("student")) - 1
    joined = by_roster_id(workspace, "student", "S-AUNT-NIECE")
    assert (joined.id, joined.values["grade"]) == (typed.record_id, "4")
    assert joined.values["family_id"] == family.record_id
    assert take(workspace, roster, tmp_path / "again").added == {}


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


def test_days_and_homes_are_those_of_the_roster(
    workspace: Workspace, roster: MadeRoster, tmp_path: Path
) -> None:
    take(workspace, roster, tmp_path / "a")
    child = by_roster_id(workspace, "student", "S-AUNT-OWN")
    assert date.fromisoformat(child.values["birth_date"]) == date(2016, 1, 2)
    homes = workspace.store.list_rows("household", family_id=child.values["family_id"])
    assert [one.values["street"] for one in homes] == ["1 Own Lane"]
    person(roster, "S-AUNT-OWN").street = "2 New Lane"
    report = take(workspace, roster, tmp_path / "b")
    assert report.changed == {"household": 1}
    home = workspace.store.need(homes[0].id)
    edit(workspace, home, street="3 Where They Said")
    person(roster, "S-AUNT-OWN").street = "4 Wrong Lane"
    plan = plan_for(workspace, roster, tmp_path / "c")
    assert [(one.ours, one.theirs) for one in plan.differences] == [
        ("3 Where They Said", "4 Wrong Lane")
    ]
    assert run_import(workspace, plan).added == {}
