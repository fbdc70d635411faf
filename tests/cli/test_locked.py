"""The passphrase comes from where it may; without it nothing opens."""

from __future__ import annotations

import pytest

from tests.cli.terminal import PASSPHRASE, Terminal


def test_the_first_line_of_standard_input_opens_and_the_rest_is_the_commands(
    terminal: Terminal, monkeypatch: pytest.MonkeyPatch
) -> None:
    quiet = Terminal(terminal.profile, monkeypatch, passphrase=None)
    told = quiet.run(
        "--passphrase-stdin", "add", "family", "--json",
        given=f'{PASSPHRASE}\r\n{{"label": "Family Ali"}}\n',
    )  # fmt: skip
    assert told.code == 0
    assert len(told.json["ids"]) == 1


def test_a_wrong_passphrase_is_told_apart(
    terminal: Terminal, monkeypatch: pytest.MonkeyPatch
) -> None:
    stranger = Terminal(terminal.profile, monkeypatch, passphrase="seven quiet rivets")
    told = stranger.run("list", "family", "--json")
    assert (told.code, told.error_code) == (3, "vault.wrong_passphrase")
    assert told.err.strip()
    assert terminal.json("list", "family") == []


def test_without_a_passphrase_it_stays_locked(
    terminal: Terminal, monkeypatch: pytest.MonkeyPatch
) -> None:
    quiet = Terminal(terminal.profile, monkeypatch, passphrase=None)
    assert quiet.run("list", "family", "--json").error_code == "cli.no_passphrase"
    assert quiet.run("list", "family", "--passphrase-stdin").code == 3
    assert quiet.run("list", "family", "--passphrase-stdin", given=b"\xff\xfe\n").code == 3


def test_the_passphrase_is_changed(terminal: Terminal, monkeypatch: pytest.MonkeyPatch) -> None:
    quiet = Terminal(terminal.profile, monkeypatch, passphrase=None)
    new = "eight loud rivers"
    changed = quiet.run("passphrase", "--passphrase-stdin", given=f"{PASSPHRASE}\n{new}\n")
    assert changed.code == 0
    assert terminal.run("check").code == 3
    assert quiet.run("check", "--passphrase-stdin", given=f"{new}\n").code == 0


def test_a_profile_without_a_record_is_told(bare: Terminal) -> None:
    told = bare.run("list", "family", "--json")
    assert (told.code, told.error_code) == (1, "services.no_profile")
    assert not bare.profile.exists()


def test_a_record_is_begun_once(terminal: Terminal) -> None:
    words = ("--space", "S", "--school", "S", "--person", "P", "--json")
    assert terminal.run("init", *words).error_code == "services.already_started"
