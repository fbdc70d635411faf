"""Two people write the same note with no network: both versions stay until one of them settles it."""

from __future__ import annotations

import pytest

from fsp_desktop.app.compose import build_desk
from fsp_desktop.domain.ids import RecordId
from fsp_desktop.services.edit_record import open_form, save_form
from fsp_desktop.services.sync_now import sync_now
from fsp_desktop.services.workspace import Workspace
from tests.cli.terminal import PASSPHRASE, Terminal
from tests.journeys.conftest import Team

ANA, BEA = "They greet elders first.", "Shoes stay at the door."


def _open(desk: Terminal) -> Workspace:
    return build_desk(str(desk.profile), {}).open_with_passphrase(PASSPHRASE)


@pytest.fixture
def note(team: Team) -> str:
    family = team.ana.add("family", label="Family Osman")
    note = team.ana.add("note", family_id=family, draft=True, text="First words.")
    team.exchange()
    return note


def _written_by_both(team: Team, note: str) -> None:
    team.ana.json("edit", note, given={"text": ANA})
    team.bea.json("edit", note, given={"text": BEA})
    team.exchange()


def _versions(desk: Terminal, note: str) -> set[str]:
    conflicts = desk.json("conflicts", note)
    assert [one["field"] for one in conflicts] == ["text"]
    return {version["value"] for version in conflicts[0]["versions"]}


def test_both_versions_are_on_both_and_one_choice_settles_both(team: Team, note: str) -> None:
    _written_by_both(team, note)
    assert _versions(team.ana, note) == _versions(team.bea, note) == {ANA, BEA}
    assert team.agree()

    team.bea.json("resolve", note, "text", "--value", f'"{ANA} {BEA}"')
    team.exchange()
    for desk in (team.ana, team.bea):
        assert desk.json("conflicts") == []
        assert desk.json("show", note)["text"] == f"{ANA} {BEA}"
        history = str(desk.json("history", note))
        assert all(words in history for words in (ANA, BEA, "First words."))
    assert team.agree()


@pytest.mark.parametrize("choice", [("--keep", 1), ("--keep", 2), ("--value", '"Both"')])
def test_the_choice_can_be_taken_back(team: Team, note: str, choice: tuple[str, object]) -> None:
    _written_by_both(team, note)
    team.ana.json("resolve", note, "text", *choice)
    assert team.ana.json("conflicts") == []
    team.ana.json("undo")
    team.exchange()
    for desk in (team.ana, team.bea):
        words = str(desk.json("history", note))
        assert ANA in words
        assert BEA in words
    assert _versions(team.ana, note) == _versions(team.bea, note) == {ANA, BEA}
    assert team.agree()


def test_what_lands_while_a_form_is_open_is_kept_beside_its_words(team: Team, note: str) -> None:
    with _open(team.bea) as workspace:
        form = open_form(workspace, RecordId(note))
        team.ana.json("edit", note, given={"text": ANA})
        assert team.ana.json("sync")["sent"] == 1
        assert sync_now(workspace).received == 1
        form = save_form(workspace, form, {"text": "Shoes stay"})
        save_form(workspace, form, {"text": BEA})
    assert _versions(team.bea, note) == {ANA, BEA}
    team.exchange()
    assert _versions(team.ana, note) == {ANA, BEA}
    assert team.agree()


def test_other_fields_and_sets_that_both_changed_do_not_disagree(team: Team, note: str) -> None:
    family = team.ana.json("show", note)["family_id"]
    team.ana.json("edit", family, given={"home_languages": ["so"], "reach_preferences": "Text"})
    team.bea.json("edit", family, given={"home_languages": ["ar"], "meeting_preferences": "Tea"})
    team.exchange()
    for desk in (team.ana, team.bea):
        shown = desk.json("show", family)
        assert sorted(shown["home_languages"]) == ["ar", "so"]
        assert (shown["reach_preferences"], shown["meeting_preferences"]) == ("Text", "Tea")
        assert desk.json("conflicts") == []
    assert team.agree()


def test_words_beside_a_deletion_are_not_lost(team: Team, note: str) -> None:
    team.ana.json("delete", note)
    team.bea.json("edit", note, given={"text": BEA})
    team.exchange()
    for desk in (team.ana, team.bea):
        assert desk.json("show", note)["text"] == BEA
        assert [one["id"] for one in desk.json("conflicts")] == [note]
    assert team.agree()
