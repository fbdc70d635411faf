"""Two windows on two profiles share through a real server; the line is cut in the middle."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

import pytest

from fsp_desktop.domain.ids import RecordId
from fsp_desktop.services.edit_record import open_form, save_form
from fsp_desktop.services.places import Secret, choose_place
from fsp_desktop.services.settle_conflict import show_history
from fsp_desktop.services.workspace import Workspace
from fsp_desktop.ui.versions.needs_look import NeedsLookScreen
from fsp_desktop.ui.versions.screen import VersionsScreen
from tests.services.real_workspace import add_family
from tests.sync.servers import dav
from tests.ui.settled import settle
from tests.ui.sync.conftest import SharingDesk
from tests.ui.sync.cut_line import CutLine, line_to
from tests.ui.sync.test_rhythm import share
from tests.ui.sync.test_sync_screen import button, words_in

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

OF_ANA, OF_BEA = "Nadia should learn to swim.", "She is shy with new people."
MANY = 40


@pytest.fixture
def line(tmp_path: Path) -> Iterator[CutLine]:
    home = tmp_path / "server"
    home.mkdir()
    with dav.wsgidav(home) as running, line_to(int(running.address.rpartition(":")[2])) as line:
        yield line


def use_server(desk: SharingDesk, line: CutLine) -> None:
    place, secret = f"webdav+http://127.0.0.1:{line.port}/team", Secret(dav.USER, dav.PASSWORD)
    desk.ask(lambda: choose_place(desk.workspace, place, secret))


def rewrite(desk: SharingDesk, visit: RecordId, words: str) -> None:
    form = desk.ask(lambda: open_form(desk.workspace, visit))
    desk.ask(lambda: save_form(desk.workspace, form, {"hopes": words}))


def hopes(desk: SharingDesk, visit: RecordId) -> Any:
    return desk.ask(lambda: desk.workspace.store.need(visit)).values["hopes"]


def fails(desk: SharingDesk, qtbot: QtBot) -> None:
    with qtbot.waitSignal(desk.rhythm.failed, timeout=60_000):
        desk.rhythm.share()
    settle(desk.runner, qtbot)


def both_versions(desk: SharingDesk, qtbot: QtBot) -> VersionsScreen:
    """Go from the sentence at the bottom to the two versions, as a person does."""
    settle(desk.runner, qtbot)
    desk.window.activateWindow()
    assert "One record has two versions." in desk.shell.status.sentence()
    desk.shell.status.look.click()
    settle(desk.runner, qtbot)
    look = cast("NeedsLookScreen", desk.shell.screen("needs-look"))
    assert "Hopes" in words_in(look.records) or "hope" in words_in(look.records)
    button(look.records, "Look at both").click()
    settle(desk.runner, qtbot)
    return cast("VersionsScreen", desk.shell.screen("versions"))


@pytest.fixture
def apart(
    desk: SharingDesk, beside: Callable[[], SharingDesk], line: CutLine, qtbot: QtBot
) -> tuple[SharingDesk, SharingDesk, RecordId]:
    """Both windows know the visit; then the line breaks in Ana's exchange, and both write on."""
    ana, bea = desk, beside()
    for one in (ana, bea):
        use_server(one, line)
    family = ana.ask(lambda: add_family(ana.workspace, "Osman"))
    visit = RecordId(ana.ask(lambda: _add_visit(ana.workspace, family)))
    for one in (ana, bea, ana):
        share(one, qtbot)
    assert hopes(bea, visit) == "Friends"
    for number in range(MANY):
        ana.ask(lambda number=number: add_family(ana.workspace, f"Family {number}"))
    line.cut_after(150)
    fails(ana, qtbot)
    rewrite(ana, visit, OF_ANA)
    rewrite(bea, visit, OF_BEA)
    fails(bea, qtbot)
    return ana, bea, visit


def test_what_was_written_waits_while_the_line_is_cut(
    apart: tuple[SharingDesk, SharingDesk, RecordId], line: CutLine, qtbot: QtBot
) -> None:
    ana, bea, visit = apart
    # A form would have told the window that it saved.
    ana.shell.refresh_standing()
    settle(ana.runner, qtbot)
    assert f"{MANY + 1} changes waiting." in ana.shell.status.sentence()
    assert (hopes(ana, visit), hopes(bea, visit)) == (OF_ANA, OF_BEA)
    line.mend()
    for one in (ana, bea):
        share(one, qtbot)
        settle(one.runner, qtbot)
        assert "waiting" not in one.shell.status.sentence()
    labels = {row.values["label"] for row in bea.ask(lambda: families(bea.workspace))}
    assert {f"Family {number}" for number in range(MANY)} <= labels


def test_both_see_both_versions_and_one_settles_it_for_all(
    apart: tuple[SharingDesk, SharingDesk, RecordId], line: CutLine, qtbot: QtBot
) -> None:
    ana, bea, visit = apart
    line.mend()
    for one in (ana, bea, ana):
        share(one, qtbot)
    for one in (ana, bea):
        screen = both_versions(one, qtbot)
        (part,) = screen._parts
        told = part.row.accessibleDescription()
        assert OF_ANA in told
        assert OF_BEA in told
    part.row._take("both")
    screen.keep.click()
    settle(bea.runner, qtbot)
    for one in (bea, ana):
        share(one, qtbot)
        settle(one.runner, qtbot)
    for one in (ana, bea):
        assert "two versions" not in one.shell.status.sentence()
        assert OF_ANA in hopes(one, visit)
        assert OF_BEA in hopes(one, visit)
        kept = one.ask(lambda one=one: show_history(one.workspace, visit))
        assert {OF_ANA, OF_BEA} <= {entry.value for entry in kept if entry.field == "hopes"}
    assert ana.ask(ana.workspace.store.digest) == bea.ask(bea.workspace.store.digest)


def families(workspace: Workspace) -> list[Any]:
    return list(workspace.store.list_rows("family", limit=500))


def _add_visit(workspace: Workspace, family: str) -> str:
    from fsp_desktop.domain.ids import new_record_id
    from fsp_desktop.store.writes import Write

    key = new_record_id(workspace.clock)
    fields = {"family_id": family, "hopes": "Friends"}
    workspace.store.save([Write("visit", key, fields)], author=workspace.person_id)
    return key
