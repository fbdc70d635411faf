"""Days and times in English, written without Unicode's data: the first screen needs no more.

They read exactly as Babel writes them for `en_US`; a test compares the two.
"""

from __future__ import annotations

from datetime import date, datetime, time

_MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September",
    "October", "November", "December",
)  # fmt: skip
_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


def is_english(tag: str) -> bool:
    """Tell whether a tag is the English this module writes."""
    return tag in ("en", "en-US")


def english_day(value: date, *, weekday: bool, year: bool, short: bool = False) -> str:
    """Return "Tuesday, October 13, 2026" or the parts of it that are wanted."""
    length = 3 if short else None
    words = f"{_MONTHS[value.month - 1][:length]} {value.day}"
    if year:
        words = f"{words}, {value.year}"
    return f"{_DAYS[value.weekday()][:length]}, {words}" if weekday else words


def english_time(value: time | datetime) -> str:
    """Return "8:10 AM", with a blank that does not break."""
    half = "AM" if value.hour < 12 else "PM"
    return f"{value.hour % 12 or 12}:{value.minute:02d}\xa0{half}"
