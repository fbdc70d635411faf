"""A note says how we know: told by whom, seen, or our guess, which asks to be asked."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from fsp_desktop.language import words
from fsp_desktop.ui.cultural_note.dialog import NoteDialog
from fsp_desktop.ui.theme.theme import theme
from tests.ui.walking import cut_off, nameless, too_small

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from tests.ui.forms.desk import Desk

TAUGHT = "Greet the elders first."


def open_note(desk: Desk, qtbot: QtBot, **place: str) -> NoteDialog:
    dialog = NoteDialog(desk.shell, **place)
    desk.open_dialog(dialog, qtbot)
    qtbot.waitUntil(lambda: bool(dialog.review.text()), timeout=20_000)
    return dialog


def test_own_words_are_kept_with_who_told_them(desk: Desk, qtbot: QtBot) -> None:
    dialog = open_note(desk, qtbot, family_id=desk.osman)
    dialog.how.people.choose(desk.fadumo)
    dialog.words.is_own.click()
    assert dialog.words.voice.isVisible()
    QTest.keyClicks(dialog.words.voice, TAUGHT)
    dialog.topic.set_chosen("greetings_and_courtesy")
    dialog.topic.chosen_changed.emit("greetings_and_courtesy")
    dialog.finish()
    qtbot.waitUntil(lambda: desk.shell.toasts.message() == "Note kept.")
    (note,) = [row.values for row in desk.rows("note")]
    assert (note["text"], note["in_their_words"], note["told_by"]) == (TAUGHT, True, desk.fadumo)
    assert (note["source"], note["review_on"], note["draft"]) == ("told", "2027-10-13", False)


def test_a_guess_is_kept_dashed_and_reminds_us_to_ask(desk: Desk, qtbot: QtBot) -> None:
    dialog = open_note(desk, qtbot, family_id=desk.osman)
    dialog.how.source.segments()[2].click()
    assert dialog.how.meaning._is_guess
    assert not dialog.how.told_by.isVisible()
    assert not dialog.words.is_own.isVisible()
    QTest.keyClicks(dialog.words.plain, "May not want music")
    dialog.topic.set_chosen("food_and_celebrations")
    dialog.topic.chosen_changed.emit("food_and_celebrations")
    dialog.finish()
    qtbot.waitUntil(lambda: "reminded to ask" in desk.shell.toasts.message())
    note, asked = desk.rows("note")[0].values, desk.rows("follow-up")[0].values
    assert (note["source"], note["told_by"], note["told_how"]) == ("guess", None, None)
    assert (asked["side"], asked["text"]) == ("we_asked", "May not want music")


def test_what_is_missing_is_said_beside_each_question(desk: Desk, qtbot: QtBot) -> None:
    dialog = open_note(desk, qtbot, family_id=desk.osman)
    QTest.keyClicks(dialog.words.plain, TAUGHT)
    dialog.finish()
    qtbot.waitUntil(lambda: dialog.fields["topic"].message.text() == "What is it about?")
    assert dialog.how.told_by.message.text() == "Who told you? A name is enough."
    assert dialog.isVisible()
    assert desk.rows("note")[0].values["draft"] is True


def test_what_a_colleague_passed_on_stays_with_us(desk: Desk, qtbot: QtBot) -> None:
    dialog = open_note(desk, qtbot, family_id=desk.osman)
    QTest.keyClicks(dialog.words.plain, TAUGHT)
    dialog.how.people.choose("other")
    QTest.keyClicks(dialog.how.other, "Mr. Bell")
    for combo, key in (
        (dialog.topic, "clothing"),
        (dialog.how.how, "told_by_colleague_unconfirmed"),
    ):
        combo.set_chosen(key)
        combo.chosen_changed.emit(key)
    dialog.finish()
    share = dialog.fields["share_with"]
    qtbot.waitUntil(lambda: "until the family has confirmed" in share.message.text())


def test_closing_keeps_the_draft(desk: Desk, qtbot: QtBot) -> None:
    dialog = open_note(desk, qtbot, family_id=desk.osman)
    QTest.keyClicks(dialog.words.plain, TAUGHT)
    QTest.keyClick(dialog.words.plain, Qt.Key.Key_Escape)
    assert "Draft kept" in desk.shell.toasts.message()
    assert desk.rows("note")[0].values["text"] == TAUGHT
    again = open_note(desk, qtbot, family_id=desk.osman)
    assert again.words.text() == TAUGHT


def test_the_coach_asks_what_this_family_said_themselves(desk: Desk, qtbot: QtBot) -> None:
    dialog = open_note(desk, qtbot, family_id=desk.osman)
    QTest.keyClicks(dialog.words.plain, "Families from Somalia")
    dialog.words.plain.setFocus()
    QTest.keyClick(dialog.words.plain, Qt.Key.Key_Period, Qt.KeyboardModifier.ControlModifier)
    panel = dialog.coach.panel
    assert panel is not None
    assert "What did this family tell you" in panel.words.text()
    assert not panel.use.isVisible()
    QTest.keyClick(dialog.words.plain, Qt.Key.Key_Escape)
    assert dialog.coach.panel is None
    assert dialog.isVisible()


@pytest.mark.parametrize("size", [(1366, 690), (1024, 640)])
def test_nothing_is_cut_in_a_longer_language_from_right_to_left(
    desk: Desk, qtbot: QtBot, size: tuple[int, int]
) -> None:
    words.install("qps-ploc")
    theme().set_direction("rtl")
    desk.window.resize(*size)
    dialog = open_note(desk, qtbot, family_id=desk.osman)
    qtbot.waitUntil(lambda: cut_off(dialog) == [] and too_small(dialog) == [])
    assert nameless(dialog) == []
