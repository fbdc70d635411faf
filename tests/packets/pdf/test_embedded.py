"""A page can read well and look like garbage: the shapes in the file are compared with the fonts."""

from __future__ import annotations

import io
import struct

import pikepdf
import pytest
import uharfbuzz as hb

from fsp_desktop.domain.errors import RefusedError
from fsp_desktop.packets.pdf import render as printing
from fsp_desktop.packets.pdf.embedded import EmbeddedFace, _subset, _with_charset, cut_face
from fsp_desktop.packets.pdf.paper import Paper, View
from fsp_desktop.packets.text.fontbook import FaceKey, fontbook
from tests.packets.pdf.samples import sample


def _printed_with_faces(
    lang: str, monkeypatch: pytest.MonkeyPatch
) -> tuple[bytes, dict[str, EmbeddedFace]]:
    papers: list[Paper] = []

    class KeptPaper(Paper):
        def finish(self, view: View) -> None:
            papers.append(self)
            super().finish(view)

    monkeypatch.setattr(printing, "Paper", KeptPaper)
    out = io.BytesIO()
    printing.render(sample(lang), out)
    return out.getvalue(), {face.name: face for face in papers[0]._faces.values()}


@pytest.mark.parametrize("lang", ["es", "ar", "vi"])
def test_every_code_draws_the_shape_that_was_set(
    lang: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    data, faces = _printed_with_faces(lang, monkeypatch)
    compared = 0
    with pikepdf.open(io.BytesIO(data)) as pdf:
        for name, font in pdf.pages[0].Resources.Font.items():
            ours, inside = faces[name[1:]], font.DescendantFonts[0]
            drawn = hb.Font(hb.Face(hb.Blob(inside.FontDescriptor.FontFile2.read_bytes())))
            numbers = inside.CIDToGIDMap.read_bytes()
            widths = {
                int(inside.W[at]) + place: float(width)
                for at in range(0, len(inside.W), 2)
                for place, width in enumerate(inside.W[at + 1])
            }
            for code, gid in ours._glyphs.items():
                (number,) = struct.unpack_from(">H", numbers, code * 2)
                assert _same_box(
                    drawn.get_glyph_extents(number), ours.face.hb_font.get_glyph_extents(gid)
                )
                assert widths[code] == pytest.approx(drawn.get_glyph_h_advance(number), abs=0.01)
                compared += 1
    assert compared > 80


def _same_box(ours: hb.GlyphExtents, theirs: hb.GlyphExtents) -> bool:
    return all(abs(a - b) <= 2 for a, b in zip(ours, theirs, strict=True))


def test_chinese_codes_are_the_glyph_numbers_of_the_whole_font() -> None:
    face = fontbook().face(FaceKey("NotoSansCJK-VF.otf.ttc", 2, 700))
    gids = [face.hb_font.get_nominal_glyph(ord(char)) for char in "欢迎来到我们的学校"]
    subset, numbers = _subset(face, gids)
    cut = hb.Font(subset)
    assert all(
        _same_box(cut.get_glyph_extents(numbers[gid]), face.hb_font.get_glyph_extents(gid))
        for gid in gids
    )
    plain = subset.reference_table("CFF ").data
    rewritten = _with_charset(plain, numbers)
    at = next(i for i in range(len(plain)) if plain[i] == 0x1D and plain[i + 5] == 0x0F)
    (offset,) = struct.unpack_from(">I", rewritten, at + 1)
    assert rewritten[offset] == 0
    listed = struct.unpack_from(f">{len(numbers) - 1}H", rewritten, offset + 1)
    assert [numbers[gid] for gid in listed] == list(range(1, len(numbers)))


def test_one_glyph_for_two_texts_has_two_codes() -> None:
    face = EmbeddedFace(FaceKey("NotoSans-VF.ttf", 0, 400), "G0")
    assert face.codes([(5, "a"), (5, "b"), (5, "a")]) == ["0001", "0002", "0001"]
    assert face.reads([(5, "b")])
    chinese = EmbeddedFace(FaceKey("NotoSansCJK-VF.otf.ttc", 2, 400), "G1")
    assert chinese.codes([(500, "学"), (500, "斈")]) == ["01F4", "01F4"]
    assert chinese.reads([(500, "学")])
    assert not chinese.reads([(500, "斈")])


def test_a_hole_is_never_drawn() -> None:
    with pytest.raises(RefusedError, match=r"packets\.missing_glyphs"):
        EmbeddedFace(FaceKey("NotoSans-VF.ttf", 0, 400), "G0").codes([(0, "x")])


def test_the_same_glyphs_are_cut_once() -> None:
    key = FaceKey("NotoSans-VF.ttf", 0, 400)
    assert cut_face(key, frozenset({5, 6})) is cut_face(key, frozenset({6, 5}))
