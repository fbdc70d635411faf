"""Commands that print: packet, handout, brief, languages."""

from __future__ import annotations

from argparse import ArgumentTypeError, Namespace
from collections.abc import Iterator, Mapping
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

from fsp_desktop.cli.command_parser import CommandParser, Commands, known_id, new_command
from fsp_desktop.language.words import _, ngettext

if TYPE_CHECKING:
    from fsp_desktop.cli.session import Session

LAYOUTS = ("side-by-side", "stacked", "facing")


def add_commands(commands: Commands) -> None:
    """Add this module's commands."""
    _add_packet(commands)
    _add_handout(commands)
    briefing = new_command(
        commands, "brief", _("Print the brief of a Family–School Conference."), run_brief
    )
    briefing.add_argument(
        "--conference", required=True, metavar=_("ID"), help=_("Id of the conference.")
    )
    _add_out(briefing, _("PDF file to write."))
    new_command(commands, "languages", _("List the languages and how far they are."), run_languages)


def run_packet(session: Session, options: Namespace) -> int:
    """Print the packet of one family, or of every new one."""
    from fsp_desktop.cli.unlocking import open_workspace
    from fsp_desktop.services.print_packet import PacketWish, print_packet, print_packets_of_new

    wish = PacketWish(
        languages=tuple(options.language or ()),
        layout=options.layout,
        large_print=options.large_print,
        sections=_listed(options.sections),
    )
    out = Path(options.out).expanduser()
    with open_workspace(session) as workspace:
        if options.all_new:
            printed = print_packets_of_new(workspace, wish, out)
        else:
            printed = print_packet(workspace, known_id(options.family), wish, out)
    return _tell_printed(session, asdict(printed))


def run_handout(session: Session, options: Namespace) -> int:
    """Print texts side by side; needs no record."""
    from fsp_desktop.services.print_handout import print_handout

    out = Path(options.out).expanduser()
    printed = print_handout(options.text, out, layout=options.layout, title=options.title)
    return _tell_printed(session, asdict(printed))


def run_brief(session: Session, options: Namespace) -> int:
    """Print the brief of one conference."""
    from fsp_desktop.cli.unlocking import open_workspace
    from fsp_desktop.services.print_brief import print_brief

    with open_workspace(session) as workspace:
        printed = print_brief(
            workspace, known_id(options.conference), Path(options.out).expanduser()
        )
    return _tell_printed(session, asdict(printed))


def run_languages(session: Session, options: Namespace) -> int:  # noqa: ARG001 - no options of its own
    """Print every language; needs no record."""
    from fsp_desktop.services.list_languages import list_languages

    session.output.records((asdict(state) for state in list_languages()), _language_line)
    return 0


def _tell_printed(session: Session, document: Mapping[str, Any]) -> int:
    def lines() -> Iterator[str]:
        yield from map(str, document["files"])
        pages = int(document["pages"])
        yield ngettext("{count} page", "{count} pages", pages).format(count=pages)
        if document["drafts"]:
            yield _("Marked as drafts, since nobody has checked them: {parts}").format(
                parts=", ".join(map(str, document["drafts"]))
            )

    session.output.result(document, lines)
    return 0


def _listed(text: str | None) -> tuple[str, ...]:
    return tuple(part.strip() for part in (text or "").split(",") if part.strip())


def _language_line(language: Mapping[str, Any]) -> str:
    words = {
        "source": _("written in it"),
        "translated": _("translated"),
        "checked": _("checked"),
        "draft": _("draft"),
        "partial": _("part of it"),
        "none": _("none"),
    }
    return _("{tag}  {own_name} ({english_name})  interface: {interface}, packet: {packet}").format(
        tag=language["tag"],
        own_name=language["own_name"] or language["english_name"],
        english_name=language["english_name"],
        interface=words[language["interface"]],
        packet=words[language["packet"]],
    )


def _add_packet(commands: Commands) -> None:
    printing = new_command(commands, "packet", _("Print a welcome packet."), run_packet)
    whom = printing.add_mutually_exclusive_group(required=True)
    whom.add_argument("--family", metavar=_("ID"), help=_("For this family."))
    whom.add_argument(
        "--all-new", action="store_true", help=_("For every family that is new; --out is a folder.")
    )
    printing.add_argument(
        "--language",
        action="append",
        metavar=_("TAG"),
        help=_("Language beside English; may be given again. Else what the family reads."),
    )
    _add_layout(printing)
    printing.add_argument("--large-print", action="store_true", help=_("Larger letters."))
    printing.add_argument(
        "--sections", metavar=_("LIST"), help=_("Numbers or names of sections, with commas.")
    )
    _add_out(printing, _("PDF file to write; a folder with --all-new."))


def _add_handout(commands: Commands) -> None:
    printing = new_command(
        commands, "handout", _("Print one text in up to four languages."), run_handout
    )
    printing.add_argument(
        "--text",
        action="append",
        required=True,
        type=_text_with_language,
        metavar=_("FILE:TAG"),
        help=_("A text and its language; may be given again, with as many paragraphs each."),
    )
    _add_layout(printing)
    printing.add_argument("--title", metavar=_("TEXT"), help=_("Title of the page."))
    _add_out(printing, _("PDF file to write."))


def _add_layout(parser: CommandParser) -> None:
    parser.add_argument(
        "--layout", choices=LAYOUTS, default=LAYOUTS[0], help=_("How the languages stand.")
    )


def _add_out(parser: CommandParser, words: str) -> None:
    parser.add_argument("--out", required=True, metavar=_("FILE"), help=words)


def _text_with_language(given: str) -> tuple[Path, str]:
    name, _colon, tag = given.rpartition(":")
    if not name or not tag:
        raise ArgumentTypeError("FILE:TAG")
    return Path(name).expanduser(), tag
