"""Workspaces on real encrypted files: one, and a colleague's who heard of everything so far."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from fsp_desktop.domain.clock import FixedClock
from fsp_desktop.domain.ids import RecordId
from fsp_desktop.services.workspace import Workspace
from fsp_desktop.vault import slots
from fsp_desktop.vault.wrapping import INTERACTIVE
from tests.services.real_workspace import START, add_family, make_workspace
from tests.services.two_desks import agree


@pytest.fixture
def quick_stretching(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let new passphrases cost as little as they do on a small machine."""
    monkeypatch.setattr(slots, "usual_cost", lambda: INTERACTIVE)


@pytest.fixture
def now() -> FixedClock:
    return FixedClock(START)


@pytest.fixture
def desk(tmp_path: Path, now: FixedClock) -> Iterator[Workspace]:
    with make_workspace(tmp_path / "desk", now) as opened:
        yield opened


@pytest.fixture
def family(desk: Workspace) -> RecordId:
    return add_family(desk, "Osman")


@pytest.fixture
def colleague(
    tmp_path: Path, desk: Workspace, family: RecordId, now: FixedClock
) -> Iterator[Workspace]:
    with make_workspace(tmp_path / "colleague", now) as opened:
        now.advance(timedelta(seconds=1))
        agree(desk, opened)
        yield opened
