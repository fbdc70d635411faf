"""Black ink for photocopiers, page frames, posters, sizes, empty last pages, and the same bytes everywhere."""

from __future__ import annotations

import hashlib
import io
import os
import re
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pikepdf
import pypdfium2
import pytest
from PIL import Image, ImageFilter

from fsp_desktop.domain.errors import RefusedError
from fsp_desktop.packets.document import (
    CutLine,
    Document,
    Paragraph,
    Section,
    SignLines,
    Space,
    fill,
    inline,
    verbatim,
)
from fsp_desktop.packets.pdf.pages import page_count, render_page
from fsp_desktop.packets.reading import text_twin
from tests.packets.pdf.samples import every_block, names, poster, printed

TOP = Path(__file__).parents[3]


def _grey(pdf: bytes, page: int, scale: float = 2.0) -> Image.Image:
    image = render_page(pdf, page, scale)
    return Image.frombytes("RGBA", (image.width, image.height), image.rgba).convert("L")


def test_black_ink_is_black_or_paper_and_nothing_between() -> None:
    document = every_block("ar", ink="black")
    with pikepdf.open(io.BytesIO(printed(document))) as pdf:
        content = b"\n".join(page.Contents.read_bytes() for page in pdf.pages).decode("latin-1")
    assert set(re.findall(r"([\d.]+ [\d.]+ [\d.]+) (?:rg|RG)", content)) == {"0 0 0"}
    widths = [float(width) for width in re.findall(r"([\d.]+) w ", content)]
    assert widths
    assert min(widths) >= 0.6


def test_a_one_bit_copy_of_black_ink_loses_nothing() -> None:
    """A copier that knows black and white only turns every even grey into dots or drops it."""
    tinted, black = (_even_grey(ink) for ink in ("colour", "black"))
    assert tinted > 2_000
    assert black == 0


def _even_grey(ink: str) -> int:
    """Return how many points of the words' pages are neither black nor paper, and like all their neighbours."""
    document = every_block("es", ink=ink)
    pdf = printed(replace(document, sections=document.sections[:1]))
    found = 0
    for page in range(page_count(pdf)):
        seen = _grey(pdf, page)
        low, high = seen.filter(ImageFilter.MinFilter(5)), seen.filter(ImageFilter.MaxFilter(5))
        found += sum(
            20 < least < 253 and least == most
            for least, most in zip(low.tobytes(), high.tobytes(), strict=True)
        )
    return found


def test_a_frame_stands_round_each_page() -> None:
    pdf = printed(every_block("es", frame=True))
    for page in range(page_count(pdf)):
        image = _grey(pdf, page)
        assert image.getpixel((48, 800)) < 200
        assert image.getpixel((image.width - 48, 800)) < 200


def test_pages_are_filled_up_to_whole_leaves() -> None:
    document = poster("es", even_pages=True)
    pdf = printed(document)
    assert page_count(pdf) == 2
    assert set(_grey(pdf, 1).tobytes()) == {255}


def test_paper_can_lie_on_its_long_side() -> None:
    image = render_page(printed(every_block("es", turned=True, page="a4")), 0)
    assert (image.width, image.height) == (842, 596)


