"""Commands that print: packet, handout, brief, print, languages."""

from __future__ import annotations

from argparse import ArgumentTypeError, Namespace
from collections.abc import Mapping
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

from fsp_desktop.cli.command_parser import CommandParser, Commands, known_id, new_command
from fsp_desktop.cli.print_options import (
    add_form,
    add_look,
    add_out,
    chosen_form,
    chosen_layout,
)
from fsp_desktop.cli.print_words import nothing_printed, tell_printed
from fsp_desktop.language.words import _

if TYPE_CHECKING:
    from fsp_desktop.cli.session import Session
    from fsp_desktop.services.draw_pages import Composed
    from fsp_desktop.services.print_packet import PacketOrder
    from fsp_desktop.services.workspace import Workspace


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
    add_form(briefing)
    add_out(briefing, _("PDF file to write."))
    listing = new_command(
        commands, "languages", _("List the languages and how far they are."), run_languages
    )
    listing.add_argument(
        "--team", action="store_true", help=_("Count the team's own wordings; opens the record.")
    )


def run_packet(session: Session, options: Namespace) -> int:
    """Print the packet of one family, or those of many."""
    from fsp_desktop.cli.unlocking import open_workspace

    out = Path(options.out).expanduser()
    with open_workspace(session) as workspace:
        if options.family is None:
            from fsp_desktop.cli.batch_words import print_many

            return print_many(session, workspace, options, packet_order(options), out)
        from fsp_desktop.services.print_packet import compose_welcome

        order = packet_order(options, known_id(options.family))
        return print_one(session, compose_welcome(workspace, order), options, workspace)


def run_handout(session: Session, options: Namespace) -> int:
    """Print texts side by side; needs no record."""
    from fsp_desktop.services.print_packet import compose_texts

    composed = compose_texts(
        options.text,
        title=options.title,
        layout=chosen_layout(options),
        paper=options.paper,
        large_print=options.large_print,
    )
    return print_one(session, composed, options)


def run_brief(session: Session, options: Namespace) -> int:
    """Print the brief of one conference."""
    from fsp_desktop.cli.unlocking import open_workspace
    from fsp_desktop.services.prepare_conference import prepare_conference
    from fsp_desktop.services.print_brief import compose_conference_brief

    with open_workspace(session) as workspace:
        brief = prepare_conference(workspace, known_id(options.conference))
        return print_one(session, compose_conference_brief(brief), options, workspace)


def print_one(
    session: Session, composed: Composed, options: Namespace, workspace: Workspace | None = None
) -> int:
    """Write one document, tell about it, and keep in the record that it was saved for a family."""
    from fsp_desktop.services.draw_pages import draw, save_pdf, save_text
    from fsp_desktop.services.open_conflicts import refuse_conflicts
    from fsp_desktop.services.papers_given import note_given

    if not options.anyway:
        refuse_conflicts(composed.conflicts)
    path = Path(options.out).expanduser()
    document = nothing_printed()
    printed = draw(composed, form=chosen_form(options))
    save_pdf(printed, path)
    if options.text_too:
        save_text(composed, path.with_suffix(".txt"))
        document["texts"].append(str(path.with_suffix(".txt")))
    if workspace is not None and not options.no_record:
        document["given"] = list(note_given(workspace, composed, printed.pages, "saved"))
    document["files"].append(str(path))
    document["pages"] = printed.pages
    document["drafts"] = [{"section": part, "language": tag} for part, tag in printed.drafts]
    document["missing_values"] = list(printed.gaps)
    document["english_only"] = list(composed.english_only)
    document["left_out"] = [{"name": name, "code": code} for name, code in composed.left_out]
    tell_printed(session, document)
    return 0


def packet_order(options: Namespace, family_id: Any = None) -> PacketOrder:  # noqa: ANN401 (RecordId or None, loaded lazily)
    """Return what the options of `packet` ask for."""
    from fsp_desktop.services.print_packet import PacketOrder

    return PacketOrder(
        family_id,
        languages=tuple(options.language or ()),
        sections=_sections(options.sections),
        layout=chosen_layout(options),
        paper=options.paper,
        large_print=options.large_print,
        edition="first_days" if options.first_days else "whole",
        ink="black" if options.black else "colour",
        even_pages=options.duplex,
    )


def run_languages(session: Session, options: Namespace) -> int:
    """Print every language; needs no record but for the team's own wordings."""
    from fsp_desktop.services.list_languages import list_languages

    if options.team:
        from fsp_desktop.cli.unlocking import open_workspace

        with open_workspace(session) as workspace:
            states = list_languages(workspace)
    else:
        states = list_languages()
    session.output.records((asdict(state) for state in states), _language_line)
    return 0


def _sections(text: str | None) -> tuple[str, ...]:
    """Return the ids of sections that are named by id or by number, in the order they are named."""
    from fsp_desktop.services.print_packet import packet_sections

    by_number = {str(section.number): section.id for section in packet_sections(())}
    given = [part.strip() for part in (text or "").split(",") if part.strip()]
    return tuple(by_number.get(part, part) for part in given)


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
    whom.add_argument("--all", action="store_true", help=_("For every family; --out is a folder."))
    whom.add_argument(
        "--of",
        action="append",
        metavar=_("ID"),
        help=_("For the family of this record; may be given again; --out is a folder."),
    )
    _add_choice(printing)
    printing.add_argument(
        "--language",
        action="append",
        metavar=_("TAG"),
        help=_("Language beside English; may be given again. Else what the family reads."),
    )
    add_look(printing)
    printing.add_argument(
        "--sections",
        metavar=_("LIST"),
        help=_("Numbers or names of sections, with commas, in the order to print."),
    )
    printing.add_argument(
        "--first-days", action="store_true", help=_("The short packet of four pages.")
    )
    add_form(printing)
    add_out(printing, _("PDF file to write; a folder for many."))


def _add_choice(printing: CommandParser) -> None:
    printing.add_argument(
        "--reads",
        action="append",
        metavar=_("TAG"),
        help=_("Only families that read this language."),
    )
    printing.add_argument(
        "--grade", action="append", metavar=_("GRADE"), help=_("Only families with a child in it.")
    )
    printing.add_argument(
        "--each",
        choices=("family", "language"),
        default="family",
        help=_("One file a family, or one a language with a list on top."),
    )
    printing.add_argument(
        "--workers", type=int, default=0, metavar="N", help=_("Processes to print with.")
    )


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
    add_look(printing)
    printing.add_argument("--title", metavar=_("TEXT"), help=_("Title of the page."))
    add_form(printing, text_name="--plain-text", is_from_record=False)
    add_out(printing, _("PDF file to write."))


def _text_with_language(given: str) -> tuple[Path, str]:
    name, _colon, tag = given.rpartition(":")
    if not name or not tag:
        raise ArgumentTypeError("FILE:TAG")
    return Path(name).expanduser(), tag
