"""The parser of one command line: its refusals are codes, its options stand anywhere."""

from __future__ import annotations

import argparse
import re
from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Any, NoReturn

from fsp_desktop.domain.errors import RefusedError, UsageError
from fsp_desktop.domain.ids import RecordId, is_record_id
from fsp_desktop.language.words import _

if TYPE_CHECKING:
    from fsp_desktop.cli.session import Session

PROGRAM = "fsp-desktop"
Run = Callable[["Session", argparse.Namespace], int]
Commands = Any
"""What `add_subparsers` returns; its own type is private."""

_ARGUMENT = re.compile(r"argument ([^:]+): ")
_OPTION = re.compile(r"(?<!\S)-[^\s=]*")


class CommandParser(argparse.ArgumentParser):
    """An argument parser that raises `UsageError` instead of ending the program."""

    def __init__(self, **options: Any) -> None:
        super().__init__(add_help=False, allow_abbrev=False, formatter_class=_Formatter, **options)
        self._positionals.title, self._optionals.title = _("What it takes"), _("Options")
        self.add_argument("-h", "--help", action="help", help=_("Show this help and stop."))

    def error(self, message: str) -> NoReturn:
        """Raise the code of what argparse says in English.

        What was typed is left out of the detail: it can be a name.
        """
        code, argument = _code_of(message)
        raise UsageError(code, {"command": self.prog, "argument": argument})


def new_command(commands: Commands, name: str, summary: str, run: Run) -> CommandParser:
    """Return the parser of a new command, with the options every command takes."""
    parser: CommandParser = commands.add_parser(name, help=summary, description=summary)
    add_everywhere_options(parser)
    parser.set_defaults(run=run)
    return parser


def known_id(text: str) -> RecordId:
    """Return `text` as the id of a record; what has not even its shape is no record's id.

    Raises:
        RefusedError: `services.no_such_record`.
    """
    if not is_record_id(text):
        raise RefusedError("services.no_such_record")
    return RecordId(text)


def add_everywhere_options(parser: argparse.ArgumentParser) -> None:
    """Add the options that may stand before or after the command.

    They have no default, so that an option before the command is not undone behind it.
    """
    group = parser.add_argument_group(_("Everywhere"))
    absent = argparse.SUPPRESS
    group.add_argument(
        "--profile",
        metavar="DIR",
        default=absent,
        help=_("Folder of the record; else FSP_PROFILE, else this user's data folder."),
    )
    group.add_argument(
        "--passphrase-stdin",
        action="store_true",
        default=absent,
        help=_("Take the passphrase from the first line of standard input."),
    )
    group.add_argument(
        "--json", action="store_true", default=absent, help=_("Print one JSON document.")
    )
    group.add_argument(
        "--jsonl", action="store_true", default=absent, help=_("Print one JSON record a line.")
    )
    group.add_argument(
        "--ui-language",
        metavar="TAG",
        default=absent,
        help=_("Language of messages and of the window, for example en or es."),
    )


class _Formatter(argparse.HelpFormatter):
    """Help in the interface language, wide enough for the commands' names."""

    def __init__(self, prog: str) -> None:
        super().__init__(prog, max_help_position=28)

    def add_usage(
        self,
        usage: str | None,
        actions: Iterable[argparse.Action],
        groups: Iterable[Any],
        prefix: str | None = None,
    ) -> None:
        super().add_usage(usage, actions, groups, _("Usage: ") if prefix is None else prefix)


def _code_of(message: str) -> tuple[str, str]:
    if message.startswith("unrecognized arguments"):
        options = _OPTION.findall(message)
        return "cli.unknown_argument", options[0] if options else ""
    if message.startswith("the following arguments are required: "):
        return "cli.missing_argument", message.partition(": ")[2]
    if message.startswith(("one of the arguments ", "expected ")):
        return "cli.missing_argument", " ".join(_OPTION.findall(message))
    named = _ARGUMENT.match(message)
    argument = named.group(1) if named else ""
    if "invalid choice" in message and argument == _("COMMAND"):
        return "cli.unknown_command", ""
    if "expected" in message:
        return "cli.missing_argument", argument
    return "cli.wrong_value", argument
