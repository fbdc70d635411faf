"""A real paragraph in each of the 44 languages: every letter has a glyph, values keep their order and stay whole."""

from __future__ import annotations

import re
import unicodedata
from itertools import pairwise

import pytest

from fsp_desktop.packets.text.fontbook import fontbook
from fsp_desktop.packets.text.inline import fill, inline
from fsp_desktop.packets.text.lines import Line, lines
from fsp_desktop.packets.text.shape import Paragraph, shaped
from fsp_desktop.packets.text.spans import Span
from fsp_desktop.packets.text.writing import writing
from tests.packets.languages import ARTICLES, RIGHT_TO_LEFT, TAGS, paragraph, typed

VALUES = {
    "name": "Rosa Delgado",
    "phone": "(555) 010-4477",
    "time": "8:10 a.m. – 3:30 p.m.",
    "address": "14 Oak St., Apt 3",
    "mail": "rosa@cedar.example.org",
    "bus": "Bus 7-B",
}
# As they are found in typed text, where nobody marks them.
TYPED = (
    "(555) 010-4477",
    "8:10 a.m. – 3:30 p.m.",
    "14 Oak St., Apt 3",
    "rosa@cedar.example.org",
    "8/14/2026",
    "$2.50",
)


def _filled(tag: str) -> Paragraph:
    (found,) = shaped(fill(paragraph(tag), VALUES), tag)
    return found


def _typed(tag: str) -> Paragraph:
    (found,) = shaped(inline(typed(tag)), tag)
    return found


def _shown(line: Line) -> str:
    """Return the letters of a line in the order of their places on paper."""
    at, found = 0.0, []
    for piece in line.pieces:
        for number, glyph in enumerate(piece.glyphs):
            found.append((at + glyph.dx, number, line.paragraph.text[glyph.cluster]))
            at += glyph.advance
    return "".join(letter for _, _, letter in sorted(found)).replace("\u00a0", " ")


def test_the_languages_are_those_that_are_promised() -> None:
    promised = (
        "en es zh-Hans zh-Hant vi ar pt-BR ru uk ht hmn ur ko fr sw so fil fa prs ps bn ne hi pa gu te ta am ti my "
        "ksw km lo th ja mh tr pl ku ckb rw he ka hy"
    )
    assert set(TAGS) == set(promised.split())
    assert set(RIGHT_TO_LEFT) == {"ar", "ur", "fa", "prs", "ps", "ckb", "he"}


@pytest.mark.parametrize("tag", TAGS)
def test_every_letter_has_a_glyph_and_every_glyph_a_place(tag: str) -> None:
    for found in (_filled(tag), _typed(tag)):
        assert found.missing == ""
        assert all(glyph.gid for run in found.runs for glyph in run.glyphs)
        for measure in (9, 17, 40):
            cut = lines(found, measure)
            assert (cut[0].start, cut[-1].end) == (0, len(found.text))
            assert all(before.end == after.start for before, after in pairwise(cut))
            assert all(line.width <= measure + 0.01 for line in cut)
            drawn = sum(
                glyph.advance for line in cut for piece in line.pieces for glyph in piece.glyphs
            )
            assert drawn == pytest.approx(found.widths[-1], rel=0.03)


@pytest.mark.parametrize("tag", TAGS)
def test_values_and_number_patterns_keep_their_order_on_paper(tag: str) -> None:
    (whole,) = lines(_filled(tag), 10_000)
    shown = _shown(whole)
    for value in VALUES.values():
        assert value in shown, value
    (whole,) = lines(_typed(tag), 10_000)
    shown = _shown(whole)
    for value in TYPED:
        assert value in shown, value


@pytest.mark.parametrize("tag", TAGS)
def test_values_and_number_patterns_are_never_broken_over_a_line_end(tag: str) -> None:
    for found, values in ((_filled(tag), VALUES.values()), (_typed(tag), TYPED)):
        bare = found.text.replace("\u00a0", " ")
        spans = [(bare.index(value), bare.index(value) + len(value)) for value in values]
        for measure in range(13, 40, 2):
            ends = {line.end for line in lines(found, measure)}
            assert not any(start < end < stop for start, stop in spans for end in ends), measure


