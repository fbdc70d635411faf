"""A form: typing is saving, a pause is no new step, and nobody's change is written over."""

from __future__ import annotations

from datetime import timedelta

import pytest

from fsp_desktop.domain.clock import FixedClock
from fsp_desktop.domain.errors import RefusedError
from fsp_desktop.domain.ids import RecordId
from fsp_desktop.services.edit_record import (
    finish_form,
    finish_together,
    new_form,
    open_form,
    save_form,
)
from fsp_desktop.services.log_visit import open_visit, save_visit
from fsp_desktop.services.settle_conflict import (
    delete_record,
    list_conflicts,
    show_history,
    undo_last_save,
)
from fsp_desktop.services.workspace import Workspace
from tests.services.two_desks import agree, pass_on


def _contact(desk: Workspace, family: RecordId) -> dict[str, object]:
    return {
        "family_id": family,
        "occurred_at": desk.clock.now().isoformat(),
        "direction": "family_to_school",
        "channel": "phone",
        "purpose": "check_in",
        "outcome": "talked",
        "staff_id": desk.person_id,
    }


def test_a_new_form_writes_nothing_before_the_first_word(desk: Workspace, family: RecordId) -> None:
    form = new_form(desk, "contact", _contact(desk, family))
    assert form.is_new
    assert desk.store.load(form.record_id) is None
    saved = save_form(desk, form, {"summary": "Asks for"})
    stored = desk.store.need(form.record_id)
    assert (saved.is_new, stored.values["draft"]) == (False, True)
    assert (stored.values["summary"], stored.values["channel"]) == ("Asks for", "phone")


def test_the_pauses_of_one_sitting_are_one_step(
    desk: Workspace, family: RecordId, now: FixedClock
) -> None:
    form = save_form(desk, new_form(desk, "contact", _contact(desk, family)), {"summary": "Asks"})
    for words in ("Asks for", "Asks for the", "Asks for the bus"):
        now.advance(timedelta(seconds=2))
        form = save_form(desk, form, {"summary": words})
    entries = [one for one in show_history(desk, form.record_id) if one.field == "summary"]
    assert [one.value for one in entries] == ["Asks for the bus"]
    undo_last_save(desk)
    assert desk.store.need(form.record_id).deleted


def test_another_sitting_is_another_step(
    desk: Workspace, family: RecordId, now: FixedClock
) -> None:
    form = save_form(desk, new_form(desk, "contact", _contact(desk, family)), {"summary": "One"})
    for words in ("Two", "Three"):
        now.advance(timedelta(seconds=2))
        save_form(desk, open_form(desk, form.record_id), {"summary": words})
    entries = [one for one in show_history(desk, form.record_id) if one.field == "summary"]
    assert [one.value for one in entries] == ["Three", "Two", "One"]


def test_what_arrives_while_a_form_is_open_stays_beside_it(
    desk: Workspace, colleague: Workspace, family: RecordId, now: FixedClock
) -> None:
    here = open_form(desk, family)
    there = open_form(colleague, family)
    save_form(colleague, there, {"reach_preferences": "After 16:00"})
    pass_on(colleague, desk)
    now.advance(timedelta(seconds=5))
    here = save_form(desk, here, {"reach_preferences": "Voice messages"})
    here = save_form(desk, here, {"reach_preferences": "Voice messages only"})
    (conflict,) = list_conflicts(desk, family)
    assert {one.value for one in conflict.versions} == {"After 16:00", "Voice messages only"}
    agree(desk, colleague)
    assert len(list_conflicts(colleague, family)) == 1


def test_different_parts_unite_by_themselves(
    desk: Workspace, colleague: Workspace, family: RecordId
) -> None:
    here, there = open_form(desk, family), open_form(colleague, family)
    save_form(colleague, there, {"reach_preferences": "After 16:00"})
    pass_on(colleague, desk)
    save_form(desk, here, {"meeting_preferences": "At the library"})
    agree(desk, colleague)
    for one in (desk, colleague):
        values = one.store.need(family).values
        assert values["reach_preferences"] == "After 16:00"
        assert values["meeting_preferences"] == "At the library"
        assert list_conflicts(one) == ()


