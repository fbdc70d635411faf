"""A brief with a part that two people wrote differently is printed only after one was asked."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from fsp_desktop.domain.ids import RecordId
from fsp_desktop.ui.conference import screen as conference_screen
from fsp_desktop.ui.paper.two_versions import TwoVersionsSheet
from tests.ui.conference.test_conference_screen import conference_id, open_brief
from tests.ui.disagreement import disagree
from tests.ui.settled import settle

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from tests.ui.paper.demo_desk import DemoDesk

MINE, THEIRS = {"family_questions": "Who helps?"}, {"family_questions": "When is it?"}


@pytest.fixture
def printed(monkeypatch: pytest.MonkeyPatch) -> list[Any]:
    sent: list[Any] = []
    monkeypatch.setattr(
        conference_screen, "print_pages", lambda _shell, _over, pages, _wish: sent.append(pages)
    )
    return sent


def test_it_asks_and_prints_when_one_agrees(
    demo: DemoDesk, qtbot: QtBot, printed: list[Any]
) -> None:
    key = RecordId(conference_id(demo))
    demo.ask(lambda: disagree(demo.workspace, "conference", key, MINE, THEIRS))
    screen = open_brief(demo, qtbot)
    screen._print()
    sheet = demo.window.findChild(TwoVersionsSheet)
    assert sheet is not None
    assert printed == []
    sheet.anyway.click()
    assert len(printed) == 1
    settle(demo.runner, qtbot)


def test_without_two_versions_nothing_is_asked(
    demo: DemoDesk, qtbot: QtBot, printed: list[Any]
) -> None:
    screen = open_brief(demo, qtbot)
    screen._print()
    assert demo.window.findChild(TwoVersionsSheet) is None
    assert len(printed) == 1
    settle(demo.runner, qtbot)