# In a Karen word every later letter hangs on the one before.
@pytest.mark.parametrize("tag", [tag for tag in TAGS if tag != "ksw"])
def test_bold_in_the_middle_of_a_word_leaves_the_shapes_of_its_letters(tag: str) -> None:
    """Letters that join keep joining: the same number of glyphs stands for the same letters."""
    first = ARTICLES[tag][0]
    word = max(re.findall(r"[^\s,.;。，、।።。\u2019'-]+", first), key=len)[:8]
    if tag in {"ja", "zh-Hans", "zh-Hant"}:
        word = first[:4]
    half = next(at for at in range(len(word) // 2, len(word)) if _stands_alone(word, at))
    plain = shaped(inline(word), tag)[0]
    mixed = shaped(inline(f"{word[:half]}**{word[half:]}**"), tag)[0]
    assert mixed.text == plain.text
    assert mixed.missing == ""
    assert len({run.face for run in mixed.runs}) == 2
    if writing(tag).script in {"Arab", "Hebr", "Latn", "Cyrl", "Geor", "Armn"}:
        count = [sum(len(run.glyphs) for run in found.runs) for found in (plain, mixed)]
        assert abs(count[0] - count[1]) <= 1


@pytest.mark.parametrize(
    ("tag", "markup"),
    [("hi", "मामल**े में**"), ("bn", "মর**্যাদা**"), ("my", "လွတ်လပ**်သော**"), ("vi", "e**\u0301m**")],
)
def test_a_look_never_begins_inside_a_letter(tag: str, markup: str) -> None:
    (found,) = shaped(inline(markup), tag)
    assert found.missing == ""
    assert len({run.face for run in found.runs}) == 2
    # A sign that has lost its letter is drawn on a dotted circle.
    circle = {fontbook().face(run.face).hb_font.get_nominal_glyph(0x25CC) for run in found.runs}
    assert not circle & {glyph.gid for run in found.runs for glyph in run.glyphs}


def test_a_pair_of_brackets_comes_from_one_face() -> None:
    for tag in RIGHT_TO_LEFT:
        (found,) = shaped((Span(f"{ARTICLES[tag][0]} (Bus Seven)."),), tag)
        faces = {
            sign: run.face
            for run in found.runs
            for sign in "()"
            if sign in found.text[run.start : run.end]
        }
        assert faces["("] == faces[")"], tag


def _stands_alone(word: str, at: int) -> bool:
    return unicodedata.category(word[at])[0] == "L" and not unicodedata.combining(word[at - 1])


@pytest.mark.parametrize("tag", TAGS)
def test_lines_of_every_language_leave_room_for_each_other(tag: str) -> None:
    for sentence in ARTICLES[tag]:
        for line in lines(shaped(inline(sentence), tag)[0], 18):
            for piece in line.pieces:
                face = fontbook().face(piece.face)
                em = face.scale / face.upem
                for glyph in piece.glyphs:
                    box = face.hb_font.get_glyph_extents(glyph.gid)
                    top, low = (
                        box.y_bearing * em + glyph.dy,
                        (box.y_bearing + box.height) * em + glyph.dy,
                    )
                    assert top <= line.ascent * 1.05 + 0.02
                    assert -low <= line.descent * 1.05 + 0.02


def test_figures_and_latin_letters_come_from_a_face_that_has_them() -> None:
    for tag in ("km", "lo", "he", "am", "ka", "ta", "my", "ksw", "ur", "hy"):
        found = _filled(tag)
        for run in found.runs:
            if re.search("[A-Za-z]", found.text[run.start : run.end]):
                assert run.face.file.startswith("NotoSans-"), (tag, run.face)


def test_chinese_and_japanese_lines_begin_with_no_closing_sign() -> None:
    for tag in ("ja", "zh-Hans", "zh-Hant"):
        found = shaped(inline(" ".join(ARTICLES[tag]).replace(" ", "")), tag)[0]
        for measure in range(4, 30):
            starts = {found.text[line.start] for line in lines(found, measure)}
            assert not starts & set("、。，ーっゃゅょァィ）」"), measure


def test_korean_words_stay_whole() -> None:
    found = shaped(inline(ARTICLES["ko"][0]), "ko")[0]
    for measure in range(6, 30):
        assert all(found.text[line.end - 1] == " " for line in lines(found, measure)[:-1])


@pytest.mark.parametrize("tag", ["th", "lo", "km", "my"])
def test_lines_end_between_words_that_no_space_divides(tag: str) -> None:
    found = shaped(inline(ARTICLES[tag][0]), tag)[0]
    spaces = sum(char in " \u200b" for char in found.text)
    assert len(found.breaks.normal) > spaces + 4
    for at in found.breaks.normal[:-1]:
        # Nothing is parted from the marks and vowels that belong to it.
        assert not re.match(
            "[\u0e31\u0e34-\u0e3a\u0e47-\u0e4e\u0eb1\u0eb4-\u0ebc\u0ec8-\u0ecd\u17b6-\u17d3\u102b-\u103e]",
            found.text[at],
        )
        assert not re.match("[\u0e40-\u0e44\u0ec0-\u0ec4]", found.text[at - 1])


def test_karen_lines_end_at_spaces_only() -> None:
    for sentence in ARTICLES["ksw"]:
        found = shaped(inline(sentence), "ksw")[0]
        assert len(found.breaks.normal) > 3
        assert all(found.text[at - 1] in " \u200b" for at in found.breaks.normal[:-1])


def test_joiners_between_persian_letters_stay() -> None:
    found = shaped(inline("می‌آیند"), "fa")[0]
    assert "\u200c" in found.text
    without = shaped(inline("میآیند"), "fa")[0]
    assert [g.gid for r in found.runs for g in r.glyphs] != [
        g.gid for r in without.runs for g in r.glyphs
    ]


@pytest.mark.parametrize("tag", ["ar", "he"])
def test_without_isolates_the_same_numbers_would_be_turned_round(tag: str) -> None:
    (found,) = shaped((Span(f"{ARTICLES[tag][0]} (555) 010-4477 {ARTICLES[tag][1]}"),), tag)
    (whole,) = lines(found, 10_000)
    assert "(555) 010-4477" not in _shown(whole)
