"""The board is worked with keys: Space, Alt+Right, Left and Right, Enter, F2."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from fsp_desktop.language import words
from fsp_desktop.services import follow_up
from fsp_desktop.ui.follow_ups.another_day import AnotherDay
from fsp_desktop.ui.follow_ups.dialog import FollowUpDialog
from fsp_desktop.ui.follow_ups.screen import FollowUpsScreen
from fsp_desktop.ui.theme.theme import theme
from tests.ui.walking import cut_off, nameless, too_small

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from tests.ui.forms.desk import Desk


def fill(desk: Desk) -> None:
    today = desk.workspace.clock.today()
    for text, side, days in (
        ("Call about clothes", "we_promised", -2),
        ("Send the timetable", "we_promised", 0),
        ("Ask about the bus", "we_promised", 2),
        ("Photo permission", "we_asked", None),
        ("Much later", "we_promised", 40),
    ):
        due = None if days is None else (today + timedelta(days=days)).isoformat()
        form = follow_up.start_follow_up(desk.workspace, desk.osman)
        follow_up.add_follow_up(desk.workspace, form, {"text": text, "side": side, "due_on": due})


def open_board(desk: Desk, qtbot: QtBot) -> FollowUpsScreen:
    desk.ask(lambda: fill(desk))
    desk.shell.go("follow-ups")
    screen = desk.shell.screen("follow-ups")
    assert isinstance(screen, FollowUpsScreen)
    qtbot.waitUntil(lambda: texts(screen, 1) == ["Send the timetable"], timeout=20_000)
    qtbot.waitUntil(screen.columns[0].cards.hasFocus)
    return screen


def texts(screen: FollowUpsScreen, column: int) -> list[str]:
    return [row.text for row in screen.columns[column]._model.rows()]


def press(key: Qt.Key, how: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    QTest.keyClick(QApplication.activePopupWidget() or QApplication.focusWidget(), key, how)


def test_columns_and_keys_between_them(desk: Desk, qtbot: QtBot) -> None:
    screen = open_board(desk, qtbot)
    assert [texts(screen, at) for at in range(4)] == [
        ["Call about clothes"],
        ["Send the timetable"],
        ["Ask about the bus"],
        ["Photo permission"],
    ]
    press(Qt.Key.Key_Right)
    assert screen.columns[1].cards.hasFocus()
    press(Qt.Key.Key_Left)
    assert screen.columns[0].cards.hasFocus()
    assert screen.columns[0].cards.accessibleName() == "Late, 1"
    screen.more.click()
    assert texts(screen, 2) == ["Ask about the bus", "Much later"]


def test_space_is_done_and_undo_brings_it_back(desk: Desk, qtbot: QtBot) -> None:
    screen = open_board(desk, qtbot)
    press(Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: texts(screen, 0) == [])
    assert desk.shell.toasts.message() == "Done: Call about clothes, Osman family"
    assert screen.columns[1].cards.hasFocus()
    assert screen.head.came_of_it.isVisible()
    assert desk.shell.toasts.take_back()
    qtbot.waitUntil(lambda: texts(screen, 0) == ["Call about clothes"])
    assert not screen.head.came_of_it.isVisible()


def test_the_words_of_an_empty_column_stay_at_the_top(desk: Desk, qtbot: QtBot) -> None:
    screen = open_board(desk, qtbot)
    press(Qt.Key.Key_Space)
    empty = screen.columns[0]
    qtbot.waitUntil(lambda: empty.is_empty and empty._nothing.isVisible())
    QApplication.processEvents()
    full = screen.columns[1]
    assert empty._title.y() == full._title.y()
    assert empty._nothing.geometry().bottom() < empty.height() / 2


def test_alt_right_gives_another_day(desk: Desk, qtbot: QtBot) -> None:
    screen = open_board(desk, qtbot)
    press(Qt.Key.Key_Right, Qt.KeyboardModifier.AltModifier)
    qtbot.waitUntil(lambda: isinstance(QApplication.activePopupWidget(), AnotherDay))
    press(Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: texts(screen, 0) == [])
    assert "Call about clothes" in texts(screen, 2)


def test_enter_shows_the_family(desk: Desk, qtbot: QtBot) -> None:
    open_board(desk, qtbot)
    press(Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: desk.shell.current().key == "families")


def test_a_new_follow_up_is_kept(desk: Desk, qtbot: QtBot) -> None:
    dialog = FollowUpDialog(desk.shell, family_id=desk.osman)
    desk.open_dialog(dialog, qtbot)
    qtbot.waitUntil(lambda: dialog.picker.row_id == desk.osman, timeout=20_000)
    QTest.keyClicks(dialog.text, "Bring the form")
    dialog.side.segments()[1].click()
    dialog.day.chips.choose("friday")
    dialog.finish()
    qtbot.waitUntil(lambda: desk.shell.toasts.message() == "Follow-up kept.")
    (kept,) = [row.values for row in desk.rows("follow-up")]
    assert (kept["text"], kept["side"], kept["due_on"]) == (
        "Bring the form",
        "family_offered",
        "2026-10-16",
    )
    assert kept["owner_id"] == desk.workspace.person_id


def test_what_came_of_it_is_added_to_a_done_one(desk: Desk, qtbot: QtBot) -> None:
    screen = open_board(desk, qtbot)
    press(Qt.Key.Key_Space)
    qtbot.waitUntil(screen.head.came_of_it.isVisible)
    done = next(row for row in desk.rows("follow-up") if row.values["status"] == "done")
    dialog = FollowUpDialog(desk.shell, record_id=done.id, ask="result")
    desk.open_dialog(dialog, qtbot)
    qtbot.waitUntil(dialog.came_of_it.hasFocus)
    QTest.keyClicks(dialog.came_of_it, "She was glad")
    dialog.finish()
    qtbot.waitUntil(lambda: desk.load(done.id)["result"] == "She was glad")


def test_an_empty_one_is_asked_for_words(desk: Desk, qtbot: QtBot) -> None:
    dialog = FollowUpDialog(desk.shell, family_id=desk.osman)
    desk.open_dialog(dialog, qtbot)
    qtbot.waitUntil(lambda: dialog.picker.row_id == desk.osman, timeout=20_000)
    dialog.finish()
    qtbot.waitUntil(lambda: dialog.text_field.message.text() == "A few words are needed here.")


@pytest.mark.parametrize("size", [(1366, 690), (1024, 640)])
def test_nothing_is_cut_in_a_longer_language_from_right_to_left(
    desk: Desk, qtbot: QtBot, size: tuple[int, int]
) -> None:
    words.install("qps-ploc")
    theme().set_direction("rtl")
    desk.window.resize(*size)
    screen = open_board(desk, qtbot)
    qtbot.waitUntil(lambda: cut_off(screen) == [] and too_small(screen) == [])
    assert nameless(screen) == []
    dialog = FollowUpDialog(desk.shell, family_id=desk.osman)
    desk.open_dialog(dialog, qtbot)
    qtbot.waitUntil(lambda: cut_off(dialog) == [] and too_small(dialog) == [])
    assert nameless(dialog) == []
