"""The visit log keeps every word, proposes what is known, and finishes with parts empty."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from fsp_desktop.language import words
from fsp_desktop.services import log_visit
from fsp_desktop.store.writes import Write
from fsp_desktop.ui.theme.theme import theme
from fsp_desktop.ui.visit_log.screen import VisitLogScreen
from fsp_desktop.ui.widgets.chips import Chip
from tests.ui.walking import cut_off, nameless, too_small

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from tests.ui.forms.desk import Desk

HOPE = "I want Ayaan to feel that school is her place too."


def open_log(desk: Desk, qtbot: QtBot, **place: str) -> VisitLogScreen:
    desk.shell.go("visit-log", **place)
    screen = desk.shell.screen("visit-log")
    assert isinstance(screen, VisitLogScreen)
    qtbot.waitUntil(screen.page.hopes.hopes.hasFocus)
    qtbot.waitUntil(lambda: screen.subtitle() != "", timeout=20_000)
    return screen


def test_cursor_starts_in_their_hopes_and_nothing_is_written_yet(desk: Desk, qtbot: QtBot) -> None:
    screen = open_log(desk, qtbot, family_id=desk.osman)
    assert screen.subtitle() == "Osman family"
    assert screen.page.hopes.hopes.hasFocus()
    assert "Nothing is written yet" in screen.footer.sentence.whole_text()
    assert desk.rows("visit") == []


def test_words_are_on_disk_within_half_a_second(desk: Desk, qtbot: QtBot) -> None:
    screen = open_log(desk, qtbot, family_id=desk.osman)
    # The first save of a program loads the entities; only typing itself is measured here.
    with qtbot.waitSignal(screen.keeper.saved):
        QTest.keyClicks(screen.page.hopes.hopes, "I")
    with qtbot.waitSignal(screen.keeper.saved, timeout=500):
        QTest.keyClicks(screen.page.hopes.hopes, HOPE[1:])
    visit = desk.rows("visit")[0]
    assert visit.values["hopes"] == HOPE
    assert visit.values["draft"] is True
    assert visit.values["students"] == [desk.ayaan]
    assert "just now" in screen.footer.sentence.whole_text()


def test_leaving_keeps_the_draft_and_it_is_there_again(desk: Desk, qtbot: QtBot) -> None:
    screen = open_log(desk, qtbot, family_id=desk.osman)
    QTest.keyClicks(screen.page.hopes.hopes, HOPE)
    screen.page.hopes.said_by.choose(desk.fadumo)
    desk.shell.go("today")
    visit = desk.rows("visit")[0]
    assert visit.values["said_by"] == desk.fadumo
    screen._visit = None
    again = open_log(desk, qtbot)
    assert again.page.hopes.hopes.text() == HOPE
    assert len(desk.rows("visit")) == 1


def test_digits_choose_topics_and_parts_get_ticks(desk: Desk, qtbot: QtBot) -> None:
    screen = open_log(desk, qtbot, family_id=desk.osman)
    chips = screen.page.discussed.topics.chips()
    chips[0].setFocus()
    QTest.keyClick(chips[0], Qt.Key.Key_3)
    assert screen.page.discussed.topics.chosen() == ["getting_to_school"]
    assert screen.page.filled() == [False, False, True, False, False, False]
    with qtbot.waitSignal(screen.keeper.saved):
        screen.keeper.flush()
    assert desk.rows("visit")[0].values["topics"] == ["getting_to_school"]


def test_digits_choose_topics_while_other_has_the_keyboard(desk: Desk, qtbot: QtBot) -> None:
    screen = open_log(desk, qtbot, family_id=desk.osman)
    topics = screen.page.discussed.topics
    other = next(one for one in topics.findChildren(Chip) if one not in topics.chips())
    other.setFocus()
    QTest.keyClick(other, Qt.Key.Key_1)
    assert topics.chosen() == [topics.chips()[0].key]


def test_a_draft_that_is_opened_again_goes_on_at_its_end(desk: Desk, qtbot: QtBot) -> None:
    screen = open_log(desk, qtbot, family_id=desk.osman)
    with qtbot.waitSignal(screen.keeper.saved):
        QTest.keyClicks(screen.page.hopes.hopes, HOPE)
    visit_id = desk.rows("visit")[0].id
    screen.page.hopes.hopes.set_text("")
    screen.page.show_visit(desk.ask(lambda: log_visit.open_visit(desk.workspace, visit_id)))
    assert screen.page.hopes.hopes.textCursor().atEnd()


def test_a_log_without_a_language_is_finished_in_the_one_they_speak(
    desk: Desk, qtbot: QtBot
) -> None:
    screen = open_log(desk, qtbot, family_id=desk.osman)
    QTest.keyClicks(screen.page.hopes.hopes, HOPE)
    screen.page.who.language.set_chosen("")
    screen.page.who.language.chosen_changed.emit("")
    screen.finish()
    qtbot.waitUntil(lambda: desk.shell.current().key == "families")
    visit = desk.rows("visit")[0].values
    assert (visit["draft"], visit["language_used"]) == (False, "so")


def test_f_keys_walk_through_the_parts(desk: Desk, qtbot: QtBot) -> None:
    screen = open_log(desk, qtbot, family_id=desk.osman)
    screen._walk(1)
    chips = screen.page.discussed.topics.chips()
    assert chips[0].hasFocus()
    QTest.keyClick(chips[0], Qt.Key.Key_2)
    assert len(screen.page.discussed.topics.chosen()) == 1
    screen._walk(1)
    assert screen.page.agreements.rows[0].text.hasFocus()
    screen._walk(-1)
    screen._walk(-1)
    assert screen.page.hopes.hopes.hasFocus()
    screen._walk(-1)
    assert screen.page.who.isVisible()
    assert screen.page.who.day.hasFocus()


def test_finishing_makes_visit_and_agreement_complete_together(desk: Desk, qtbot: QtBot) -> None:
    screen = open_log(desk, qtbot, family_id=desk.osman)
    QTest.keyClicks(screen.page.hopes.hopes, HOPE)
    row = screen.page.agreements.rows[0]
    QTest.keyClicks(row.text, "Somali story time")
    QTest.keyClicks(row.due_on, "tomorrow")
    screen.finish()
    qtbot.waitUntil(lambda: desk.shell.current().key == "families")
    visit, agreement = desk.rows("visit")[0].values, desk.rows("agreement")[0].values
    assert (visit["draft"], visit["hopes"], visit["status"]) == (False, HOPE, "completed")
    assert (agreement["text"], agreement["draft"]) == ("Somali story time", False)
    assert agreement["due_on"] == "2026-10-14"
    assert agreement["visit_id"] == desk.rows("visit")[0].id
    assert "4 parts are empty. That is fine." in desk.shell.toasts.message()


def test_what_is_missing_is_said_beside_the_field_and_nothing_is_lost(
    desk: Desk, qtbot: QtBot
) -> None:
    screen = open_log(desk, qtbot, family_id=desk.hariri)
    QTest.keyClicks(screen.page.hopes.hopes, HOPE)
    screen.page.who.start.clear()
    screen.page.who.day.clear()
    screen.page.who.day.settle()
    screen.finish()
    start = screen.page.who.fields["actual_start"]
    qtbot.waitUntil(lambda: start.message.text() != "")
    assert screen.page.who.isVisible()
    assert desk.rows("visit")[0].values["hopes"] == HOPE
    assert desk.rows("visit")[0].values["draft"] is True


def test_a_planned_visit_is_written_up_at_its_planned_time(desk: Desk, qtbot: QtBot) -> None:
    from fsp_desktop.domain.ids import new_record_id

    visit = new_record_id(desk.workspace.clock)
    planned = {
        "family_id": desk.osman,
        "status": "scheduled",
        "purpose": "relational_first",
        "scheduled_start": "2026-10-13T09:30:00.000+00:00",
        "scheduled_end": "2026-10-13T10:15:00.000+00:00",
    }
    store = desk.workspace.store
    desk.ask(lambda: store.save([Write("visit", visit, planned)], author="", why="create"))
    screen = open_log(desk, qtbot)
    assert screen.page.who.status.chosen() == "completed"
    QTest.keyClicks(screen.page.hopes.hopes, HOPE)
    with qtbot.waitSignal(screen.keeper.saved):
        screen.keeper.flush()
    kept = desk.load(visit)
    assert kept["actual_start"] == planned["scheduled_start"]
    assert (kept["status"], kept["language_used"], kept["draft"]) == ("completed", "so", True)


def test_another_save_meanwhile_is_kept_beside_ours(desk: Desk, qtbot: QtBot) -> None:
    screen = open_log(desk, qtbot, family_id=desk.osman)
    with qtbot.waitSignal(screen.keeper.saved):
        QTest.keyClicks(screen.page.hopes.hopes, "Ours")
    visit = desk.rows("visit")[0].id
    store = desk.workspace.store
    desk.ask(
        lambda: store.save([Write("visit", visit, {"strengths": "Theirs"})], author="x", why="edit")
    )
    with qtbot.waitSignal(screen.keeper.saved):
        QTest.keyClicks(screen.page.hopes.strengths, "Mine")
    assert "strengths" in desk.ask(lambda: store.need(visit)).conflicts


def test_the_coach_underlines_and_its_word_is_taken(desk: Desk, qtbot: QtBot) -> None:
    screen = open_log(desk, qtbot, family_id=desk.osman)
    field = screen.page.discussed.text
    field.setFocus()
    QTest.keyClicks(field, "Asked about the GPA")
    assert screen.coach.count() == 1
    QTest.keyClick(field, Qt.Key.Key_Period, Qt.KeyboardModifier.ControlModifier)
    panel = screen.coach.panel
    assert panel is not None
    assert field.hasFocus()
    assert "average of all marks" in panel.words.text()
    QTest.keyClick(field, Qt.Key.Key_Return, Qt.KeyboardModifier.AltModifier)
    assert field.text() == "Asked about the average of all marks"
    assert screen.coach.panel is None


@pytest.mark.parametrize("size", [(1366, 690), (1024, 640)])
def test_nothing_is_cut_in_a_longer_language_from_right_to_left(
    desk: Desk, qtbot: QtBot, size: tuple[int, int]
) -> None:
    words.install("qps-ploc")
    theme().set_direction("rtl")
    desk.window.resize(*size)
    screen = open_log(desk, qtbot, family_id=desk.osman)
    screen.page.open_who()
    qtbot.waitUntil(lambda: screen.page.who.place.height() > 24)
    assert cut_off(screen) == []
    assert nameless(screen) == []
    assert too_small(screen) == []


def test_a_finished_log_that_is_opened_again_is_only_closed(desk: Desk, qtbot: QtBot) -> None:
    screen = open_log(desk, qtbot, family_id=desk.osman)
    assert screen.footer.done.text() == "Finish visit log"
    QTest.keyClicks(screen.page.hopes.hopes, HOPE)
    screen.finish()
    qtbot.waitUntil(lambda: desk.shell.current().key == "families")
    (visit,) = desk.rows("visit")
    again = open_log(desk, qtbot, record_id=visit.id)
    qtbot.waitUntil(lambda: again.footer.done.text() == "Done")
    assert again.footer.later.isHidden()
    QTest.keyClicks(again.page.next_steps.text, "Call on Friday.")
    again.finish()
    qtbot.waitUntil(lambda: desk.shell.toasts.message() == "Changed.")
    assert desk.load(visit.id)["next_steps"] == "Call on Friday."


def test_asking_for_a_family_shows_no_ticks_of_the_one_before(desk: Desk, qtbot: QtBot) -> None:
    screen = open_log(desk, qtbot, family_id=desk.osman)
    QTest.keyClicks(screen.page.hopes.hopes, HOPE)
    assert screen.steps.count_empty() < len(screen.page.parts)
    screen._show_which()
    assert screen.steps.count_empty() == len(screen.page.parts)
    again = open_log(desk, qtbot, family_id=desk.hariri)
    qtbot.waitUntil(lambda: "Al-Hariri" in again.subtitle())
    assert again.page.filled() == [False] * 6
    assert again.steps.count_empty() == len(again.page.parts)
