"""Several places for one team, what a server asks for, and an administrator's decisions."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from fsp_desktop.domain.clock import FixedClock
from fsp_desktop.domain.errors import FspError, RefusedError, UnreachableError
from fsp_desktop.services.administrator import Administrator, read_administrator
from fsp_desktop.services.places import (
    Secret,
    add_place,
    choose_place,
    forget_place,
    place_states,
    reach_place,
    try_place,
)
from fsp_desktop.services.profile import Profile
from fsp_desktop.services.share_record import invite_colleague, sharing_status
from fsp_desktop.services.start_workspace import Beginning, join_workspace, start_workspace
from fsp_desktop.services.sync_now import sync_now
from fsp_desktop.services.workspace import Workspace
from tests.services.real_workspace import START, add_family
from tests.sync.servers import dav
from tests.sync.servers.odd import odd_server, says
from tests.sync.servers.running import Place

pytestmark = pytest.mark.usefixtures("quick_stretching")
WORDS = "five brown goats"


@pytest.fixture
def ana(tmp_path: Path) -> Iterator[Workspace]:
    profile = Profile(tmp_path / "ana", lambda: tmp_path / "administrator.json")
    beginning = Beginning("Team", "Lincoln", "Ana Reyes")
    with start_workspace(profile, WORDS, beginning, FixedClock(START)).workspace as opened:
        yield opened


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Place]:
    with dav.wsgidav(tmp_path_factory.mktemp("dav")) as running:
        yield running


def code_of(work: object, *args: object) -> str:
    with pytest.raises(FspError) as caught:
        work(*args)  # type: ignore[operator]
    return caught.value.code


def joined(ana: Workspace, tmp_path: Path, place: str) -> Workspace:
    """Let Bea in through `place`."""
    code = invite_colleague(ana, with_place=False).code
    clock = FixedClock(START)
    bea = join_workspace(Profile(tmp_path / "bea"), WORDS, code, "Bea Chu", clock, place=place)
    for one in (bea.workspace, ana, bea.workspace):
        sync_now(one)
    return bea.workspace


def labels(workspace: Workspace) -> set[str]:
    return {str(row.values["label"]) for row in workspace.store.list_rows("family")}


def test_a_stick_and_a_server_each_bring_what_the_other_lacks(
    ana: Workspace, tmp_path: Path, server: Place
) -> None:
    stick = tmp_path / "stick"
    choose_place(ana, server.at("both"), server.secret)
    add_place(ana, reach_place(str(stick)))
    secret = server.secret
    at_server = server.at("both").replace("//", f"//{secret.user}:{secret.secret}@")
    with joined(ana, tmp_path, at_server) as bea:
        add_place(bea, reach_place(str(stick)))
        sync_now(bea)
        shutil.move(stick, tmp_path / "in a pocket")
        add_family(ana, "Osman")
        report = sync_now(ana)
        assert [one.code for one in report.problems] == ["sync.remote_unreachable"]
        assert (report.sent > 0, report.waiting) == (True, 0)
        server_state, stick_state = place_states(ana)
        assert server_state.failing_since is None
        assert stick_state.problem == "sync.remote_unreachable"
        shutil.move(tmp_path / "in a pocket", stick)
        assert sync_now(ana).problems == ()
        forget_place(bea, place_states(bea)[0].place)
        assert [state.place for state in place_states(bea)] == [str(stick)]
        assert sync_now(bea).received > 0
        assert "Osman" in labels(bea)


def test_only_when_no_place_answers_an_exchange_fails(ana: Workspace, tmp_path: Path) -> None:
    one, two = tmp_path / "one", tmp_path / "two"
    choose_place(ana, str(one))
    add_place(ana, reach_place(str(two)))
    sync_now(ana)
    shutil.rmtree(one)
    shutil.rmtree(two)
    assert code_of(sync_now, ana) == "sync.remote_unreachable"
    assert sharing_status(ana).failing_since is not None
    one.mkdir()
    assert sync_now(ana).waiting == 0
    assert sharing_status(ana).failing_since is None


def test_a_secret_is_only_in_the_encrypted_record(
    ana: Workspace, tmp_path: Path, server: Place
) -> None:
    secret = server.secret
    choose_place(ana, server.at("x").replace("//", f"//{secret.user}:{secret.secret}@"))
    status = sharing_status(ana)
    assert status.place == server.at("x").replace("//", f"//{secret.user}@") + "/"
    assert status.places[0].has_secret
    sync_now(ana)
    given = invite_colleague(ana)
    told = repr(status) + given.code + repr(sync_now(ana)) + repr(ana.ledger.sync_log(9))
    assert secret.secret not in told
    for path in (path for path in tmp_path.rglob("*") if path.is_file()):
        assert secret.secret.encode() not in path.read_bytes(), path


def test_a_password_that_was_changed_is_told_and_typed_again(ana: Workspace, server: Place) -> None:
    choose_place(ana, server.at("y"), server.secret)
    with pytest.raises(UnreachableError) as caught:
        choose_place(ana, server.at("y"), Secret(server.secret.user, "old one"))
    assert caught.value.code == "sync.wrong_credentials"
    assert sync_now(ana).problems == ()


@pytest.mark.parametrize(
    ("status", "code"), [(401, "sync.wrong_credentials"), (503, "sync.remote_busy")]
)
def test_trying_a_place_says_what_is_missing(status: int, code: str) -> None:
    with odd_server(says(status)) as odd:
        steps = try_place(odd.address, Secret("ana", "x"))
    assert [(step.name, step.code) for step in steps] == [("reach", code)]


def test_trying_a_place_that_works_leaves_nothing(tmp_path: Path, server: Place) -> None:
    for place, secret in ((str(tmp_path / "f"), None), (server.at("try"), server.secret)):
        reach_place(place, secret)
        steps = try_place(place, secret)
        assert [step.code for step in steps] == [None] * 5
    assert list((tmp_path / "f").iterdir()) == []


def test_trying_a_folder_that_is_not_there(tmp_path: Path) -> None:
    (step,) = try_place(str(tmp_path / "none"))
    assert (step.name, step.code) == ("reach", "sync.remote_unreachable")


def test_places_are_forgotten_by_name_and_are_not_endless(ana: Workspace, tmp_path: Path) -> None:
    assert code_of(forget_place, ana, "nowhere") == "services.no_such_place"
    for number in range(8):
        add_place(ana, reach_place(str(tmp_path / f"p{number}")))
        add_place(ana, reach_place(str(tmp_path / f"p{number}")))
    assert len(place_states(ana)) == 8
    ninth = reach_place(str(tmp_path / "p9"))
    assert code_of(add_place, ana, ninth) == "services.too_many_places"


def test_an_administrator_decides_about_connections_without_tls(
    ana: Workspace, tmp_path: Path
) -> None:
    address = "webdav+http://cloud.example/team"
    path = tmp_path / "administrator.json"
    assert code_of(reach_place, address, None, ana.profile) == "sync.plain_connection"
    path.write_text(json.dumps({"allow_plain_http": True}))
    assert code_of(reach_place, address, None, ana.profile) == "sync.remote_unreachable"


@pytest.mark.parametrize(
    "text", ["", "{", "[]", '{"allow_plain_http": "yes"}', '{"plase": "x"}', '{"place": 3}']
)
def test_a_slip_in_the_administrators_file_is_told(tmp_path: Path, text: str) -> None:
    path = tmp_path / "administrator.json"
    path.write_text(text)
    with pytest.raises(RefusedError) as caught:
        read_administrator(path)
    assert caught.value.code == "services.broken_administrator_file"


def test_without_a_file_nothing_is_decided(tmp_path: Path) -> None:
    assert read_administrator(tmp_path / "none") == read_administrator(None) == Administrator()
    (tmp_path / "a.json").write_text('{"place": "s3://team", "hold_metered": true}')
    found = read_administrator(tmp_path / "a.json")
    assert (found.place, found.hold_metered) == ("s3://team", True)
