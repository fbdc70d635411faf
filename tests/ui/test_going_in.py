"""With a key ring that answers the first picture is Today; with any other, the lock screen says so."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from fsp_desktop.app import gui
from fsp_desktop.app.compose import Desk, build_desk
from fsp_desktop.domain.errors import LockedError
from fsp_desktop.services.start_workspace import Beginning, start_workspace
from fsp_desktop.services.ways_in import WaysIn
from fsp_desktop.services.workspace import Workspace, open_workspace
from fsp_desktop.ui.entrance.entrance import Entrance

PASSPHRASE = "five brown goats"


class DeskWithKeyring(Desk):
    """A desk whose key ring does what the test wants before it opens the record."""

    ask: Callable[[], None] = lambda: None
    key: bytes = b""

    def ways_in(self) -> WaysIn:
        """Tell of a key ring that holds a way in."""
        return WaysIn(True, True, 0.0)

    def open_with_keyring(self) -> Workspace:
        """Open the record, unless the key ring refuses."""
        self.ask()
        return open_workspace(self.profile, self.key, self.clock)


Begin = Callable[[Callable[[], None]], gui.Program]


@pytest.fixture
def begin(tmp_path: Path, qapp: object, qtbot: QtBot) -> Iterator[Begin]:
    plain = build_desk(str(tmp_path / "p"), {})
    beginning = Beginning("Team", "Lincoln", "Ana Reyes")
    workspace = start_workspace(plain.profile, PASSPHRASE, beginning, plain.clock).workspace
    workspace.close()
    begun: list[gui.Program] = []

    def start(ask: Callable[[], None]) -> gui.Program:
        desk = DeskWithKeyring(plain.profile, plain.clock, plain.settings, ask, workspace.key)
        program = gui.Program(qapp, desk)  # type: ignore[arg-type]
        qtbot.addWidget(program.window)
        begun.append(program)
        program.begin()
        return program

    yield start
    for program in begun:
        program.end()


def _locked(program: gui.Program) -> Entrance | None:
    return program.window.findChild(Entrance)


def test_a_key_ring_that_answers_leads_straight_to_today(
    begin: Begin, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(gui, "PATIENCE_MS", 60_000)
    program = begin(lambda: None)
    qtbot.waitUntil(program.window.isVisible)
    today = program.window.shell.current()
    assert today.key == "today"
    assert today.first_card.isVisible(), "the rows are there with the first picture"


def test_a_key_ring_that_refuses_leads_to_the_lock_screen(
    begin: Begin, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse() -> None:
        raise LockedError("vault.keyring_has_no_key")

    monkeypatch.setattr(gui, "PATIENCE_MS", 60_000)
    program = begin(refuse)
    qtbot.waitUntil(program.window.isVisible)
    entrance = _locked(program)
    assert program.window.shell is None
    assert entrance is not None
    assert not entrance.page().unlock.accessibleDescription(), "a passphrase is taken"


def test_a_slow_key_ring_is_waited_for_at_the_lock_screen(
    begin: Begin, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(gui, "PATIENCE_MS", 1)
    answer = threading.Event()
    program = begin(lambda: _hold(answer))
    qtbot.waitUntil(program.window.isVisible)
    entrance = _locked(program)
    assert entrance is not None
    assert entrance.page().unlock.accessibleDescription() == "Opening…"
    answer.set()
    qtbot.waitUntil(lambda: program.window.shell is not None)


def _hold(answer: threading.Event) -> None:
    answer.wait(10.0)
