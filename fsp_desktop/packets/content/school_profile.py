"""The school's own data for packets: times, places, people, telephone numbers, the calendar.

Everything is optional. What is missing prints as a line to write on, or is left out and reported;
a {place} never reaches paper. Plain values and short lists are kept as JSON text in the `profile`
field of a school; people, pictures, paragraphs of the school and help near the school are records of
their own (`RECORD_LISTS`), so that two colleagues can write them at the same time.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date, time

from fsp_desktop.domain.errors import RefusedError
from fsp_desktop.packets.content.typed_json import LocalText, read_typed, to_plain

CALENDAR_KINDS = (
    "first_day",
    "no_school",
    "early_day",
    "conferences",
    "report_cards",
    "winter_break",
    "spring_break",
    "last_day",
)
OFFER_KINDS = ("interpreter", "child_care", "food", "rides", "evening", "phone_or_video")
"""What the school offers so that families can come."""
PLACE_KINDS = (
    "entrance",
    "office",
    "nurse",
    "cafeteria",
    "library",
    "gym",
    "playground",
    "restroom",
    "bus",
    "parking",
    "family_room",
)
"""Places that the packet has a name for in every language."""
RECORD_LISTS = ("people", "resources", "own_texts", "pictures")
"""Parts of a profile that are records, not JSON in the school's record."""
_SUNDAY = 6


@dataclass(frozen=True, slots=True)
class CalendarRow:
    """One day, or a run of days, of the school year; `kind` is one of `CALENDAR_KINDS`."""

    day: date
    kind: str
    last_day: date | None = None


@dataclass(frozen=True, slots=True)
class BusStop:
    """One stop of one bus, with the times of the morning and of the afternoon."""

    route: str
    stop: str = ""
    morning: time | None = None
    afternoon: time | None = None


@dataclass(frozen=True, slots=True)
class Place:
    """A place in the school and how to find it; `kind` is one of `PLACE_KINDS`, `name` the school's own."""

    kind: str = ""
    name: LocalText = field(default_factory=dict)
    where: LocalText = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class App:
    """A program the school writes to families with; `link` is where one joins."""

    name: str
    use: LocalText = field(default_factory=dict)
    languages: tuple[str, ...] = ()
    link: str = ""


@dataclass(frozen=True, slots=True)
class Mark:
    """A mark on the report card and what it means."""

    mark: str
    meaning: LocalText


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody at school; `role` is a code of `school_role`, `role_words` the school's own name for it."""

    name: str
    role: str = "other"
    role_words: str = ""
    pronunciation: str = ""
    languages: tuple[str, ...] = ()
    phone: str = ""
    times: str = ""
    room: str = ""
    photo: str = ""


@dataclass(frozen=True, slots=True)
class Resource:
    """Help near the school; `category` is a code of `resource_category`."""

    name: str
    category: str = "other"
    phone: str = ""
    address: str = ""
    website: str = ""
    languages: tuple[str, ...] = ()
    hours: str = ""
    cost: str = ""
    note: str = ""
    checked_on: date | None = None


@dataclass(frozen=True, slots=True)
class OwnText:
    """The school's own paragraph in a section, in one language."""

    section: str
    language: str
    text: str


@dataclass(frozen=True, slots=True)
class SchoolPicture:
    """A picture; `use` is a code of `picture_use`, `data` the file in Base64."""

    use: str
    alt: str
    data: str
    id: str = ""


