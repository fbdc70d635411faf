"""Two windows share through each kind of server, added by its fields as a person would."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qs

import pytest

from fsp_desktop.services.places import forget_place, place_states
from fsp_desktop.ui.sync.add_place_sheet import AddPlaceSheet
from tests.services.real_workspace import add_family
from tests.sync.servers import azure, dav, s3
from tests.sync.servers.running import Place
from tests.ui.settled import settle
from tests.ui.sync.conftest import SharingDesk
from tests.ui.sync.test_rhythm import share

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

Fields = dict[str, str]


def of_webdav(place: Place) -> Fields:
    server = place.address.replace("webdav+http", "http")
    return {"server": server, "user": place.secret.user, "secret": place.secret.secret}


def of_s3(place: Place) -> Fields:
    options = {name: values[0] for name, values in parse_qs(place.query[1:]).items()}
    return {
        "bucket": place.address.removeprefix("s3://"),
        "server": options["endpoint"],
        "region": options["region"],
        "user": place.secret.user,
        "secret": place.secret.secret,
    }


def of_azure(place: Place) -> Fields:
    account, _slash, container = place.address.removeprefix("azblob://").partition("/")
    server = parse_qs(place.query[1:])["endpoint"][0]
    return {
        "user": account,
        "bucket": container,
        "secret": place.secret.secret,
        "server": server,
    }


KINDS = {
    "apache": (dav.apache, "webdav", of_webdav),
    "rclone": (dav.rclone, "webdav", of_webdav),
    "swift": (s3.swift, "s3", of_s3),
    "azurite": (azure.azurite, "azblob", of_azure),
}


@pytest.fixture(params=KINDS)
def kind(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[tuple[str, Fields]]:
    serve, kind, fields_of = KINDS[request.param]
    with serve(tmp_path_factory.mktemp(request.param)) as running:
        yield kind, fields_of(running)


def add(desk: SharingDesk, kind: str, fields: Fields, qtbot: QtBot) -> None:
    """Leave the folder and add the server in the sheet."""
    (old,) = desk.ask(lambda: place_states(desk.workspace))
    desk.ask(lambda: forget_place(desk.workspace, old.place))
    sheet = AddPlaceSheet(desk.shell, kind)
    with qtbot.waitExposed(sheet):
        desk.shell.open_dialog(sheet)
    for key, text in {**fields, "folder": "cedar grove"}.items():
        sheet.fields.set_text(key, text)
    with qtbot.waitSignals([sheet.added, desk.rhythm.shared], timeout=60_000):
        sheet.add.click()
    settle(desk.runner, qtbot)


@pytest.mark.xdist_group("servers")
def test_what_one_writes_the_other_reads(
    desk: SharingDesk,
    beside: Callable[[], SharingDesk],
    kind: tuple[str, Fields],
    qtbot: QtBot,
) -> None:
    bea = beside()
    for one in (desk, bea):
        add(one, *kind, qtbot)
    desk.ask(lambda: add_family(desk.workspace, "Osman"))
    for one in (desk, bea):
        report = share(one, qtbot)
        assert report.problems == ()
    labels = {row.values["label"] for row in bea.ask(lambda: rows(bea))}
    assert labels == {"Osman"}
    (state,) = desk.ask(lambda: place_states(desk.workspace))
    assert state.problem is None
    assert kind[1]["secret"] not in state.place


def rows(desk: SharingDesk) -> list[Any]:
    return list(desk.workspace.store.list_rows("family"))
