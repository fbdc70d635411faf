"""The command that prints every other kind of page: invitations, slips, cards, badges, flyers ..."""

from __future__ import annotations

import json
from argparse import Namespace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from fsp_desktop.cli.command_parser import Commands, known_id, new_command
from fsp_desktop.cli.print_commands import print_one
from fsp_desktop.cli.print_options import add_form, add_look, add_out, chosen_layout
from fsp_desktop.domain.errors import RefusedError
from fsp_desktop.domain.vocabularies import VOCABULARIES
from fsp_desktop.language.words import _

if TYPE_CHECKING:
    from fsp_desktop.cli.session import Session
    from fsp_desktop.services.print_document import PageChoice

_OTHER_COMMANDS = ("welcome_packet", "first_day_packet", "handout")
KINDS = tuple(kind for kind in VOCABULARIES["document_kind"] if kind not in _OTHER_COMMANDS)
_LARGEST = 20_000_000


def add_commands(commands: Commands) -> None:
    """Add this module's command."""
    printing = new_command(
        commands,
        "print",
        _("Print an invitation, a slip, cards, badges, a flyer and the like."),
        run_print,
    )
    printing.add_argument(
        "kind",
        choices=KINDS,
        metavar=_("KIND"),
        help=_("One of: {kinds}.").format(kinds=", ".join(KINDS)),
    )
    printing.add_argument("--conference", metavar=_("ID"), help=_("Take day and people from it."))
    printing.add_argument("--visit", metavar=_("ID"), help=_("Take day and people from it."))
    printing.add_argument("--family", metavar=_("ID"), help=_("For this family."))
    printing.add_argument(
        "--data",
        metavar=_("FILE"),
        help=_("JSON object with what the page says; - for standard input."),
    )
    printing.add_argument(
        "--language",
        action="append",
        metavar=_("TAG"),
        help=_("Language beside English; may be given again. Else what the family reads."),
    )
    add_look(printing)
    add_form(printing)
    add_out(printing, _("PDF file to write."))


def run_print(session: Session, options: Namespace) -> int:
    """Print one kind of page from records, from typed values, or from both."""
    from fsp_desktop.cli.unlocking import open_workspace
    from fsp_desktop.services.print_document import compose_document

    data = _data(session, options)
    for name in ("conference", "visit", "family"):
        if given := getattr(options, name):
            data[name] = known_id(given)
    with open_workspace(session) as workspace:
        composed = compose_document(workspace, options.kind, data, _choice(options))
        return print_one(session, composed, options, workspace)


def _choice(options: Namespace) -> PageChoice:
    from fsp_desktop.services.print_document import PageChoice

    return PageChoice(
        tuple(options.language or ()),
        chosen_layout(options),
        options.paper,
        options.large_print,
        "black" if options.black else "colour",
        options.duplex,
    )


def _data(session: Session, options: Namespace) -> dict[str, Any]:
    if not options.data:
        return {}
    given = session.input.rest() if options.data == "-" else _file(Path(options.data).expanduser())
    try:
        data = json.loads(given)
    except (ValueError, RecursionError) as error:
        raise RefusedError("packets.bad_request", {"field": ""}) from error
    if not isinstance(data, dict):
        raise RefusedError("packets.bad_request", {"field": ""})
    return data


def _file(path: Path) -> bytes:
    try:
        if path.stat().st_size > _LARGEST:
            raise RefusedError("packets.bad_request", {"field": ""})
        return path.read_bytes()
    except OSError as error:
        raise RefusedError("packets.text_unreadable") from error
