"""Packets for many families: what was printed, what was there already, and who got none and why."""

from __future__ import annotations

from argparse import Namespace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from fsp_desktop.cli.command_parser import known_id
from fsp_desktop.cli.print_options import chosen_form
from fsp_desktop.cli.print_words import nothing_printed, tell_printed
from fsp_desktop.cli.refusals import sentences
from fsp_desktop.language.words import _, ngettext

if TYPE_CHECKING:
    from fsp_desktop.cli.session import Session
    from fsp_desktop.services.print_batch import BatchOrder, BatchReport
    from fsp_desktop.services.print_packet import PacketOrder
    from fsp_desktop.services.workspace import Workspace


def print_many(
    session: Session, workspace: Workspace, options: Namespace, packet: PacketOrder, folder: Path
) -> int:
    """Print the packets of the chosen families into a folder; one that can not be printed stops nobody."""
    from fsp_desktop.services.print_batch import print_batch

    report = print_batch(workspace, _order(options, packet), folder)
    document = _document(report, folder)
    tell_printed(session, document)
    _tell_others(session, report)
    return max((one.exit_code for one in report.refused), default=0)


def _order(options: Namespace, packet: PacketOrder) -> BatchOrder:
    from fsp_desktop.services.choose_families import FamilyChoice
    from fsp_desktop.services.print_batch import BatchOrder

    families = FamilyChoice(
        new_only=options.all_new,
        languages=tuple(options.reads or ()),
        grades=tuple(options.grade or ()),
        ids=tuple(known_id(one) for one in options.of) if options.of else None,
    )
    return BatchOrder(
        families,
        packet,
        each=options.each,
        form=chosen_form(options),
        with_text=options.text_too,
        anyway=options.anyway,
        workers=max(options.workers, 0),
        keep_given=not options.no_record,
    )


def _document(report: BatchReport, folder: Path) -> dict[str, Any]:
    document = nothing_printed()
    document["files"] = [str(folder / name) for name in report.files]
    document["kept"] = [str(folder / name) for name in report.kept]
    document["pages"] = report.pages
    document["drafts"] = [{"section": part, "language": tag} for part, tag in report.drafts]
    document["missing_values"] = list(report.gaps)
    document["english_only"] = [
        {"family_id": family, "language": tag} for family, tag in report.english_only
    ]
    document["refused"] = [
        {"family_id": one.family_id, "code": one.code, "detail": dict(one.detail)}
        for one in report.refused
    ]
    return document


def _tell_others(session: Session, report: BatchReport) -> None:
    if count := len(report.kept):
        words = ngettext(
            "{count} packet was there already and is still right.",
            "{count} packets were there already and are still right.",
            count,
        )
        session.output.tell(words.format(count=count))
    for family, tag in report.english_only:
        words = _("{family}: nobody has written packets in {language} yet; this one is in English.")
        session.output.tell(words.format(family=family, language=tag))
    for one in report.refused:
        for sentence in sentences(one.code, one.detail):
            session.output.tell(f"{one.family_id}: {sentence}")
