"""The forms of visits, contacts and notes: which one is opened, and finishing in one step."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest

from fsp_desktop.domain.errors import RefusedError
from fsp_desktop.domain.ids import RecordId, new_record_id
from fsp_desktop.services import log_contact, log_visit, write_cultural_note
from fsp_desktop.services.edit_record import save_form
from fsp_desktop.services.settle_conflict import undo_last_save
from fsp_desktop.services.workspace import Workspace
from fsp_desktop.store.writes import Write
from tests.services.real_workspace import add_family, make_workspace


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    return make_workspace(tmp_path / "desk")


@pytest.fixture
def family(workspace: Workspace) -> RecordId:
    return add_family(workspace)


def plan(workspace: Workspace, family: RecordId, hours: int) -> RecordId:
    visit = new_record_id(workspace.clock)
    start = workspace.clock.now() + timedelta(hours=hours)
    fields = {
        "family_id": family,
        "status": "scheduled",
        "purpose": "relational_first",
        "scheduled_start": start.isoformat(timespec="milliseconds"),
    }
    workspace.store.save([Write("visit", visit, fields)], author="", why="create")
    return visit


def test_nothing_planned_begins_a_first_visit(workspace: Workspace, family: RecordId) -> None:
    assert log_visit.begin_visit(workspace, None, None) is None
    begun = log_visit.begin_visit(workspace, family, None)
    assert begun is not None
    assert begun.form.is_new
    assert begun.form.values["purpose"] == "relational_first"
    assert begun.form.values["language_used"] == "vi"


def test_the_planned_visit_nearest_to_now_is_opened(workspace: Workspace, family: RecordId) -> None:
    plan(workspace, family, -400)
    near = plan(workspace, family, 1)
    plan(workspace, family, 60)
    assert log_visit.visit_to_write(workspace) == near


def test_an_unfinished_log_comes_before_any_plan(workspace: Workspace, family: RecordId) -> None:
    plan(workspace, family, 1)
    draft = log_visit.save_visit(
        workspace, log_visit.start_visit(workspace, family).form, {"hopes": "To read"}
    )
    assert log_visit.visit_to_write(workspace) == draft.record_id


def test_a_visit_planned_for_another_day_took_place_now(
    workspace: Workspace, family: RecordId
) -> None:
    soon = log_visit.open_visit(workspace, plan(workspace, family, 2))
    later = log_visit.open_visit(workspace, plan(workspace, family, 70))
    assert soon.proposed["actual_start"] == soon.form.values["scheduled_start"]
    assert later.proposed["actual_start"] == workspace.clock.now().isoformat()


def test_visit_and_agreements_are_finished_together_and_empty_ones_go(
    workspace: Workspace, family: RecordId
) -> None:
    form = log_visit.save_visit(
        workspace, log_visit.start_visit(workspace, family).form, {"hopes": "To read"}
    )
    agreed = save_form(workspace, log_visit.new_agreement(workspace, form), {"text": "Stories"})
    empty = save_form(workspace, log_visit.new_agreement(workspace, form), {"side": "school"})
    finished = log_visit.finish_visit(workspace, form, {}, [(agreed, {}), (empty, {})])
    assert finished.values["draft"] is False
    (kept,) = workspace.store.list_rows("agreement")
    assert kept.values["draft"] is False


def test_a_refused_finish_writes_nothing(workspace: Workspace, family: RecordId) -> None:
    form = log_visit.save_visit(
        workspace, log_visit.start_visit(workspace, family).form, {"hopes": "To read"}
    )
    agreed = save_form(workspace, log_visit.new_agreement(workspace, form), {"text": "Stories"})
    with pytest.raises(RefusedError) as refused:
        log_visit.finish_visit(workspace, form, {"language_used": None}, [(agreed, {})])
    assert refused.value.detail["refusals"] == [{"field": "language_used", "reason": "missing"}]
    assert workspace.store.need(agreed.record_id).values["draft"] is True


def test_agreements_of_a_draft_are_there_again(workspace: Workspace, family: RecordId) -> None:
    form = log_visit.save_visit(
        workspace, log_visit.start_visit(workspace, family).form, {"hopes": "To read"}
    )
    save_form(workspace, log_visit.new_agreement(workspace, form), {"text": "Stories"})
    opened = log_visit.open_visit(workspace, form.record_id)
    assert [one.values["text"] for one in opened.agreements] == ["Stories"]


def test_a_contact_and_its_next_step_are_taken_back_together(
    workspace: Workspace, family: RecordId
) -> None:
    contact = log_contact.start_contact(workspace, family).form
    contact = log_contact.save_contact(workspace, contact, {"summary": "Asks for a timetable"})
    step = save_form(workspace, log_contact.new_next_step(workspace, contact), {"text": "Send it"})
    log_contact.finish_contact(workspace, contact, {}, step)
    assert workspace.store.need(step.record_id).values["draft"] is False
    undo_last_save(workspace)
    again = log_contact.begin_contact(workspace, None, None)
    assert again.form.values["summary"] == "Asks for a timetable"
    assert again.next_step is not None
    assert again.next_step.values["text"] == "Send it"


def test_the_last_direction_and_their_own_way_are_proposed(
    workspace: Workspace, family: RecordId
) -> None:
    adult = Write(
        "adult",
        new_record_id(workspace.clock),
        {"family_id": family, "given_name": "Minh", "preferred_channel": "text"},
    )
    workspace.store.save([adult], author="", why="create")
    first = log_contact.start_contact(workspace, family)
    assert (first.channel, first.direction) == ("text", "school_to_family")
    log_contact.finish_contact(workspace, first.form, {"direction": "family_to_school"})
    assert log_contact.start_contact(workspace).direction == "family_to_school"


def test_a_guess_asks_once(workspace: Workspace, family: RecordId) -> None:
    for _time in range(2):
        form = write_cultural_note.start_note(workspace, family).form
        guess = {"source": "guess", "text": "May not want music", "topic": "clothing"}
        write_cultural_note.finish_note(workspace, form, guess)
    assert len(workspace.store.list_rows("note")) == 2
    assert len(workspace.store.list_rows("follow-up")) == 1
