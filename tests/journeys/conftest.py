"""A team of two computers that share through a folder, made once and copied for each test."""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.cli.terminal import Terminal, make_unlocking_quick


@dataclass(frozen=True)
class Team:
    """Two computers, Ana's and Bea's, and the folder between them."""

    ana: Terminal
    bea: Terminal
    folder: Path

    def exchange(self) -> None:
        """Let both share until nothing is under way."""
        for desk in (self.ana, self.bea, self.ana, self.bea):
            assert desk.json("sync")["problems"] == []

    def agree(self) -> bool:
        """Tell whether both have the same record, and both are sound."""
        digests = [desk.json("digest")["digest"] for desk in (self.ana, self.bea)]
        return digests[0] == digests[1] and all(
            desk.json("check")["ok"] for desk in (self.ana, self.bea)
        )


@pytest.fixture(scope="session")
def begun(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Begin one record for all journeys; each works on a copy."""
    profile = tmp_path_factory.mktemp("begun") / "profile"
    with pytest.MonkeyPatch.context() as patch:
        Terminal(profile, patch).begin()
    return profile


@pytest.fixture
def ana(begun: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Terminal:
    """A computer on which a record was begun, alone."""
    shutil.copytree(begun, tmp_path / "ana")
    return Terminal(tmp_path / "ana", monkeypatch)


@pytest.fixture(scope="session")
def joined(begun: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Let a second computer in, by an invitation."""
    root = tmp_path_factory.mktemp("joined")
    shutil.copytree(begun, root / "ana")
    with pytest.MonkeyPatch.context() as patch:
        ana, bea = Terminal(root / "ana", patch), Terminal(root / "bea", patch)
        let_in(ana, bea, root / "folder")
    return root


@pytest.fixture
def team(joined: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Team:
    for part in ("ana", "bea", "folder"):
        shutil.copytree(joined / part, tmp_path / part)
    made = Team(
        Terminal(tmp_path / "ana", monkeypatch),
        Terminal(tmp_path / "bea", monkeypatch),
        tmp_path / "folder",
    )
    for desk in (made.ana, made.bea):
        desk.json("share", made.folder)
    return made


def let_in(host: Terminal, guest: Terminal, folder: Path) -> None:
    """Invite a new computer and bring both to the same record."""
    host.json("share", folder)
    code = host.json("invite", "--role", "counselor")["code"]
    assert guest.json("join", code, "--person", "Bea Chu")["waiting"] == "admission"
    make_unlocking_quick(guest.profile)
    guest.json("sync")
    host.json("sync")
    assert guest.json("sync")["waiting"] == 0