@dataclass(frozen=True, slots=True)
class SchoolProfile:
    """What a school tells families; see the module's words about what is missing."""

    name: str | None = None
    phone: str | None = None
    address: str | None = None
    website: str | None = None
    school_year: str | None = None
    office_hours: LocalText = field(default_factory=dict)
    doors_open: time | None = None
    starts: time | None = None
    ends: time | None = None
    early_weekday: int | None = None
    early_ends: time | None = None
    attendance_phone: str | None = None
    absence_call_by: time | None = None
    closing_notice: LocalText = field(default_factory=dict)
    liaison_name: str | None = None
    liaison_phone: str | None = None
    liaison_text_phone: str | None = None
    liaison_whatsapp: str | None = None
    liaison_hours: LocalText = field(default_factory=dict)
    liaison_languages: tuple[str, ...] = ()
    interpreter_phone: str | None = None
    first_day: date | None = None
    first_day_time: time | None = None
    first_day_place: LocalText = field(default_factory=dict)
    first_day_host: LocalText = field(default_factory=dict)
    calendar: tuple[CalendarRow, ...] = ()
    bus_phone: str | None = None
    bus_stops: tuple[BusStop, ...] = ()
    walk_door: LocalText = field(default_factory=dict)
    pickup_place: LocalText = field(default_factory=dict)
    breakfast_time: time | None = None
    breakfast_cost: LocalText = field(default_factory=dict)
    lunch_cost: LocalText = field(default_factory=dict)
    meals_form: LocalText = field(default_factory=dict)
    meals_phone: str | None = None
    nurse_name: str | None = None
    nurse_phone: str | None = None
    nurse_hours: LocalText = field(default_factory=dict)
    places: tuple[Place, ...] = ()
    marks: tuple[Mark, ...] = ()
    english_support: LocalText = field(default_factory=dict)
    is_high_school: bool = False
    credits_needed: int | None = None
    is_title_one: bool = False
    offers: tuple[str, ...] = ()
    coffee_chat: LocalText = field(default_factory=dict)
    compact_place: LocalText = field(default_factory=dict)
    apps: tuple[App, ...] = ()
    device_help: LocalText = field(default_factory=dict)
    device_phone: str | None = None
    clothing: LocalText = field(default_factory=dict)
    safety_name: str | None = None
    safety_phone: str | None = None
    complaint_name: str | None = None
    complaint_phone: str | None = None
    housing_name: str | None = None
    housing_phone: str | None = None
    people: tuple[Person, ...] = ()
    resources: tuple[Resource, ...] = ()
    own_texts: tuple[OwnText, ...] = ()
    pictures: tuple[SchoolPicture, ...] = ()

    def to_json(self) -> dict[str, object]:
        """Return the profile as a JSON object; what is not known is left out."""
        found = to_plain(self)
        return dict(found) if isinstance(found, Mapping) else {}

    def plain_json(self) -> dict[str, object]:
        """Return what is kept in the school's record: everything but the `RECORD_LISTS`."""
        found = self.to_json()
        return {name: value for name, value in found.items() if name not in RECORD_LISTS}

    def picture(self, use: str) -> SchoolPicture | None:
        """Return the first picture of a use, such as "map"."""
        return next((one for one in self.pictures if one.use == use), None)

    def photo_of(self, person: Person) -> SchoolPicture | None:
        """Return the picture a person chose, if it is here."""
        return next((one for one in self.pictures if one.id and one.id == person.photo), None)


def profile_from_json(given: Mapping[str, object]) -> SchoolProfile:
    """Read a profile from a JSON object; names of a newer program are passed over.

    Times are "08:30", days "2026-10-13", `early_weekday` 0 for Monday. A text of the school may be
    one string (English) or an object of language tags. The calendar comes back in order.

    Raises:
        RefusedError: `packets.bad_profile` with the field whose value has the wrong form.
    """
    profile = read_typed(SchoolProfile, given, "packets.bad_profile")
    if profile.early_weekday is not None and not 0 <= profile.early_weekday <= _SUNDAY:
        raise RefusedError("packets.bad_profile", {"field": "early_weekday"})
    for number, row in enumerate(profile.calendar, start=1):
        if row.kind not in CALENDAR_KINDS:
            raise RefusedError("packets.bad_profile", {"field": f"calendar.{number}.kind"})
    if unknown := [one for one in profile.offers if one not in OFFER_KINDS]:
        raise RefusedError("packets.bad_profile", {"field": f"offers.{unknown[0]}"})
    for number, place in enumerate(profile.places, start=1):
        if place.kind not in (*PLACE_KINDS, "") or not (place.kind or place.name):
            raise RefusedError("packets.bad_profile", {"field": f"places.{number}.kind"})
    return replace(profile, calendar=tuple(sorted(profile.calendar, key=lambda row: row.day)))
