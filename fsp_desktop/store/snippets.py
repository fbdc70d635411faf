"""The piece of a text around what was found, with the places of the matches in it.

Most text keeps its length when it is folded, so that a place in the folded text is a place in the
text as written; where that is not so, the place is found by folding what is before it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import islice

from fsp_desktop.store.folding import fold, is_unspaced

_BEFORE, _LENGTH, _FARTHEST, _STEPS = 40, 160, 100_000, 8
_HEAD, _MOST_MARKS = 240, 8
_ARABIC = re.compile("[\u0600-\u06ff]")
NOTHING = re.compile(r"(?!)")
Marks = tuple[tuple[int, int], ...]


def needle(words: Sequence[str], digits: Sequence[str]) -> re.Pattern[str]:
    """Return a pattern for folded text: any of the words, or the digits however they are spaced."""
    parts = [_start_of(word) + re.escape(word) for word in sorted(words, key=len, reverse=True)]
    parts += [r"[ ().+/-]{0,3}".join(one) for one in digits]
    return re.compile("|".join(parts)) if parts else NOTHING


def _start_of(word: str) -> str:
    """Return what must be before a word: nothing that could be a part of it, in most scripts."""
    is_anywhere = is_unspaced(word[0]) or _ARABIC.match(word) or not word[0].isalnum()
    return "" if is_anywhere else r"(?<!\w)"


def cut_snippet(texts: Sequence[str], pattern: re.Pattern[str]) -> tuple[str, Marks]:
    """Return the piece around the first match of the first text that has one, and its marks."""
    for text in texts:
        # Most short words match near the beginning, so that is looked at first.
        for head in (text[:_HEAD], text[:_FARTHEST]):
            folded = fold(head)
            found = pattern.search(folded)
            if found is not None:
                return _cut(head, folded, found.start(), pattern)
    return (texts[0][:_LENGTH].replace("\n", " ") if texts else ""), ()


def _cut(text: str, folded: str, position: int, pattern: re.Pattern[str]) -> tuple[str, Marks]:
    first = _place(text, folded, position)
    start = _word_start(text, max(first - _BEFORE, 0))
    piece = text[start : start + _LENGTH].replace("\n", " ")
    if len(folded) == len(text):
        found = islice(pattern.finditer(folded, start, start + len(piece)), _MOST_MARKS)
        return piece, tuple((one.start() - start, one.end() - one.start()) for one in found)
    return piece, _marks(piece, pattern)


def _place(text: str, folded: str, position: int) -> int:
    """Return the place in the text as written of a position in the folded text."""
    if len(folded) == len(text):
        return position
    place = min(position, len(text))
    for _ in range(_STEPS):
        too_far = len(fold(text[:place])) - position
        if too_far == 0:
            break
        place = min(max(place - too_far, 0), len(text))
    while place < len(text) and not fold(text[place]):
        place += 1
    return place


def _word_start(text: str, place: int) -> int:
    if place == 0:
        return 0
    blank = text.find(" ", place, place + _BEFORE // 2)
    return blank + 1 if blank >= 0 else place


def _marks(piece: str, pattern: re.Pattern[str]) -> Marks:
    folded = fold(piece)
    marks = []
    for found in islice(pattern.finditer(folded), _MOST_MARKS):
        if found.end() > found.start():
            start = _place(piece, folded, found.start())
            end = max(_place(piece, folded, found.end()), start)
            marks.append((start, end - start))
    return tuple(marks)
