"""A newcomer's window: waits outside with its numbers, then fills by itself and says the team's role."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest

from fsp_desktop.domain.clock import FixedClock
from fsp_desktop.services.edit_record import finish_form, new_form
from fsp_desktop.services.profile import Profile
from fsp_desktop.services.share_record import answer_guest, guests_at_the_door, invite_colleague
from fsp_desktop.services.start_workspace import join_workspace
from fsp_desktop.services.sync_now import sync_now
from fsp_desktop.services.workspace import Workspace
from fsp_desktop.vault import slots
from fsp_desktop.vault.wrapping import INTERACTIVE
from tests.ui.settled import settle
from tests.ui.sync.conftest import WORDS, SharingDesk, Team

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

OpenDesk = Callable[[Callable[[], Workspace], FixedClock], SharingDesk]


@pytest.fixture
def outside(team: Team, open_desk: OpenDesk, monkeypatch: pytest.MonkeyPatch) -> SharingDesk:
    """Cem's window; a person of the team has to let him in."""
    monkeypatch.setattr(slots, "usual_cost", lambda: INTERACTIVE)
    with team.open(team.ana) as ana:
        finish_form(ana, new_form(ana, "family", {"label": "Osman"}), {})
        code = invite_colleague(ana, role="counselor", must_confirm=True).code
        sync_now(ana)
    profile = Profile(team.folder.parent / "cem")
    return open_desk(
        lambda: join_workspace(profile, WORDS, code, "Cem Kaya", team.clock).workspace, team.clock
    )


def share(desk: SharingDesk, qtbot: QtBot) -> None:
    with qtbot.waitSignal(desk.rhythm.shared, timeout=20_000):
        desk.rhythm.share()
    settle(desk.runner, qtbot)


def test_today_waits_with_the_newcomer_and_then_fills(
    outside: SharingDesk, team: Team, qtbot: QtBot
) -> None:
    settle(outside.runner, qtbot)
    card = outside.shell.screen("today").first_card
    share(outside, qtbot)
    with team.open(team.ana) as ana:
        sync_now(ana)
        (guest,) = guests_at_the_door(ana)
        assert card.outside.isVisible()
        assert not card.begin.isVisible()
        assert guest.numbers in card.outside.more.text()
        answer_guest(ana, guest.pairing, agrees=True)
        sync_now(ana)
    share(outside, qtbot)
    assert not card.isVisible()
    assert outside.shell.hooks.role == "Counselor"
    assert outside.shell.navigation._person.accessibleName() == "Cem Kaya, Counselor"


def test_the_way_to_the_page_about_sharing_is_one_press(outside: SharingDesk, qtbot: QtBot) -> None:
    settle(outside.runner, qtbot)
    outside.shell.screen("today").first_card.outside.button.click()
    assert outside.shell.trail()[-1][0] == "sync"
