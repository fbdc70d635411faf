"""Combined texts: never a blend inside a paragraph, never a guess, the same from both sides."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from fsp_desktop.domain.paragraphs import (
    BOTH,
    ONE,
    OTHER,
    combine,
    paragraphs,
    text_of,
)

WORDS = st.sampled_from(["greeting", "work", "school", "health", "thanks"])
TEXT = st.lists(WORDS, max_size=5).map("\n\n".join)
BEFORE = "first\n\nsecond\n\nthird"


def test_changes_of_different_paragraphs_stand_together() -> None:
    parts = combine(BEFORE, "first, changed\n\nsecond\n\nthird", "first\n\nsecond\n\nthird\n\nnew")
    assert parts is not None
    assert [(part.text, part.of) for part in parts] == [
        ("first, changed", ONE),
        ("second", BOTH),
        ("third", BOTH),
        ("new", OTHER),
    ]
    assert text_of(parts) == "first, changed\n\nsecond\n\nthird\n\nnew"


def test_neighbours_that_were_both_changed_stand_together() -> None:
    parts = combine(BEFORE, "1\n\nsecond\n\nthird", "first\n\n2\n\nthird")
    assert parts is not None
    assert text_of(parts) == "1\n\n2\n\nthird"


def test_one_paragraph_changed_by_both_is_never_blended() -> None:
    assert combine(BEFORE, "first A\n\nsecond\n\nthird", "first B\n\nsecond\n\nthird") is None
    assert combine(BEFORE, "second\n\nthird", "first B\n\nsecond\n\nthird") is None
    assert combine("a", "a\n\nmine", "a\n\ntheirs") is None
    assert combine("no blank line\nat all", "no blank line\nat once", "no lines\nat all") is None


def test_what_is_too_long_is_left_to_people() -> None:
    assert combine("x", "x" * 20_001, "x") is None


@given(TEXT, TEXT, TEXT)
def test_both_sides_see_the_same(before: str, one: str, other: str) -> None:
    here, there = combine(before, one, other), combine(before, other, one)
    assert (here is None) == (there is None)
    if here is not None and there is not None:
        assert text_of(here) == text_of(there)


@given(TEXT, TEXT, TEXT)
def test_every_paragraph_was_written_by_somebody_as_it_stands(
    before: str, one: str, other: str
) -> None:
    parts = combine(before, one, other)
    if parts is not None:
        written = {*paragraphs(before), *paragraphs(one), *paragraphs(other)}
        assert {part.text for part in parts} <= written
        for text in set(paragraphs(one)) - set(paragraphs(before)):
            assert text in paragraphs(text_of(parts))


@given(TEXT, TEXT)
def test_one_change_alone_is_that_change(before: str, one: str) -> None:
    for parts in (combine(before, one, before), combine(before, one, one)):
        assert parts is not None
        assert text_of(parts) == one
