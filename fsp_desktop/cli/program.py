"""All commands of the program, and the way from words to one of them."""

from __future__ import annotations

import argparse
from collections.abc import Sequence

from fsp_desktop.cli import (
    file_commands,
    print_commands,
    record_commands,
    start_commands,
    team_commands,
)
from fsp_desktop.cli.command_parser import PROGRAM, CommandParser, add_everywhere_options
from fsp_desktop.language.words import _


def build_parser(version: str) -> CommandParser:
    """Return the parser of the whole program, in the interface language that is installed."""
    parser = CommandParser(
        prog=PROGRAM,
        description=_(
            "Record home visits, contacts and what families teach us; share them without a "
            "server; print in two languages. Without a command the window opens."
        ),
    )
    parser.add_argument(
        "--version", action="version", version=version, help=_("Show the version and stop.")
    )
    add_everywhere_options(parser)
    commands = parser.add_subparsers(
        title=_("Commands"), dest="command", metavar=_("COMMAND"), parser_class=CommandParser
    )
    start_commands.add_commands(commands)
    record_commands.add_commands(commands)
    file_commands.add_commands(commands)
    team_commands.add_commands(commands)
    print_commands.add_commands(commands)
    return parser


def read_everywhere_options(words: Sequence[str]) -> argparse.Namespace:
    """Return the options of every command, before the rest is understood.

    They tell in which language a mistake in the rest is to be answered, and in which form.
    """
    parser = argparse.ArgumentParser(add_help=False, allow_abbrev=False, exit_on_error=False)
    for option in ("--profile", "--ui-language"):
        parser.add_argument(option, nargs="?")
    for option in ("--json", "--jsonl", "--passphrase-stdin"):
        parser.add_argument(option, action="store_true")
    try:
        return parser.parse_known_args(list(words))[0]
    except argparse.ArgumentError:
        # `--json=yes` and the like: the real parser names what is wrong.
        return parser.parse_args([])


def form_of(options: argparse.Namespace) -> str:
    """Return how results are printed: text, json or jsonl."""
    if getattr(options, "jsonl", False):
        return "jsonl"
    return "json" if getattr(options, "json", False) else "text"