def test_finishing_says_what_is_missing_and_keeps_the_draft(
    desk: Workspace, family: RecordId
) -> None:
    values = _contact(desk, family) | {"channel": None}
    form = new_form(desk, "contact", values)
    with pytest.raises(RefusedError) as refused:
        finish_form(desk, form, {"summary": "Asks for the bus"})
    assert refused.value.code == "domain.invalid_record"
    assert refused.value.detail["refusals"] == [{"field": "channel", "reason": "missing"}]
    stored = desk.store.need(form.record_id)
    assert (stored.values["summary"], stored.values["draft"]) == ("Asks for the bus", True)


def test_a_second_try_after_a_refusal_is_no_second_version(
    desk: Workspace, family: RecordId
) -> None:
    form = new_form(desk, "contact", _contact(desk, family) | {"channel": None})
    with pytest.raises(RefusedError):
        finish_form(desk, form, {"summary": "Asks for the bus"})
    finish_form(desk, form, {"summary": "Asks for the timetable", "channel": "phone"})
    assert list_conflicts(desk) == ()
    stored = desk.store.need(form.record_id)
    assert (stored.values["summary"], stored.values["draft"]) == ("Asks for the timetable", False)


def test_a_wrong_value_is_not_kept(desk: Workspace, family: RecordId) -> None:
    form = save_form(desk, new_form(desk, "contact", _contact(desk, family)), {"summary": "Hello"})
    with pytest.raises(RefusedError) as refused:
        save_form(desk, form, {"channel": "pigeon", "summary": "Changed"})
    assert refused.value.detail["refusals"] == [
        {"field": "channel", "reason": "not_in_vocabulary", "vocabulary": "channel"}
    ]
    assert desk.store.need(form.record_id).values["summary"] == "Hello"


def test_several_records_are_finished_together_or_not_at_all(
    desk: Workspace, family: RecordId
) -> None:
    contact = new_form(desk, "contact", _contact(desk, family))
    step = new_form(desk, "follow-up", {"family_id": family})
    with pytest.raises(RefusedError):
        finish_together(desk, [(contact, {"summary": "Hello"}), (step, {})])
    assert desk.store.load(contact.record_id) is None
    finish_together(desk, [(contact, {"summary": "Hello"}), (step, {"text": "Send the list"})])
    undone = undo_last_save(desk)
    assert set(undone.ids) == {contact.record_id, step.record_id}


def test_a_record_that_was_taken_away_opens_no_form(desk: Workspace, family: RecordId) -> None:
    delete_record(desk, family)
    with pytest.raises(RefusedError, match=r"services\.no_such_record"):
        open_form(desk, family)


def test_a_record_taken_away_elsewhere_keeps_what_is_typed_here(
    desk: Workspace, colleague: Workspace, family: RecordId
) -> None:
    form = open_form(desk, family)
    delete_record(colleague, family)
    pass_on(colleague, desk)
    save_form(desk, form, {"reach_preferences": "After 16:00"})
    assert not desk.store.need(family).deleted
    assert [one.field for one in list_conflicts(desk, family)] == ["_deleted"]


def test_hidden_letters_do_not_get_in(desk: Workspace, family: RecordId) -> None:
    form = save_form(desk, open_form(desk, family), {"label": "Os\u202eman\x00  family "})
    assert form.values["label"] == "Osman family"
    assert desk.store.need(family).values["label"] == "Osman family"


class TestAVisitOnlyForMe:
    @pytest.fixture
    def visit(self, desk: Workspace, family: RecordId) -> RecordId:
        values = {"family_id": family, "readers": "only_me", "purpose": "relational_first"}
        form = save_form(desk, new_form(desk, "visit", values), {"hopes": "A canary sings"})
        return form.record_id

    def test_it_does_not_leave(self, desk: Workspace, visit: RecordId) -> None:
        assert not any(b"canary" in op for op in desk.ledger.unsealed_ops(1 << 30))

    def test_it_leaves_whole_when_it_is_opened_to_the_team(
        self, desk: Workspace, colleague: Workspace, visit: RecordId
    ) -> None:
        agree(desk, colleague)
        assert colleague.store.load(visit) is None
        save_visit(desk, open_visit(desk, visit).form, {"readers": "team"})
        agree(desk, colleague)
        assert colleague.store.need(visit).values["hopes"] == "A canary sings"
        assert desk.store.check() == []
