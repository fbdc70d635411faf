"""The bilingual welcome packet: sections, in a family's languages, with the school's own data."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Literal

from fsp_desktop.domain.errors import RefusedError
from fsp_desktop.language import formats
from fsp_desktop.language.language_names import join_names
from fsp_desktop.language.languages import language
from fsp_desktop.packets.content.composer import Composer, Gap
from fsp_desktop.packets.content.family_values import FamilyValues, values_of_family
from fsp_desktop.packets.content.look import PLAIN, Layout, Look, Page, looked
from fsp_desktop.packets.content.parts import Part
from fsp_desktop.packets.content.school_profile import OwnText, SchoolProfile
from fsp_desktop.packets.content.school_values import values_of_school
from fsp_desktop.packets.content.texts import ENGLISH, PacketTexts, load_texts
from fsp_desktop.packets.content.welcome_sections import FIRST_DAYS, PART_BY_ID, PARTS
from fsp_desktop.packets.document import (
    Block,
    Document,
    Heading,
    Paragraph,
    Section,
    State,
    Text,
    Texts,
    fill,
    plain,
    verbatim,
)

__all__ = [
    "FIRST_DAYS", "SECTION_IDS", "Layout", "Look", "Packet", "Page", "SectionState", "WelcomeOrder", "compose",
    "compose_packet", "section_states",
]  # fmt: skip

Edition = Literal["whole", "first_days"]
MOST_LANGUAGES = 4
SECTION_IDS: tuple[str, ...] = tuple(part.id for part in PARTS)
_COVER = "cover"
_SHORT_PAGES, _SHORT_SIZE = 4, 9.5
"""The short packet stands on two leaves; its type becomes smaller if a script needs more room."""


_TALL = frozenset({"ur"})
"""Languages whose lines are more than twice as tall as their letters: Nastaliq."""


@dataclass(frozen=True, slots=True)
class SectionState:
    """One section as the packet builder lists it, with how far its words are in each language.

    Attributes:
        is_first_days: It belongs to the short packet too.
        own: Languages in which the school has a paragraph of its own here.
        checked_by: Language -> who checked its words, where all of them are checked.
    """

    id: str
    number: int
    title: str
    states: Mapping[str, State]
    is_first_days: bool = False
    own: tuple[str, ...] = ()
    checked_by: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class WelcomeOrder:
    """What to print.

    Attributes:
        languages: Tags of the family's languages; English stands beside them.
        sections: Ids in the order to print; empty for those of the edition.
        edition: `first_days` is a short packet of two leaves.
        made_on: Day to print beside who made it; None leaves it out.
    """

    languages: tuple[str, ...]
    sections: tuple[str, ...] = ()
    edition: Edition = "whole"
    look: Look = field(default_factory=Look)
    made_on: date | None = None


@dataclass(frozen=True, slots=True)
class Packet:
    """A composed packet and what was not known while composing it.

    Attributes:
        english_only: Languages that were asked for and in which nothing is written yet.
    """

    document: Document
    gaps: tuple[Gap, ...]
    english_only: tuple[str, ...] = ()


def section_states(
    languages: Sequence[str], own_texts: Iterable[OwnText] = ()
) -> list[SectionState]:
    """Return every section with its state in each language, in print order."""
    titles = load_texts(ENGLISH).words
    own = [(one.section, one.language) for one in own_texts]
    return [
        SectionState(
            part.id,
            part.number,
            titles[f"{part.id}.heading"],
            {lang: _state(part, lang) for lang in languages},
            part.is_first_days,
            tuple(dict.fromkeys(tag for section, tag in own if section == part.id)),
            {lang: _checkers(part, lang) for lang in languages},
        )
        for part in PARTS
    ]


def compose(
    profile: SchoolProfile,
    family: FamilyValues,
    languages: Sequence[str],
    sections: Sequence[str] = (),
    look: Look = PLAIN,
) -> Document:
    """Return the welcome packet of one family as a document; see `compose_packet`."""
    order = WelcomeOrder(tuple(languages), tuple(sections), look=look)
    return compose_packet(profile, family, order).document


def compose_packet(profile: SchoolProfile, family: FamilyValues, order: WelcomeOrder) -> Packet:
    """Return the welcome packet of one family, and what was not known while composing it.

    Args:
        profile: The school's own data; what is missing becomes a line or is left out.
        family: The values of the family that may be printed.
        order: Languages, sections and look.

    Raises:
        RefusedError: `packets.unknown_section`, `packets.text_count` (more than four languages) or
            `language.unknown`.
    """
    tags = _with_english(order.languages)
    if len(tags) > MOST_LANGUAGES:
        raise RefusedError("packets.text_count", {"count": len(tags), "most": MOST_LANGUAGES})
    make = _composer(profile, family, tags, order)
    is_facing = order.look.layout == "facing"
    printed = tuple(_sections(make, profile, _chosen(order), is_facing=is_facing))
    unwritten = tuple(tag for tag in tags if all(one.state(tag) == "missing" for one in printed))
    document = Document(
        title=make.either("cover.title"),
        # A page of nothing but English runs as English does.
        languages=tuple(tag for tag in tags if tag not in unwritten),
        sections=printed,
        subtitle=make.words("common.first_days" if make.is_short else "common.packet"),
        size=_SHORT_SIZE if make.is_short else 0.0,
        most_pages=_SHORT_PAGES if make.is_short else 0,
        footer=_footer(make),
    )
    return Packet(looked(document, order.look), tuple(make.gaps), unwritten)


def _sections(
    make: Composer, profile: SchoolProfile, parts: Sequence[Part], *, is_facing: bool
) -> Iterator[Section]:
    """Make the sections numbered from one; the cover has no number."""
    first = 0 if parts[0].id == _COVER else 1
    for number, part in enumerate(parts, start=first):
        yield _section(make, profile, part, number, every=is_facing)


def _chosen(order: WelcomeOrder) -> list[Part]:
    """Return the parts in the order asked for; the cover is always first."""
    ids = order.sections or (FIRST_DAYS if order.edition == "first_days" else SECTION_IDS)
    unknown = [wanted for wanted in ids if wanted not in PART_BY_ID]
    if unknown:
        raise RefusedError("packets.unknown_section", {"section": unknown[0]})
    return sorted(
        (PART_BY_ID[one] for one in dict.fromkeys(ids)), key=lambda part: part.id != _COVER
    )


def _with_english(languages: Sequence[str]) -> tuple[str, ...]:
    tags = dict.fromkeys(language(tag).tag for tag in languages)
    return (*(tag for tag in tags if tag != ENGLISH), ENGLISH)


def _composer(
    profile: SchoolProfile, family: FamilyValues, tags: tuple[str, ...], order: WelcomeOrder
) -> Composer:
    own_names = " · ".join(language(tag).autonym or language(tag).name for tag in tags)
    texts = {tag: load_texts(tag) for tag in tags}
    values: dict[str, Mapping[str, str]] = {}
    for tag in tags:
        known = {**values_of_school(profile, tag), **values_of_family(family, tag, tags[0])}
        known["packet_languages"] = own_names
        known |= _checked(texts[tags[0]], tag, _chosen(order))
        if order.made_on is not None:
            known["made_on"] = formats.day(order.made_on, tag)
        values[tag] = known
    is_short = order.edition == "first_days"
    return Composer(
        texts, values, is_short=is_short, is_tight=is_short and not _TALL.isdisjoint(tags)
    )


def _checked(texts: PacketTexts, lang: str, parts: Sequence[Part]) -> dict[str, str]:
    """Return who checked the family's words and when last, if all that is printed was checked."""
    prefixes = tuple(f"{part.id}." for part in parts)
    printed = [name for name in load_texts(ENGLISH).words if name.startswith(prefixes)]
    if texts.tag == ENGLISH or texts.state_of(printed) != "checked":
        return {}
    signed = [state for name in printed if (state := texts.states[name]).by]
    days = [one.on for one in signed if one.on]
    if not signed or not days:
        return {}
    names = tuple(dict.fromkeys(str(one.by) for one in signed))
    last = date.fromisoformat(max(days))
    return {"reviewer_names": join_names(names, lang), "reviewed_on": formats.day(last, lang)}


