"""Fonts inside a PDF file: only the glyphs that are drawn, each with the text it stands for.

TrueType faces get one code per (glyph, text), so that a copied or searched word is the typed word; a stream
maps codes to glyphs. CFF faces use the glyph's number as its code.
"""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterable, Mapping

import uharfbuzz as hb
from reportlab.pdfbase import pdfdoc

from fsp_desktop.domain.errors import RefusedError
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
        self._codes: dict[tuple[int, str], int] = {}
        self._texts: dict[int, str] = {}
        self._glyphs: dict[int, int] = {}
        self._widths: dict[int, float] = {}

    def code(self, gid: int, text: str) -> tuple[int, bool]:
        """Return the code of a glyph that stands for a text, and whether a reader will find exactly this text."""
        known = self._codes.get((gid, text))
        if known is None:
            if not gid:
                # Found before printing unless a font and its coverage table disagree; never print a hole.
                raise RefusedError("packets.missing_glyphs", {"missing": [{"chars": text}]})
            known = gid if self.is_cff else len(self._glyphs) + 1
            self._codes[gid, text] = known
            self._texts.setdefault(known, text)
            self._glyphs[known] = gid
        return known, self._texts[known] == text

    def width(self, gid: int) -> float:
        """Return the width of a glyph in thousandths of the font size, as the file's width table says it."""
        if gid not in self._widths:
            advance = self.face.hb_font.get_glyph_h_advance(gid)
            self._widths[gid] = round(advance * 1000 / self.face.upem, 2)
        return self._widths[gid]

    def addObjects(self, doc: pdfdoc.PDFDocument) -> None:  # noqa: N802 (called by ReportLab when it saves)
        """Write the font objects into the document."""
        subset, numbers = _subset(self.face, self._glyphs.values())
        tag = _tag(self.key, sorted(self._codes.items()))
        base = pdfdoc.PDFName(f"{tag}+{_postscript_name(self.key)}")
        font = pdfdoc.PDFDictionary(
            {
                "Type": pdfdoc.PDFName("Font"),
                "Subtype": pdfdoc.PDFName("Type0"),
                "BaseFont": base,
                "Encoding": pdfdoc.PDFName("Identity-H"),
                "DescendantFonts": pdfdoc.PDFArray([self._descendant(doc, subset, numbers, base)]),
                "ToUnicode": doc.Reference(_stream(_to_unicode(self._texts))),
            }
        )
        doc.idToObject["BasicFonts"].dict[self.name] = doc.Reference(font)

    def _descendant(
        self, doc: pdfdoc.PDFDocument, subset: hb.Face, numbers: Mapping[int, int], base: str
    ) -> pdfdoc.PDFObjectReference:
        entries: dict[str, object] = {
            "Type": pdfdoc.PDFName("Font"),
            "Subtype": pdfdoc.PDFName("CIDFontType0" if self.is_cff else "CIDFontType2"),
            "BaseFont": base,
            "CIDSystemInfo": pdfdoc.PDFDictionary({
                "Registry": pdfdoc.PDFString("Adobe"), "Ordering": pdfdoc.PDFString("Identity"), "Supplement": 0,
            }),
            "FontDescriptor": doc.Reference(self._descriptor(doc, subset, numbers, base)),
            "DW": 1000,
            "W": pdfdoc.PDFArray([
                part for code in sorted(self._glyphs)
                for part in (code, pdfdoc.PDFArray([_number(self.width(self._glyphs[code]))]))
            ]),
        }  # fmt: skip
        if not self.is_cff:
            entries["CIDToGIDMap"] = doc.Reference(_stream(_glyph_map(self._glyphs, numbers)))
        return doc.Reference(pdfdoc.PDFDictionary(entries))

    def _descriptor(
        self, doc: pdfdoc.PDFDocument, subset: hb.Face, numbers: Mapping[int, int], base: str
    ) -> pdfdoc.PDFDictionary:
        em = 1000 / self.face.upem
        extents = self.face.hb_font.get_font_extents("ltr")
        if self.is_cff:
            data = _with_charset(subset.reference_table("CFF ").data, numbers)
            program, key = _stream(data, {"Subtype": pdfdoc.PDFName("CIDFontType0C")}), "FontFile3"
        else:
            data = subset.blob.data
            program, key = _stream(data, {"Length1": len(data)}), "FontFile2"
        return pdfdoc.PDFDictionary({
            "Type": pdfdoc.PDFName("FontDescriptor"),
            "FontName": base,
            "Flags": _SYMBOLIC | (_ITALIC_FLAG if "Italic" in self.key.file else 0),
            "FontBBox": pdfdoc.PDFArray([-1000, round(extents.descender * em), 3000, round(extents.ascender * em)]),
            "ItalicAngle": -12 if "Italic" in self.key.file else 0,
            "Ascent": round(extents.ascender * em),
            "Descent": round(extents.descender * em),
            "CapHeight": 714,
            "StemV": 140 if "Bold" in self.key.file or self.key.weight > 400 else 80,
            key: doc.Reference(program),
        })  # fmt: skip


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


def _stream(data: bytes, entries: Mapping[str, object] | None = None) -> pdfdoc.PDFStream:
    dictionary = pdfdoc.PDFDictionary({**(entries or {}), "Filter": pdfdoc.PDFName("FlateDecode")})
    return pdfdoc.PDFStream(dictionary, zlib.compress(data, 6) + b"\n")


def _tag(key: FaceKey, codes: Iterable[tuple[tuple[int, str], int]]) -> str:
    """Return six capitals that are the same for the same glyphs, so that equal documents are equal bytes."""
    number = zlib.crc32(repr((key, list(codes))).encode())
    return "".join(chr(65 + number // 26**place % 26) for place in range(6))


def _postscript_name(key: FaceKey) -> str:
    stem = key.file.partition(".")[0].removesuffix("-VF")
    return (
        f"{stem}{('', 'jp', 'kr', 'sc', 'tc', 'hk')[key.number + 1] if 'CJK' in stem else ''}"
        + (f"-w{key.weight}" if key.weight else "")
    )


def _number(value: float) -> float | int:
    return int(value) if value == int(value) else value
