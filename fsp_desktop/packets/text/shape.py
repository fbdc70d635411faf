"""Text turned into glyphs: direction, scripts, fonts and HarfBuzz, once per paragraph for any width and size."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Container, Iterator
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import pairwise

import uharfbuzz as hb

from fsp_desktop.packets.text.bidi import classes_of, is_one_way, isolate_levels, resolve
from fsp_desktop.packets.text.bidi_rules import bracket
from fsp_desktop.packets.text.breaks import Breaks
from fsp_desktop.packets.text.fontbook import HAVE_SERIF, FaceKey, Look, fontbook
from fsp_desktop.packets.text.runs import Glyph, Run, runs_of
from fsp_desktop.packets.text.scripts import script_of
from fsp_desktop.packets.text.spans import Span, Text, plain
from fsp_desktop.packets.text.writing import writing


@dataclass(frozen=True, slots=True, eq=False)
class Paragraph:
    """A shaped paragraph: everything that does not depend on the width of the line. Equal to itself only.

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


def shaped(text: Text, lang: str, serif: bool = False, bold: bool = False) -> tuple[Paragraph, ...]:
    """Return the shaped lines of a text, one for each line feed in it.

    What was shaped is kept for all documents and threads: nothing in a Paragraph depends on either.

    Args:
        text: Inline text.
        lang: BCP 47 tag of the text; decides base direction, fonts and line breaks.
        serif: Use the serif faces where the script has them.
        bold: Print everything in the heavier weight.
    """
    # The cache tells a left-out argument from the same one given, so all of them are given here.
    return _shaped(text, lang, serif, bold)


@lru_cache(maxsize=1024)
def _shaped(text: Text, lang: str, serif: bool, bold: bool) -> tuple[Paragraph, ...]:
    return tuple(_paragraph(line, lang, serif, bold) for line in _lines(text))


def _unwritten(text: str, runs: list[Run], known: Container[str]) -> Iterator[str]:
    """Yield letters that HarfBuzz had no glyph for, though their face seemed to have them."""
    for run in runs:
        for glyph in run.glyphs:
            if glyph[0]:
                continue
            end = min((g.cluster for g in run.glyphs if g.cluster > glyph.cluster), default=run.end)
            letters = text[glyph.cluster : end]
            if not any(letter in known for letter in letters):
                yield from letters


def _lines(text: Text) -> list[Text]:
    return [_whole_letters(line) for line in _split(text)]


def _whole_letters(line: Text) -> Text:
    """Let a letter have one look: marks, joiners and joined consonants take the look of what they stand on."""
    if len(line) < 2 or all(span.text.isascii() for span in line):
        return line
    text, found, start = plain(line), [], 0
    end = 0
    for span in line:
        end += len(span.text)
        stop = max(end, start)
        while start < stop < len(text) and _stays(text, stop):
            stop += 1
        if stop > start:
            found.append(replace(span, text=text[start:stop]))
        start = stop
    return tuple(found)


# Signs that join the consonant after them to the one before: Devanagari to Sinhala, Burmese, Khmer.
_JOINING = frozenset("\u094d\u09cd\u0a4d\u0acd\u0b4d\u0c4d\u0ccd\u0d4d\u0dca\u1039\u17d2")


def _stays(text: str, at: int) -> bool:
    before, after = text[at - 1], text[at]
    return (
        unicodedata.category(after)[0] == "M"
        or after in "\u200c\u200d"
        or (before in _JOINING and unicodedata.category(after)[0] == "L")
    )


def _split(text: Text) -> list[Text]:
    lines: list[list[Span]] = [[]]
    for span in text:
        for number, part in enumerate(span.text.split("\n")):
            if number:
                lines.append([])
            if part:
                lines[-1].append(
                    Span(part, span.bold, span.italic, span.link, span.lang, span.protected)
                )
    return [tuple(line) for line in lines]


