"""A terminal on a fresh profile, and one on a record that was begun."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tests.cli.terminal import Terminal


@pytest.fixture(scope="session")
def begun(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Begin one record for all tests of this room; each works on a copy."""
    profile = tmp_path_factory.mktemp("begun") / "profile"
    with pytest.MonkeyPatch.context() as patch:
        Terminal(profile, patch).begin()
    return profile


@pytest.fixture
def bare(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Terminal:
    return Terminal(tmp_path / "profile", monkeypatch)


@pytest.fixture
def terminal(bare: Terminal, begun: Path) -> Terminal:
    shutil.copytree(begun, bare.profile)
    return bare
