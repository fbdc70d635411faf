from __future__ import annotations

import io
import re
import shutil
import subprocess
import threading
from dataclasses import replace
from pathlib import Path

import pikepdf
import pypdfium2
import pytest

from fsp_desktop.domain.errors import RefusedError
from fsp_desktop.packets.document import Document, Paragraph, Section, Span, inline, verbatim
from fsp_desktop.packets.pdf.coverage import missing_glyphs
from fsp_desktop.packets.pdf.pages import page_count, render_page, render_page_png
from fsp_desktop.packets.pdf.render import render
from fsp_desktop.packets.reading import text_twin
from fsp_desktop.packets.text.spans import plain
from tests.packets.pdf.samples import PHONE, printed, sample

LANGS = ["es", "ar", "zh-Hans", "vi"]
LAYOUTS = ["side_by_side", "stacked", "facing"]


def _read(pdf: bytes) -> str:
    with pypdfium2.PdfDocument(pdf) as document:
        return "\n".join(page.get_textpage().get_text_bounded() for page in document)


@pytest.mark.parametrize("layout", LAYOUTS)
@pytest.mark.parametrize("lang", LANGS)
def test_every_layout_prints_in_every_language(lang: str, layout: str) -> None:
    out = io.BytesIO()
    seen: list[tuple[int, int]] = []
    report = render(
        sample(lang, layout=layout), out, progress=lambda done, total: seen.append((done, total))
    )
    assert page_count(out.getvalue()) == report.pages == seen[-1][1] == len(seen)
    assert report.drafts == [("call", lang)]
    assert report.missing_glyphs == []
    with pikepdf.open(io.BytesIO(out.getvalue())) as pdf:
        assert pdf.check_pdf_syntax() == []


