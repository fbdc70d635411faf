"""The piece of a text around what was found, with the places of the matches in it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from fsp_desktop.store.folding import fold_character

_BEFORE, _LENGTH, _FARTHEST = 40, 160, 100_000
_STEP = 2_000
NOTHING = re.compile(r"(?!)")
Marks = tuple[tuple[int, int], ...]


def needle(words: Sequence[str], digits: Sequence[str]) -> re.Pattern[str]:
    """Return a pattern for folded text: any of the words, or the digits however they are spaced."""
    parts = [re.escape(word) for word in sorted(words, key=len, reverse=True)]
    parts += [r"[ ().+/-]{0,3}".join(one) for one in digits]
    return re.compile("|".join(parts)) if parts else NOTHING


def cut_snippet(texts: Sequence[str], pattern: re.Pattern[str]) -> tuple[str, Marks]:
    """Return the piece around the first match of the first text that has one, and its marks."""
    for text in texts:
        first = _first_match(text, pattern)
        if first is not None:
            start = _word_start(text, max(first - _BEFORE, 0))
            piece = text[start : start + _LENGTH].replace("\n", " ")
            return piece, _marks(piece, pattern)
    return (texts[0][:_LENGTH].replace("\n", " ") if texts else ""), ()


def _first_match(text: str, pattern: re.Pattern[str]) -> int | None:
    """Look through the text a step at a time, since most matches are near its beginning."""
    for start in range(0, min(len(text), _FARTHEST), _STEP):
        folded, places = folded_with_places(text[start : start + _STEP + _LENGTH])
        found = pattern.search(folded)
        if found is not None and found.end() > found.start():
            return start + places[found.start()]
    return None


def _word_start(text: str, place: int) -> int:
    if place == 0:
        return 0
    blank = text.find(" ", place, place + _BEFORE // 2)
    return blank + 1 if blank >= 0 else place


def _marks(piece: str, pattern: re.Pattern[str]) -> Marks:
    folded, places = folded_with_places(piece)
    marks = []
    for found in pattern.finditer(folded):
        if found.end() > found.start():
            start = places[found.start()]
            end = places[found.end() - 1] + 1
            while end < len(piece) and fold_character(piece[end]) == "":
                end += 1
            marks.append((start, end - start))
    return tuple(marks)


def folded_with_places(text: str) -> tuple[str, Sequence[int]]:
    """Return the folded text and, for each of its characters, the place in the text as written."""
    if text.isascii() and "'" not in text:
        return text.lower(), range(len(text))
    folded: list[str] = []
    places: list[int] = []
    for place, character in enumerate(text):
        letters = fold_character(character)
        folded.append(letters)
        places.extend([place] * len(letters))
    return "".join(folded), places
