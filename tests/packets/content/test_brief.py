"""The conference brief: the family's words first, and no room for what must not be printed."""

from __future__ import annotations

import dataclasses
from datetime import UTC, date, datetime

import pytest

from fsp_desktop.domain.errors import RefusedError
from fsp_desktop.packets.content.brief import (
    Agreed,
    BriefContent,
    Contacted,
    Decision,
    Said,
    compose_brief,
)
from fsp_desktop.packets.document import Paragraph, Table, plain
from tests.packets.content.test_welcome import ISOLATES, printed

CONTENT = BriefContent(
    child_name="Minh",
    grade="5",
    starts_at=datetime(2026, 10, 13, 17, 30, tzinfo=UTC),
    place="Room 12",
    interpreter="Linh T.",
    their_words=(
        Said("Please begin with what Minh enjoys.", "Mr. Nguyễn", date(2026, 10, 2)),
        Said("Cháu thích vẽ.", "Mrs. Nguyễn", lang="vi"),
    ),
    strengths=(Said("Explains his thinking to younger children"),),
    agreements=(Agreed("Reading in Vietnamese counts.", "kept", date(2026, 9, 20)),),
    family_questions=(Said("How do marks work here?"),),
    school_questions=(Said("Would a later bus help?"),),
    progress=(Said("He reads long books."),),
    contacts=(Contacted(date(2026, 10, 5), "family_to_school", "asked about the bus"),),
    notes=(Said("Grandfather is asked first.", "Mr. Nguyễn"),),
    decisions=(Decision("Later bus on Thursdays", "School", date(2026, 10, 30)),),
)


def test_the_family_s_words_and_questions_come_before_the_school_s() -> None:
    ids = [section.id for section in compose_brief(CONTENT).sections]
    assert ids[0] == "words"
    assert ids.index("asked") < ids.index("we_ask")
    assert ids[-1] == "decide"


def test_the_page_says_who_when_and_where() -> None:
    document = compose_brief(CONTENT)
    assert document.look == "brief"
    assert "Minh and family · grade 5" in printed(document)
    aside = [ISOLATES.sub("", plain(line["en"])).replace("\xa0", " ") for line in document.aside]
    assert aside[0] == "Tuesday, October 13 · 5:30 PM"
    assert "Room 12" in printed(document)


def test_quotes_keep_their_words_language_and_source() -> None:
    first, second = compose_brief(CONTENT).sections[0].blocks
    assert isinstance(first, Paragraph)
    assert isinstance(second, Paragraph)
    assert first.style == "quote"
    text = ISOLATES.sub("", plain(first.texts["en"]))
    assert text.startswith("“Please begin with what Minh enjoys.”")
    assert "Mr. Nguyễn" in text.replace("\xa0", " ")
    assert any(span.lang == "vi" for span in second.texts["en"])
    shown = ISOLATES.sub("", plain(second.texts["en"])).replace("\xa0", " ")
    assert shown == "“Cháu thích vẽ.” (in Vietnamese) — Mrs. Nguyễn"


def test_agreements_say_in_words_how_they_went() -> None:
    assert "Kept since Sep 20" in printed(compose_brief(CONTENT))
    unknown = dataclasses.replace(CONTENT, agreements=(Agreed("A", "dropped_by_newer_program"),))
    assert "A Open" in printed(compose_brief(unknown))


def test_a_page_in_the_family_s_language_marks_what_is_in_english() -> None:
    document = compose_brief(CONTENT, "vi")
    text = printed(document)
    assert document.languages == ("vi",)
    assert "Trước hết là lời của gia đình" in text
    assert "Explains his thinking to younger children (Tiếng Anh)" in text
    assert {section.state("vi") for section in document.sections} == {"draft"}
    assert "Bản nháp · Draft" in text


def test_an_empty_brief_still_has_room_to_decide_together() -> None:
    document = compose_brief(BriefContent("Minh"))
    assert [section.id for section in document.sections] == ["asked", "decide"]
    (table,) = document.sections[-1].blocks
    assert isinstance(table, Table)
    assert table.blank_rows == 3


def test_a_language_nobody_has_written_the_headings_in_is_refused() -> None:
    with pytest.raises(RefusedError, match=r"packets\.no_texts"):
        compose_brief(CONTENT, "mh")


def test_typed_markup_and_places_are_printed_as_typed() -> None:
    typed = dataclasses.replace(CONTENT, strengths=(Said("{name} **loud** <b>"),))
    assert "{name} **loud** <b>" in printed(compose_brief(typed))
