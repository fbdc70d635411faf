"""Going about in the window, telling what changed, hiding everything."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from itertools import pairwise

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication, QDialog, QMenu

from fsp_desktop.domain.errors import UnreachableError
from fsp_desktop.ui.shell.idle import IdleWatch
from fsp_desktop.ui.shell.menus import menu_names
from fsp_desktop.ui.shell.toast import ToastAct
from fsp_desktop.ui.widgets.sheet import Sheet

ALT, CTRL = Qt.KeyboardModifier.AltModifier, Qt.KeyboardModifier.ControlModifier


@dataclass(frozen=True)
class FakeChanges:
    kinds: frozenset[str]


def _menu() -> QMenu:
    popup = QApplication.activePopupWidget()
    assert isinstance(popup, QMenu)
    return popup


def test_the_first_page_comes_up_and_others_are_not_built(shell):
    assert shell.current().key == "today"
    assert list(shell._screens) == ["today"]


def test_digits_go_to_pages_and_alt_left_comes_back(shell, window, qtbot):
    qtbot.keyClick(window, Qt.Key.Key_2, CTRL)
    assert shell.current().key == "families"
    qtbot.keyClick(window, Qt.Key.Key_Left, ALT)
    assert shell.current().key == "today"
    assert shell.screen("families").left == 1


def test_a_place_is_handed_to_the_page_and_found_again(shell):
    shell.go("families", family_id="f1")
    shell.remember(family_id="f2")
    shell.go("today")
    shell.back()
    assert shell.current().places == [{"family_id": "f1"}, {"family_id": "f2"}]


def test_the_log_takes_the_rail_a_back_button_and_lights_its_own_row(shell):
    assert not shell.navigation.is_rail
    shell.go("visit-log")
    assert shell.navigation.is_rail
    assert shell.header.back.isVisible()
    shell.back()
    assert not shell.navigation.is_rail
    assert not shell.header.back.isVisible()


def test_a_narrow_window_takes_the_rail(shell, window, qtbot):
    window.resize(1100, 690)
    qtbot.waitUntil(lambda: shell.navigation.is_rail)


def test_screens_out_of_sight_ask_again_when_they_come_up(shell):
    shell.go("families")
    shell.go("today")
    shell.announce(FakeChanges(frozenset({"family"})))
    assert shell.current().refreshed == []
    shell.go("families")
    assert shell.current().refreshed == [None]


def test_a_screen_in_sight_asks_again_at_once(shell):
    changes = FakeChanges(frozenset({"visit"}))
    shell.announce(changes)
    assert shell.current().refreshed == [changes]


def test_counts_and_the_status_sentence_come_from_below(shell, qtbot):
    qtbot.waitUntil(lambda: "4 changes waiting." in shell.status.sentence())
    assert "No internet right now" in shell.status.sentence()
    model = shell.navigation.lists[0].model()
    qtbot.waitUntil(
        lambda: model.index(0).data(Qt.ItemDataRole.AccessibleTextRole) == "Today, 5, open"
    )


def test_a_toast_offers_undo_by_its_link_and_by_ctrl_z(shell, window, qtbot):
    undone = []
    shell.toast("Contact saved for Al-Hariri.", undo=lambda: undone.append(1))
    assert shell.toasts.message() == "Contact saved for Al-Hariri."
    qtbot.keyClick(window, Qt.Key.Key_Z, CTRL)
    assert undone == [1]
    assert shell.toasts.message() == ""


def test_a_toast_offers_several_acts_each_with_its_key(shell, window, qtbot):
    done = []
    again = ToastAct("Open again", lambda: done.append("opened"))
    shell.toast("Visit finished.", lambda: done.append("undone"), again)
    assert shell.toasts.offers() == ["Undo", "Open again"]
    qtbot.keyClick(window, Qt.Key.Key_J, CTRL)
    assert done == ["opened"]
    assert shell.toasts.message() == ""
    shell.toast("Visit finished.", lambda: done.append("undone"), again)
    qtbot.keyClick(window, Qt.Key.Key_Z, CTRL)
    assert done == ["opened", "undone"]


def test_ctrl_z_never_does_what_a_toast_offers_besides(shell, window, qtbot):
    done = []
    shell.hooks.undo = lambda: done.append("last save")
    shell.toast("Somebody waits.", None, ToastAct("Look", lambda: done.append("looked")))
    qtbot.keyClick(window, Qt.Key.Key_Z, CTRL)
    qtbot.waitUntil(lambda: done == ["last save"])


def test_a_message_after_another_has_room_for_what_it_offers(shell):
    shell.toast("Changed.", lambda: None)
    shell.toast("The conference is planned.", lambda: None, ToastAct("Open brief", lambda: None))
    toast = shell.toasts
    offers = [one.geometry() for one in toast._offers]
    assert all(a.right() < b.left() for a, b in pairwise(offers))
    assert offers[0].left() > toast._label.geometry().right()
    assert toast.rect().contains(offers[-1])


def test_a_long_message_takes_several_lines_inside_the_page(shell, window, look, qtbot):
    window.resize(1024, 640)
    look.set_scale(1.5)
    shell.toast("A long word for word sentence. " * 12, lambda: None, ToastAct("Open", lambda: 0))
    toast = shell.toasts
    assert toast.width() <= shell.stack.width()
    assert toast._label.height() >= toast._label.heightForWidth(toast._label.width())
    qtbot.waitUntil(lambda: toast.geometry().bottom() <= shell.stack.height())


def test_ctrl_z_without_a_toast_takes_the_last_save_back(shell, window, qtbot):
    changes = FakeChanges(frozenset({"visit"}))
    shell.hooks.undo = lambda: changes
    qtbot.keyClick(window, Qt.Key.Key_Z, CTRL)
    qtbot.waitUntil(lambda: shell.current().refreshed == [changes])


def test_the_letter_after_ctrl_n_takes_the_line(shell, window, qtbot):
    qtbot.keyClick(window, Qt.Key.Key_N, CTRL)
    qtbot.keyClick(_menu(), Qt.Key.Key_C)
    qtbot.waitUntil(lambda: shell.toasts.message() == "contact")


def test_a_known_failure_is_told_in_plain_words(shell):
    shell.tell_failure(UnreachableError("vault.disk_full"))
    assert shell.toasts.message()
    assert "Traceback" not in shell.toasts.message()


def test_f6_walks_from_part_to_part(shell, window, qtbot):
    shell.current().button.setFocus()
    qtbot.keyClick(window, Qt.Key.Key_F6)
    assert shell.navigation.lists[0].hasFocus()
    qtbot.keyClick(window, Qt.Key.Key_F6)
    assert shell.header.search.hasFocus()
    qtbot.keyClick(window, Qt.Key.Key_F6)
    assert shell.current().button.hasFocus()


def test_navigation_is_worked_by_arrows_and_enter(shell, qtbot):
    pages = shell.navigation.lists[0]
    pages.setFocus()
    qtbot.keyClick(pages, Qt.Key.Key_Down)
    qtbot.keyClick(pages, Qt.Key.Key_Return)
    assert shell.current().key == "families"
    for _step in range(2):
        qtbot.keyClick(pages, Qt.Key.Key_Down)
    assert shell.navigation.lists[1].hasFocus()


def test_a_page_key_works_only_on_its_page(shell, window, qtbot):
    families = shell.screen("families")
    qtbot.keyClick(window, Qt.Key.Key_F2)
    assert families.opened_by_key == 0
    shell.go("families")
    families.field.setFocus()
    qtbot.keyClick(families.field, Qt.Key.Key_F2)
    assert families.opened_by_key == 1


def test_every_command_has_a_menu_path(shell, window):
    words = {action.text() for action in window.menuBar().actions()}
    assert words == {name for _menu_key, name in menu_names()}
    in_menus = {
        entry.key
        for menu, _name in menu_names()
        for entry in shell.actions_book.for_menu(menu, "families")
    }
    shell.screen("families")
    everything = {entry.key for entry in shell.actions_book.entries() if entry.action}
    assert everything - in_menus <= {"families.open"}


def test_no_two_actions_share_a_key(shell):
    shell.screen("families")
    keys = [
        entry.action.shortcut().toString()
        for entry in shell.actions_book.entries()
        if entry.action and not entry.action.shortcut().isEmpty()
    ]
    assert len(keys) == len(set(keys))


def test_alt_shows_the_menu_bar_and_hides_it_again(shell, window, qtbot):
    qtbot.waitUntil(lambda: window._idle.is_listening)
    assert not window.menuBar().isVisible()
    shell.current().button.setFocus()
    qtbot.keyPress(window, Qt.Key.Key_Alt)
    qtbot.keyRelease(window, Qt.Key.Key_Alt)
    assert window.menuBar().isVisible()
    qtbot.keyClick(window, Qt.Key.Key_F10)
    assert not window.menuBar().isVisible()


def test_esc_in_the_menu_bar_hides_it(shell, window, qtbot):
    window._toggle_menu_bar()
    bar = window.menuBar()
    assert bar.isVisible()
    qtbot.keyClick(bar, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: not bar.isVisible())


def test_the_letters_of_the_menus_are_no_letters_of_pages(shell):
    letters = [words[words.index("&") + 1].upper() for _key, words in menu_names()]
    assert len(letters) == len(set(letters))
    # V starts a visit log and L logs a contact, on the page of a family.
    assert not {"V", "L"} & set(letters)


def test_ctrl_l_hides_everything_at_once(shell, window, qtbot):
    today = shell.current()
    dialog = Sheet(shell, 400, "Log a contact")
    shell.open_dialog(dialog)
    qtbot.waitUntil(dialog.isActiveWindow)
    with qtbot.waitSignal(window.lock_asked):
        qtbot.keyClick(dialog, Qt.Key.Key_L, CTRL)
    assert today.left == 1
    assert window.shell is None
    assert not any(
        widget.isVisible()
        for widget in QApplication.topLevelWidgets()
        if isinstance(widget, QDialog)
    )


def test_after_the_lock_one_is_back_on_the_same_page(shell, window, hooks, qtbot):
    from tests.ui.made_up_pages import register_made_up_pages

    shell.go("families", family_id="f1")
    with qtbot.waitSignal(window.lock_asked):
        window.lock_now()
    again = window.open_work(hooks, [register_made_up_pages])
    assert again.current().key == "families"
    assert again.current().places == [{"family_id": "f1"}]


def test_another_language_is_spoken_at_once_on_the_same_page(shell, window, qtbot):
    shell.go("families")
    shell.language_chosen.emit("qps-ploc")
    qtbot.waitUntil(lambda: window.shell is not None and window.shell is not shell)
    assert window.shell.current().key == "families"
    assert window.shell.header.title.text().strip("\u200f").startswith("[")
    assert QApplication.layoutDirection() == Qt.LayoutDirection.RightToLeft


@pytest.mark.parametrize("minutes", [5, 90])
def test_idle_time_is_measured_on_the_wall_so_suspend_counts(clock, qtbot, minutes):
    watch = IdleWatch(clock, 5)
    clock.advance(timedelta(minutes=minutes))
    with qtbot.waitSignal(watch.idle_passed):
        watch.look()


def test_a_touch_or_a_clock_set_back_starts_the_wait_anew(clock, qtbot):
    watch = IdleWatch(clock, 5)
    clock.advance(timedelta(minutes=4))
    watch.touch()
    clock.advance(timedelta(minutes=4))
    with qtbot.assertNotEmitted(watch.idle_passed):
        watch.look()
        clock.advance(timedelta(hours=-2))
        watch.look()


def test_a_key_press_counts_as_a_touch(shell, window, clock, qtbot):
    qtbot.waitUntil(lambda: window._idle.is_listening)
    clock.advance(timedelta(minutes=4))
    qtbot.keyClick(shell.current().button, Qt.Key.Key_Tab)
    clock.advance(timedelta(minutes=4))
    with qtbot.assertNotEmitted(window.lock_asked):
        window._idle.look()


def test_idle_locks_the_window(shell, window, clock, qtbot):
    clock.advance(timedelta(minutes=6))
    with qtbot.waitSignal(window.lock_asked):
        window._idle.look()


def test_a_sheet_dims_the_window_and_gives_the_keyboard_back(shell, qtbot):
    shell.current().button.setFocus()
    sheet = Sheet(shell, 420, "A question")
    shell.open_dialog(sheet)
    assert sheet._scrim.size() == shell.window().size()
    assert sheet.geometry().center().x() == pytest.approx(
        shell.window().mapToGlobal(QPoint(shell.window().width() // 2, 0)).x(), abs=2
    )
    qtbot.keyClick(sheet, Qt.Key.Key_Escape)
    assert not sheet.isVisible()
    assert shell.current().button.hasFocus()
