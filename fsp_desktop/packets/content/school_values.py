"""The school's data as words: one value for each {place}, written as each language writes it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, time

from fsp_desktop.language import formats
from fsp_desktop.language.language_names import join_names, language_name
from fsp_desktop.packets.content.school_profile import SchoolProfile
from fsp_desktop.packets.content.typed_json import LocalText

ENGLISH = "en"


def values_of_school(profile: SchoolProfile, lang: str) -> dict[str, str]:
    """Return the values that are known, by place name; what is not known is not there."""
    found = {place: read(profile, lang) for place, read in _PLACES.items()}
    return {place: value for place, value in found.items() if value}


def day_range(first: date, last: date | None, lang: str) -> str:
    """Return one day with its weekday, or a run of days: "October 13 – October 15"."""
    if last is None or last <= first:
        return formats.day(first, lang, weekday=True, year=False)
    return " – ".join(formats.day(value, lang, year=False) for value in (first, last))


def _clock(value: time | None, lang: str) -> str:
    return formats.clock_time(value, lang) if value else ""


def _local(text: LocalText, lang: str) -> str:
    return text.get(lang) or text.get(ENGLISH, "")


def _weekday(index: int | None, lang: str) -> str:
    # 5 January 2026 is a Monday; only the name of the day is used.
    return "" if index is None else formats.weekday(date(2026, 1, 5 + index), lang)


def _conferences(profile: SchoolProfile, lang: str) -> str:
    rows = [row for row in profile.calendar if row.kind == "conferences"][:2]
    return ", ".join(day_range(row.day, row.last_day, lang) for row in rows)


def _liaison_languages(profile: SchoolProfile, lang: str) -> str:
    return join_names(tuple(language_name(tag, lang) for tag in profile.liaison_languages), lang)


def _resources_checked(profile: SchoolProfile, lang: str) -> str:
    """Return the day on which the oldest line of the list was checked: none is older than that."""
    days = [one.checked_on for one in profile.resources if one.checked_on]
    return formats.day(min(days), lang) if days else ""


_PLACES: Mapping[str, Callable[[SchoolProfile, str], str | None]] = {
    "school_name": lambda school, _: school.name,
    "office_phone": lambda school, _: school.phone,
    "school_address": lambda school, _: school.address,
    "website": lambda school, _: school.website,
    "school_year": lambda school, _: school.school_year,
    "doors_open_time": lambda school, lang: _clock(school.doors_open, lang),
    "start_time": lambda school, lang: _clock(school.starts, lang),
    "end_time": lambda school, lang: _clock(school.ends, lang),
    "early_weekday": lambda school, lang: _weekday(school.early_weekday, lang),
    "early_end_time": lambda school, lang: _clock(school.early_ends, lang),
    "attendance_phone": lambda school, _: school.attendance_phone,
    "absence_call_by": lambda school, lang: _clock(school.absence_call_by, lang),
    "nurse_phone": lambda school, _: school.nurse_phone,
    "bus_phone": lambda school, _: school.bus_phone,
    "closing_notice": lambda school, lang: _local(school.closing_notice, lang),
    "liaison_name": lambda school, _: school.liaison_name,
    "liaison_phone": lambda school, _: school.liaison_phone,
    "liaison_text_phone": lambda school, _: school.liaison_text_phone,
    "liaison_whatsapp": lambda school, _: school.liaison_whatsapp,
    "liaison_hours": lambda school, lang: _local(school.liaison_hours, lang),
    "liaison_languages": _liaison_languages,
    "first_day_date": lambda school, lang: (
        formats.day(school.first_day, lang, weekday=True, year=False) if school.first_day else ""
    ),
    "first_day_time": lambda school, lang: _clock(school.first_day_time, lang),
    "first_day_place": lambda school, lang: _local(school.first_day_place, lang),
    "first_day_host": lambda school, lang: _local(school.first_day_host, lang),
    "conference_days": _conferences,
    "office_hours": lambda school, lang: _local(school.office_hours, lang),
    "interpreter_phone": lambda school, _: school.interpreter_phone,
    "walk_door": lambda school, lang: _local(school.walk_door, lang),
    "pickup_place": lambda school, lang: _local(school.pickup_place, lang),
    "breakfast_time": lambda school, lang: _clock(school.breakfast_time, lang),
    "breakfast_cost": lambda school, lang: _local(school.breakfast_cost, lang),
    "lunch_cost": lambda school, lang: _local(school.lunch_cost, lang),
    "meals_form": lambda school, lang: _local(school.meals_form, lang),
    "meals_phone": lambda school, _: school.meals_phone,
    "nurse_name": lambda school, _: school.nurse_name,
    "nurse_hours": lambda school, lang: _local(school.nurse_hours, lang),
    "english_support": lambda school, lang: _local(school.english_support, lang),
    "credits_needed": lambda school, _: str(school.credits_needed or ""),
    "coffee_chat": lambda school, lang: _local(school.coffee_chat, lang),
    "compact_place": lambda school, lang: _local(school.compact_place, lang),
    "device_help": lambda school, lang: _local(school.device_help, lang),
    "device_phone": lambda school, _: school.device_phone,
    "clothing": lambda school, lang: _local(school.clothing, lang),
    "safety_name": lambda school, _: school.safety_name,
    "safety_phone": lambda school, _: school.safety_phone,
    "complaint_name": lambda school, _: school.complaint_name,
    "complaint_phone": lambda school, _: school.complaint_phone,
    "housing_name": lambda school, _: school.housing_name,
    "housing_phone": lambda school, _: school.housing_phone,
    "resources_checked_on": _resources_checked,
}
"""Place name -> how its value is written in one language."""
