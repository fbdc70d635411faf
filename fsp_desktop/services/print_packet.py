"""Print bilingual documents: welcome packets, handouts and conference briefs, as PDF.

Making a document from the record is short and runs on the store thread; drawing its pages needs no
record and runs in the work pool.
"""

from __future__ import annotations

import io
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from fsp_desktop.domain.errors import RefusedError
from fsp_desktop.domain.ids import RecordId
from fsp_desktop.language.languages import find_language
from fsp_desktop.packets.content.family_values import PRINTABLE_FIELDS, family_values
from fsp_desktop.packets.content.handout import compose_handout
from fsp_desktop.packets.content.look import Look
from fsp_desktop.packets.content.welcome import (
    SectionState,
    WelcomeOrder,
    compose_packet,
    section_states,
)
from fsp_desktop.packets.document import Document
from fsp_desktop.packets.pdf.pages import PageImage
from fsp_desktop.services.read_school import school_profile
from fsp_desktop.services.team_words import in_team_words, team_words
from fsp_desktop.services.workspace import Workspace
from fsp_desktop.vault.durable_file import write_durably

Layout = Literal["side_by_side", "stacked", "facing"]
Paper = Literal["letter", "a4"]
Progress = Callable[[int, int], None]


@dataclass(frozen=True)
class PacketOrder:
    """What to print for whom.

    Attributes:
        family_id: None prints a packet without names.
        languages: BCP 47 tags beside English; empty takes what the family's adults read.
        sections: Ids in order; empty takes all.
    """

    family_id: RecordId | None
    languages: tuple[str, ...] = ()
    sections: tuple[str, ...] = ()
    layout: Layout = "side_by_side"
    paper: Paper = "letter"
    large_print: bool = False
    edition: Literal["whole", "first_days"] = "whole"
    ink: Literal["colour", "black"] = "colour"
    even_pages: bool = False


@dataclass(frozen=True)
class Composed:
    """A document ready to be drawn, and the values that were not known while composing it."""

    document: Document
    gaps: tuple[str, ...] = ()


@dataclass(frozen=True)
class Printed:
    """A drawn document.

    Attributes:
        pdf: The whole file.
        drafts: (section, language) of everything that prints with the word "Draft".
        gaps: Names of the values of the school that were not known.
    """

    pdf: bytes
    pages: int
    drafts: tuple[tuple[str, str], ...]
    gaps: tuple[str, ...] = ()


def packet_languages(workspace: Workspace, family_id: RecordId) -> tuple[str, ...]:
    """Return the languages to print for a family: what each adult reads, else what is spoken.

    English alone is returned for a family that reads only English.

    Raises:
        RefusedError: `store.no_such_record`.
    """
    page = workspace.store.family_page(family_id)
    reads = [adult.reads for adult in page.adults if adult.reads]
    spoken = [adult.speaks for adult in page.adults if adult.speaks]
    wanted = reads or list(page.languages) or spoken
    known = [find_language(tag) for tag in wanted if tag != "ask"]
    printable = [one.tag for one in known if one is not None and one.serves("read")]
    return tuple(dict.fromkeys(printable)) or ("en",)


def packet_sections(
    languages: Sequence[str], workspace: Workspace | None = None
) -> list[SectionState]:
    """Return every section with how far its words are in each language.

    Args:
        languages: Tags of the languages asked for.
        workspace: Whose own wordings count; None looks at what was shipped.
    """
    if workspace is None:
        return section_states(languages)
    with team_words(workspace):
        return section_states(languages)


@in_team_words
def compose_welcome(workspace: Workspace, order: PacketOrder) -> Composed:
    """Return the welcome packet of `order` as a document.

    Raises:
        RefusedError: `services.no_such_record`, `packets.unknown_section`, `packets.text_count`,
            `language.unknown`.
    """
    students, adults = _people(workspace, order.family_id)
    languages = order.languages
    if not languages:
        languages = packet_languages(workspace, order.family_id) if order.family_id else ("en",)
    look = Look(order.layout, order.paper, order.large_print, order.ink, order.even_pages)
    wanted = WelcomeOrder(
        languages, order.sections, order.edition, look, made_on=workspace.clock.today()
    )
    packet = compose_packet(school_profile(workspace), family_values(students, adults), wanted)
    gaps = tuple(dict.fromkeys(gap.value for gap in packet.gaps))
    return Composed(packet.document, gaps)


