"""The plain-language coach points at words and changes nothing by itself."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fsp_desktop.language.coach import advice, hints, replaced


def pointed_at(text: str, *, note: bool = False) -> list[str]:
    return [text[h.start : h.end] for h in hints(text, is_cultural_note=note)]


def test_an_old_term_is_met_with_the_field_s_own() -> None:
    text = "The Parent–Teacher  Meeting is on Friday."
    (hint,) = hints(text)
    assert hint.kind == "preferred"
    assert hint.say == "Family–School Conference"
    assert replaced(text, hint) == "The Family–School Conference is on Friday."
    assert "Family–School Conference" in advice(hint)


def test_the_longest_term_wins() -> None:
    assert pointed_at("a 504 plan, and chronic absenteeism") == ["504 plan", "chronic absenteeism"]


@pytest.mark.parametrize(
    "text", ["a sip of tea", "black ice", "the ideal", "a sell-out", "IEPs-like"]
)
def test_everyday_words_are_left_alone(text: str) -> None:
    assert pointed_at(text) == []


def test_initials_are_found_in_the_plural_too() -> None:
    assert pointed_at("Two IEPs and one GPA") == ["IEPs", "GPA"]


@pytest.mark.parametrize("quoted", ["“my son's IEP”", '"my son\'s IEP"', "«el IEP»", "> the IEP"])
def test_a_family_s_own_words_are_never_corrected(quoted: str) -> None:
    assert pointed_at(quoted) == []


@pytest.mark.parametrize(
    "text",
    [
        "their immigration status",
        "she asked about a visa",
        "“we came without papers”",
        "SSN on file",
        "number 123-45-6789",
        "afraid of ICE",
    ],
)
def test_what_should_not_be_written_down_is_pointed_at_even_in_quotes(text: str) -> None:
    (hint,) = hints(text)
    assert hint.kind == "privacy"
    assert hint.say == ""
    assert "leave this out" in advice(hint)


def test_a_telephone_number_is_no_identity_number() -> None:
    assert pointed_at("Call (555) 010-4477 or 555-010-4477.") == []


@pytest.mark.parametrize(
    "text",
    ["People from Somalia like tea", "Somali families come late", "In their culture one waits"],
)
def test_statements_about_whole_peoples_are_pointed_at_in_cultural_notes(text: str) -> None:
    assert len(pointed_at(text, note=True)) == 1
    assert pointed_at(text) == []


def test_a_note_about_this_family_is_left_alone() -> None:
    text = "Mrs. Osman told us that they eat after sunset in Ramadan. The family likes the library."
    assert pointed_at(text, note=True) == []


def test_a_stopped_tip_stays_away_but_privacy_does_not() -> None:
    text = "IEP and visa"
    assert [h.term for h in hints(text, stopped={"IEP", "visa"})] == ["visa"]


def test_a_capital_letter_at_the_start_is_kept() -> None:
    text = "Interventions begin soon."
    assert replaced(text, hints(text)[0]) == "Extra help begin soon."


@given(st.text(max_size=200))
def test_hints_lie_in_the_text_in_order_and_apart(text: str) -> None:
    end = 0
    for hint in hints(text, is_cultural_note=True):
        assert end <= hint.start < hint.end <= len(text)
        end = hint.end
