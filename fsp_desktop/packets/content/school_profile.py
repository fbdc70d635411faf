"""The school's own data for packets: times, places, telephone numbers, the calendar.

Everything is optional. What is missing prints as a line to write on, or is left out and reported;
a {place} never reaches paper. The profile is kept as JSON text in the `profile` field of a school.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, fields
from datetime import date, time
from typing import Any

from fsp_desktop.domain.errors import RefusedError

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
LocalText = Mapping[str, str]
"""A short text of the school by language tag; "en" stands in for languages that are not there."""


@dataclass(frozen=True, slots=True)
class CalendarRow:
    """One day, or a run of days, of the school year; `kind` is one of `CALENDAR_KINDS`."""

    day: date
    kind: str
    last_day: date | None = None


@dataclass(frozen=True, slots=True)
class SchoolProfile:
    """What a school tells families; see the module's words about what is missing."""

    name: str | None = None
    phone: str | None = None
    address: str | None = None
    website: str | None = None
    school_year: str | None = None
    doors_open: time | None = None
    starts: time | None = None
    ends: time | None = None
    early_weekday: int | None = None
    early_ends: time | None = None
    attendance_phone: str | None = None
    absence_call_by: time | None = None
    nurse_phone: str | None = None
    bus_phone: str | None = None
    closing_notice: LocalText = field(default_factory=dict)
    liaison_name: str | None = None
    liaison_phone: str | None = None
    liaison_text_phone: str | None = None
    liaison_hours: LocalText = field(default_factory=dict)
    liaison_languages: tuple[str, ...] = ()
    first_day: date | None = None
    first_day_time: time | None = None
    first_day_place: LocalText = field(default_factory=dict)
    first_day_host: LocalText = field(default_factory=dict)
    calendar: tuple[CalendarRow, ...] = ()

    def to_json(self) -> dict[str, object]:
        """Return the profile as a JSON object; what is not known is left out."""
        found = {known.name: _to_json(getattr(self, known.name)) for known in fields(self)}
        return {name: value for name, value in found.items() if value not in (None, {}, [])}


def profile_from_json(given: Mapping[str, object]) -> SchoolProfile:
    """Read a profile from a JSON object; names of a newer program are passed over.

    Times are "08:30", days "2026-10-13", `early_weekday` 0 for Monday. A text of the school may be
    one string (English) or an object of language tags.

    Raises:
        RefusedError: `packets.bad_profile` with the field whose value has the wrong form.
    """
    values: dict[str, Any] = {}
    for known in fields(SchoolProfile):
        value = given.get(known.name)
        if value in (None, "", [], {}):
            continue
        try:
            values[known.name] = _READERS[_shape(known.name)](value)
        except (TypeError, ValueError, KeyError, AttributeError) as error:
            raise RefusedError("packets.bad_profile", {"field": known.name}) from error
    return SchoolProfile(**values)


def _shape(name: str) -> str:
    annotation = str(SchoolProfile.__annotations__[name])
    if name == "calendar":
        return "calendar"
    return annotation.removesuffix(" | None")


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise TypeError
    return value.strip()


def _weekday(value: object) -> int:
    if isinstance(value, bool) or not isinstance(value, int) or not 0 <= value <= 6:
        raise ValueError
    return value


def _local_text(value: object) -> dict[str, str]:
    if isinstance(value, str):
        return {"en": value.strip()}
    if not isinstance(value, Mapping):
        raise TypeError
    return {_text(tag): _text(words) for tag, words in value.items()}


def _texts(value: object) -> tuple[str, ...]:
    if not isinstance(value, Sequence) or isinstance(value, str):
        raise TypeError
    return tuple(_text(item) for item in value)


def _calendar(value: object) -> tuple[CalendarRow, ...]:
    if not isinstance(value, Sequence) or isinstance(value, str):
        raise TypeError
    return tuple(sorted((_calendar_row(row) for row in value), key=lambda row: row.day))


def _calendar_row(row: Mapping[str, str]) -> CalendarRow:
    if row["kind"] not in CALENDAR_KINDS:
        raise ValueError
    last = row.get("last_day")
    first = date.fromisoformat(row["day"])
    return CalendarRow(first, row["kind"], date.fromisoformat(last) if last else None)


_READERS: Mapping[str, Callable[[object], object]] = {
    "str": _text,
    "int": _weekday,
    "time": lambda value: time.fromisoformat(_text(value)).replace(tzinfo=None),
    "date": lambda value: date.fromisoformat(_text(value)),
    "LocalText": _local_text,
    "tuple[str, ...]": _texts,
    "calendar": _calendar,
}


def _to_json(value: object) -> object:
    if isinstance(value, time):
        return value.isoformat("minutes")
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, CalendarRow):
        row = {"day": value.day, "kind": value.kind, "last_day": value.last_day}
        return {name: _to_json(item) for name, item in row.items() if item is not None}
    if isinstance(value, tuple):
        return [_to_json(item) for item in value]
    return dict(value) if isinstance(value, Mapping) else value
