"""The language table, and what free words about a language mean."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fsp_desktop.domain.errors import RefusedError
from fsp_desktop.language.languages import (
    LANGUAGES,
    Use,
    find_language,
    language,
    languages_for,
    match_language,
)

PRINTABLE = """
    en es zh-Hans zh-Hant vi ar pt-BR ru uk ht hmn ur ko fr sw so fil fa prs ps bn ne hi pa gu te
    ta am ti my ksw km lo th ja mh tr pl ku ckb rw he ka hy
"""


def test_all_languages_of_the_packets_are_in_the_table() -> None:
    assert [tag for tag in PRINTABLE.split() if not LANGUAGES[tag].serves("read")] == []


def test_direction_follows_the_script() -> None:
    for known in LANGUAGES.values():
        assert known.is_rtl == (known.script in {"Arab", "Hebr", "Syrc"}), known.tag


def test_every_written_language_says_its_own_name() -> None:
    assert all(known.autonym for known in LANGUAGES.values() if "sign" not in known.uses)


@pytest.mark.parametrize(
    ("words", "read", "speak"),
    [
        ("Spanish", "es", "es"),
        ("spa", "es", "es"),
        ("es-MX", "es", "es"),
        ("Spanish; Castilian", "es", "es"),
        ("  ESPAÑOL ", "es", "es"),
        ("Chinese (Mandarin)", None, "cmn"),
        ("cantonese", None, "yue"),
        ("zh-CN", "zh-Hans", None),
        ("العربية", "ar", "ar"),
        ("TL", "fil", "fil"),
        ("fa-AF", "prs", "prs"),
        ("Haitian; Haitian Creole", "ht", "ht"),
        ("ASL", None, "ase"),
        ("Spanish/English", "es", "es"),
        ("Klingonese", None, None),
        ("", None, None),
    ],
)
def test_words_of_a_roster_are_understood(words: str, read: str | None, speak: str | None) -> None:
    assert match_language(words, "read").tag == read
    assert match_language(words, "speak").tag == speak


def test_words_with_two_meanings_give_candidates_and_no_guess() -> None:
    match = match_language("Chinese", "read")
    assert match.tag is None
    assert match.candidates == ("zh-Hans", "zh-Hant")
    assert match_language("Creole", "speak").candidates == ("ht", "kea")


def test_every_name_and_code_of_the_table_finds_its_language() -> None:
    for known in LANGUAGES.values():
        use: Use = "read" if known.serves("read") else "speak"
        for words in (known.tag, known.name, *known.codes):
            match = match_language(words, use)
            assert known.tag in match.candidates, words


@given(st.text(max_size=40))
def test_no_text_breaks_the_matching(words: str) -> None:
    match = match_language(words, "read")
    assert match.tag is None or LANGUAGES[match.tag].serves("read")


def test_tags_with_a_region_find_their_language() -> None:
    assert language("es-US").tag == "es"
    found = find_language("zh_Hant_TW")
    assert found is not None
    assert found.tag == "zh-Hant"
    with pytest.raises(RefusedError, match=r"language\.unknown"):
        language("tlh")


def test_the_most_counted_languages_come_first_after_english() -> None:
    assert [known.tag for known in languages_for("read")][:3] == ["en", "es", "ar"]
