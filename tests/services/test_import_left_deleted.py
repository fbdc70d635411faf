"""What a person deleted does not come back with the next roster, and the report says so."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from fsp_desktop.domain.clock import FixedClock
from fsp_desktop.domain.errors import RefusedError
from fsp_desktop.domain.ids import RecordId
from fsp_desktop.services.edit_record import open_form
from fsp_desktop.services.settle_conflict import delete_record, undo_last_save, undo_save
from fsp_desktop.services.workspace import Workspace
from fsp_desktop.services.write_family import remove_part
from tests.rosters.roster_maker import MadeRoster, make_roster
from tests.services.real_workspace import make_workspace
from tests.services.roster_scene import by_roster_id, edit, everything, plan_for, take


@pytest.fixture
def workspace(tmp_path: Path) -> Iterator[Workspace]:
    clock = FixedClock(datetime(2025, 9, 1, 14, 0, tzinfo=UTC))
    with make_workspace(tmp_path / "profile", clock) as opened:
        yield opened


@pytest.fixture
def roster() -> MadeRoster:
    return make_roster(12)


def counts(workspace: Workspace) -> dict[str, int]:
    kinds = ("family", "household", "adult", "student", "contact-point", "student-adult", "staff")
    return {kind: workspace.store.count(kind) for kind in kinds}


@pytest.mark.parametrize("kind", ["student", "adult", "staff", "school"])
def test_a_deleted_entry_of_the_roster_stays_deleted_and_is_told(
    workspace: Workspace, roster: MadeRoster, tmp_path: Path, kind: str
) -> None:
    take(workspace, roster, tmp_path / "a")
    gone = next(one for one in everything(workspace, kind) if one.values["roster_id"])
    delete_record(workspace, RecordId(gone.id))
    before = counts(workspace)
    report = take(workspace, roster, tmp_path / "b")
    assert [(one.kind, one.record_id) for one in report.left_deleted] == [(kind, gone.id)]
    assert report.to_json()["left_deleted"][0]["id"] == gone.id
    assert report.left_deleted[0].label
    assert report.added == {}
    assert counts(workspace) == before
    assert workspace.store.need(gone.id).deleted


def test_a_family_removed_with_all_its_people_stays_away(
    workspace: Workspace, roster: MadeRoster, tmp_path: Path
) -> None:
    take(workspace, roster, tmp_path / "a")
    family = everything(workspace, "family")[0]
    remove_part(workspace, open_form(workspace, RecordId(family.id)))
    before = counts(workspace)
    report = take(workspace, roster, tmp_path / "b")
    assert report.added == {}
    assert {"student", "adult"} <= {one.kind for one in report.left_deleted}
    assert counts(workspace) == before


def test_a_family_deleted_without_its_people_is_not_made_again(
    workspace: Workspace, roster: MadeRoster, tmp_path: Path
) -> None:
    take(workspace, roster, tmp_path / "a")
    family = everything(workspace, "family")[0]
    delete_record(workspace, RecordId(family.id))
    before = counts(workspace)
    report = take(workspace, roster, tmp_path / "b")
    assert report.added == {}
    assert [one.record_id for one in report.left_deleted] == [family.id]
    assert counts(workspace) == before


@pytest.mark.parametrize("kind", ["contact-point", "household", "student-adult"])
def test_a_deleted_number_home_or_tie_is_not_put_back(
    workspace: Workspace, roster: MadeRoster, tmp_path: Path, kind: str
) -> None:
    take(workspace, roster, tmp_path / "a")
    found = everything(workspace, kind)
    delete_record(workspace, RecordId(found[0].id))
    before = counts(workspace)
    assert take(workspace, roster, tmp_path / "b").added == {}
    assert counts(workspace) == before


def test_what_a_person_brought_back_is_known_again(
    workspace: Workspace, roster: MadeRoster, tmp_path: Path
) -> None:
    take(workspace, roster, tmp_path / "a")
    gone = everything(workspace, "student")[0]
    delete_record(workspace, RecordId(gone.id))
    undo_last_save(workspace)
    report = take(workspace, roster, tmp_path / "b")
    assert (report.added, report.left_deleted) == ({}, ())


def test_an_import_that_was_taken_back_can_be_done_again(
    workspace: Workspace, roster: MadeRoster, tmp_path: Path
) -> None:
    before = workspace.store.count("staff")
    first = take(workspace, roster, tmp_path / "a")
    undo_save(workspace, first.dots)
    assert workspace.store.count("staff") == before
    assert all(counts(workspace)[kind] == 0 for kind in ("family", "student", "adult"))
    again = take(workspace, roster, tmp_path / "b")
    assert (again.added, again.left_deleted) == (first.added, ())
    assert workspace.store.check() == []


def test_a_second_import_is_taken_back_to_what_the_first_had_written(
    workspace: Workspace, roster: MadeRoster, tmp_path: Path
) -> None:
    take(workspace, roster, tmp_path / "a")
    before = {one.id: one.values for one in everything(workspace, "student")}
    second = take(workspace, make_roster(14), tmp_path / "b")
    assert second.added
    undo_save(workspace, second.dots[0])
    assert {one.id: one.values for one in everything(workspace, "student")} == before


def test_an_import_is_not_taken_back_from_under_somebodys_work(
    workspace: Workspace, roster: MadeRoster, tmp_path: Path
) -> None:
    report = take(workspace, roster, tmp_path / "a")
    child = everything(workspace, "student")[0]
    edit(workspace, child, preferred_name="Sam")
    with pytest.raises(RefusedError) as refused:
        undo_save(workspace, report.dots)
    assert refused.value.code == "store.changed_since"
    assert not workspace.store.need(child.id).deleted
    assert by_roster_id(workspace, "student", str(child.values["roster_id"])).id == child.id
    assert plan_for(workspace, roster, tmp_path / "b").report.added == {}
