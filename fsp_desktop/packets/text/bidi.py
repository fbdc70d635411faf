"""Direction of text: the Unicode Bidirectional Algorithm (UAX #9), with isolates and bracket pairs.

`levels` answers for a whole paragraph, `line_levels` and `visual_runs` for one line of it.
The weak and neutral rules (W, N, I) are in `bidi_rules`.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence

from fsp_desktop.packets.text.bidi_rules import ISOLATES, bracket, resolve_sequence

MAX_DEPTH = 125
_EMBEDDINGS = {"RLE": 1, "LRE": 0, "RLO": 1, "LRO": 0}
_OVERRIDES = {"RLO": "R", "LRO": "L"}
_REMOVED = frozenset({*_EMBEDDINGS, "PDF", "BN"})
_STRONG = {"L": 0, "R": 1, "AL": 1}
_TURNS = frozenset({"R", "AL", "AN", "RLE", "RLO", "RLI"})
# Letters this Python's tables do not know yet.
_UNASSIGNED = (
    (0x0590, 0x05FF, "R"), (0x07C0, 0x085F, "R"), (0x0600, 0x08FF, "AL"), (0xFB1D, 0xFB4F, "R"),
    (0xFB50, 0xFDFF, "AL"), (0xFE70, 0xFEFF, "AL"), (0x1EC70, 0x1EEFF, "AL"), (0x10800, 0x1EFFF, "R"),
)  # fmt: skip


class _Classes(dict[str, str]):
    """Bidi_Class of each character asked for so far."""

    def __missing__(self, char: str) -> str:
        kind = unicodedata.bidirectional(char) or next(
            (kind for low, high, kind in _UNASSIGNED if low <= ord(char) <= high), "L"
        )
        self[char] = kind
        return kind


_CLASSES = _Classes()


def bidi_class(char: str) -> str:
    """Return the Bidi_Class of one character."""
    return _CLASSES[char]


def classes_of(text: str) -> list[str]:
    """Return the Bidi_Class of each character."""
    known = _CLASSES
    return [known[char] for char in text]


def is_one_way(text: str) -> bool:
    """Return whether nothing in the text runs from right to left."""
    return text.isascii() or _TURNS.isdisjoint(map(bidi_class, set(text)))


def isolate_levels(text: str) -> list[int]:
    """Return the levels of a left-to-right paragraph in which nothing runs from right to left."""
    found = [0] * len(text)
    if "\u2069" not in text:
        return found
    depth = 0
    for at, char in enumerate(text):
        depth -= 2 if char == "\u2069" and depth else 0
        found[at] = depth
        depth += 2 if char in "\u2066\u2068" else 0
    return found


def levels(text: str, base: int | None = None) -> list[int]:
    """Return the embedding level of each character of one paragraph (rules P2 to I2).

    Args:
        text: One paragraph.
        base: 0 left-to-right, 1 right-to-left, None to ask the first strong letter.
    """
    return resolve(classes_of(text), base, [bracket(char) for char in text])


def resolve(
    classes: Sequence[str], base: int | None = None, brackets: Sequence[int] = ()
) -> list[int]:
    """Return levels for characters given by their classes; `brackets` holds +id for opening, -id for closing, 0."""
    match = _matching(classes)
    if base is None:
        base = _first_strong(classes, 0, len(classes), match)
    found, types = _explicit(classes, base, match)
    marks = brackets or [0] * len(classes)
    for sequence, before, after in list(_sequences(classes, found, base, match)):
        resolve_sequence(sequence, types, found, marks, (before, after))
    level = base
    for at, kind in enumerate(classes):
        if kind in _REMOVED:
            found[at] = level
        level = found[at]
    return found


def line_levels(classes: Sequence[str], found: Sequence[int], base: int) -> list[int]:
    """Return the levels of one line, with spaces at its end and separators put back to the base (rule L1)."""
    out = list(found)
    reset = True
    for at in range(len(out) - 1, -1, -1):
        kind = classes[at]
        if kind in {"B", "S"}:
            reset = True
            out[at] = base
        elif kind == "WS" or kind in ISOLATES or kind == "PDI" or kind in _REMOVED:
            if reset:
                out[at] = base
        else:
            reset = False
    return out


def visual_runs(found: Sequence[int]) -> list[tuple[int, int, int]]:
    """Return (start, end, level) of each run of one line from left to right (rule L2)."""
    runs: list[tuple[int, int, int]] = []
    for at, level in enumerate(found):
        if runs and runs[-1][2] == level:
            runs[-1] = (runs[-1][0], at + 1, level)
        else:
            runs.append((at, at + 1, level))
    highest = max((run[2] for run in runs), default=0)
    for level in range(highest, 0, -1):
        at = 0
        while at < len(runs):
            end = at
            while end < len(runs) and runs[end][2] >= level:
                end += 1
            runs[at:end] = runs[at:end][::-1]
            at = max(end, at + 1)
    return runs


def _matching(classes: Sequence[str]) -> dict[int, int]:
    """Pair isolate initiators with their PDI, both ways (BD9)."""
    match: dict[int, int] = {}
    open_at: list[int] = []
    for at, kind in enumerate(classes):
        if kind in ISOLATES:
            open_at.append(at)
        elif kind == "PDI" and open_at:
            start = open_at.pop()
            match[start], match[at] = at, start
        elif kind == "B":
            open_at.clear()
    return match


def _first_strong(classes: Sequence[str], start: int, end: int, match: dict[int, int]) -> int:
    at = start
    while at < end and classes[at] != "B":
        kind = classes[at]
        if kind in _STRONG:
            return _STRONG[kind]
        at = match.get(at, end) + 1 if kind in ISOLATES else at + 1
    return 0


class _Stack:
    """The directional status stack of rules X1 to X8."""

    def __init__(self, base: int) -> None:
        self.entries: list[tuple[int, str, bool]] = [(base, "", False)]
        self.overflow_isolates = self.overflow_embeddings = self.valid_isolates = 0

    def push(self, direction: int, override: str, isolate: bool) -> None:
        level = self.entries[-1][0]
        level += 1 if level % 2 != direction else 2
        if level <= MAX_DEPTH and not self.overflow_isolates and not self.overflow_embeddings:
            self.entries.append((level, override, isolate))
            self.valid_isolates += isolate
        elif isolate:
            self.overflow_isolates += 1
        elif not self.overflow_isolates:
            self.overflow_embeddings += 1

    def end_isolate(self) -> None:
        if self.overflow_isolates:
            self.overflow_isolates -= 1
        elif self.valid_isolates:
            self.overflow_embeddings = 0
            while not self.entries[-1][2]:
                self.entries.pop()
            self.entries.pop()
            self.valid_isolates -= 1

    def end_embedding(self) -> None:
        if self.overflow_isolates:
            return
        if self.overflow_embeddings:
            self.overflow_embeddings -= 1
        elif len(self.entries) > 1 and not self.entries[-1][2]:
            self.entries.pop()


def _explicit(
    classes: Sequence[str], base: int, match: dict[int, int]
) -> tuple[list[int], list[str]]:
    """Return explicit levels, and classes with overrides applied (X1 to X8)."""
    found, types = [base] * len(classes), list(classes)
    stack = _Stack(base)
    for at, kind in enumerate(classes):
        if kind == "B":
            stack = _Stack(base)
            continue
        if kind == "PDI":
            stack.end_isolate()
        found[at], override, _ = stack.entries[-1]
        if override and kind not in _REMOVED:
            types[at] = override
        if kind in _EMBEDDINGS:
            stack.push(_EMBEDDINGS[kind], _OVERRIDES.get(kind, ""), isolate=False)
        elif kind in ISOLATES:
            end = match.get(at, len(classes))
            right = kind == "RLI" or (
                kind == "FSI" and _first_strong(classes, at + 1, end, match) == 1
            )
            stack.push(int(right), "", isolate=True)
        elif kind == "PDF":
            stack.end_embedding()
    return found, types


def _sequences(
    classes: Sequence[str], found: Sequence[int], base: int, match: dict[int, int]
) -> Iterator[tuple[list[int], int, int]]:
    """Yield isolating run sequences with the levels before and after them (BD13, X10)."""
    kept = [at for at, kind in enumerate(classes) if kind not in _REMOVED]
    runs: list[list[int]] = []
    for at in kept:
        if runs and found[runs[-1][-1]] == found[at] and classes[runs[-1][-1]] != "B":
            runs[-1].append(at)
        else:
            runs.append([at])
    starts = {run[0]: number for number, run in enumerate(runs)}
    for number, run in enumerate(runs):
        if classes[run[0]] == "PDI" and run[0] in match:
            continue
        before = (
            found[runs[number - 1][-1]] if number and classes[runs[number - 1][-1]] != "B" else base
        )
        sequence, last = list(run), number
        while classes[sequence[-1]] in ISOLATES and sequence[-1] in match:
            last = starts[match[sequence[-1]]]
            sequence += runs[last]
        open_ended = classes[sequence[-1]] in ISOLATES or last + 1 == len(runs)
        yield sequence, before, base if open_ended else found[runs[last + 1][0]]
