"""Every page and sheet in the smallest window, at small and large sizes of text: nothing is cut."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from PySide6.QtWidgets import QDialog

from fsp_desktop.ui.places import open_place
from fsp_desktop.ui.theme.theme import theme
from tests.ui.paper.demo_desk import DemoDesk
from tests.ui.settled import settle
from tests.ui.walking import clipped

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

SIZES = (0.9, 1.3, 1.5)
ABOUT_A_FAMILY = ("families", "visit-log", "packets")
PAGES = (
    "today", "families", "follow-ups", "conferences", "visit-log", "packets", "handouts",
    "translations", "school-profile", "sync", "versions", "needs-look", "settings",
)  # fmt: skip
SHEETS = (
    "contact", "note", "follow-up", "family-form", "conference-form", "roster-import", "recovery",
    "packet-batch", "papers-given", "history",
)  # fmt: skip


@pytest.fixture(params=SIZES)
def size(request: pytest.FixtureRequest) -> float:
    """The size of text, chosen before anything is built."""
    theme().set_scale(request.param)
    return float(request.param)


@pytest.fixture
def sized(size: float, demo: DemoDesk, qtbot: QtBot) -> DemoDesk:
    """The invented school in the smallest window at one size of text."""
    demo.window.resize(1024, 640)
    settle(demo.runner, qtbot)
    return demo


def place_of(sized: DemoDesk, key: str) -> dict[str, Any]:
    family = sized.families["Osman"]
    if key == "handouts":
        return {"kind": "conference_invitation", "family_id": family}
    if key == "history":
        return {"record_id": family, "kind": "family"}
    return {"family_id": family} if key in (*ABOUT_A_FAMILY, *SHEETS) else {}


def test_no_page_cuts_its_words(sized: DemoDesk, qtbot: QtBot) -> None:
    wrong = {}
    for key in PAGES:
        open_place(sized.shell, key, **place_of(sized, key))
        settle(sized.runner, qtbot)
        wrong[key] = clipped(sized.window)
    assert {key: found for key, found in wrong.items() if found} == {}


def test_no_sheet_cuts_its_words(sized: DemoDesk, qtbot: QtBot) -> None:
    wrong = {}
    for key in SHEETS:
        open_place(sized.shell, key, **place_of(sized, key))
        settle(sized.runner, qtbot)
        (sheet,) = [one for one in sized.window.findChildren(QDialog) if one.isVisible()]
        wrong[key] = clipped(sheet)
        sheet.reject()
        settle(sized.runner, qtbot)
    assert {key: found for key, found in wrong.items() if found} == {}
