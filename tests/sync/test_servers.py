"""Every kind of server keeps the contract, and a team shares through it."""

from __future__ import annotations

import secrets
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from pathlib import Path

import pytest

from fsp_desktop.domain.errors import FspError
from fsp_desktop.sync.remotes import Remote, Secret, open_remote
from tests.sync.desks import agree, codes, team
from tests.sync.remote_contract import RemoteContract
from tests.sync.servers import azure, dav, s3
from tests.sync.servers.running import Place

Server = Callable[[Path], AbstractContextManager[Place]]
WEBDAV: dict[str, Server] = {"wsgidav": dav.wsgidav, "apache": dav.apache, "rclone": dav.rclone}
OBJECTS: dict[str, Server] = {
    "swift": s3.swift,
    "moto": s3.moto,
    "s3rver": s3.s3rver,
    "azurite": azure.azurite,
}
SERVERS = {**WEBDAV, **OBJECTS}


@pytest.fixture(scope="module", params=SERVERS)
def place(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Place]:
    name: str = request.param
    with SERVERS[name](tmp_path_factory.mktemp(name)) as running:
        yield running


@pytest.mark.xdist_group("servers")
class TestServers(RemoteContract):
    @pytest.fixture
    def remote(self, place: Place) -> Remote:
        return open_remote(place.at(f"t-{secrets.token_hex(6)}/inner"), secret=place.secret)

    def test_a_team_shares(self, remote: Remote) -> None:
        ana, ben = team(remote, "ana", "ben")
        ana.writes("one", text="mornings", languages="Dari")
        ana.syncs(remote)
        assert ben.syncs(remote).received == 1
        ana.writes("one", text="evenings")
        ben.writes("one", text="at noon")
        for desk in (ana, ben, ana):
            assert codes(desk.syncs(remote)) == []
        assert agree(ana, ben)
        quiet = ben.syncs(remote)
        assert (quiet.requests, quiet.sent, quiet.received) == (1, 0, 0)

    def test_a_wrong_secret_has_its_own_word(
        self, place: Place, request: pytest.FixtureRequest
    ) -> None:
        if "moto" in request.node.name:
            assert list(open_remote(place.at("inner"), secret=Secret("x", "y")).list("h/")) == []
            return
        user = place.secret.user and "nobody"
        wrong = "d3Jvbmcga2V5" if "azurite" in request.node.name else "hunter-99"
        remote = open_remote(place.at("inner"), secret=Secret(user, wrong))
        for call in (lambda: remote.list("h/"), lambda: remote.put("h/one", b"x")):
            with pytest.raises(FspError) as caught:
                call()
            assert caught.value.code in {"sync.wrong_credentials", "sync.not_allowed"}
            assert wrong not in repr(caught.value)
