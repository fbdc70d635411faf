"""Today: the next visit under one key, ticks that can be taken back, and a keyboard that stays put."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, cast

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget

from fsp_desktop.services.edit_record import Changes, new_form, save_form
from fsp_desktop.services.settle_conflict import delete_record
from fsp_desktop.ui.family_form.dialog import FamilyDialog
from fsp_desktop.ui.places import open_place
from fsp_desktop.ui.today.follow_up_card import FollowUpCard
from fsp_desktop.ui.today.screen import TodayScreen
from fsp_desktop.ui.today.side_cards import UnfinishedLine
from fsp_desktop.ui.widgets.text import Label
from tests.ui.paper.demo_desk import DemoDesk
from tests.ui.settled import settle

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot


@pytest.fixture
def today(demo: DemoDesk, qtbot: QtBot) -> TodayScreen:
    settle(demo.runner, qtbot)
    return cast("TodayScreen", demo.shell.screen("today"))


def focus() -> QWidget:
    widget = QApplication.focusWidget()
    assert widget is not None
    return widget


def press(qtbot: QtBot, key: Qt.Key) -> None:
    qtbot.keyClick(focus(), key)


def test_enter_on_the_next_visit_opens_its_log(
    demo: DemoDesk, today: TodayScreen, qtbot: QtBot
) -> None:
    assert "Osman" in focus().accessibleName()
    press(qtbot, Qt.Key.Key_Return)
    settle(demo.runner, qtbot)
    assert demo.shell.trail()[-1][0] == "visit-log"
    assert demo.shell.trail()[-1][1]["family_id"] == demo.families["Osman"]


def test_a_card_tells_all_of_it_aloud(today: TodayScreen) -> None:
    card = today._cards[0]
    for words in ("Osman", "Ayaan", "Somali", "Hodan A."):
        assert words in card.accessibleName()
    assert card.accessibleDescription() == "My mother lives with us now. Please greet her first."


def test_a_tick_is_done_said_and_taken_back(
    demo: DemoDesk, today: TodayScreen, qtbot: QtBot
) -> None:
    before = [line.row.id for line in today.follow_ups.lines()]
    line = today.follow_ups.lines()[0]
    line.setFocus()
    press(qtbot, Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: demo.shell.toasts.message() != "")
    assert line.row.text in demo.shell.toasts.message()
    settle(demo.runner, qtbot)
    assert [one.row.id for one in today.follow_ups.lines()] == before[1:]
    assert focus() is today.follow_ups.lines()[0]
    assert demo.load(before[0])["status"] == "done"
    demo.shell.undo()
    settle(demo.runner, qtbot)
    assert demo.load(before[0])["status"] == "open"
    assert [one.row.id for one in today.follow_ups.lines()] == before


def test_a_tick_that_could_not_be_kept_goes_away_again(
    demo: DemoDesk, today: TodayScreen, qtbot: QtBot
) -> None:
    line = today.follow_ups.lines()[0]
    gone = line.row
    demo.ask(lambda: delete_record(demo.workspace, gone.id))
    line.setFocus()
    press(qtbot, Qt.Key.Key_Space)
    settle(demo.runner, qtbot)
    assert demo.shell.toasts.message() != ""
    assert gone.id not in [one.row.id for one in today.follow_ups.lines()]


def test_news_from_others_do_not_take_the_keyboard_away(
    demo: DemoDesk, today: TodayScreen, qtbot: QtBot
) -> None:
    quiet_act = today.quiet.findChildren(QWidget)
    target = next(w for w in quiet_act if w.accessibleName().startswith("Log contact"))
    target.setFocus()
    name = target.accessibleName()
    for _news in range(2):
        demo.shell.announce(Changes())
        settle(demo.runner, qtbot)
    assert focus().accessibleName() == name
    assert focus() is not target


def test_what_is_due_tomorrow_is_not_said_to_be_due_today(today: TodayScreen) -> None:
    due = [line.row.due_on for line in today.follow_ups.lines()]
    day = today.shell.hooks.clock.today()
    assert any(one is not None and one > day for one in due)
    number = sum(one is not None and one <= day for one in due)
    assert today.follow_ups.count.text().startswith(f"{number} of ")


def test_show_them_shows_whose_turn_is_ours(
    demo: DemoDesk, today: TodayScreen, qtbot: QtBot
) -> None:
    today.nothing.acted.emit()
    settle(demo.runner, qtbot)
    families = demo.shell.screen("families")
    assert families.list.filters.chosen() == ["our_turn"]
    assert 0 < families.list.model.rowCount() < len(demo.families)


def test_after_midnight_it_is_another_day(demo: DemoDesk, today: TodayScreen, qtbot: QtBot) -> None:
    title = today.title()
    today.shell.hooks.clock.advance(timedelta(days=1))
    today._on_minute()
    settle(demo.runner, qtbot)
    assert today.title() != title
    assert all(card.item.starts_at.date().day == 14 for card in today._cards)


def test_a_day_without_plans_leads_on(demo: DemoDesk, today: TodayScreen, qtbot: QtBot) -> None:
    def clear() -> None:
        for kind in ("visit", "conference"):
            for row in demo.workspace.store.list_rows(kind, limit=500):
                demo.workspace.store.delete(row.id, author=demo.workspace.person_id)

    demo.runner.store(clear).then(lambda _done: demo.shell.announce(Changes()))
    settle(demo.runner, qtbot)
    assert today.nothing_card.isVisible()
    assert not today.summary.isVisible()
    open_place(demo.shell, "families")
    open_place(demo.shell, "today")
    settle(demo.runner, qtbot)
    assert today.nothing_card.isVisible()


def test_nothing_due_is_not_nothing_owed(qtbot: QtBot) -> None:
    card = FollowUpCard()
    qtbot.addWidget(card)

    def said() -> str:
        return next(one.text() for one in card._lines if isinstance(one, Label))

    day = date(2026, 10, 13)
    card.show_rows((), 2, day, date(2026, 10, 16))
    assert said() == "Nothing due today. The next is on Fri, Oct 16."
    card.show_rows((), 2, day)
    assert said() == "Nothing due today."
    card.show_rows((), 0, day)
    assert said() == "Nothing owed. Good."


def test_a_family_that_was_begun_is_gone_on_with_from_here(
    demo: DemoDesk, today: TodayScreen, qtbot: QtBot
) -> None:
    workspace = demo.workspace
    begun = save_form(workspace, new_form(workspace, "family", {"label": "Warsame"}), {})
    demo.shell.announce(begun.changes)
    settle(demo.runner, qtbot)
    lines = today.unfinished.findChildren(UnfinishedLine)
    (line,) = [one for one in lines if "Warsame" in one.accessibleName()]
    line.click()
    settle(demo.runner, qtbot)
    (dialog,) = demo.shell.window().findChildren(FamilyDialog)
    assert dialog.family.text("label") == "Warsame"
