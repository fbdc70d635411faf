"""Two versions of a long text shown as one where they changed different paragraphs.

This is only ever a view: it is computed when somebody looks, and never written back by itself. No
paragraph is ever blended from two; where both changed the same one, there is no combined text, and
a person reads both.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

_BETWEEN = re.compile(r"\n[^\S\n]*(?:\n[^\S\n]*)+")
MOST_CHARACTERS = 20_000
BOTH, ONE, OTHER = "both", "one", "other"


@dataclass(frozen=True, slots=True)
class Part:
    """One paragraph, and whose it is: of both versions, or of the one that wrote it."""

    text: str
    of: str


@dataclass(frozen=True, slots=True)
class _Edit:
    start: int
    end: int
    texts: tuple[str, ...]
    of: str


def combine(before: str, one: str, other: str) -> tuple[Part, ...] | None:
    """Return both versions as one text, or None if that would have to blend or guess.

    Args:
        before: The text that both were written over.
        one: A version; the outcome is the same whichever comes first, but for the names of parts.
        other: The version beside it.
    """
    if max(len(before), len(one), len(other)) > MOST_CHARACTERS:
        return None
    base = paragraphs(before)
    mine, theirs = _edits(base, paragraphs(one), ONE), _edits(base, paragraphs(other), OTHER)
    edits = _merged(mine, theirs)
    return None if edits is None else tuple(_applied(base, edits))


def text_of(parts: Sequence[Part]) -> str:
    """Return combined parts as one text."""
    return "\n\n".join(part.text for part in parts)


def paragraphs(text: str) -> list[str]:
    """Return the paragraphs of a text: what blank lines stand between."""
    return [part.strip() for part in _BETWEEN.split(text) if part.strip()]


def _edits(base: Sequence[str], version: Sequence[str], of: str) -> list[_Edit]:
    # Without its guess about frequent lines: a repeated greeting is a paragraph like any other.
    matcher = SequenceMatcher(None, base, version, autojunk=False)
    return [
        _Edit(start, end, tuple(version[at:until]), of)
        for tag, start, end, at, until in matcher.get_opcodes()
        if tag != "equal"
    ]


def _merged(mine: Sequence[_Edit], theirs: Sequence[_Edit]) -> list[_Edit] | None:
    merged = list(mine)
    for edit in theirs:
        same = [at for at, one in enumerate(merged) if _is_same(one, edit)]
        if same:
            merged[same[0]] = _Edit(edit.start, edit.end, edit.texts, BOTH)
        elif any(not _are_apart(one, edit) for one in mine):
            return None
        else:
            merged.append(edit)
    return sorted(merged, key=lambda one: (one.start, one.end))


def _is_same(one: _Edit, other: _Edit) -> bool:
    return (one.start, one.end, one.texts) == (other.start, other.end, other.texts)


def _are_apart(one: _Edit, other: _Edit) -> bool:
    first, second = sorted((one, other), key=lambda edit: (edit.start, edit.end))
    if first.end < second.start:
        return True
    # Side by side is apart only if each changed a paragraph; where something new goes is a guess.
    changes = first.start < first.end and second.start < second.end
    return first.end == second.start and changes


def _applied(base: Sequence[str], edits: Sequence[_Edit]) -> list[Part]:
    parts: list[Part] = []
    at = 0
    for edit in edits:
        parts += [Part(text, BOTH) for text in base[at : edit.start]]
        parts += [Part(text, edit.of) for text in edit.texts]
        at = edit.end
    return [*parts, *(Part(text, BOTH) for text in base[at:])]
