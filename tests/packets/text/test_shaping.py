from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from pathlib import Path

import pytest
import uharfbuzz as hb

from fsp_desktop.language.languages import LANGUAGES
from fsp_desktop.packets.text import fontbook as fonts
from fsp_desktop.packets.text.inline import inline, verbatim
from fsp_desktop.packets.text.lines import Line, lines
from fsp_desktop.packets.text.shape import Paragraph, shaped
from fsp_desktop.packets.text.spans import Span

PHONE = "(555) 010-4477"


def _one(markup: str, lang: str) -> Paragraph:
    (paragraph,) = shaped(inline(markup), lang)
    return paragraph


def _letters_by_place(line: Line) -> list[tuple[float, str]]:
    """Return (x, letter) of every drawn letter of a line."""
    at, found = 0.0, []
    for piece in line.pieces:
        for glyph in piece.glyphs:
            found.append((at + glyph.dx, line.paragraph.text[glyph.cluster]))
            at += glyph.advance
    return sorted(found)


@pytest.mark.parametrize(
    ("markup", "kept"),
    [
        (f"اتصلوا على {PHONE} قبل الظهر", PHONE),
        (f"התקשרו {PHONE} לפני הצהריים", PHONE),
        ("المكتب: 14 Oak St., Apt 3 قرب المدرسة", "14 Oak St., Apt 3"),
        ("تُفتح الأبواب الساعة 8:10 – 3:30 PM كل يوم", "8:10 – 3:30 PM"),
        ("اكتبوا إلى rosa@cedar.example.org اليوم", "rosa@cedar.example.org"),
        ("في 8/14/2025 صباحًا", "8/14/2025"),
    ],
)
def test_numbers_stand_in_their_own_order_inside_right_to_left_text(markup: str, kept: str) -> None:
    lang = "he" if "ה" in markup else "ar"
    (line,) = lines(_one(markup, lang), 200)
    drawn = "".join(letter for _, letter in _letters_by_place(line)).replace("\u00a0", " ")
    assert kept in drawn


def test_right_to_left_words_begin_at_the_right() -> None:
    (line,) = lines(_one("مرحبا بكم", "ar"), 200)
    places = {letter: x for x, letter in _letters_by_place(line)}
    assert places["م"] > places["ب"] or places["ر"] > places["ك"]
    assert line.pieces[0].right_to_left


@pytest.mark.parametrize("lang", ["ar", "he", "fa"])
def test_protected_pieces_are_not_broken_while_they_fit(lang: str) -> None:
    paragraph = _one(f"هنا نص طويل قليلا ثم {PHONE} ثم نص آخر طويل", lang)
    for measure in range(9, 40):
        ends = [line.end for line in lines(paragraph, measure)]
        start, stop = paragraph.text.index("("), paragraph.text.index("7\u2069")
        assert not any(start < end <= stop for end in ends), measure


def test_a_piece_wider_than_the_line_is_broken_at_its_joints() -> None:
    paragraph = _one("write to rosa.delgado.family.liaison@cedar-grove.example.org now", "en")
    found = [paragraph.text[line.start : line.end] for line in lines(paragraph, 12)]
    assert all(line.width <= 12 for line in lines(paragraph, 12))
    assert any(part.endswith(("@", ".", "-")) for part in found)


def test_a_word_without_any_break_is_cut_between_letters() -> None:
    paragraph = _one("x" * 10_000, "en")
    cut = lines(paragraph, 30)
    assert sum(line.end - line.start for line in cut) == 10_000
    assert max(line.width for line in cut) <= 30
    assert len(lines(_one("é́" * 50, "en"), 0.01)) == 50


def test_line_ends_keep_every_letter_once_in_every_language() -> None:
    for lang, words in SAMPLES.items():
        paragraph = _one(words, lang)
        for measure in (3, 7.5, 20):
            cut = lines(paragraph, measure)
            assert [(a.end, b.start) for a, b in pairwise(cut) if a.end != b.start] == []
            assert (cut[0].start, cut[-1].end) == (0, len(paragraph.text))
            drawn = sum(g.advance for line in cut for p in line.pieces for g in p.glyphs)
            assert drawn == pytest.approx(paragraph.widths[-1], rel=0.02), (lang, measure)


