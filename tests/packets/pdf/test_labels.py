"""Label sheets: cells at their places, words shrunk to fit, nothing over an edge."""

from __future__ import annotations

import io
import re
from dataclasses import replace

import pypdfium2
import pytest

from fsp_desktop.domain.errors import RefusedError
from fsp_desktop.packets.document import Document, Labels, Section, verbatim
from fsp_desktop.packets.label_sheet import Label, LabelGap, LabelLine, LabelText
from fsp_desktop.packets.pdf.pages import page_count, render_page
from fsp_desktop.packets.pdf.render import render
from fsp_desktop.packets.reading import text_twin
from tests.packets.pdf.samples import CELLS, label_sheet, printed

PLAIN = replace(CELLS, name="plain")


def _sheet(cells: tuple[Label, ...], tag: str = "en", **options: object) -> Document:
    block = Labels(PLAIN, cells, **options)
    return Document({}, (tag,), (Section("names", {}, (block,)),), look="bare")


def _name(text: str, **options: object) -> Label:
    return Label((LabelText(verbatim(text), options.pop("lang", "en"), **options),))


def _ink_in(pdf: bytes, page: int = 0) -> set[tuple[int, int]]:
    """Return (column, row) of every cell with a dark point, and (-1, -1) for one between the cells."""
    image = render_page(pdf, page, 2.0)
    found: set[tuple[int, int]] = set()
    for y in range(image.height):
        row = image.rgba[y * image.width * 4 : (y + 1) * image.width * 4]
        if min(row[::4]) > 200:
            continue
        for x in range(image.width):
            if row[x * 4] <= 200:
                found.add(_cell_at(x / 2, y / 2))
    return found


def _cell_at(x: float, y: float) -> tuple[int, int]:
    column, row = int((x - PLAIN.left) // PLAIN.across), int((y - PLAIN.top) // PLAIN.down)
    inside = 0 <= x - PLAIN.left - column * PLAIN.across <= PLAIN.width and (
        0 <= y - PLAIN.top - row * PLAIN.down <= PLAIN.height
    )
    return (column, row) if inside and 0 <= column < 3 and 0 <= row < 5 else (-1, -1)


def test_cells_are_filled_row_by_row_after_those_that_were_used() -> None:
    cells = tuple(_name(f"Name {number}") for number in range(4))
    assert _ink_in(printed(_sheet(cells, skip=1))) == {(1, 0), (2, 0), (0, 1), (1, 1)}


def test_a_right_to_left_sheet_is_filled_from_the_right() -> None:
    cells = (_name("اسم", lang="ar"),)
    assert _ink_in(printed(_sheet(cells, "ar"))) == {(2, 0)}


def test_a_full_sheet_goes_on_on_the_next_one() -> None:
    pdf = printed(_sheet(tuple(_name(f"N {number}") for number in range(16)), skip=3))
    assert page_count(pdf) == 2
    assert _ink_in(pdf, 1) == {(number % 3, number // 3) for number in range(4)}


@pytest.mark.parametrize(
    ("name", "lang"),
    [
        ("Nguyễn Thị Minh Khai Phương Thảo Trần", "vi"),
        ("عبد الرحمن بن عبد العزيز المنصوري الشهري", "ar"),
        ("Wolfeschlegelsteinhausenbergerdorff", "en"),
        ("欧阳诸葛司马上官慕容夏侯东方", "zh-Hans"),
        ("จุฬาลงกรณ์ราชวรมหาวิหารรัตนโกสินทร์", "th"),
    ],
)
def test_long_names_shrink_into_their_cell(name: str, lang: str) -> None:
    label = _name(name, lang=lang, size=30, least=6, bold=True, most_lines=1)
    pdf = printed(_sheet((label,)))
    assert _ink_in(pdf) == {(0, 0)}


def test_a_short_name_is_as_large_as_it_may_be() -> None:
    document = _sheet((_name("Lý", size=30),))
    out = io.BytesIO()
    render(document, out)
    with pypdfium2.PdfDocument(out.getvalue()) as pdf:
        box = pdf[0].get_textpage().get_charbox(0)
    assert box[3] - box[1] > 18


def test_words_that_do_not_fit_at_the_least_size_are_refused_with_their_cell() -> None:
    cells = (_name("fine"), _name("word " * 400, least=7, most_lines=50))
    with pytest.raises(RefusedError) as refused:
        printed(_sheet(cells))
    assert refused.value.code == "packets.label_full"
    assert refused.value.detail == {"section": "names", "cell": 2}


def test_parts_stand_one_below_the_other() -> None:
    parts = (
        LabelText(verbatim("first"), "en"),
        LabelGap(10),
        LabelLine(),
        LabelText(verbatim("second"), "en", align="end"),
    )
    with pypdfium2.PdfDocument(printed(_sheet((Label(parts, upright="top"),)))) as pdf:
        page = pdf[0].get_textpage()
        words = page.get_text_bounded()
        boxes = {word: page.get_charbox(words.index(word)) for word in ("first", "second")}
    assert boxes["first"][1] > boxes["second"][3] + 20
    assert boxes["second"][0] > boxes["first"][0]


def test_the_twin_reads_every_cell() -> None:
    twin = text_twin(label_sheet("ar", 2))
    assert twin.count("العربية") == 2
    assert "Badge 1" in twin
    assert "https://cedar.example.org" in twin
    assert not re.search("[\u2066-\u2069]", twin)


def test_a_letter_without_a_font_on_a_badge_is_found_before_printing() -> None:
    with pytest.raises(RefusedError) as refused:
        printed(_sheet((_name("\U00012000", lang="tr"),)))
    assert refused.value.code == "packets.missing_glyphs"
    assert refused.value.detail["missing"] == [
        {"section": "names", "lang": "tr", "chars": "\U00012000"}
    ]
