"""Parts 1 to 5, 7 and 20 of the welcome packet: what a family needs in the first days."""

from __future__ import annotations

from collections.abc import Iterator

from fsp_desktop.language import formats
from fsp_desktop.packets.content.composer import Composer
from fsp_desktop.packets.content.parts import Blocks, Part, logo_of, picture_of
from fsp_desktop.packets.content.school_profile import SchoolPicture, SchoolProfile
from fsp_desktop.packets.content.school_values import day_range
from fsp_desktop.packets.content.texts import ENGLISH
from fsp_desktop.packets.document import (
    Block,
    Card,
    CutLine,
    FillIn,
    PageBreak,
    Paragraph,
    Table,
    Texts,
    fill,
    plain,
)

_EMERGENCY_NUMBER = "911"
_FEW_STOPS = 3
_PHONES = (
    ("checklist.phone.office", "office_phone"),
    ("checklist.phone.absence", "attendance_phone"),
    ("checklist.phone.liaison", "liaison_phone"),
    ("checklist.phone.nurse", "nurse_phone"),
    ("checklist.phone.bus", "bus_phone"),
)


def _cover(make: Composer, profile: SchoolProfile) -> Blocks:
    is_draft = any(known.state_of(known.words) == "draft" for known in make.texts.values())
    return (
        logo_of(profile),
        Paragraph(make.either("cover.greeting"), "lead"),
        make.say("cover.glad"),
        make.say_if_room("cover.about"),
        make.say_if_room("cover.year"),
        make.say("cover.languages"),
        make.say_if_room("cover.made_by", "small"),
        make.say("cover.reviewed_by", "small")
        if "reviewer_names" in make.values[ENGLISH]
        else None,
        make.say("cover.draft_note", "note") if is_draft else None,
    )


def _your_person(make: Composer, profile: SchoolProfile) -> Blocks:
    return (
        picture_of(make, _liaison_photo(profile), "your_person.photo", 0.2),
        make.say_or_line("your_person.who"),
        make.say_or_line("your_person.phone"),
        make.say_if_room("your_person.text"),
        make.say_if_room("your_person.whatsapp"),
        make.say("your_person.hours"),
        make.say("your_person.languages"),
        make.say_more("your_person.any_question"),
        make.say("your_person.own_language"),
        make.say("your_person.no_child"),
        _i_speak_card(make),
    )


def _liaison_photo(profile: SchoolProfile) -> SchoolPicture | None:
    found = (one for one in profile.people if one.name == profile.liaison_name and one.photo)
    person = next(found, None)
    return profile.photo_of(person) if person else None


def _i_speak_card(make: Composer) -> Card:
    texts = ["your_person.card.speak", "your_person.card.need"]
    if make.is_tight:
        return Card(
            tuple(make.words(text_id) for text_id in texts), make.words("your_person.card.title")
        )
    if make.lacks("your_person.card.call") is None:
        texts.append("your_person.card.call")
    texts.append("your_person.card.thanks")
    lines = (*_without_column(make, texts), *(make.words(text_id) for text_id in texts))
    return Card(lines, make.words("your_person.card.title"))


def _without_column(make: Composer, texts: list[str]) -> Iterator[Texts]:
    """Yield the card's lines in languages that have the card but not the rest of the part."""
    for known in make.texts.values():
        if "your_person.who" not in known.words:
            for text_id in texts:
                words = make.words(text_id).get(known.tag)
                if words:
                    yield {ENGLISH: fill("{words}", {"words": plain(words)}, known.tag)}


def _first_day(make: Composer, _: SchoolProfile) -> Blocks:
    return (
        make.say_or_line("first_day.date"),
        make.say_or_line("first_day.time"),
        make.say_or_line("first_day.place"),
        make.say_if_room("first_day.address"),
        make.say_or_line("first_day.host"),
        make.say_or_line("first_day.pickup"),
        make.heading("first_day.bring"),
        make.points(
            "first_day.bring",
            "papers phones health" if make.is_tight else "papers phones health bag",
        ),
        make.say("first_day.name"),
        make.say_more("first_day.week"),
        make.say_more("first_day.feelings"),
    )


def _school_day(make: Composer, profile: SchoolProfile) -> Blocks:
    return (
        make.say_if_room("school_day.doors"),
        make.say_or_line("school_day.start"),
        make.say_or_line("school_day.end"),
        make.say("school_day.early"),
        make.say_or_line("school_day.closed"),
        *(() if make.is_short else _calendar(make, profile)),
    )


def _calendar(make: Composer, profile: SchoolProfile) -> Iterator[Block | None]:
    yield make.heading("school_day.calendar")
    if profile.calendar:
        yield _days(make, profile)
    else:
        yield FillIn(make.words("school_day.calendar.blank"), lines=3)
    yield make.say("school_day.your_days")


