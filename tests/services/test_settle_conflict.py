"""Two versions: what was shown is settled, nothing else; nothing is thrown away."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest

from fsp_desktop.domain.clock import FixedClock
from fsp_desktop.domain.errors import RefusedError
from fsp_desktop.domain.ids import RecordId
from fsp_desktop.services.edit_record import open_form, save_form
from fsp_desktop.services.name_people import disputes, history_for_people
from fsp_desktop.services.settle_conflict import (
    Settled,
    both_texts,
    bring_back_value,
    delete_record,
    keep_version,
    list_conflicts,
    settle,
    show_history,
    undo_last_save,
    write_anew,
)
from fsp_desktop.services.workspace import Workspace
from tests.services.real_workspace import add_family, make_workspace
from tests.services.two_desks import agree, pass_on

Fields = dict[str, object]
Disagree = Callable[[Fields, Fields], None]


@pytest.fixture
def disagree(desk: Workspace, colleague: Workspace, family: RecordId, now: FixedClock) -> Disagree:
    def write(mine: Fields, theirs: Fields) -> None:
        here, there = open_form(desk, family), open_form(colleague, family)
        save_form(desk, here, mine)
        now.advance(timedelta(minutes=1))
        save_form(colleague, there, theirs)
        agree(desk, colleague)

    return write


def _value(workspace: Workspace, family: RecordId, field: str) -> object:
    return workspace.store.need(family).values[field]


def test_keeping_one_settles_it_everywhere(
    desk: Workspace, colleague: Workspace, family: RecordId, disagree: Disagree
) -> None:
    disagree({"label": "Osman"[::-1]}, {"label": "Cismaan"})
    (conflict,) = list_conflicts(desk, family)
    assert [one.value for one in conflict.versions] == ["Cismaan", "namsO"]
    keep_version(desk, family, "label", 2)
    agree(desk, colleague)
    for one in (desk, colleague):
        assert list_conflicts(one) == ()
        assert _value(one, family, "label") == "namsO"
        assert {"Cismaan", "namsO"} <= {entry.value for entry in show_history(one, family)}


@pytest.mark.parametrize("number", [0, 3, -1])
def test_there_are_only_so_many_versions(
    desk: Workspace, family: RecordId, disagree: Disagree, number: int
) -> None:
    disagree({"label": "A"}, {"label": "B"})
    with pytest.raises(RefusedError, match=r"services\.no_such_version"):
        keep_version(desk, family, "label", number)
    assert len(list_conflicts(desk, family)) == 1


def test_without_two_versions_there_is_nothing_to_settle(desk: Workspace, family: RecordId) -> None:
    with pytest.raises(RefusedError, match=r"services\.no_conflict"):
        keep_version(desk, family, "label", 1)


def test_a_value_of_its_own_is_checked_like_any_other(
    desk: Workspace, family: RecordId, disagree: Disagree
) -> None:
    disagree({"welcome_stage": "new"}, {"welcome_stage": "packet_given"})
    with pytest.raises(RefusedError, match=r"domain\.invalid_record"):
        write_anew(desk, family, "welcome_stage", "sent by pigeon")
    write_anew(desk, family, "welcome_stage", "new")
    assert list_conflicts(desk) == ()


def test_several_parts_are_one_step_and_one_undo(
    desk: Workspace, family: RecordId, disagree: Disagree
) -> None:
    disagree(
        {"label": "A", "reach_preferences": "Call.", "meeting_preferences": "Here."},
        {"label": "B", "reach_preferences": "Write.", "meeting_preferences": "There."},
    )
    before = {one.field: one for one in list_conflicts(desk, family)}
    decisions = [
        Settled("label", _dots(before["label"]), kept=before["label"].versions[1].dot),
        Settled("reach_preferences", _dots(before["reach_preferences"]), "both"),
        Settled("meeting_preferences", _dots(before["meeting_preferences"]), "new", value="Ask."),
    ]
    settle(desk, family, decisions)
    assert list_conflicts(desk) == ()
    assert _value(desk, family, "label") == "A"
    assert _value(desk, family, "reach_preferences") == "Call.\n\nWrite."
    assert _value(desk, family, "meeting_preferences") == "Ask."
    undo_last_save(desk)
    again = {one.field: {v.value for v in one.versions} for one in list_conflicts(desk, family)}
    assert again["label"] == {"A", "B"}
    assert again["reach_preferences"] == {"Call.", "Write."}


@pytest.mark.parametrize("kept", [1, 2])
def test_taking_a_choice_back_keeps_who_wrote_each_version(
    desk: Workspace, family: RecordId, disagree: Disagree, kept: int
) -> None:
    def authors() -> dict[object, tuple[object, ...]]:
        (conflict,) = list_conflicts(desk, family)
        return {one.value: (one.author, one.device, one.at) for one in conflict.versions}

    disagree({"label": "A"}, {"label": "B"})
    before = authors()
    assert len({author for author, _, _ in before.values()}) == 2
    for _again in range(2):
        keep_version(desk, family, "label", kept)
        undo_last_save(desk)
        assert authors() == before
    (conflict,) = list_conflicts(desk, family)
    assert desk.person_id in {one.brought_back_by for one in conflict.versions}
    (dispute,) = disputes(desk)
    assert dispute.shown.versions[dispute.mine].value == "A"


def test_a_version_that_comes_meanwhile_stays_beside_the_choice(
    desk: Workspace, colleague: Workspace, tmp_path: Path, now: FixedClock
) -> None:
    with make_workspace(tmp_path / "third", now) as third:
        family = add_family(desk, "Htoo")
        pass_on(desk, colleague, third)
        forms = [(one, open_form(one, family)) for one in (desk, colleague, third)]
        for (one, form), label in zip(forms, "ABC", strict=True):
            now.advance(timedelta(seconds=1))
            save_form(one, form, {"label": label})
        pass_on(colleague, desk)
        (shown,) = list_conflicts(desk, family)
        pass_on(third, desk)
        settle(desk, family, [Settled("label", _dots(shown), kept=shown.versions[0].dot)])
    (left,) = list_conflicts(desk, family)
    assert {one.value for one in left.versions} == {"B", "C"}


def test_a_version_that_was_replaced_meanwhile_is_not_chosen_blindly(
    desk: Workspace, colleague: Workspace, family: RecordId, disagree: Disagree
) -> None:
    disagree({"label": "A"}, {"label": "B"})
    (shown,) = list_conflicts(desk, family)
    keep_version(colleague, family, "label", 1)
    save_form(colleague, open_form(colleague, family), {"label": "B again"})
    pass_on(colleague, desk)
    with pytest.raises(RefusedError, match=r"services\.no_conflict"):
        settle(desk, family, [Settled("label", _dots(shown), kept=shown.versions[1].dot)])
    assert _value(desk, family, "label") == "B again"


def test_the_parts_of_a_group_are_settled_together(
    desk: Workspace, colleague: Workspace, family: RecordId, now: FixedClock
) -> None:
    from fsp_desktop.services.follow_up import finish_follow_up, move_follow_up
    from tests.services.test_verbs import add_follow_up_of

    owed = add_follow_up_of(desk, family, "Send the timetable")
    agree(desk, colleague)
    finish_follow_up(desk, owed, "Sent by bus")
    now.advance(timedelta(minutes=1))
    finish_follow_up(colleague, owed, "Told them")
    move_follow_up(colleague, owed, now.today())
    agree(desk, colleague)
    (conflict,) = list_conflicts(desk, owed)
    assert conflict.field == "finish"
    mine = next(n for n, v in enumerate(conflict.versions, 1) if v.value["result"] == "Sent by bus")
    keep_version(desk, owed, "finish", mine)
    values = desk.store.need(owed).values
    assert (values["status"], values["result"]) == ("done", "Sent by bus")
    with pytest.raises(RefusedError, match=r"services\.no_conflict"):
        write_anew(desk, owed, "finish", {"status": "open"})


@pytest.mark.parametrize("is_kept", [True, False])
def test_removed_here_and_changed_there_waits_for_a_person(
    desk: Workspace,
    colleague: Workspace,
    family: RecordId,
    now: FixedClock,
    is_kept: bool,
) -> None:
    there = open_form(colleague, family)
    delete_record(desk, family)
    now.advance(timedelta(minutes=1))
    save_form(colleague, there, {"reach_preferences": "After 16:00"})
    agree(desk, colleague)
    (conflict,) = list_conflicts(desk, family)
    assert conflict.field == "_deleted"
    wanted = next(n for n, v in enumerate(conflict.versions, 1) if v.value is not is_kept)
    keep_version(desk, family, "_deleted", wanted)
    agree(desk, colleague)
    for one in (desk, colleague):
        assert one.store.need(family).deleted is not is_kept
        assert list_conflicts(one) == ()


def test_an_earlier_value_comes_back_as_a_new_line(
    desk: Workspace, family: RecordId, now: FixedClock
) -> None:
    for label in ("First", "Second"):
        now.advance(timedelta(minutes=1))
        save_form(desk, open_form(desk, family), {"label": label})
    first = next(one for one in show_history(desk, family) if one.value == "First")
    now.advance(timedelta(minutes=1))
    bring_back_value(desk, family, first.field, first.value)
    values = [one.value for one in show_history(desk, family) if one.field == "label"]
    assert values == ["First", "Second", "First", "Osman"]
    undo_last_save(desk)
    assert _value(desk, family, "label") == "Second"


def test_the_same_text_twice_is_joined_once(
    desk: Workspace, family: RecordId, disagree: Disagree
) -> None:
    disagree({"reach_preferences": "Call."}, {"reach_preferences": "Call. \n"})
    (conflict,) = list_conflicts(desk, family)
    assert both_texts(conflict.versions) == "Call."


def test_people_read_names_where_the_record_holds_ids(
    desk: Workspace, colleague: Workspace, family: RecordId, disagree: Disagree
) -> None:
    disagree(
        {"liaison_id": desk.person_id, "reach_preferences": "Call."},
        {"liaison_id": colleague.person_id, "reach_preferences": "Write."},
    )
    found = {one.kept.field: one for one in disputes(desk)}
    liaison = found["liaison_id"]
    assert {one.value for one in liaison.kept.versions} == {desk.person_id, colleague.person_id}
    assert {one.value for one in liaison.shown.versions} == {"Ana Reyes"}
    assert liaison.kept.versions[liaison.mine].author == desk.person_id
    assert not liaison.can_be_joined
    assert found["reach_preferences"].can_be_joined
    authors = {shown.author for _kept, shown in history_for_people(desk, family)}
    assert authors == {"Ana Reyes"}


def _dots(conflict) -> tuple[str, ...]:
    return tuple(version.dot for version in conflict.versions)
