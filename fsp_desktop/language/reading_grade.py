"""How many years of school an English text asks of its reader, by three published formulas.

Sources:
    Flesch–Kincaid grade level: Kincaid, Fishburne, Rogers and Chissom, "Derivation of New
    Readability Formulas for Navy Enlisted Personnel", Research Branch Report 8-75, 1975.
    Automated readability index: Smith and Senter, AMRL-TR-66-220, 1967.
    Coleman–Liau index: Coleman and Liau, Journal of Applied Psychology 60, 1975.
The syllables are counted by rule, not from a dictionary, so single words can be off by one.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

_WORD = re.compile(r"[A-Za-z]+(?:['’][A-Za-z]+)*|\d[\d.,:/-]*")
_SENTENCE_END = re.compile(r"[.!?]+(?=[\s\"”’»)*]|$)|\n+")
_VOWELS = re.compile(r"[aeiouy]+")
_SILENT_END = re.compile(r"(?:[^aeiouycgsxzh]es|[^aeiouytd]ed|[^aeiouy]e)$")
_SOUNDED_END = re.compile(r"[^aeiouy]les?$")
_TWO_VOWELS = re.compile(
    r"i[ao](?![un])|[^qg]u[ao]|eo(?![pu])|[^tcsgr]ie[nrt]|(?<=sc)ie|(?<=id)ea|(?<=cr)ea|eing$|ying$"
)


@dataclass(frozen=True, slots=True)
class ReadingGrade:
    """The grades of one text; a text without words has grade 0."""

    flesch_kincaid: float
    automated_index: float
    coleman_liau: float
    words: int
    sentences: int


def syllables(word: str) -> int:
    """Return the syllables of one English word; a number counts as one."""
    letters = re.sub(r"[^a-z]", "", word.lower())
    if not letters:
        return 1
    count = len(_VOWELS.findall(letters)) + len(_TWO_VOWELS.findall(letters))
    if _SILENT_END.search(letters) and not _SOUNDED_END.search(letters):
        count -= 1
    return max(count, 1)


def reading_grade(text: str) -> ReadingGrade:
    """Return the grades of an English text; a line end ends a sentence, so that lists count."""
    words = _WORD.findall(text)
    if not words:
        return ReadingGrade(0.0, 0.0, 0.0, 0, 0)
    sentences = sum(1 for part in _SENTENCE_END.split(text) if _WORD.search(part))
    letters = sum(sum(c.isalnum() for c in word) for word in words)
    per_sentence = len(words) / sentences
    per_word = sum(map(syllables, words)) / len(words)
    return ReadingGrade(
        flesch_kincaid=round(0.39 * per_sentence + 11.8 * per_word - 15.59, 1),
        automated_index=round(4.71 * letters / len(words) + 0.5 * per_sentence - 21.43, 1),
        coleman_liau=round(5.88 * letters / len(words) - 29.6 * sentences / len(words) - 15.8, 1),
        words=len(words),
        sentences=sentences,
    )
