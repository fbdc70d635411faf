"""The work area around an open record: it survives another language, and leads to what was found."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest
from PySide6.QtWidgets import QDialog

from fsp_desktop.domain.views import SearchHit
from fsp_desktop.language import words
from fsp_desktop.services.edit_record import finish_form, new_form, save_form
from fsp_desktop.ui.widgets.cards import Banner
from tests.ui.settled import settle
from tests.ui.sync.conftest import SharingDesk, Team

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot


def banners(desk: SharingDesk) -> list[str]:
    shell = desk.window.shell
    items = [shell.banners.itemAt(at).widget() for at in range(shell.banners.count())]
    return [one.label.text() for one in items if isinstance(one, Banner)]


def test_another_language_is_spoken_everywhere_and_nothing_is_lost(
    team: Team, open_desk: Any, qtbot: QtBot
) -> None:
    def open_demo() -> Any:
        workspace = team.open(team.ana)
        return replace(workspace, who=replace(workspace.who, is_demo=True))

    desk = open_desk(open_demo, team.clock)
    settle(desk.runner, qtbot)
    assert len(banners(desk)) == 1
    role = desk.shell.hooks.role
    desk.shell.language_chosen.emit("qps-ploc")
    qtbot.waitUntil(lambda: desk.window.shell is not desk.shell)
    settle(desk.runner, qtbot)
    hooks = desk.window.shell.hooks
    assert words.current() == "qps-ploc"
    assert "Made-up" not in banners(desk)[0]
    assert hooks.role != role
    assert len(hooks.family_acts) == 4
    assert not [act.words for act in hooks.family_acts if "Log contact" in act.words]
    assert desk.sharing.shell() is desk.window.shell


@pytest.mark.parametrize(
    ("kind", "page"), [("family", "families"), ("adult", "families"), ("conference", "conferences")]
)
def test_what_was_found_leads_to_its_page(
    desk: SharingDesk, qtbot: QtBot, kind: str, page: str
) -> None:
    def add() -> tuple[str, str]:
        family = finish_form(
            desk.workspace, new_form(desk.workspace, "family", {"label": "Osman"}), {}
        ).record_id
        talk = save_form(
            desk.workspace, new_form(desk.workspace, "conference", {"family_id": family}), {}
        ).record_id
        return family, talk

    family, talk = desk.ask(add)
    found = talk if kind == "conference" else family
    hit = SearchHit(found, kind, family, "Osman", "", (), 1.0)
    desk.shell.hooks.open_hit(hit)
    assert desk.shell.trail()[-1][0] == page
    assert desk.shell.trail()[-1][1]["family_id"] == family
    settle(desk.runner, qtbot)


def test_a_colleague_has_no_page_and_that_is_said(desk: SharingDesk, qtbot: QtBot) -> None:
    settle(desk.runner, qtbot)
    before = desk.shell.trail()
    desk.shell.hooks.open_hit(SearchHit("x", "staff", None, "Ana Reyes", "", (), 1.0))
    assert "Ana Reyes" in desk.shell.toasts.message()
    assert desk.shell.trail() == before


@pytest.mark.parametrize(
    "key", ["contact", "note", "follow-up", "family-form", "conference-form", "roster-import"]
)
def test_every_new_thing_opens_without_a_family(desk: SharingDesk, qtbot: QtBot, key: str) -> None:
    from fsp_desktop.ui.places import open_place

    open_place(desk.shell, key, family_id=None)
    settle(desk.runner, qtbot)
    (dialog,) = [one for one in desk.window.findChildren(QDialog) if one.isVisible()]
    dialog.reject()
    settle(desk.runner, qtbot)


def test_the_sentence_at_the_bottom_counts_while_much_is_shared(
    desk: SharingDesk, qtbot: QtBot
) -> None:
    settle(desk.runner, qtbot)
    desk.rhythm.progressed.emit(0, 1)
    assert "Sharing" not in desk.shell.status.sentence()
    desk.rhythm.progressed.emit(2, 4)
    assert "Sharing 2 of 4" in desk.shell.status.sentence()
    desk.shell.refresh_standing()
    settle(desk.runner, qtbot)
    assert "Sharing" not in desk.shell.status.sentence()
