"""The way in: three keys to begin, growing waits in words, a sheet that leaves the screen."""

from __future__ import annotations

import threading
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QFileDialog

from fsp_desktop.domain.errors import LockedError, RefusedError
from fsp_desktop.ui.entrance.entrance import Entrance
from fsp_desktop.ui.entrance.forms import JoinForm, RecoverForm, RestoreForm, StartForm
from fsp_desktop.ui.entrance.recovery_sheet import RecoverySheet
from fsp_desktop.ui.entrance.services import Greeting, Opened
from fsp_desktop.ui.entrance.unlock import UnlockPage
from fsp_desktop.ui.entrance.welcome import WelcomePage

WORDS = "maple cotton silver planet bridge lemon winter button forest copper violin market"


class FakeServices:
    def __init__(self):
        self.asked = []
        self.wait_s = 0.0
        self.right = "correct horse battery staple"

    def unlock(self, passphrase, remember):
        self.asked.append(("unlock", passphrase, remember))
        if passphrase != self.right:
            raise LockedError("vault.wrong_passphrase", {"retry_after_s": self.wait_s})
        return Opened("workspace")

    def unlock_with_recovery_code(self, code):
        self.asked.append(("recover", code))
        return Opened("workspace")

    def start(self, person, school, passphrase):
        self.asked.append(("start", person, school, passphrase))
        return Opened("workspace", WORDS)

    def join(self, code, person, passphrase, place):
        self.asked.append(("join", code, person, passphrase, place))
        raise RefusedError("vault.unknown_word", {"position": 3})

    def open_demo(self):
        return Opened("demo", is_demo=True)

    def restore(self, backup, passphrase):
        self.asked.append(("restore", backup, passphrase))
        return Opened("workspace")

    def strength(self, passphrase):
        return "weak" if len(passphrase) < 12 else "strong"


@pytest.fixture
def services():
    return FakeServices()


@pytest.fixture
def begin(window, runner, services, qtbot):
    def show(greeting=None, **more):
        entrance = Entrance(runner, lambda: services, greeting, **more)
        window.show_entrance(entrance)
        with qtbot.waitExposed(window):
            window.show()
        window.activateWindow()
        return entrance

    return show


ROSA = Greeting("Rosa Delgado", "Cedar Grove Elementary")


def _press(qtbot, page):
    qtbot.keyClick(page.passphrase.edit, Qt.Key.Key_Return)


def test_the_first_run_offers_three_ways_by_key(begin, qtbot):
    entrance = begin()
    page = entrance.page()
    assert isinstance(page, WelcomePage)
    assert page.cards[0].hasFocus()
    qtbot.keyClick(page, Qt.Key.Key_2)
    assert isinstance(entrance.page(), StartForm)
    entrance.page().back.click()
    qtbot.keyClick(entrance.page(), Qt.Key.Key_1)
    assert isinstance(entrance.page(), JoinForm)
    entrance.page().back.click()
    with qtbot.waitSignal(entrance.opened) as opened:
        qtbot.keyClick(entrance.page(), Qt.Key.Key_3)
    assert opened.args[0].is_demo


def test_the_language_changes_at_once(begin):
    entrance = begin()
    entrance.page().language_chosen.emit("qps-ploc")
    assert entrance.page().heading.text().strip("\u200f").startswith("[")


def test_a_new_workspace_asks_for_what_is_missing_then_shows_the_sheet(begin, services, qtbot):
    entrance = begin()
    entrance.page().chosen.emit("start")
    page = entrance.page()
    qtbot.keyClicks(page.person, "Rosa Delgado")
    qtbot.keyClick(page.person, Qt.Key.Key_Return)
    assert page.message.text() == "What is your school called?"
    qtbot.keyClicks(page.school, "Cedar Grove")
    qtbot.keyClicks(page.passphrase.edit, "short")
    assert "Easy to guess" in page.passphrase.message.text()
    _press(qtbot, page)
    assert services.asked == []
    assert "harder to guess" in page.passphrase.message.text()
    assert not page.message.isVisible(), "one sentence about the passphrase at a time"
    qtbot.keyClicks(page.passphrase.edit, " but now long")
    assert "Strong" in page.passphrase.message.text()
    _press(qtbot, page)
    qtbot.waitUntil(lambda: isinstance(entrance.page(), RecoverySheet))
    assert services.asked == [("start", "Rosa Delgado", "Cedar Grove", "short but now long")]