SAMPLES = {
    "en": "Call **Rosa** at (555) 010-4477 before 8:10.",
    "es": "Llame a **Rosa** al (555) 010-4477 antes de las 8:10, señor Núñez.",
    "ar": "اتصلوا بـ**روزا** على (555) 010-4477 قبل الساعة 8:10.",
    "ur": "براہ کرم روزا کو (555) 010-4477 پر فون کریں۔",
    "fa": "می‌خواهیم با شما در ساعت 8:10 صحبت کنیم.",
    "ps": "مهرباني وکړئ روزا ته زنګ ووهئ.",
    "ckb": "تکایە پەیوەندی بە ڕۆزا بکەن.",
    "he": "נא להתקשר לרוזה (555) 010-4477.",
    "zh-Hans": "请在8:10之前打电话给**罗莎**，号码 (555) 010-4477。",
    "zh-Hant": "請在8:10之前打電話給羅莎。",
    "ja": "8時10分までにローザに電話してください。",
    "ko": "8:10 전에 로사에게 전화해 주세요.",
    "vi": "Vui lòng gọi cho **Rosa** số (555) 010-4477 trước 8:10.",
    "hi": "कृपया रोज़ा को फ़ोन करें।",
    "bn": "অনুগ্রহ করে রোজাকে ফোন করুন।",
    "pa": "ਕਿਰਪਾ ਕਰਕੇ ਰੋਜ਼ਾ ਨੂੰ ਫ਼ੋਨ ਕਰੋ।",
    "gu": "કૃપા કરીને રોઝાને ફોન કરો.",
    "te": "దయచేసి రోజాకు ఫోన్ చేయండి.",
    "ta": "தயவுசெய்து ரோசாவை அழைக்கவும்.",
    "am": "እባክዎ ለሮዛ ይደውሉ።",
    "my": "ကျေးဇူးပြု၍ ဖုန်းခေါ်ပါ။",
    "ksw": "ဝံသးစူၤ ကိးရိစၣ် တၢ်ဂ့ၢ်",
    "km": "សូមទូរស័ព្ទទៅរ៉ូសាមុនម៉ោង 8:10។",
    "lo": "ກະລຸນາໂທຫາໂຣຊາກ່ອນ 8:10.",
    "th": "กรุณาโทรหาโรซาก่อน 8:10 น.",
    "ka": "გთხოვთ დაურეკოთ როზას.",
    "hy": "Խնդրում ենք զանգահարել Ռոզային։",
    "ru": "Позвоните Розе до 8:10.",
    "uk": "Зателефонуйте Розі до 8:10, будь ласка, її є.",
    "mh": "Jouj im kallimur ñan Rosa, ļo̧k n̄an em̧m̧an.",
    "so": "Fadlan wac Rosa.",
    "ht": "Tanpri rele Rosa anvan 8:10.",
    "hmn": "Thov hu rau Rosa ua ntej 8:10.",
    "aii": "ܫܠܡܐ ܥܠܘܟܘܢ",
}


@pytest.mark.parametrize("lang", sorted(SAMPLES))
def test_no_glyph_is_missing(lang: str) -> None:
    paragraph = _one(SAMPLES[lang], lang)
    assert paragraph.missing == ""
    assert all(glyph.gid for run in paragraph.runs for glyph in run.glyphs)


def test_every_language_of_the_table_can_write_its_own_name() -> None:
    unwritten = {
        known.tag: paragraph.missing
        for known in LANGUAGES.values()
        if known.autonym
        for paragraph in shaped(verbatim(known.autonym), known.tag)
        if paragraph.missing
    }
    assert unwritten == {}


