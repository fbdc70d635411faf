"""Commands that print: packet, handout, brief, languages."""

from __future__ import annotations

from argparse import ArgumentTypeError, Namespace
from collections.abc import Iterator, Mapping
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

from fsp_desktop.cli.command_parser import CommandParser, Commands, known_id, new_command
from fsp_desktop.cli.refusals import sentences
from fsp_desktop.domain.errors import FspError, RefusedError
from fsp_desktop.language.words import _, ngettext

if TYPE_CHECKING:
    from fsp_desktop.cli.session import Session
    from fsp_desktop.domain.ids import RecordId
    from fsp_desktop.services.print_packet import Composed, Layout, Printed
    from fsp_desktop.services.workspace import Workspace

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

    out = Path(options.out).expanduser()
    with open_workspace(session) as workspace:
        if options.all_new:
            return _print_all_new(session, workspace, options, out)
        composed = _packet(workspace, known_id(options.family), options)
    return _print(session, composed, out)


def run_handout(session: Session, options: Namespace) -> int:
    """Print texts side by side; needs no record."""
    from fsp_desktop.services.print_packet import compose_texts

    composed = compose_texts(options.text, title=options.title, layout=_layout(options))
    return _print(session, composed, Path(options.out).expanduser())


def run_brief(session: Session, options: Namespace) -> int:
    """Print the brief of one conference."""
    from fsp_desktop.cli.unlocking import open_workspace
    from fsp_desktop.services.prepare_conference import prepare_conference
    from fsp_desktop.services.print_brief import compose_conference_brief

    with open_workspace(session) as workspace:
        composed = compose_conference_brief(
            prepare_conference(workspace, known_id(options.conference))
        )
    return _print(session, composed, Path(options.out).expanduser())


def _packet(workspace: Workspace, family_id: RecordId, options: Namespace) -> Composed:
    from fsp_desktop.services.print_packet import PacketOrder, compose_welcome

    order = PacketOrder(
        family_id,
        languages=tuple(options.language or ()),
        sections=_sections(options.sections),
        layout=_layout(options),
        large_print=options.large_print,
    )
    return compose_welcome(workspace, order)


def _print_all_new(session: Session, workspace: Workspace, options: Namespace, folder: Path) -> int:
    """Print one packet a family; one that cannot be printed stops nobody.

    The files are named by ids, since names of files turn up in other programs' lists.
    """
    from fsp_desktop.services.print_packet import draw, newcomer_families, save_pdf

    folder.mkdir(parents=True, exist_ok=True)
    document = _nothing_printed()
    refused: list[tuple[RecordId, FspError]] = []
    for family_id, _label in newcomer_families(workspace):
        try:
            printed = draw(_packet(workspace, family_id, options))
        except RefusedError as error:
            refused.append((family_id, error))
            continue
        path = folder / f"packet-{family_id}.pdf"
        save_pdf(printed, path)
        _count(document, printed, path)
    document["refused"] = [
        {"family_id": family_id, "code": one.code, "detail": one.detail}
        for family_id, one in refused
    ]
    _tell_printed(session, document)
    for family_id, one in refused:
        for sentence in sentences(one.code, one.detail):
            session.output.tell(f"{family_id}: {sentence}")
    return max((one.exit_code for _family_id, one in refused), default=0)


def _print(session: Session, composed: Composed, path: Path) -> int:
    from fsp_desktop.services.print_packet import draw, save_pdf

    printed = draw(composed)
    save_pdf(printed, path)
    document = _nothing_printed()
    _count(document, printed, path)
    _tell_printed(session, document)
    return 0


def _nothing_printed() -> dict[str, Any]:
    return {"files": [], "pages": 0, "drafts": [], "missing_glyphs": [], "missing_values": []}


def _count(document: dict[str, Any], printed: Printed, path: Path) -> None:
    """Add one file. Missing glyphs stop a file from being printed, so none are ever counted."""
    document["files"].append(str(path))
    document["pages"] += printed.pages
    drafts = [{"section": section, "language": tag} for section, tag in printed.drafts]
    document["drafts"] += [draft for draft in drafts if draft not in document["drafts"]]
    known = document["missing_values"]
    document["missing_values"] += [value for value in printed.gaps if value not in known]


def run_languages(session: Session, options: Namespace) -> int:  # noqa: ARG001 - no options of its own
    """Print every language; needs no record."""
    from fsp_desktop.services.list_languages import list_languages

    session.output.records((asdict(state) for state in list_languages()), _language_line)
    return 0


def _tell_printed(session: Session, document: Mapping[str, Any]) -> None:
    def lines() -> Iterator[str]:
        yield from document["files"]
        pages = document["pages"]
        yield ngettext("{count} page", "{count} pages", pages).format(count=pages)
        if document["drafts"]:
            tags = sorted({draft["language"] for draft in document["drafts"]})
            yield _("Marked as drafts, since nobody has checked them: {languages}").format(
                languages=", ".join(tags)
            )
        if document["missing_values"]:
            yield _("Left out, since the school has not said it yet: {values}").format(
                values=", ".join(document["missing_values"])
            )

    session.output.result(document, lines)


def _layout(options: Namespace) -> Layout:
    layouts: dict[str, Layout] = {
        "side-by-side": "side_by_side", "stacked": "stacked", "facing": "facing",
    }  # fmt: skip
    return layouts[options.layout]


def _sections(text: str | None) -> tuple[str, ...]:
    """Return the ids of sections that are named by id or by number."""
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
