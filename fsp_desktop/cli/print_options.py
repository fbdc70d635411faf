"""Options that all printing commands share: how pages look, and what kind of file is written."""

from __future__ import annotations

from argparse import Namespace
from typing import TYPE_CHECKING

from fsp_desktop.cli.command_parser import CommandParser
from fsp_desktop.language.words import _

if TYPE_CHECKING:
    from fsp_desktop.services.draw_pages import Form
    from fsp_desktop.services.print_packet import Layout

LAYOUTS = ("side-by-side", "stacked", "facing")
PAPERS = ("letter", "a4")


def add_look(parser: CommandParser) -> None:
    """Add the options on the look of pages."""
    parser.add_argument(
        "--layout", choices=LAYOUTS, default=LAYOUTS[0], help=_("How the languages stand.")
    )
    parser.add_argument("--paper", choices=PAPERS, default=PAPERS[0], help=_("Size of the paper."))
    parser.add_argument("--large-print", action="store_true", help=_("Larger letters."))
    parser.add_argument("--black", action="store_true", help=_("Black only, for a photocopier."))
    parser.add_argument(
        "--duplex", action="store_true", help=_("End on a full leaf, for printing on both sides.")
    )


def add_form(
    parser: CommandParser, text_name: str = "--text", *, is_from_record: bool = True
) -> None:
    """Add the options on the file and, for pages from the record, on what is kept of the printing."""
    form = parser.add_mutually_exclusive_group()
    form.add_argument("--archive", action="store_true", help=_("Write PDF/A-2a, for archives."))
    form.add_argument(
        "--booklet", action="store_true", help=_("Two pages on a side, to fold; for printing only.")
    )
    parser.add_argument(
        text_name,
        dest="text_too",
        action="store_true",
        help=_("Also write the same words as plain text."),
    )
    if not is_from_record:
        parser.set_defaults(anyway=False, no_record=True)
        return
    parser.add_argument(
        "--anyway", action="store_true", help=_("Print also where a value has two versions.")
    )
    parser.add_argument(
        "--no-record",
        action="store_true",
        help=_("Do not keep that this was saved for the family."),
    )


def add_out(parser: CommandParser, words: str) -> None:
    """Add the option that names the file."""
    parser.add_argument("--out", required=True, metavar=_("FILE"), help=words)


def chosen_layout(options: Namespace) -> Layout:
    """Return the layout as services name it."""
    layouts: dict[str, Layout] = {
        "side-by-side": "side_by_side", "stacked": "stacked", "facing": "facing",
    }  # fmt: skip
    return layouts[options.layout]


def chosen_form(options: Namespace) -> Form:
    """Return the kind of file."""
    return "archive" if options.archive else "booklet" if options.booklet else "pdf"