def compose_texts(
    texts: Sequence[tuple[Path | bytes, str]],
    *,
    title: str | None = None,
    layout: Layout = "side_by_side",
    paper: Paper = "letter",
    large_print: bool = False,
) -> Composed:
    """Return one to four typed texts as one document; see `packets.content.handout`."""
    document = compose_handout(texts, title, layout, paper, large_print=large_print)
    return Composed(document)


def draw(
    composed: Composed,
    *,
    progress: Progress | None = None,
    cancelled: Callable[[], bool] | None = None,
) -> Printed:
    """Draw a document as PDF; needs no record.

    Raises:
        RefusedError: `packets.missing_glyphs` with section, language and letters; nothing with
            holes is ever printed. `packets.cancelled`.
    """
    from fsp_desktop.packets.pdf.render import render

    out = io.BytesIO()
    report = render(composed.document, out, progress, cancelled)
    return Printed(out.getvalue(), report.pages, tuple(report.drafts), composed.gaps)


def glance(
    composed: Composed, pages: int, *, cancelled: Callable[[], bool] | None = None
) -> Printed:
    """Draw only the first pages of a document, for a quick look; `pages` of the result counts all.

    Raises:
        RefusedError: As `draw`.
    """
    from fsp_desktop.packets.pdf.render import render

    out = io.BytesIO()
    report = render(composed.document, out, None, cancelled, most_pages=pages)
    return Printed(out.getvalue(), report.pages, tuple(report.drafts), composed.gaps)


def text_version(composed: Composed) -> str:
    """Return a document as plain text, for people who hear it instead of seeing it."""
    from fsp_desktop.packets.reading import text_twin

    return text_twin(composed.document)


def page_picture(printed: Printed, page: int, width: int) -> PageImage:
    """Return one page, counted from 0, as a picture `width` pixels wide."""
    from fsp_desktop.packets.pdf.pages import page_width, render_page

    return render_page(printed.pdf, page, width / page_width(printed.pdf, page))


def page_png(printed: Printed, page: int, width: int) -> bytes:
    """Return one page, counted from 0, as a PNG file `width` pixels wide."""
    from fsp_desktop.packets.pdf.pages import page_width, render_page_png

    return render_page_png(printed.pdf, page, width / page_width(printed.pdf, page))


def picture_at(printed: Printed, page: int, scale: float) -> PageImage:
    """Return one page, counted from 0, as a picture with `scale` pixels per point."""
    from fsp_desktop.packets.pdf.pages import render_page

    return render_page(printed.pdf, page, scale)


def missing_letters(composed: Composed) -> list[dict[str, str]]:
    """Return the letters that no font here can write, before anything is printed."""
    from fsp_desktop.packets.pdf.coverage import missing_glyphs

    found = missing_glyphs(composed.document)
    return [{"section": one.section, "language": one.lang, "chars": one.chars} for one in found]


def save_pdf(printed: Printed, path: Path) -> None:
    """Write the file whole or not at all.

    Raises:
        UnreachableError: `vault.disk_full` or `vault.not_writable`; an older file stays as it was.
    """
    write_durably(path, printed.pdf)


def note_packet_given(workspace: Workspace, family_id: RecordId) -> None:
    """Move a newcomer family on from `new` to `packet_given`."""
    from fsp_desktop.services.edit_record import open_form, save_form

    form = open_form(workspace, family_id)
    if form.values.get("welcome_stage") in (None, "new", "ask"):
        save_form(workspace, form, {"welcome_stage": "packet_given"})


def newcomer_families(workspace: Workspace) -> tuple[tuple[RecordId, str], ...]:
    """Return id and label of families at this school that have not been given a packet yet."""
    rows = workspace.store.list_rows("family", limit=100_000, order="oldest")
    return tuple(
        (RecordId(row.id), str(row.values.get("label") or ""))
        for row in rows
        if row.values.get("welcome_stage") in (None, "new", "ask")
        and row.values.get("status") in (None, "active")
        and not row.values.get("merged_into_id")
        and not row.values.get("draft")
    )


def _people(
    workspace: Workspace, family_id: RecordId | None
) -> tuple[list[dict[str, object]], list[dict[str, object]]]:
    if family_id is None:
        return [], []
    if workspace.store.load(family_id) is None:
        raise RefusedError("services.no_such_record", {"id": family_id})
    found = []
    for kind in ("student", "adult"):
        rows = workspace.store.list_rows(kind, family_id=family_id, limit=100, order="oldest")
        allowed = PRINTABLE_FIELDS[kind]
        found.append([{name: row.values.get(name) for name in allowed} for row in rows])
    return found[0], found[1]
