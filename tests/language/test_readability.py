"""How hard a packet text is, in English and in Spanish, against sums made by hand."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fsp_desktop.language.readability import (
    grade,
    readability,
    sentence_lengths,
    spanish_syllables,
    without_fill_ins,
)
from fsp_desktop.language.reading_grade import reading_grade


def test_spanish_syllables_are_counted_by_the_rules_of_spelling() -> None:
    known = {
        "pan": 1, "quien": 1, "muy": 1, "casa": 2, "agua": 2, "queso": 2, "país": 2, "leer": 2,
        "seguir": 2, "escuela": 3, "familia": 3, "maestra": 3, "oído": 3, "pingüino": 3,
        "teléfono": 4, "intérprete": 4, "poesía": 4, "ciudad": 2, "buey": 1, "reunión": 2, "8:30": 1,
    }  # fmt: skip
    assert {word: spanish_syllables(word) for word in known} == known


def test_the_english_grade_is_the_one_of_the_formula() -> None:
    text = "The bus comes at eight. Please wait at the corner."
    found = readability(text, "en-US")
    assert found is not None
    assert found.grade == max(reading_grade(text).flesch_kincaid, 0)
    assert found.formula == "flesch_kincaid"
    # Ten words, two sentences, 11 syllables.
    assert found.ease == round(min(206.835 - 1.015 * 5 - 84.6 * 1.1, 100), 1)


def test_the_spanish_grade_is_the_sum_made_by_hand() -> None:
    # Ten words, two sentences, 14 syllables.
    text = "La casa es de mi madre. Ella lee con él."
    counts = [
        spanish_syllables(w)
        for w in ["La", "casa", "es", "de", "mi", "madre", "Ella", "lee", "con", "él"]
    ]
    assert counts == [1, 2, 1, 1, 1, 2, 2, 2, 1, 1]
    found = readability(text, "es")
    assert found is not None
    assert (found.words, found.sentences, found.longest_sentence) == (10, 2, 6)
    assert found.grade == round(max(4.9 * 1.4 - 20.5 / 5 - 3.407, 0), 1)
    assert found.ease == round(min(206.84 - 60 * 1.4 - 1.02 * 5, 100), 1)
    assert found.inflesz == "very_easy"


def test_office_spanish_is_harder_than_kitchen_spanish() -> None:
    office = (
        "La documentación acreditativa de la residencia constituye un requisito imprescindible "
        "para la formalización de la inscripción en la institución educativa correspondiente."
    )
    kitchen = "Traiga una carta con su dirección. Así su hijo puede empezar."
    hard, easy = readability(office, "es"), readability(kitchen, "es")
    assert hard is not None
    assert easy is not None
    assert hard.grade > 6 > easy.grade
    assert not hard.is_plain
    assert easy.is_plain
    assert hard.inflesz == "very_hard"


def test_a_heading_is_too_short_to_be_graded() -> None:
    heading = readability("Enrollment documentation", "en")
    assert heading is not None
    assert heading.grade > 6
    assert heading.is_plain
    assert not heading.is_telling


def test_a_language_without_a_formula_has_no_grade() -> None:
    assert grade("مرحبا بكم في مدرستنا", "ar") is None


def test_a_fill_in_is_one_short_word() -> None:
    assert without_fill_ins("Call **{liaison_name}** at {phone}. ____") == "Call Ana at Ana. "
    assert sentence_lengths("Call {liaison_name} at {phone}.\nCome in!") == (4, 2)


@pytest.mark.parametrize("tag", ["en", "es"])
def test_nothing_written_is_not_hard(tag: str) -> None:
    found = readability(" — ", tag)
    assert found is not None
    assert (found.grade, found.words) == (0.0, 0)


@given(st.text(max_size=200), st.sampled_from(["en", "es"]))
def test_every_text_has_a_grade(text: str, tag: str) -> None:
    found = readability(text, tag)
    assert found is not None
    assert found.grade >= 0
    assert 0 <= found.ease <= 100