def test_the_sheet_hides_its_words_and_never_hands_them_on(begin, qtbot):
    entrance = begin()
    entrance._on_opened(Opened("workspace", WORDS))
    sheet = entrance.page()
    assert [label.text() for label in sheet._labels] == WORDS.split()
    sheet.hide_words()
    assert not set(WORDS.split()) & {label.text() for label in sheet._labels}
    sheet.show_words()
    assert sheet._labels[0].text() == "maple"
    sheet.choice.set_chosen("printed")
    sheet.done.click()
    assert not set(WORDS.split()) & {label.text() for label in sheet._labels}
    qtbot.keyClicks(sheet.word.edit, WORDS.split()[sheet.word.number - 1].upper())
    with (
        qtbot.waitSignal(entrance.opened) as opened,
        qtbot.waitSignal(entrance.recovery_kept) as kept,
    ):
        qtbot.keyClick(sheet.word.edit, Qt.Key.Key_Return)
    assert kept.args == ["printed"]
    assert opened.args[0].recovery_code == ""


def test_a_wrong_word_of_the_sheet_does_not_let_one_go_on(begin, qtbot):
    entrance = begin()
    entrance._on_opened(Opened("workspace", WORDS))
    sheet = entrance.page()
    sheet.choice.set_chosen("written")
    sheet.done.click()
    qtbot.keyClicks(sheet.word.edit, "elsewhere")
    with qtbot.assertNotEmitted(entrance.opened):
        qtbot.keyClick(sheet.word.edit, Qt.Key.Key_Return)
    assert "not word" in sheet.word.field.message.text()
    sheet.word.again.click()
    assert sheet._labels[0].text() == "maple"
    assert sheet.choice.isVisible()
    sheet.done.click()
    with (
        qtbot.waitSignal(entrance.opened),
        qtbot.waitSignal(entrance.recovery_kept) as kept,
    ):
        sheet.word.later.click()
    assert kept.args == ["unchecked"]


def test_a_sheet_put_off_is_not_asked_for(begin, qtbot):
    entrance = begin()
    entrance._on_opened(Opened("workspace", WORDS))
    with qtbot.waitSignal(entrance.recovery_kept) as kept:
        entrance.page().done.click()
    assert kept.args == ["later"]


def test_a_refused_invitation_keeps_what_was_typed(begin, services, qtbot):
    entrance = begin()
    entrance.page().chosen.emit("join")
    page = entrance.page()
    page.code.set_text("river  candle\nyellow")
    page.person.setText("Amina")
    page.passphrase.edit.setText("long enough words")
    page.go.click()
    qtbot.waitUntil(page.message.isVisible)
    assert services.asked == [("join", "river candle yellow", "Amina", "long enough words", "")]
    assert page.code.text() == "river  candle\nyellow"


def test_a_wrong_word_of_an_invitation_is_named_and_enter_is_ready(begin, services, qtbot):
    entrance = begin()
    entrance.page().chosen.emit("join")
    page = entrance.page()
    page.code.set_text("river-candle-peple-yellow@folder")
    page.person.setText("Amina")
    page.passphrase.edit.setText("long enough words")
    qtbot.keyClick(page.code, Qt.Key.Key_Return)
    qtbot.waitUntil(page.message.isVisible)
    words = page.message.text().replace("\u2068", "").replace("\u2069", "")
    assert words.startswith("“peple” is not one of our words.")
    assert "invitation" in words
    assert "\n" not in page.code.text()
    assert page.code.hasFocus()


def test_while_a_passphrase_is_checked_nothing_changes_it(begin, services, qtbot, monkeypatch):
    checked = threading.Event()

    def unlock(passphrase, remember):
        services.asked.append(passphrase)
        checked.wait(5.0)
        raise LockedError("vault.wrong_passphrase", {"retry_after_s": 0})

    monkeypatch.setattr(services, "unlock", unlock)
    page = begin(ROSA).page()
    qtbot.keyClicks(page.passphrase.edit, "wrong")
    _press(qtbot, page)
    qtbot.keyClicks(page.passphrase.edit, "more")
    _press(qtbot, page)
    assert page.passphrase.text() == "wrong"
    checked.set()
    qtbot.waitUntil(page.message.isVisible)
    assert services.asked == ["wrong"]
    qtbot.keyClicks(page.passphrase.edit, "right")
    assert page.passphrase.text() == "right"


