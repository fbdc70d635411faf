"""Which font writes which letter: by language, script and weight, with fallbacks, from the app's own folder only."""

from __future__ import annotations

import threading
import unicodedata
from functools import lru_cache
from typing import NamedTuple

import uharfbuzz as hb

from fsp_desktop.language.resources import resource_path
from fsp_desktop.packets.text.writing import writing

REGULAR, BOLD = 400, 700
# Scripts with a serif face; elsewhere Latin figures in serif would only stand out.
HAVE_SERIF = frozenset({"Latn", "Cyrl", "Grek", "Arab"})


class FaceKey(NamedTuple):
    """One face: a font file, its number in a collection, its weight (0 for a static file)."""

    file: str
    number: int = 0
    weight: int = 0


class Look(NamedTuple):
    """What a span asks of its face."""

    bold: bool = False
    italic: bool = False
    serif: bool = False


class Face:
    """An open face: HarfBuzz objects, coverage and metrics in units of the em."""

    def __init__(self, key: FaceKey, blob: hb.Blob) -> None:
        self.key = key
        self.hb_face = hb.Face(blob, key.number)
        self.hb_font = hb.Font(self.hb_face)
        if key.weight:
            self.hb_font.set_variations({"wght": key.weight})
        self.upem: int = self.hb_face.upem
        self.covers: hb.Set = self.hb_face.unicodes
        extents = self.hb_font.get_font_extents("ltr")
        self.ascent, self.descent = _line_box(
            key.file, extents.ascender / self.upem, -extents.descender / self.upem
        )
        self.scale = _SCALES.get(key.file.partition("-")[0], 1.0)
        self._advances: dict[int, float] = {}

    def advance(self, gid: int) -> float:
        """Return the advance of a glyph in thousandths of the type size, before any kerning."""
        known = self._advances.get(gid)
        if known is None:
            advance = self.hb_font.get_glyph_h_advance(gid)
            known = self._advances[gid] = round(advance * 1000 / self.upem, 2)
        return known


# Families that look smaller than Latin type of the same size.
_SCALES = {"NotoNastaliqUrdu": 1.15, "NotoSansArabic": 1.08, "NotoNaskhArabic": 1.12}
# These files reserve room for stacks of marks that running text never has.
_TALLEST = {
    "NotoSansArabic": (1.08, 0.42),
    "NotoSansMyanmar": (1.10, 0.55),
    "NotoNastaliqUrdu": (1.60, 0.62),
    "NotoNaskhArabic": (1.05, 0.45),
    "NotoSansSymbols": (1.07, 0.30),
}


# Khmer letters hang deeper than their file says: two lines would touch.
_DEEPEST = {"NotoSansKhmer": 0.54}


def _line_box(file: str, ascent: float, descent: float) -> tuple[float, float]:
    family = file.partition("-")[0]
    most = _TALLEST.get(family, (ascent, descent))
    return max(min(ascent, most[0]), 1.0), max(min(descent, most[1]), _DEEPEST.get(family, 0.29))


_ONE_SCRIPT = {
    "Armn": "Armenian", "Beng": "Bengali", "Deva": "Devanagari", "Ethi": "Ethiopic", "Geor": "Georgian",
    "Gujr": "Gujarati", "Guru": "Gurmukhi", "Hebr": "Hebrew", "Knda": "Kannada", "Khmr": "Khmer", "Laoo": "Lao",
    "Mlym": "Malayalam", "Mymr": "Myanmar", "Orya": "Oriya", "Sinh": "Sinhala", "Taml": "Tamil", "Telu": "Telugu",
    "Thai": "Thai",
}  # fmt: skip
_CJK_FILE = "NotoSansCJK-VF.otf.ttc"
_CJK_BY_LANGUAGE = {
    "ja": 0,
    "ko": 1,
    "zh-Hant": 3,
    "yue": 4,
    "zh-HK": 4,
    "nan": 3,
    "hak": 3,
    "cdo": 3,
}
_CJK_BY_SCRIPT = {"Hira": 0, "Kana": 0, "Hang": 1, "Hani": 2, "Bopo": 3}
_SIMPLIFIED = 2


def _variable(name: str, look: Look) -> FaceKey:
    return FaceKey(f"{name}-VF.ttf", 0, BOLD if look.bold else REGULAR)


def _static(name: str, look: Look) -> FaceKey:
    return FaceKey(f"{name}-{'Bold' if look.bold else 'Regular'}.ttf")


def _latin(look: Look) -> FaceKey:
    if look.serif:
        return (
            FaceKey("NotoSerif-Italic.ttf")
            if look.italic and not look.bold
            else _static("NotoSerif", look)
        )
    return _variable("NotoSans-Italic" if look.italic else "NotoSans", look)


