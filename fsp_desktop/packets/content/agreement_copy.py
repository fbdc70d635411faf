"""The family's own copy of what was agreed in a conference or on a visit. Nobody is asked to sign it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from fsp_desktop.language import formats
from fsp_desktop.language.language_names import join_names, language_name
from fsp_desktop.language.languages import find_language
from fsp_desktop.packets.content.composer import Composer
from fsp_desktop.packets.content.look import PLAIN, Look
from fsp_desktop.packets.content.school_profile import SchoolProfile
from fsp_desktop.packets.content.small_document import Made, composer, one_page
from fsp_desktop.packets.document import (
    Block,
    Paragraph,
    Table,
    Text,
    Texts,
    fill,
    verbatim,
)

_BLANK_ROWS = 3
_SIDES = ("family", "school", "both", "child")


@dataclass(frozen=True, slots=True)
class AgreedLine:
    """One thing that was agreed; `side` is family, school, child or both, `who` a name."""

    text: str
    side: str = "both"
    who: str = ""
    by_when: date | None = None


@dataclass(frozen=True, slots=True)
class AgreementCopy:
    """What the copy says; an empty part is left out.

    Attributes:
        child_name: What the child likes to be called.
        talked_on: Local day of the talk.
        people: Who was there.
        their_words: What the family said, in their own words.
        goes_well: Strengths that were named.
        agreed: Who does what by when.
        questions: What the family asked, with our answer if there was one.
        next_day: When we talk again.
        written_in: Tag of the language in which these words were typed.
    """

    child_name: str = ""
    talked_on: date | None = None
    people: tuple[str, ...] = ()
    their_words: tuple[str, ...] = ()
    goes_well: tuple[str, ...] = ()
    agreed: tuple[AgreedLine, ...] = ()
    questions: tuple[str, ...] = ()
    next_day: date | None = None
    written_in: str = "en"


def compose_agreement_copy(
    profile: SchoolProfile, said: AgreementCopy, languages: Sequence[str], look: Look = PLAIN
) -> Made:
    """Return the copy in a family's languages; typed words stand as they were typed.

    Raises:
        RefusedError: `language.unknown`, `packets.text_count`.
    """

    def own(lang: str) -> dict[str, str]:
        found = {
            "child_name": said.child_name,
            "event_day": formats.day(said.talked_on, lang) if said.talked_on else "",
            "next_day": _weekday(said.next_day, lang),
            "people_names": join_names(said.people, lang),
        }
        if find_language(said.written_in):
            found["language_name"] = language_name(said.written_in, lang)
        return {name: value for name, value in found.items() if value}

    make = composer(profile, languages, own)
    return one_page(
        make,
        make.words("agreement.title"),
        _blocks(make, said),
        look,
        section_id="agreement",
        size=11.5,
    )


def _blocks(make: Composer, said: AgreementCopy) -> list[Block | None]:
    return [
        Paragraph(make.either("agreement.intro"), "lead"),
        make.say_or_line("agreement.people"),
        *_typed(make, said, "agreement.your_words", said.their_words, "quote"),
        *_typed(make, said, "agreement.goes_well", said.goes_well),
        make.heading("agreement.will_do"),
        _table(make, said),
        *_typed(make, said, "agreement.your_question", said.questions),
        make.say_or_line("agreement.next"),
        make.say("agreement.one_language", "small") if _is_foreign(make, said) else None,
        make.say("agreement.no_sign", "small"),
        make.say("agreement.change"),
        make.say("common.ask_us"),
    ]


def _is_foreign(make: Composer, said: AgreementCopy) -> bool:
    """Tell whether somebody who gets this page may not read the language of the typed words."""
    return any(tag != said.written_in for tag in make.texts)


def _typed(
    make: Composer, said: AgreementCopy, heading: str, words: Sequence[str], style: str = "normal"
) -> list[Block]:
    if not words:
        return []
    quoted = [f"“{one}”" if style == "quote" else one for one in words]
    return [
        make.heading(heading),
        *(Paragraph(_once(make, said, one), style) for one in quoted),  # type: ignore[arg-type]
    ]


def _once(make: Composer, said: AgreementCopy, words: str) -> Texts:
    """Return typed words under the language they were typed in, isolated if that is no column here."""
    if said.written_in in make.texts:
        return {said.written_in: verbatim(words)}
    return {next(iter(make.texts)): fill("{words}", {"words": words}, said.written_in)}


def _table(make: Composer, said: AgreementCopy) -> Block:
    header = (make.words("brief.what"), make.words("brief.by_whom"), make.words("brief.by_when"))
    rows = tuple(_row(make, said, one) for one in said.agreed)
    blank = 0 if rows else _BLANK_ROWS
    return Table(header, rows, widths=(0.52, 0.26, 0.22), blank_rows=blank)


def _row(make: Composer, said: AgreementCopy, line: AgreedLine) -> tuple[Texts, ...]:
    side = line.side if line.side in _SIDES else "both"
    who = make.same(line.who) if line.who else make.words(f"agreement.who.{side}")
    when: dict[str, Text] = {
        lang: fill("{d}", {"d": formats.day(line.by_when, lang, year=False)})
        if line.by_when
        else ()
        for lang in make.texts
    }
    return (_once(make, said, line.text), who, when)


def _weekday(day: date | None, lang: str) -> str:
    return formats.day(day, lang, weekday=True, year=False) if day else ""
