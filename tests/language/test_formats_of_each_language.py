"""How each language of the packets writes a day, a time and a list, beside a reference file.

The reference was looked at value by value; a change of Unicode's data shows here before it shows on
paper. `PYTHONPATH=. python tests/language/test_formats_of_each_language.py` writes the file anew.
"""

from __future__ import annotations

import json
import re
from datetime import date, time
from pathlib import Path
from typing import Any

import pytest
from babel import Locale

from fsp_desktop.language import formats
from fsp_desktop.language.language_names import join_names, language_name
from fsp_desktop.language.languages import LANGUAGES
from fsp_desktop.language.own_formats import PARTS, format_sources

PRINTABLE = """
    en es zh-Hans zh-Hant vi ar pt-BR ru uk ht hmn ur ko fr sw so fil fa prs ps bn ne hi pa gu te
    ta am ti my ksw km lo th ja mh tr pl ku ckb rw he ka hy
"""
TAGS = PRINTABLE.split()
THE_DAY = date(2026, 10, 13)
REFERENCE = Path(__file__).parent / "data" / "formats_of_each_language.json"
FRENCH_DAYS = {"lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche"}
ENGLISH_WORDS = re.compile(r"October|Tuesday|\band\b")


def written(tag: str) -> dict[str, str]:
    """Return one day, two times and two lists as a language writes them."""
    return {
        "own_name": LANGUAGES[tag].autonym or "",
        "full_day": formats.day(THE_DAY, tag, weekday=True),
        "day": formats.day(THE_DAY, tag),
        "day_of_this_year": formats.day(THE_DAY, tag, weekday=True, year=False),
        "month_and_day": formats.day(THE_DAY, tag, year=False),
        "short_day": formats.short_day(THE_DAY, tag),
        "month": formats.month(THE_DAY, tag),
        "month_of_year": formats.month(THE_DAY, tag, year=True),
        "morning": formats.clock_time(time(8, 5), tag),
        "afternoon": formats.clock_time(time(14, 30), tag),
        "two": join_names(("A", "B"), tag),
        "three": join_names(("A", "B", "C"), tag),
    }


@pytest.fixture(scope="module")
def reference() -> dict[str, dict[str, str]]:
    loaded: dict[str, Any] = json.loads(REFERENCE.read_text(encoding="utf-8"))
    return loaded


def test_all_tags_of_the_packets_are_there(reference: dict[str, dict[str, str]]) -> None:
    assert len(set(TAGS)) == 44
    assert list(reference) == TAGS


@pytest.mark.parametrize("tag", TAGS)
def test_a_language_writes_as_in_the_reference(
    tag: str, reference: dict[str, dict[str, str]]
) -> None:
    assert written(tag) == reference[tag]


@pytest.mark.parametrize("tag", TAGS)
def test_every_part_names_its_source(tag: str) -> None:
    sources = format_sources(tag)
    assert tuple(sources) == PARTS
    assert all(source.words for source in sources.values())
    assert sources["digits"].kind == "own"


@pytest.mark.parametrize("tag", TAGS)
def test_every_form_has_its_numbers_and_all_names_are_there(tag: str) -> None:
    found = written(tag)
    assert {"13", "2026"} <= set(re.findall(r"\d+", found["full_day"]))
    assert {"13", "2026"} <= set(re.findall(r"\d+", found["day"]))
    assert "13" in re.findall(r"\d+", found["day_of_this_year"])
    assert re.search(r"0?8:05", found["morning"])
    assert re.search(r"(14|0?2):30", found["afternoon"])
    assert len({formats.weekday(date(2026, 1, 5 + n), tag) for n in range(7)}) == 7
    assert len({formats.month(date(2026, 1 + n, 1), tag) for n in range(12)}) == 12


@pytest.mark.parametrize("tag", [tag for tag in TAGS if tag != "en"])
def test_english_stands_only_where_the_source_says_so(tag: str) -> None:
    borrowed = {"days", "months"} & {
        part for part, source in format_sources(tag).items() if source.kind == "english"
    }
    words = written(tag)["full_day"]
    assert bool(ENGLISH_WORDS.search(words)) == bool(borrowed)
    assert not re.search(r"\band\b", written(tag)["three"])


def test_haitian_creole_prints_no_french_days() -> None:
    days = {formats.weekday(date(2026, 1, 5 + n), "ht") for n in range(7)}
    assert not days & FRENCH_DAYS
    assert formats.day(THE_DAY, "ht", weekday=True) == "madi 13 oktòb 2026"


@pytest.mark.parametrize("tag", ["hmn", "ksw", "mh", "ht"])
def test_languages_without_unicode_data_work_in_every_form(tag: str) -> None:
    assert LANGUAGES[tag].babel_locale is None
    assert all(written(tag).values())
    assert language_name("en", tag)


@pytest.mark.parametrize("tag", TAGS)
def test_an_own_name_said_to_be_unicodes_is(tag: str) -> None:
    known = LANGUAGES[tag]
    if format_sources(tag)["own_name"].kind != "unicode":
        assert known.autonym
        return
    locale = Locale.parse(known.babel_locale or "")
    wanted = "fa_AF" if tag == "prs" else tag.partition("-")[0]
    assert (known.autonym or "").casefold() == locale.languages[wanted].casefold()


def test_an_unknown_language_has_no_sources() -> None:
    with pytest.raises(KeyError):
        format_sources("tlh")


if __name__ == "__main__":
    everything = {tag: written(tag) for tag in TAGS}
    REFERENCE.write_text(json.dumps(everything, ensure_ascii=False, indent=1) + "\n", "utf-8")