def _footer(make: Composer) -> Texts:
    """Name and telephone number are the same in all languages, so they are printed once."""
    if make.lacks("common.footer") is not None:
        return {}
    return {ENGLISH: make.words("common.footer")[ENGLISH]}


def _section(
    make: Composer, profile: SchoolProfile, part: Part, number: int, *, every: bool
) -> Section:
    blocks = [block for block in part.build(make, profile) if block is not None]
    states = {tag: _state(part, tag) for tag in make.texts}
    heading = make.words(f"{part.id}.heading")
    return Section(
        id=part.id,
        heading=_headed(heading, states, number, every=every),
        blocks=(*_english_only(make, part, states), *blocks, *_own_words(make, profile, part)),
        states=states,
        draft_label=make.words("common.draft"),
        new_page=part.new_page and not make.is_short,
        front=part.id == _COVER,
    )


def _english_only(make: Composer, part: Part, states: Mapping[str, State]) -> Iterator[Block]:
    """Say in the family's language that a part is in English for now, and that interpreters are free.

    A language a part is missing in has no column of its own there, so its words stand in the English one.
    """
    for tag, known in make.texts.items():
        if tag == ENGLISH:
            continue
        said = known.words.get("common.english_only")
        if said and states[tag] == "missing":
            words = f"{said}{_draft_words(known, part)}"
            yield Paragraph({ENGLISH: fill("{words}", {"words": words}, tag)}, "small")
        elif said and not _wanted(part) <= known.words.keys():
            yield Paragraph({tag: verbatim(said)}, "small")
        free = known.words.get("common.free_interpreter")
        if part.id == _COVER and states[tag] == "missing" and free:
            yield Paragraph({ENGLISH: fill("{words}", {"words": free}, tag)}, "lead")


