"""Print bilingual documents: welcome packets, handouts and conference briefs, as PDF.

Making a document from the record is short and runs on the store thread; drawing its pages needs no
record and runs in the work pool.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Literal

from fsp_desktop.domain.ids import RecordId
from fsp_desktop.packets.content.handout import compose_handout
from fsp_desktop.packets.content.look import Look
from fsp_desktop.packets.content.welcome import (
    SectionState,
    WelcomeOrder,
    compose_packet,
    section_states,
)
from fsp_desktop.services.choose_families import newcomer_families
from fsp_desktop.services.draw_pages import (
    About,
    Composed,
    Printed,
    draw,
    glance,
    missing_letters,
    page_picture,
    page_png,
    picture_at,
    save_pdf,
    text_version,
)
from fsp_desktop.services.papers_given import note_packet_given
from fsp_desktop.services.read_family import FamilyFacts, family_facts
from fsp_desktop.services.read_school import SchoolFacts, school_facts
from fsp_desktop.services.team_words import in_team_words, team_words
from fsp_desktop.services.workspace import Workspace

__all__ = [
    "Composed", "Layout", "PacketOrder", "Paper", "Printed", "compose_texts", "compose_welcome", "draw",
    "glance", "missing_letters", "newcomer_families", "note_packet_given", "packet_languages",
    "packet_sections", "page_picture", "page_png", "picture_at", "save_pdf", "text_version",
]  # fmt: skip

Layout = Literal["side_by_side", "stacked", "facing"]
Paper = Literal["letter", "a4"]


@dataclass(frozen=True)
class PacketOrder:
    """What to print for whom.

    Attributes:
        family_id: None prints a packet without names.
        languages: BCP 47 tags beside English; empty takes what the family's adults read.
        sections: Ids in order; empty takes all.
        edition: `first_days` is a short packet of two leaves.
        ink: `black` for a photocopier.
        even_pages: Ends on a full leaf.
        household_id: Which of a family's homes it is for; kept with what was given, never printed.
        made_on: Day to print on the cover; None takes today.
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
    household_id: RecordId | None = None
    made_on: date | None = None


def packet_languages(workspace: Workspace, family_id: RecordId) -> tuple[str, ...]:
    """Return the languages to print for a family: what each adult reads, else what is spoken.

    English alone is returned for a family that reads only English.

    Raises:
        RefusedError: `services.no_such_record`.
    """
    return family_facts(workspace, family_id).languages


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
        return section_states(languages, school_facts(workspace).profile.own_texts)


@in_team_words
def compose_welcome(
    workspace: Workspace, order: PacketOrder, school: SchoolFacts | None = None
) -> Composed:
    """Return the welcome packet of `order` as a document.

    Args:
        workspace: The open record.
        order: What to print for whom.
        school: The school's own data, where many packets are made at once; else it is read.

    Raises:
        RefusedError: `services.no_such_record`, `packets.unknown_section`, `packets.text_count`,
            `language.unknown`.
    """
    school = school or school_facts(workspace)
    family = family_facts(workspace, order.family_id) if order.family_id else FamilyFacts()
    look = Look(order.layout, order.paper, order.large_print, order.ink, order.even_pages)
    wanted = WelcomeOrder(
        order.languages or family.languages,
        order.sections,
        order.edition,
        look,
        made_on=order.made_on or workspace.clock.today(),
    )
    packet = compose_packet(school.profile, family.values, wanted)
    gaps = tuple(dict.fromkeys(gap.value for gap in packet.gaps))
    kind = "first_day_packet" if order.edition == "first_days" else "welcome_packet"
    about = About(kind, order.family_id, order.household_id)
    conflicts = (*family.conflicts, *school.conflicts)
    return Composed(packet.document, gaps, about, conflicts, english_only=packet.english_only)


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
    return Composed(document, about=About("handout"))
