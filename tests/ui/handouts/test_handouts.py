"""Every other page and card from a short form, with the page as it will print beside it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog

from fsp_desktop.language import words
from fsp_desktop.packets.content.event_pages import EVENT_OFFERS, EVENT_TYPES
from fsp_desktop.packets.content.slips import APPOINTMENT_KINDS
from fsp_desktop.services.draw_pages import text_version
from fsp_desktop.services.print_document import DOCUMENT_KINDS
from fsp_desktop.ui.handouts.kinds import all_kinds
from fsp_desktop.ui.handouts.maker import Maker
from fsp_desktop.ui.handouts.page_data import handout_texts, page_data
from fsp_desktop.ui.handouts.screen import HandoutsScreen
from fsp_desktop.ui.packet_builder.screen import PacketScreen
from fsp_desktop.ui.theme.theme import theme
from tests.ui.walking import cut_off, nameless, too_small

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from tests.ui.paper.demo_desk import DemoDesk

HIEROGLYPH = "\U00013000"
AT_ONCE = tuple(
    key for key in all_kinds() if key not in ("handout", "name_badges", "interpreter_cards")
)
"""Kinds that need no answer before there is a page."""


def open_all(demo: DemoDesk) -> HandoutsScreen:
    demo.shell.go("handouts")
    screen = demo.shell.current()
    assert isinstance(screen, HandoutsScreen)
    return screen


def open_kind(demo: DemoDesk, qtbot: QtBot, kind: str, family: str = "") -> Maker:
    screen = open_all(demo)
    family_id = str(demo.families[family]) if family else ""
    if kind not in AT_ONCE and not (family and kind == "name_badges"):
        screen.show_kind(kind, family_id)
    else:
        screen.show_kind(kind)
        wait_for_page(screen.makers[kind], qtbot)
        if family_id:
            screen.show_kind(kind, family_id)
            wait_for_page(screen.makers[kind], qtbot)
    return screen.makers[kind]


def wait_for_page(maker: Maker, qtbot: QtBot) -> None:
    with qtbot.waitSignal(maker.pane.live.drawn, timeout=20_000):
        maker.ask()


def page_text(maker: Maker) -> str:
    return text_version(maker.pane.live.composed)


def test_every_kind_of_page_has_a_card_and_its_codes() -> None:
    kinds = all_kinds()
    assert set(kinds) == {*DOCUMENT_KINDS, "handout"} - {"conference_brief"}
    asked = {
        question.name: {code for code, _words in question.choices}
        for kind in kinds.values()
        for question in kind.questions
        if question.choices
    }
    assert asked["kind"] == set(APPOINTMENT_KINDS)
    assert asked["offers"] == set(EVENT_OFFERS)
    assert asked["event_type"] == {"", *EVENT_TYPES}


@pytest.mark.parametrize("kind", AT_ONCE)
def test_each_page_is_there_at_once(demo: DemoDesk, qtbot: QtBot, kind: str) -> None:
    maker = open_kind(demo, qtbot, kind)
    assert maker.pane.live.printed.pages >= 1
    assert maker.pane.trouble.isHidden()
    assert maker.pane.live.composed.about.kind == kind


def test_a_family_brings_its_languages_and_its_conference(demo: DemoDesk, qtbot: QtBot) -> None:
    maker = open_kind(demo, qtbot, "conference_invitation")
    with qtbot.waitSignal(maker.form.edited):
        maker.form.take_family(str(demo.families["Al-Hariri"]))
    wait_for_page(maker, qtbot)
    assert maker.form.languages.chosen() == ["ar"]
    assert maker.form.record.chosen().startswith("conference:")
    assert "Lina" in page_text(maker)
    maker.form.answers.editors[".child_name"].setText("Lulu")
    wait_for_page(maker, qtbot)
    assert "Lulu" in page_text(maker)


def test_a_meeting_that_is_typed_stands_on_the_slip(demo: DemoDesk, qtbot: QtBot) -> None:
    maker = open_kind(demo, qtbot, "appointment")
    answers = maker.form.answers.editors
    QTest.keyClicks(answers[".meeting.starts"], "9:30")
    answers[".meeting.place"].line.setText("Room 12")
    wait_for_page(maker, qtbot)
    assert "9:30" in page_text(maker)
    assert "Room 12" in page_text(maker)


def test_badges_need_somebody_and_respect_who_wants_no_list(demo: DemoDesk, qtbot: QtBot) -> None:
    child = demo.rows("student", family_id=demo.families["Al-Hariri"])[0]
    demo.write("student", child.id, directory_opt_out=True)
    maker = open_kind(demo, qtbot, "name_badges")
    maker.ask()
    assert "type a name" in maker.pane.state.whole_text()
    people = maker.form.people
    assert people is not None
    with qtbot.waitSignal(people.changed):
        people.add_family(str(demo.families["Al-Hariri"]))
    wait_for_page(maker, qtbot)
    assert "Left out" in maker.form.told.accessibleName()
    before = page_text(maker)
    maker.form.answers.editors[".typed"].set_text("Noor Haddad\n\nSam Lee")
    wait_for_page(maker, qtbot)
    assert "Noor Haddad" not in before
    assert "Noor Haddad" in page_text(maker)


def test_interpreter_cards_come_from_the_record(demo: DemoDesk, qtbot: QtBot) -> None:
    maker = open_kind(demo, qtbot, "interpreter_cards")
    people = maker.form.people
    assert people is not None
    qtbot.waitUntil(lambda: len(people.chips.chips()) > 0)
    people.all.click()
    wait_for_page(maker, qtbot)
    assert people.chips.chips()[0].text() in page_text(maker)


def test_two_own_texts_stand_beside_each_other(demo: DemoDesk, qtbot: QtBot) -> None:
    maker = open_kind(demo, qtbot, "handout")
    maker.ask()
    assert "first text" in maker.pane.state.whole_text()
    rows = maker.form.answers.editors[".texts"]
    rows.show_value(
        [
            {"text": "Picture day is <b>Friday</b>.", "language": "en"},
            {"text": "El día de fotos es el viernes.", "language": "es"},
        ]
    )
    wait_for_page(maker, qtbot)
    assert maker.pane.live.composed.document.languages == ("es", "en")
    assert "<b>Friday</b>" in page_text(maker)


def test_letters_no_font_has_print_nothing(demo: DemoDesk, qtbot: QtBot) -> None:
    maker = open_kind(demo, qtbot, "handout")
    maker.form.answers.editors[".texts"].show_value([{"text": HIEROGLYPH, "language": "en"}])
    with qtbot.waitSignal(maker.pane.live.refused, timeout=20_000):
        maker.ask()
    assert "Nothing was printed" in maker.pane.trouble.accessibleName()
    assert maker.pane.live.printed is None


def test_saving_keeps_what_the_family_was_given(
    demo: DemoDesk, qtbot: QtBot, tmp_path: Path
) -> None:
    maker = open_kind(demo, qtbot, "we_came_by", "Osman")
    with qtbot.waitSignal(maker.acts.given, timeout=20_000):
        QTest.keyClick(demo.shell.current(), Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
        dialog = maker.findChildren(QFileDialog)[-1]
        dialog.fileSelected.emit(str(tmp_path / "note.pdf"))
        dialog.reject()
    given = demo.rows("packet-given", family_id=demo.families["Osman"])
    assert [row.values["document"] for row in given] == ["we_came_by"]


def test_keys_open_a_card_and_go_back(demo: DemoDesk, qtbot: QtBot) -> None:
    screen = open_all(demo)
    card = next(one for one in screen.gallery.cards if one.key == "glossary")
    card.setFocus()
    QTest.keyClick(card, Qt.Key.Key_Space)
    assert screen.subtitle() == "School words"
    screen.all.click()
    assert card.hasFocus()
    screen._on_chosen("packets")
    assert isinstance(demo.shell.current(), PacketScreen)


def test_answers_become_the_data_of_a_page() -> None:
    answers = {"meeting.day": "2026-10-13", "meeting.ends": None, "typed": ["A"], "skip": 0}
    assert page_data("name_badges", answers, ["1"]) == {
        "meeting": {"day": "2026-10-13"},
        "people": ["1", {"name": "A"}],
        "skip": 0,
    }
    assert handout_texts({"texts": [{"text": " "}, {"text": "Hi"}]}) == [(b"Hi", "en")]


@pytest.mark.parametrize("size", [(1366, 740), (1024, 640)])
def test_nothing_is_cut_nameless_or_small(
    demo: DemoDesk, qtbot: QtBot, size: tuple[int, int]
) -> None:
    words.install("qps-ploc")
    theme().set_direction("rtl")
    demo.window.resize(*size)
    screen = open_all(demo)
    for kind in ("", "agreement_copy", "event_flyer", "name_badges"):
        if kind:
            screen.show_kind(kind)
        assert nameless(screen) == []
        assert too_small(screen) == []
        assert cut_off(screen) == []
