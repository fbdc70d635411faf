"""Conferences: the list, the page that is arranged and kept, and notes that are never lost."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from fsp_desktop.domain.ids import new_record_id
from fsp_desktop.language import words
from fsp_desktop.ui.conference.brief_header import chips_of
from fsp_desktop.ui.conference.list_page import DayHeading
from fsp_desktop.ui.conference.screen import ConferenceScreen
from fsp_desktop.ui.theme.theme import theme
from tests.ui.walking import cut_off, nameless, too_small

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from tests.ui.paper.demo_desk import DemoDesk

WORDS = "At home he explains everything to his cousin."


def conference_id(demo: DemoDesk) -> str:
    return str(demo.rows("conference", family_id=demo.families["Nguyễn"])[0].id)


def open_brief(demo: DemoDesk, qtbot: QtBot, record_id: str | None = None) -> ConferenceScreen:
    screen = demo.shell.screen("conferences")
    assert isinstance(screen, ConferenceScreen)
    with qtbot.waitSignal(screen.brief.paper.live.drawn, timeout=20_000):
        demo.shell.go("conferences", record_id=record_id or conference_id(demo))
    return screen


def open_notes(demo: DemoDesk, qtbot: QtBot, screen: ConferenceScreen) -> None:
    with qtbot.waitSignal(screen.desk.shown):
        QTest.keyClick(screen, Qt.Key.Key_F9)


def card(screen: ConferenceScreen, code: str) -> Any:
    return next(one for one in screen.brief.cards if one.code == code)


def printed_text(demo: DemoDesk, screen: ConferenceScreen) -> str:
    from fsp_desktop.services.print_packet import text_version

    return str(demo.ask(lambda: text_version(screen.brief.paper.live.composed)))


def test_the_list_opens_a_brief_by_enter(demo: DemoDesk, qtbot: QtBot) -> None:
    demo.shell.go("conferences")
    screen = demo.shell.screen("conferences")
    assert isinstance(screen, ConferenceScreen)
    qtbot.waitUntil(lambda: screen.list.model.rowCount() > 1)
    assert isinstance(screen.list.model.row(0), DayHeading)
    assert screen.title() == "Conferences"
    assert "4 conferences to come" in screen.list.count.text()
    qtbot.waitUntil(screen.list.view.hasFocus)
    QTest.keyClick(screen.list.view, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: screen.title() == "Conference brief")
    assert "Nguyễn family" in screen.header.who.whole_text()
    assert "Minh Nguyễn, grade 5" in screen.header.who.whole_text()


def test_without_a_conference_there_is_one_sentence_and_one_act(
    demo: DemoDesk, qtbot: QtBot
) -> None:
    for row in demo.rows("conference"):
        demo.ask(
            lambda row=row: demo.workspace.store.delete(row.id, author=demo.workspace.person_id)
        )
    demo.shell.go("conferences")
    screen = demo.shell.screen("conferences")
    assert isinstance(screen, ConferenceScreen)
    qtbot.waitUntil(screen.list.empty.isVisible)
    assert screen.list.empty.button.isVisible()


def test_chips_tell_what_is_ready_and_nothing_of_a_court_paper(
    demo: DemoDesk, qtbot: QtBot
) -> None:
    key = conference_id(demo)
    demo.write("conference", key, status="planned", court_order_checked_on="2026-10-12")
    screen = open_brief(demo, qtbot, key)
    brief = screen.brief.brief
    assert brief is not None
    shown = [words for words, _kind, _icon in chips_of(brief)]
    assert shown == [
        "Vietnamese: Linh T.",
        "Child care",
        "Way home",
        "Court paper looked at Oct 12",
        "Family has not confirmed yet",
    ]


def test_only_their_own_words_are_quoted(demo: DemoDesk, qtbot: QtBot) -> None:
    screen = open_brief(demo, qtbot)
    theirs = [row.item for row in card(screen, "their_words").rows]
    assert theirs
    assert all(item.own_words for item in theirs)
    assert not any(row.item.own_words for row in card(screen, "contacts").rows)
    codes = [row.item.source for row in card(screen, "questions").rows]
    assert codes == ["visit", "conference"], "their questions come before ours"


def test_space_takes_an_item_off_the_page_for_good(demo: DemoDesk, qtbot: QtBot) -> None:
    screen = open_brief(demo, qtbot)
    row = card(screen, "their_words").rows[0]
    gone = row.item.words
    assert gone in printed_text(demo, screen)
    row.setFocus()
    with qtbot.waitSignal(screen.brief.paper.live.drawn, timeout=20_000):
        QTest.keyClick(row, Qt.Key.Key_Space)
    assert gone not in printed_text(demo, screen)
    assert "not on the page" in row.accessibleName()
    demo.shell.go("families")
    screen = open_brief(demo, qtbot)
    again = card(screen, "their_words").rows[0]
    assert again.item.words == gone
    assert not again.isChecked()


def test_alt_down_moves_an_item_and_keeps_the_keyboard(demo: DemoDesk, qtbot: QtBot) -> None:
    screen = open_brief(demo, qtbot)
    section = card(screen, "their_words")
    first, second = (row.item.words for row in section.rows[:2])
    section.rows[0].setFocus()
    with qtbot.waitSignal(screen.brief.paper.live.drawn, timeout=20_000):
        QTest.keyClick(section.rows[0], Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    assert [row.item.words for row in section.rows[:2]] == [second, first]
    assert section.rows[1].hasFocus()
    text = printed_text(demo, screen)
    assert text.index(second) < text.index(first)


def test_arrows_walk_over_the_cards(demo: DemoDesk, qtbot: QtBot) -> None:
    screen = open_brief(demo, qtbot)
    last = card(screen, "their_words").rows[-1]
    last.setFocus()
    QTest.keyClick(last, Qt.Key.Key_Down)
    assert card(screen, "strengths").rows[0].hasFocus()


def test_the_page_speaks_the_familys_language(demo: DemoDesk, qtbot: QtBot) -> None:
    screen = open_brief(demo, qtbot)
    languages = screen.brief.paper.languages
    assert languages is not None
    assert [one.text() for one in languages.segments()] == ["English", "Tiếng Việt"]
    with qtbot.waitSignal(screen.brief.paper.live.drawn, timeout=20_000):
        languages.segments()[1].click()
    assert screen.brief.paper.live.composed.document.languages == ("vi",)


def test_private_notes_stay_away_and_are_counted(demo: DemoDesk, qtbot: QtBot) -> None:
    family = demo.families["Nguyễn"]
    secret = "Only for me"
    demo.write("private-note", new_record_id(demo.workspace.clock), family_id=family, text=secret)
    screen = open_brief(demo, qtbot)
    assert screen.brief.paper.left_out.text() == "2 private notes left out"
    assert secret not in printed_text(demo, screen)


def test_notes_are_on_disk_at_each_pause_and_there_again(demo: DemoDesk, qtbot: QtBot) -> None:
    screen = open_brief(demo, qtbot)
    open_notes(demo, qtbot, screen)
    field = screen.desk.page.texts["family_words"]
    qtbot.waitUntil(field.hasFocus)
    with qtbot.waitSignal(screen.desk.keeper.saved):
        QTest.keyClicks(field, WORDS)
    assert demo.load(conference_id(demo))["family_words"] == WORDS
    row = screen.desk.page.agreements.rows[0]
    with qtbot.waitSignal(row.keeper.saved):
        QTest.keyClicks(row.text, "Monday drawing group")
    assert demo.load(conference_id(demo))["status"] == "confirmed"
    with qtbot.waitSignal(screen.brief.paper.live.drawn, timeout=20_000):
        screen.footer.back.click()
    open_notes(demo, qtbot, screen)
    assert screen.desk.page.texts["family_words"].text() == WORDS
    assert screen.desk.page.agreements.rows[0].text.text() == "Monday drawing group"


def test_words_typed_just_before_leaving_are_kept(demo: DemoDesk, qtbot: QtBot) -> None:
    screen = open_brief(demo, qtbot)
    open_notes(demo, qtbot, screen)
    QTest.keyClicks(screen.desk.page.texts["notes"], "How marks work")
    demo.shell.go("families")
    qtbot.waitUntil(lambda: demo.load(conference_id(demo))["notes"] == "How marks work")


def test_f9_finishes_and_the_decisions_are_on_the_page(demo: DemoDesk, qtbot: QtBot) -> None:
    screen = open_brief(demo, qtbot)
    open_notes(demo, qtbot, screen)
    QTest.keyClicks(screen.desk.page.texts["family_words"], WORDS)
    QTest.keyClicks(screen.desk.page.agreements.rows[0].text, "Monday drawing group")
    with qtbot.waitSignals([screen.desk.ended, screen.brief.paper.live.drawn], timeout=20_000):
        QTest.keyClick(screen, Qt.Key.Key_F9)
    values = demo.load(conference_id(demo))
    assert (values["status"], values["family_words"]) == ("held", WORDS)
    made = [
        row for row in demo.rows("agreement") if row.values["conference_id"] == conference_id(demo)
    ]
    assert [row.values["text"] for row in made] == ["Monday drawing group"]
    assert not made[0].values["draft"]
    assert "Monday drawing group" in printed_text(demo, screen)
    assert screen.middle.currentWidget() is screen.brief
    assert "finished" in demo.shell.toasts.message()


def test_they_could_not_come(demo: DemoDesk, qtbot: QtBot) -> None:
    screen = open_brief(demo, qtbot)
    open_notes(demo, qtbot, screen)
    with qtbot.waitSignal(screen.desk.ended):
        screen.footer.missed.click()
    assert demo.load(conference_id(demo))["status"] == "missed"
    assert "Offer a talk by phone?" in demo.shell.toasts.message()


def test_a_change_from_elsewhere_leaves_notes_under_way_alone(demo: DemoDesk, qtbot: QtBot) -> None:
    screen = open_brief(demo, qtbot)
    open_notes(demo, qtbot, screen)
    field = screen.desk.page.texts["notes"]
    QTest.keyClicks(field, "Half a sent")
    demo.shell.announce(None)
    QTest.keyClicks(field, "ence")
    assert field.text() == "Half a sentence"
    assert screen.middle.currentWidget() is screen.desk.page


def test_a_family_without_words_is_called_first(demo: DemoDesk, qtbot: QtBot) -> None:
    family = demo.families["Begum"]
    for kind in ("visit", "contact", "note"):
        for row in demo.rows(kind, family_id=family):
            demo.ask(
                lambda row=row: demo.workspace.store.delete(row.id, author=demo.workspace.person_id)
            )
    student = demo.rows("student", family_id=family)[0].id
    key = new_record_id(demo.workspace.clock)
    demo.write("conference", key, family_id=family, student_id=student, status="planned")
    screen = open_brief(demo, qtbot, key)
    assert screen.brief.empty.isVisible()
    assert "Their time is after 18:00" in screen.brief.empty.accessibleName()


def test_a_conference_that_is_gone_brings_the_list(demo: DemoDesk, qtbot: QtBot) -> None:
    demo.shell.go("conferences", record_id="0" * 32)
    screen = demo.shell.screen("conferences")
    assert isinstance(screen, ConferenceScreen)
    qtbot.waitUntil(lambda: screen.list.model.rowCount() > 1)
    assert screen.title() == "Conferences"


@pytest.mark.parametrize("size", [(1366, 740), (1024, 640)])
@pytest.mark.parametrize("page", ["list", "brief", "notes"])
def test_nothing_is_cut_nameless_or_small(
    demo: DemoDesk, qtbot: QtBot, size: tuple[int, int], page: str
) -> None:
    words.install("qps-ploc")
    theme().set_direction("rtl")
    demo.window.resize(*size)
    if page == "list":
        demo.shell.go("conferences")
        screen = demo.shell.screen("conferences")
        assert isinstance(screen, ConferenceScreen)
        qtbot.waitUntil(lambda: screen.list.model.rowCount() > 1)
    else:
        screen = open_brief(demo, qtbot)
        if page == "notes":
            open_notes(demo, qtbot, screen)
    qtbot.waitUntil(lambda: too_small(screen) == [])
    assert nameless(screen) == []
    assert cut_off(screen) == []
