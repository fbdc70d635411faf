"""Families: found by typing, read to the end, worked by keys, and the same mirrored."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import TYPE_CHECKING, cast

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtWidgets import QApplication, QDialog, QWidget

from fsp_desktop.domain.ids import RecordId, new_record_id
from fsp_desktop.domain.views import ThreadItem
from fsp_desktop.services.edit_record import Changes
from fsp_desktop.store.writes import Write
from fsp_desktop.ui.families.screen import FamiliesScreen
from fsp_desktop.ui.families.thread_layout import bubble_rect
from fsp_desktop.ui.families.thread_view import PAGE
from fsp_desktop.ui.history.sheet import HistorySheet
from fsp_desktop.ui.theme.theme import theme
from fsp_desktop.ui.widgets.paged_model import ROW_ROLE
from tests.ui.paper.demo_desk import DemoDesk
from tests.ui.settled import settle

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

Open = Callable[[str], FamiliesScreen]
MANY = 130


@pytest.fixture
def open_family(demo: DemoDesk, qtbot: QtBot) -> Open:
    def show(label: str) -> FamiliesScreen:
        demo.shell.go("families", family_id=demo.families[label])
        settle(demo.runner, qtbot)
        return cast("FamiliesScreen", demo.shell.screen("families"))

    return show


@pytest.fixture
def families(demo: DemoDesk, qtbot: QtBot) -> FamiliesScreen:
    demo.shell.go("families")
    settle(demo.runner, qtbot)
    return cast("FamiliesScreen", demo.shell.screen("families"))


def focus() -> QWidget:
    widget = QApplication.focusWidget()
    assert widget is not None
    return widget


def labels(screen: FamiliesScreen) -> list[str]:
    model = screen.list.model
    return [model.row(number).label for number in range(model.rowCount())]


class TestTheList:
    @pytest.mark.parametrize(
        ("typed", "found"),
        [("osm", "Osman"), ("ayaan", "Osman"), ("nguyen", "Nguyễn"), ("الحريري", "Al-Hariri")],
    )
    def test_letters_of_a_name_or_a_child_find(
        self, demo: DemoDesk, families: FamiliesScreen, qtbot: QtBot, typed: str, found: str
    ) -> None:
        assert focus() is families.list.search
        families.list.search.insert(typed)
        qtbot.waitUntil(lambda: labels(families) == [found])
        qtbot.keyClick(families.list.search, Qt.Key.Key_Return)
        settle(demo.runner, qtbot)
        assert families.header.name.whole_text() == f"{found} family"
        assert focus() is families.thread_list

    def test_a_word_that_fits_nobody_is_said(self, families: FamiliesScreen, qtbot: QtBot) -> None:
        qtbot.keyClicks(families.list.search, "zzz")
        qtbot.waitUntil(families.list.nothing.isVisible)
        assert "zzz" in families.list.nothing.text()

    def test_down_goes_into_the_list_and_letters_lead_back(
        self, demo: DemoDesk, families: FamiliesScreen, qtbot: QtBot
    ) -> None:
        first = families.list.current_id()
        qtbot.keyClick(families.list.search, Qt.Key.Key_Down)
        assert focus() is families.list.view
        qtbot.keyClick(families.list.view, Qt.Key.Key_Down)
        settle(demo.runner, qtbot)
        assert families.list.current_id() != first
        qtbot.keyClick(families.list.view, "n")
        assert focus() is families.list.search
        assert families.list.search.text() == "n"

    def test_a_filter_shows_as_many_as_it_says(
        self, demo: DemoDesk, families: FamiliesScreen, qtbot: QtBot
    ) -> None:
        for at, key in enumerate(("all", "mine", "our_turn")):
            chip = families.list.filters.chips()[at]
            number = int(chip.text().split()[-1])
            qtbot.mouseClick(chip, Qt.MouseButton.LeftButton)
            settle(demo.runner, qtbot)
            assert families.list.filters.chosen() == [key]
            assert families.list.model.rowCount() == number

    def test_no_widget_is_asked_on_the_store_thread(
        self, demo: DemoDesk, families: FamiliesScreen, qtbot: QtBot
    ) -> None:
        """What was typed belongs to the asking, also for pages that come later."""
        families.list.search.setText("osm")
        families.list.load()
        families.list.search.setText("nothing like it")
        qtbot.waitUntil(lambda: labels(families) == ["Osman"])

    def test_a_family_out_of_sight_leaves_no_other_one_chosen(
        self, demo: DemoDesk, open_family: Open, qtbot: QtBot
    ) -> None:
        screen = open_family("Osman")
        qtbot.keyClicks(screen.list.search, "nguyen")
        qtbot.waitUntil(lambda: labels(screen) == ["Nguyễn"])
        settle(demo.runner, qtbot)
        assert screen.list.current_id() is None
        assert screen.header.name.whole_text() == "Osman family"


class TestTheThread:
    @pytest.fixture
    def long_thread(self, demo: DemoDesk, open_family: Open, qtbot: QtBot) -> FamiliesScreen:
        add_contacts(demo, demo.families["Osman"], qtbot)
        return open_family("Osman")

    def test_it_is_read_in_pages_to_its_end(
        self, demo: DemoDesk, long_thread: FamiliesScreen, qtbot: QtBot
    ) -> None:
        model = long_thread.thread_list.thread_model
        assert model.items_here == PAGE
        seen = -1
        while model.items_here != seen:
            seen = model.items_here
            long_thread.thread_list.scrollToBottom()
            settle(demo.runner, qtbot)
        assert model.items_here == long_thread._page.thread_count > 2 * PAGE
        ids = [item.id for item in items_of(long_thread)]
        assert len(ids) == len(set(ids)) == model.items_here

    def test_news_leave_one_at_the_same_item(
        self, demo: DemoDesk, long_thread: FamiliesScreen, qtbot: QtBot
    ) -> None:
        thread = long_thread.thread_list
        here = 0
        while thread.thread_model.items_here != here:
            here = thread.thread_model.items_here
            thread.scrollToBottom()
            settle(demo.runner, qtbot)
        thread.setFocus()
        row = thread.thread_model.rowCount() - 30
        thread.setCurrentIndex(thread.thread_model.index(row))
        settle(demo.runner, qtbot)
        item = thread.currentIndex().data(ROW_ROLE)
        scrolled = thread.verticalScrollBar().value()
        demo.shell.announce(Changes())
        settle(demo.runner, qtbot)
        assert thread.thread_model.items_here == here
        assert thread.currentIndex().data(ROW_ROLE).id == item.id
        assert thread.verticalScrollBar().value() == scrolled > 0

    def test_another_family_begins_at_its_newest(
        self, demo: DemoDesk, long_thread: FamiliesScreen, open_family: Open, qtbot: QtBot
    ) -> None:
        long_thread.thread_list.scrollToBottom()
        settle(demo.runner, qtbot)
        screen = open_family("Al-Hariri")
        assert screen.thread_list.verticalScrollBar().value() == 0
        assert screen.thread_list.thread_model.items_here == screen._page.thread_count

    def test_rows_of_a_filter_that_was_left_do_not_come_in(
        self, demo: DemoDesk, long_thread: FamiliesScreen, qtbot: QtBot
    ) -> None:
        long_thread._ask_more()
        long_thread.filters.set_chosen(["follow_ups"])
        long_thread._ask_thread()
        settle(demo.runner, qtbot)
        assert {item.kind for item in items_of(long_thread)} == {"follow-up"}

    def test_space_ticks_a_follow_up_and_leaves_one_there(
        self, demo: DemoDesk, open_family: Open, qtbot: QtBot
    ) -> None:
        screen = open_family("Osman")
        thread = screen.thread_list
        item = next(one for one in items_of(screen) if one.kind == "follow-up")
        row = thread.thread_model.row_of(item.id)
        assert row is not None
        thread.setFocus()
        thread.setCurrentIndex(thread.thread_model.index(row))
        qtbot.keyClick(thread, Qt.Key.Key_Space)
        settle(demo.runner, qtbot)
        assert demo.load(item.id)["status"] == "done"
        assert item.words in demo.shell.toasts.message()
        assert thread.currentIndex().data(ROW_ROLE).id == item.id
        qtbot.keyClick(thread, Qt.Key.Key_Space)
        settle(demo.runner, qtbot)
        assert demo.load(item.id)["status"] == "open"

    def test_a_click_opens_an_item_and_a_click_beside_it_does_not(
        self, demo: DemoDesk, open_family: Open, qtbot: QtBot
    ) -> None:
        screen = open_family("Osman")
        thread = screen.thread_list
        opened: list[str] = []
        thread.item_opened.disconnect()
        thread.item_opened.connect(lambda item: opened.append(item.id))
        item = next(one for one in items_of(screen) if one.kind == "contact")
        row = thread.thread_model.row_of(item.id)
        assert row is not None
        index = thread.thread_model.index(row)
        thread.scrollTo(index)
        bubble = bubble_rect(thread.visualRect(index), item)
        left = Qt.MouseButton.LeftButton
        qtbot.mouseClick(thread.viewport(), left, pos=bubble.center())
        assert opened == [item.id]
        spot = bubble.center()
        spot.setX(bubble.left() - 4 if bubble.left() > 8 else bubble.right() + 4)
        qtbot.mouseClick(thread.viewport(), left, pos=spot)
        assert opened == [item.id]
        qtbot.keyClick(thread, Qt.Key.Key_Return)
        assert opened == [item.id, item.id]

    def test_an_empty_thread_asks_what_was_heard_first(self, demo: DemoDesk, qtbot: QtBot) -> None:
        key = new_record_id(demo.workspace.clock)
        demo.write("family", key, label="Newcomers")
        demo.shell.go("families", family_id=key)
        settle(demo.runner, qtbot)
        screen = cast("FamiliesScreen", demo.shell.screen("families"))
        assert screen.quiet.isVisible()
        assert screen.header.spoken.strong.whole_text() == "Not asked yet"


class TestKeys:
    def test_history_is_that_of_the_item_or_of_the_family(
        self, demo: DemoDesk, open_family: Open, qtbot: QtBot
    ) -> None:
        screen = open_family("Osman")
        screen.list.view.setFocus()
        qtbot.keyClick(screen.list.view, Qt.Key.Key_H, Qt.KeyboardModifier.ControlModifier)
        sheet = opened(demo, HistorySheet)
        assert sheet._record_id == demo.families["Osman"]
        sheet.reject()
        screen.thread_list.setFocus()
        visit = next(one for one in items_of(screen) if one.kind == "visit")
        row = screen.thread_list.thread_model.row_of(visit.id)
        screen.thread_list.setCurrentIndex(screen.thread_list.thread_model.index(row))
        qtbot.keyClick(screen.thread_list, Qt.Key.Key_H, Qt.KeyboardModifier.ControlModifier)
        assert opened(demo, HistorySheet)._record_id == visit.id

    def test_f2_opens_what_is_known_of_the_family(
        self, demo: DemoDesk, open_family: Open, qtbot: QtBot
    ) -> None:
        screen = open_family("Osman")
        qtbot.keyClick(screen.list.view, Qt.Key.Key_F2)
        settle(demo.runner, qtbot)
        assert opened(demo, QDialog).isVisible()

    def test_enter_opens_what_is_chosen(
        self, demo: DemoDesk, open_family: Open, qtbot: QtBot
    ) -> None:
        screen = open_family("Osman")
        visit = next(one for one in items_of(screen) if one.kind == "visit")
        row = screen.thread_list.thread_model.row_of(visit.id)
        screen.thread_list.setFocus()
        screen.thread_list.setCurrentIndex(screen.thread_list.thread_model.index(row))
        qtbot.keyClick(screen.thread_list, Qt.Key.Key_Return)
        assert demo.shell.trail()[-1][0] == "visit-log"
        assert demo.shell.trail()[-1][1]["record_id"] == visit.id


def test_the_thread_is_mirrored_with_the_window(
    demo: DemoDesk, open_family: Open, qtbot: QtBot
) -> None:
    screen = open_family("Osman")
    theirs = next(one for one in items_of(screen) if one.side == "family" and one.kind == "contact")
    ours = next(one for one in items_of(screen) if one.side == "school" and one.kind == "contact")
    row = QRect(0, 0, 500, 100)
    assert bubble_rect(row, theirs).left() == row.left() < bubble_rect(row, ours).left()
    list_at = screen.list.mapTo(demo.window, QPoint(0, 0)).x()
    thread_at = screen.thread_list.mapTo(demo.window, QPoint(0, 0)).x()
    assert list_at < thread_at
    theme().set_direction("rtl")
    settle(demo.runner, qtbot)
    assert bubble_rect(row, theirs).right() == row.right() > bubble_rect(row, ours).right()
    list_at = screen.list.mapTo(demo.window, QPoint(0, 0)).x()
    thread_at = screen.thread_list.mapTo(demo.window, QPoint(0, 0)).x()
    assert list_at > thread_at


def items_of(screen: FamiliesScreen) -> list[ThreadItem]:
    model = screen.thread_list.thread_model
    rows = [model.index(number).data(ROW_ROLE) for number in range(model.rowCount())]
    return [row for row in rows if isinstance(row, ThreadItem)]


def opened(demo: DemoDesk, kind: type[QDialog]) -> QDialog:
    found = [one for one in demo.window.findChildren(kind) if one.isVisible()]
    assert len(found) == 1
    return found[0]


def add_contacts(demo: DemoDesk, family: RecordId, qtbot: QtBot) -> None:
    workspace = demo.workspace
    now = workspace.clock.now()

    def write() -> None:
        writes = [
            Write(
                "contact",
                new_record_id(workspace.clock),
                {
                    "family_id": family,
                    "occurred_at": (now - timedelta(days=number + 1)).isoformat(),
                    "direction": "family_to_school" if number % 2 else "school_to_family",
                    "channel": "phone",
                    "summary": f"Call number {number}",
                },
            )
            for number in range(MANY)
        ]
        workspace.store.bulk_save(writes, author=workspace.person_id)

    demo.runner.store(write)
    settle(demo.runner, qtbot)


@pytest.mark.parametrize("scale", [1.0, 1.3])
def test_the_smallest_window_leaves_room_for_the_thread(
    demo: DemoDesk, qtbot: QtBot, scale: float
) -> None:
    theme().set_scale(scale)
    qtbot.waitUntil(lambda: scale == 1.0 or demo.window.shell is not demo.shell)
    demo.window.resize(1024, 640)
    shell = demo.window.shell
    shell.go("families", family_id=demo.families["Osman"])
    screen = cast("FamiliesScreen", shell.screen("families"))
    settle(demo.runner, qtbot)
    context, thread = screen.context, screen.thread_list
    assert context.mapTo(screen, QPoint(context.width(), 0)).x() <= screen.width()
    inside = context.widget()
    assert inside is not None
    assert inside.width() <= context.viewport().width()
    assert thread.width() >= context.width()
