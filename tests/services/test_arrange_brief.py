"""A conference's page is arranged once and stays so; what is new since is never hidden."""

from __future__ import annotations

from pathlib import Path

from fsp_desktop.domain.ids import RecordId, new_record_id
from fsp_desktop.services.arrange_brief import (
    FIRST_ITEMS,
    Arrangement,
    arrange,
    keep_arrangement,
    read_arrangement,
)
from fsp_desktop.services.edit_record import save_form
from fsp_desktop.services.log_visit import new_agreement
from fsp_desktop.services.plan_conference import (
    end_conference,
    finish_plan,
    open_notes,
    start_plan,
)
from fsp_desktop.services.prepare_conference import prepare_conference
from fsp_desktop.services.print_brief import brief_languages, compose_conference_brief
from fsp_desktop.services.print_packet import text_version
from fsp_desktop.services.workspace import Workspace
from fsp_desktop.store.writes import Write
from tests.services.real_workspace import add_family, make_workspace


def planned(workspace: Workspace) -> RecordId:
    family = add_family(workspace)
    student = new_record_id(workspace.clock)
    fields = {"family_id": family, "given_name": "Minh", "grade": "5"}
    workspace.store.save(
        [Write("student", student, fields)], author=workspace.person_id, why="create"
    )
    plan = start_plan(workspace, family)
    lines = "\n".join(f"Question {number}" for number in range(FIRST_ITEMS + 2))
    form = save_form(workspace, plan.form, {"family_questions": lines})
    return finish_plan(workspace, form).record_id


def words(workspace: Workspace, key: RecordId) -> str:
    brief = prepare_conference(workspace, key)
    return text_version(
        compose_conference_brief(arrange(brief, read_arrangement(workspace, brief)))
    )


def test_the_first_items_are_on_the_page_before_anybody_chooses(tmp_path: Path) -> None:
    with make_workspace(tmp_path) as workspace:
        key = planned(workspace)
        text = words(workspace, key)
        assert f"Question {FIRST_ITEMS - 1}" in text
        assert f"Question {FIRST_ITEMS}" not in text


def test_order_and_choice_are_kept_and_news_come_last(tmp_path: Path) -> None:
    with make_workspace(tmp_path) as workspace:
        key = planned(workspace)
        brief = prepare_conference(workspace, key)
        first = read_arrangement(workspace, brief)
        order = tuple(reversed(first.order["questions"]))
        turned = Arrangement(
            {**first.order, "questions": order},
            {**first.chosen, "questions": frozenset(order[:2])},
        )
        keep_arrangement(workspace, key, turned)
        more = str(brief.form.values["family_questions"]) + "\nA new one"
        save_form(workspace, brief.form, {"family_questions": more})
        again = prepare_conference(workspace, key)
        arranged = arrange(again, read_arrangement(workspace, again))
        asked = next(one for one in arranged.sections if one.code == "questions")
        assert [item.words for item in asked.items] == [
            f"Question {FIRST_ITEMS + 1}",
            f"Question {FIRST_ITEMS}",
            "A new one",
        ]


def test_decisions_of_a_conference_are_on_its_own_page_only(tmp_path: Path) -> None:
    with make_workspace(tmp_path) as workspace:
        key = planned(workspace)
        notes = open_notes(workspace, key)
        agreed = save_form(
            workspace, new_agreement(workspace, notes.form), {"text": "Read together"}
        )
        empty = save_form(workspace, new_agreement(workspace, notes.form), {"text": ""})
        ended = end_conference(workspace, notes.form, [(agreed, {}), (empty, {})])
        assert ended.values["status"] == "held"
        brief = prepare_conference(workspace, key)
        assert [card.text for card in brief.made_here] == ["Read together"]
        assert not next(one for one in brief.sections if one.code == "agreements").items
        assert "Read together" in words(workspace, key)


def test_the_page_is_offered_in_languages_that_are_written(tmp_path: Path) -> None:
    with make_workspace(tmp_path) as workspace:
        brief = prepare_conference(workspace, planned(workspace))
        assert brief_languages(brief) == ("en", "vi")
