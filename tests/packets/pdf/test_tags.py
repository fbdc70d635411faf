from __future__ import annotations

import io
import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise

import pikepdf
import pytest

from fsp_desktop.packets.pdf.tagging import Elem, settle_headings
from tests.packets.pdf.samples import printed, sample


def _open(lang: str, **options: object) -> pikepdf.Pdf:
    return pikepdf.open(io.BytesIO(printed(sample(lang, **options))))


def _elements(node: pikepdf.Object) -> Iterator[pikepdf.Object]:
    for kid in node.get("/K", pikepdf.Array()):
        if isinstance(kid, pikepdf.Dictionary) and kid.get("/Type") == "/StructElem":
            yield kid
            yield from _elements(kid)


def _marks(node: pikepdf.Object) -> Iterator[tuple[tuple[int, int], int]]:
    for kid in node.get("/K", pikepdf.Array()):
        if isinstance(kid, pikepdf.Dictionary) and kid.get("/Type") == "/MCR":
            yield kid.Pg.objgen, int(kid.MCID)
        elif isinstance(kid, int):
            yield node.Pg.objgen, kid


@pytest.mark.parametrize("layout", ["side_by_side", "stacked", "facing"])
@pytest.mark.parametrize("lang", ["es", "ar"])
def test_every_mark_has_one_owner_and_every_owner_its_marks(lang: str, layout: str) -> None:
    with _open(lang, layout=layout) as pdf:
        root = pdf.Root.StructTreeRoot
        owned = [mark for elem in _elements(root) for mark in _marks(elem)]
        drawn = [
            (page.objgen, int(mcid))
            for page in pdf.pages
            for mcid in re.findall(rb"/MCID (\d+)", page.Contents.read_bytes())
        ]
        assert sorted(owned) == sorted(drawn)
        assert len(set(owned)) == len(owned)
        numbers = list(root.ParentTree.Nums)
        assert len(numbers) // 2 >= len(pdf.pages)


def test_nothing_is_drawn_outside_of_marked_content() -> None:
    with _open("ar") as pdf:
        for page in pdf.pages:
            depth = 0
            for line in page.Contents.read_bytes().decode("latin-1").split("\n"):
                depth += line.count("BDC") + line.count("BMC") - line.count("EMC")
                assert depth > 0 or not re.search(r"\b(TJ|re|l) ?", line), line
            assert depth == 0


def test_pages_tell_languages_headings_lists_tables_and_pictures() -> None:
    with _open("ar") as pdf:
        found = list(_elements(pdf.Root.StructTreeRoot))
        kinds = [str(elem.S)[1:] for elem in found]
        assert str(pdf.Root.Lang) == "ar"
        assert {"ar", "en"} <= {str(elem.Lang) for elem in found if "/Lang" in elem}
        headings = [int(kind[1]) for kind in kinds if re.fullmatch(r"H\d", kind)]
        assert headings[0] == 1
        assert all(b - a <= 1 for a, b in pairwise(headings))
        assert {
            "L",
            "LI",
            "LBody",
            "Table",
            "TR",
            "TH",
            "TD",
            "Figure",
            "Link",
            "BlockQuote",
        } <= set(kinds)
        assert all(str(elem.Alt) for elem in found if elem.S == "/Figure")
        assert all(elem.A.Scope == "/Column" for elem in found if elem.S == "/TH")
        arabic = [elem for elem in found if elem.get("/Lang") == "ar" and elem.S == "/P"]
        assert all(re.search("[\u0600-\u06ff]|555", str(elem.ActualText)) for elem in arabic)


def test_links_are_annotations_with_words() -> None:
    with _open("es") as pdf:
        notes = [note for page in pdf.pages for note in page.get("/Annots", [])]
        assert {str(note.A.URI) for note in notes} == {
            "mailto:rosa@cedar.example.org",
            "https://cedar.example.org/welcome",
        }
        assert all("/StructParent" in note and str(note.Contents) for note in notes)


def test_the_file_says_its_title_language_and_direction() -> None:
    with _open("ar") as pdf:
        assert str(pdf.docinfo.Title) == "أهلًا بكم في مدرستنا"
        assert "/Direction" not in pdf.Root.ViewerPreferences
        assert pdf.Root.ViewerPreferences.DisplayDocTitle
        assert pdf.Root.MarkInfo.Marked
        assert b"pdfuaid:part>1<" in pdf.Root.Metadata.read_bytes()
        with pdf.open_outline() as outline:
            assert [item.title for item in outline.root] == [
                "بمن أتصل؟ · Who do I call?",
                "الهاتف · Telephone",
            ]
    alone = replace(sample("ar"), languages=("ar",))
    with pikepdf.open(io.BytesIO(printed(alone))) as pdf:
        assert pdf.Root.ViewerPreferences.Direction == "/R2L"


def test_every_font_is_embedded_and_every_code_has_a_letter() -> None:
    for lang in ("es", "ar", "zh-Hans"):
        with _open(lang) as pdf:
            fonts = [font for page in pdf.pages for font in page.Resources.Font.values()]
            assert fonts
            for font in fonts:
                descriptor = font.DescendantFonts[0].FontDescriptor
                assert "/FontFile2" in descriptor or "/FontFile3" in descriptor
                codes = set(re.findall(rb"<([0-9A-F]{4})> <(?!FFFF>)", font.ToUnicode.read_bytes()))
                table = font.DescendantFonts[0].W
                widths = [
                    int(table[at]) + place
                    for at in range(0, len(table), 2)
                    for place in range(len(table[at + 1]))
                ]
                assert {int(code, 16) for code in codes} == set(widths)


def test_headings_go_down_one_level_at_a_time_whatever_is_left_out() -> None:
    root = Elem("Document")
    for kind in ("H3", "H2", "H4", "H1", "P", "H3", "H3", "H4"):
        root.add("Sect").add(kind)
    settle_headings(root)
    found = [sect.kids[0].kind for sect in root.kids]
    assert found == ["H1", "H1", "H2", "H1", "P", "H2", "H2", "H3"]
