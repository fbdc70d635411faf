"""A terminal on a fresh profile, and one on a record that was begun."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.terminal import Terminal


@pytest.fixture
def bare(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Terminal:
    return Terminal(tmp_path / "profile", monkeypatch)


@pytest.fixture
def terminal(bare: Terminal) -> Terminal:
    bare.begin()
    return bare
