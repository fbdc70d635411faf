"""Days, times, numbers and "how long ago" as each language writes them.

Unicode's data comes through Babel and is loaded at the first call, never at import. Where that data
is wrong or missing the program's own names are used; where there are none either, the English form
is used, and `source_of` says so; `own_formats.format_sources` tells it for every part. Digits stay
0-9 in every language, so that a date or a phone number on paper can be typed into a phone.
"""

from __future__ import annotations

import re
from datetime import date, datetime, time
from functools import lru_cache
from typing import TYPE_CHECKING, Literal

from fsp_desktop.language.english_days import english_day, english_time, is_english
from fsp_desktop.language.languages import find_language
from fsp_desktop.language.own_formats import (
    OwnCalendar,
    months_alone,
    own_calendar,
    own_date_pattern,
    own_time,
)
from fsp_desktop.language.words import current, gettext, ngettext

if TYPE_CHECKING:
    from babel import Locale

Source = Literal["unicode", "own", "english"]

# Patterns of Unicode's date format syntax, taken where the locale has no such skeleton of its own.
_SKELETONS = {
    (True, True): "yMMMMEEEEd",
    (True, False): "yMMMMd",
    (False, True): "MMMMEEEEd",
    (False, False): "MMMMd",
}
_OUR_PATTERNS = {
    (True, True): "weekday_day",
    (True, False): "day",
    (False, True): "weekday_short",
    (False, False): "short",
}
# A private-use character stands for the name of a month while Unicode's pattern is filled: a name
# in quotes would run into the quoted letters that some languages put behind it.
_NAME_HERE = "\ue000"
_MINUTE, _HOUR, _DAY = 60, 3600, 86_400


def source_of(tag: str) -> Source:
    """Tell where a language's day and month names come from: Unicode, our own table, or English."""
    known = find_language(tag)
    if known and known.babel_locale:
        return "unicode"
    return "own" if own_calendar(tag) else "english"


def day(value: date, tag: str | None = None, *, weekday: bool = False, year: bool = True) -> str:
    """Return a calendar day in words, for example "October 13, 2026"."""
    if is_english(tag or current()):
        return english_day(value, weekday=weekday, year=year)
    own = _own_names(tag)
    if own:
        return own.day(value, weekday=weekday, year=year)
    locale = _locale(tag)
    ours = own_date_pattern(tag or current(), _OUR_PATTERNS[year, weekday])
    if ours:
        return _format(value, ours, locale)
    wanted = _SKELETONS[year, weekday]
    if wanted in locale.datetime_skeletons:
        return _format(value, str(locale.datetime_skeletons[wanted].pattern), locale)
    return _format(value, _pattern_without_skeleton(locale, weekday=weekday, year=year), locale)


def short_day(value: date, tag: str | None = None, *, weekday: bool = False) -> str:
    """Return day and month only, short, for lists: "Oct 13", or "Tue, Oct 13"."""
    if is_english(tag or current()):
        return english_day(value, weekday=weekday, year=False, short=True)
    own = _own_names(tag)
    if own:
        return own.day(value, weekday=weekday, year=False)
    locale = _locale(tag)
    ours = None if weekday else own_date_pattern(tag or current(), "short")
    if ours:
        return _format(value, ours, locale)
    skeleton = locale.datetime_skeletons.get("MMMEd" if weekday else "MMMd")
    usual = "EEE d MMM" if weekday else "d MMM"
    return _format(value, str(skeleton.pattern) if skeleton else usual, locale)


def weekday(value: date, tag: str | None = None) -> str:
    """Return the name of a day of the week."""
    own = _own_names(tag)
    if own:
        return own.days[value.weekday()]
    # Babel's "stand-alone" names are shared between locales by mistake: the first language asked
    # for stays in the cache of all. The "format" names are sound.
    return str(_locale(tag).days["format"]["wide"][value.weekday()])


def month(value: date, tag: str | None = None, *, year: bool = False) -> str:
    """Return the name of a month, with its year if asked for: "October", "October 2025"."""
    name = _month_alone(value, tag)
    if not year:
        return name
    own = _own_names(tag)
    if own:
        return own.month_year(value)
    pattern = own_date_pattern(tag or current(), "month_year") or _month_year_pattern(_locale(tag))
    marked = re.sub(r"LLLL|MMMM", _NAME_HERE, pattern)
    return _format(value, marked, _locale(tag)).replace(_NAME_HERE, name)


