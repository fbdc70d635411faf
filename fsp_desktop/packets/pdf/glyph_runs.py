"""Glyphs as PDF text operators, so that what is copied or searched is what was written.

Both common readers take the order in the file for the order on the page and turn right-to-left words round
themselves, so such words carry their letters in the code table and never in an ActualText of their own.

The operators of a line are made once, with gaps for font names and codes, which are another matter in each file.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import groupby
from typing import NamedTuple

from fsp_desktop.packets.pdf.embedded import EmbeddedFace
from fsp_desktop.packets.pdf.objects import short as _n
from fsp_desktop.packets.text.fontbook import Face, FaceKey, fontbook
from fsp_desktop.packets.text.lines import Line, Piece

# Isolates and zero-width spaces are for the typesetter; in copied text they would only disturb.
_UNSEEN = str.maketrans("", "", "\u2066\u2067\u2068\u2069\u200b")
# Glyph number, the letter of the piece it stands for, advance and offsets in em.
_Mark = tuple[int, int, float, float, float]
_NOTHING = "/Span <</ActualText <FEFF>>> BDC"


def text_of(letters: str) -> str:
    """Return letters as a reader should find them."""
    return letters.translate(_UNSEEN)


@dataclass(frozen=True, slots=True, eq=False)
class Segment:
    """A stretch of a line with one link or none.

    Attributes:
        link: Address it leads to.
        width: In points.
        words: What a reader should find.
        form: Operators with a gap for each font name and code.
        glyphs: For each face in turn the glyphs with the texts they stand for, in the order of the gaps.
        exact: A reader finds the words without further help.
        visual: The line has right-to-left words.
    """

    link: str | None
    width: float
    words: str
    form: str
    glyphs: tuple[tuple[FaceKey, tuple[tuple[int, str], ...]], ...]
    exact: bool
    visual: bool

    def filled(self, faces: Sequence[EmbeddedFace]) -> str:
        """Return the operators for one file.

        Args:
            faces: The file's faces, in the order of `glyphs`.
        """
        gaps: list[str] = []
        exact = self.exact
        for face, (_, glyphs) in zip(faces, self.glyphs, strict=True):
            gaps.append(face.name)
            gaps += face.codes(glyphs)
            exact = exact and face.reads(glyphs)
        shown = self.form % tuple(gaps)
        if exact or self.visual:
            return shown
        return f"/Span <</ActualText {utf16(self.words)}>> BDC\n{shown}\nEMC"


def utf16(text: str) -> str:
    """Return a text as a PDF string of UTF-16."""
    return f"<FEFF{text.encode('utf-16-be').hex().upper()}>"


@lru_cache(maxsize=3072)
def segments(line: Line, size: float, tagged: bool) -> tuple[Segment, ...]:
    """Return a line cut where its link changes, from left to right.

    Args:
        line: What to show.
        size: Type size in points.
        tagged: Words of another language say so.
    """
    visual = any(piece.right_to_left for piece in line.pieces)
    found = []
    for link, group in groupby(line.pieces, key=lambda piece: piece.link):
        pieces = [piece for piece in group if piece.glyphs]
        if pieces:
            found.append(_segment(line, link, pieces, (size, visual, tagged)))
    return tuple(found)


def _segment(
    line: Line, link: str | None, pieces: Sequence[Piece], how: tuple[float, bool, bool]
) -> Segment:
    size, visual, tagged = how
    text = line.paragraph.text
    out: list[str] = []
    glyphs: list[tuple[FaceKey, tuple[tuple[int, str], ...]]] = []
    exact = True
    for piece in pieces:
        letters = text[piece.start : piece.end]
        marks = tuple([(g[0], g[1] - piece.start, g[2], g[3], g[4]) for g in piece.glyphs])
        form = _form(piece.face, letters, marks, size, visual)
        exact = exact and form.exact
        if tagged and piece.lang != line.paragraph.lang:
            out.append(f"/Span <</Lang {utf16(piece.lang)}>> BDC\n{form.operators}\nEMC")
        else:
            out.append(form.operators)
        glyphs.append((piece.face, form.glyphs))
    # In the order of the letters: pieces stand in the order of the page.
    words = "".join(
        text_of(text[p.start : p.end]) for p in (sorted(pieces, key=_start) if visual else pieces)
    )
    width = sum([glyph[2] for piece in pieces for glyph in piece.glyphs]) * size
    return Segment(link, width, words, "\n".join(out), tuple(glyphs), exact, visual)


def _start(piece: Piece) -> int:
    return piece.start


class _Form(NamedTuple):
    """Operators with gaps for the font's name and the codes; the glyphs of the gaps; whether each stands for itself."""

    operators: str
    glyphs: tuple[tuple[int, str], ...]
    exact: bool


