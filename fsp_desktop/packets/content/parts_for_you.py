"""Parts 16 to 19 of the welcome packet: rights, help near us, school words, and what a family may tell us."""

from __future__ import annotations

from collections.abc import Sequence

from fsp_desktop.packets.content.composer import Composer
from fsp_desktop.packets.content.parts import Blocks, Part, language_names
from fsp_desktop.packets.content.school_profile import Resource, SchoolProfile
from fsp_desktop.packets.content.texts import ENGLISH
from fsp_desktop.packets.document import Block, FillIn, Table, Texts, verbatim

SCHOOL_WORDS = (
    "absence",
    "attendance",
    "tardy",
    "report_card",
    "grade",
    "credit",
    "homework",
    "principal",
    "counselor",
    "nurse",
    "liaison",
    "interpreter",
    "emergency_contact",
    "permission_slip",
    "field_trip",
    "school_meals",
    "english_learner",
    "special_education",
    "iep",
    "district",
    "compact",
    "recess",
    "drill",
    "immunization",
)


def _rights(make: Composer, _: SchoolProfile) -> Blocks:
    said = (
        "school language housing housing_person records both lists speak_up complaint_person safe"
    )
    return (*make.say_all("rights", said), make.say("rights.small", "small"))


def _community(make: Composer, profile: SchoolProfile) -> Blocks:
    return (
        make.say("community.intro"),
        _resources(make, profile),
        make.say("community.checked_on"),
        *make.say_all("community", "call_211 call_988 law together your_yes"),
    )


def _resources(make: Composer, profile: SchoolProfile) -> Block:
    if not profile.resources:
        return FillIn(make.words("community.blank"), lines=4)
    columns = ("place", "helps_with", "phone", "languages")
    header = tuple(make.words(f"community.{name}") for name in columns)
    rows = tuple(_resource(make, one) for one in profile.resources)
    return Table(header, rows, (0.28, 0.24, 0.28, 0.2), row_heads=True)


def _resource(make: Composer, one: Resource) -> tuple[Texts, ...]:
    kind = f"community.kind.{one.category}"
    known = kind if kind in make.texts[ENGLISH].words else "community.kind.other"
    reach = (one.phone, one.website, one.address, one.hours)
    return (
        make.same(one.name),
        _with_more(make.words(known), one.cost, one.note),
        make.same("\n".join(part for part in reach if part)),
        language_names(make, one.languages),
    )


def _with_more(texts: Texts, *more: str) -> Texts:
    """Return texts with the school's own words on lines below, once."""
    own = "".join(f"\n{part}" for part in more if part)
    if not own or not texts:
        return texts
    last = list(texts)[-1]
    return {**texts, last: (*texts[last], *verbatim(own))}


def _school_words(make: Composer, _: SchoolProfile) -> Blocks:
    return (make.say("school_words.intro"), words_table(make, "school_words", SCHOOL_WORDS))


def words_table(make: Composer, prefix: str, words: Sequence[str]) -> Table:
    """Return a table of words with what they mean."""
    rows = tuple(
        (make.words(f"{prefix}.{word}"), make.words(f"{prefix}.{word}.meaning")) for word in words
    )
    header = (make.words("school_words.word"), make.words("school_words.meaning"))
    return Table(header, rows, widths=(0.34, 0.66), row_heads=True)


def _about_you(make: Composer, _: SchoolProfile) -> Blocks:
    def lines(names: str, count: int = 1) -> tuple[Block, ...]:
        return tuple(FillIn(make.words(f"about_you.{name}"), count) for name in names.split())

    return (
        make.say("about_you.choice", "note"),
        make.heading("about_you.names"),
        *lines("names.child names.say names.adults"),
        make.heading("about_you.languages"),
        *lines("languages.read languages.speak"),
        make.checks("about_you.languages", "interpreter spoken"),
        make.heading("about_you.reach"),
        make.checks("about_you.reach", "call text app email paper"),
        *lines("reach.number reach.times"),
        make.heading("about_you.child"),
        *lines("child.hopes child.loves child.calm child.know child.share", 2),
        *make.say_all("about_you", "who_sees not_needed"),
    )


RIGHTS = Part("rights", 16, _rights)
COMMUNITY = Part("community", 17, _community)
SCHOOL_WORDS_PART = Part("school_words", 18, _school_words)
ABOUT_YOU = Part("about_you", 19, _about_you)
