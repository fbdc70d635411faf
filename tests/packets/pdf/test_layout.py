from __future__ import annotations

import io
import re
from dataclasses import replace

import pikepdf
import pypdfium2
import pytest
import segno

from fsp_desktop.domain.errors import RefusedError
from fsp_desktop.packets.document import (
    Bullets,
    Document,
    Figure,
    Paragraph,
    Section,
    Table,
    inline,
)
from fsp_desktop.packets.pdf.flow import Cell, Page, Row, Strip, facing, paginate
from fsp_desktop.packets.pdf.pages import page_count, render_page
from fsp_desktop.packets.pdf.style import Styles, sheet
from fsp_desktop.packets.pdf.tagging import Elem, is_drawn
from fsp_desktop.packets.pdf.type_setting import END, text_strips, text_width
from fsp_desktop.packets.text.lines import lines
from fsp_desktop.packets.text.shape import shaped
from tests.packets.pdf.samples import printed, sample


def _row(strips: int, **options: object) -> Row:
    return Row((Cell(0, 100, (Strip(10.0, lambda *_: None),) * strips),), **options)


def _strips(pages: list[Page]) -> int:
    return sum(len(cell.strips) for page in pages for row, _ in page.rows for cell in row.cells)


def test_columns_stand_as_the_languages_are_read() -> None:
    arabic, spanish = sheet(sample("ar")), sheet(sample("es"))
    assert arabic.columns["ar"].x > arabic.columns["en"].x
    assert spanish.columns["es"].x < spanish.columns["en"].x
    # The side with the holes has more room: the right one where one reads from the right.
    assert arabic.x < spanish.x
    assert len({column.x for column in sheet(sample("es", layout="stacked")).columns.values()}) == 1
    assert len({column.x for column in sheet(sample("ar", large_print=True)).columns.values()}) == 1


def test_four_languages_stand_one_below_the_other() -> None:
    langs = ("ar", "zh-Hans", "vi", "en")
    words = {
        "ar": inline("مرحبًا"),
        "zh-Hans": inline("欢迎"),
        "vi": inline("Chào mừng"),
        "en": inline("Welcome"),
    }
    document = Document(
        words, langs, (Section("hello", words, (Paragraph(words), Bullets((words,)))),)
    )
    with pypdfium2.PdfDocument(printed(document)) as pdf:
        found = pdf[0].get_textpage().get_text_bounded()
    assert found.count("Welcome") == found.count("欢迎") == found.count("Chào mừng") == 4


@pytest.mark.parametrize("lang", ["en", "ar"])
def test_every_line_begins_at_the_edge_its_language_begins_at(lang: str) -> None:
    words = {
        "en": "Doors open at 8:10 and close at 15:00.",
        "ar": "تُفتح الأبواب الساعة 8:10 وتُغلق الساعة 15:00.",
    }
    type_ = Styles(10.0).text("normal")
    drawn: list[tuple[float, float]] = []

    class Spy:
        def line(
            self, line: object, type_: object, x: float, baseline: float, elem: object
        ) -> None:
            drawn.append((x, x + (line.width + line.hang) * 10))

    strips = text_strips(inline(words[lang]), lang, type_, 90, None)
    assert len(strips) > 1
    for strip in strips:
        strip.draw(Spy(), 0.0, 0.0)
    (paragraph,) = shaped(inline(words[lang]), lang)
    hangs = [line.hang * 10 for line in lines(paragraph, 9)]
    for (left, right), hang in zip(drawn, hangs, strict=True):
        assert (right == pytest.approx(90)) if lang == "ar" else (left == 0)
        assert right - hang <= 90.01 if lang == "en" else left + hang >= -0.01


def test_text_at_the_end_of_the_line_ends_there() -> None:
    drawn: list[float] = []

    class Spy:
        def line(
            self, line: object, type_: object, x: float, baseline: float, elem: object
        ) -> None:
            drawn.append(x)

    type_ = Styles(10.0).text("normal")
    text_strips(inline("Room 12"), "en", type_, 200, None, END)[0].draw(Spy(), 0.0, 0.0)
    assert drawn[0] + text_width(inline("Room 12"), "en", type_) == pytest.approx(200)


def test_no_strip_is_lost_and_no_page_is_overfull() -> None:
    rows = [
        _row(n % 7 + 1, before=float(n % 3), keep=n % 5 == 0, whole=n % 4 == 0) for n in range(100)
    ]
    pages = paginate(rows, 45)
    assert _strips(pages) == sum(n % 7 + 1 for n in range(100))
    assert all(page.used <= 45.01 for page in pages)


