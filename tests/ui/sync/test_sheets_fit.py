"""Every sheet about sharing: all words fit and everything has a name, also in longer languages."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import pytest

from fsp_desktop.language import words
from fsp_desktop.services.needs_look import Quarantined
from fsp_desktop.services.places import PlaceState
from fsp_desktop.services.share_record import team_devices
from fsp_desktop.ui.sync.add_place_sheet import AddPlaceSheet
from fsp_desktop.ui.sync.device_sheet import DeviceSheet
from fsp_desktop.ui.sync.invite_sheet import InviteSheet
from fsp_desktop.ui.sync.place_fields import KINDS
from fsp_desktop.ui.sync.place_sheet import PlaceSheet
from fsp_desktop.ui.sync.quarantine_sheet import QuarantineSheet
from fsp_desktop.ui.sync.stick_sheet import StickSheet
from tests.ui.settled import settle
from tests.ui.sync.conftest import MORNING, SharingDesk
from tests.ui.walking import clipped, nameless

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from fsp_desktop.ui.theme.theme import Theme
    from fsp_desktop.ui.widgets.sheet import Sheet

NEXTCLOUD = "webdav://cloud.school.example/remote.php/dav/files/ana/fsp/"


def place(desk: SharingDesk) -> Sheet:
    state = PlaceState(NEXTCLOUD, None, MORNING, "sync.wrong_credentials", True)
    sheet = PlaceSheet(desk.shell, state, is_only=True)
    sheet.take_away.click()
    sheet.change.click()
    return sheet


def device(desk: SharingDesk) -> Sheet:
    other = desk.ask(lambda: team_devices(desk.workspace))[1]
    sheet = DeviceSheet(desk.shell, other, may_remove=True)
    sheet.remove.click()
    return sheet


def invitation(desk: SharingDesk) -> Sheet:
    sheet = InviteSheet(desk.shell)
    sheet.make.click()
    return sheet


SHEETS: dict[str, Callable[[SharingDesk], Any]] = {
    **{f"add {kind}": lambda desk, kind=kind: AddPlaceSheet(desk.shell, kind) for kind in KINDS},
    "place": place,
    "device": device,
    "invitation": invitation,
    "stick": lambda desk: StickSheet(desk.shell),
    "take in": lambda desk: QuarantineSheet(
        desk.shell, Quarantined("d", "Old laptop", 1, 2), take_in=True
    ),
    "leave out": lambda desk: QuarantineSheet(
        desk.shell, Quarantined("d", "Old laptop", 1, 2), take_in=False
    ),
}


@pytest.fixture(params=["usual", "longer and right to left", "large letters"])
def dressed(look: Theme, request: pytest.FixtureRequest) -> str:
    """Dress the program before the window is built."""
    if request.param == "longer and right to left":
        words.install(words.PSEUDO)
        look.set_direction(words.direction())
    elif request.param == "large letters":
        look.set_scale(1.3)
    return str(request.param)


@pytest.mark.parametrize("name", SHEETS)
def test_nothing_is_cut_and_everything_has_a_name(
    dressed: str, desk: SharingDesk, qtbot: QtBot, name: str
) -> None:
    sheet = SHEETS[name](desk)
    with qtbot.waitExposed(sheet):
        desk.shell.open_dialog(sheet)
    settle(desk.runner, qtbot)
    assert nameless(sheet) == [], dressed
    # The eye inside a passphrase field is drawn by Qt, which leaves less room than it asks for.
    assert [one for one in clipped(sheet) if not one.startswith("QToolButton")] == [], dressed
    assert sheet.height() <= desk.window.height()
    sheet.close()