@pytest.mark.parametrize("size", [9.0, 14.0])
def test_the_body_has_the_size_that_was_asked_for(size: float) -> None:
    with pikepdf.open(io.BytesIO(printed(every_block("es", size=size)))) as pdf:
        content = b"\n".join(page.Contents.read_bytes() for page in pdf.pages)
    sizes = sorted(float(found) for found in re.findall(rb"/G\d+ ([\d.]+) Tf", content))
    assert sizes[len(sizes) // 2] == size


def test_a_poster_stands_in_the_middle() -> None:
    with pypdfium2.PdfDocument(printed(poster("es"))) as pdf:
        page = pdf[0].get_textpage()
        words = page.get_text_bounded()
        first, last = page.get_charbox(0), page.get_charbox(words.index("\r") - 1)
    left, right = first[0] - 60, 612 - 46 - last[2]
    assert left == pytest.approx(right, abs=6)


def test_lines_to_sign_have_their_labels_and_stand_in_the_twin() -> None:
    labels = tuple(
        {"en": inline(word), "es": inline(other)}
        for word, other in (("Name", "Nombre"), ("Day", "Día"))
    )
    blocks = (SignLines(labels), CutLine(), Space(3), Paragraph(names("es")))
    document = Document({}, ("es", "en"), (Section("sign", {}, blocks),))
    with pypdfium2.PdfDocument(printed(document)) as pdf:
        found = pdf[0].get_textpage().get_text_bounded()
    assert all(word in found for word in ("Name", "Nombre", "Day", "Día"))
    assert "______ Nombre / Name" in text_twin(document)


def test_the_same_document_is_the_same_bytes_in_every_process() -> None:
    code = (
        "import hashlib; from tests.packets.pdf.samples import *;"
        "print(hashlib.sha256(b''.join(printed(every_block(t)) for t in ('ar', 'zh-Hans', 'my'))).hexdigest())"
    )
    found = set()
    for seed in ("0", "1", "4242"):
        done = subprocess.run(
            [sys.executable, "-P", "-c", code], capture_output=True, text=True, check=True,
            env={**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": str(TOP)}, timeout=60,
        )  # fmt: skip
        found.add(done.stdout.strip())
    # After everything that was printed here before, the bytes are still those of a fresh process.
    ours = b"".join(printed(every_block(tag)) for tag in ("ar", "zh-Hans", "my"))
    assert found == {hashlib.sha256(ours).hexdigest()}


ODD = {
    "markup": "<b>x</b> <img src='http://a/b.png'/> <font color=red>&amp; &lt;",
    "nul": "a\x00b\x01c",
    "turned": "abc \u202etxt.exe\u202c \u2066\u2067 d",
    "long": "x" * 10_000,
    "long-arabic": "م" * 10_000,
    "joiners": "\u200d" * 2_000 + "a",
    "marks": "a" + "\u0301" * 3_000,
    "emoji": "😀 ✓ → ☎",
    "lines": "a\n" * 1_000,
    "operators": ") Tj ET\nQ endstream endobj %s %d %% \\",
}


@pytest.mark.parametrize("kind", sorted(ODD))
@pytest.mark.parametrize("tag", ["en", "ar", "km", "ja"])
def test_odd_text_is_printed_as_text_or_refused_with_its_section(kind: str, tag: str) -> None:
    text = fill("{it}", {"it": ODD[kind]})
    document = Document(
        {}, (tag, "en"), (Section("odd", {}, (Paragraph({tag: text, "en": verbatim(ODD[kind])}),)),)
    )
    try:
        pdf = printed(document)
    except RefusedError as refused:
        found = (refused.code, {hole["section"] for hole in refused.detail["missing"]})
        if found != ("packets.missing_glyphs", {"odd"}):
            raise
        return
    with pikepdf.open(io.BytesIO(pdf)) as file:
        assert file.check_pdf_syntax() == []
        assert not {"/JavaScript", "/EmbeddedFiles", "/AA", "/OpenAction"} & set(file.Root.keys())


@pytest.mark.parametrize("char", ["\U00012000", "\ue123", "\U000e0fff", "\u0378", "\ufffe"])
def test_letters_nobody_can_write_are_named_with_language_and_section(char: str) -> None:
    document = Document(
        {}, ("es", "en"), (Section("map", {}, (Paragraph({"es": verbatim(f"a{char}b")}),)),)
    )
    with pytest.raises(RefusedError) as refused:
        printed(document)
    assert refused.value.detail["missing"] == [{"section": "map", "lang": "es", "chars": char}]


def test_a_language_without_a_font_is_refused_with_its_letters() -> None:
    cherokee = "ᏣᎳᎩ ᎦᏬᏂᎯᏍᏗ"
    document = Document(
        {}, ("chr",), (Section("hello", {}, (Paragraph({"chr": verbatim(cherokee)}),)),)
    )
    with pytest.raises(RefusedError) as refused:
        printed(document)
    (hole,) = refused.value.detail["missing"]
    assert (hole["section"], hole["lang"]) == ("hello", "chr")
    assert set(hole["chars"]) == set(cherokee) - {" "}


def test_the_twin_says_the_address_behind_a_label_once() -> None:
    words = "See [our **page**](https://a.example/x), write to rosa@a.example or see https://b.example/y/."
    document = Document({}, ("en",), (Section("s", {}, (Paragraph({"en": inline(words)}),)),))
    assert text_twin(document) == (
        "See our page (https://a.example/x), write to rosa@a.example or see https://b.example/y/.\n"
    )
