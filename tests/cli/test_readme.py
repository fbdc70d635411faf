"""The page about the commands and the parser say the same."""

from __future__ import annotations

import argparse
import re
from pathlib import Path

import fsp_desktop.cli
from fsp_desktop.cli.program import build_parser

PAGE = Path(fsp_desktop.cli.__file__).with_name("README.md").read_text(encoding="utf-8")


def _documented() -> dict[str, set[str]]:
    """Return command -> options, from the first column of the tables."""
    found: dict[str, set[str]] = {}
    for row in re.findall(r"^\| (`[a-z].*?) \|", PAGE, re.MULTILINE):
        for words in re.findall(r"`([^`]+)`", row):
            name = words.split()[0]
            found.setdefault(name, set()).update(re.findall(r"--[a-z-]+", words))
    return found


def _parsed() -> dict[str, set[str]]:
    parser = build_parser("1")
    commands = next(one for one in parser._actions if isinstance(one, argparse._SubParsersAction))
    everywhere = {option for one in parser._actions for option in one.option_strings}
    return {
        name: {
            option
            for one in command._actions
            for option in one.option_strings
            if option not in everywhere
        }
        for name, command in commands.choices.items()
    }


def test_every_command_and_option_is_on_the_page_and_no_other() -> None:
    assert _documented() == _parsed()


def test_the_options_of_every_command_are_on_the_page() -> None:
    for option in ("--profile", "--passphrase-stdin", "--json", "--jsonl", "--ui-language"):
        assert f"`{option}" in PAGE
