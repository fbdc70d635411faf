"""Whatever a person, a file or a colleague's computer typed: it is printed as words, or refused with its part."""

from __future__ import annotations

import dataclasses
import io
import re

import pypdfium2
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fsp_desktop.domain.errors import RefusedError
from fsp_desktop.packets.content.badges import BadgeName, compose_badges
from fsp_desktop.packets.content.cards import Sheet
from fsp_desktop.packets.content.event_pages import Event, compose_flyer
from fsp_desktop.packets.content.family_values import FamilyValues
from fsp_desktop.packets.content.invitation import Invitation, compose_invitation
from fsp_desktop.packets.content.school_profile import (
    OwnText,
    Person,
    SchoolPicture,
    SchoolProfile,
    profile_from_json,
)
from fsp_desktop.packets.content.small_picture import as_text
from fsp_desktop.packets.content.welcome import compose
from fsp_desktop.packets.document import Document
from fsp_desktop.packets.pdf.render import render
from fsp_desktop.packets.reading import text_twin

PARTS = ("cover", "people", "rights")
MARKUP = [
    '<img src="file:///etc/passwd"/>',
    "<b>not bold",
    "a & b &amp; c",
    "{school_name} {liaison_phone}",
    "**bold** *italic* [label](javascript:alert(1))",
    "NUL\x00 bell\x07 \u202eevil\u202c \u2066x\u2069",
    "\U000e0041\U000e0042 tag",
    "'; DROP TABLE family; --",
    "\\n\\t \r\n line",
    "W" * 10_000,
    "\ufeff\u200b\u200d\u00ad",
]


def _school(words: str) -> SchoolProfile:
    return dataclasses.replace(
        profile_from_json({"name": words, "phone": words, "closing_notice": words}),
        people=(Person(words, languages=(words,), phone=words, role="wizard"),),
        own_texts=(OwnText("rights", "es", words), OwnText("people", words, words)),
    )


def _printed(document: Document) -> bytes:
    out = io.BytesIO()
    render(document, out)
    return out.getvalue()


@pytest.mark.parametrize("words", MARKUP)
def test_markup_and_controls_are_printed_as_words(words: str) -> None:
    document = compose(_school(words), FamilyValues(child_names=(words,)), ["es"], PARTS)
    pdf = _printed(document)
    assert b"/Subtype/Image" not in pdf.replace(b" ", b"")
    assert b"/JavaScript" not in pdf
    with pypdfium2.PdfDocument(pdf) as opened:
        text = "".join(page.get_textpage().get_text_range() for page in opened)
    assert not re.search("[\u202a-\u202e\x00\x07]", text)


def test_a_place_in_typed_words_is_never_filled() -> None:
    school = dataclasses.replace(_school("{child_names}"), name="Cedar")
    text = text_twin(compose(school, FamilyValues(child_names=("Amina",)), ["es"], ["rights"]))
    assert "{child_names}" in text
    assert "Amina" not in text


@pytest.mark.parametrize("letters", ["\U00013080", "\U0010fffd\ue000", "\u0378"])
def test_letters_no_font_has_are_refused_with_their_part(letters: str) -> None:
    school = dataclasses.replace(
        SchoolProfile(), own_texts=(OwnText("rights", "es", f"Hola {letters}"),)
    )
    with pytest.raises(RefusedError) as refused:
        _printed(compose(school, FamilyValues(), ["es"], PARTS))
    assert refused.value.code == "packets.missing_glyphs"
    missing = refused.value.detail["missing"]
    assert isinstance(missing, list)
    assert missing[0]["section"] == "rights"


@pytest.mark.parametrize(
    ("data", "code"),
    [
        ("no base64!", "packets.picture_unreadable"),
        (as_text(b"\x89PNG\r\n\x1a\n" + b"\x00" * 50), "packets.picture_unreadable"),
        (as_text(b"<svg onload=alert(1)>"), "packets.picture_unreadable"),
    ],
)
def test_a_picture_that_is_none_is_refused_before_a_page_is_written(data: str, code: str) -> None:
    school = dataclasses.replace(SchoolProfile(), pictures=(SchoolPicture("map", "Map", data),))
    with pytest.raises(RefusedError) as refused:
        _printed(compose(school, FamilyValues(), ["es"], PARTS))
    assert refused.value.code == code


@settings(max_examples=30, deadline=None)
@given(st.text(max_size=60))
def test_any_words_on_small_pages_print_or_are_refused(words: str) -> None:
    pages = (
        compose_invitation(_school(words), Invitation(child_name=words), ["ar"]),
        compose_flyer(
            _school(words), Event(title={"en": words}, link=f"https://x.org/{words}"), ["es"]
        ),
        compose_badges(words, [BadgeName(words or "x", words, "ar", words)], Sheet()),
    )
    for made in pages:
        try:
            outcome = _printed(made.document)[:5]
        except RefusedError as error:
            outcome = error.code.encode()[:8]
        assert outcome in (b"%PDF-", b"packets.")