def _arabic(lang: str, look: Look) -> tuple[FaceKey, ...]:
    sans = _static("NotoSansArabic", look)
    if lang.partition("-")[0] == "ur":
        return _static("NotoNastaliqUrdu", look), sans
    return (_static("NotoNaskhArabic", look), sans) if look.serif else (sans,)


def _cjk(lang: str, script: str, look: Look) -> FaceKey:
    by_language = _CJK_BY_LANGUAGE.get(lang, _CJK_BY_LANGUAGE.get(lang.partition("-")[0]))
    index = _CJK_BY_SCRIPT.get(script, _SIMPLIFIED) if by_language is None else by_language
    return FaceKey(_CJK_FILE, index, BOLD if look.bold else REGULAR)


@lru_cache(maxsize=1024)
def candidates(lang: str, script: str, look: Look) -> tuple[FaceKey, ...]:
    """Return the faces to try for one script in one language, best first."""
    own = writing(lang).script
    first: list[FaceKey] = []
    for wanted in (script, own):
        if wanted == "Arab":
            first += _arabic(lang, look)
        elif wanted in _ONE_SCRIPT:
            first.append(_variable(f"NotoSans{_ONE_SCRIPT[wanted]}", look))
        elif wanted in _CJK_BY_SCRIPT:
            first.append(_cjk(lang, wanted, look))
        elif wanted == "Syrc":
            first.append(FaceKey("NotoSansSyriac-Regular.ttf"))
        else:
            first.append(_latin(look))
    rest = [_latin(look), _variable("NotoSans", look), _variable("NotoSansSymbols", look)]
    last = [_cjk(lang, "Hani", look), _variable("NotoEmoji", look)]
    return tuple(dict.fromkeys(first + rest + last))


class FontBook:
    """The open faces of one thread."""

    def __init__(self) -> None:
        self._blobs: dict[str, hb.Blob] = {}
        self._faces: dict[FaceKey, Face] = {}
        self._chosen: dict[tuple[str, str, Look], dict[str, FaceKey | None]] = {}
        self._followed: dict[tuple[FaceKey, str], bool] = {}

    def face(self, key: FaceKey) -> Face:
        """Return an open face; files are mapped, not read."""
        if key not in self._faces:
            if key.file not in self._blobs:
                self._blobs[key.file] = hb.Blob.from_file_path(
                    str(resource_path("fonts", key.file))
                )
            self._faces[key] = Face(key, self._blobs[key.file])
        return self._faces[key]

    def has(self, key: FaceKey, letters: str) -> bool:
        """Return whether a face has every letter that prints something; a font that is not installed has none."""
        if key not in self._faces and not resource_path("fonts", key.file).is_file():
            return False
        covers = self.face(key).covers
        return all(ord(char) in covers for char in letters if not is_ignorable(char))

    def follows(self, key: FaceKey, letters: str) -> bool:
        """Return whether letters that print nothing may stay with a face: asked for each space."""
        asked = (key, letters)
        known = self._followed.get(asked)
        if known is None:
            if len(self._followed) > _MOST_REMEMBERED:
                self._followed.clear()
            known = self._followed[asked] = self.has(key, letters)
        return known

    def choose(self, letters: str, lang: str, script: str, look: Look) -> FaceKey | None:
        """Return the first face that has all letters of a cluster, or None."""
        known = self.chosen(lang, script, look)
        if letters not in known:
            if len(known) > _MOST_REMEMBERED:
                known.clear()
            latin = letters.isascii() and letters.isalnum()
            tried = (_latin(look),) if latin else candidates(lang, script, look)
            known[letters] = next((key for key in tried if self.has(key, letters)), None)
        return known[letters]

    def chosen(self, lang: str, script: str, look: Look) -> dict[str, FaceKey | None]:
        """Return what was chosen so far for letters of one language, script and look."""
        return self._chosen.setdefault((lang, script, look), {})


_MOST_REMEMBERED = 4_000
_IGNORABLE = frozenset("\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u3164\uffa0")


def is_ignorable(char: str) -> bool:
    """Return whether a character prints nothing by itself and needs no glyph."""
    if char < "\u00ad":
        return False
    return (
        (unicodedata.category(char) == "Cf" and char not in _VISIBLE_FORMATS)
        or char in _IGNORABLE
        or "\ufe00" <= char <= "\ufe0f"
        or "\u180b" <= char <= "\u180f"
    )


# Format characters that do have a shape: Arabic number and end-of-verse signs.
_VISIBLE_FORMATS = frozenset("\u0600\u0601\u0602\u0603\u0604\u0605\u06dd\u08e2\u070f")

_LOCAL = threading.local()


def fontbook() -> FontBook:
    """Return this thread's font book: HarfBuzz objects are not shared between threads."""
    book: FontBook | None = getattr(_LOCAL, "book", None)
    if book is None:
        book = _LOCAL.book = FontBook()
    return book
