"""People, help nearby, own paragraphs and pictures of a school; rows; words in other languages."""

from __future__ import annotations

import io
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from PIL import Image
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from fsp_desktop.packets.content.school_profile import CALENDAR_KINDS, OFFER_KINDS, PLACE_KINDS
from fsp_desktop.services.read_school import school_facts
from fsp_desktop.ui.answers.other_languages import OtherLanguagesSheet
from fsp_desktop.ui.school_profile.more_questions import offer_words, place_words
from fsp_desktop.ui.school_profile.questions import all_groups, day_kind_words
from fsp_desktop.ui.school_profile.record_sheet import RecordSheet
from tests.ui.school_profile.test_school_screen import open_school_data, profile_of
from tests.ui.walking import nameless, too_small

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from tests.ui.paper.demo_desk import DemoDesk


def sheets() -> list[Any]:
    kinds = (RecordSheet, OtherLanguagesSheet)
    return [
        one for one in QApplication.topLevelWidgets() if isinstance(one, kinds) and one.isVisible()
    ]


def facts(demo: DemoDesk) -> Any:
    return demo.ask(lambda: school_facts(demo.workspace)).profile


def test_every_code_of_the_packet_has_words() -> None:
    assert set(place_words()) == set(PLACE_KINDS)
    assert set(offer_words()) == set(OFFER_KINDS)
    assert set(day_kind_words()) == set(CALENDAR_KINDS)


def test_everything_the_packet_can_print_about_a_school_is_asked() -> None:
    from dataclasses import fields

    from fsp_desktop.packets.content.school_profile import RECORD_LISTS, SchoolProfile

    asked = {question.name for group in all_groups() for question in group.questions}
    of_records = {"address", "liaison_name", "liaison_phone", "liaison_hours", "liaison_languages"}
    known = {one.name for one in fields(SchoolProfile)} - set(RECORD_LISTS) - of_records
    assert known - asked == {"calendar"}


def test_a_person_is_added_and_stands_in_the_packet(demo: DemoDesk, qtbot: QtBot) -> None:
    screen = open_school_data(demo, qtbot)
    card = screen.lists["people"]
    before = card.model.rowCount()
    card.add.click()
    sheet = sheets()[0]
    assert nameless(sheet) == []
    assert too_small(sheet) == []
    QTest.keyClicks(sheet.grid.editors[".name"], "Amina Yusuf")
    sheet.finish()
    qtbot.waitUntil(lambda: bool(sheet.grid.fields[".role"].message.text()))
    role = sheet.grid.editors[".role"]
    role.set_chosen("counselor")
    role.changed.emit()
    sheet.finish()
    qtbot.waitUntil(lambda: not sheets())
    qtbot.waitUntil(lambda: card.model.rowCount() == before + 1)
    assert "Amina Yusuf" in [one.name for one in facts(demo).people]


def test_what_is_not_finished_is_kept_and_listed(demo: DemoDesk, qtbot: QtBot) -> None:
    screen = open_school_data(demo, qtbot)
    card = screen.lists["resources"]
    before = card.model.rowCount()
    card.add.click()
    QTest.keyClicks(sheets()[0].grid.editors[".name"], "Food shelf")
    sheets()[0].reject()
    qtbot.waitUntil(lambda: card.model.rowCount() == before + 1)
    spoken = [card.model.data(card.model.index(at, 0)) for at in range(before + 1)]
    assert any(one.startswith("Food shelf") and one.endswith("Not finished") for one in spoken)
    assert "Food shelf" not in [one.name for one in facts(demo).resources]


def test_taking_out_can_be_taken_back(demo: DemoDesk, qtbot: QtBot) -> None:
    screen = open_school_data(demo, qtbot)
    card = screen.lists["own_texts"]
    before = card.model.rowCount()
    card.open_record(card.model.row(0)["id"])
    sheet = sheets()[0]
    qtbot.waitUntil(sheet.grid.isEnabled)
    sheet.take_out.click()
    qtbot.waitUntil(lambda: card.model.rowCount() == before - 1)
    QTest.keyClick(demo.window, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: card.model.rowCount() == before)


