"""What can be told about a translation without reading its language."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fsp_desktop.packets.content.text_checks import (
    check_translation,
    differences,
    is_fit,
    sentence_count,
)
from fsp_desktop.packets.content.texts import packet_languages, shipped_texts

ENGLISH = "Call {liaison_name} at {phone}. We answer within 2 school days."
ARABIC = "اتصلوا بـ {liaison_name} على {phone}. نجيبكم خلال 2 يومين."


def told(english: str, text: str, tag: str = "ar") -> list[tuple[str, str, str]]:
    return [(f.subject, f.severity, f.what) for f in check_translation(english, text, tag)]


def test_nothing_is_said_about_a_whole_translation() -> None:
    assert told(ENGLISH, ARABIC) == []
    assert is_fit(ENGLISH, ARABIC)


def test_a_lost_fill_in_must_be_mended() -> None:
    text = ARABIC.replace("{phone}", "")
    assert told(ENGLISH, text) == [("fill_in", "mend", "phone")]
    assert not is_fit(ENGLISH, text)


@pytest.mark.parametrize(("added", "what"), [("{fax}", "fax"), ("{Phone}", "{ }"), ("}", "{ }")])
def test_a_fill_in_nobody_knows_must_be_mended(added: str, what: str) -> None:
    assert ("unknown_fill_in", "mend", what) in told(ENGLISH, f"{ARABIC} {added}")


def test_numbers_are_compared_in_any_digits() -> None:
    assert told(ENGLISH, ARABIC.replace("2", "٢")) == []
    assert told(ENGLISH, ARABIC.replace("2", "3")) == [("number", "mend", "2")]
    assert ("number", "look", "7") in told(ENGLISH, f"{ARABIC[:-1]} 7.")


def test_sentences_are_counted_as_the_language_ends_them() -> None:
    assert sentence_count("一句话。两句话！", "zh-Hans") == 2
    assert sentence_count("መጀመሪያ። ሁለተኛ።", "am") == 2
    assert sentence_count("प्रश्न? उत्तर। अंत", "hi") == 3
    assert sentence_count("School starts at 8:30 a.m. Please come. See {website}.", "en") == 2
    assert sentence_count("โรงเรียนเริ่มแปดโมง", "th") == 0
    (finding,) = check_translation("One. Two. Three.", "Uno. Dos.", "es")
    assert (finding.subject, finding.severity, finding.wanted, finding.found) == (
        "sentences", "look", 3, 2,
    )  # fmt: skip


def test_half_a_pair_of_stars_must_be_mended_and_fewer_pairs_are_a_question() -> None:
    assert told("**Bold** and not", "**Negrita y no", "es") == [("mark", "mend", "**")]
    assert told("**Bold** and not", "Negrita y no", "es") == [("mark", "look", "**")]


def test_letters_without_a_font_must_be_mended() -> None:
    found = check_translation("Hello", "Hola \U0001f9ff\U00013000", "es")
    assert [(f.subject, f.severity) for f in found] == [("letters", "mend")]
    assert "\U00013000" in found[0].what


def test_initials_and_words_left_in_english_are_questions() -> None:
    assert ("initials", "look", "IEP") in told("Ask about the plan.", "Pregunte por el IEP.", "es")
    assert told("Ask us.", "Ask us.", "es") == [("same", "look", "")]
    assert told("{office_phone} · 8", "{office_phone} · 8", "es") == []


def test_an_empty_text_has_one_finding() -> None:
    assert told(ENGLISH, " \n") == [("empty", "mend", "")]


@pytest.mark.parametrize("tag", [tag for tag in packet_languages() if tag != "en"])
def test_no_shipped_text_has_anything_to_mend(tag: str) -> None:
    english, texts = shipped_texts("en").words, shipped_texts(tag)
    fresh = {
        name: text for name, text in texts.words.items() if texts.states[name].status != "stale"
    }
    found = {
        name: [f for f in check_translation(english[name], text, tag) if f.severity == "mend"]
        for name, text in fresh.items()
    }
    found = {name: findings for name, findings in found.items() if findings}
    assert found == {}


def test_what_is_new_in_the_english_is_marked() -> None:
    pieces = differences("Call us by 9.", "Call us at school by 9.")
    assert [(p.text, p.is_changed) for p in pieces] == [
        ("Call us ", False), ("at school ", True), ("by 9.", False),
    ]  # fmt: skip


@given(st.text(max_size=80), st.text(max_size=80))
def test_no_text_breaks_the_checks_and_no_letter_is_lost(old: str, new: str) -> None:
    assert "".join(piece.text for piece in differences(old, new)) == new
    check_translation(old, new.replace("\x00", ""), "es")
