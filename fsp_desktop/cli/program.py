"""All commands of the program, and the way from words to one of them."""

from __future__ import annotations

from fsp_desktop.cli import (
    device_commands,
    file_commands,
    page_commands,
    print_commands,
    record_commands,
    school_commands,
    start_commands,
    team_commands,
    text_commands,
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
    device_commands.add_commands(commands)
    print_commands.add_commands(commands)
    page_commands.add_commands(commands)
    school_commands.add_commands(commands)
    text_commands.add_commands(commands)
    return parser
