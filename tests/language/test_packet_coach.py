"""The coach on texts that are printed for families."""

from __future__ import annotations

import pytest

from fsp_desktop.language.coach import COACHED, hints, initials
from fsp_desktop.language.packet_coach import advise, school_initials

WANTED = ["IEP", "504 plan", "RTI", "GPA", "Title I", "SIP", "EL", "MTSS", "PBIS", "SEL", "FERPA"]


@pytest.mark.parametrize("term", WANTED)
def test_jargon_is_pointed_at_with_plain_words(term: str) -> None:
    (hint,) = advise(f"Ask about the {term} today.", "en").hints
    assert hint.term == term
    assert hint.say


def test_initials_say_what_they_stand_for() -> None:
    (hint,) = advise("Your child has an IEP.", "en").hints
    assert hint.full == "Individualized Education Program"


def test_initials_behind_plain_words_are_spelled_out_already() -> None:
    assert advise("Ask for a written plan of special help (IEP).", "en").hints == ()


def test_what_a_school_never_asks_may_be_named() -> None:
    assert advise("We never ask about immigration status.", "en").hints == ()


def test_long_sentences_are_shown_whole() -> None:
    long = " ".join(["and"] * 24)
    advice = advise(f"Come in. {long}.", "en")
    assert advice.long_sentences == (long,)
    assert not advice.is_plain
    assert advise("Come in. Ask for {liaison_name}.", "en").is_plain


def test_spanish_has_terms_of_its_own() -> None:
    found = [hint.term for hint in advise("Los padres de familia y el GPA.", "es-MX").hints]
    assert found == ["padres de familia", "GPA"]
    assert hints("Los padres de familia", language="en") == []


def test_other_languages_get_no_advice() -> None:
    assert advise("IEP", "ar").is_plain
    assert "ar" not in COACHED


@pytest.mark.parametrize("tag", ["ar", "vi", "es"])
def test_initials_left_in_a_translation_are_found(tag: str) -> None:
    assert school_initials("اسأل عن IEP و GPA و {IEP} IEPs.", tag) == ("IEP", "GPA")
    assert school_initials("NASA, EU, rti", tag) == ()


def test_every_list_is_used() -> None:
    assert {"IEP", "GPA", "SIP"} <= initials("en") <= initials("es") | initials("en")