def test_large_print_is_one_column_of_eighteen_points() -> None:
    with pikepdf.open(io.BytesIO(printed(sample("es", large_print=True)))) as pdf:
        content = b"\n".join(page.Contents.read_bytes() for page in pdf.pages)
    sizes = [float(size) for size in re.findall(rb"/G\d+ ([\d.]+) Tf", content)]
    assert sorted(sizes)[len(sizes) // 2] >= 18
    assert min(sizes) >= 16


def test_equal_documents_are_equal_bytes() -> None:
    first = printed(sample("ar"))
    found: list[bytes] = []
    other = threading.Thread(target=lambda: found.append(printed(sample("ar"))))  # noqa: TID251
    other.start()
    other.join()
    assert first == printed(sample("ar")) == found[0]
    assert first != printed(replace(sample("ar"), key="other"))


def test_the_word_draft_stands_on_the_page_in_both_languages() -> None:
    words = _read(printed(sample("es")))
    assert "Borrador · Draft" in words
    assert "Draft" not in _read(printed(sample("en")))


def test_what_is_missing_prints_in_english_only() -> None:
    document = sample("es")
    call = replace(document.sections[1], states={"es": "missing"})
    words = _read(printed(replace(document, sections=(call,), footer={}, title={})))
    assert "Who do I call?" in words
    assert "llamo" not in words
    one_row = Section("x", {}, (Paragraph({"en": inline("Only English here")}),))
    assert "Only English here" in _read(printed(replace(document, sections=(one_row,))))


def test_letters_without_a_font_refuse_the_printing() -> None:
    holes = Section(
        "card", {}, (Paragraph({"es": inline("bien"), "en": verbatim("Name: \U00012000\ue123")}),)
    )
    document = replace(sample("es"), sections=(holes,))
    out = io.BytesIO()
    with pytest.raises(RefusedError) as refused:
        render(document, out)
    assert refused.value.code == "packets.missing_glyphs"
    assert refused.value.detail["missing"] == [
        {"section": "card", "lang": "en", "chars": "\U00012000\ue123"}
    ]
    assert out.getvalue() == b""
    assert [(hole.section, hole.lang) for hole in missing_glyphs(document)] == [("card", "en")]


def test_cancelling_writes_nothing() -> None:
    out = io.BytesIO()
    asked = iter([False, False, True])
    with pytest.raises(RefusedError) as refused:
        render(sample("es"), out, cancelled=lambda: next(asked))
    assert refused.value.code == "packets.cancelled"
    assert out.getvalue() == b""


HOSTILE = [
    "<img src='file:///etc/passwd'/> & <para> </b>",
    "**unclosed [link](javascript:alert(1)) \\",
    "nul \x00 bell \x07 esc \x1b[31m",
    "rlo \u202e gnp.exe pdf \u2066\u2066\u2066 lri",
    ") Tj ET Q endstream endobj << /JS (x) >>",
    "x" * 10_000,
    "( " * 3000,
    "\u0301" * 500 + "a\u0489" * 200,
    "a\n" * 400,
    "",
]


@pytest.mark.parametrize("lang", ["en", "ar", "zh-Hans"])
@pytest.mark.parametrize("typed", HOSTILE)
def test_hostile_text_is_printed_as_text_or_refused(typed: str, lang: str) -> None:
    block = Paragraph({lang: inline(typed), "en": verbatim(typed)}, "quote")
    document = Document({"en": verbatim("Title")}, (lang, "en"), (Section("s", {}, (block,)),))
    if missing_glyphs(document):
        with pytest.raises(RefusedError, match=r"packets\.missing_glyphs"):
            render(document, io.BytesIO())
        return
    out = io.BytesIO()
    render(document, out)
    with pikepdf.open(io.BytesIO(out.getvalue())) as pdf:
        assert pdf.check_pdf_syntax() == []
        assert b"/JavaScript" not in out.getvalue()
        assert "/Names" not in pdf.Root


def test_a_language_tag_cannot_reach_the_drawing() -> None:
    words = (Span("hello "), Span("there", lang=") Tj ET Q ("))
    document = Document({}, ("en",), (Section("s", {}, (Paragraph({"en": words}),)),))
    with pikepdf.open(io.BytesIO(printed(document))) as pdf:
        assert pdf.check_pdf_syntax() == []
        assert b") Tj" not in pdf.pages[0].Contents.read_bytes()


def test_a_long_table_repeats_its_header_and_a_tall_card_is_not_lost() -> None:
    from fsp_desktop.packets.document import Card, Table

    def words(text: str) -> dict[str, tuple]:
        return {"en": inline(text)}

    table = Table(
        (words("Who"), words("What")),
        tuple((words(f"row {n}"), words("x " * 30)) for n in range(80)),
    )
    card = Card(tuple(words(f"line {n}") for n in range(90)))
    document = Document(words("Lists"), ("en",), (Section("t", words("Table"), (table, card)),))
    pages = [_page_words(printed(document), at) for at in range(page_count(printed(document)))]
    with_rows = [page for page in pages if re.search(r"row \d", page)]
    assert len(with_rows) > 2
    assert all("Who" in page for page in with_rows)
    everything = "\n".join(pages)
    assert all(f"row {n}" in everything for n in range(80))
    assert all(f"line {n}" in everything for n in range(90))


def _page_words(pdf: bytes, at: int) -> str:
    with pypdfium2.PdfDocument(pdf) as document:
        return document[at].get_textpage().get_text_bounded()


def test_headings_never_stand_alone_at_the_foot_of_a_page() -> None:
    from fsp_desktop.packets.pdf.flow import Cell, Row, Strip, paginate

    line = Strip(10.0, lambda *_: None)
    heading = Row((Cell(0, 100, (line,)),), keep=True)
    for before in range(20):
        rows = [Row((Cell(0, 100, (line,)),))] * before + [
            heading,
            heading,
            Row((Cell(0, 100, (line,) * 3),)),
        ]
        for page in paginate(rows, 100):
            assert not page.rows[-1][0].keep
            assert page.used <= 100


@pytest.mark.parametrize("lang", ["es", "vi", "zh-Hans"])
def test_readers_find_the_words_that_were_written(lang: str) -> None:
    document = sample(lang, layout="stacked")
    squeezed = re.sub(r"\s+", "", _read(printed(document)))
    for section in document.sections:
        for block in section.blocks:
            if isinstance(block, Paragraph):
                for text in block.texts.values():
                    words = re.sub(r"[\s\u2066-\u2069]+", "", plain(text))
                    assert words in squeezed


def test_arabic_words_and_numbers_can_be_searched() -> None:
    words = _read(printed(sample("ar", layout="stacked")))
    assert PHONE in words.replace("\u00a0", " ")
    assert "النجوم" in words


@pytest.mark.skipif(shutil.which("pdftotext") is None, reason="poppler is not installed")
@pytest.mark.parametrize("lang", ["es", "vi", "zh-Hans"])
def test_poppler_reads_the_same_words(lang: str, tmp_path: Path) -> None:
    path = tmp_path / "packet.pdf"
    path.write_bytes(printed(sample(lang, layout="stacked")))
    done = subprocess.run(["pdftotext", path, "-"], capture_output=True, check=True)
    squeezed = re.sub(r"\s+", "", done.stdout.decode())
    wanted = plain(next(iter(sample(lang).sections[0].blocks[1].texts.values())))
    assert re.sub(r"[\s\u2066-\u2069]+", "", wanted) in squeezed


@pytest.mark.skipif(shutil.which("pdftotext") is None, reason="poppler is not installed")
def test_a_telephone_number_stands_left_to_right_on_an_arabic_page(tmp_path: Path) -> None:
    path = tmp_path / "packet.pdf"
    path.write_bytes(printed(sample("ar")))
    with pypdfium2.PdfDocument(path) as document:
        page = document[0].get_textpage()
        found = page.search("010-4477")
        places = []
        while (hit := found.get_next()) is not None:
            places.append([page.get_charbox(hit[0] + at)[0] for at in range(hit[1])])
    assert len(places) >= 2
    assert all(boxes == sorted(boxes) for boxes in places)


def test_nothing_is_drawn_outside_the_margins() -> None:
    for lang in LANGS:
        pdf = printed(sample(lang))
        for number in range(page_count(pdf)):
            image = render_page(pdf, number)
            assert (image.width, image.height) == (612, 792)
            white = b"\xff\xff\xff\xff"
            rows = [image.rgba[at * 612 * 4 : (at + 1) * 612 * 4] for at in range(792)]
            assert all(row[: 40 * 4] == white * 40 and row[-40 * 4 :] == white * 40 for row in rows)
            assert any(row != white * 612 for row in rows)


def test_pages_become_png_files() -> None:
    assert render_page_png(printed(sample("es")), 0, 0.5)[:8] == b"\x89PNG\r\n\x1a\n"


def test_the_plain_twin_says_everything_once_in_each_language() -> None:
    twin = text_twin(sample("es"))
    assert "Les damos la bienvenida\nWelcome to our school" in twin
    assert f"al {PHONE} o escriba" in twin
    assert "[Borrador · Draft]" in twin
    assert "☐ " in twin
    assert not re.search("[\u2066-\u2069]", twin)