@lru_cache(maxsize=2048)
def _form(
    key: FaceKey, letters: str, glyphs: tuple[_Mark, ...], size: float, visual: bool
) -> _Form:
    """Return what shows glyphs; `glyphs` are (gid, cluster in `letters`, advance, dx, dy) from left to right.

    In a line with right-to-left words surplus glyphs are hidden from readers one by one.
    """
    writer = _Operators(fontbook().face(key), size)
    exact, at, count = True, 0, len(glyphs)
    starts = sorted({glyph[1] for glyph in glyphs})
    ends = dict(zip(starts, [*starts[1:], len(letters)], strict=True))
    plain = letters.isascii()
    while at < count:
        cluster, end = glyphs[at][1], at + 1
        while end < count and glyphs[end][1] == cluster:
            end += 1
        own = letters[cluster : ends[cluster]]
        if not plain:
            own = text_of(own)
        if end == at + 1:
            writer.show(glyphs[at], own)
        else:
            exact = False
            _show_cluster(writer, glyphs[at:end], own, visual)
        at = end
    return _Form("\n".join(writer.done()), tuple(writer.glyphs), exact)


def _show_cluster(writer: _Operators, glyphs: Sequence[_Mark], letters: str, visual: bool) -> None:
    """Write several glyphs that stand for the same letters: the first with a width carries them."""
    first = next((n for n, glyph in enumerate(glyphs) if glyph[2]), 0)
    for number, glyph in enumerate(glyphs):
        hidden = visual and number != first
        writer.show(glyph, letters if number == first else "", hidden=hidden)


# Thousandths of the type size that no eye sees.
_LEAST = 0.05


class _Operators:
    """Collects TJ arrays; kerning and offsets become numbers between the gaps for codes."""

    def __init__(self, face: Face, size: float) -> None:
        self.glyphs: list[tuple[int, str]] = []
        self._width = face.advance
        self._scale = face.scale
        self._em = 1000 / self._scale
        self._size = size
        self._out = [f"/%s {_n(size * self._scale)} Tf"]
        self._array: list[str] = []
        self._codes = ""
        self._move = 0.0
        self._rise = 0.0

    def show(self, glyph: _Mark, stands_for: str, hidden: bool = False) -> None:
        gid, _, advance, dx, dy = glyph
        if hidden:
            self._flush()
            self._out.append(_NOTHING)
        if dy or self._rise:
            self._set_rise(dy * self._size)
        move = self._move - dx * self._em
        if move > _LEAST or move < -_LEAST:
            move = self._apply(move)
        self._codes += "%s"
        self.glyphs.append((gid, stands_for))
        self._move = move + self._width(gid) - (advance - dx) * self._em
        if hidden:
            self._flush()
            self._out.append("EMC")

    def done(self) -> list[str]:
        self._move = self._apply(self._move)
        self._set_rise(0.0)
        self._flush()
        return self._out

    def _apply(self, move: float) -> float:
        """Write a move as far as it is worth a number; return the rest."""
        rounded = round(move, 1)
        if not rounded:
            return move
        self._end_codes()
        self._array.append(_n(rounded))
        return move - rounded

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
