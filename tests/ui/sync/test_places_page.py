"""Several places: added, tried, given another password and taken away, through a real server too."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

import pytest

from fsp_desktop.services.places import Secret, add_place, place_states, reach_place
from fsp_desktop.services.share_record import sharing_status
from fsp_desktop.services.workspace import Workspace
from fsp_desktop.ui.sync.add_place_sheet import AddPlaceSheet
from fsp_desktop.ui.sync.place_sheet import PlaceSheet
from fsp_desktop.ui.sync.place_words import kind_words, state_words
from fsp_desktop.ui.sync.settings_card import SharingCard
from fsp_desktop.ui.sync.stick_sheet import StickSheet
from tests.sync.servers import dav
from tests.sync.servers.running import Place
from tests.ui.settled import settle
from tests.ui.sync.conftest import MORNING, SharingDesk, Team
from tests.ui.sync.test_rhythm import add_family, share
from tests.ui.sync.test_sync_screen import button, page_of, words_in

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Place]:
    with dav.wsgidav(tmp_path_factory.mktemp("dav")) as running:
        yield running


def states(desk: SharingDesk) -> tuple[Any, ...]:
    return cast("tuple[Any, ...]", desk.ask(lambda: place_states(desk.workspace)))


def add_sheet(desk: SharingDesk, qtbot: QtBot, kind: str) -> AddPlaceSheet:
    sheet = AddPlaceSheet(desk.shell, kind)
    with qtbot.waitExposed(sheet):
        desk.shell.open_dialog(sheet)
    return sheet


def fill_in(sheet: AddPlaceSheet, server: Place, folder: str, password: str = "") -> None:
    sheet.fields.set_text("server", server.address.replace("webdav+http", "http"))
    sheet.fields.set_text("user", server.secret.user)
    sheet.fields.set_text("secret", password or server.secret.secret)
    sheet.fields.set_text("folder", folder)


class TestAdding:
    def test_a_server_is_tried_and_added_and_used_at_once(
        self, desk: SharingDesk, server: Place, qtbot: QtBot
    ) -> None:
        settle(desk.runner, qtbot)
        sheet = add_sheet(desk, qtbot, "webdav")
        fill_in(sheet, server, "added")
        with qtbot.waitSignals([sheet.added, desk.rhythm.shared], timeout=30_000):
            sheet.add.click()
        settle(desk.runner, qtbot)
        added = states(desk)[-1]
        assert added.place == server.at("added") + "/"
        assert added.has_secret
        assert added.shared_at is not None
        page = page_of(desk, qtbot)
        assert "127.0.0.1" in words_in(page.place)
        assert server.secret.secret not in words_in(page.place)

    def test_a_wrong_password_is_said_at_its_step_and_nothing_is_kept(
        self, desk: SharingDesk, server: Place, qtbot: QtBot
    ) -> None:
        sheet = add_sheet(desk, qtbot, "webdav")
        fill_in(sheet, server, "added", password="not this")
        with qtbot.waitSignal(sheet.trial.ended, timeout=30_000):
            sheet.add.click()
        assert "password" in sheet.trial.lines["reach"].label.text()
        assert sheet.trial.lines["reach"].isVisible()
        assert not sheet.trial.lines["delete"].isVisible()
        assert sheet.fields.isVisible(), "what was typed can be mended"
        assert len(states(desk)) == 1
        sheet.close()

    def test_what_is_missing_is_said_beside_its_field(
        self, desk: SharingDesk, qtbot: QtBot
    ) -> None:
        sheet = add_sheet(desk, qtbot, "nextcloud")
        sheet.fields.set_text("server", "cloud.school.example")
        sheet.add.click()
        assert "fill it in" in sheet.fields.fields["user"].message.text()
        assert sheet.fields.fields["user"].editor.hasFocus()
        assert not sheet.trial.is_running
        sheet.close()

    def test_what_was_typed_stays_when_another_kind_is_chosen(
        self, desk: SharingDesk, qtbot: QtBot
    ) -> None:
        sheet = add_sheet(desk, qtbot, "nextcloud")
        sheet.fields.set_text("user", "ana")
        sheet.fields.show_kind("webdav")
        assert sheet.fields.text("user") == "ana"
        assert kind_words("webdav") != kind_words("nextcloud")
        sheet.close()

    def test_closing_gives_a_trial_up(self, desk: SharingDesk, qtbot: QtBot, team: Team) -> None:
        sheet = add_sheet(desk, qtbot, "folder")
        sheet.fields.set_text("path", str(team.folder.with_name("other")))
        sheet.add.click()
        assert sheet.trial.is_running
        sheet.reject()
        settle(desk.runner, qtbot)
        assert len(states(desk)) == 1

    def test_an_administrators_place_is_offered_with_who_decided(
        self, desk: SharingDesk, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        path = tmp_path / "administrator.json"
        place = "webdav://cloud.district.example/remote.php/dav/files/cedar/team"
        book = {"place": place, "set_by": "District IT", "hold_metered": True}
        path.write_text(json.dumps(book))
        profile = desk.workspace.profile
        monkeypatch.setattr(
            desk.shell.hooks, "workspace", _Administered(desk.workspace, profile.root, path)
        )
        sheet = add_sheet(desk, qtbot, "folder")
        settle(desk.runner, qtbot)
        assert "District IT" in sheet.offer.label.text()
        assert "cloud.district.example" in sheet.offer.label.text()
        sheet.offer.acted.emit()
        assert sheet.kind.chosen() == "nextcloud"
        assert sheet.fields.text("user") == "cedar"
        assert sheet._place()[0] == place
        sheet.close()
        card = SharingCard(desk.shell)
        qtbot.addWidget(card)
        settle(desk.runner, qtbot)
        assert "Set by District IT" in card.decided.text()
        assert not card.hotspot.isEnabled()


class _Administered:
    """A workspace whose administrator's file lies elsewhere."""

    def __init__(self, workspace: Workspace, root: Path, path: Path) -> None:
        from fsp_desktop.services.profile import Profile

        self._workspace = workspace
        self.profile = Profile(root, lambda: path)

    def __getattr__(self, name: str) -> Any:
        return getattr(self._workspace, name)


