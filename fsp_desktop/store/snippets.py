"""The piece of a text around what was found, with the places of the matches in it.

Most text keeps its length when it is folded, so that a place in the folded text is a place in the
text as written; where that is not so, the place is found by folding what is before it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import islice

from fsp_desktop.domain.plain import Frozen
from fsp_desktop.store.folding import fold, is_unspaced, unfolded_places

_BEFORE, _LENGTH, _FARTHEST, _STEP = 32, 120, 100_000, 32
_HEAD, _MOST_MARKS = 240, 8
_ARABIC = re.compile("[\u0600-\u06ff]")
NOTHING = re.compile(r"(?!)")
Marks = tuple[tuple[int, int], ...]


class Needle(Frozen):
    """What to mark: a pattern for folded text, and the words as they were typed."""

    pattern: re.Pattern[str]
    typed: tuple[str, ...]


def make_needle(typed: str, words: Sequence[str], digits: Sequence[str]) -> Needle:
    """Return what to mark: any of the folded words, or the digits however they are spaced."""
    parts = [_start_of(word) + re.escape(word) for word in sorted(words, key=len, reverse=True)]
    parts += [r"[ ().+/-]{0,3}".join(one) for one in digits]
    pattern = re.compile("|".join(parts)) if parts else NOTHING
    return Needle(pattern, tuple(sorted(typed.split(), key=len, reverse=True)[:3]))


def _start_of(word: str) -> str:
    """Return what must be before a word: nothing that could be a part of it, in most scripts."""
    return "" if _is_found_inside(word) else r"(?<!\w)"


def _is_found_inside(word: str) -> bool:
    """Tell whether a word is also found in the middle of others."""
    return is_unspaced(word[0]) or bool(_ARABIC.match(word)) or not word[0].isalnum()


def cut_snippet(texts: Sequence[str], needle: Needle) -> tuple[str, Marks]:
    """Return the piece around the first match of the first text that has one, and its marks."""
    for text in texts:
        first = _as_typed(text, needle)
        if first is None:
            # Most words match near the beginning, and then one folding tells place and marks.
            head = text[:_LENGTH].replace("\n", " ")
            marks = _marks(head, needle.pattern)
            if marks and marks[0][0] <= _BEFORE:
                return head, marks
            first = marks[0][0] if marks else _as_folded(text, needle.pattern)
        if first is not None:
            start = _word_start(text, max(first - _BEFORE, 0))
            piece = text[start : start + _LENGTH].replace("\n", " ")
            return piece, _marks(piece, needle.pattern)
    return (texts[0][:_LENGTH].replace("\n", " ") if texts else ""), ()


def _as_typed(text: str, needle: Needle) -> int | None:
    """Return where a word stands just as it was typed, which needs no folding of the text."""
    for word in needle.typed:
        place = text.find(word)
        if place == 0 or (place > 0 and (_is_found_inside(word) or not text[place - 1].isalnum())):
            return place
    return None


def _as_folded(text: str, pattern: re.Pattern[str]) -> int | None:
    # Most short words match near the beginning, so that is looked at first.
    for head in (text[:_HEAD], text[:_FARTHEST]):
        folded = fold(head)
        found = pattern.search(folded)
        if found is not None:
            return _place(head, folded, found.start())
    return None


def _place(text: str, folded: str, position: int) -> int:
    """Return the place in the text as written of a position in the folded text."""
    if len(folded) == len(text):
        return position
    done = 0
    for start in range(0, len(text), _STEP):
        step = text[start : start + _STEP]
        length = len(fold(step))
        if done + length > position:
            return start + unfolded_places(step, [position - done])[0]
        done += length
    return len(text)


def _word_start(text: str, place: int) -> int:
    if place == 0:
        return 0
    blank = text.find(" ", place, place + _BEFORE // 2)
    return blank + 1 if blank >= 0 else place


def _marks(piece: str, pattern: re.Pattern[str]) -> Marks:
    folded = fold(piece)
    spans = [one.span() for one in islice(pattern.finditer(folded), _MOST_MARKS)]
    if spans and len(folded) != len(piece):
        ends = iter(unfolded_places(piece, [place for span in spans for place in span]))
        return tuple((start, end - start) for start, end in zip(ends, ends, strict=True))
    return tuple([(start, end - start) for start, end in spans])
