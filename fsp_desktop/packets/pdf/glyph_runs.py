"""Glyphs as PDF text operators, so that what is copied or searched is what was written.

Both common readers take the order in the file for the order on the page and turn right-to-left words round
themselves, so such words carry their letters in the code table and never in an ActualText of their own.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from fsp_desktop.packets.pdf.embedded import EmbeddedFace
from fsp_desktop.packets.text.lines import Piece
from fsp_desktop.packets.text.runs import Glyph

# Isolates and zero-width spaces are for the typesetter; in copied text they would only disturb.
_UNSEEN = str.maketrans("", "", "\u2066\u2067\u2068\u2069\u200b")
_NOTHING = "/Span <</ActualText <FEFF>>> BDC"


def text_of(letters: str) -> str:
    """Return letters as a reader should find them."""
    return letters.translate(_UNSEEN)


def show_piece(
    face: EmbeddedFace, piece: Piece, text: str, size: float, visual: bool
) -> tuple[list[str], bool]:
    """Return the operators that show a piece, and whether a reader finds its text without further help.

    Args:
        face: The embedded face of the piece.
        piece: Glyphs from left to right.
        text: The paragraph the piece belongs to.
        size: Type size in points.
        visual: The line has right-to-left words: surplus glyphs are hidden from readers one by one.
    """
    writer = _Operators(face, size)
    exact = True
    for letters, glyphs in _clusters(piece, text):
        first = next((n for n, glyph in enumerate(glyphs) if glyph.advance), 0)
        for number, glyph in enumerate(glyphs):
            code, found = face.code(glyph.gid, letters if number == first else "")
            exact = exact and found and len(glyphs) == 1
            writer.show(glyph, code, hidden=visual and number != first)
    return writer.done(), exact


def _clusters(piece: Piece, text: str) -> Iterator[tuple[str, list[Glyph]]]:
    starts = sorted({glyph.cluster for glyph in piece.glyphs})
    ends = dict(zip(starts, [*starts[1:], piece.end], strict=True))
    for cluster, glyphs in groupby(piece.glyphs, key=lambda glyph: glyph.cluster):
        yield text_of(text[cluster : ends[cluster]]), list(glyphs)


class _Operators:
    """Collects TJ arrays; kerning and offsets become numbers between the codes."""

    def __init__(self, face: EmbeddedFace, size: float) -> None:
        self._face = face
        self._scale = face.face.scale
        self._size = size
        self._out = [f"/{face.name} {_n(size * self._scale)} Tf"]
        self._array: list[str] = []
        self._codes = ""
        self._move = 0.0
        self._rise = 0.0

    def show(self, glyph: Glyph, code: int, hidden: bool) -> None:
        em = 1000 / self._scale
        if hidden:
            self._flush()
            self._out.append(_NOTHING)
        self._set_rise(glyph.dy * self._size)
        self._move -= glyph.dx * em
        self._apply_move()
        self._codes += f"{code:04X}"
        self._move += self._face.width(glyph.gid) - glyph.advance * em + glyph.dx * em
        if hidden:
            self._flush()
            self._out.append("EMC")

    def done(self) -> list[str]:
        self._apply_move()
        self._set_rise(0.0)
        self._flush()
        return self._out

    def _apply_move(self) -> None:
        rounded = round(self._move, 1)
        if not rounded:
            return
        self._end_codes()
        self._array.append(_n(rounded))
        self._move -= rounded

    def _set_rise(self, rise: float) -> None:
        if abs(rise - self._rise) < 0.0005:
            return
        self._flush()
        self._out.append(f"{_n(rise)} Ts")
        self._rise = rise

    def _end_codes(self) -> None:
        if self._codes:
            self._array.append(f"<{self._codes}>")
            self._codes = ""

    def _flush(self) -> None:
        self._end_codes()
        if self._array:
            self._out.append(f"[{' '.join(self._array)}] TJ")
            self._array = []


def _n(value: float) -> str:
    return f"{value:.3f}".rstrip("0").rstrip(".") or "0"
