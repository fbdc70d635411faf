"""Fonts inside a PDF file: only the glyphs that are drawn, each with the text it stands for.

TrueType faces get one code per (glyph, text), so that a copied or searched word is the typed word; a stream
maps codes to glyphs. CFF faces use the glyph's number as its code.
"""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterable, Mapping
from functools import lru_cache
from types import MappingProxyType
from typing import NamedTuple

import uharfbuzz as hb

from fsp_desktop.domain.errors import RefusedError
from fsp_desktop.packets.pdf.objects import CompactDocument, short
from fsp_desktop.packets.text.fontbook import Face, FaceKey, fontbook

# Tables a PDF viewer never reads: layout has been done, and names would only make the file larger.
_DROPPED = (
    "GSUB", "GPOS", "GDEF", "BASE", "name", "cmap", "post", "OS/2", "VORG", "vhea", "vmtx", "STAT", "avar", "fvar",
    "HVAR", "VVAR", "MVAR", "gasp", "DSIG", "meta", "kern", "hdmx", "VDMX", "LTSH", "JSTF", "MATH",
)  # fmt: skip
_SYMBOLIC = 4
# Every code needs a Unicode value, also those that an ActualText hides.
_INVISIBLE = "\u200b"
_ITALIC_FLAG = 64


class EmbeddedFace:
    """One face of one file; hands out codes while pages are drawn, writes its font when the file is saved."""

    def __init__(self, key: FaceKey, name: str) -> None:
        self.key = key
        self.name = name
        self.face: Face = fontbook().face(key)
        self.is_cff = bool({"CFF ", "CFF2"} & set(self.face.hb_face.table_tags))
        self._codes: dict[tuple[int, str], str] = {}
        self._texts: dict[int, str] = {}
        self._glyphs: dict[int, int] = {}

    def codes(self, glyphs: Iterable[tuple[int, str]]) -> list[str]:
        """Return the codes, four hexadecimal digits each, of glyphs with the texts they stand for."""
        known = self._codes
        return [known.get(glyph) or self._new_code(glyph) for glyph in glyphs]

    def reads(self, glyphs: Iterable[tuple[int, str]]) -> bool:
        """Tell whether a reader finds exactly these texts; a code of a CFF face stands for one text only."""
        return not self.is_cff or all(self._texts[gid] == text for gid, text in glyphs)

    def _new_code(self, glyph: tuple[int, str]) -> str:
        gid, text = glyph
        if not gid:
            # Found before printing unless a font and its coverage table disagree; never print a hole.
            raise RefusedError("packets.missing_glyphs", {"missing": [{"chars": text}]})
        number = gid if self.is_cff else len(self._glyphs) + 1
        self._texts.setdefault(number, text)
        self._glyphs[number] = gid
        code = self._codes[glyph] = f"{number:04X}"
        return code

    def write(self, doc: CompactDocument) -> int:
        """Write the font into a document and return its number."""
        subset = cut_face(self.key, frozenset(self._glyphs.values()))
        name = f"{_tag(self.key, sorted(self._codes.items()))}+{_postscript_name(self.key)}"
        font = doc.add(self._descendant(doc, subset, name))
        letters = doc.add_stream(_to_unicode(self._texts))
        return doc.add(
            f"<</Type/Font/Subtype/Type0/BaseFont/{name}/Encoding/Identity-H"
            f"/DescendantFonts[{font} 0 R]/ToUnicode {letters} 0 R>>"
        )

    def _descendant(self, doc: CompactDocument, subset: CutFace, name: str) -> str:
        kind = 0 if self.is_cff else 2
        mapping = ""
        if not self.is_cff:
            table = doc.add_stream(_glyph_map(self._glyphs, subset.numbers))
            mapping = f"/CIDToGIDMap {table} 0 R"
        return (
            f"<</Type/Font/Subtype/CIDFontType{kind}/BaseFont/{name}"
            "/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>"
            f"/FontDescriptor {doc.add(self._descriptor(doc, subset, name))} 0 R"
            f"/DW 1000/W[{self._width_table()}]{mapping}>>"
        )

    def _width_table(self) -> str:
        """Return the widths, neighbours of one code after the other in one array."""
        out: list[str] = []
        last = -2
        for code in sorted(self._glyphs):
            width = short(self.face.advance(self._glyphs[code]))
            if code == last + 1:
                out.append(f" {width}")
            else:
                out.append(f"{']' if out else ''}{code}[{width}")
            last = code
        return "".join(out) + ("]" if out else "")

    def _descriptor(self, doc: CompactDocument, subset: CutFace, name: str) -> str:
        em = 1000 / self.face.upem
        extents = self.face.hb_font.get_font_extents("ltr")
        if self.is_cff:
            program = f"/FontFile3 {doc.add_packed(subset.data, _CFF)} 0 R"
        else:
            length = f"/Filter/FlateDecode/Length1 {subset.length}"
            program = f"/FontFile2 {doc.add_packed(subset.data, length)} 0 R"
        low, high = round(extents.descender * em), round(extents.ascender * em)
        italic = "Italic" in self.key.file
        bold = "Bold" in self.key.file or self.key.weight > 400
        return (
            f"<</Type/FontDescriptor/FontName/{name}/Flags {_SYMBOLIC | _ITALIC_FLAG * italic}"
            f"/FontBBox[-1000 {low} 3000 {high}]/ItalicAngle {-12 * italic}/Ascent {high}/Descent {low}"
            f"/CapHeight 714/StemV {140 if bold else 80}{program}>>"
        )