def _month_year_pattern(locale: Locale) -> str:
    skeleton = locale.datetime_skeletons.get("yMMMM")
    return str(skeleton.pattern) if skeleton else "MMMM y"


def _month_alone(value: date, tag: str | None) -> str:
    own = _own_names(tag)
    names = own.months if own else months_alone(tag or current())
    if names:
        return names[value.month - 1]
    return str(_locale(tag).months["format"]["wide"][value.month])


def clock_time(value: time | datetime, tag: str | None = None) -> str:
    """Return a time of day as the language writes it: "8:10 AM", "08:10"."""
    if is_english(tag or current()):
        return english_time(value)
    plain = (value.timetz() if isinstance(value, datetime) else value).replace(tzinfo=None)
    written = own_time(plain, tag or current())
    if written is None:
        from babel.dates import format_time

        written = str(format_time(plain, "short", locale=_locale("en" if _own_names(tag) else tag)))
    return written.replace("\u202f", "\xa0")


def number(value: float, tag: str | None = None) -> str:
    """Return a number with the language's separators and the digits 0-9."""
    from babel.numbers import format_decimal

    return str(format_decimal(value, locale=_locale(tag), numbering_system="latn"))


def ago(moment: datetime, now: datetime, tag: str | None = None) -> str:
    """Return how long ago a moment was: "just now", "5 minutes ago", "2 days ago".

    Args:
        moment: Aware moment in the past; a future one (a clock was wrong) reads "just now".
        now: Aware present moment.
        tag: Language; the interface's own words if it is left out.

    Raises:
        ValueError: If one of them has no time zone.
    """
    if moment.tzinfo is None or now.tzinfo is None:
        raise ValueError("naive datetime")
    seconds = int((now - moment).total_seconds())
    if tag is not None and tag != current():
        return _babel_ago(seconds, tag)
    return _own_ago(seconds)


def _own_ago(seconds: int) -> str:
    if seconds < _MINUTE:
        return gettext("just now")
    if seconds < _HOUR:
        count = seconds // _MINUTE
        return ngettext("{count} minute ago", "{count} minutes ago", count).format(count=count)
    if seconds < _DAY:
        count = seconds // _HOUR
        return ngettext("{count} hour ago", "{count} hours ago", count).format(count=count)
    count = seconds // _DAY
    return ngettext("{count} day ago", "{count} days ago", count).format(count=count)


def _babel_ago(seconds: int, tag: str) -> str:
    from babel.dates import format_timedelta

    unit: Literal["minute", "hour", "day"] = "day"
    if seconds < _DAY:
        unit = "hour" if seconds >= _HOUR else "minute"
    length = {"minute": _MINUTE, "hour": _HOUR, "day": _DAY}[unit]
    whole = max(seconds // length, 1) * length
    return str(
        format_timedelta(
            -whole, granularity=unit, threshold=whole, add_direction=True, locale=_locale(tag)
        )
    )


def _format(value: date, pattern: str, locale: Locale) -> str:
    from babel.dates import format_date

    return str(format_date(value, pattern, locale=locale))


def _pattern_without_skeleton(locale: Locale, *, weekday: bool, year: bool) -> str:
    if year:
        return str(locale.date_formats["full" if weekday else "long"].pattern)
    short = locale.datetime_skeletons.get("MMMEd" if weekday else "MMMd")
    if short is None:
        return "EEEE, d MMMM" if weekday else "d MMMM"
    # The short form has the right order and commas; only its names are written out.
    return re.sub(r"E+", "EEEE", re.sub(r"(?<!M)MMM(?!M)", "MMMM", str(short.pattern)))


@lru_cache(maxsize=64)
def _locale(tag: str | None) -> Locale:
    from babel import Locale

    known = find_language(tag or current())
    return Locale.parse(known.babel_locale if known and known.babel_locale else "en_US")


def _own_names(tag: str | None) -> OwnCalendar | None:
    return own_calendar(tag or current())
