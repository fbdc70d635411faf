"""Text turned into glyphs: direction, scripts, fonts and HarfBuzz, once per paragraph for any width and size."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

import uharfbuzz as hb

from fsp_desktop.packets.text.bidi import classes_of, is_one_way, resolve
from fsp_desktop.packets.text.bidi_rules import bracket
from fsp_desktop.packets.text.breaks import Breaks
from fsp_desktop.packets.text.fontbook import FaceKey, FontBook, Look, fontbook, is_ignorable
from fsp_desktop.packets.text.scripts import scripts_of
from fsp_desktop.packets.text.spans import Span, Text, plain
from fsp_desktop.packets.text.writing import writing


class Glyph(NamedTuple):
    """One glyph; lengths in em of the paragraph's size. `cluster` is the first of its letters in the text."""

    gid: int
    cluster: int
    advance: float
    dx: float
    dy: float
    unsafe: bool


class Run(NamedTuple):
    """Letters of one direction, script, face and look, with their glyphs from left to right."""

    start: int
    end: int
    level: int
    script: str
    lang: str
    link: str | None
    face: FaceKey
    glyphs: tuple[Glyph, ...] = ()


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A shaped paragraph: everything that does not depend on the width of the line.

    Attributes:
        text: Its letters, with isolates.
        base: 0 for left-to-right, 1 for right-to-left.
        lang: Language of the paragraph.
        classes: Bidi class of each letter.
        runs: In logical order.
        widths: Sum of the advances before each letter, in em; one more than there are letters.
        breaks: Where its lines may end.
        missing: Letters that no font has, each once.
    """

    text: str
    base: int
    lang: str
    classes: tuple[str, ...]
    levels: tuple[int, ...]
    runs: tuple[Run, ...]
    widths: tuple[float, ...]
    breaks: Breaks
    missing: str


@lru_cache(maxsize=4096)
def shaped(text: Text, lang: str, serif: bool = False, bold: bool = False) -> tuple[Paragraph, ...]:
    """Return the shaped lines of a text, one for each line feed in it.

    The cache is shared by all documents and threads: nothing in a Paragraph depends on either.

    Args:
        text: Inline text.
        lang: BCP 47 tag of the text; decides base direction, fonts and line breaks.
        serif: Use the serif faces where the script has them.
        bold: Print everything in the heavier weight.
    """
    return tuple(_paragraph(line, lang, serif, bold) for line in _lines(text))


def _lines(text: Text) -> list[Text]:
    lines: list[list[Span]] = [[]]
    for span in text:
        for number, part in enumerate(span.text.split("\n")):
            if number:
                lines.append([])
            if part:
                lines[-1].append(Span(part, span.bold, span.italic, span.link, span.lang, span.protected))
    return [tuple(line) for line in lines]


def _paragraph(line: Text, lang: str, serif: bool, bold: bool) -> Paragraph:
    text = plain(line)
    base = int(writing(lang).is_rtl)
    classes = classes_of(text)
    one_way = not base and is_one_way(text)
    levels = [0] * len(text) if one_way else resolve(classes, base, [bracket(char) for char in text])
    missing: dict[str, None] = {}
    book = fontbook()
    runs = [
        run._replace(glyphs=shape_run(book, text, run, run.start, run.end))
        for run in _runs(book, line, lang, Look(bold, False, serif), levels, missing)
    ]
    missing.update(dict.fromkeys(c for run in runs for g in run.glyphs if not g.gid for c in text[g.cluster : g.cluster + 1]))
    return Paragraph(
        text, base, lang, tuple(classes), tuple(levels), tuple(runs), _widths(len(text), runs),
        Breaks(text, lang, _protected(line)), "".join(missing),
    )  # fmt: skip


def _protected(line: Text) -> Iterator[tuple[int, int]]:
    at = 0
    for span in line:
        if span.protected:
            yield at, at + len(span.text)
        at += len(span.text)


def _widths(length: int, runs: list[Run]) -> tuple[float, ...]:
    own = [0.0] * (length + 1)
    for run in runs:
        for glyph in run.glyphs:
            own[glyph.cluster + 1] += glyph.advance
    total = 0.0
    for at, advance in enumerate(own):
        total += advance
        own[at] = total
    return tuple(own)


def _runs(
    book: FontBook, line: Text, lang: str, look: Look, levels: list[int], missing: dict[str, None]
) -> Iterator[Run]:
    """Yield runs of one level, script, face and look, marks and spaces staying with what they follow."""
    text = plain(line)
    scripts = scripts_of(text, writing(lang).script)
    current: Run | None = None
    at = 0
    for span in line:
        own = Look(look.bold or span.bold, span.italic, look.serif)
        tongue = span.lang or lang
        end = at + len(span.text)
        for start, stop in _clusters(text, at, end):
            face = _face(book, text[start:stop], tongue, scripts[start], own, current, missing)
            like = (levels[start], scripts[start], tongue, span.link, face)
            if current and (current.level, current.script, current.lang, current.link, current.face) == like:
                current = current._replace(end=stop)
                continue
            if current:
                yield current
            current = Run(start, stop, *like)
        at = end
    if current:
        yield current


def _clusters(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Cut into bases with the marks and joiners that follow them."""
    while start < end:
        stop = start + 1
        while stop < end and (
            unicodedata.category(text[stop])[0] == "M" or text[stop] in "\u200c\u200d" or text[stop - 1] == "\u200d"
        ):
            stop += 1
        yield start, stop
        start = stop


def _face(
    book: FontBook, letters: str, lang: str, script: str, look: Look, before: Run | None, missing: dict[str, None]
) -> FaceKey:
    if before and (letters.isspace() or all(map(is_ignorable, letters))):
        if book.has(before.face, letters):
            return before.face
    found = book.choose(letters, lang, script, look)
    if found:
        return found
    whole = book.choose(letters[0], lang, script, look)
    missing.update(dict.fromkeys(letters[1:] if whole and len(letters) > 1 else letters))
    return whole or book.choose("?", lang, "Latn", look) or FaceKey("NotoSans-VF.ttf", 0, 400)


def shape_run(book: FontBook, text: str, run: Run, start: int, end: int) -> tuple[Glyph, ...]:
    """Return the glyphs of a part of a run, from left to right, with the paragraph as context."""
    face = book.face(run.face)
    buffer = hb.Buffer()
    buffer.add_str(text, start, end - start)
    right_to_left = bool(run.level % 2)
    buffer.direction = "rtl" if right_to_left else "ltr"
    buffer.script = run.script
    buffer.language = run.lang
    # Marks of right-to-left words are read back in the wrong order with anything coarser.
    level = hb.BufferClusterLevel
    buffer.cluster_level = level.MONOTONE_CHARACTERS if right_to_left else level.MONOTONE_GRAPHEMES
    buffer.flags = hb.BufferFlags.REMOVE_DEFAULT_IGNORABLES
    hb.shape(face.hb_font, buffer)
    em = face.scale / face.upem
    return tuple(
        Glyph(
            info.codepoint, info.cluster, place.x_advance * em, place.x_offset * em, place.y_offset * em,
            bool(info.flags & hb.GlyphFlags.UNSAFE_TO_BREAK),
        )
        for info, place in zip(buffer.glyph_infos, buffer.glyph_positions, strict=True)
    )  # fmt: skip