def _days(make: Composer, profile: SchoolProfile) -> Table:
    rows: list[tuple[Texts, ...]] = []
    for row in profile.calendar:
        days = {
            lang: fill("{day}", {"day": day_range(row.day, row.last_day, lang)})
            for lang in make.texts
        }
        rows.append((days, make.words(f"school_day.calendar.{row.kind}")))
    header = (make.words("school_day.calendar.day"), make.words("school_day.calendar.what"))
    return Table(header, tuple(rows), widths=(0.42, 0.58))


def _getting_here(make: Composer, profile: SchoolProfile) -> Blocks:
    return (
        make.heading("getting_here.bus"),
        make.say_more("getting_here.bus.ask"),
        *_bus(make, profile),
        make.say("getting_here.bus.early"),
        make.say_more("getting_here.bus.manners"),
        make.say_or_line("getting_here.bus.missed"),
        *(() if make.is_short else _on_foot_and_by_car(make)),
        make.heading("getting_here.home"),
        make.say_or_line("getting_here.home.place"),
        make.say("getting_here.home.who"),
        make.say_more("getting_here.home.card"),
        make.say_or_line("getting_here.home.change"),
        make.say_more("getting_here.home.late"),
        make.say_more("getting_here.same_school"),
        make.say_if_room("getting_here.help"),
    )


def _bus(make: Composer, profile: SchoolProfile) -> Iterator[Block]:
    """Yield the table of stops, or lines for this family's own stop.

    A school that has typed none leaves lines, and so does a short packet that has no room for many.
    """
    is_long = make.is_short and len(profile.bus_stops) > _FEW_STOPS
    if not profile.bus_stops or is_long:
        for name in ("number", "stop", "morning", "afternoon"):
            yield FillIn(make.words(f"getting_here.bus.{name}"))
        return
    header = tuple(
        make.words(f"getting_here.stops.{name}") for name in ("bus", "stop", "morning", "afternoon")
    )
    rows = []
    for one in profile.bus_stops:
        times = tuple(
            {
                lang: fill("{t}", {"t": formats.clock_time(at, lang)}) if at else ()
                for lang in make.texts
            }
            for at in (one.morning, one.afternoon)
        )
        rows.append((make.same(one.route), make.same(one.stop), *times))
    yield Table(header, tuple(rows), widths=(0.16, 0.44, 0.2, 0.2), row_heads=True)


def _on_foot_and_by_car(make: Composer) -> Blocks:
    return (
        make.heading("getting_here.walk"),
        make.say("getting_here.walk.door"),
        make.points("getting_here.walk", "way cross helmet"),
        make.heading("getting_here.car"),
        FillIn(make.words("getting_here.car.place")),
        make.say("getting_here.car.doors"),
    )


def _absence(make: Composer, _: SchoolProfile) -> Blocks:
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


def _checklist(make: Composer, _: SchoolProfile) -> Blocks:
    numbers: Blocks = (
        make.heading("checklist.phones"),
        _phones(make),
        make.say("first_day.address"),
        make.say("checklist.website"),
    )
    forms: Blocks = (
        make.say_if_room("checklist.intro"),
        make.checks("checklist.form", "contacts languages health meals bus photos pickup"),
    )
    tear: Blocks = (
        make.heading("checklist.tear"),
        make.checks("checklist.tear", "call interpreter visit forms"),
        FillIn(make.words("checklist.tear.name")),
        FillIn(make.words("checklist.tear.when")),
        None if make.is_tight else _hopes(make),
    )
    # What is torn off may not take the telephone numbers with it: they stand on a page of their own.
    if make.is_short:
        return (*forms, *numbers, CutLine(), *tear)
    return (*forms, CutLine(), *tear, PageBreak(), *numbers)


def _hopes(make: Composer) -> FillIn:
    return FillIn(make.words("checklist.tear.hopes"), lines=1 if make.is_short else 2)


def _phones(make: Composer) -> Table:
    emergency = {lang: fill("{n}", {"n": _EMERGENCY_NUMBER}) for lang in make.texts}
    known = [(label, place) for label, place in _PHONES if place in make.values[ENGLISH]]
    rows = (
        (make.words("checklist.phone.emergency"), emergency),
        *((make.words(label), make.value(place)) for label, place in known),
    )
    header = (make.words("checklist.phones.who"), make.words("checklist.phones.number"))
    return Table(header, rows, widths=(0.66, 0.34), blank_rows=0 if len(known) > 1 else 3)


COVER = Part("cover", 1, _cover, is_first_days=True)
YOUR_PERSON = Part("your_person", 2, _your_person, is_first_days=True)
FIRST_DAY = Part("first_day", 3, _first_day, is_first_days=True)
SCHOOL_DAY = Part("school_day", 4, _school_day, is_first_days=True)
GETTING_HERE = Part("getting_here", 5, _getting_here, is_first_days=True)
ABSENCE = Part("absence", 7, _absence)
CHECKLIST = Part("checklist", 20, _checklist, new_page=True, is_first_days=True)
