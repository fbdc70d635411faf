"""Text cut into runs: letters of one direction, script, face and look, and the letters no face has."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from typing import NamedTuple

from fsp_desktop.packets.text.fontbook import REGULAR, FaceKey, FontBook, Look, is_ignorable
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
    current: tuple[int, str, str, str | None, FaceKey] | None = None
    at = began = 0
    for span in line:
        own = Look(look.bold or span.bold, span.italic, look.serif)
        tongue = span.lang or lang
        end = at + len(span.text)
        script, known = "", dict[str, FaceKey | None]()
        for start, stop in _clusters(text, at, end):
            letters = text[start:stop]
            if scripts[start] != script:
                script = scripts[start]
                known = book.chosen(tongue, script, own)
            before = current[4] if current else None
            # What was chosen before is chosen again, but for spaces and the like, which follow their neighbour.
            if _FOLLOWERS[letters]:
                face = before if before and book.follows(before, letters) else None
            else:
                face = known.get(letters)
            if face is None:
                face = _face(book, letters, (tongue, script, own), before, missing)
            like = (levels[start], script, tongue, span.link, face)
            if like == current:
                continue
            if current:
                yield Run(began, start, *current)
            began, current = start, like
        at = end
    if current:
        yield Run(began, at, *current)


class _Marks(dict[str, bool]):
    """Whether each character asked for so far stays with the base before it."""

    def __missing__(self, char: str) -> bool:
        found = self[char] = unicodedata.category(char)[0] == "M" or char in "\u200c\u200d"
        return found


_MARKS = _Marks()


def _clusters(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Cut into bases with the marks and joiners that follow them."""
    marks = _MARKS
    while start < end:
        stop = start + 1
        while stop < end and (marks[text[stop]] or text[stop - 1] == "\u200d"):
            stop += 1
        yield start, stop
        start = stop


class _Followers(dict[str, bool]):
    """Whether letters print nothing by themselves: spaces, isolates, joiners."""

    def __missing__(self, letters: str) -> bool:
        if len(self) > _MOST_REMEMBERED:
            self.clear()
        found = self[letters] = letters.isspace() or all(map(is_ignorable, letters))
        return found


_MOST_REMEMBERED = 4_000
_FOLLOWERS = _Followers()


def _face(
    book: FontBook,
    letters: str,
    asked: tuple[str, str, Look],
    before: FaceKey | None,
    missing: dict[str, None],
) -> FaceKey:
    """Return the face of a cluster; spaces and signs that print nothing stay with the face before them."""
    if before and _FOLLOWERS[letters] and book.follows(before, letters):
        return before
    found = book.choose(letters, *asked)
    if found:
        return found
    whole = book.choose(letters[0], *asked)
    missing.update(dict.fromkeys(letters[1:] if whole and len(letters) > 1 else letters))
    return whole or FaceKey("NotoSans-VF.ttf", 0, REGULAR)
