"""The program between two ends: locked at once, open again where one was, one window a profile."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget

from fsp_desktop.app.compose import Desk, build_desk
from fsp_desktop.app.gui import OneWindow, Program
from fsp_desktop.domain.clock import FixedClock
from fsp_desktop.domain.errors import FspError, RefusedError, UnreachableError
from fsp_desktop.services.edit_record import finish_form, new_form
from fsp_desktop.services.start_workspace import Beginning, start_workspace
from fsp_desktop.services.unlock import unlock
from fsp_desktop.ui.entrance.unlock import UnlockPage
from fsp_desktop.ui.entrance.welcome import WelcomePage
from fsp_desktop.ui.places import open_place
from fsp_desktop.vault import slots
from fsp_desktop.vault.wrapping import INTERACTIVE
from tests.services.real_workspace import START
from tests.ui.settled import answer, settle

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

WORDS = "five brown goats"


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Desk:
    """A profile with one family, opened cheaply."""
    monkeypatch.setattr(slots, "usual_cost", lambda: INTERACTIVE)
    desk = build_desk(str(tmp_path / "p"), {}, FixedClock(START))
    beginning = Beginning("Team", "Lincoln", "Ana Reyes")
    with start_workspace(desk.profile, WORDS, beginning, desk.clock).workspace as workspace:
        finish_form(workspace, new_form(workspace, "family", {"label": "Osman"}), {})
    return desk


@pytest.fixture
def begin(qapp: QApplication, qtbot: QtBot) -> Iterator[Callable[[Desk], Program]]:
    begun: list[Program] = []

    def start(desk: Desk) -> Program:
        program = Program(qapp, desk)
        qtbot.addWidget(program.window)
        begun.append(program)
        with qtbot.waitExposed(program.window):
            program.begin()
        program.window.activateWindow()
        return program

    yield start
    for program in begun:
        program.end()


def entrance(program: Program) -> Any:
    return program.window.centralWidget().currentWidget().page()


def open_with_words(program: Program, qtbot: QtBot, words: str = WORDS) -> None:
    field = program.window.findChildren(QLineEdit)[0]
    qtbot.keyClicks(field, words)
    qtbot.keyClick(field, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: program.window.shell is not None, timeout=20_000)
    settle(program.runner, qtbot)


def test_ctrl_l_hides_at_once_and_the_same_page_comes_back(
    desk: Desk, begin: Callable[[Desk], Program], qtbot: QtBot
) -> None:
    program = begin(desk)
    open_with_words(program, qtbot)
    window = program.window
    family = family_of(program)
    window.shell.go("families", family_id=family)
    settle(program.runner, qtbot)
    assert "Lincoln" in window.windowTitle()
    qtbot.keyClick(window.shell.current(), Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier)
    assert window.shell is None
    assert window.windowTitle() == "FSP Desktop"
    assert isinstance(entrance(program), UnlockPage)
    assert not shown_words(window, "Osman")
    settle(program.runner, qtbot)
    with unlock(desk.profile, WORDS, desk.clock) as free:
        assert free.store.check() == []
    open_with_words(program, qtbot)
    assert window.shell.trail()[-1] == ("families", {"family_id": family})
    assert shown_words(window, "Osman")


def test_words_of_an_open_dialog_are_on_disk_after_the_lock(
    desk: Desk, begin: Callable[[Desk], Program], qtbot: QtBot
) -> None:
    program = begin(desk)
    open_with_words(program, qtbot)
    family = family_of(program)
    open_place(program.window.shell, "contact", family_id=family)
    settle(program.runner, qtbot)
    field = QApplication.focusWidget()
    assert field is not None
    qtbot.keyClicks(field, "Asks for the bus")
    program.window.lock_now()
    assert not [one for one in QApplication.topLevelWidgets() if is_dialog(one)]
    settle(program.runner, qtbot)
    with unlock(desk.profile, WORDS, desk.clock) as free:
        (draft,) = free.store.list_rows("contact", is_open=True)
        assert (draft.values["summary"], draft.values["draft"]) == ("Asks for the bus", True)


def test_closing_right_after_the_last_key_keeps_it(
    desk: Desk, begin: Callable[[Desk], Program], qtbot: QtBot
) -> None:
    program = begin(desk)
    open_with_words(program, qtbot)
    family = family_of(program)
    open_place(program.window.shell, "contact", family_id=family)
    settle(program.runner, qtbot)
    qtbot.keyClicks(QApplication.focusWidget(), "The very last words")
    program.window.close()
    program.end()
    with unlock(desk.profile, WORDS, desk.clock) as free:
        (draft,) = free.store.list_rows("contact", is_open=True)
        assert draft.values["summary"] == "The very last words"


def test_the_end_waits_for_what_was_asked_of_the_store(
    desk: Desk, begin: Callable[[Desk], Program], qtbot: QtBot
) -> None:
    program = begin(desk)
    open_with_words(program, qtbot)
    workspace = program._workspace
    for number in range(20):
        form = new_form(workspace, "family", {"label": f"Family {number}"})
        program.runner.store(lambda form=form: finish_form(workspace, form, {}))
    program.end()
    with unlock(desk.profile, WORDS, desk.clock) as free:
        assert free.store.count("family") == 21


def test_wrong_words_wait_longer_also_after_a_new_start(
    desk: Desk, begin: Callable[[Desk], Program], qtbot: QtBot
) -> None:
    program = begin(desk)
    page = entrance(program)
    for _try in range(2):
        page._wait_s = 0
        page.passphrase.edit.setText("six brown goats")
        page.unlock.click()
        settle(program.runner, qtbot)
    assert "2 seconds" in page.message.text()
    page.forgotten.emit()
    entrance(program).back_asked.emit()
    assert "2 seconds" in entrance(program).message.text()
    program.end()
    again = begin(desk)
    entrance(again).passphrase.edit.setText(WORDS)
    entrance(again).unlock.click()
    settle(again.runner, qtbot)
    assert again.window.shell is None
    assert "2 seconds" in entrance(again).message.text()
    desk.clock.advance(timedelta(seconds=3))
    third = begin(desk)
    open_with_words(third, qtbot)


def test_after_an_interrupted_start_one_may_begin(
    desk: Desk, begin: Callable[[Desk], Program], qtbot: QtBot
) -> None:
    desk.profile.starting_mark.touch()
    assert isinstance(entrance(begin(desk)), WelcomePage)


@pytest.mark.logs_warnings
def test_what_nobody_listens_for_is_said(
    desk: Desk, begin: Callable[[Desk], Program], qtbot: QtBot
) -> None:
    program = begin(desk)
    open_with_words(program, qtbot)

    def fail() -> None:
        raise UnreachableError("store.disk_full")

    program.runner.store(fail)
    qtbot.waitUntil(lambda: "no room" in program.window.shell.toasts.message())

    def break_down() -> None:
        raise ZeroDivisionError("Osman, after 16:00")

    program.runner.pool(break_down)
    qtbot.waitUntil(lambda: "our mistake" in program.window.shell.toasts.message())


@pytest.mark.logs_warnings
def test_a_mistake_of_ours_is_told_without_anybodys_words(
    desk: Desk,
    begin: Callable[[Desk], Program],
    qtbot: QtBot,
    caplog: pytest.LogCaptureFixture,
    capsys: pytest.CaptureFixture[str],
) -> None:
    program = begin(desk)
    open_with_words(program, qtbot)
    try:
        {}["Osman, after 16:00"]
    except KeyError as error:
        program.tell_uncaught(KeyError, error, error.__traceback__)
    assert "our mistake" in program.window.shell.toasts.message()
    said = caplog.text + "".join(capsys.readouterr())
    assert "KeyError" in said
    assert "Osman" not in said


class TestOneWindow:
    def test_a_second_start_raises_the_first(self, desk: Desk, qtbot: QtBot) -> None:
        called: list[int] = []
        first = OneWindow(desk)
        assert not first.call_first()
        first.listen(lambda: called.append(1))
        for number in range(1, 41):
            assert OneWindow(desk).call_first()
            qtbot.waitUntil(lambda number=number: len(called) == number)

    def test_another_profile_is_another_window(
        self, desk: Desk, tmp_path: Path, qtbot: QtBot
    ) -> None:
        first = OneWindow(desk)
        first.listen(lambda: None)
        assert not OneWindow(build_desk(str(tmp_path / "other"), {})).call_first()

    def test_a_window_that_fills_the_screen_goes_on_filling_it(
        self, desk: Desk, begin: Callable[[Desk], Program], qtbot: QtBot
    ) -> None:
        program = begin(desk)
        program.window.showMaximized()
        qtbot.waitUntil(program.window.isMaximized)
        program.come_forward()
        assert program.window.isMaximized()
        program.window.showMinimized()
        program.come_forward()
        assert not program.window.isMinimized()


def test_the_record_is_in_one_program_only(
    desk: Desk, begin: Callable[[Desk], Program], qtbot: QtBot
) -> None:
    program = begin(desk)
    open_with_words(program, qtbot)
    with pytest.raises(RefusedError, match=r"store\.in_use"):
        unlock(desk.profile, WORDS, desk.clock)


class TestWaysIn:
    def test_a_key_ring_that_refuses_does_not_shut_the_record_again(
        self, desk: Desk, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        from fsp_desktop.app.way_in import WaysIn
        from fsp_desktop.services import unlock as unlocking

        def refuse(*_given: object) -> None:
            raise FspError("store.disk_full")

        monkeypatch.setattr(unlocking, "allow_keyring", refuse)
        opened = WaysIn(desk).unlock(WORDS, remember=True)
        opened.workspace.close()

    def test_the_invented_school_leaves_nothing(self, desk: Desk) -> None:
        from fsp_desktop.app.way_in import WaysIn, close_workspace

        opened = WaysIn(desk).open_demo()
        root = opened.workspace.profile.root
        assert opened.is_demo
        close_workspace(opened.workspace)
        assert not root.exists()

    def test_an_invented_school_that_could_not_be_filled_leaves_nothing(
        self, desk: Desk, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
    ) -> None:
        from fsp_desktop.app.way_in import WaysIn
        from fsp_desktop.services import demo_data

        def full(*_given: object) -> None:
            raise UnreachableError("store.disk_full")

        monkeypatch.setattr(demo_data, "fill_demo", full)
        monkeypatch.setenv("TMPDIR", str(tmp_path))
        monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
        with pytest.raises(UnreachableError):
            WaysIn(desk).open_demo()
        assert list(tmp_path.glob("fsp-demo-*")) == []


def family_of(program: Program) -> str:
    return str(answer(program.runner, lambda: program._workspace.store.list_rows("family")[0].id))


def shown_words(window: QWidget, words: str) -> bool:
    """Tell whether anything that is to be seen or heard in the window holds these words."""
    for widget in window.findChildren(QWidget):
        if not widget.isVisible():
            continue
        said = [widget.accessibleName(), widget.accessibleDescription(), widget.toolTip()]
        reads = [getattr(widget, name) for name in ("text", "whole_text") if hasattr(widget, name)]
        said.extend(str(read()) for read in reads)
        if any(words in one for one in said):
            return True
    return False


def is_dialog(widget: QWidget) -> bool:
    from PySide6.QtWidgets import QDialog

    return isinstance(widget, QDialog) and widget.isVisible()


def test_another_workspace_gets_a_program_of_its_own(tmp_path):
    import subprocess

    from fsp_desktop.app.gui import command_for

    command = command_for(str(tmp_path / "second"))
    told = subprocess.run([*command, "--version"], capture_output=True, text=True, check=False)
    assert told.returncode == 0
    assert command[-2:] == ["--profile", str(tmp_path / "second")]
