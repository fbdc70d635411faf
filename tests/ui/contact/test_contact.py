"""A contact takes six keystrokes besides its text, and no word of it is lost."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from fsp_desktop.language import words
from fsp_desktop.ui.contact.dialog import ContactDialog
from fsp_desktop.ui.shell.menus import NewMenu
from fsp_desktop.ui.theme.theme import theme
from tests.ui.walking import cut_off, nameless, too_small

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from tests.ui.forms.desk import Desk

SAID = "Asks for the bus timetable."
CONTROL, ALT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier


class Keyboard:
    """Presses keys on whatever has the keyboard, and counts those that are no text."""

    def __init__(self, qtbot: QtBot) -> None:
        self._qtbot = qtbot
        self.count = 0

    def press(
        self, key: Qt.Key | str, how: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier
    ) -> None:
        self.count += 1
        QTest.keyClick(self._holder(), key, how)

    def type(self, text: str) -> None:
        QTest.keyClicks(self._holder(), text)

    def _holder(self):
        found = []

        def look() -> bool:
            holder = QApplication.activePopupWidget() or QApplication.focusWidget()
            found[:] = [holder] if holder is not None else []
            return bool(found)

        self._qtbot.waitUntil(look)
        return found[0]


def open_contact(desk: Desk, qtbot: QtBot, **place: str) -> ContactDialog:
    dialog = ContactDialog(desk.shell, **place)
    desk.open_dialog(dialog, qtbot)
    qtbot.waitUntil(lambda: dialog._is_ready, timeout=20_000)
    return dialog


def saved(desk: Desk) -> list[dict]:
    return [row.values for row in desk.rows("contact")]


def test_six_keystrokes_besides_the_text(desk: Desk, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: QApplication.focusWidget() is not None)
    keyboard = Keyboard(qtbot)
    keyboard.press(Qt.Key.Key_N, CONTROL)
    qtbot.waitUntil(lambda: isinstance(QApplication.activePopupWidget(), NewMenu))
    keyboard.press("c")
    qtbot.waitUntil(lambda: isinstance(QApplication.activeWindow(), ContactDialog))
    keyboard.press("o")
    keyboard.press("s")
    keyboard.press(Qt.Key.Key_Return)
    keyboard.type(SAID)
    keyboard.press(Qt.Key.Key_Return, CONTROL)
    assert keyboard.count == 6
    qtbot.waitUntil(lambda: desk.shell.toasts.message() != "", timeout=20_000)
    assert desk.shell.toasts.message() == "Contact saved for Osman."
    (contact,) = saved(desk)
    assert contact["summary"] == SAID
    assert contact["family_id"] == desk.osman
    assert contact["channel"] == "whatsapp_or_app"
    assert contact["draft"] is False


def test_keys_turn_direction_and_choose_the_way(desk: Desk, qtbot: QtBot) -> None:
    dialog = open_contact(desk, qtbot, family_id=desk.osman)
    qtbot.waitUntil(dialog.text.hasFocus)
    QTest.keyClick(dialog.text, Qt.Key.Key_D, ALT)
    QTest.keyClick(dialog.text, Qt.Key.Key_3, ALT)
    QTest.keyClicks(dialog.text, SAID)
    dialog.finish()
    qtbot.waitUntil(lambda: desk.shell.toasts.message() != "")
    (contact,) = saved(desk)
    assert (contact["direction"], contact["channel"]) == ("family_to_school", "text")
    again = open_contact(desk, qtbot)
    assert again.who.direction() == "family_to_school"


def test_escape_keeps_the_draft_and_the_dialog_opens_on_it(desk: Desk, qtbot: QtBot) -> None:
    dialog = open_contact(desk, qtbot)
    QTest.keyClicks(dialog.text, SAID)
    QTest.keyClick(dialog.text, Qt.Key.Key_Escape)
    assert desk.shell.toasts.message() == "Draft kept. Ctrl+N, C opens it again."
    (draft,) = saved(desk)
    assert (draft["summary"], draft["draft"], draft["family_id"]) == (SAID, True, None)
    again = open_contact(desk, qtbot)
    assert again.text.text() == SAID
    assert again.words.discard.isVisible()
    again.words.discard.click()
    qtbot.waitUntil(lambda: desk.rows("contact") == [])


def test_next_step_is_promised_with_the_contact_and_undone_with_it(
    desk: Desk, qtbot: QtBot
) -> None:
    dialog = open_contact(desk, qtbot, family_id=desk.osman)
    QTest.keyClicks(dialog.text, SAID)
    dialog.next_step.tick.click()
    QTest.keyClicks(dialog.next_step.words, "Send it in Somali")
    dialog.finish()
    qtbot.waitUntil(lambda: desk.shell.toasts.message() != "")
    (step,) = [row.values for row in desk.rows("follow-up")]
    assert (step["text"], step["due_on"], step["side"], step["draft"]) == (
        "Send it in Somali",
        "2026-10-14",
        "we_promised",
        False,
    )
    assert step["family_id"] == desk.osman
    assert desk.shell.toasts.take_back()
    qtbot.waitUntil(lambda: saved(desk)[0]["draft"] is True)
    assert saved(desk)[0]["summary"] == SAID
    assert desk.rows("follow-up")[0].values["draft"] is True


def test_nobody_answered_hides_the_text(desk: Desk, qtbot: QtBot) -> None:
    dialog = open_contact(desk, qtbot, family_id=desk.osman)
    dialog.words.no_answer.click()
    assert not dialog.text.isVisible()
    dialog.finish()
    qtbot.waitUntil(lambda: desk.shell.toasts.message() != "")
    assert saved(desk)[0]["outcome"] == "no_answer"


def test_unknown_name_offers_a_new_family(desk: Desk, qtbot: QtBot) -> None:
    dialog = open_contact(desk, qtbot)
    QTest.keyClicks(dialog.picker.field, "xy")
    qtbot.waitUntil(dialog.picker.make.isVisible)
    assert dialog.picker.message.text() == "No family called “xy”."
    assert dialog.picker.make.text() == "Make a new one?"


def test_without_a_family_it_says_so_beside_the_field(desk: Desk, qtbot: QtBot) -> None:
    dialog = open_contact(desk, qtbot)
    QTest.keyClicks(dialog.text, SAID)
    dialog.finish()
    assert dialog.picker.message.text() == "Which family is it?"
    assert dialog.isVisible()


def test_a_child_or_the_name_as_they_write_it_finds_the_family(desk: Desk, qtbot: QtBot) -> None:
    dialog = open_contact(desk, qtbot)
    for letters in ("aya", "qoy"):
        dialog.picker.field.clear()
        QTest.keyClicks(dialog.picker.field, letters)
        QTest.keyClick(dialog.picker.field, Qt.Key.Key_Return)
        qtbot.waitUntil(lambda: dialog.picker.row_id == desk.osman)
        dialog.picker.clear()


@pytest.mark.parametrize("size", [(1366, 690), (1024, 640)])
def test_nothing_is_cut_in_a_longer_language_from_right_to_left(
    desk: Desk, qtbot: QtBot, size: tuple[int, int]
) -> None:
    words.install("qps-ploc")
    theme().set_direction("rtl")
    desk.window.resize(*size)
    dialog = open_contact(desk, qtbot, family_id=desk.osman)
    dialog.next_step.tick.click()
    qtbot.waitUntil(lambda: cut_off(dialog) == [] and too_small(dialog) == [])
    assert nameless(dialog) == []


def test_words_typed_before_the_store_answers_stay(desk: Desk, qtbot: QtBot) -> None:
    released = threading.Event()
    desk.shell.runner.store(released.wait)
    dialog = ContactDialog(desk.shell)
    desk.open_dialog(dialog, qtbot)
    dialog.text.setFocus()
    QTest.keyClicks(dialog.text, SAID)
    assert not dialog._is_ready
    released.set()
    qtbot.waitUntil(lambda: dialog._is_ready, timeout=20_000)
    assert dialog.text.text() == SAID
    dialog.reject()
