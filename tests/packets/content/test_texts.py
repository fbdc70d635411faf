"""The packet texts themselves: complete, plain, equal in their places, honest about their state."""

from __future__ import annotations

import re

import pytest

from fsp_desktop.language.catalogue import read_entries
from fsp_desktop.language.reading_grade import reading_grade
from fsp_desktop.language.resources import translation_path
from fsp_desktop.packets.content.texts import (
    TextState,
    load_texts,
    packet_languages,
    places,
    read_texts,
)

FIRST_LANGUAGES = [
    "ar",
    "es",
    "fr",
    "ht",
    "pt-BR",
    "vi",
    "zh-Hans",
    "zh-Hant",
    "ru",
    "ko",
    "hi",
    "uk",
    "pl",
    "ur",
    "fa",
    "prs",
    "ps",
    "so",
    "am",
    "tr",
    "fil",
    "bn",
    "sw",
    "my",
    "ne",
]
ENGLISH = load_texts("en").words
SECTIONS = list(dict.fromkeys(text_id.partition(".")[0] for text_id in ENGLISH))
HIGHEST_GRADE = 6.0

CATALOGUE = """
msgid ""
msgstr "X-Default-State: machine_draft\\n"

msgctxt "a.one"
msgid "One"
msgstr "Uno"

# state: community_reviewed; by: Sara M.; on: 2026-10-13
msgctxt "a.two"
msgid "Two"
msgstr "Dos"

# state: community_reviewed
msgctxt "a.three"
msgid "Three"
msgstr "Tres"

# state: human_translated; by: Sara M.; on: 2026-10-13
msgctxt "a.four"
msgid "Old four"
msgstr "Cuatro"

# state: human_translated; by: Sara M.; on: 2026-10-13
msgctxt "a.six"
msgid "Six"
msgstr "Seis"

msgctxt "a.five"
msgid "Five"
msgstr ""
"""
ENGLISH_NOW = {"a.one": "One", "a.two": "Two", "a.three": "Three", "a.four": "Four", "a.six": "Six"}


def prose(section: str) -> str:
    texts = [words for name, words in ENGLISH.items() if name.startswith(f"{section}.")]
    sentences = [words for words in texts if words.rstrip("*").endswith((".", "?", "!"))]
    return "\n".join(re.sub(r"\{\w+\}", "Rosa", words).replace("**", "") for words in sentences)


def test_the_first_languages_are_there() -> None:
    assert packet_languages()[0] == "en"
    assert set(FIRST_LANGUAGES) <= set(packet_languages())


@pytest.mark.parametrize("tag", FIRST_LANGUAGES)
def test_every_text_is_written_in_every_first_language(tag: str) -> None:
    assert set(load_texts(tag).words) == set(ENGLISH)


@pytest.mark.parametrize("tag", [tag for tag in packet_languages() if tag != "en"])
def test_places_and_marks_are_equal_in_all_languages(tag: str) -> None:
    words = load_texts(tag).words
    different = [
        name
        for name, text in words.items()
        if sorted(places(text)) != sorted(places(ENGLISH[name]))
        or text.count("**") != ENGLISH[name].count("**")
        or text.count("____") != ENGLISH[name].count("____")
    ]
    assert different == []


@pytest.mark.parametrize("tag", [tag for tag in packet_languages() if tag != "en"])
def test_each_language_offers_an_interpreter(tag: str) -> None:
    """However little is written in a language, a family can read that help is free."""
    assert "common.free_interpreter" in load_texts(tag).words


@pytest.mark.parametrize("tag", FIRST_LANGUAGES)
def test_numbers_are_equal_in_all_languages(tag: str) -> None:
    for name, text in load_texts(tag).words.items():
        assert sorted(re.findall(r"\d+", text)) == sorted(re.findall(r"\d+", ENGLISH[name])), name


def test_every_text_about_rights_names_its_source() -> None:
    path = translation_path("packets", "en.po")
    entries = list(read_entries(path.read_text(encoding="utf-8")))
    rights = [e for e in entries if (e.context or "").startswith("rights.")]
    facts = [e for e in rights if e.context not in {"rights.heading", "rights.small"}]
    assert facts
    assert all(any("Source:" in note for note in entry.notes) for entry in facts)


@pytest.mark.parametrize("tag", FIRST_LANGUAGES)
def test_what_no_person_has_checked_says_so(tag: str) -> None:
    texts = load_texts(tag)
    unsigned = [
        n for n, state in texts.states.items() if state.printed == "checked" and not state.by
    ]
    assert unsigned == []
    assert texts.state_of(["rights.school"]) == "draft"


@pytest.mark.parametrize("section", SECTIONS)
def test_english_is_plain(section: str) -> None:
    text = prose(section)
    if text:
        assert reading_grade(text).flesch_kincaid <= HIGHEST_GRADE


def test_no_english_sentence_is_long() -> None:
    sentences = re.split(r"(?<=[.?!*])\s|\n", "\n".join(ENGLISH.values()))
    assert max(len(sentence.split()) for sentence in sentences) <= 24


def test_a_language_without_a_file_has_every_text_missing() -> None:
    assert load_texts("ksw").state_of(["cover.glad"]) == "missing"
    assert load_texts("../../pyproject").words == {}


def test_states_name_who_and_when_and_stale_texts_are_found() -> None:
    texts = read_texts("es", CATALOGUE, ENGLISH_NOW)
    assert texts.states["a.one"] == TextState("machine_draft")
    assert texts.states["a.two"] == TextState("community_reviewed", "Sara M.", "2026-10-13")
    assert texts.states["a.four"].status == "stale"
    printed = {name: state.printed for name, state in texts.states.items()}
    assert printed == {
        "a.one": "draft", "a.two": "checked", "a.three": "draft", "a.four": "draft", "a.six": "draft",
    }  # fmt: skip


def test_a_section_is_only_as_far_as_its_last_text() -> None:
    texts = read_texts("es", CATALOGUE, ENGLISH_NOW)
    assert texts.state_of(["a.two"]) == "checked"
    assert texts.state_of(["a.two", "a.one"]) == "draft"
    assert texts.state_of(["a.two", "a.one", "a.five"]) == "missing"