def test_letters_that_no_font_has_are_named() -> None:
    assert _one("ok \U00012000 and \ue000", "en").missing == "\U00012000\ue000"
    assert _one("e\U0001e8d0", "en").missing == "\U0001e8d0"


def test_chinese_japanese_and_korean_have_their_own_forms() -> None:
    faces = {
        lang: _one("骨直", lang).runs[0].face.number for lang in ("ja", "ko", "zh-Hans", "zh-Hant")
    }
    assert len(set(faces.values())) == 4
    in_english = shaped((Span("Name: "), Span("直", lang="ja")), "en")[0]
    assert in_english.runs[-1].face.number == faces["ja"]


def test_karen_is_broken_at_spaces_only_and_thai_inside_its_sentences() -> None:
    karen, thai = _one(SAMPLES["ksw"], "ksw"), _one("กรุณาโทรหาโรซาก่อน", "th")
    assert all(karen.text[at - 1] in " \u200b" for at in karen.breaks.normal[:-1])
    assert len(thai.breaks.normal) > 3


def test_bold_in_the_middle_of_an_arabic_word_keeps_it_joined() -> None:
    plain_word = _one("مدرسة", "ar").runs[0].glyphs
    parts = [g.gid for run in reversed(_one("مد**رسة**", "ar").runs) for g in run.glyphs]
    assert len(parts) == len(plain_word)
    joined = fonts.fontbook().face(_one("مد**رسة**", "ar").runs[1].face)
    isolated = hb.Buffer()
    isolated.add_str("س")
    isolated.guess_segment_properties()
    hb.shape(joined.hb_font, isolated)
    assert isolated.glyph_infos[0].codepoint not in parts


def test_lines_leave_room_for_their_ink() -> None:
    for lang, words in SAMPLES.items():
        (line,) = lines(_one(words, lang), 500)
        low, high = _ink(line)
        room = 1.05 * (line.ascent + line.descent)
        assert high - low <= room + 0.12, (lang, high, low, room)


def _ink(line: Line) -> tuple[float, float]:
    lows, highs = [0.0], [0.0]
    for piece in line.pieces:
        face = fonts.fontbook().face(piece.face)
        em = face.scale / face.upem
        for glyph in piece.glyphs:
            box = face.hb_font.get_glyph_extents(glyph.gid)
            highs.append(box.y_bearing * em + glyph.dy)
            lows.append((box.y_bearing + box.height) * em + glyph.dy)
    return min(lows), max(highs)


def test_isolates_and_ignorable_letters_draw_nothing() -> None:
    paragraph = _one("a {x} 8:10 b", "en")
    assert "\u2066" in paragraph.text
    drawn = sum(len(run.glyphs) for run in paragraph.runs)
    assert drawn == len("a {x} 8:10 b")
    bare = "a {x} 8:10 b".replace(" 8", "\u00a08")
    assert paragraph.widths[-1] == pytest.approx(shaped((Span(bare),), "en")[0].widths[-1])


def test_a_font_file_that_is_not_installed_is_passed_over(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    real = fonts.resource_path

    def without_cjk(*parts: str) -> Path:
        return tmp_path / parts[-1] if "CJK" in parts[-1] else real(*parts)

    monkeypatch.setattr(fonts, "resource_path", without_cjk)
    book = fonts.FontBook()
    assert book.choose("校", "zh-Hans", "Hani", fonts.Look()) is None
    assert book.choose("a", "zh-Hans", "Latn", fonts.Look()) is not None


def _names(faces: Sequence[fonts.FaceKey]) -> list[str]:
    return [face.file for face in faces]


def test_own_words_are_set_in_serif_where_there_is_one() -> None:
    serif = fonts.Look(serif=True)
    assert _names(fonts.candidates("en", "Latn", serif))[0] == "NotoSerif-Regular.ttf"
    assert _names(fonts.candidates("ar", "Arab", serif))[0] == "NotoNaskhArabic-Regular.ttf"
    assert _names(fonts.candidates("ur", "Arab", serif))[0] == "NotoNastaliqUrdu-Regular.ttf"
