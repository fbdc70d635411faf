"""English of the packets at sixth grade or easier: each longer text, each part, all together.

Formulas and their sources stand in `fsp_desktop.language.reading_grade`. A short text is judged with
its part, because a formula about averages says little about a few words.
"""

from __future__ import annotations

import re

import pytest

from fsp_desktop.language.catalogue import read_entries
from fsp_desktop.language.reading_grade import reading_grade
from fsp_desktop.language.resources import translation_path
from fsp_desktop.packets.content.texts import load_texts, places

HIGHEST_GRADE = 6.0
_MANY_WORDS = 20
ENGLISH = load_texts("en").words
PARTS_OF_THE_PACKET = {
    1: "cover",
    2: "your_person",
    3: "first_day",
    4: "school_day",
    5: "getting_here",
    6: "meals",
    7: "absence",
    8: "health",
    9: "people",
    10: "learning",
    11: "conferences",
    12: "taking_part",
    13: "home_visits",
    14: "staying_in_touch",
    15: "safety",
    16: "rights",
    17: "community",
    18: "school_words",
    19: "about_you",
    20: "checklist",
}
DOCUMENTS = (
    "invitation",
    "agreement",
    "came_by",
    "appointment",
    "speak_card",
    "interpreter_card",
    "badge",
    "sign_in",
    "flyer",
    "event",
    "glossary",
    "sorting",
)
# Texts that say what a law gives a family or what a public office found.
FACTS = (
    "getting_here.same_school",
    "meals.free",
    "meals.form",
    "meals.no_number",
    "meals.private",
    "meals.all_free",
    "meals.needs.health",
    "health.shots.free",
    "health.home.fever",
    "learning.homework.own_language",
    "learning.english.free",
    "learning.english.choice",
    "learning.disability.ask",
    "learning.disability.plan",
    "learning.disability.english",
    "learning.disability.other",
    "taking_part.why",
    "taking_part.easy",
    "taking_part.plan.what",
    "taking_part.plan.teachers",
    "staying_in_touch.photos.choice",
    "safety.bullying.law",
    "community.call_211",
    "community.call_988",
)
_PAGE_OF_WORDS = 420
# A line to write on in place of a whole table.
_TABLES = {"school_day.calendar.blank"}


def said(text: str) -> str:
    """Return a text as it is read: a name in each place, no marks."""
    return re.sub(r"\{\w+\}", "Rosa", text).replace("**", "")


def texts_of(part: str) -> list[str]:
    return [said(words) for name, words in ENGLISH.items() if name.partition(".")[0] == part]


LONG = [name for name, words in ENGLISH.items() if len(said(words).split()) > _MANY_WORDS]


@pytest.mark.parametrize("name", LONG)
def test_each_longer_text_is_plain(name: str) -> None:
    assert reading_grade(said(ENGLISH[name])).flesch_kincaid <= HIGHEST_GRADE


def test_the_packet_as_a_whole_is_plain_by_each_formula() -> None:
    whole = "\n".join(text for part in PARTS_OF_THE_PACKET.values() for text in texts_of(part))
    grade = reading_grade(whole)
    assert grade.words > 3000
    grades = (grade.flesch_kincaid, grade.automated_index, grade.coleman_liau)
    assert max(grades) <= HIGHEST_GRADE


@pytest.mark.parametrize("part", [*PARTS_OF_THE_PACKET.values(), *DOCUMENTS])
def test_every_part_and_document_has_words(part: str) -> None:
    title = "title" if part in DOCUMENTS and part not in {"badge", "event"} else "heading"
    named = ENGLISH.get(f"{part}.{title}") or next(iter(texts_of(part)))
    assert named
    assert len(texts_of(part)) >= 5


@pytest.mark.parametrize("part", PARTS_OF_THE_PACKET.values())
def test_no_part_says_more_than_about_a_page(part: str) -> None:
    # High school is printed for grades 9 to 12 only, and lines to write on hold few words.
    shown = [name for name in ENGLISH if name.split(".")[0] == part and "high_school" not in name]
    lines = [said(ENGLISH[name]) for name in shown if not ENGLISH[name].endswith(":")]
    assert sum(len(text.split()) for text in lines) <= _PAGE_OF_WORDS


def test_facts_name_their_source() -> None:
    source = translation_path("packets", "en.po").read_text(encoding="utf-8")
    notes = {entry.context: " ".join(entry.notes) for entry in read_entries(source)}
    assert [name for name in FACTS if "Source:" not in notes[name]] == []


def test_a_line_to_write_on_stands_beside_each_text_that_has_one() -> None:
    blanks = [name for name in ENGLISH if name.endswith(".blank") and name not in _TABLES]
    alone = [
        name
        for name in blanks
        if (full := name.removesuffix(".blank")) in ENGLISH and not places(ENGLISH[full])
    ]
    assert alone == []
    assert [name for name in blanks if places(ENGLISH[name])] == []


@pytest.mark.parametrize("word", ["visa", "citizen", "passport", "green card", "undocumented"])
def test_nobody_is_asked_about_immigration(word: str) -> None:
    assert not [name for name, words in ENGLISH.items() if word in words.casefold()]
