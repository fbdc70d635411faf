"""A window that is killed in the middle of a word loses no more than the last pause."""

from __future__ import annotations

import os

import pytest

from tests.cli.terminal import Terminal
from tests.journeys.window_process import WindowProcess, window_environment

POSIX = pytest.mark.skipif(os.name == "nt", reason="Linux and macOS only")


@pytest.fixture
def family(ana: Terminal) -> str:
    return ana.add("family", label="Family Osman")


def _draft(ana: Terminal) -> str:
    visits = ana.json("list", "visit")
    assert len(visits) == 1
    assert visits[0]["draft"] is True
    return str(visits[0]["hopes"])


def _kill_while_typing(ana: Terminal, family: str, pauses: int) -> tuple[str, str]:
    """Return what the window said was on disk, and all that it had typed."""
    with WindowProcess(ana, "type_on", family) as window:
        on_disk = [window.hear("on disk") for _pause in range(pauses)][-1]
        typed = window.hear("typed")
        for told, about in window.kill():
            typed = about if told == "typed" else typed
            on_disk = about if told == "on disk" else on_disk
    return on_disk, typed


@POSIX
def test_after_a_kill_the_draft_holds_all_but_the_last_pause(ana: Terminal, family: str) -> None:
    on_disk, typed = _kill_while_typing(ana, family, pauses=2)
    draft = _draft(ana)
    assert draft.startswith(on_disk.strip())
    assert typed.startswith(draft)
    assert ana.json("check")["ok"]
    with WindowProcess(ana, "look") as window:
        assert window.hear("visit log") == draft


@POSIX
@pytest.mark.proof
@pytest.mark.parametrize("pauses", range(1, 9))
def test_many_kills_at_many_moments(ana: Terminal, family: str, pauses: int) -> None:
    typed_before = ""
    for _kill in range(3):
        on_disk, typed = _kill_while_typing(ana, family, pauses)
        draft = _draft(ana)
        assert on_disk.strip() in draft
        assert typed.startswith(draft)
        assert draft.startswith(typed_before)
        assert ana.json("check")["ok"]
        typed_before = draft


@POSIX
def test_a_second_start_raises_the_first_window_and_commands_are_told(ana: Terminal) -> None:
    with WindowProcess(ana, "watch") as window:
        window.hear("open")
        second = ana.process(env=window_environment(ana))
        assert (second.code, second.out) == (0, "")
        window.hear("raised")
        told = ana.run("list", "family", "--json")
        assert (told.code, told.error_code) == (1, "store.in_use")
    assert ana.json("list", "family") == []


@POSIX
def test_a_window_starts_where_a_killed_one_left_its_socket(ana: Terminal) -> None:
    with WindowProcess(ana, "watch") as window:
        window.hear("open")
        window.kill()
    with WindowProcess(ana, "watch") as window:
        window.hear("open")
        assert ana.process(env=window_environment(ana)).code == 0
        window.hear("raised")
