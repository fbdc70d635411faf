"""The school's own data: typing is saving, wrong answers are said beside their field, packets follow."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest
from PySide6.QtTest import QTest

from fsp_desktop.language import words
from fsp_desktop.ui.packet_builder.screen import PacketScreen
from fsp_desktop.ui.school_profile.screen import SchoolScreen
from fsp_desktop.ui.theme.theme import theme
from tests.ui.walking import cut_off, nameless, too_small

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from tests.ui.paper.demo_desk import DemoDesk


def open_school_data(demo: DemoDesk, qtbot: QtBot) -> SchoolScreen:
    demo.shell.go("school-profile")
    screen = demo.shell.current()
    assert isinstance(screen, SchoolScreen)
    qtbot.waitUntil(screen.form.isEnabled)
    qtbot.waitUntil(lambda: screen.lists["people"].model.rowCount() > 0)
    return screen


def profile_of(demo: DemoDesk) -> dict[str, Any]:
    return dict(json.loads(demo.load(demo.workspace.school_id)["profile"]))


def retype(screen: SchoolScreen, key: str, text: str) -> None:
    editor = screen.form.editors[key]
    line = getattr(editor, "line", editor)
    line.setFocus()
    line.selectAll()
    QTest.keyClicks(line, text)


def test_it_shows_what_is_known(demo: DemoDesk, qtbot: QtBot) -> None:
    form = open_school_data(demo, qtbot).form
    assert form.value("school", "phone") == "555-0100"
    assert form.value("profile", "starts") == "08:30"
    assert form.value("profile", "early_weekday") == 2
    assert form.value("staff", "languages") == ["en", "es"]
    assert len(form.calendar.rows) == 8


def test_each_answer_goes_where_it_belongs(demo: DemoDesk, qtbot: QtBot) -> None:
    screen = open_school_data(demo, qtbot)
    with qtbot.waitSignals([screen.school.saved, screen.staff.saved]):
        retype(screen, "school.phone", "555-0177")
        retype(screen, "profile.nurse_phone", "555-0178")
        retype(screen, "staff.phone", "555-0179")
    assert demo.load(demo.workspace.school_id)["phone"] == "555-0177"
    assert profile_of(demo)["nurse_phone"] == "555-0178"
    assert demo.load(demo.workspace.person_id)["phone"] == "555-0179"


def test_texts_in_other_languages_stay(demo: DemoDesk, qtbot: QtBot) -> None:
    before = profile_of(demo)["first_day_place"]
    screen = open_school_data(demo, qtbot)
    with qtbot.waitSignal(screen.school.saved):
        retype(screen, "profile.first_day_place", "the green door")
    after = profile_of(demo)["first_day_place"]
    assert after == {**before, "en": "the green door"}


def test_a_time_that_does_not_exist_is_said_and_not_kept(demo: DemoDesk, qtbot: QtBot) -> None:
    screen = open_school_data(demo, qtbot)
    retype(screen, "profile.starts", "29:70")
    screen.finish()
    assert screen.isVisible()
    assert screen.form.fields["profile.starts"].message.text() == "This time does not exist."
    screen.leaving()
    assert profile_of(demo)["starts"] == "08:30"


def test_an_end_before_the_beginning_is_said(demo: DemoDesk, qtbot: QtBot) -> None:
    screen = open_school_data(demo, qtbot)
    retype(screen, "profile.ends", "7:15 am")
    assert "before it starts" in screen.form.fields["profile.ends"].message.text()
    retype(screen, "profile.ends", "3:15 pm")
    assert screen.form.fields["profile.ends"].message.text() == ""
    screen.finish()
    qtbot.waitUntil(lambda: profile_of(demo)["ends"] == "15:15")


def test_days_come_and_go(demo: DemoDesk, qtbot: QtBot) -> None:
    screen = open_school_data(demo, qtbot)
    calendar = screen.form.calendar
    calendar.another.click()
    row = calendar.rows[-1]
    row.kind.set_chosen("no_school")
    with qtbot.waitSignal(screen.school.saved):
        QTest.keyClicks(row.first, "11/11/2026")
        row.first.settle()
    assert {"day": "2026-11-11", "kind": "no_school"} in profile_of(demo)["calendar"]
    row.last.setFocus()
    QTest.keyClicks(row.last, "11/2/2026")
    row.last.settle()
    assert row.message.text() == "This ends before it begins."
    with qtbot.waitSignal(screen.school.saved):
        row.remove.click()
    assert "2026-11-11" not in json.dumps(profile_of(demo)["calendar"])


def test_languages_are_added_and_taken_away(demo: DemoDesk, qtbot: QtBot) -> None:
    screen = open_school_data(demo, qtbot)
    editor = screen.form.editors["staff.languages"]
    with qtbot.waitSignal(screen.staff.saved):
        editor.more.chosen_changed.emit("so")
    assert demo.load(demo.workspace.person_id)["languages"] == ["en", "es", "so"]
    with qtbot.waitSignal(screen.staff.saved):
        editor.chips.choose("es")
    assert demo.load(demo.workspace.person_id)["languages"] == ["en", "so"]


def test_packets_follow_at_once(demo: DemoDesk, qtbot: QtBot) -> None:
    packets = demo.shell.screen("packets")
    assert isinstance(packets, PacketScreen)
    with qtbot.waitSignal(packets.pane.live.drawn, timeout=20_000):
        demo.shell.go("packets")
    assert packets.form.gaps.isHidden()
    screen = open_school_data(demo, qtbot)
    retype(screen, "profile.bus_phone", " ")
    retype(screen, "profile.attendance_phone", " ")
    with qtbot.waitSignal(packets.pane.live.drawn, timeout=20_000):
        screen.finish()
    assert demo.shell.current() is packets
    qtbot.waitUntil(lambda: not packets.form.gaps.isHidden(), timeout=20_000)


def test_a_newcomer_waits_for_the_teams_record(demo: DemoDesk, qtbot: QtBot) -> None:
    school = demo.workspace.school_id
    demo.ask(lambda: demo.workspace.store.delete(school, author=demo.workspace.person_id))
    demo.shell.go("school-profile")
    screen = demo.shell.current()
    assert isinstance(screen, SchoolScreen)
    qtbot.waitUntil(lambda: "has not arrived yet" in screen.about.accessibleName())
    assert not screen.form.isEnabled()


@pytest.mark.parametrize("size", [(1366, 740), (1024, 640)])
def test_everything_has_a_name_and_is_large_enough(
    demo: DemoDesk, qtbot: QtBot, size: tuple[int, int]
) -> None:
    words.install("qps-ploc")
    theme().set_direction("rtl")
    demo.window.resize(*size)
    screen = open_school_data(demo, qtbot)
    qtbot.waitUntil(lambda: too_small(screen) == [])
    assert nameless(screen) == []
    assert cut_off(screen) == []
