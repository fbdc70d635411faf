"""Where a line may end: ICU's rules and dictionaries, with protected pieces kept whole as long as they fit."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator

from fsp_desktop.packets.text.writing import writing

_SPACE_GAPS = re.compile(r"[ \u200b]+")
_OPENERS = frozenset("\u2066\u2067\u2068")
# Inside a protected piece that is wider than a whole line: after a no-break space or a joint of an address.
_JOINTS = frozenset("\u00a0/@.-_?=&,")


class Breaks:
    """The places where lines of one paragraph may end.

    Attributes:
        normal: Positions in the text, ascending, ending with its length.
        inside: Positions inside protected pieces, used when such a piece is wider than the line.
    """

    def __init__(self, text: str, lang: str, protected: Iterable[tuple[int, int]]) -> None:
        self._text = text
        kept = list(protected)
        normal = [at for at in _openings(text, lang) if not any(s < at < e for s, e in kept)]
        self.normal = [*normal, len(text)] if not normal or normal[-1] != len(text) else normal
        joints = {at + 1 for s, e in kept for at in range(s, e - 1) if text[at] in _JOINTS}
        self.inside = sorted(joints)
        self._letters: list[int] | None = None

    @property
    def letters(self) -> list[int]:
        """Borders of what people see as one letter; the last resort for a word wider than the line."""
        if self._letters is None:
            from icu4py.breakers import CharacterBreaker

            self._letters = list(_ends(CharacterBreaker(self._text, "en")))
        return self._letters


def _openings(text: str, lang: str) -> Iterator[int]:
    locale = writing(lang).icu_locale
    ends: Iterable[int] = (match.end() for match in _SPACE_GAPS.finditer(text))
    if locale is not None:
        from icu4py.breakers import LineBreaker

        ends = _ends(LineBreaker(text, locale))
    for at in ends:
        # ICU opens the line after an isolate's first sign; the sign belongs to what follows.
        while 0 < at < len(text) and text[at - 1] in _OPENERS:
            at -= 1
        if at:
            yield at


def _ends(pieces: Iterable[str]) -> Iterator[int]:
    at = 0
    for piece in pieces:
        at += len(piece)
        yield at


def last_fitting(places: list[int], start: int, furthest: int) -> int | None:
    """Return the last place after `start` and not beyond `furthest`, or None."""
    at = bisect_right(places, furthest) - 1
    return places[at] if at >= 0 and places[at] > start else None
