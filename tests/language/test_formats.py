"""Days, times and numbers as each language writes them."""

from __future__ import annotations

import re
import subprocess
import sys
from datetime import UTC, date, datetime, time, timedelta

import pytest

from fsp_desktop.language import formats
from fsp_desktop.language.languages import LANGUAGES
from fsp_desktop.language.own_formats import format_sources

THE_DAY = date(2026, 10, 13)
NOW = datetime(2026, 10, 13, 12, tzinfo=UTC)


@pytest.mark.parametrize(
    ("tag", "plain", "with_weekday"),
    [
        ("en", "October 13, 2026", "Tuesday, October 13"),
        ("es", "13 de octubre de 2026", "martes, 13 de octubre"),
        ("ar", "13 أكتوبر 2026", "الثلاثاء، 13 أكتوبر"),
        ("zh-Hans", "2026年10月13日", "10月13日星期二"),
        ("vi", "13 tháng 10, 2026", "Thứ Ba, 13 tháng 10"),
        ("ht", "13 oktòb 2026", "madi 13 oktòb"),
    ],
)
def test_a_day_is_written_as_the_language_writes_it(
    tag: str, plain: str, with_weekday: str
) -> None:
    assert formats.day(THE_DAY, tag) == plain
    assert formats.day(THE_DAY, tag, weekday=True, year=False) == with_weekday


def test_every_language_has_day_names_or_says_that_it_borrows_english() -> None:
    for tag in LANGUAGES:
        borrowed = formats.weekday(THE_DAY, tag) == "Tuesday"
        assert borrowed == (tag == "en" or format_sources(tag)["days"].kind == "english"), tag


def test_digits_stay_typable_in_every_language() -> None:
    for tag in LANGUAGES:
        written = (
            formats.day(THE_DAY, tag)
            + " "
            + formats.clock_time(time(9, 5), tag)
            + formats.number(2.5, tag)
        )
        assert all(c.isascii() for c in written if c.isdigit()), tag
        assert {"13", "2026"} <= set(re.findall(r"\d+", written)), tag


def test_names_do_not_depend_on_which_language_was_asked_first() -> None:
    script = (
        "import sys,datetime as d;from fsp_desktop.language import formats as f;"
        "from fsp_desktop.language.languages import LANGUAGES as L;x=d.date(2026,1,5);"
        "out={t:(f.day(x,t,weekday=True),f.short_day(x,t),f.weekday(x,t),f.month(x,t,year=True),f.clock_time(d.time(15),t))"
        " for t in sorted(L,reverse=sys.argv[1]=='backwards')};"
        "print(repr(sorted(out.items())).encode())"
    )
    forwards, backwards = (
        subprocess.run([sys.executable, "-c", script, way], capture_output=True, check=True).stdout
        for way in ("forwards", "backwards")
    )
    assert forwards == backwards


@pytest.mark.parametrize(
    ("tag", "name"),
    [("en", "October"), ("es", "octubre"), ("ru", "октябрь"), ("ht", "oktòb"), ("ko", "10월")],
)
def test_a_month_by_itself_is_named_as_in_a_heading(tag: str, name: str) -> None:
    assert formats.month(THE_DAY, tag) == name


def test_a_month_with_its_year() -> None:
    written = {tag: formats.month(THE_DAY, tag, year=True) for tag in ("en", "ru", "ko", "ht")}
    assert written == {
        "en": "October 2026",
        "ru": "октябрь 2026\u202fг.",
        "ko": "2026년 10월",
        "ht": "oktòb 2026",
    }


def test_times_follow_the_language() -> None:
    assert formats.clock_time(time(15, 5), "en") == "3:05\xa0PM"
    assert formats.clock_time(time(15, 5), "zh-Hans") == "15:05"
    assert formats.clock_time(NOW, "vi") == "12:00"


@pytest.mark.parametrize(
    ("past", "english", "spanish"),
    [
        (timedelta(seconds=5), "just now", "hace 1 minuto"),
        (timedelta(minutes=1), "1 minute ago", "hace 1 minuto"),
        (timedelta(hours=2, minutes=50), "2 hours ago", "hace 2 horas"),
        (timedelta(days=4, hours=16), "4 days ago", "hace 4 días"),
        (-timedelta(hours=3), "just now", "hace 1 minuto"),
    ],
)
def test_how_long_ago(past: timedelta, english: str, spanish: str) -> None:
    assert formats.ago(NOW - past, NOW) == english
    assert formats.ago(NOW - past, NOW, "es") == spanish


def test_a_moment_without_time_zone_is_refused() -> None:
    with pytest.raises(ValueError, match="naive"):
        formats.ago(NOW.replace(tzinfo=None), NOW)


def test_english_without_unicode_data_reads_as_with_it() -> None:
    """No language has the tag "xx", so its days come from Babel's American English."""
    for back in range(0, 900, 17):
        at = NOW - timedelta(days=back, minutes=back * 37)
        for weekday in (True, False):
            assert formats.short_day(at, "en", weekday=weekday) == formats.short_day(
                at, "xx", weekday=weekday
            )
            for year in (True, False):
                wanted = formats.day(at, "xx", weekday=weekday, year=year)
                assert formats.day(at, "en", weekday=weekday, year=year) == wanted
        assert formats.clock_time(at, "en") == formats.clock_time(at, "xx")
