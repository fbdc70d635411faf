"""Text cut into runs: letters of one direction, script, face and look, and the letters no face has."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from typing import NamedTuple

from fsp_desktop.packets.text.fontbook import FaceKey, FontBook, Look, is_ignorable
from fsp_desktop.packets.text.scripts import scripts_of
from fsp_desktop.packets.text.spans import Text, plain
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


def runs_of(
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
            if (
                current
                and (current.level, current.script, current.lang, current.link, current.face)
                == like
            ):
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
            unicodedata.category(text[stop])[0] == "M"
            or text[stop] in "\u200c\u200d"
            or text[stop - 1] == "\u200d"
        ):
            stop += 1
        yield start, stop
        start = stop


def _face(
    book: FontBook,
    letters: str,
    lang: str,
    script: str,
    look: Look,
    before: Run | None,
    missing: dict[str, None],
) -> FaceKey:
    follows = letters.isspace() or all(map(is_ignorable, letters))
    if before and follows and book.has(before.face, letters):
        return before.face
    found = book.choose(letters, lang, script, look)
    if found:
        return found
    whole = book.choose(letters[0], lang, script, look)
    missing.update(dict.fromkeys(letters[1:] if whole and len(letters) > 1 else letters))
    return whole or book.choose("?", lang, "Latn", look) or FaceKey("NotoSans-VF.ttf", 0, 400)
