"""The reading grade of a text, checked against sums made by hand."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fsp_desktop.language.reading_grade import reading_grade, syllables

COUNTED_BY_EAR = {
    1: "school please noise voice calm hoped make talked child asked friends",
    2: "people children language table papers wanted science being quiet ready voices needed",
    3: "family different visiting enrollment library idea usual created liaison",
    4: "interpreter immigration education",
}


@pytest.mark.parametrize("count", sorted(COUNTED_BY_EAR))
def test_syllables_are_counted_as_they_are_heard(count: int) -> None:
    wrong = [word for word in COUNTED_BY_EAR[count].split() if syllables(word) != count]
    assert wrong == []


def test_the_formulas_give_the_sums_made_by_hand() -> None:
    # Ten words, two sentences, 11 syllables, 39 letters.
    grade = reading_grade("The bus comes at eight. Please wait at the corner.")
    assert (grade.words, grade.sentences) == (10, 2)
    assert grade.flesch_kincaid == round(0.39 * 5 + 11.8 * 11 / 10 - 15.59, 1)
    assert grade.automated_index == round(4.71 * 39 / 10 + 0.5 * 5 - 21.43, 1)
    assert grade.coleman_liau == round(5.88 * 39 / 10 - 29.6 * 2 / 10 - 15.8, 1)


def test_office_language_is_harder_than_kitchen_language() -> None:
    office = "Documentation of residency eligibility constitutes a prerequisite for enrollment."
    kitchen = "Bring a letter with your address. Then your child can start."
    assert reading_grade(office).flesch_kincaid > 12
    assert reading_grade(kitchen).flesch_kincaid < 5


@given(st.text(max_size=200))
def test_every_text_has_a_grade(text: str) -> None:
    grade = reading_grade(text)
    assert grade.sentences <= max(grade.words, 0)
