"""Days and times are taken by word or by figures, and said back as people write them."""

from __future__ import annotations

from datetime import date, time
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from fsp_desktop.ui.forms.day_field import DayField, TimeField, day_meant, time_meant
from fsp_desktop.ui.forms.short_names import short_name
from fsp_desktop.ui.widgets.field import Field

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

TUESDAY = date(2026, 10, 13)


@pytest.mark.parametrize(
    ("words", "meant"),
    [
        ("tomorrow", date(2026, 10, 14)),
        ("fri", date(2026, 10, 16)),
        ("10/20", date(2026, 10, 20)),
        ("31.10.", date(2026, 10, 31)),
        ("2026-11-02", date(2026, 11, 2)),
        ("2w", date(2026, 10, 27)),
        ("yesterday", date(2026, 10, 12)),
        ("1 day ago", date(2026, 10, 12)),
        ("3 days ago", date(2026, 10, 10)),
        ("-2d", date(2026, 10, 11)),
        ("31 Feb", None),
        ("", None),
    ],
)
def test_days(words: str, meant: date | None) -> None:
    assert day_meant(words, TUESDAY) == meant


@pytest.mark.parametrize(
    ("words", "meant"),
    [
        ("fri", date(2026, 10, 9)),
        ("Monday", date(2026, 10, 12)),
        ("tuesday", TUESDAY),
        ("tomorrow", date(2026, 10, 14)),
        ("10/12", date(2026, 10, 12)),
        ("5/20", date(2026, 5, 20)),
    ],
)
def test_days_of_what_was(words: str, meant: date) -> None:
    assert day_meant(words, TUESDAY, past=True) == meant


def test_a_day_of_last_winter() -> None:
    assert day_meant("12/20", date(2027, 1, 8), past=True) == date(2026, 12, 20)


def test_a_half_typed_word_is_no_day_yet(qtbot: QtBot) -> None:
    field = DayField("Day", lambda: TUESDAY, past=True)
    qtbot.addWidget(field)
    told: list[date | None] = []
    field.day_changed.connect(told.append)
    QTest.keyClicks(field, "we")
    assert (field.day(), told) == (None, [])
    QTest.keyClicks(field, "dnesday")
    QTest.keyClick(field, Qt.Key.Key_Return)
    assert told == [date(2026, 10, 7)]
    field.selectAll()
    QTest.keyClicks(field, "yesterday")
    assert told == [date(2026, 10, 7)]
    QTest.keyClick(field, Qt.Key.Key_Return)
    assert told[1:] == [date(2026, 10, 12)]


def test_a_shortcut_takes_the_day_as_it_stands(qtbot: QtBot) -> None:
    field = DayField("Day", lambda: TUESDAY)
    qtbot.addWidget(field)
    QTest.keyClicks(field, "fri")
    QTest.keyClick(field, Qt.Key.Key_F9)
    assert field.wire() == "2026-10-16"


def test_a_wrong_day_is_said_beside_the_field(qtbot: QtBot) -> None:
    day = DayField("Day", lambda: TUESDAY)
    field = Field("Day", day)
    qtbot.addWidget(field)
    day.say_beside(field)
    QTest.keyClicks(day, "31 Feb")
    QTest.keyClick(day, Qt.Key.Key_Return)
    assert field.message.text() == "This day does not exist."
    day.selectAll()
    QTest.keyClicks(day, "today")
    QTest.keyClick(day, Qt.Key.Key_Return)
    assert field.message.text() == ""


@pytest.mark.parametrize(
    ("words", "meant"),
    [
        ("9:30", time(9, 30)),
        ("930", time(9, 30)),
        ("9.30", time(9, 30)),
        ("9h30", time(9, 30)),
        ("17", time(17, 0)),
        ("9:30 pm", time(21, 30)),
        ("12 am", time(0, 0)),
        ("12:15 PM", time(12, 15)),
        ("13 pm", None),
        ("25:00", None),
        ("9:75", None),
        ("half nine", None),
        ("", None),
    ],
)
def test_times(words: str, meant: time | None) -> None:
    assert time_meant(words) == meant


@given(st.text(max_size=12))
def test_any_letters_are_a_time_or_nothing(words: str) -> None:
    meant = time_meant(words)
    assert meant is None or time_meant(f"{meant:%H:%M}") == meant


@given(st.times(timezones=st.none()))
def test_every_minute_is_read_back(moment: time) -> None:
    whole = moment.replace(second=0, microsecond=0)
    assert time_meant(f"{whole:%H:%M}") == whole


def test_a_day_is_said_back_and_a_wrong_one_marked(qtbot: QtBot) -> None:
    field = DayField("By when", lambda: TUESDAY)
    qtbot.addWidget(field)
    QTest.keyClicks(field, "friday")
    field.editingFinished.emit()
    assert (field.text(), field.wire()) == ("Fri, Oct 16", "2026-10-16")
    with qtbot.waitSignal(field.wrong_changed) as told:
        field.setText("31 Feb")
        field.editingFinished.emit()
    assert told.args == [True]
    assert field.text() == "31 Feb"
    field.set_day(date(2027, 10, 13))
    assert field.text() == "October 13, 2027"


def test_a_time_is_said_back(qtbot: QtBot) -> None:
    field = TimeField("From")
    qtbot.addWidget(field)
    with qtbot.waitSignal(field.time_changed) as told:
        QTest.keyClicks(field, "9")
    assert told.args == [time(9, 0)]
    field.editingFinished.emit()
    assert field.text() == "9:00\xa0AM"


@pytest.mark.parametrize(
    ("name", "label", "short"),
    [
        ("Fadumo Osman", "Osman", "Fadumo"),
        ("Nguyễn Hòa", "Nguyễn", "Hòa"),
        ("Osman", "Osman", "Osman"),
        ("Ada Osmanovic", "Osman", "Ada Osmanovic"),
    ],
)
def test_the_family_name_is_left_out_among_themselves(name: str, label: str, short: str) -> None:
    assert short_name(name, label) == short
