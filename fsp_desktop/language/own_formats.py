"""Our own days, times and lists, for the languages that Unicode's data leaves out or gets wrong.

Everything stands in `resources/languages/formats.json` with its source, so that a speaker can check
it without reading a program. What is not there comes from Unicode.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from datetime import date, time
from functools import lru_cache
from typing import Any, Literal

from fsp_desktop.domain.plain import Frozen
from fsp_desktop.language.languages import find_language
from fsp_desktop.language.resources import resource_path

Kind = Literal["unicode", "own", "english"]
PARTS = ("own_name", "months", "days", "dates", "times", "lists", "digits")
"""The parts of a language's formats that have a source each."""
_UNICODE = "Unicode CLDR, through Babel"
_ENGLISH = "English: neither Unicode nor a speaker has given names in this language yet"


class FormatSource(Frozen):
    """Where one part of a language's formats comes from."""

    kind: Kind
    words: str


class OwnCalendar(Frozen):
    """Names and patterns of a language that Unicode does not have; Monday and January first."""

    months: Sequence[str]
    days: Sequence[str]
    patterns: Mapping[str, str]

    def day(self, value: date, *, weekday: bool, year: bool) -> str:
        """Return a day in words."""
        key = {(True, True): "weekday_day", (True, False): "weekday_short", (False, True): "day"}
        return self.patterns[key.get((weekday, year), "short")].format(
            weekday=self.days[value.weekday()],
            day=value.day,
            month=self.months[value.month - 1],
            year=value.year,
        )

    def month_year(self, value: date) -> str:
        """Return a month with its year."""
        pattern = self.patterns.get("month_year", "{month} {year}")
        return pattern.format(month=self.months[value.month - 1], year=value.year)


def own_calendar(tag: str) -> OwnCalendar | None:
    """Return our own names of days and months, or None where Unicode has them."""
    known = _part("calendars", tag)
    if known is None:
        return None
    patterns = {name: words for name, words in known.items() if isinstance(words, str)}
    return OwnCalendar(known["months"], known["days"], patterns)


def months_alone(tag: str) -> Sequence[str] | None:
    """Return the names of months as headings, where they differ from those inside a date."""
    names: Sequence[str] | None = _part("months_alone", tag)
    return names


def own_date_pattern(tag: str, name: str) -> str | None:
    """Return our own pattern of a date in Unicode's letters: `day`, `weekday_short` and so on."""
    return (_part("dates", tag) or {}).get(name)


def own_time(value: time, tag: str) -> str | None:
    """Return a time of day where Unicode's halves of the day are not translated, else None."""
    patterns = _part("times", tag)
    if patterns is None:
        return None
    half = patterns["am" if value.hour < 12 else "pm"]
    return str(half.format(hour=value.hour % 12 or 12, minute=f"{value.minute:02d}"))


def own_list(names: Sequence[str], tag: str) -> str | None:
    """Return names as a list where Unicode has no words for it, else None."""
    patterns = _part("lists", tag)
    if patterns is None:
        return None
    if len(names) < 2:
        return "".join(names)
    if len(names) == 2:
        return str(patterns["pair"].format(*names))
    joined = names[0]
    for name in names[1:-1]:
        joined = patterns["middle"].format(joined, name)
    return str(patterns["end"].format(joined, names[-1]))


def own_language_name(tag: str, in_tag: str) -> str | None:
    """Return what a language is called in a language that Unicode has no names in, else None."""
    return (_part("language_names", in_tag) or {}).get(tag)


def format_sources(tag: str) -> Mapping[str, FormatSource]:
    """Return the source of each of `PARTS` in a language.

    Args:
        tag: Tag of a language of the table.

    Raises:
        KeyError: If the table has no such language.
    """
    known = find_language(tag)
    if known is None:
        raise KeyError(tag)
    has_unicode = known.babel_locale is not None
    usual = FormatSource("unicode", _UNICODE) if has_unicode else FormatSource("english", _ENGLISH)
    own = {part: words for part in PARTS if (words := _own_source(part, known.tag)) is not None}
    return {part: _source(own[part], part) if part in own else usual for part in PARTS}


def _source(words: str, part: str) -> FormatSource:
    is_english = part == "days" and words.startswith("English:")
    return FormatSource("english" if is_english else "own", words)


def _own_source(part: str, tag: str) -> str | None:
    """Return the words about the source of a part that is our own, or None."""
    if part == "digits":
        return str(_file()["digits"]["source"])
    if part == "own_name":
        return _text(_part("own_names_of_our_own", tag))
    calendar = _part("calendars", tag)
    if calendar is not None and part in calendar["source"]:
        return str(calendar["source"][part])
    return _text((_part(part, tag) or {}).get("source")) if part in _file() else None


def _text(words: object) -> str | None:
    return None if words is None else str(words)


def _part(part: str, tag: str) -> Any:  # noqa: ANN401 (as JSON has it)
    known = find_language(tag)
    return _file()[part].get(known.tag if known else "")


@lru_cache(maxsize=1)
def _file() -> dict[str, Any]:
    text = resource_path("languages", "formats.json").read_text(encoding="utf-8")
    loaded: dict[str, Any] = json.loads(text)
    return loaded
