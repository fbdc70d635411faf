"""The smaller pages: complete in each language, private where they must be, on one page."""

from __future__ import annotations

import io
import re
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fsp_desktop.domain.errors import RefusedError
from fsp_desktop.packets.content.agreement_copy import AgreementCopy, compose_agreement_copy
from fsp_desktop.packets.content.badges import BadgeName, compose_badges
from fsp_desktop.packets.content.cards import Sheet, compose_speak_cards
from fsp_desktop.packets.content.event_pages import Event, compose_flyer, compose_sign_in
from fsp_desktop.packets.content.invitation import Invitation, compose_invitation
from fsp_desktop.packets.content.label_stock import label_sheet, label_stock
from fsp_desktop.packets.content.look import Look
from fsp_desktop.packets.content.school_profile import BusStop, SchoolProfile
from fsp_desktop.packets.content.slips import Appointment, compose_appointment, compose_came_by
from fsp_desktop.packets.content.small_document import Meeting
from fsp_desktop.packets.content.welcome import WelcomeOrder, compose_packet
from fsp_desktop.packets.document import Table, plain
from fsp_desktop.packets.label_sheet import Labels
from fsp_desktop.packets.pdf.render import render
from fsp_desktop.packets.reading import text_twin, without_marks
from tests.packets.content.sample_pages import COPY, EVENT, MEETING, NAMES, PAGES, first_days, page
from tests.packets.content.sample_school import FAMILY, PROFILE
from tests.packets.content.test_welcome import printed

ONE_PAGE = ("conference invitation", "agreement copy", "we came by", "appointment", "event flyer")
LETTER_WIDTH, LETTER_HEIGHT = 612.0, 792.0
ISOLATED = "\u2066\u2067\u2068\u2069"
A4_WIDTH, A4_HEIGHT = 595.276, 841.89


@pytest.mark.parametrize("name", PAGES)
@pytest.mark.parametrize("tag", ["es", "ar"])
def test_no_place_and_no_markup_reaches_a_page(name: str, tag: str) -> None:
    text = printed(page(name, tag))
    assert text.strip()
    assert not re.search(r"[{}]|\*\*|None", text)


@pytest.mark.parametrize("name", ONE_PAGE)
@pytest.mark.parametrize("tag", ["ar", "zh-Hans", "my"])
def test_what_goes_home_on_one_page_stays_on_one(name: str, tag: str) -> None:
    assert render(page(name, tag), io.BytesIO()).pages == 1


@pytest.mark.parametrize("tag", ["es", "ar", "ur", "zh-Hans", "hi", "ru"])
def test_the_short_packet_stands_on_two_leaves(tag: str) -> None:
    assert render(first_days(tag), io.BytesIO()).pages <= 4


def test_a_school_with_many_stops_leaves_lines_in_the_short_packet() -> None:
    many = replace(PROFILE, bus_stops=tuple(BusStop(str(n), f"Stop {n}") for n in range(30)))
    order = WelcomeOrder(("es",), edition="first_days")
    document = compose_packet(many, FAMILY, order).document
    assert "Stop 17" not in text_twin(document)
    assert render(document, io.BytesIO()).pages <= 4
    assert "Stop 17" in text_twin(compose_packet(many, FAMILY, WelcomeOrder(("es",))).document)


@pytest.mark.parametrize("name", PAGES)
def test_a_page_keeps_its_paper_and_its_key(name: str) -> None:
    first, again = page(name, "es"), page(name, "es")
    a4 = page(name, "es", Look(page="a4"))
    assert first.key == again.key != a4.key
    assert (first.page, a4.page) == ("letter", "a4")


def test_drafts_are_told_in_both_languages_on_small_pages_too() -> None:
    for name in ("conference invitation", "we came by", "appointment", "event flyer"):
        assert "Borrador · Draft" in printed(page(name, "es"))
        assert "Draft" not in text_twin(page(name, "en"))


def test_an_invitation_says_what_it_knows_and_asks_for_the_rest() -> None:
    text = text_twin(page("conference invitation", "es"))
    assert "Amina" in text
    assert "Room 12" in text
    assert "español" in text
    blank = compose_invitation(SchoolProfile(), Invitation(), ["es"])
    words = text_twin(blank.document)
    assert "su hijo o hija" in words
    assert words.count("______") >= 4
    assert {gap.effect for gap in blank.gaps} == {"line"}


def test_a_copy_keeps_typed_words_as_they_were_typed() -> None:
    text = text_twin(page("agreement copy", "es"))
    for words in (
        "“She loves to draw.”",
        "Send home books in her language",
        "Ms. Park",
        "14 de enero",
    ):
        assert words in text
    spanish = replace(COPY, written_in="es", their_words=("Le gusta dibujar.",))
    words = text_twin(compose_agreement_copy(PROFILE, spanish, ["es"]).document)
    assert "Le gusta dibujar." in words


def test_an_empty_copy_has_rows_to_write_in_and_nothing_to_sign() -> None:
    made = compose_agreement_copy(PROFILE, AgreementCopy(), ["es"])
    table = next(b for s in made.document.sections for b in s.blocks if isinstance(b, Table))
    assert table.blank_rows == 3
    assert "firmar" in text_twin(made.document)


