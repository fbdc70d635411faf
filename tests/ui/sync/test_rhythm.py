"""Sharing by itself: off the window's thread, after saves, quiet while the place is away, over at the lock."""

from __future__ import annotations

import shutil
import threading
from typing import TYPE_CHECKING, Any

import pytest

from fsp_desktop.domain.errors import UnreachableError
from fsp_desktop.services.edit_record import finish_form, new_form
from fsp_desktop.services.share_record import sharing_status
from fsp_desktop.services.sync_now import sync_now
from fsp_desktop.ui.runner import Runner
from fsp_desktop.ui.sync.one_pass import CarriedLedger, Gate, folders_to_watch, is_there
from fsp_desktop.ui.sync.rhythm import (
    AFTER_SAVE_MS,
    FOLDER_MS,
    LONGEST_MS,
    USUAL_MS,
)
from tests.ui.settled import settle
from tests.ui.sync.conftest import SharingDesk, Team

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot


# Qt's timers may be a twentieth late or early.
SOON_MS = FOLDER_MS * 1.1


def add_family(workspace: Any, label: str) -> None:
    finish_form(workspace, new_form(workspace, "family", {"label": label}), {})


def share(desk: SharingDesk, qtbot: QtBot) -> Any:
    with qtbot.waitSignal(desk.rhythm.shared, timeout=20_000) as shared:
        desk.rhythm.share()
    return shared.args[0]


class TestTheGate:
    def test_calls_run_on_the_store_thread(self, runner: Runner) -> None:
        class Ledger:
            def where(self, extra: str, *, named: int) -> tuple[str, str, int]:
                return threading.current_thread().name, extra, named

        carried: Any = CarriedLedger(Ledger(), Gate(runner))
        name, extra, named = carried.where("a", named=2)
        assert (name, extra, named) == ("store-0", "a", 2)

    def test_nothing_gets_through_once_it_is_shut(self, runner: Runner) -> None:
        class Ledger:
            def touch(self) -> None:
                raise AssertionError("the record may be closed by now")

        gate = Gate(runner)
        carried: Any = CarriedLedger(Ledger(), gate)
        gate.shut()
        with pytest.raises(UnreachableError, match=r"program\.closing"):
            carried.touch()


def test_a_change_goes_out_and_one_comes_in(desk: SharingDesk, team: Team, qtbot: QtBot) -> None:
    with team.open(team.bea) as bea:
        add_family(bea, "Htoo")
        sync_now(bea)
    desk.runner.store(lambda: add_family(desk.workspace, "Osman"))
    report = share(desk, qtbot)
    assert (report.sent, report.received) == (1, 1)
    settle(desk.runner, qtbot)
    labels = {row.values["label"] for row in desk.ask(lambda: rows_of(desk))}
    assert labels == {"Osman", "Htoo"}
    assert desk.ask(lambda: sharing_status(desk.workspace)).waiting == 0


