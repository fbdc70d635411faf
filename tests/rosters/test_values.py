from __future__ import annotations

from contextlib import suppress
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fsp_desktop.rosters import values


@pytest.mark.parametrize(
    ("written", "grade"),
    [
        ("KG", "K"), ("K", "K"), ("00", "K"), ("Kindergarten", "K"), ("01", "1"), ("1", "1"),
        ("Grade 1", "1"), ("grade_03", "3"), ("1st", "1"), ("12th grade", "12"), ("G5", "5"),
        ("Pre-K", "PK"), ("TK", "TK"), ("ps1", "PS1"), ("09,10", "9"), ("Other", "Other"),
        ("", None), (None, None),
    ],
)  # fmt: skip
def test_grades_become_one_code(written: str | None, grade: str | None) -> None:
    assert values.grade(written) == grade


@pytest.mark.parametrize(
    ("written", "day"),
    [
        ("2015-03-09", date(2015, 3, 9)), ("2015-03-09T00:00:00.000Z", date(2015, 3, 9)),
        ("3/9/2015", date(2015, 3, 9)), ("20150309", date(2015, 3, 9)),
        ("9.3.2015", date(2015, 3, 9)), ("", None), ("n/a", None),
    ],
)  # fmt: skip
def test_days_are_read_however_they_are_written(written: str, day: date | None) -> None:
    assert values.day(written) == day


@pytest.mark.parametrize("written", ["31/12/2015", "soon", "0001-01-01", "2015-13-01", "9/9/99"])
def test_a_day_that_cannot_be_read_is_said(written: str) -> None:
    with pytest.raises(ValueError):
        values.day(written)


def test_a_number_is_the_same_however_it_is_written() -> None:
    written = ["(555) 010-2030", "555.010.2030", "+1 555 010 2030", "1-555-010-2030"]
    assert {values.phone_key(one) for one in written} == {"5550102030"}


@pytest.mark.parametrize("written", ["000-000-0000", "n/a", "", "none", "999-999-9999", "12"])
def test_stand_ins_are_no_numbers(written: str) -> None:
    assert values.phone(written) is None


def test_names_are_compared_without_accents_and_never_emptied_by_other_scripts() -> None:
    assert values.name_key("José", "Peña") == values.name_key("JOSE", "PENA")
    assert all(values.name_key(name) for name in ("Даша", "李", "सीता"))
    assert values.name_key("सीता") != values.name_key("सिता")


def test_a_whole_name_is_split_only_where_that_is_certain() -> None:
    assert values.split_name("Osman, Fadumo") == ("Fadumo", "Osman")
    assert values.split_name("Fadumo Osman", ("Osman",)) == ("Fadumo", "Osman")
    assert values.split_name("Nguyễn Thị Lan", ("Nguyễn",)) == ("Thị Lan", "Nguyễn")
    assert values.split_name("María Ortiz Peña") == ("María Ortiz Peña", None)
    assert values.split_name("Osman", ("Osman",)) == ("Osman", None)


@given(st.text(max_size=60))
def test_no_cell_breaks_a_reader(text: str) -> None:
    for read in (values.grade, values.phone, values.email, values.flag, values.cells):
        read(text)
    values.split_name(text, ("Li",))
    values.name_key(text)
    with suppress(ValueError):
        values.day(text)
