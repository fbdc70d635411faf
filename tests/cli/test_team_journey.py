"""Two computers of one team share through a folder, disagree, and agree again."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from tests.cli.terminal import Terminal, make_unlocking_quick
from tests.sync.servers import dav
from tests.sync.servers.running import Place


@pytest.fixture(scope="session")
def team(tmp_path_factory: pytest.TempPathFactory, begun: Path) -> Path:
    """Let a second computer in, once for all tests; each works on a copy."""
    root = tmp_path_factory.mktemp("team")
    shutil.copytree(begun, root / "profile")
    with pytest.MonkeyPatch.context() as patch:
        host, guest = Terminal(root / "profile", patch), Terminal(root / "other", patch)
        host.json("share", root / "folder")
        code = host.json("invite", "--role", "counselor")["code"]
        joined = guest.json("join", code, "--person", "Bea Chu")
        assert joined["waiting"] == "admission"
        make_unlocking_quick(guest.profile)
        assert guest.json("sync")["waiting"] == "admission"
        host.json("sync")
        assert guest.json("sync")["waiting"] == 0
    return root


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "shared folder"


@pytest.fixture
def host(team: Path, folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Terminal:
    shutil.copytree(team / "folder", folder)
    return _copied(team / "profile", tmp_path / "profile", folder, monkeypatch)


@pytest.fixture
def colleague(
    team: Path, host: Terminal, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> Terminal:
    return _copied(team / "other", host.profile.with_name("other"), folder, monkeypatch)


def _copied(source: Path, target: Path, folder: Path, patch: pytest.MonkeyPatch) -> Terminal:
    shutil.copytree(source, target)
    terminal = Terminal(target, patch)
    terminal.json("share", folder)
    return terminal


def _exchange(*terminals: Terminal) -> None:
    for terminal in (*terminals, *terminals):
        assert terminal.json("sync")["problems"] == []


def test_a_visit_travels_and_digests_are_equal(host: Terminal, colleague: Terminal) -> None:
    family = host.add("family", label="Family Nguyễn")
    visit = host.add(
        "visit", family_id=family, purpose="welcome_newcomer", status="offered", hopes="To belong"
    )
    sent = host.json("sync")
    assert (sent["sent"], sent["waiting"], sent["conflicts"]) == (2, 0, 0)
    assert sent["bytes_sent"] > 0
    assert colleague.json("sync")["received"] >= 2
    assert colleague.json("show", visit)["hopes"] == "To belong"
    _exchange(host, colleague)
    assert colleague.json("digest") == host.json("digest")
    assert colleague.json("check")["ok"]


def test_both_versions_are_kept_until_somebody_settles_them(
    host: Terminal, colleague: Terminal
) -> None:
    family = host.add("family", label="Family Nguyễn")
    _exchange(host, colleague)
    host.json("edit", family, given={"reach_preferences": "Text after five"})
    colleague.json("edit", family, given={"reach_preferences": "Call her sister"})
    _exchange(host, colleague)
    for desk in (host, colleague):
        conflict = desk.json("conflicts")[0]
        assert (conflict["id"], conflict["field"]) == (family, "reach_preferences")
        values = [version["value"] for version in conflict["versions"]]
        assert sorted(values) == ["Call her sister", "Text after five"]
        assert all(version["at"] for version in conflict["versions"])
        assert desk.json("show", family)["conflicts"] == ["reach_preferences"]
    assert "1." in host.run("conflicts").out
    kept = host.json("conflicts", family)[0]["versions"][1]["value"]
    assert host.json("resolve", family, "reach_preferences", "--keep", 2)["ids"] == [family]
    _exchange(host, colleague)
    for desk in (host, colleague):
        assert desk.json("conflicts") == []
        assert desk.json("show", family)["reach_preferences"] == kept
    assert colleague.json("digest") == host.json("digest")


def test_what_cannot_be_settled_is_told(host: Terminal, colleague: Terminal) -> None:
    family = host.add("family", label="Family A")
    words = ("resolve", family, "label", "--json")
    assert host.run(*words, "--keep", 1).error_code == "services.no_conflict"
    _exchange(host, colleague)
    host.json("edit", family, given={"status": "moved"})
    colleague.json("edit", family, given={"status": "archived"})
    _exchange(host, colleague)
    words = ("resolve", family, "status", "--json")
    assert host.run(*words, "--keep", 3).error_code == "services.no_such_version"
    assert host.run(*words, "--value", '"gone"').error_code == "domain.invalid_record"
    assert host.run(*words, "--value", "gone").code == 2
    assert host.run("resolve", family, "status", "--json").code == 2
    host.json("resolve", family, "status", "--value", '"active"')
    assert host.json("conflicts") == []


def test_sharing_tells_how_it_stands(host: Terminal, colleague: Terminal, folder: Path) -> None:
    status = host.json("share", "--status")
    assert Path(status["place"]) == folder
    assert status["failing_since"] is None
    devices = host.json("devices")
    assert [(one["state"], one["is_here"]) for one in devices] == [
        ("member", True),
        ("member", False),
    ]
    assert "Bea Chu" in host.run("devices").out
    folder.rename(folder.with_name("gone"))
    away = host.run("sync", "--json")
    assert away.code in (1, 4)
    assert host.json("share", "--status")["failing_since"]
    folder.with_name("gone").rename(folder)
    assert host.json("sync")["problems"] == []


def test_a_restored_backup_catches_up_and_goes_on(
    host: Terminal, colleague: Terminal, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    family = host.add("family", label="Family Before")
    host.json("sync")
    host.json("backup", tmp_path / "b")
    host.json("edit", family, given={"label": "Family After"})
    late = host.add("family", label="Family Late")
    _exchange(host, colleague)
    restored = Terminal(tmp_path / "restored", monkeypatch)
    restored.json("restore", tmp_path / "b")
    own = restored.add("family", label="Family Own")
    first = restored.json("sync")
    assert [one["code"] for one in first["problems"]] == ["sync.restored_device"]
    _exchange(restored, colleague)
    for desk in (restored, colleague):
        labels = {one["id"]: one["label"] for one in desk.json("list", "family")}
        assert labels == {family: "Family After", late: "Family Late", own: "Family Own"}
        assert desk.json("conflicts") == []
        assert desk.json("check")["ok"]
    assert restored.json("digest") == colleague.json("digest")


def test_nothing_is_shared_before_a_place_was_named(terminal: Terminal) -> None:
    assert terminal.run("sync", "--json").error_code == "services.no_place"


def test_somebody_can_be_asked_before_a_guest_is_let_in(
    terminal: Terminal, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    terminal.json("share", folder)
    code = terminal.json("invite", "--confirm", "--without-place")["code"]
    assert str(folder) not in code
    guest = Terminal(terminal.profile.with_name("guest"), monkeypatch)
    joined = guest.json("join", code, "--person", "Cy Dao", "--share", folder)
    guest.json("sync")
    terminal.json("sync")
    waiting = [one for one in terminal.json("devices") if one["state"] == "at_the_door"]
    assert "Cy Dao" in terminal.run("devices").out
    assert [one["numbers"] for one in waiting] == [joined["numbers"]]
    assert guest.json("sync")["waiting"] == "admission"
    terminal.json("devices", "--admit", waiting[0]["id"])
    terminal.json("sync")
    assert guest.json("sync")["waiting"] == 0


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Place]:
    with dav.wsgidav(tmp_path_factory.mktemp("dav")) as running:
        yield running


def test_a_server_is_tried_chosen_and_left_again(host: Terminal, server: Place) -> None:
    secrets = {"FSP_SHARE_USER": server.secret.user, "FSP_SHARE_SECRET": server.secret.secret}
    knows, address = replace(host, more=secrets), server.at("from-a-terminal")
    refused = host.run("share", "--test", address, "--json")
    assert (refused.code, refused.json["ok"]) == (4, False)
    assert refused.json["steps"] == [{"name": "reach", "code": "sync.wrong_credentials"}]
    assert knows.json("share", "--test", address)["ok"]
    assert "comes back as it was" in knows.run("share", "--test", address).out
    status = knows.json("share", "--also", address)
    assert [place["place"] for place in status["places"]][1:] == [f"{address}/"]
    assert host.json("sync")["problems"] == []
    folder = host.json("share", "--status")["place"]
    left = host.json("share", "--forget", folder)
    assert (left["place"], len(left["places"])) == (f"{address}/", 1)
    assert server.secret.secret not in knows.run("share", "--status").out


def test_a_wrong_address_is_told_before_anything_else(host: Terminal) -> None:
    for address, code in (
        ("webdav+http://cloud.example/x", "sync.plain_connection"),
        ("webdav://cloud.example/x?y=1", "sync.bad_address"),
        ("gopher://x", "sync.unsupported_remote"),
    ):
        assert host.run("share", address, "--json").error_code == code