def test_a_note_on_the_door_names_no_child_place_or_hour() -> None:
    text = text_twin(compose_came_by(PROFILE, MEETING, ["es"]).document)
    assert "Rosa Delgado" in text
    for secret in ("Amina", "Room 12", "5:30"):
        assert secret not in text


def test_an_appointment_stands_on_the_page_twice() -> None:
    text = text_twin(page("appointment", "es"))
    assert text.count("Room 12") == 4
    other = compose_appointment(PROFILE, Appointment(Meeting(), "teleport"), ["es"])
    assert "Meeting at school" in text_twin(other.document)


def test_cards_in_a_language_without_texts_say_its_own_name() -> None:
    text = text_twin(compose_speak_cards(PROFILE, ["ksw", "es"], Sheet()).document)
    assert "ကညီ" in text
    assert "I speak Spanish." in text
    assert "(555) 010-4488" in text


def test_whoever_wants_no_name_on_lists_has_no_badge() -> None:
    made = compose_badges("Breakfast", NAMES, Sheet())
    assert made.left_out == (("Not On Lists", "packets.opted_out"),)
    text = text_twin(made.document)
    assert "Not On Lists" not in text
    assert "أمينة عثمان" in text
    assert "Say: ah-MEE-nah" in text


@settings(max_examples=20)
@given(st.lists(st.booleans(), min_size=1, max_size=12))
def test_exactly_those_who_did_not_opt_out_get_one_badge(opted: list[bool]) -> None:
    names = [BadgeName(f"Person {n}", opted_out=one) for n, one in enumerate(opted)]
    made = compose_badges("x", names, Sheet())
    (labels,) = made.document.sections[0].blocks
    assert isinstance(labels, Labels)
    assert len(labels.cells) == opted.count(False)
    assert len(made.left_out) == opted.count(True)


def test_cells_used_before_are_skipped_and_copies_made() -> None:
    made = compose_badges("x", NAMES[:1], Sheet("L7160", skip=22, copies=3))
    (labels,) = made.document.sections[0].blocks
    assert isinstance(labels, Labels)
    assert (labels.skip, len(labels.cells), made.document.page) == (1, 3, "a4")


@pytest.mark.parametrize("name", label_stock())
def test_every_sheet_fits_its_paper_and_says_where_its_figures_come_from(name: str) -> None:
    stock = label_stock()[name]
    sheet = stock.sheet
    width, height = (A4_WIDTH, A4_HEIGHT) if sheet.page == "a4" else (LETTER_WIDTH, LETTER_HEIGHT)
    right = sheet.left + (sheet.columns - 1) * sheet.across + sheet.width
    bottom = sheet.top + (sheet.rows - 1) * sheet.down + sheet.height
    assert right <= width
    assert bottom <= height
    assert sheet.across >= sheet.width - 0.5
    assert sheet.down >= sheet.height - 0.5
    # A sheet is cut in the middle of its paper, to a twentieth of an inch.
    assert abs((width - right) - sheet.left) < 3.6
    assert stock.source
    assert stock.use in {"badge", "label", "card"}
    assert str(sheet.count) in stock.about


def test_an_unknown_sheet_is_refused_with_those_that_are_known() -> None:
    with pytest.raises(RefusedError) as refused:
        label_sheet("9999")
    assert refused.value.code == "packets.unknown_sheet"
    assert "5395" in str(refused.value.detail["known"])
    assert label_sheet(" l7160 ").columns == 3


def test_a_flyer_says_what_is_offered_and_where_the_code_leads() -> None:
    text = text_twin(page("event flyer", "es"))
    for words in ("Desayuno de bienvenida", "somalí y árabe", EVENT.link, "Es gratis."):
        assert words in text
    own = Event(title={"en": "Fall fair", "es": "Feria"}, meeting=MEETING)
    words = text_twin(compose_flyer(PROFILE, own, ["es"]).document)
    assert "Feria" in words
    assert EVENT.link not in words


def test_a_sign_in_sheet_lies_on_its_side_with_its_lines() -> None:
    document = compose_sign_in(PROFILE, EVENT, ["es"], rows=40).document
    table = next(b for b in document.sections[0].blocks if isinstance(b, Table))
    assert (document.turned, table.blank_rows) == (True, 40)
    assert len(table.header) == 5


def test_four_languages_fit_and_five_are_refused() -> None:
    many = compose_came_by(PROFILE, Meeting(date(2026, 11, 3)), ["es", "ar", "vi"])
    assert many.document.languages == ("es", "ar", "vi", "en")
    with pytest.raises(RefusedError, match="text_count"):
        compose_came_by(PROFILE, Meeting(), ["es", "ar", "vi", "so"])


def test_a_term_left_in_english_is_set_as_english_between_right_to_left_words() -> None:
    rows = [
        row
        for block in page("glossary", "ur").sections[0].blocks
        if isinstance(block, Table)
        for row in block.rows
    ]
    terms = [
        cell["ur"] for cell, _meaning in rows if without_marks(plain(cell["ur"])) == "504 plan"
    ]
    assert terms
    for term in terms:
        assert plain(term)[0] in ISOLATED
        assert {span.lang for span in term if span.text.strip(ISOLATED)} == {"en"}
