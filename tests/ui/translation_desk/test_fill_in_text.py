"""Fill-ins are chips: one piece each, put in by a key, never half deleted."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QMimeData, Qt
from PySide6.QtGui import QTextCursor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from fsp_desktop.domain.cleaning import clean_text
from fsp_desktop.ui.translation_desk.fill_in_text import FillInText

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from fsp_desktop.ui.theme.theme import Theme

PLACES = ("date", "place", "liaison_phone")


@pytest.fixture
def field(qtbot: QtBot, look: Theme) -> FillInText:
    field = FillInText("Translation")
    qtbot.addWidget(field)
    field.set_places(PLACES)
    field.show()
    return field


def test_what_is_shown_is_what_comes_back(field: FillInText) -> None:
    text = "Venga el {date}.\n\nLlame al {liaison_phone} {unknown} **hoy**"
    field.set_text(text)
    assert field.text() == text
    assert field.missing() == ("place",)
    assert field.accessibleDescription() == text


def test_a_chip_is_deleted_whole(field: FillInText) -> None:
    field.set_text("a {date} b")
    cursor = field.textCursor()
    cursor.setPosition(3)
    field.setTextCursor(cursor)
    QTest.keyClick(field, Qt.Key.Key_Backspace)
    assert field.text() == "a  b"
    assert field.missing() == PLACES
    QTest.keyClick(field, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert field.text() == "a {date} b"


def test_ctrl_and_a_digit_put_a_fill_in_where_one_types(field: FillInText, qtbot: QtBot) -> None:
    field.set_text("El ")
    field.moveCursor(QTextCursor.MoveOperation.End)
    with qtbot.waitSignal(field.edited):
        QTest.keyClick(field, Qt.Key.Key_1, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClick(field, Qt.Key.Key_9, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClicks(field, " en ")
    field.insert_place(2)
    assert field.text() == "El {date} en {place}"


def test_what_is_missing_is_put_at_the_end(field: FillInText) -> None:
    field.set_text("El {date}")
    field.put_missing_in()
    assert field.text() == "El {date} {place} {liaison_phone}"
    assert field.missing() == ()


def test_a_fill_in_typed_by_hand_becomes_a_chip(field: FillInText) -> None:
    QTest.keyClicks(field, "el {date} y {nobody}")
    assert field.text() == "el {date} y {nobody}"
    assert field.toPlainText().count("\ufffc") == 1


def test_copied_words_bring_their_fill_ins_with_them(field: FillInText) -> None:
    field.set_text("El {date} en {place}")
    field.selectAll()
    field.copy()
    assert QApplication.clipboard().text() == "El {date} en {place}"
    data = QMimeData()
    data.setText("Hola {place}\r\n{x}")
    field.insertFromMimeData(data)
    assert field.text() == "Hola {place}\n{x}"


def test_setting_a_text_tells_nobody(field: FillInText, qtbot: QtBot) -> None:
    with qtbot.assertNotEmitted(field.edited):
        field.set_text("Hola {date}")


def test_a_text_to_read_takes_no_fill_ins(field: FillInText) -> None:
    field.setReadOnly(True)
    field.set_pieces([("Call ", False), ("on {date}", True)])
    field.insert_place(1)
    assert field.text() == "Call on {date}"


@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    st.lists(
        st.one_of(
            st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=12),
            st.sampled_from(["{date}", "{place}", "\n", "{x}", "{", "\U0001f600"]),
        ),
        max_size=8,
    )
)
def test_any_text_comes_back(field: FillInText, parts: list[str]) -> None:
    text = clean_text(
        "".join(parts).replace("\ufffc", "").replace("\u2028", "").replace("\u2029", "")
    )
    field.set_text(text)
    assert field.text().replace("\xa0", " ") == text.replace("\xa0", " ")
