"""Sync & devices: the promise, what waits, where, with whom; and handing over an invitation."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING, Any, cast

import pytest
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QLabel, QPushButton

from fsp_desktop.language.labels import error_sentence
from fsp_desktop.services.edit_record import finish_form, new_form
from fsp_desktop.services.profile import Profile
from fsp_desktop.services.share_record import invite_colleague, sharing_status
from fsp_desktop.services.start_workspace import join_workspace
from fsp_desktop.services.sync_now import sync_now
from fsp_desktop.ui.sync.clipboard import lend_to_clipboard
from fsp_desktop.ui.sync.invite_sheet import InviteSheet
from fsp_desktop.ui.sync.screen import SyncScreen
from fsp_desktop.ui.sync.words import when_words
from tests.ui.settled import settle
from tests.ui.sync.conftest import MORNING, WORDS, SharingDesk, Team
from tests.ui.sync.test_rhythm import add_family, share
from tests.ui.walking import cut_off, nameless

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot


def page_of(desk: SharingDesk, qtbot: QtBot) -> SyncScreen:
    desk.shell.go("sync")
    settle(desk.runner, qtbot)
    return cast("SyncScreen", desk.shell.screen("sync"))


def words_in(card: Any) -> str:
    labels = [label for label in card.findChildren(QLabel) if label.isVisible()]
    return "\n".join(
        label.whole_text() if hasattr(label, "whole_text") else label.text() for label in labels
    )


class TestAlone:
    def test_it_says_that_work_is_only_here(self, alone: SharingDesk, qtbot: QtBot) -> None:
        page = page_of(alone, qtbot)
        assert "only here so far" in page.about.text()
        assert not page.share.isVisible()
        assert "Nowhere yet" in words_in(page.place)
        assert page.change.text() == "Choose a place…"
        assert not page.trouble.isVisible()

    def test_asking_to_share_says_what_is_missing(self, alone: SharingDesk, qtbot: QtBot) -> None:
        settle(alone.runner, qtbot)
        alone.shell.share_now()
        qtbot.waitUntil(lambda: "Choose a folder" in alone.shell.toasts.message())


def test_what_waits_is_listed_and_gone_after_a_pass(desk: SharingDesk, qtbot: QtBot) -> None:
    share(desk, qtbot)
    desk.runner.store(lambda: add_family(desk.workspace, "Osman"))
    page = page_of(desk, qtbot)
    assert page.waiting_count.text() == "1 change"
    assert "Osman family" in words_in(page.waiting)
    share(desk, qtbot)
    settle(desk.runner, qtbot)
    assert "All is shared" in words_in(page.waiting)
    assert "Shared 1 change" in words_in(page.lately)


def test_trouble_is_said_in_words_and_goes_away(
    desk: SharingDesk, team: Team, qtbot: QtBot
) -> None:
    page = page_of(desk, qtbot)
    away = team.folder.with_name("unplugged")
    shutil.move(team.folder, away)
    with qtbot.waitSignal(desk.rhythm.failed, timeout=20_000):
        desk.rhythm.share(asked=False)
    settle(desk.runner, qtbot)
    assert page.trouble.label.text() == error_sentence("sync.remote_unreachable")
    shutil.move(away, team.folder)
    share(desk, qtbot)
    settle(desk.runner, qtbot)
    assert not page.trouble.isVisible()


def test_two_versions_lead_to_their_page(desk: SharingDesk, team: Team, qtbot: QtBot) -> None:
    from fsp_desktop.services.edit_record import open_form, save_form

    desk.runner.store(lambda: add_family(desk.workspace, "Osman"))
    share(desk, qtbot)
    with team.open(team.bea) as bea:
        sync_now(bea)
        (family,) = bea.store.list_rows("family")
        save_form(bea, open_form(bea, family.id), {"label": "Cismaan"})
        sync_now(bea)
    form = desk.ask(lambda: open_form(desk.workspace, family.id))
    desk.ask(lambda: save_form(desk.workspace, form, {"label": "Osmaan"}))
    assert share(desk, qtbot).conflicts == 1
    page = page_of(desk, qtbot)
    assert page.versions.isVisible()
    page.versions.acted.emit()
    settle(desk.runner, qtbot)
    assert desk.shell.trail()[-1][0] == "needs-look"
    button(desk.shell.screen("needs-look"), "Look at both").click()
    settle(desk.runner, qtbot)
    assert desk.shell.trail()[-1][0] == "versions"


class TestGuests:
    @pytest.fixture
    def guest(self, desk: SharingDesk, team: Team, qtbot: QtBot) -> Any:
        """A newcomer who has knocked and waits outside."""
        code = desk.ask(lambda: invite_colleague(desk.workspace, must_confirm=True)).code
        profile = Profile(team.folder.with_name("carla"))
        carla = join_workspace(profile, WORDS, code, "Carla Diaz", team.clock).workspace
        sync_now(carla)
        share(desk, qtbot)
        yield carla
        carla.close()

    def test_somebody_at_the_door_is_announced_once(
        self, desk: SharingDesk, guest: Any, qtbot: QtBot
    ) -> None:
        settle(desk.runner, qtbot)
        assert "Carla Diaz" in desk.shell.toasts.message()
        desk.shell.toasts.hide()
        share(desk, qtbot)
        settle(desk.runner, qtbot)
        assert desk.shell.toasts.message() == ""

    def test_the_same_numbers_on_both_screens_let_them_in(
        self, desk: SharingDesk, guest: Any, qtbot: QtBot
    ) -> None:
        page = page_of(desk, qtbot)
        numbers = sharing_status(guest).numbers
        assert numbers in words_in(page.guests)
        yes = button(page, "They are the same")
        assert "Carla Diaz" in yes.accessibleName()
        assert numbers in yes.accessibleName()
        with qtbot.waitSignal(desk.rhythm.shared, timeout=20_000):
            yes.click()
        settle(desk.runner, qtbot)
        assert not page.guests.isVisible()
        assert sync_now(guest).received > 0
        share(desk, qtbot)
        settle(desk.runner, qtbot)
        assert "Carla Diaz" in words_in(page.devices)

    def test_other_numbers_keep_them_out(self, desk: SharingDesk, guest: Any, qtbot: QtBot) -> None:
        page = page_of(desk, qtbot)
        with qtbot.waitSignal(desk.rhythm.shared, timeout=20_000):
            button(page, "They differ").click()
        settle(desk.runner, qtbot)
        assert not page.guests.isVisible()
        assert sharing_status(guest).is_waiting_for_admission


def test_a_newcomers_window_learns_the_school(
    desk: SharingDesk, team: Team, open_desk: Any, qtbot: QtBot
) -> None:
    code = desk.ask(lambda: invite_colleague(desk.workspace)).code
    ana = desk.workspace
    desk.window.lock_now()
    desk.sharing.stop()
    profile = Profile(team.folder.with_name("carla"))
    newcomer = open_desk(
        lambda: join_workspace(profile, WORDS, code, "Carla Diaz", team.clock).workspace,
        team.clock,
    )
    assert newcomer.window.windowTitle() == "FSP Desktop"
    share(newcomer, qtbot)
    page = page_of(newcomer, qtbot)
    assert "Waiting to be let in" in page.trouble.label.text()
    assert "Not shared yet." in page.about.text()
    newcomer.runner.store(lambda: sync_now(ana))
    share(newcomer, qtbot)
    qtbot.waitUntil(lambda: newcomer.window.windowTitle() == "Lincoln — FSP Desktop")


class TestInviting:
    @pytest.fixture
    def sheet(self, desk: SharingDesk, qtbot: QtBot) -> InviteSheet:
        sheet = InviteSheet(desk.shell)
        with qtbot.waitExposed(sheet):
            desk.shell.open_dialog(sheet)
        settle(desk.runner, qtbot)
        return sheet

    def test_one_press_is_one_invitation(
        self, desk: SharingDesk, sheet: InviteSheet, qtbot: QtBot
    ) -> None:
        sheet.make.click()
        sheet.make.click()
        settle(desk.runner, qtbot)
        identity = desk.ask(desk.workspace.ledger.identity)
        assert len(identity["invitations"]) == 2, "one from before, one made now"
        assert sheet.code.text().count("-") >= 7
        assert sheet.code.text() in sheet.code.toPlainText()

    def test_the_code_leaves_the_clipboard_again(
        self, desk: SharingDesk, sheet: InviteSheet, qtbot: QtBot
    ) -> None:
        sheet.make.click()
        settle(desk.runner, qtbot)
        button(sheet, "Copy").click()
        clipboard = QGuiApplication.clipboard()
        assert clipboard.text() == sheet.code.text()
        assert "10 seconds" in sheet.copied.text()
        lend_to_clipboard(sheet.code.text(), kept_ms=1)
        qtbot.waitUntil(lambda: clipboard.text() == "")

    def test_what_was_copied_since_stays(self, desk: SharingDesk, qtbot: QtBot) -> None:
        clipboard = QGuiApplication.clipboard()
        done: list[bool] = []
        lend_to_clipboard("secret words", kept_ms=1)
        clipboard.setText("a recipe")
        from PySide6.QtCore import QTimer

        QTimer.singleShot(5, lambda: done.append(True))
        qtbot.waitUntil(lambda: bool(done))
        assert clipboard.text() == "a recipe"

    def test_without_a_folder_it_is_said_before(self, alone: SharingDesk, qtbot: QtBot) -> None:
        sheet = InviteSheet(alone.shell)
        with qtbot.waitExposed(sheet):
            alone.shell.open_dialog(sheet)
        settle(alone.runner, qtbot)
        assert sheet.no_place.isVisible()


def test_everything_has_a_name_and_nothing_is_cut(desk: SharingDesk, qtbot: QtBot) -> None:
    desk.runner.store(
        lambda: finish_form(
            desk.workspace, new_form(desk.workspace, "family", {"label": "Ramírez Ortiz"}), {}
        )
    )
    page = page_of(desk, qtbot)
    assert nameless(page) == []
    assert cut_off(page) == []


def test_a_moment_of_another_computer_never_breaks_the_page() -> None:
    assert when_words("no moment at all", MORNING) == "no moment at all"
    assert when_words("2026-10-10T12:00:00+00:00", MORNING) == "3 days ago"


def button(top: Any, words: str) -> QPushButton:
    found = [one for one in top.findChildren(QPushButton) if one.text().startswith(words)]
    visible = [one for one in found if one.isVisible()]
    assert len(visible) == 1, words
    return visible[0]
