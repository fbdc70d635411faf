"""What can be told about a translation without reading its language.

Pure: the English and the translation go in, findings come out. `mend` is what must not reach paper
that way, `look` is a question to somebody who reads the language.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Literal

from fsp_desktop.language.packet_coach import school_initials
from fsp_desktop.packets.content.texts import places

Severity = Literal["mend", "look"]
Subject = Literal[
    "fill_in", "unknown_fill_in", "mark", "letters", "number", "sentences", "initials", "empty",
    "same",
]  # fmt: skip
_PLACE_OR_BRACE = re.compile(r"\{[a-z][a-z0-9_]*\}")
_NUMBER = re.compile(r"\d+")
_ENDS = re.compile(r"[.!?…؟۔։።፧।॥។៕။。！？]+(?:[\s\"'”’»)*\]]+|$)|[。！？።។॥।။]|\n+")
# Thai and Lao end a sentence with a space, if with anything.
_WITHOUT_SENTENCE_MARKS = frozenset({"th", "lo"})
_ABBREVIATED = re.compile(
    r"\b(?:[ap]\.\s?m\.|e\.g\.|i\.e\.|Mrs?\.|Ms\.|Dr\.|Sra?\.|No\.)", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing about a translation.

    Attributes:
        what: The fill-in, mark, letters, numbers or initials it is about.
        wanted, found: Counts, where they differ.
    """

    subject: Subject
    severity: Severity
    what: str = ""
    wanted: int = 0
    found: int = 0


@dataclass(frozen=True, slots=True)
class Piece:
    """A part of a text, and whether it is new against an older text."""

    text: str
    is_changed: bool


def check_translation(english: str, text: str, tag: str) -> tuple[Finding, ...]:
    """Return everything to mend or to look at in one translation, what must be mended first.

    Args:
        english: The English of today.
        text: The translation; an empty one has one finding only.
        tag: Its language.
    """
    if not text.strip():
        return (Finding("empty", "mend"),)
    found = [
        *_fill_ins(english, text),
        *_marks(english, text),
        *_letters(text, tag),
        *_numbers(english, text),
        *_sentences(english, text, tag),
        *_initials(text, tag),
        *_same(english, text, tag),
    ]
    return tuple(sorted(found, key=lambda one: one.severity != "mend"))


def is_fit(english: str, text: str) -> bool:
    """Tell whether nothing has to be mended, as far as can be told without looking at fonts."""
    findings = (*_fill_ins(english, text), *_marks(english, text), *_numbers(english, text))
    return bool(text.strip()) and all(one.severity != "mend" for one in findings)


def lost_places(english: str, text: str) -> tuple[str, ...]:
    """Return the fill-ins of the English that a translation lacks."""
    kept = places(text)
    return tuple(name for name in places(english) if name not in kept)


def unknown_places(english: str, text: str) -> tuple[str, ...]:
    """Return the fill-ins of a translation that the English does not have."""
    known = places(english)
    return tuple(name for name in places(text) if name not in known)


def stray_braces(text: str) -> tuple[str, ...]:
    """Return the braces of a translation that belong to no fill-in, as one piece."""
    stray = _PLACE_OR_BRACE.sub("", text)
    return ("{ }",) if "{" in stray or "}" in stray else ()


def sentence_count(text: str, tag: str) -> int:
    """Return how many sentences a text has; 0 for a language that does not mark their ends."""
    if tag.partition("-")[0] in _WITHOUT_SENTENCE_MARKS:
        return 0
    plain = _ABBREVIATED.sub("x", _PLACE_OR_BRACE.sub("x", text))
    return sum(1 for part in _ENDS.split(plain) if any(map(str.isalnum, part)))


def differences(old: str, new: str) -> tuple[Piece, ...]:
    """Return the words of `new`, those that are not in `old` marked; spaces belong to the word before."""
    before, after = _words(old), _words(new)
    pieces: list[Piece] = []
    for kind, _a, _b, first, last in SequenceMatcher(None, before, after, False).get_opcodes():
        text = "".join(after[first:last])
        if text:
            pieces.append(Piece(text, kind != "equal"))
    return tuple(pieces)


def _words(text: str) -> list[str]:
    return re.findall(r"\S+\s*|\s+", text)


def _fill_ins(english: str, text: str) -> list[Finding]:
    lost = [Finding("fill_in", "mend", name) for name in lost_places(english, text)]
    unknown = [Finding("unknown_fill_in", "mend", name) for name in unknown_places(english, text)]
    stray = [Finding("unknown_fill_in", "mend", what) for what in stray_braces(text)]
    return lost + unknown + stray


def _marks(english: str, text: str) -> list[Finding]:
    found = []
    for mark in ("**", "____"):
        wanted, has = english.count(mark), text.count(mark)
        if wanted != has:
            # Another number of bold places is a matter of taste; a half pair would be printed.
            is_half = mark == "**" and has % 2
            found.append(Finding("mark", "mend" if is_half else "look", mark, wanted, has))
    return found


def _letters(text: str, tag: str) -> list[Finding]:
    from fsp_desktop.packets.text.inline import inline
    from fsp_desktop.packets.text.shape import shaped

    plain = _PLACE_OR_BRACE.sub("", text)
    missing = "".join(line.missing for line in shaped(inline(plain), tag))
    return [Finding("letters", "mend", "".join(dict.fromkeys(missing)))] if missing else []


def _numbers(english: str, text: str) -> list[Finding]:
    wanted, has = _number_counts(english), _number_counts(text)
    lost, added = sorted((wanted - has).elements()), sorted((has - wanted).elements())
    if not lost and not added:
        return []
    return [Finding("number", "mend" if lost else "look", " ".join(lost or added))]


def _number_counts(text: str) -> Counter[str]:
    plain = _PLACE_OR_BRACE.sub("", text)
    return Counter(
        "".join(str(unicodedata.digit(char)) for char in number)
        for number in _NUMBER.findall(plain)
    )


def _sentences(english: str, text: str, tag: str) -> list[Finding]:
    wanted, has = sentence_count(english, "en"), sentence_count(text, tag)
    is_told = has and wanted != has
    return [Finding("sentences", "look", "", wanted, has)] if is_told else []


def _initials(text: str, tag: str) -> list[Finding]:
    return [Finding("initials", "look", word) for word in school_initials(text, tag)]


def _same(english: str, text: str, tag: str) -> list[Finding]:
    """Words left in English; a text that is only fill-ins, numbers and signs is the same in all."""
    words = re.sub(r"[\W\d_]+", "", _PLACE_OR_BRACE.sub("", english))
    is_same = tag != "en" and text.strip() == english.strip() and len(words) > 1
    return [Finding("same", "look")] if is_same else []
