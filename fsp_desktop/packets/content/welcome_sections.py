"""The sections of the welcome packet, in the order and with the numbers that schools know them by."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from fsp_desktop.packets.content.composer import Composer
from fsp_desktop.packets.content.school_profile import SchoolProfile
from fsp_desktop.packets.content.school_values import day_range
from fsp_desktop.packets.content.texts import ENGLISH
from fsp_desktop.packets.document import (
    Block,
    Card,
    FillIn,
    PageBreak,
    Paragraph,
    Table,
    Texts,
    fill,
)

Build = Callable[[Composer, SchoolProfile], Sequence[Block | None]]

SCHOOL_WORDS = (
    "absence",
    "attendance",
    "report_card",
    "grade",
    "homework",
    "principal",
    "counselor",
    "nurse",
    "liaison",
    "interpreter",
    "permission_slip",
    "field_trip",
    "school_meals",
    "english_learner",
    "special_education",
    "iep",
    "district",
    "recess",
    "drill",
    "immunization",
)
_EMERGENCY_NUMBER = "911"
_PHONES = (
    ("checklist.phone.office", "office_phone"),
    ("checklist.phone.absence", "attendance_phone"),
    ("checklist.phone.liaison", "liaison_phone"),
    ("checklist.phone.nurse", "nurse_phone"),
    ("checklist.phone.bus", "bus_phone"),
)


@dataclass(frozen=True, slots=True)
class Part:
    """One section: its stable id, the number it is known by, and how its blocks are made."""

    id: str
    number: int
    build: Build
    new_page: bool = False


def _cover(make: Composer, _: SchoolProfile) -> Sequence[Block | None]:
    is_draft = any(known.state_of(known.words) == "draft" for known in make.texts.values())
    return (
        Paragraph(make.either("cover.greeting"), "lead"),
        make.say("cover.glad"),
        make.say("cover.about"),
        make.say("cover.year"),
        make.say("cover.languages"),
        make.say("cover.made_by", "small"),
        make.say("cover.draft_note", "note") if is_draft else None,
    )


def _your_person(make: Composer, _: SchoolProfile) -> Sequence[Block | None]:
    return (
        make.say_or_line("your_person.who"),
        make.say_or_line("your_person.phone"),
        make.say("your_person.text"),
        make.say("your_person.hours"),
        make.say("your_person.languages"),
        make.say("your_person.any_question"),
        make.say("your_person.own_language"),
        make.say("your_person.no_child"),
        _i_speak_card(make),
    )


def _i_speak_card(make: Composer) -> Card:
    texts = ["your_person.card.speak", "your_person.card.need"]
    if make.lacks("your_person.card.call") is None:
        texts.append("your_person.card.call")
    texts.append("your_person.card.thanks")
    lines = tuple(make.words(text_id) for text_id in texts)
    return Card(lines, make.words("your_person.card.title"))


def _first_day(make: Composer, _: SchoolProfile) -> Sequence[Block | None]:
    return (
        make.say_or_line("first_day.date"),
        make.say_or_line("first_day.time"),
        make.say_or_line("first_day.place"),
        make.say("first_day.address"),
        make.say_or_line("first_day.host"),
        make.say_or_line("first_day.pickup"),
        make.heading("first_day.bring"),
        make.points(
            "first_day.bring.papers",
            "first_day.bring.phones",
            "first_day.bring.health",
            "first_day.bring.bag",
        ),
        make.say("first_day.name"),
        make.say("first_day.feelings"),
    )


def _school_day(make: Composer, profile: SchoolProfile) -> Sequence[Block | None]:
    return (
        make.say("school_day.doors"),
        make.say_or_line("school_day.start"),
        make.say_or_line("school_day.end"),
        make.say("school_day.early"),
        make.say_or_line("school_day.closed"),
        make.heading("school_day.calendar"),
        _calendar(make, profile),
        make.say("school_day.your_days"),
    )


def _calendar(make: Composer, profile: SchoolProfile) -> Block:
    if not profile.calendar:
        return FillIn(make.words("school_day.calendar.blank"), lines=3)
    rows: list[tuple[Texts, ...]] = []
    for row in profile.calendar:
        days = {
            lang: fill("{day}", {"day": day_range(row.day, row.last_day, lang)})
            for lang in make.texts
        }
        rows.append((days, make.words(f"school_day.calendar.{row.kind}")))
    header = (make.words("school_day.calendar.day"), make.words("school_day.calendar.what"))
    return Table(header, tuple(rows), widths=(0.42, 0.58))


def _absence(make: Composer, _: SchoolProfile) -> Sequence[Block | None]:
    has_hour = make.lacks("absence.call") in (None, "attendance_phone")
    call = make.say_or_line("absence.call") if has_hour else make.say("absence.call_any_time")
    return (
        make.say("absence.why"),
        make.say("absence.sick"),
        call,
        make.say("absence.message"),
        make.heading("absence.script"),
        _script(make),
        make.say("absence.late"),
        make.say("absence.long"),
        make.say("absence.hard"),
    )


def _script(make: Composer) -> Card:
    texts = ("sick", "late", "visit", "back", "call_back")
    return Card(
        (
            make.words("absence.script.hello"),
            make.either("absence.script.child"),
            *(make.words(f"absence.script.{name}") for name in texts),
        )
    )


def _conferences(make: Composer, _: SchoolProfile) -> Sequence[Block | None]:
    asks = ("strength", "friends", "marks", "english", "home", "help")
    return (
        make.say("conferences.what"),
        make.say_or_line("conferences.when"),
        make.say("conferences.first"),
        make.heading("conferences.ask"),
        make.points(*(f"conferences.ask.{name}" for name in asks)),
        make.say("conferences.interpreter"),
        make.say("conferences.time"),
        make.say("conferences.with"),
        make.say("conferences.copy"),
    )


def _home_visits(make: Composer, _: SchoolProfile) -> Sequence[Block | None]:
    nots = ("check", "papers", "police", "problem")
    return (
        make.say("home_visits.what"),
        make.say("home_visits.talk"),
        make.say("home_visits.choice"),
        make.say("home_visits.place"),
        make.heading("home_visits.not"),
        make.points(*(f"home_visits.not.{name}" for name in nots)),
        make.say("home_visits.rest"),
        make.say_or_line("home_visits.yes"),
    )


def _rights(make: Composer, _: SchoolProfile) -> Sequence[Block | None]:
    said = ("school", "language", "housing", "records", "both", "lists", "speak_up", "safe")
    return (
        *(make.say(f"rights.{name}") for name in said),
        make.say("rights.small", "small"),
    )


def _school_words(make: Composer, _: SchoolProfile) -> Sequence[Block | None]:
    rows = tuple(
        (make.words(f"school_words.{word}"), make.words(f"school_words.{word}.meaning"))
        for word in SCHOOL_WORDS
    )
    header = (make.words("school_words.word"), make.words("school_words.meaning"))
    return (make.say("school_words.intro"), Table(header, rows, widths=(0.34, 0.66)))


def _checklist(make: Composer, _: SchoolProfile) -> Sequence[Block | None]:
    forms = ("contacts", "languages", "health", "meals", "bus", "photos", "pickup")
    wishes = ("call", "interpreter", "visit", "forms")
    return (
        make.say("checklist.intro"),
        make.checks(*(f"checklist.form.{name}" for name in forms)),
        make.heading("checklist.tear"),
        make.checks(*(f"checklist.tear.{name}" for name in wishes)),
        FillIn(make.words("checklist.tear.name")),
        FillIn(make.words("checklist.tear.when")),
        FillIn(make.words("checklist.tear.hopes"), lines=2),
        PageBreak(),
        make.heading("checklist.phones"),
        _phones(make),
        make.say("first_day.address"),
        make.say("checklist.website"),
    )


def _phones(make: Composer) -> Table:
    emergency = {lang: fill("{n}", {"n": _EMERGENCY_NUMBER}) for lang in make.texts}
    known = [(label, place) for label, place in _PHONES if place in make.values[ENGLISH]]
    rows = (
        (make.words("checklist.phone.emergency"), emergency),
        *((make.words(label), make.value(place)) for label, place in known),
    )
    header = (make.words("checklist.phones.who"), make.words("checklist.phones.number"))
    return Table(header, rows, widths=(0.66, 0.34), blank_rows=0 if len(known) > 1 else 3)


PARTS: tuple[Part, ...] = (
    Part("cover", 1, _cover),
    Part("your_person", 2, _your_person),
    Part("first_day", 3, _first_day),
    Part("school_day", 4, _school_day),
    Part("absence", 7, _absence),
    Part("conferences", 11, _conferences),
    Part("home_visits", 13, _home_visits),
    Part("rights", 16, _rights),
    Part("school_words", 18, _school_words),
    Part("checklist", 20, _checklist, new_page=True),
)
"""The sections there are, in print order."""
