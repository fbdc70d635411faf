"""Each line is checked and saved, or refused, on its own."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from fsp_desktop.domain.errors import RefusedError, UnreachableError
from fsp_desktop.domain.ids import RecordId
from fsp_desktop.services.add_records import BATCH, add_records, edit_record
from fsp_desktop.services.entries import Added, Entry
from fsp_desktop.services.workspace import Workspace
from tests.services.real_workspace import add_family, make_workspace


@pytest.fixture
def workspace(tmp_path: Path) -> Iterator[Workspace]:
    with make_workspace(tmp_path / "profile") as opened:
        yield opened


def _add(workspace: Workspace, kind: str, *records: dict[str, object]) -> Added:
    entries = [Entry(line, record) for line, record in enumerate(records, start=1)]
    return add_records(workspace, kind, entries)


def _one(workspace: Workspace, kind: str, /, **fields: object) -> RecordId:
    added = _add(workspace, kind, fields)
    assert not added.refused, added.refused[0].error.detail
    return added.ids[0]


def test_a_student_goes_to_the_school_of_the_workspace(workspace: Workspace) -> None:
    family = add_family(workspace)
    student = _one(workspace, "student", family_id=family, given_name="Minh", grade="3")
    assert workspace.store.need(student).values["school_id"] == workspace.school_id
    away = _one(workspace, "student", family_id=family, given_name="Lan", grade="5", school_id=None)
    assert workspace.store.need(away).values["school_id"] is None


def test_a_note_is_told_and_looked_at_again_in_a_year(workspace: Workspace) -> None:
    told = {
        "family_id": add_family(workspace),
        "topic": "strengths_and_skills",
        "text": "She sews",
        "told_by": "Lan",
        "told_how": "said_directly",
        "share_with": "liaison_team",
    }
    note = workspace.store.need(_one(workspace, "note", **told)).values
    assert (note["source"], note["review_on"]) == ("told", "2026-09-01")
    seen = {name: told[name] for name in ("family_id", "topic", "text", "share_with")}
    assert _one(workspace, "note", **seen, source="seen", review_on="2025-12-01")
    refused = _add(workspace, "note", seen).refused[0].error
    reasons = {(one["field"], one["reason"]) for one in refused.detail["refusals"]}
    assert reasons == {("told_by", "missing"), ("told_how", "missing")}


def test_a_way_to_reach_somebody_takes_kind_and_knows_its_family(workspace: Workspace) -> None:
    family = add_family(workspace)
    adult = _one(workspace, "adult", family_id=family, given_name="Hoa")
    point = _one(workspace, "contact-point", adult_id=adult, kind="mobile", value="555 0100")
    values = workspace.store.need(point).values
    assert (values["contact_kind"], values["family_id"]) == ("mobile", family)


def test_references_must_exist_and_fit(workspace: Workspace) -> None:
    family = add_family(workspace)
    adult = _one(workspace, "adult", family_id=family, given_name="Hoa")
    visit = {"family_id": family, "purpose": "welcome_newcomer", "status": "offered"}
    gone = "018f0000-0000-7000-8000-000000000000"
    added = _add(
        workspace,
        "visit",
        {**visit, "adults_present": [adult, "a neighbour"]},
        {**visit, "family_id": gone},
        {**visit, "family_id": adult},
        {**visit, "students": [gone]},
        {**visit, "students": [adult]},
        {**visit, "interpreter_id": "Ms. Lund"},
    )
    assert len(added.ids) == 1
    assert [(one.line, one.error.code, one.error.detail["field"]) for one in added.refused] == [
        (2, "services.no_such_record", "family_id"),
        (3, "services.other_kind", "family_id"),
        (4, "services.no_such_record", "students"),
        (5, "services.other_kind", "students"),
        (6, "services.no_such_record", "interpreter_id"),
    ]
    workspace.store.delete(family, author=workspace.person_id)
    assert _add(workspace, "visit", visit).refused[0].error.code == "services.no_such_record"


def test_a_draft_needs_nothing_but_must_be_right(workspace: Workspace) -> None:
    assert _one(workspace, "conference", draft=True)
    refused = _add(workspace, "conference", {"draft": True, "starts_at": "soon"}).refused
    assert refused[0].error.detail["refusals"] == [{"field": "starts_at", "reason": "not_a_time"}]


def test_an_unknown_kind_is_refused_for_every_line(workspace: Workspace) -> None:
    added = _add(workspace, "spaceship", {}, {})
    assert [one.error.code for one in added.refused] == ["domain.unknown_kind"] * 2


def test_more_than_one_batch_keeps_order(workspace: Workspace) -> None:
    labels = [f"Family {number}" for number in range(BATCH + 3)]
    added = _add(workspace, "family", *[{"label": label} for label in labels])
    stored = workspace.store.load_many(added.ids)
    assert [one.values["label"] for one in stored] == labels


def test_edits_follow_each_other_and_stay_complete(workspace: Workspace) -> None:
    family = add_family(workspace, "Family A")
    changes = [{"label": "Family B"}, {"label": ""}, {"status": "moved", "label": "Family C"}]
    entries = [Entry(line, change) for line, change in enumerate(changes, start=1)]
    edited = edit_record(workspace, family, entries)
    assert edited.ids == (family, family)
    assert [one.line for one in edited.refused] == [2]
    values = workspace.store.need(family).values
    assert (values["label"], values["status"]) == ("Family C", "moved")


def test_a_member_of_a_group_leaves_the_others_alone(workspace: Workspace) -> None:
    household = _one(
        workspace, "household", family_id=add_family(workspace), street="1 Elm", city="Dayton"
    )
    edit_record(workspace, household, [Entry(1, {"street": "2 Oak"})])
    values = workspace.store.need(household).values
    assert (values["street"], values["city"]) == ("2 Oak", "Dayton")
    later = edit_record(
        workspace, household, [Entry(1, {"valid_from": "2025-02-01", "valid_to": "2025-01-01"})]
    )
    assert later.refused[0].error.detail["refusals"][0]["reason"] == "ends_before_start"


def test_a_record_that_is_gone_cannot_be_edited(workspace: Workspace) -> None:
    family = add_family(workspace)
    workspace.store.delete(family, author=workspace.person_id)
    with pytest.raises(RefusedError, match=r"services\.no_such_record"):
        edit_record(workspace, family, [Entry(1, {"label": "x"})])


def test_a_file_that_takes_no_more_is_trouble_not_refusal(workspace: Workspace) -> None:
    workspace.store.connection.execute("PRAGMA max_page_count = 1")
    long = [{"label": "x" * 300, "meeting_preferences": "y" * 60_000} for _ in range(40)]
    with pytest.raises(UnreachableError, match=r"store\.disk_full"):
        _add(workspace, "family", *long)
    assert workspace.store.list_rows("family") == []