def test_the_window_goes_on_while_a_pass_waits_for_a_slow_place(
    desk: SharingDesk, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    from fsp_desktop.sync.remotes.folder import FolderRemote

    may_go_on = threading.Event()
    usual = FolderRemote.list

    def slow(self: FolderRemote, folder: str) -> Any:
        assert may_go_on.wait(10)
        assert threading.current_thread().name.startswith("pool")
        return usual(self, folder)

    monkeypatch.setattr(FolderRemote, "list", slow)
    settle(desk.runner, qtbot)
    desk.rhythm.share()
    desk.shell.go("families")
    answers: list[int] = []
    desk.runner.store(lambda: 1).then(answers.append)
    qtbot.waitUntil(lambda: answers == [1])
    assert desk.rhythm.is_sharing
    with qtbot.waitSignal(desk.rhythm.shared, timeout=20_000):
        may_go_on.set()
    assert not desk.rhythm.is_sharing


def test_a_save_is_shared_after_a_pause(desk: SharingDesk, qtbot: QtBot) -> None:
    share(desk, qtbot)
    desk.runner.store(lambda: add_family(desk.workspace, "Osman"))
    desk.sharing._look_for_changes()
    settle(desk.runner, qtbot)
    assert 0 < desk.rhythm._timer.remainingTime() <= AFTER_SAVE_MS * 1.1


class TestAPlaceThatIsAway:
    @pytest.fixture
    def away(self, desk: SharingDesk, team: Team, qtbot: QtBot) -> SharingDesk:
        desk.sharing.begin()
        settle(desk.runner, qtbot)
        share(desk, qtbot)
        shutil.move(team.folder, team.folder.with_name("unplugged"))
        desk.runner.store(lambda: add_family(desk.workspace, "Osman"))
        with qtbot.waitSignal(desk.rhythm.failed, timeout=20_000):
            desk.rhythm.share(asked=False)
        return desk

    def test_the_waits_grow_and_end_at_half_an_hour(self, away: SharingDesk, qtbot: QtBot) -> None:
        waits = [away.rhythm._wait_ms]
        for _try in range(5):
            with qtbot.waitSignal(away.rhythm.failed, timeout=20_000):
                away.rhythm.share(asked=False)
            waits.append(away.rhythm._wait_ms)
        assert waits == [2 * USUAL_MS, 4 * USUAL_MS, 8 * USUAL_MS, *[LONGEST_MS] * 3]

    def test_what_waits_does_not_make_it_hurry(self, away: SharingDesk, qtbot: QtBot) -> None:
        for _look in range(3):
            away.sharing._look_for_changes()
            away.rhythm.changed()
            settle(away.runner, qtbot)
        assert away.rhythm._timer.remainingTime() > USUAL_MS

    def test_it_is_tried_at_once_when_it_is_back(
        self, away: SharingDesk, team: Team, qtbot: QtBot
    ) -> None:
        away.sharing._look_for_changes()
        settle(away.runner, qtbot)
        shutil.move(team.folder.with_name("unplugged"), team.folder)
        away.sharing._look_for_changes()
        settle(away.runner, qtbot)
        assert away.rhythm._timer.remainingTime() <= SOON_MS
        report = share(away, qtbot)
        assert report.sent == 1
        assert (away.rhythm.is_failing, away.rhythm._wait_ms) == (False, USUAL_MS)

    def test_nobody_is_told_unless_they_asked(self, away: SharingDesk, qtbot: QtBot) -> None:
        settle(away.runner, qtbot)
        assert away.shell.toasts.message() == ""
        with qtbot.waitSignal(away.rhythm.failed, timeout=20_000):
            away.rhythm.share()
        assert away.shell.toasts.message() != ""


class TestTheEnd:
    def test_a_pass_under_way_ends_before_the_record_is_closed(
        self, desk: SharingDesk, team: Team, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """No call reaches the closed record, and nothing is logged as a mistake of ours."""
        from fsp_desktop.sync.remotes.folder import FolderRemote

        arrived, may_go_on = threading.Event(), threading.Event()
        usual = FolderRemote.list

        def slow(self: FolderRemote, folder: str) -> Any:
            arrived.set()
            assert may_go_on.wait(10)
            return usual(self, folder)

        monkeypatch.setattr(FolderRemote, "list", slow)
        desk.runner.store(lambda: add_family(desk.workspace, "Osman"))
        desk.rhythm.share()
        qtbot.waitUntil(arrived.is_set)
        desk.window.lock_now()
        desk.sharing.stop()
        desk.runner.store(desk.workspace.close)
        may_go_on.set()
        qtbot.waitUntil(lambda: desk.runner.is_idle)
        with team.open(team.ana) as again:
            assert sharing_status(again).waiting == 1
            assert again.store.check() == []
            assert sync_now(again).sent == 1

    def test_afterwards_nothing_begins_a_pass(self, desk: SharingDesk, qtbot: QtBot) -> None:
        share(desk, qtbot)
        rhythm, sharing = desk.rhythm, desk.sharing
        desk.window.lock_now()
        sharing.stop()
        for begin in (rhythm.start, rhythm.changed, rhythm.share, sharing.begin):
            begin()
        rhythm.network.returned.emit()
        rhythm._watcher.directoryChanged.emit("folder")
        rhythm.look_for_places()
        assert not rhythm.is_sharing
        assert not rhythm._timer.isActive()
        assert rhythm._watcher.directories() == []
        assert rhythm._workspace is sharing._workspace is None


def test_folders_of_others_are_watched_and_a_missing_one_is_no_trouble(team: Team) -> None:
    watched = folders_to_watch(str(team.folder))
    assert watched[0] == str(team.folder)
    assert any(path.endswith("/h") for path in watched)
    assert folders_to_watch(str(team.folder / "not there")) == ()
    assert is_there(str(team.folder))
    assert not is_there(str(team.folder / "not there"))


def test_news_in_the_folder_are_fetched_and_then_it_is_quiet(
    desk: SharingDesk, team: Team, qtbot: QtBot
) -> None:
    share(desk, qtbot)
    with (
        team.open(team.bea) as bea,
        qtbot.waitSignal(desk.rhythm._watcher.directoryChanged, timeout=20_000),
    ):
        add_family(bea, "Htoo")
        sync_now(bea)
    settle(desk.runner, qtbot)
    assert desk.rhythm._timer.remainingTime() <= SOON_MS
    assert share(desk, qtbot).received == 1
    quiet = share(desk, qtbot)
    assert quiet.is_quiet
    assert quiet.bytes_sent == 0, "an idle pass writes nothing, or two computers wake each other"


def rows_of(desk: SharingDesk) -> list[Any]:
    return list(desk.workspace.store.list_rows("family"))
