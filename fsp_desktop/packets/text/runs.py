"""Text cut into runs: letters of one direction, script, face and look, and the letters no face has."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

from fsp_desktop.packets.text.fontbook import (
    REGULAR,
    FaceKey,
    FontBook,
    Look,
    fontbook,
    is_ignorable,
)
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
    line: Text, lang: str, look: Look, levels: list[int], missing: dict[str, None]
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
        for start, stop in _even(levels, scripts, at, end):
            before = current[4] if current else None
            asked = (tongue, scripts[start], own)
            faces, lost = _faces(text[start:stop], asked, before)
            missing.update(dict.fromkeys(lost))
            for place, face in faces:
                like = (levels[start], scripts[start], tongue, span.link, face)
                if like == current:
                    continue
                if current:
                    yield Run(began, start + place, *current)
                began, current = start + place, like
        at = end
    if current:
        yield Run(began, at, *current)


def _even(levels: list[int], scripts: list[str], start: int, end: int) -> Iterator[tuple[int, int]]:
    """Yield stretches of one level and one script."""
    edges = [
        at for at in range(start + 1, end)
        if levels[at] != levels[at - 1] or scripts[at] != scripts[at - 1]
    ]  # fmt: skip
    if start < end:
        yield from pairwise([start, *edges, end])


@lru_cache(maxsize=4096)
def _faces(
    text: str, asked: tuple[str, str, Look], before: FaceKey | None
) -> tuple[tuple[tuple[int, FaceKey], ...], str]:
    """Return where each face of a stretch begins, and the letters that none has.

    Args:
        text: Letters of one script.
        asked: Language, script and look.
        before: Face of the letters before the stretch.
    """
    book = fontbook()
    missing: dict[str, None] = {}
    known = book.chosen(*asked)
    found: list[tuple[int, FaceKey]] = []
    for start, stop in _clusters(text, 0, len(text)):
        letters = text[start:stop]
        # What was chosen before is chosen again, but for spaces and the like, which follow their neighbour.
        face = None if _FOLLOWERS[letters] else known.get(letters)
        if face is None:
            face = _face(book, letters, asked, before, missing)
        if face != before or not found:
            found.append((start, face))
        before = face
    return tuple(found), "".join(missing)


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
