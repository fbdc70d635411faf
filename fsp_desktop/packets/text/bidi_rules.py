"""Weak, bracket and neutral rules of the Unicode Bidirectional Algorithm (W1 to I2) on one isolating run sequence."""

from __future__ import annotations

from collections.abc import Sequence

ISOLATES = frozenset({"LRI", "RLI", "FSI"})
_NEUTRAL = frozenset({"B", "S", "WS", "ON", "PDI", *ISOLATES})
_DIRECTION = {"L": "L", "R": "R", "EN": "R", "AN": "R"}
_MOST_OPEN_BRACKETS = 63

# Bidi_Paired_Bracket: each opening bracket with the distance to its closing one.
_PAIRS = (
    "0028+1 005B+2 007B+2 0F3A+1 0F3C+1 169B+1 2045+1 207D+1 208D+1 2308+1 230A+1 2329+1 2768+1 276A+1 276C+1 276E+1 "
    "2770+1 2772+1 2774+1 27C5+1 27E6+1 27E8+1 27EA+1 27EC+1 27EE+1 2983+1 2985+1 2987+1 2989+1 298B+1 298D+3 298F-1 "
    "2991+1 2993+1 2995+1 2997+1 29D8+1 29DA+1 29FC+1 2E22+1 2E24+1 2E26+1 2E28+1 2E55+1 2E57+1 2E59+1 2E5B+1 3008+1 "
    "300A+1 300C+1 300E+1 3010+1 3014+1 3016+1 3018+1 301A+1 FE59+1 FE5B+1 FE5D+1 FF08+1 FF3B+2 FF5B+2 FF5F+1 FF62+1"
)
_BRACKETS: dict[str, int] = {}
for _pair in _PAIRS.split():
    _open = int(_pair[:4], 16)
    # U+2329 and U+232A are canonically equal to U+3008 and U+3009 and pair with them.
    _BRACKETS[chr(_open)] = 0x3008 if _open == 0x2329 else _open
    _BRACKETS[chr(_open + int(_pair[4:]))] = -_BRACKETS[chr(_open)]


def bracket(char: str) -> int:
    """Return +id for an opening paired bracket, -id for its closing one, 0 for anything else."""
    return _BRACKETS.get(char, 0)


def resolve_sequence(
    sequence: Sequence[int],
    types: Sequence[str],
    levels: list[int],
    brackets: Sequence[int],
    around: tuple[int, int],
) -> None:
    """Write the final levels of one isolating run sequence into `levels`.

    Args:
        sequence: Positions in the paragraph, in logical order.
        types: Classes of the paragraph after overrides.
        levels: Explicit levels of the paragraph; changed in place.
        brackets: +id, -id or 0 per position of the paragraph.
        around: Levels before and after the sequence.
    """
    level = levels[sequence[0]]
    before, after = ("R" if max(level, other) % 2 else "L" for other in around)
    original = [types[at] for at in sequence]
    now = _weak(original, before)
    own = "R" if level % 2 else "L"
    for start, end in _bracket_pairs(
        [brackets[at] if now[n] == "ON" else 0 for n, at in enumerate(sequence)]
    ):
        _resolve_pair(now, original, (start, end), own, before)
    _neutral(now, own, before, after)
    for at, kind in zip(sequence, now, strict=True):
        if level % 2:
            levels[at] = level + (kind != "R")
        else:
            levels[at] = level + {"L": 0, "R": 1}.get(kind, 2)


def _weak(original: Sequence[str], before: str) -> list[str]:
    now = list(original)
    previous, strong = before, before
    for n, kind in enumerate(now):
        if kind == "NSM":  # W1
            now[n] = kind = "ON" if previous in ISOLATES or previous == "PDI" else previous
        previous = kind
        if kind in {"L", "R", "AL"}:
            strong = kind
        elif kind == "EN" and strong == "AL":  # W2
            now[n] = "AN"
    now = ["R" if kind == "AL" else kind for kind in now]  # W3
    for n in range(1, len(now) - 1):  # W4
        left, kind, right = now[n - 1 : n + 2]
        if left == right and (
            (kind == "CS" and left in {"EN", "AN"}) or (kind == "ES" and left == "EN")
        ):
            now[n] = left
    _terminators(now)
    strong = before
    for n, kind in enumerate(now):  # W7
        if kind in {"L", "R"}:
            strong = kind
        elif kind == "EN" and strong == "L":
            now[n] = "L"
    return now


def _terminators(now: list[str]) -> None:
    """Rules W5 and W6: signs beside a European number belong to it, other signs are neutral."""
    n = 0
    while n < len(now):
        end = n
        while end < len(now) and now[end] == "ET":
            end += 1
        if end > n:
            beside = (n > 0 and now[n - 1] == "EN") or (end < len(now) and now[end] == "EN")
            now[n:end] = ["EN" if beside else "ON"] * (end - n)
        elif now[n] in {"ES", "CS"}:
            now[n] = "ON"
        n = max(end, n + 1)


def _bracket_pairs(marks: Sequence[int]) -> list[tuple[int, int]]:
    """Return (opening, closing) positions in the order of the opening ones (BD16)."""
    pairs: list[tuple[int, int]] = []
    stack: list[tuple[int, int]] = []
    for n, mark in enumerate(marks):
        if mark > 0:
            if len(stack) == _MOST_OPEN_BRACKETS:
                return []
            stack.append((mark, n))
        elif mark < 0:
            for depth in range(len(stack) - 1, -1, -1):
                if stack[depth][0] == -mark:
                    pairs.append((stack[depth][1], n))
                    del stack[depth:]
                    break
    return sorted(pairs)


def _resolve_pair(
    now: list[str], original: Sequence[str], pair: tuple[int, int], own: str, before: str
) -> None:
    """Rule N0 for one pair."""
    start, end = pair
    inside = {_DIRECTION[kind] for kind in now[start + 1 : end] if kind in _DIRECTION}
    if not inside:
        return
    chosen = own
    if own not in inside:
        context = next(
            (_DIRECTION[now[n]] for n in range(start - 1, -1, -1) if now[n] in _DIRECTION), before
        )
        chosen = context if context != own else own
    for n in pair:
        now[n] = chosen
        n += 1
        while n < len(now) and original[n] == "NSM":
            now[n] = chosen
            n += 1


def _neutral(now: list[str], own: str, before: str, after: str) -> None:
    """Rules N1 and N2."""
    n = 0
    while n < len(now):
        end = n
        while end < len(now) and now[end] in _NEUTRAL:
            end += 1
        if end > n:
            left = _DIRECTION[now[n - 1]] if n else before
            right = _DIRECTION[now[end]] if end < len(now) else after
            now[n:end] = [left if left == right else own] * (end - n)
        n = max(end, n + 1)