def _paragraph(line: Text, lang: str, serif: bool, bold: bool) -> Paragraph:
    text = plain(line)
    script = writing(lang).script
    base = int(writing(lang).is_rtl)
    classes = classes_of(text)
    one_way = not base and is_one_way(text)
    levels = (
        isolate_levels(text)
        if one_way
        else resolve(classes, base, [bracket(char) for char in text])
    )
    missing: dict[str, None] = {}
    runs = _with_air(text, [
        run._replace(glyphs=shape_run(text, run, run.start, run.end))
        for run in runs_of(line, lang, Look(bold, False, serif and script in HAVE_SERIF), levels, missing)
    ])  # fmt: skip
    missing.update(dict.fromkeys(list(_unwritten(text, runs, missing))))
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


_IDEOGRAPHIC = frozenset({"Hani", "Hira", "Kana"})
_AIR = 0.14  # em


def _with_air(text: str, runs: list[Run]) -> list[Run]:
    """Add a little air where Chinese or Japanese letters meet Latin letters or figures."""
    drawn = [at for at, run in enumerate(runs) if run.glyphs]
    for at, following in pairwise(drawn):
        left, right = runs[at], runs[following]
        if (
            left.level % 2
            or right.level % 2
            or {left.script, right.script}.isdisjoint(_IDEOGRAPHIC)
        ):
            continue
        signs = [text[left.glyphs[-1].cluster], text[right.glyphs[0].cluster]]
        if any(map(_is_latin, signs)) and any(script_of(sign) in _IDEOGRAPHIC for sign in signs):
            last = left.glyphs[-1]
            wider = last._replace(advance=last.advance + _AIR)
            runs[at] = left._replace(glyphs=(*left.glyphs[:-1], wider))
    return runs


def _is_latin(char: str) -> bool:
    return char.isascii() and (char.isalnum() or char in "()$%#+")


# How far HarfBuzz looks past the ends of what it shapes.
_CONTEXT = 5
_EDGES = re.compile("[\u2066-\u2069]")


def shape_run(text: str, run: Run, start: int, end: int) -> tuple[Glyph, ...]:
    """Return the glyphs of a part of a run, from left to right, with the paragraph as context.

    The same letters between the same neighbours are shaped once: of a thousand letters to families
    only the names and numbers are new.
    """
    # Nothing joins across the edge of an isolate, so a name beyond it makes no new case.
    before = _EDGES.split(text[max(start - _CONTEXT, 0) : start])[-1]
    after = _EDGES.split(text[end : end + _CONTEXT], maxsplit=1)[0]
    glyphs = _shape_letters(
        before, text[start:end], after,
        run.face, run.script, run.lang, run.level % 2,
    )  # fmt: skip
    if not start:
        return glyphs
    new = tuple.__new__
    return tuple([
        new(Glyph, (gid, cluster + start, advance, dx, dy))
        for gid, cluster, advance, dx, dy in glyphs
    ])  # fmt: skip


@lru_cache(maxsize=2048)
def _shape_letters(
    before: str, letters: str, after: str, face_key: FaceKey, script: str, lang: str, turned: int
) -> tuple[Glyph, ...]:
    """Return glyphs whose clusters are counted from the first of the letters."""
    face = fontbook().face(face_key)
    offset = len(before)
    buffer = hb.Buffer()
    buffer.add_str(before + letters + after, offset, len(letters))
    buffer.direction = "rtl" if turned else "ltr"
    buffer.script = script
    buffer.language = lang
    # Marks of right-to-left words are read back in the wrong order with anything coarser.
    level = hb.BufferClusterLevel
    buffer.cluster_level = level.MONOTONE_CHARACTERS if turned else level.MONOTONE_GRAPHEMES
    buffer.flags = hb.BufferFlags.REMOVE_DEFAULT_IGNORABLES
    hb.shape(face.hb_font, buffer)
    em = face.scale / face.upem
    pairs = zip(buffer.glyph_infos, buffer.glyph_positions, strict=True)
    return tuple([
        # Most glyphs have no offset: one nought for all of them.
        Glyph(
            info.codepoint, info.cluster - offset, place.x_advance * em,
            place.x_offset * em if place.x_offset else 0.0,
            place.y_offset * em if place.y_offset else 0.0,
        )
        for info, place in pairs
    ])  # fmt: skip
