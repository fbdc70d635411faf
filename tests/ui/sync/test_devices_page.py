"""Computers of the team: what is known, taking access away, and what a removed one wrote later."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, cast

import pytest

from fsp_desktop.services.needs_look import needs_look
from fsp_desktop.services.share_record import Device, team_devices
from fsp_desktop.services.sync_now import sync_now
from fsp_desktop.ui.sync.device_sheet import DeviceSheet, facts_of, story_of
from fsp_desktop.ui.sync.quarantine_sheet import QuarantineSheet
from fsp_desktop.ui.versions.needs_look import NeedsLookScreen
from fsp_desktop.vault import slots
from fsp_desktop.vault.wrapping import INTERACTIVE
from tests.ui.settled import settle
from tests.ui.sync.conftest import MORNING, WORDS, SharingDesk, Team
from tests.ui.sync.test_rhythm import add_family, share
from tests.ui.sync.test_sync_screen import button, page_of, words_in

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot


@pytest.fixture(autouse=True)
def quick_stretching(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(slots, "usual_cost", lambda: INTERACTIVE)


def other(desk: SharingDesk) -> Device:
    devices = cast("list[Device]", desk.ask(lambda: team_devices(desk.workspace)))
    return next(one for one in devices if not one.is_here)


def open_sheet(desk: SharingDesk, qtbot: QtBot) -> DeviceSheet:
    page = page_of(desk, qtbot)
    page._open_device(other(desk))
    sheet = desk.window.findChild(DeviceSheet)
    assert sheet is not None
    qtbot.waitUntil(sheet.isVisible)
    return sheet


def remove(desk: SharingDesk, qtbot: QtBot, passphrase: str = WORDS) -> DeviceSheet:
    sheet = open_sheet(desk, qtbot)
    sheet.remove.click()
    sheet.passphrase.edit.setText(passphrase)
    sheet.remove.click()
    return sheet


class TestRemovingAccess:
    def test_it_says_honestly_what_it_can_not_do_and_asks_the_passphrase(
        self, desk: SharingDesk, qtbot: QtBot
    ) -> None:
        sheet = open_sheet(desk, qtbot)
        assert not sheet.passphrase.isVisible()
        sheet.remove.click()
        assert sheet.passphrase.isVisible()
        assert "can not be taken back" in sheet.warning.text()
        assert other(desk).revoked_since == ""
        sheet.close()

    def test_a_wrong_passphrase_changes_nothing(self, desk: SharingDesk, qtbot: QtBot) -> None:
        sheet = remove(desk, qtbot, "six brown goats")
        qtbot.waitUntil(sheet.passphrase.message.isVisible, timeout=20_000)
        assert other(desk).revoked_since == ""
        sheet.close()

    def test_afterwards_it_is_shown_as_removed(
        self, desk: SharingDesk, team: Team, qtbot: QtBot
    ) -> None:
        with qtbot.waitSignal(desk.rhythm.shared, timeout=20_000):
            remove(desk, qtbot)
        settle(desk.runner, qtbot)
        assert other(desk).revoked_since
        assert any("Taken out of the team" in fact for fact in facts_of(other(desk), MORNING))
        desk.ask(lambda: add_family(desk.workspace, "New"))
        share(desk, qtbot)
        with team.open(team.bea) as bea:
            sync_now(bea)
            labels = {row.values["label"] for row in bea.store.list_rows("family")}
        assert "New" not in labels

    def test_who_is_no_administrator_is_not_offered_it(
        self, team: Team, open_desk, qtbot: QtBot
    ) -> None:
        desk = open_desk(lambda: team.open(team.bea), team.clock)
        sheet = open_sheet(desk, qtbot)
        assert not sheet.remove.isVisible()
        sheet.close()


class TestWhatItWroteLater:
    @pytest.fixture
    def looking(self, desk: SharingDesk, team: Team, qtbot: QtBot) -> NeedsLookScreen:
        with qtbot.waitSignal(desk.rhythm.shared, timeout=20_000):
            remove(desk, qtbot)
        with team.open(team.bea) as bea:
            add_family(bea, "Late")
            sync_now(bea)
        share(desk, qtbot)
        settle(desk.runner, qtbot)
        desk.shell.go("needs-look")
        settle(desk.runner, qtbot)
        return cast("NeedsLookScreen", desk.shell.screen("needs-look"))

    def labels(self, desk: SharingDesk) -> set[object]:
        rows = desk.ask(lambda: list(desk.workspace.store.list_rows("family")))
        return {row.values["label"] for row in rows}

    def decide(self, desk: SharingDesk, qtbot: QtBot) -> None:
        sheet = desk.window.findChild(QuarantineSheet)
        assert sheet is not None
        with qtbot.waitSignal(desk.rhythm.shared, timeout=20_000):
            sheet.do.click()
        share(desk, qtbot)
        settle(desk.runner, qtbot)

    def test_it_is_listed_and_taken_in(
        self, desk: SharingDesk, looking: NeedsLookScreen, qtbot: QtBot
    ) -> None:
        assert "1 thing needs a look" in desk.shell.status.sentence()
        assert desk.shell.status.look.isVisible()
        assert "Bea Chu" in words_in(looking.removed)
        assert self.labels(desk) == set()
        button(looking.removed, "Take in").click()
        self.decide(desk, qtbot)
        assert self.labels(desk) == {"Late"}
        assert looking.nothing.isVisible()

    def test_it_is_left_out_for_good(
        self, desk: SharingDesk, looking: NeedsLookScreen, qtbot: QtBot
    ) -> None:
        button(looking.removed, "Leave out").click()
        self.decide(desk, qtbot)
        assert self.labels(desk) == set()
        assert desk.ask(lambda: needs_look(desk.workspace)).quarantined == ()


def test_a_restored_computer_has_its_story_in_words(desk: SharingDesk, qtbot: QtBot) -> None:
    usual = other(desk)
    assert story_of(usual) == ""
    restored = replace(usual, incarnations=("a" * 32, "b" * 32))
    assert "restored from a backup" in story_of(restored)
    assert "goes on as a new one" in story_of(replace(restored, is_here=True))


def test_a_moment_that_makes_no_sense_is_left_out(desk: SharingDesk) -> None:
    odd = replace(other(desk), since="no moment", last_seen="no moment either")
    assert not any("In the team since" in fact for fact in facts_of(odd, MORNING))


def test_a_removed_computer_says_so_in_its_own_window(team: Team, open_desk, qtbot: QtBot) -> None:
    from fsp_desktop.services.manage_devices import revoke_device

    with team.open(team.ana) as ana:
        (bea,) = [one for one in team_devices(ana) if not one.is_here]
        revoke_device(ana, bea.id)
        sync_now(ana)
    desk = open_desk(lambda: team.open(team.bea), team.clock)
    share(desk, qtbot)
    settle(desk.runner, qtbot)
    assert "not part of the team any more" in desk.shell.status.sentence()
    assert page_of(desk, qtbot).trouble.isVisible()