def _draft_words(known: PacketTexts, part: Part) -> str:
    """Return the word "Draft" in both languages, if the heading of a part is one."""
    if known.state_of([f"{part.id}.heading"]) != "draft":
        return ""
    drafts = [texts.words.get("common.draft", "") for texts in (known, load_texts(ENGLISH))]
    return "".join(f" · {word}" for word in dict.fromkeys(drafts) if word)


def _headed(heading: Texts, states: Mapping[str, State], number: int, *, every: bool) -> Texts:
    """Return the words of a band; those of a language without a column stand before the English ones."""
    found: dict[str, Text] = {}
    for tag, text in heading.items():
        if states[tag] == "missing" and tag != ENGLISH:
            own = fill("{words}", {"words": plain(text)}, tag)
            found[ENGLISH] = (*found.get(ENGLISH, ()), *own, *fill(" · ", {}))
        else:
            found[tag] = (*found.get(tag, ()), *text)
    return _numbered(found, number, every=every) if number else found


def _own_words(make: Composer, profile: SchoolProfile, part: Part) -> Iterator[Block]:
    """Yield the school's own paragraphs, under a heading that says whose words they are."""
    own = [one for one in profile.own_texts if one.section == part.id and one.text.strip()]
    if not own:
        return
    spoken: dict[str, list[str]] = {}
    for one in own:
        spoken.setdefault(one.language, []).append(one.text)
    yield Heading(2, make.words("common.own_words"))
    stand_in = spoken.get(ENGLISH) or next(iter(spoken.values()))
    lang_in = ENGLISH if ENGLISH in spoken else next(iter(spoken))
    printed = [tag for tag in make.texts if tag in spoken]
    if not printed:
        yield from (Paragraph({ENGLISH: verbatim(text, lang_in)}) for text in stand_in)
        return
    longest = max(len(spoken[tag]) for tag in printed)
    for row in range(longest):
        yield Paragraph(
            {tag: verbatim(spoken[tag][row]) for tag in printed if row < len(spoken[tag])}
        )


def _numbered(heading: Texts, number: int, *, every: bool) -> Texts:
    """Put the number before a heading, so that "part 3" is found whatever language one reads.

    Where the languages share one band the number stands once, else before `every` heading.
    """
    numbered: dict[str, Text] = dict(heading)
    for tag in list(heading) if every else list(heading)[:1]:
        numbered[tag] = (*fill("{n}", {"n": str(number)}), *fill(" · ", {}), *heading[tag])
    return numbered


def _wanted(part: Part) -> set[str]:
    prefix = f"{part.id}."
    return {text_id for text_id in load_texts(ENGLISH).words if text_id.startswith(prefix)}


def _checkers(part: Part, tag: str) -> tuple[str, ...]:
    """Return who checked the words of a part, by name; nobody while one word is unchecked."""
    if _state(part, tag) != "checked":
        return ()
    states = load_texts(tag).states
    named = [states[one].by for one in _wanted(part) if one in states]
    return tuple(sorted({name for name in named if name}))


def _state(part: Part, tag: str) -> State:
    """Return how far a part is in one language; less than half of its words count as missing."""
    known, wanted = load_texts(tag), _wanted(part)
    written = wanted & known.words.keys()
    if 2 * len(written) < len(wanted):
        return "missing"
    return known.state_of(written) if written == wanted else "draft"
