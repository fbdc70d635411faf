"""The welcome packet as a document: complete, without holes, honest about drafts."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Iterator

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fsp_desktop.domain.errors import RefusedError
from fsp_desktop.packets.content.family_values import FamilyValues
from fsp_desktop.packets.content.school_profile import SchoolProfile
from fsp_desktop.packets.content.welcome import (
    SECTION_IDS,
    compose,
    compose_packet,
    section_states,
)
from fsp_desktop.packets.document import Document, FillIn, Span, Table, plain
from tests.packets.content.sample_school import FAMILY, PROFILE

ISOLATES = re.compile("[\u2066-\u2069]")


def letters(value: object) -> Iterator[str]:
    """Yield every printed text of a document or a part of it."""
    if isinstance(value, dict):
        for text in value.values():
            yield from letters(text)
    elif isinstance(value, tuple | list):
        if value and all(isinstance(item, Span) for item in value):
            yield ISOLATES.sub("", plain(tuple(value))).replace("\xa0", " ")
        else:
            for item in value:
                yield from letters(item)
    elif dataclasses.is_dataclass(value) and not isinstance(value, type):
        for field in dataclasses.fields(value):
            yield from letters(getattr(value, field.name))


def printed(document: Document) -> str:
    return "\n".join(letters(document))


def test_all_sections_are_there_with_the_numbers_schools_know() -> None:
    states = section_states(["es", "so"])
    assert [state.number for state in states] == [1, 2, 3, 4, 7, 11, 13, 16, 18, 20]
    assert {state.states["es"] for state in states} == {"draft"}
    assert {state.states["so"] for state in states} == {"missing"}
    assert {state.states["en"] for state in section_states(["en"])} == {"checked"}


@pytest.mark.parametrize("tag", ["ar", "es", "vi", "zh-Hans"])
def test_a_packet_carries_the_school_s_data_in_both_languages(tag: str) -> None:
    packet = compose_packet(PROFILE, FAMILY, [tag])
    text = printed(packet.document)
    assert packet.document.languages == (tag, "en")
    assert text.count("(555) 010-4477") >= 2
    assert "Amina" in text
    assert {gap.value for gap in packet.gaps} == {"made_on"}


@pytest.mark.parametrize("tag", ["ar", "es", "vi", "zh-Hans"])
def test_no_place_and_no_markup_reaches_the_page(tag: str) -> None:
    for profile in (PROFILE, SchoolProfile()):
        text = printed(compose(profile, FAMILY, [tag]))
        assert not re.search(r"[{}]|\*\*", text)


@settings(max_examples=25)
@given(st.sets(st.sampled_from([f.name for f in dataclasses.fields(SchoolProfile)])))
def test_whatever_the_school_has_not_told_us_leaves_no_hole(unknown: set[str]) -> None:
    empty = SchoolProfile()
    known = dataclasses.replace(PROFILE, **{name: getattr(empty, name) for name in unknown})
    packet = compose_packet(known, FamilyValues(), ["es"])
    assert not re.search(r"[{}]|None|\(\)", printed(packet.document))


def test_missing_values_become_lines_to_write_on_and_are_reported() -> None:
    packet = compose_packet(SchoolProfile(), FamilyValues(), ["es"])
    lines = [b for s in packet.document.sections for b in s.blocks if isinstance(b, FillIn)]
    assert len(lines) >= 12
    effects = {gap.text_id: gap.effect for gap in packet.gaps}
    assert effects["your_person.phone"] == "line"
    assert effects["school_day.early"] == "left_out"


def test_a_full_stop_is_not_doubled_after_a_value_that_brings_one() -> None:
    text = printed(compose(PROFILE, FAMILY, ["es"], ["school_day"]))
    assert "8:30 a.m." in text
    assert ".." not in text.replace("…", "")


def test_drafts_are_marked_on_every_section_and_explained_on_the_cover() -> None:
    document = compose(PROFILE, FAMILY, ["es"])
    assert all(section.state("es") == "draft" for section in document.sections)
    assert "Borrador" in printed(document)
    english = compose(PROFILE, FAMILY, [])
    assert english.languages == ("en",)
    assert all(section.state("en") == "checked" for section in english.sections)
    assert "put into your language by a computer" not in printed(english)


def test_chosen_sections_come_in_the_packet_s_order_numbered_from_one() -> None:
    document = compose(PROFILE, FAMILY, ["es"], ["rights", "first_day"])
    assert [section.id for section in document.sections] == ["first_day", "rights"]
    headings = [ISOLATES.sub("", plain(s.heading["es"])) for s in document.sections]
    assert headings == ["1 · El primer día", "2 · Sus derechos"]


def test_an_unknown_section_or_language_is_refused() -> None:
    with pytest.raises(RefusedError, match=r"packets\.unknown_section"):
        compose(PROFILE, FAMILY, ["es"], ["weather"])
    with pytest.raises(RefusedError, match=r"language\.unknown"):
        compose(PROFILE, FAMILY, ["tlh"])


def test_the_same_packet_has_the_same_key_and_another_look_another() -> None:
    first, again = (compose(PROFILE, FAMILY, ["es"]) for _ in range(2))
    assert first.key == again.key
    assert compose(PROFILE, FAMILY, ["es"], page="a4").key != first.key


def test_the_card_and_the_script_speak_both_languages() -> None:
    text = printed(compose(PROFILE, FAMILY, ["es"], ["your_person", "absence"]))
    for words in (
        "Hablo somalí.",
        "I speak Somali.",
        "Llamo por mi hijo o hija, Amina.",
        "My child",
    ):
        assert words in text


def test_the_glossary_has_fifteen_to_twenty_five_words() -> None:
    (section,) = compose(PROFILE, FAMILY, ["vi"], ["school_words"]).sections
    table = next(block for block in section.blocks if isinstance(block, Table))
    assert 15 <= len(table.rows) <= 25


def test_every_section_can_be_printed_alone() -> None:
    for section_id in SECTION_IDS:
        assert len(compose(PROFILE, FAMILY, ["ar"], [section_id]).sections) == 1