def test_alt_and_arrows_put_people_in_order(demo: DemoDesk, qtbot: QtBot) -> None:
    card = open_school_data(demo, qtbot).lists["people"]
    names = [one.name for one in facts(demo).people]
    card.records.setFocus()
    card.records.select_row(0)
    QTest.keyClick(card.records, Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    assert card.records.currentIndex().row() == 1
    wanted = [names[1], names[0], *names[2:]]
    qtbot.waitUntil(lambda: [one.name for one in facts(demo).people] == wanted)
    QTest.keyClick(card.records, Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier)
    qtbot.waitUntil(lambda: [one.name for one in facts(demo).people] == names)


def test_rows_need_what_the_packet_needs(demo: DemoDesk, qtbot: QtBot) -> None:
    screen = open_school_data(demo, qtbot)
    marks = screen.form.editors["profile.marks"]
    count = len(marks.value())
    marks.another.click()
    row = marks.rows[-1]
    QTest.keyClicks(row.grid.editors[".mark"], "M")
    assert len(marks.value()) == count
    with qtbot.waitSignal(screen.school.saved):
        QTest.keyClicks(row.grid.editors[".meaning"].line, "Meets the goal")
    kept = profile_of(demo)["marks"][-1]
    assert kept == {"mark": "M", "meaning": {"en": "Meets the goal"}}
    with qtbot.waitSignal(screen.school.saved):
        row.remove.click()
    assert len(profile_of(demo).get("marks", [])) == count


def test_words_are_given_in_other_languages(demo: DemoDesk, qtbot: QtBot) -> None:
    screen = open_school_data(demo, qtbot)
    editor = screen.form.editors["profile.clothing"]
    editor.others.click()
    sheet = sheets()[0]
    sheet.more.chosen_changed.emit("so")
    QTest.keyClicks(sheet.lines["so"], "Dhar diiran")
    with qtbot.waitSignal(screen.school.saved):
        sheet.done_button.click()
    assert profile_of(demo)["clothing"]["so"] == "Dhar diiran"


def picture(path: Path, size: tuple[int, int] = (40, 30)) -> Path:
    out = io.BytesIO()
    Image.new("RGB", size, "green").save(out, "PNG")
    path.write_bytes(out.getvalue())
    return path


def test_a_map_is_taken_in_and_replaced(demo: DemoDesk, qtbot: QtBot, tmp_path: Path) -> None:
    screen = open_school_data(demo, qtbot)
    card = screen.pictures
    for words in ("The office is left of the door", "The new map"):
        card.take_in("map", picture(tmp_path / "map.png"), words)
        qtbot.waitUntil(
            lambda words=words: [one.values["alt"] for one in card.lines] == [words],  # type: ignore[misc]
            timeout=10_000,
        )
    assert facts(demo).picture("map").alt == "The new map"
    card.lines[0].remove.click()
    qtbot.waitUntil(lambda: not card.lines)


@pytest.mark.parametrize("kind", ["no picture", "bomb"])
def test_what_is_no_picture_is_refused_in_words(
    demo: DemoDesk, qtbot: QtBot, tmp_path: Path, kind: str
) -> None:
    screen = open_school_data(demo, qtbot)
    path = tmp_path / "map.png"
    if kind == "bomb":
        data = bytearray(picture(path).read_bytes())
        # The header says 60,000 by 60,000 pixels; nothing may be decoded.
        data[16:24] = (60_000).to_bytes(4, "big") * 2
        path.write_bytes(data)
    else:
        path.write_text("not a picture")
    screen.pictures.take_in("map", path, "A map")
    qtbot.waitUntil(lambda: bool(demo.shell.toasts.message()), timeout=10_000)
    assert not screen.pictures.lines


def test_the_groups_say_how_much_is_filled_in(demo: DemoDesk, qtbot: QtBot) -> None:
    screen = open_school_data(demo, qtbot)
    groups = screen.groups
    assert groups.rows.data(groups.rows.index(0, 0)) == "The school, 9 of 9 filled in"
    groups.step(1)
    focus = QApplication.focusWidget()
    assert focus is screen.form.editors["profile.doors_open"]
