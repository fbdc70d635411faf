"""The school's own data: everything optional, nothing misread."""

from __future__ import annotations

import json
from datetime import date, time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fsp_desktop.domain.errors import RefusedError
from fsp_desktop.packets.content.school_profile import (
    CALENDAR_KINDS,
    CalendarRow,
    SchoolProfile,
    profile_from_json,
)
from fsp_desktop.packets.content.school_values import day_range, values_of_school
from fsp_desktop.packets.content.texts import load_texts, places
from fsp_desktop.packets.content.welcome import SECTION_IDS
from tests.packets.content.sample_school import PROFILE, PROFILE_JSON

RARELY_EMPTY = st.text(
    alphabet=st.characters(exclude_categories=["C", "Z"]), min_size=1, max_size=12
)
ROWS = st.builds(
    CalendarRow,
    day=st.dates(min_value=date(2020, 1, 1), max_value=date(2040, 1, 1)),
    kind=st.sampled_from(CALENDAR_KINDS),
    last_day=st.none() | st.dates(min_value=date(2020, 1, 1), max_value=date(2040, 1, 1)),
)
PROFILES = st.builds(
    SchoolProfile,
    name=st.none() | RARELY_EMPTY,
    phone=st.none() | RARELY_EMPTY,
    starts=st.none() | st.times().map(lambda t: t.replace(second=0, microsecond=0)),
    early_weekday=st.none() | st.integers(0, 6),
    liaison_hours=st.dictionaries(st.sampled_from(["en", "es", "ar"]), RARELY_EMPTY),
    liaison_languages=st.lists(st.sampled_from(["en", "es", "so"]), unique=True).map(tuple),
    first_day=st.none() | st.dates(),
    calendar=st.lists(ROWS, max_size=4).map(lambda rows: tuple(sorted(rows, key=lambda r: r.day))),
)


@given(PROFILES)
def test_a_profile_survives_being_kept_as_json(profile: SchoolProfile) -> None:
    kept = json.loads(json.dumps(profile.to_json()))
    assert profile_from_json(kept) == profile


def test_an_empty_profile_keeps_nothing() -> None:
    assert SchoolProfile().to_json() == {}
    assert values_of_school(SchoolProfile(), "es") == {}


def test_a_text_can_be_one_string_or_one_for_each_language() -> None:
    assert profile_from_json({"liaison_hours": "Mondays"}).liaison_hours == {"en": "Mondays"}
    assert profile_from_json({"liaison_hours": {"es": "lunes"}}).liaison_hours == {"es": "lunes"}


def test_names_of_a_newer_program_are_passed_over() -> None:
    assert profile_from_json({"name": "A", "moon_phase": 3}) == SchoolProfile(name="A")


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("name", 3),
        ("starts", "half past eight"),
        ("early_weekday", 7),
        ("early_weekday", True),
        ("first_day", "19 October"),
        ("liaison_hours", 5),
        ("liaison_languages", "es"),
        ("calendar", [{"day": "2026-11-12", "kind": "party"}]),
        ("calendar", [{"kind": "no_school"}]),
        ("calendar", "none"),
        ("calendar", ["2026-11-12"]),
    ],
)
def test_a_value_of_the_wrong_form_is_refused_by_name(field: str, value: object) -> None:
    with pytest.raises(RefusedError) as refused:
        profile_from_json({field: value})
    assert refused.value.code == "packets.bad_profile"
    assert str(refused.value.detail["field"]).split(".")[0] == field


def test_values_are_written_as_each_language_writes_them() -> None:
    assert values_of_school(PROFILE, "en")["start_time"] == "8:30\xa0AM"
    assert values_of_school(PROFILE, "zh-Hans")["early_weekday"] == "星期三"
    assert values_of_school(PROFILE, "es")["first_day_date"] == "lunes, 19 de octubre"
    assert values_of_school(PROFILE, "es")["closing_notice"] == "un mensaje de texto"
    assert values_of_school(PROFILE, "ar")["closing_notice"] == "a text message"


def test_a_full_profile_gives_a_value_to_every_place_of_the_school() -> None:
    others = {"child_name", "child_names", "language_name", "packet_languages", "made_on"}
    others |= {"reviewer_names", "reviewed_on"}
    packet = [
        text
        for text_id, text in load_texts("en").words.items()
        if text_id.split(".")[0] in SECTION_IDS
    ]
    wanted = {place for text in packet for place in places(text)}
    assert wanted - others <= set(values_of_school(PROFILE, "en"))
    assert profile_from_json(PROFILE_JSON) == PROFILE


def test_a_run_of_days_has_both_ends() -> None:
    assert day_range(date(2026, 11, 26), date(2026, 11, 27), "en") == "November 26 – November 27"
    assert day_range(date(2026, 11, 26), None, "en") == "Thursday, November 26"
    assert PROFILE.starts == time(8, 30)