class TestAPlaceInUse:
    @pytest.fixture
    def sheet(self, desk: SharingDesk, server: Place, qtbot: QtBot) -> PlaceSheet:
        reached = reach_place(server.at("in-use"), server.secret)
        desk.ask(lambda: add_place(desk.workspace, reached))
        sheet = PlaceSheet(desk.shell, states(desk)[-1], is_only=False)
        with qtbot.waitExposed(sheet):
            desk.shell.open_dialog(sheet)
        return sheet

    def test_a_trial_marks_each_step(self, sheet: PlaceSheet, qtbot: QtBot) -> None:
        with qtbot.waitSignal(sheet.trial.succeeded, timeout=30_000):
            sheet.test.click()
        assert "All of it works" in sheet.trial.outcome.text()

    def test_another_password_is_kept_only_if_it_works(
        self, desk: SharingDesk, sheet: PlaceSheet, server: Place, qtbot: QtBot
    ) -> None:
        sheet.change.click()
        sheet.secret.editor.setText("not this")  # type: ignore[attr-defined]
        with qtbot.waitSignal(sheet.trial.ended, timeout=30_000):
            sheet.test.click()
        settle(desk.runner, qtbot)
        share(desk, qtbot)
        assert states(desk)[-1].problem is None
        sheet.secret.editor.setText(server.secret.secret)  # type: ignore[attr-defined]
        with qtbot.waitSignal(sheet.changed, timeout=30_000):
            sheet.test.click()
        assert "new password is kept" in sheet.kept.text()

    def test_taking_away_asks_once_and_deletes_nothing(
        self, desk: SharingDesk, sheet: PlaceSheet, server: Place, qtbot: QtBot
    ) -> None:
        share(desk, qtbot)
        sheet.take_away.click()
        assert len(states(desk)) == 2
        assert "Nothing there is deleted" in sheet.sure.label.text()
        with qtbot.waitSignal(sheet.changed):
            sheet.take_away.click()
        assert len(states(desk)) == 1
        settle(desk.runner, qtbot)
        assert reach_place(server.at("in-use"), server.secret).place


