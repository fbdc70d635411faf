"""Sharing that holds back: on a connection paid by the amount, while paused, and at the end."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from PySide6.QtCore import QElapsedTimer
from PySide6.QtNetwork import QNetworkInformation

from fsp_desktop.services.places import add_place, choose_place, place_states, reach_place
from fsp_desktop.services.share_record import sharing_status
from fsp_desktop.ui.sync import one_pass
from fsp_desktop.ui.sync.rhythm import Errand
from tests.sync.servers import dav
from tests.sync.servers.running import Place
from tests.ui.settled import settle
from tests.ui.sync.conftest import SharingDesk, Team
from tests.ui.sync.test_rhythm import add_family, share
from tests.ui.sync.test_sync_screen import page_of

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

REACH = QNetworkInformation.Reachability


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Place]:
    with dav.wsgidav(tmp_path_factory.mktemp("dav")) as running:
        yield running


def waiting(desk: SharingDesk) -> int:
    return int(desk.ask(lambda: sharing_status(desk.workspace)).waiting)


class TestAConnectionPaidByTheAmount:
    @pytest.fixture
    def metered(self, desk: SharingDesk, server: Place, tmp_path: Path, qtbot: QtBot) -> Any:
        reached = reach_place(server.at(tmp_path.name), server.secret)
        desk.ask(lambda: choose_place(desk.workspace, reached.place, reached.secret))
        share(desk, qtbot)
        settle(desk.runner, qtbot)
        desk.rhythm.network.take_meter(True)
        desk.ask(lambda: add_family(desk.workspace, "Osman"))
        return desk

    def rest(self, desk: SharingDesk, qtbot: QtBot) -> None:
        with qtbot.waitSignal(desk.rhythm.rested, timeout=20_000):
            desk.rhythm.share(asked=False)
        settle(desk.runner, qtbot)

    def test_servers_wait_and_the_sentence_says_so(
        self, metered: SharingDesk, qtbot: QtBot
    ) -> None:
        self.rest(metered, qtbot)
        assert waiting(metered) == 1
        assert "not paid by amount" in metered.shell.status.sentence()
        assert "paid by the amount" in page_of(metered, qtbot).trouble.label.text()
        assert not metered.rhythm.is_failing, "holding back is no failure"

    def test_who_asks_shares_all_the_same(self, metered: SharingDesk, qtbot: QtBot) -> None:
        assert share(metered, qtbot).sent == 1

    def test_the_setting_lets_it_go_on(self, metered: SharingDesk, qtbot: QtBot) -> None:
        metered.shell.hooks.settings.set("over_hotspot", True)
        with qtbot.waitSignal(metered.rhythm.shared, timeout=20_000):
            metered.rhythm.share(asked=False)
        assert waiting(metered) == 0

    def test_a_better_connection_ends_the_wait(self, metered: SharingDesk, qtbot: QtBot) -> None:
        self.rest(metered, qtbot)
        with qtbot.waitSignal(metered.rhythm.shared, timeout=20_000):
            metered.rhythm.network.take_meter(False)
        settle(metered.runner, qtbot)
        assert waiting(metered) == 0
        assert "not paid by amount" not in metered.shell.status.sentence()

    def test_folders_do_not_wait(self, metered: SharingDesk, tmp_path: Path, qtbot: QtBot) -> None:
        folder = reach_place(str(tmp_path / "beside"))
        metered.ask(lambda: add_place(metered.workspace, folder))
        with qtbot.waitSignal(metered.rhythm.shared, timeout=20_000):
            metered.rhythm.share(asked=False)
        by_place = {one.place: one for one in metered.ask(lambda: place_states(metered.workspace))}
        assert by_place[folder.place].shared_at is not None
        assert metered.rhythm.held == "metered"

    def test_what_an_administrator_holds_nobody_overrides(
        self, metered: SharingDesk, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
    ) -> None:
        from fsp_desktop.services import sync_now

        path = tmp_path / "administrator.json"
        path.write_text(json.dumps({"hold_metered": True, "set_by": "District IT"}))
        usual = sync_now.read_administrator
        monkeypatch.setattr(sync_now, "read_administrator", lambda _path: usual(path))
        with qtbot.waitSignal(metered.rhythm.failed, timeout=20_000):
            metered.rhythm.share()
        assert "District IT decided" in metered.shell.toasts.message()
        assert waiting(metered) == 1
        assert not metered.rhythm.is_failing


class TestOnlyAtSchool:
    @pytest.fixture
    def away(
        self, desk: SharingDesk, server: Place, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> Any:
        reached = reach_place(server.at(tmp_path.name), server.secret)
        desk.ask(lambda: choose_place(desk.workspace, reached.place, reached.secret))
        desk.shell.hooks.settings.set("only_where", " files.school.example ")
        desk.ask(lambda: add_family(desk.workspace, "Osman"))
        self.known: set[str] = set()
        monkeypatch.setattr(one_pass, "is_found", lambda name: name in self.known)
        return desk

    def test_servers_wait_elsewhere_and_go_on_at_school(
        self, away: SharingDesk, qtbot: QtBot
    ) -> None:
        with qtbot.waitSignal(away.rhythm.rested, timeout=20_000):
            away.rhythm.share(asked=False)
        settle(away.runner, qtbot)
        assert waiting(away) == 1
        assert "school’s network" in away.shell.status.sentence()
        assert "school’s network" in page_of(away, qtbot).trouble.label.text()
        self.known.add("files.school.example")
        with qtbot.waitSignal(away.rhythm.shared, timeout=20_000):
            away.rhythm.share(asked=False)
        settle(away.runner, qtbot)
        assert waiting(away) == 0
        assert "school’s network" not in away.shell.status.sentence()

    def test_who_asks_shares_anywhere(self, away: SharingDesk, qtbot: QtBot) -> None:
        assert share(away, qtbot).sent >= 1

    def test_the_name_is_chosen_in_the_settings(self, desk: SharingDesk, qtbot: QtBot) -> None:
        desk.shell.go("settings")
        settle(desk.runner, qtbot)
        card = desk.shell.screen("settings")._sharing
        card.only_where.setText("files.school.example")
        card.only_where.editingFinished.emit()
        assert desk.rhythm.only_where() == "files.school.example"


def test_names_are_looked_up_and_nonsense_is_not_found() -> None:
    assert one_pass.is_found("localhost")
    assert not one_pass.is_found("no such name at all")
    assert not one_pass.is_found("." * 300)


class TestPausing:
    def test_nothing_leaves_until_one_goes_on(self, desk: SharingDesk, qtbot: QtBot) -> None:
        page = page_of(desk, qtbot)
        page.pause.click()
        settle(desk.runner, qtbot)
        assert "You paused sharing" in desk.shell.status.sentence()
        assert page.pause.text() == "Go on sharing"
        desk.ask(lambda: add_family(desk.workspace, "Osman"))
        desk.rhythm.changed()
        desk.rhythm.share(asked=False)
        assert not desk.rhythm.is_sharing
        assert not desk.rhythm._timer.isActive()
        with qtbot.waitSignal(desk.rhythm.shared, timeout=20_000):
            page.pause.click()
        settle(desk.runner, qtbot)
        assert waiting(desk) == 0

    def test_who_asks_ends_the_pause(self, desk: SharingDesk, qtbot: QtBot) -> None:
        desk.sharing.set_paused(True)
        share(desk, qtbot)
        assert not desk.rhythm.is_paused

    def test_a_pass_under_way_ends_at_its_next_step(
        self, desk: SharingDesk, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        from fsp_desktop.sync.remotes.folder import FolderRemote

        arrived, may_go_on = threading.Event(), threading.Event()
        usual = FolderRemote.list

        def slow(self: FolderRemote, folder: str) -> Any:
            arrived.set()
            assert may_go_on.wait(10)
            return usual(self, folder)

        monkeypatch.setattr(FolderRemote, "list", slow)
        desk.ask(lambda: add_family(desk.workspace, "Osman"))
        desk.rhythm.share()
        qtbot.waitUntil(arrived.is_set)
        desk.sharing.set_paused(True)
        with qtbot.waitSignal(desk.rhythm.shared, timeout=20_000):
            may_go_on.set()
        settle(desk.runner, qtbot)
        assert not desk.rhythm.is_sharing
        assert "You paused sharing" in desk.shell.status.sentence()
        monkeypatch.undo()
        with qtbot.waitSignal(desk.rhythm.shared, timeout=20_000):
            desk.sharing.set_paused(False)
        assert waiting(desk) == 0


class TestTheNetwork:
    def test_no_connection_is_a_quiet_word(self, desk: SharingDesk, qtbot: QtBot) -> None:
        desk.rhythm.network.take_reachability(REACH.Disconnected)
        desk.shell.refresh_standing()
        settle(desk.runner, qtbot)
        assert "No internet right now" in desk.shell.status.sentence()

    def test_when_it_is_back_sharing_hurries(self, desk: SharingDesk, qtbot: QtBot) -> None:
        desk.rhythm.network.take_reachability(REACH.Disconnected)
        desk.rhythm._timer.stop()
        desk.rhythm.network.take_reachability(REACH.Online)
        assert desk.rhythm._timer.isActive()

    def test_a_computer_that_knows_nothing_says_nothing(self, desk: SharingDesk) -> None:
        desk.rhythm.network.take_reachability(REACH.Unknown)
        assert desk.sharing.is_online is None


class TestAnErrand:
    def test_it_waits_for_the_pass_under_way_and_then_runs(
        self, desk: SharingDesk, team: Team, qtbot: QtBot
    ) -> None:
        told: list[Any] = []
        stick = reach_place(str(team.folder.with_name("stick")))
        desk.ask(lambda: add_place(desk.workspace, stick))
        desk.rhythm.share()
        desk.sharing.run_errand(Errand(stick.place, told.append, told.append, lambda *_n: None))
        assert told == []
        qtbot.waitUntil(lambda: bool(told), timeout=20_000)
        assert told[0].problems == ()
        settle(desk.runner, qtbot)
        assert not desk.rhythm.is_sharing


class TestBeforeTheEnd:
    def test_what_waits_leaves_before_the_record_is_closed(
        self, desk: SharingDesk, qtbot: QtBot
    ) -> None:
        share(desk, qtbot)
        desk.ask(lambda: add_family(desk.workspace, "Osman"))
        desk.sharing.share_last()
        assert waiting(desk) == 0

    def test_a_place_that_hangs_does_not_hold_up_the_end(
        self, desk: SharingDesk, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        from fsp_desktop.sync.remotes.folder import FolderRemote

        may_go_on = threading.Event()
        usual = FolderRemote.list

        def hanging(self: FolderRemote, folder: str) -> Any:
            assert may_go_on.wait(30)
            return usual(self, folder)

        monkeypatch.setattr(FolderRemote, "list", hanging)
        desk.ask(lambda: add_family(desk.workspace, "Osman"))
        timer = QElapsedTimer()
        timer.start()
        desk.sharing.share_last(most_ms=200)
        assert timer.elapsed() < 20_000
        assert desk.rhythm.is_sharing, "it went on, and nobody waited for it"
        may_go_on.set()
        qtbot.waitUntil(lambda: not desk.rhythm.is_sharing, timeout=20_000)

    def test_with_nothing_to_share_no_pass_begins(self, desk: SharingDesk, qtbot: QtBot) -> None:
        share(desk, qtbot)
        desk.sharing.share_last()
        assert not desk.rhythm.is_sharing
