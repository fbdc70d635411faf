"""The bilingual welcome packet: sections, in a family's languages, with the school's own data."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from fsp_desktop.domain.errors import RefusedError
from fsp_desktop.language import formats
from fsp_desktop.language.languages import language
from fsp_desktop.packets.content.composer import Composer, Gap
from fsp_desktop.packets.content.family_values import FamilyValues, values_of_family
from fsp_desktop.packets.content.school_profile import SchoolProfile
from fsp_desktop.packets.content.school_values import values_of_school
from fsp_desktop.packets.content.texts import ENGLISH, load_texts
from fsp_desktop.packets.content.welcome_sections import PARTS, Part
from fsp_desktop.packets.document import Document, Section, State, Text, Texts, fill

Layout = Literal["side_by_side", "stacked", "facing"]
Page = Literal["letter", "a4"]
_COVER = "cover"
SECTION_IDS: tuple[str, ...] = tuple(part.id for part in PARTS)


@dataclass(frozen=True, slots=True)
class SectionState:
    """One section as the packet builder lists it, with how far its words are in each language."""

    id: str
    number: int
    title: str
    states: Mapping[str, State]


@dataclass(frozen=True, slots=True)
class Packet:
    """A composed packet and what was not known while composing it."""

    document: Document
    gaps: tuple[Gap, ...]


def section_states(languages: Sequence[str]) -> list[SectionState]:
    """Return every section with its state in each language, in print order."""
    titles = load_texts(ENGLISH).words
    return [
        SectionState(
            part.id,
            part.number,
            titles[f"{part.id}.heading"],
            {lang: _state(part, lang) for lang in languages},
        )
        for part in PARTS
    ]


def compose(
    profile: SchoolProfile,
    family: FamilyValues,
    languages: Sequence[str],
    sections: Sequence[str] = (),
    layout: Layout = "side_by_side",
    page: Page = "letter",
    *,
    large_print: bool = False,
) -> Document:
    """Return the welcome packet of one family as a document; see `compose_packet`."""
    packet = compose_packet(
        profile, family, languages, sections, layout, page, large_print=large_print
    )
    return packet.document


def compose_packet(  # noqa: PLR0913 (all that one can choose about a packet)
    profile: SchoolProfile,
    family: FamilyValues,
    languages: Sequence[str],
    sections: Sequence[str] = (),
    layout: Layout = "side_by_side",
    page: Page = "letter",
    *,
    large_print: bool = False,
    made_on: date | None = None,
) -> Packet:
    """Return the welcome packet of one family, and what was not known while composing it.

    Args:
        profile: The school's own data; what is missing becomes a line or is left out.
        family: The values of the family that may be printed.
        languages: Tags of the family's languages; English stands beside them.
        sections: Ids of the sections to print, in the packet's order; empty for all.
        layout: How the languages stand on the page.
        page: Paper size.
        large_print: 18 point, one column.
        made_on: Day to print beside who made it; None leaves it out.

    Raises:
        RefusedError: `packets.unknown_section` or `language.unknown`.
    """
    tags, parts = _with_english(languages), _chosen(sections)
    make = _composer(profile, family, tags, made_on)
    printed = tuple(_sections(make, profile, parts, is_facing=layout == "facing"))
    look = (layout, page, large_print)
    return Packet(_document(make, tags, printed, look), tuple(make.gaps))


def _document(
    make: Composer,
    tags: tuple[str, ...],
    printed: tuple[Section, ...],
    look: tuple[Layout, Page, bool],
) -> Document:
    layout, page, large_print = look
    return Document(
        title=make.either("cover.title"),
        languages=tags,
        sections=printed,
        subtitle=make.words("common.packet"),
        layout=layout,
        page=page,
        large_print=large_print,
        footer=_footer(make),
        key=_key(printed, tags, layout, page, large_print=large_print),
    )


def _sections(
    make: Composer, profile: SchoolProfile, parts: Sequence[Part], *, is_facing: bool
) -> Iterator[Section]:
    """Make the sections numbered from one; the cover has no number."""
    first = 0 if parts[0].id == _COVER else 1
    for number, part in enumerate(parts, start=first):
        yield _section(make, profile, part, number, every=is_facing)


def _chosen(sections: Sequence[str]) -> list[Part]:
    unknown = [wanted for wanted in sections if wanted not in SECTION_IDS]
    if unknown:
        raise RefusedError("packets.unknown_section", {"section": unknown[0]})
    return [part for part in PARTS if not sections or part.id in sections]


def _with_english(languages: Sequence[str]) -> tuple[str, ...]:
    tags = dict.fromkeys(language(tag).tag for tag in languages)
    return (*(tag for tag in tags if tag != ENGLISH), ENGLISH)


def _composer(
    profile: SchoolProfile, family: FamilyValues, tags: tuple[str, ...], made_on: date | None
) -> Composer:
    own_names = " · ".join(language(tag).autonym or language(tag).name for tag in tags)
    values: dict[str, Mapping[str, str]] = {}
    for tag in tags:
        known = {**values_of_school(profile, tag), **values_of_family(family, tag, tags[0])}
        known["packet_languages"] = own_names
        if made_on is not None:
            known["made_on"] = formats.day(made_on, tag)
        values[tag] = known
    return Composer({tag: load_texts(tag) for tag in tags}, values)


def _footer(make: Composer) -> Texts:
    """Name and telephone number are the same in all languages, so they are printed once."""
    if make.lacks("common.footer") is not None:
        return {}
    return {ENGLISH: make.words("common.footer")[ENGLISH]}


def _section(
    make: Composer, profile: SchoolProfile, part: Part, number: int, *, every: bool
) -> Section:
    blocks = tuple(block for block in part.build(make, profile) if block is not None)
    heading = make.words(f"{part.id}.heading")
    return Section(
        id=part.id,
        heading=_numbered(heading, number, every=every) if number else heading,
        blocks=blocks,
        states={tag: _state(part, tag) for tag in make.texts},
        draft_label=make.words("common.draft"),
        new_page=part.new_page,
    )


def _numbered(heading: Texts, number: int, *, every: bool) -> Texts:
    """Put the number before a heading, so that "part 3" is found whatever language one reads.

    Where the languages share one band the number stands once, else before `every` heading.
    """
    numbered: dict[str, Text] = dict(heading)
    for tag in list(heading) if every else list(heading)[:1]:
        numbered[tag] = (*fill("{n}", {"n": str(number)}), *fill(" · ", {}), *heading[tag])
    return numbered


def _state(part: Part, tag: str) -> State:
    prefix = f"{part.id}."
    wanted = [text_id for text_id in load_texts(ENGLISH).words if text_id.startswith(prefix)]
    return load_texts(tag).state_of(wanted)


def _key(sections: tuple[Section, ...], *look: object, large_print: bool) -> str:
    content = repr((sections, look, large_print))
    return hashlib.sha256(content.encode()).hexdigest()[:32]
