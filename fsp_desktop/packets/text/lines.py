"""Shaped paragraphs cut into lines, and the glyphs of one line from left to right."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from fsp_desktop.packets.text.bidi import line_levels, visual_runs
from fsp_desktop.packets.text.breaks import last_fitting
from fsp_desktop.packets.text.fontbook import FaceKey, fontbook
from fsp_desktop.packets.text.runs import Glyph, Run
from fsp_desktop.packets.text.shape import Paragraph, shape_run

_SPACES = " \u00a0\u3000\u200b\u2066\u2067\u2068\u2069"


class Piece(NamedTuple):
    """Glyphs of one face on one line, from left to right."""

    start: int
    end: int
    face: FaceKey
    right_to_left: bool
    lang: str
    link: str | None
    glyphs: tuple[Glyph, ...]


@dataclass(frozen=True, slots=True, eq=False)
class Line:
    """One line of a paragraph; lengths in em. A line is equal to itself only.

    Attributes:
        width: Without the spaces at its end.
        hang: Width of the spaces at its end, which stand outside the measure.
        ascent: Above the baseline; the tallest of its faces.
        descent: Below the baseline, positive.
    """

    paragraph: Paragraph
    start: int
    end: int
    pieces: tuple[Piece, ...]
    width: float
    hang: float
    ascent: float
    descent: float


@lru_cache(maxsize=1536)
def lines(paragraph: Paragraph, measure: float) -> tuple[Line, ...]:
    """Return the lines of a paragraph for a measure in em; an empty paragraph has one empty line.

    The same paragraph in the same measure gives the same lines, for every document and thread.
    """
    return tuple(_line(paragraph, start, end) for start, end in _cuts(paragraph, measure))


def _cuts(paragraph: Paragraph, measure: float) -> Iterator[tuple[int, int]]:
    start, length = 0, len(paragraph.text)
    if not length:
        yield 0, 0
    while start < length:
        end = _line_end(paragraph, start, measure)
        yield start, end
        start = end


def _line_end(paragraph: Paragraph, start: int, measure: float) -> int:
    widths, breaks = paragraph.widths, paragraph.breaks
    limit = widths[start] + measure + 1e-6
    furthest = bisect_right(widths, limit) - 1
    # Spaces at the end of a line hang into the margin.
    while furthest < len(paragraph.text) and paragraph.text[furthest] in _SPACES:
        furthest += 1
    for places in (breaks.normal, breaks.inside):
        found = last_fitting(places, start, furthest)
        if found is not None:
            return found
    return last_fitting(breaks.letters, start, furthest) or next(
        at for at in breaks.letters if at > start
    )


def _line(paragraph: Paragraph, start: int, end: int) -> Line:
    text = paragraph.text
    last = end
    while last > start and text[last - 1] in _SPACES:
        last -= 1
    pieces = tuple(_pieces(paragraph, start, end))
    width = sum([g[2] for piece in pieces for g in piece.glyphs])
    hang = sum([g[2] for piece in pieces for g in piece.glyphs if g[1] >= last])
    book = fontbook()
    faces = {piece.face: book.face(piece.face) for piece in pieces if piece.glyphs}
    ascent = max((face.ascent * face.scale for face in faces.values()), default=1.069)
    descent = max((face.descent * face.scale for face in faces.values()), default=0.293)
    return Line(paragraph, start, end, pieces, width - hang, hang, ascent, descent)


def _pieces(paragraph: Paragraph, start: int, end: int) -> Iterator[Piece]:
    levels = line_levels(paragraph.classes[start:end], paragraph.levels[start:end], paragraph.base)
    inside = [run for run in paragraph.runs if run.start < end and run.end > start]
    for low, high, level in visual_runs(levels):
        parts = [run for run in inside if run.start < start + high and run.end > start + low]
        for run in reversed(parts) if level % 2 else parts:
            first, last = max(run.start, start + low), min(run.end, start + high)
            glyphs = _glyphs(paragraph.text, run, first, last)
            yield Piece(first, last, run.face, bool(run.level % 2), run.lang, run.link, glyphs)


def _glyphs(text: str, run: Run, start: int, end: int) -> tuple[Glyph, ...]:
    """Return the glyphs of a part of a run; shaped again only where the cut would change them."""
    if (start, end) == (run.start, run.end):
        return run.glyphs
    if _is_safe(text, run, start) and _is_safe(text, run, end):
        return tuple(glyph for glyph in run.glyphs if start <= glyph.cluster < end)
    return shape_run(text, run, start, end)


def _is_safe(text: str, run: Run, at: int) -> bool:
    """Tell whether a cut leaves glyphs as they are: after a space nothing is joined, kerned or reordered."""
    return at in {run.start, run.end} or text[at - 1] == " "