def test_unlocking_names_no_family_and_opens(begin, services, qtbot):
    entrance = begin(ROSA)
    page = entrance.page()
    assert isinstance(page, UnlockPage)
    assert page.heading.text() == "Welcome back, Rosa"
    assert page.passphrase.edit.hasFocus()
    qtbot.keyClicks(page.passphrase.edit, services.right)
    with qtbot.waitSignal(entrance.opened):
        _press(qtbot, page)
    assert page.passphrase.text() == ""


def test_after_the_lock_one_types_at_once(shell, window, begin, qtbot):
    window.lock_now()
    page = begin(ROSA).page()
    assert page.passphrase.edit.hasFocus()


def test_a_wrong_passphrase_says_so_and_the_wait_in_words(begin, services, qtbot):
    services.wait_s = 1.4
    page = begin(ROSA).page()
    qtbot.keyClicks(page.passphrase.edit, "wrong")
    _press(qtbot, page)
    qtbot.waitUntil(page.message.isVisible)
    assert page.message.text() == "That did not match. You can try again in 2 seconds."
    _press(qtbot, page)
    assert len(services.asked) == 1
    page._count_down()
    page._count_down()
    assert page.message.text() == "That did not match."
    _press(qtbot, page)
    qtbot.waitUntil(lambda: len(services.asked) == 2)


def test_caps_lock_is_noticed_by_the_letters(begin, qtbot):
    page = begin(ROSA).page()
    shift = Qt.KeyboardModifier.ShiftModifier
    capital = QKeyEvent(QKeyEvent.Type.KeyPress, Qt.Key.Key_D, shift, "D")
    QApplication.sendEvent(page.passphrase.edit, capital)
    assert not page.passphrase.is_caps_lock, "a capital with Shift is meant"
    qtbot.keyClicks(page.passphrase.edit, "ABC")
    assert "Caps Lock is on." in page.passphrase.message.text()


def test_a_key_ring_that_does_not_answer_leaves_the_passphrase(begin, runner, qtbot):
    answered = threading.Event()

    def ask():
        answered.wait(5.0)
        raise LockedError("vault.keyring_unavailable")

    page = begin(ROSA, has_keyring=True, opening=runner.store(ask)).page()
    assert page.unlock.accessibleDescription() == "Opening…"
    answered.set()
    qtbot.waitUntil(lambda: "Your passphrase always works." in page.message.text())
    assert page.unlock.accessibleDescription() == ""
    assert page.passphrase.edit.hasFocus()


def test_nothing_typed_is_asked_for_in_words(begin, services, qtbot):
    page = begin(ROSA).page()
    _press(qtbot, page)
    assert page.message.text() == "Type your passphrase first."
    assert services.asked == []


def test_a_lost_passphrase_leads_to_the_sheet(begin, services, qtbot):
    entrance = begin(ROSA)
    entrance.page().forgot.click()
    page = entrance.page()
    assert isinstance(page, RecoverForm)
    page.code.set_text("Maple  COTTON\nsilver")
    with qtbot.waitSignal(entrance.opened):
        page.go.click()
    assert services.asked == [("recover", "maple cotton silver")]


def test_a_backup_is_brought_back(begin, services, qtbot, tmp_path):
    entrance = begin()
    entrance.page().chosen.emit("restore")
    page = entrance.page()
    assert isinstance(page, RestoreForm)
    page.file.setText(str(tmp_path / "backup.fsp"))
    page.passphrase.edit.setText("words")
    with qtbot.waitSignal(entrance.opened):
        page.go.click()
    assert services.asked == [("restore", Path(tmp_path / "backup.fsp"), "words")]


def test_the_passphrase_can_be_shown_and_hidden(begin):
    page = begin(ROSA).page()
    edit = page.passphrase.edit
    assert edit.echoMode() == edit.EchoMode.Password
    edit._reveal.trigger()
    assert edit.echoMode() == edit.EchoMode.Normal
    edit._reveal.trigger()
    assert edit.echoMode() == edit.EchoMode.Password


def test_another_workspace_is_chosen_from_the_lock_screen(runner, services, qtbot, tmp_path):
    entrance = Entrance(runner, lambda: services, Greeting("Rosa Delgado", "Cedar Grove"))
    qtbot.addWidget(entrance)
    entrance.show()
    page = entrance.page()
    page.another.click()
    dialog = page.findChild(QFileDialog)
    with qtbot.waitSignal(entrance.another_asked) as asked:
        dialog.fileSelected.emit(str(tmp_path))
    assert asked.args == [str(tmp_path)]
    dialog.reject()
