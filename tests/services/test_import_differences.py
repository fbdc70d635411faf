from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from fsp_desktop.domain.clock import FixedClock
from fsp_desktop.services.edit_record import finish_form, new_form
from fsp_desktop.services.import_plan import ImportChoices
from fsp_desktop.services.import_roster import (
    plan_import,
    read_roster,
    run_import,
)
from fsp_desktop.services.workspace import Workspace
from tests.rosters.roster_maker import (
    MadePerson,
    MadeRoster,
    make_roster,
    write_oneroster_11,
)
from tests.services.real_workspace import make_workspace
from tests.services.roster_scene import by_roster_id, edit, everything, person, plan_for, take


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
