"""A computer is taken out of the team at a terminal, and what it wrote later is decided about."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tests.cli.terminal import Terminal, make_unlocking_quick


@pytest.fixture
def pair(tmp_path: Path, begun: Path, monkeypatch: pytest.MonkeyPatch) -> tuple[Terminal, Terminal]:
    shutil.copytree(begun, tmp_path / "profile")
    host = Terminal(tmp_path / "profile", monkeypatch)
    guest = Terminal(tmp_path / "other", monkeypatch)
    host.json("share", tmp_path / "folder")
    code = host.json("invite", "--role", "counselor")["code"]
    guest.json("join", code, "--person", "Bea Chu")
    make_unlocking_quick(guest.profile)
    for terminal in (guest, host, guest, host, guest, host):
        terminal.json("sync")
    return host, guest


def test_revoking_and_deciding(pair: tuple[Terminal, Terminal]) -> None:
    host, guest = pair
    (device,) = [one["id"] for one in host.json("devices") if not one["is_here"]]
    assert host.json("revoke", device[:12]) == {"revoked": device}
    late = guest.add("family", label="Invented late")
    host.json("sync")
    codes = [problem["code"] for problem in guest.json("sync")["problems"]]
    assert codes == ["sync.revoked_here"]
    host.json("sync")
    (held,) = host.json("quarantine")
    assert (held["device"], held["bundles"]) == (device, 1)
    assert host.json("quarantine", "--take-in", device) == [held]
    host.json("sync")
    assert host.json("quarantine") == []
    assert late in {one["id"] for one in host.json("list", "family")}
    sheet = host.json("recovery-sheet")["recovery_sheet"]
    assert len(sheet.split()) == 12


def test_a_lost_administrator(
    pair: tuple[Terminal, Terminal], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    host, guest = pair
    family = host.add("family", label="Invented before")
    sheet = host.json("recovery-sheet")["recovery_sheet"]
    host.json("sync")
    third = Terminal(tmp_path / "third", monkeypatch)
    folder = tmp_path / "folder"
    told = third.run("recover", sheet + " word", "--person", "Eva Ito", "--share", folder, "--json")
    assert told.error_code == "vault.word_count"
    entered = third.json("recover", sheet, "--person", "Eva Ito", "--share", folder)
    make_unlocking_quick(third.profile)
    third.json("sync")
    assert family in {one["id"] for one in third.json("list", "family")}
    here = {one["id"]: one for one in third.json("devices")}
    assert here[entered["device_id"]]["admin"]
    lost = next(one["id"] for one in here.values() if one["name"].startswith("Ana"))
    third.json("revoke", lost)
    for terminal in (third, guest, third):
        assert terminal.json("sync")["problems"] == []
