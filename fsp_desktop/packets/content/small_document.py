"""What the smaller documents have in common: a composer, a meeting's day and place, one plain section."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime, time
from typing import Literal

from fsp_desktop.domain.errors import RefusedError
from fsp_desktop.language import formats
from fsp_desktop.language.language_names import join_names, language_name
from fsp_desktop.language.languages import find_language, language
from fsp_desktop.packets.content.composer import Composer, Gap
from fsp_desktop.packets.content.look import Look, looked
from fsp_desktop.packets.content.school_profile import SchoolProfile
from fsp_desktop.packets.content.school_values import values_of_school
from fsp_desktop.packets.content.texts import ENGLISH, load_texts
from fsp_desktop.packets.content.typed_json import LocalText
from fsp_desktop.packets.document import (
    Block,
    Document,
    Paragraph,
    Section,
    State,
    Texts,
    fill,
    verbatim,
)

MOST_LANGUAGES = 4
Values = Callable[[str], Mapping[str, str]]
PageLook = Literal["packet", "brief", "poster", "bare"]


@dataclass(frozen=True, slots=True)
class Meeting:
    """When and where people meet; everything may be left open.

    Attributes:
        day: Local calendar day.
        starts: Local time.
        ends: Local time.
        place: As the school says it, in any languages.
        staff: Names of the people from school.
        interpreter_language: Tag of the language of the interpreter who is booked.
    """

    day: date | None = None
    starts: time | None = None
    ends: time | None = None
    place: LocalText = field(default_factory=dict)
    staff: tuple[str, ...] = ()
    interpreter_language: str = ""


@dataclass(frozen=True, slots=True)
class Made:
    """A composed document, what was not known, and what was left out on purpose.

    Attributes:
        left_out: Names that do not stand on the page, with a code that says why.
        english_only: Languages that were asked for and in which nothing is written yet.
    """

    document: Document
    gaps: tuple[Gap, ...] = ()
    left_out: tuple[tuple[str, str], ...] = ()
    english_only: tuple[str, ...] = ()


def meeting_values(meeting: Meeting, lang: str) -> dict[str, str]:
    """Return the values of a meeting by place name, as one language writes them."""
    found = {
        "event_day": formats.day(meeting.day, lang, weekday=True, year=False)
        if meeting.day
        else "",
        "event_time": _hours(meeting, lang),
        "event_place": meeting.place.get(lang) or meeting.place.get(ENGLISH, ""),
        "staff_names": join_names(meeting.staff, lang),
    }
    if find_language(meeting.interpreter_language):
        found["language_name"] = language_name(meeting.interpreter_language, lang)
    return {name: value for name, value in found.items() if value}


def meeting_from(starts_at: datetime | None, **more: object) -> Meeting:
    """Return a meeting at a local moment; `more` are further fields of `Meeting`."""
    if starts_at is None:
        return Meeting(**more)  # type: ignore[arg-type]
    return Meeting(starts_at.date(), starts_at.time(), **more)  # type: ignore[arg-type]


def composer(profile: SchoolProfile, languages: Sequence[str], own: Values) -> Composer:
    """Return a composer for a document in some languages, English beside them.

    Args:
        profile: The school's own data.
        languages: Tags; English is added.
        own: The document's own values in one language; they go before those of the school.

    Raises:
        RefusedError: `language.unknown`, `packets.text_count`.
    """
    tags = with_english(languages)
    texts = {tag: load_texts(tag) for tag in tags}
    values = {tag: {**values_of_school(profile, tag), **own(tag)} for tag in tags}
    return Composer(texts, values)


def with_english(languages: Sequence[str]) -> tuple[str, ...]:
    """Return known tags, each once, English last.

    Raises:
        RefusedError: `language.unknown`, `packets.text_count`.
    """
    found = dict.fromkeys(language(tag).tag for tag in languages)
    tags = (*(tag for tag in found if tag != ENGLISH), ENGLISH)
    if len(tags) > MOST_LANGUAGES:
        raise RefusedError("packets.text_count", {"count": len(tags), "most": MOST_LANGUAGES})
    return tags


def say_when(make: Composer) -> list[Block | None]:
    """Return day, time, place and who will be there, each a line to write on if it is not known."""
    return [make.say_or_line(f"document.{name}") for name in ("day", "time", "place", "with")]


def one_page(
    make: Composer,
    title: Texts,
    blocks: Iterable[Block | None],
    look: Look,
    page_look: PageLook = "brief",
    section_id: str = "page",
    size: float = 0.0,
) -> Made:
    """Return a document of one section without a band; drafts are told at the end of its title.

    With a `size` the type begins with it and becomes smaller until all stands on one page.
    """
    states = states_of(make)
    found = [*blocks, *_in_own_words(make, states)]
    kept = tuple(block for block in found if block is not None)
    document = Document(
        title=title,
        # A page of nothing but English runs as English does.
        languages=tuple(tag for tag in make.texts if states[tag] != "missing" or tag == ENGLISH),
        sections=(Section(section_id, {}, kept, states, make.words("common.draft")),),
        aside=draft_note(make, states),
        look=page_look,
        size=size,
        most_pages=1 if size else 0,
        footer=footer(make),
    )
    unwritten = tuple(tag for tag, state in states.items() if state == "missing")
    return Made(looked(document, look), tuple(make.gaps), english_only=unwritten)


def _in_own_words(make: Composer, states: Mapping[str, State]) -> Iterator[Block]:
    """Offer an interpreter in a language in which the page itself is not written yet."""
    for tag, known in make.texts.items():
        free = known.words.get("common.free_interpreter")
        if states[tag] == "missing" and free:
            yield Paragraph({ENGLISH: fill("{words}", {"words": free}, tag)}, "note")


def states_of(make: Composer) -> dict[str, State]:
    """Return how far the texts that were used are in each language; less than half count as missing."""
    found: dict[str, State] = {}
    for tag, known in make.texts.items():
        written = make.used & known.words.keys()
        if 2 * len(written) < len(make.used):
            found[tag] = "missing"
        else:
            found[tag] = known.state_of(written) if written == make.used else "draft"
    return found


def draft_note(make: Composer, states: Mapping[str, State]) -> tuple[Texts, ...]:
    """Return the word "Draft" in the family's language and English, if any text is one."""
    if "draft" not in states.values():
        return ()
    tags = [tag for tag in make.texts if "common.draft" in make.texts[tag].words][:1]
    words = [make.texts[tag].words["common.draft"] for tag in dict.fromkeys([*tags, ENGLISH])]
    return ({(tags or [ENGLISH])[0]: verbatim(" · ".join(words))},)


def footer(make: Composer) -> Texts:
    """Return the school's name and telephone number, or nothing while they are not known."""
    if make.lacks("common.footer") is not None:
        return {}
    return {ENGLISH: make.words("common.footer")[ENGLISH]}


def on_paper(look: Look, page: Literal["letter", "a4"]) -> Look:
    """Return a look on the paper of a sheet of labels, without what labels have no room for."""
    return replace(look, page=page, large_print=False, even_pages=False)


def _hours(meeting: Meeting, lang: str) -> str:
    times = [formats.clock_time(one, lang) for one in (meeting.starts, meeting.ends) if one]
    return " – ".join(times) if meeting.starts else ""