def test_rows_taller_than_a_page_and_endless_keeping_come_to_an_end() -> None:
    assert _strips(paginate([_row(50, whole=True)], 45)) == 50
    assert _strips(paginate([_row(1, keep=True)] * 50, 45)) == 50
    assert len(paginate([Row((Cell(0, 1, (Strip(500.0, lambda *_: None),)),))] * 3, 45)) == 3
    assert len(paginate([_row(1), _row(1, fresh=True), _row(1, fresh=True)], 45)) == 3


def test_no_line_of_a_paragraph_stands_alone() -> None:
    type_ = Styles(10.0).text("normal")
    strips = text_strips(
        inline("one two three four five six seven eight nine ten " * 2), "en", type_, 60, None
    )
    row = Row((Cell(0, 60, strips),))
    for height in range(30, 200, 7):
        parts = row.split(float(height))
        if parts:
            assert all(len(part.cells[0].strips) >= 2 for part in parts)


def test_facing_rows_stand_at_the_same_height() -> None:
    joined = facing([_row(2), _row(1)], [_row(5), _row(1), _row(1)])
    assert [row.height for row in joined] == [50, 10, 10]
    document = sample("ar", layout="facing")
    pdf = printed(document)
    # The title in both languages, then English on each left page and Arabic on each right one.
    assert page_count(pdf) % 2 == 1
    with pypdfium2.PdfDocument(pdf) as pages:
        found = [page.get_textpage().get_text_bounded() for page in pages]
    assert "Welcome" in found[0]
    assert "بكم" in found[0]
    for left, right in zip(found[1::2], found[2::2], strict=True):
        assert not re.search("[\u0621-\u064a]", left)
        assert not re.search("Telephone|Call|stars", right)
    assert any("Telephone" in page for page in found[1::2])
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        assert opened.Root.PageLayout == "/TwoPageRight"


def test_the_code_on_paper_is_the_code_of_the_address() -> None:
    address = "https://cedar.example.org/welcome"
    document = Document(
        {}, ("en",), (Section("q", {}, (Figure(address, {"en": inline("Our page")}),)),)
    )
    pdf = printed(document)
    matrix = segno.make(address, error="m", micro=False).matrix
    image = render_page(pdf, 0, 4.0)
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        figure = next(elem for elem in _walk(opened.Root.StructTreeRoot) if elem.S == "/Figure")
        assert str(figure.Alt) == "Our page"
        left, _, right, top = (float(edge) for edge in figure.A.BBox)
    module = (right - left) / (len(matrix) + 8)
    assert module >= 2.2
    for y, line in enumerate(matrix):
        for x, dark in enumerate(line):
            at_x = int((left + (x + 4.5) * module) * 4)
            at_y = int((792 - top + (y + 4.5) * module) * 4)
            red = image.rgba[(at_y * image.width + at_x) * 4]
            assert (red < 128) == bool(dark)


def test_an_address_too_long_for_a_code_is_refused() -> None:
    figure = Figure("https://x.example.org/" + "a" * 9000, {"en": inline("x")})
    with pytest.raises(RefusedError, match=r"packets\.bad_profile"):
        printed(Document({}, ("en",), (Section("q", {}, (figure,)),)))


def _walk(node: pikepdf.Object) -> list[pikepdf.Object]:
    kids = [
        kid for kid in node.get("/K", []) if isinstance(kid, pikepdf.Dictionary) and "/S" in kid
    ]
    return kids + [deeper for kid in kids for deeper in _walk(kid)]


def test_empty_things_print_as_nothing() -> None:
    empty = Section(
        "x", {"en": ()}, (Paragraph({}), Bullets(()), Table((), ()), Paragraph({"en": inline("")}))
    )
    assert page_count(printed(Document({}, (), (empty,)))) == 1
    assert page_count(printed(replace(sample("es"), sections=()))) == 1


def test_equal_cells_are_printed_once() -> None:
    same = {"es": inline("(555) 010-4477"), "en": inline("(555) 010-4477")}
    words = {"es": inline("Oficina"), "en": inline("Office")}
    document = Document({}, ("es", "en"), (Section("t", {}, (Table((), ((words, same),)),)),))
    with pypdfium2.PdfDocument(printed(document)) as pdf:
        found = pdf[0].get_textpage().get_text_bounded()
    assert len(re.findall("010-4477", found)) == 1


def test_elements_without_anything_drawn_are_left_out() -> None:
    root = Elem("Sect")
    assert not is_drawn(root.add("P"))
    assert is_drawn(root.add("TR").add("TD"))
    assert is_drawn(root)
