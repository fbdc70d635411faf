"""A day that nobody left with Enter or Tab is kept however the form is left."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import TYPE_CHECKING, Any

import pytest
from PySide6.QtTest import QTest

from fsp_desktop.ui.contact.dialog import ContactDialog
from fsp_desktop.ui.cultural_note.dialog import NoteDialog
from fsp_desktop.ui.follow_ups.dialog import FollowUpDialog
from fsp_desktop.ui.visit_log.screen import VisitLogScreen

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from tests.ui.forms.desk import Desk

YESTERDAY, TOMORROW = "2026-10-12", "2026-10-14"

LEAVE: dict[str, Callable[[Desk], object]] = {
    "closed": lambda desk: desk.window.close(),
    "locked": lambda desk: desk.window.lock_now(),
    "another page": lambda desk: desk.shell.go("today"),
}
LEAVE_DIALOG: dict[str, Callable[[Desk, Any], object]] = {
    "closed": lambda desk, _dialog: desk.window.close(),
    "locked": lambda desk, _dialog: desk.window.lock_now(),
    "escape": lambda _desk, dialog: dialog.reject(),
    "hidden": lambda _desk, dialog: dialog.hide(),
}


def only(desk: Desk, kind: str) -> dict[str, Any]:
    (row,) = desk.rows(kind)
    return dict(row.values)


def local_day(moment: object) -> str:
    return datetime.fromisoformat(str(moment)).astimezone().date().isoformat()


@pytest.mark.parametrize("way", LEAVE)
def test_who_and_when_of_a_visit(desk: Desk, qtbot: QtBot, way: str) -> None:
    desk.shell.go("visit-log", family_id=desk.osman)
    screen = desk.shell.screen("visit-log")
    assert isinstance(screen, VisitLogScreen)
    qtbot.waitUntil(lambda: screen.subtitle() != "", timeout=20_000)
    screen.page.open_who()
    screen.page.who.day.selectAll()
    QTest.keyClicks(screen.page.who.day, "yesterday")
    QTest.keyClicks(screen.page.agreements.rows[0].text, "Story time")
    QTest.keyClicks(screen.page.agreements.rows[0].due_on, "tomorrow")
    LEAVE[way](desk)
    assert local_day(only(desk, "visit")["actual_start"]) == YESTERDAY
    assert only(desk, "agreement")["due_on"] == TOMORROW


@pytest.mark.parametrize("way", LEAVE_DIALOG)
def test_the_next_step_of_a_contact(desk: Desk, qtbot: QtBot, way: str) -> None:
    dialog = ContactDialog(desk.shell, family_id=desk.osman)
    desk.open_dialog(dialog, qtbot)
    qtbot.waitUntil(lambda: dialog._is_ready, timeout=20_000)
    QTest.keyClicks(dialog.text, "Asks for the bus timetable.")
    dialog.next_step.tick.click()
    QTest.keyClicks(dialog.next_step.words, "Send it")
    dialog.next_step.day.chips.choose("pick")
    QTest.keyClicks(dialog.next_step.day.field, "2026-11-02")
    LEAVE_DIALOG[way](desk, dialog)
    assert only(desk, "follow-up")["due_on"] == "2026-11-02"


def test_a_chip_counts_more_than_a_day_typed_before_it(desk: Desk, qtbot: QtBot) -> None:
    dialog = FollowUpDialog(desk.shell, family_id=desk.osman)
    desk.open_dialog(dialog, qtbot)
    qtbot.waitUntil(lambda: dialog.picker.row_id is not None, timeout=20_000)
    QTest.keyClicks(dialog.text, "Send the timetable")
    dialog.day.chips.choose("pick")
    QTest.keyClicks(dialog.day.field, "2026-11-02")
    dialog.day.chips.choose("tomorrow")
    dialog.reject()
    assert only(desk, "follow-up")["due_on"] == TOMORROW


@pytest.mark.parametrize("way", LEAVE_DIALOG)
def test_when_to_look_at_a_note_again(desk: Desk, qtbot: QtBot, way: str) -> None:
    note = NoteDialog(desk.shell, family_id=desk.osman)
    desk.open_dialog(note, qtbot)
    qtbot.waitUntil(lambda: note.picker.row_id is not None, timeout=20_000)
    QTest.keyClicks(note.words.focus_target(), "Shoes stay at the door.")
    note.review.selectAll()
    QTest.keyClicks(note.review, "tomorrow")
    LEAVE_DIALOG[way](desk, note)
    assert only(desk, "note")["review_on"] == TOMORROW


def test_a_pause_leaves_a_half_typed_day_alone(desk: Desk, qtbot: QtBot) -> None:
    dialog = FollowUpDialog(desk.shell, family_id=desk.osman)
    desk.open_dialog(dialog, qtbot)
    qtbot.waitUntil(lambda: dialog.picker.row_id is not None, timeout=20_000)
    dialog.day.chips.choose("pick")
    QTest.keyClicks(dialog.day.field, "fr")
    with qtbot.waitSignal(dialog.keeper.saved):
        QTest.keyClicks(dialog.text, "Send the timetable")
    assert dialog.day.field.text() == "fr"
    assert only(desk, "follow-up").get("due_on") is None