_CFF = "/Filter/FlateDecode/Subtype/CIDFontType0C"


class CutFace(NamedTuple):
    """A face cut down to some glyphs: its packed file, the length of the unpacked one, old to new numbers."""

    data: bytes
    length: int
    numbers: Mapping[int, int]


@lru_cache(maxsize=128)
def cut_face(key: FaceKey, gids: frozenset[int]) -> CutFace:
    """Return the file of a face with some glyphs only; the same glyphs are cut once for many documents."""
    face = fontbook().face(key)
    subset, numbers = _subset(face, sorted(gids))
    if {"CFF ", "CFF2"} & set(face.hb_face.table_tags):
        data = _with_charset(subset.reference_table("CFF ").data, numbers)
    else:
        data = subset.blob.data
    return CutFace(zlib.compress(data, 6), len(data), MappingProxyType(numbers))


def _subset(face: Face, gids: Iterable[int]) -> tuple[hb.Face, dict[int, int]]:
    """Return the face cut down to some glyphs at its weight, and old to new glyph numbers."""
    wanted = hb.SubsetInput()
    wanted.glyph_set.update(gids)
    flags = hb.SubsetFlags
    wanted.flags = flags.NO_HINTING | flags.DOWNGRADE_CFF2 | flags.NO_LAYOUT_CLOSURE
    for tag in _DROPPED:
        wanted.drop_table_tag_set.add(int.from_bytes(tag.encode("ascii"), "big"))
    if face.key.weight:
        wanted.pin_axis_location(face.hb_face, "wght", face.key.weight)
    # Composite glyphs bring their parts along, so the new numbers are known to the plan only.
    plan = hb.SubsetPlan(face.hb_face, wanted)
    return plan.execute(), dict(plan.old_to_new_glyph_mapping.items())


def _with_charset(cff: bytes, numbers: Mapping[int, int]) -> bytes:
    """Return CFF data whose CIDs are the old glyph numbers: a format 0 charset at the end, and its offset."""
    order = sorted((new, old) for old, new in numbers.items() if new)
    charset = b"\x00" + b"".join(struct.pack(">H", old) for _, old in order)
    # Operator 15 after a five-byte integer, in the Top DICT that follows the header and the name index.
    at = next(at for at in range(len(cff)) if cff[at] == 0x1D and cff[at + 5] == 0x0F)
    return cff[: at + 1] + struct.pack(">I", len(cff)) + cff[at + 5 :] + charset


def _glyph_map(glyphs: Mapping[int, int], numbers: Mapping[int, int]) -> bytes:
    table = [0] * (max(glyphs, default=0) + 1)
    for code, gid in glyphs.items():
        table[code] = numbers[gid]
    return struct.pack(f">{len(table)}H", *table)


def _to_unicode(texts: Mapping[int, str]) -> bytes:
    rows = [
        f"<{code:04X}> <{(text or _INVISIBLE).encode('utf-16-be').hex().upper()}>"
        for code, text in sorted(texts.items())
    ]
    parts = [rows[at : at + 100] for at in range(0, len(rows), 100)]
    body = "".join(
        f"{len(part)} beginbfchar\n" + "\n".join(part) + "\nendbfchar\n" for part in parts
    )
    return (
        "/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n"
        "/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def\n"
        "/CMapName /Adobe-Identity-UCS def\n/CMapType 2 def\n"
        f"1 begincodespacerange\n<0000> <FFFF>\nendcodespacerange\n{body}"
        "endcmap\nCMapName currentdict /CMap defineresource pop\nend\nend\n"
    ).encode("ascii")


def _tag(key: FaceKey, codes: Iterable[tuple[tuple[int, str], str]]) -> str:
    """Return six capitals that are the same for the same glyphs, so that equal documents are equal bytes."""
    number = zlib.crc32(repr((key, list(codes))).encode())
    return "".join(chr(65 + number // 26**place % 26) for place in range(6))


def _postscript_name(key: FaceKey) -> str:
    stem = key.file.partition(".")[0].removesuffix("-VF")
    return (
        f"{stem}{('', 'jp', 'kr', 'sc', 'tc', 'hk')[key.number + 1] if 'CJK' in stem else ''}"
        + (f"-w{key.weight}" if key.weight else "")
    )
