"""The welcome packet as a document: complete, without holes, honest about drafts."""

from __future__ import annotations

import dataclasses
import io
import re
from collections.abc import Iterator

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from fsp_desktop.domain.errors import RefusedError
from fsp_desktop.packets.content.family_values import FamilyValues
from fsp_desktop.packets.content.school_profile import OwnText, Person, SchoolPicture, SchoolProfile
from fsp_desktop.packets.content.small_picture import as_text
from fsp_desktop.packets.content.texts import load_texts
from fsp_desktop.packets.content.welcome import (
    FIRST_DAYS,
    SECTION_IDS,
    Look,
    WelcomeOrder,
    compose,
    compose_packet,
    section_states,
)
from fsp_desktop.packets.document import Document, FillIn, Picture, Span, Table, plain
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
    states = section_states(["es", "mh"])
    assert [state.number for state in states] == list(range(1, 21))
    assert "missing" not in {state.states["es"] for state in states}
    assert {state.states["mh"] for state in states} <= {"missing", "draft"}
    assert {state.states["en"] for state in section_states(["en"])} == {"checked"}


@pytest.mark.parametrize("tag", ["ar", "es", "vi", "zh-Hans"])
def test_a_packet_carries_the_school_s_data_in_both_languages(tag: str) -> None:
    packet = compose_packet(PROFILE, FAMILY, WelcomeOrder((tag,)))
    text = printed(packet.document)
    assert packet.document.languages == (tag, "en")
    assert text.count("(555) 010-4477") >= 2
    assert "Amina" in text
    assert {gap.value for gap in packet.gaps} <= {"made_on", "reviewer_names"}


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
    packet = compose_packet(known, FamilyValues(), WelcomeOrder(("es",)))
    assert not re.search(r"[{}]|None|\(\)", printed(packet.document))


def test_missing_values_become_lines_to_write_on_and_are_reported() -> None:
    packet = compose_packet(SchoolProfile(), FamilyValues(), WelcomeOrder(("es",)))
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


def test_chosen_sections_come_in_the_order_asked_for_numbered_from_one() -> None:
    document = compose(PROFILE, FAMILY, ["es"], ["rights", "first_day"])
    assert [section.id for section in document.sections] == ["rights", "first_day"]
    headings = [ISOLATES.sub("", plain(s.heading["es"])) for s in document.sections]
    assert headings == ["1 · Sus derechos", "2 · El primer día"]


def test_an_unknown_section_or_language_is_refused() -> None:
    with pytest.raises(RefusedError, match=r"packets\.unknown_section"):
        compose(PROFILE, FAMILY, ["es"], ["weather"])
    with pytest.raises(RefusedError, match=r"language\.unknown"):
        compose(PROFILE, FAMILY, ["tlh"])


def test_the_same_packet_has_the_same_key_and_another_look_another() -> None:
    first, again = (compose(PROFILE, FAMILY, ["es"]) for _ in range(2))
    assert first.key == again.key
    assert compose(PROFILE, FAMILY, ["es"], look=Look(page="a4")).key != first.key


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


def test_the_first_days_are_six_parts_with_fewer_words() -> None:
    short = compose_packet(PROFILE, FAMILY, WelcomeOrder(("es",), edition="first_days")).document
    assert tuple(section.id for section in short.sections) == FIRST_DAYS
    whole = compose(PROFILE, FAMILY, ["es"], FIRST_DAYS)
    assert len(printed(short)) < len(printed(whole)) * 0.8
    assert "911" in printed(short)


def test_the_school_s_own_words_stand_under_their_own_heading() -> None:
    document = compose(PROFILE, FAMILY, ["es"], ["first_day"])
    text = printed(document)
    assert "Hay café en la biblioteca." in text
    assert "There is coffee in the library." in text
    assert text.index("From our school") < text.index("There is coffee")
    (state,) = [s for s in section_states(["es"], PROFILE.own_texts) if s.own]
    assert (state.id, state.own) == ("first_day", ("en", "es"))


def test_own_words_in_a_language_nobody_here_reads_stand_in_for_all() -> None:
    only = dataclasses.replace(PROFILE, own_texts=(OwnText("rights", "ar", "أهلا وسهلا"),))
    text = printed(compose(only, FAMILY, ["vi"], ["rights"]))
    assert "أهلا وسهلا" in text


def test_what_the_school_does_not_have_is_not_printed() -> None:
    plain = dataclasses.replace(PROFILE, is_high_school=False, is_title_one=False)
    text = printed(compose(plain, FAMILY, ["es"], ["learning", "taking_part"]))
    assert "credits" not in text
    assert "Title I" not in text
    assert "Title I" in printed(compose(PROFILE, FAMILY, ["es"], ["taking_part"]))


def test_more_than_four_languages_are_refused() -> None:
    with pytest.raises(RefusedError, match=r"packets\.text_count"):
        compose(PROFILE, FAMILY, ["es", "ar", "vi", "so"])
    assert len(compose(PROFILE, FAMILY, ["es", "ar", "vi"]).languages) == 4


@pytest.mark.parametrize("tag", ["hmn", "ksw", "mh", "ti"])
def test_a_language_with_few_words_still_says_that_interpreters_are_free(tag: str) -> None:
    free = load_texts(tag).words["common.free_interpreter"]
    assert free in printed(compose(PROFILE, FAMILY, (tag,), ("cover",)))


def test_pictures_of_the_school_stand_where_they_belong_with_their_words() -> None:
    out = io.BytesIO()
    Image.new("RGB", (60, 40), "navy").save(out, "PNG")
    data = as_text(out.getvalue())
    uses = ("logo", "map", "place", "person")
    kept = tuple(SchoolPicture(use, f"words of the {use}", data, use) for use in uses)
    person = Person("Rosa Delgado", "liaison", photo="person")
    school = dataclasses.replace(PROFILE, pictures=kept, people=(person,))
    document = compose(school, FAMILY, ["es"], ["cover", "your_person", "people"])
    where = {
        section.id: [printed_alt(block) for block in section.blocks if isinstance(block, Picture)]
        for section in document.sections
    }
    assert where == {
        "cover": ["words of the logo"],
        "your_person": ["words of the person"],
        "people": ["words of the map", "words of the place"],
    }


def printed_alt(picture: Picture) -> str:
    return plain(picture.alt["en"])