def test_a_server_that_refuses_the_password_later_is_told_with_its_sentence(
    desk: SharingDesk, server: Place, qtbot: QtBot
) -> None:
    reached = reach_place(server.at("later"), server.secret)
    desk.ask(lambda: add_place(desk.workspace, reached))
    from fsp_desktop.services.places import Reached

    wrong = Reached(reached.place, Secret(server.secret.user, "changed there"))
    desk.ask(lambda: add_place(desk.workspace, wrong))
    share(desk, qtbot)
    settle(desk.runner, qtbot)
    page = page_of(desk, qtbot)
    assert "did not take the user name or the password" in words_in(page.place)
    assert "One place does not answer" in page.trouble.label.text()
    assert "One place does not answer" in desk.shell.status.sentence()


def test_a_stick_that_is_not_in_is_no_trouble() -> None:
    from fsp_desktop.services.places import PlaceState

    state = PlaceState("/media/ana/BLUE/FSP", MORNING, MORNING, "sync.remote_unreachable", False)
    assert "Not in right now" in state_words(state, MORNING)
    other = PlaceState("/home/ana/Team", MORNING, MORNING, "sync.remote_unreachable", False)
    assert "Not reached since" in state_words(other, MORNING)


class TestAStick:
    @pytest.fixture
    def sheet(self, desk: SharingDesk, qtbot: QtBot) -> StickSheet:
        sheet = StickSheet(desk.shell)
        with qtbot.waitExposed(sheet):
            desk.shell.open_dialog(sheet)
        settle(desk.runner, qtbot)
        return sheet

    def test_it_takes_along_what_waits_although_the_usual_place_is_away(
        self, desk: SharingDesk, team: Team, sheet: StickSheet, qtbot: QtBot
    ) -> None:
        from fsp_desktop.services.places import choose_place
        from fsp_desktop.services.sync_now import sync_now

        shutil.move(team.folder, team.folder.with_name("unplugged"))
        desk.ask(lambda: add_family(desk.workspace, "Osman"))
        stick = team.folder.with_name("stick")
        sheet.take_folder(str(stick))
        sheet.begin_button.click()
        qtbot.waitUntil(lambda: "take it out" in sheet.outcome.label.text(), timeout=20_000)
        with team.open(team.bea) as bea:
            choose_place(bea, str(stick))
            assert sync_now(bea).received >= 1
            assert {row.values["label"] for row in bea.store.list_rows("family")} == {"Osman"}

    def test_without_a_stick_it_says_so(self, sheet: StickSheet) -> None:
        sheet.which.set_choices([])
        sheet.begin_button.click()
        assert "Put a stick in" in sheet.outcome.label.text()

    def test_the_stick_of_another_team_is_left_alone(
        self, desk: SharingDesk, team: Team, sheet: StickSheet, qtbot: QtBot
    ) -> None:
        stick = team.folder.with_name("stick")
        (stick / f"fsp1-{'0' * 32}").mkdir(parents=True)
        sheet.take_folder(str(stick))
        sheet.begin_button.click()
        qtbot.waitUntil(lambda: "another team" in sheet.outcome.label.text(), timeout=20_000)
        settle(desk.runner, qtbot)


def test_the_hotspot_choice_is_kept(desk: SharingDesk, qtbot: QtBot) -> None:
    desk.shell.go("settings")
    settle(desk.runner, qtbot)
    card = desk.shell.screen("settings")._sharing
    assert card.hotspot.text() == "Off"
    card.hotspot.click()
    assert desk.shell.hooks.settings.get("over_hotspot") is True
    assert card.hotspot.text() == "On"
    assert desk.rhythm.over_metered() is True


def test_the_page_leads_to_each_place(desk: SharingDesk, qtbot: QtBot) -> None:
    page = page_of(desk, qtbot)
    button(page.place, "Look").click()
    sheet = desk.window.findChild(PlaceSheet)
    assert sheet is not None
    assert desk.ask(lambda: sharing_status(desk.workspace)).place in sheet.where.text()
    sheet.close()
