"""The coach points, offers, and never takes the keyboard or changes a word by itself."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QVBoxLayout, QWidget

from fsp_desktop.services.coach_tips import allow_tips, stopped_tips
from fsp_desktop.ui.coach.coach import Coach
from fsp_desktop.ui.coach.highlighter import LONGEST_BLOCK, qt_index, text_index
from fsp_desktop.ui.forms.text_fields import NoteField

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from tests.ui.forms.desk import Desk

SAID = "We spoke about the GPA today"


class Page(QWidget):
    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.resize(700, 400)
        self.field, self.other = NoteField("Words"), NoteField("More words")
        column = QVBoxLayout(self)
        column.addWidget(self.field)
        column.addWidget(self.other)
        self.coach = Coach(desk.shell, self)
        self.coach.watch(self.field)
        self.coach.watch(self.other)


def open_page(desk: Desk, qtbot: QtBot, text: str = SAID) -> Page:
    page = Page(desk)
    qtbot.addWidget(page)
    with qtbot.waitExposed(page):
        page.show()
    page.activateWindow()
    page.field.set_text(text)
    page.field.setFocus()
    qtbot.waitUntil(page.field.hasFocus)
    return page


def rest_on(page: Page, place: int) -> None:
    cursor = page.field.textCursor()
    cursor.setPosition(place)
    page.field.setTextCursor(cursor)


def underlined(page: Page) -> list[str]:
    block = page.field.document().firstBlock()
    text = block.text()
    return [
        text[text_index(text, one.start) : text_index(text, one.start + one.length)]
        for one in block.layout().formats()
    ]


def test_a_rest_on_the_word_opens_the_hint_and_the_keyboard_stays(desk: Desk, qtbot: QtBot) -> None:
    page = open_page(desk, qtbot)
    assert underlined(page) == ["GPA"]
    rest_on(page, SAID.index("GPA") + 1)
    qtbot.waitUntil(lambda: page.coach.panel is not None, timeout=3000)
    assert page.field.hasFocus()
    page.coach.panel.use.click()
    assert page.field.text() == "We spoke about the average of all marks today"
    assert page.field.hasFocus()
    page.field.undo()
    assert page.field.text() == SAID


def test_keep_mine_is_for_this_text_only(desk: Desk, qtbot: QtBot) -> None:
    page = open_page(desk, qtbot)
    page.other.set_text(SAID)
    rest_on(page, SAID.index("GPA"))
    QTest.keyClick(page.field, Qt.Key.Key_Period, Qt.KeyboardModifier.ControlModifier)
    page.coach.panel.keep.click()
    assert underlined(page) == []
    assert page.coach.count() == 1
    assert page.field.text() == SAID


def test_stopped_tips_stay_stopped_in_the_next_form(desk: Desk, qtbot: QtBot) -> None:
    page = open_page(desk, qtbot)
    rest_on(page, SAID.index("GPA"))
    QTest.keyClick(page.field, Qt.Key.Key_Period, Qt.KeyboardModifier.ControlModifier)
    page.coach.panel.stop.click()
    qtbot.waitUntil(lambda: page.coach.count() == 0)
    following = open_page(desk, qtbot)
    qtbot.waitUntil(lambda: following.coach.count() == 0)
    assert desk.ask(lambda: stopped_tips(desk.workspace)) == {"GPA"}
    desk.ask(lambda: allow_tips(desk.workspace))
    assert desk.ask(lambda: stopped_tips(desk.workspace)) == frozenset()


def test_escape_closes_the_hint_only(desk: Desk, qtbot: QtBot) -> None:
    page = open_page(desk, qtbot)
    rest_on(page, SAID.index("GPA"))
    QTest.keyClick(page.field, Qt.Key.Key_Period, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClick(page.field, Qt.Key.Key_Escape)
    assert page.coach.panel is None
    assert page.isVisible()


def test_typing_takes_the_hint_away(desk: Desk, qtbot: QtBot) -> None:
    page = open_page(desk, qtbot)
    rest_on(page, SAID.index("GPA"))
    QTest.keyClick(page.field, Qt.Key.Key_Period, Qt.KeyboardModifier.ControlModifier)
    assert page.coach.panel is not None
    QTest.keyClicks(page.field, "x")
    assert page.coach.panel is None


def test_a_familys_quoted_words_are_left_alone(desk: Desk, qtbot: QtBot) -> None:
    page = open_page(desk, qtbot, "They said: “What is a GPA?”")
    assert underlined(page) == []


def test_places_are_right_behind_letters_beyond_the_basic_plane(desk: Desk, qtbot: QtBot) -> None:
    text = "🌻🌻 the GPA"
    page = open_page(desk, qtbot, text)
    assert underlined(page) == ["GPA"]
    assert text_index(text, qt_index(text, 4)) == 4
    rest_on(page, qt_index(text, text.index("GPA")))
    QTest.keyClick(page.field, Qt.Key.Key_Period, Qt.KeyboardModifier.ControlModifier)
    page.coach.use()
    assert page.field.text() == "🌻🌻 the average of all marks"


def test_an_endless_paragraph_is_left_alone(desk: Desk, qtbot: QtBot) -> None:
    page = open_page(desk, qtbot, "GPA " * (LONGEST_BLOCK // 3))
    assert page.coach.count() == 0
