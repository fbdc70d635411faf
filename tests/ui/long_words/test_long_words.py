"""Pages with real people on them, in the smallest window and a longer, mirrored language."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtWidgets import QAbstractButton, QLabel, QScrollArea, QWidget

from fsp_desktop.domain.ids import RecordId
from fsp_desktop.language import words
from fsp_desktop.ui.history.sheet import HistorySheet
from fsp_desktop.ui.places import open_place
from fsp_desktop.ui.sync.invite_sheet import InviteSheet
from fsp_desktop.ui.theme.theme import theme
from tests.ui.disagreement import disagree
from tests.ui.paper.demo_desk import DemoDesk
from tests.ui.settled import settle
from tests.ui.walking import cut_off, nameless, too_small

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

PAGES = ("today", "families", "versions", "sync")


@pytest.fixture(params=["en", "qps-ploc"])
def language(request: pytest.FixtureRequest) -> str:
    """English, and the longer one; chosen before anything is built."""
    words.install(request.param)
    theme().set_direction(words.direction())
    return str(request.param)


@pytest.fixture
def small(language: str, demo: DemoDesk, qtbot: QtBot) -> DemoDesk:
    """The smallest window, with something that has two versions."""
    rows = demo.rows("visit", family_id=demo.families["Osman"])
    visit = RecordId(next(row.id for row in rows if row.values["hopes"]))
    mine = {"hopes": "We want her to keep both languages.", "discussed": "Who brings Yusuf."}
    theirs = {"hopes": "She is shy with new people.", "discussed": "Mornings are hard."}
    demo.runner.store(lambda: disagree(demo.workspace, "visit", visit, mine, theirs))
    demo.window.resize(1024, 640)
    settle(demo.runner, qtbot)
    return demo


@pytest.mark.parametrize("key", PAGES)
def test_nothing_is_cut_nameless_or_too_small(small: DemoDesk, key: str, qtbot: QtBot) -> None:
    place = {"family_id": small.families["Osman"]} if key == "families" else {}
    open_place(small.shell, key, **place)
    settle(small.runner, qtbot)
    page = small.shell.current()
    assert page is not None
    assert cut_off(small.window) == []
    assert cut_inside(page) == []
    assert nameless(page) == []
    assert too_small(page) == []


def test_sheets_fit_into_the_window(small: DemoDesk, qtbot: QtBot) -> None:
    family = small.families["Osman"]
    open_place(small.shell, "history", record_id=family, kind="family")
    settle(small.runner, qtbot)
    sheet = small.window.findChild(HistorySheet)
    check_sheet(small, sheet)
    sheet.reject()
    sheet = InviteSheet(small.shell)
    small.shell.open_dialog(sheet)
    settle(small.runner, qtbot)
    check_sheet(small, sheet)


def check_sheet(small: DemoDesk, sheet: QWidget | None) -> None:
    assert sheet is not None
    assert small.window.frameGeometry().contains(sheet.frameGeometry())
    assert cut_off(sheet) == []
    assert cut_inside(sheet) == []
    assert nameless(sheet) == []


def cut_inside(top: QWidget) -> list[str]:
    """Return what is wider than the scrolling part that holds it: nobody can scroll sideways."""
    wrong = []
    for area in top.findChildren(QScrollArea):
        inside = area.widget()
        if not area.isVisible() or inside is None:
            continue
        room = area.viewport().width()
        if inside.width() > room + 1:
            wrong.append(f"{type(inside).__name__} is {inside.width()} wide in {room}")
        wrong += [
            f"{widget.text()!r} is {widget.width()} of {widget.minimumSizeHint().width()} wide"
            for widget in inside.findChildren(QWidget)
            if isinstance(widget, QLabel | QAbstractButton)
            and widget.isVisible()
            and widget.width() + 1 < widget.minimumSizeHint().width()
        ]
    return wrong
