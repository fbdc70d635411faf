"""How many years of school a packet text asks of its reader, in the languages with a formula.

Sources:
    English: see `reading_grade`; reading ease: Flesch, "A new readability yardstick", Journal of
    Applied Psychology 32, 1948.
    Spanish, years of school: Crawford, "Fórmula y gráfico para determinar la comprensibilidad de
    textos de nivel primario en castellano", Lectura y Vida 6(4), 1985. Made for the primary years:
    a result above 6 says "harder than primary school" and no more.
    Spanish, reading ease: Fernández Huerta, "Medidas sencillas de lecturabilidad", Consigna 214,
    1959, with words a sentence, the reading under which it agrees with Flesch.
    Spanish, perspicuity: Szigriszt Pazos, thesis, Universidad Complutense de Madrid, 1993; its
    INFLESZ steps: Barrio-Cantalejo and others, Anales del Sistema Sanitario de Navarra 31(2), 2008.
No formula is offered for other languages: none is known to us that was tried on school texts there.
A fill-in counts as one short word, because it becomes a name, a day or a number on paper.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from fsp_desktop.language.reading_grade import reading_grade, syllables

HIGHEST_GRADE = 6.0
"""Packet texts are written for six years of school at most."""
ENOUGH_WORDS = 8
"""Below this a grade says nothing: one long word would make a heading "harder than college"."""
LONGEST_SENTENCE = 20
"""Words of a sentence above which the coach proposes to make two of it."""
GRADED = ("en", "es")
"""Languages with a formula."""

InfleszStep = Literal["very_hard", "somewhat_hard", "usual", "rather_easy", "very_easy"]
_STEPS: tuple[tuple[float, InfleszStep], ...] = (
    (40, "very_hard"),
    (55, "somewhat_hard"),
    (65, "usual"),
    (80, "rather_easy"),
)
_PLACE = re.compile(r"\{[a-z][a-z0-9_]*\}")
_MARK = re.compile(r"\*\*|_{2,}")
_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*|\d[\d.,:/-]*")
_SENTENCE_END = re.compile(r"[.!?…]+(?=[\s\"”’»)]|$)|\n+")
_SILENT_U = re.compile(r"qu(?=[eiéí])|gu(?=[eiéí])")
_VOWELS = re.compile(r"[aeiouáéíóúü]+")
_STRONG = "aeoáéó"
_STRESSED_WEAK = "íú"


@dataclass(frozen=True, slots=True)
class Readability:
    """How hard one text is; a text without words has grade 0 and ease 100.

    Attributes:
        grade: Years of school in the United States, never below 0.
        formula: Which formula gave the grade: flesch_kincaid or crawford.
        ease: 0 (hard) to 100 (easy), by Flesch or by Fernández Huerta.
        inflesz: For Spanish, the step on the INFLESZ scale.
        longest_sentence: In words.
    """

    grade: float
    formula: Literal["flesch_kincaid", "crawford"]
    ease: float
    inflesz: InfleszStep | None
    words: int
    sentences: int
    longest_sentence: int

    @property
    def is_telling(self) -> bool:
        """Whether there are words enough for the grade to mean something."""
        return self.words >= ENOUGH_WORDS

    @property
    def is_plain(self) -> bool:
        """Whether six years of school are enough, and no sentence is long."""
        is_easy = self.grade <= HIGHEST_GRADE or not self.is_telling
        return is_easy and self.longest_sentence <= LONGEST_SENTENCE


def readability(text: str, tag: str) -> Readability | None:
    """Return how hard a text is, or None for a language without a formula.

    Args:
        text: With or without {fill_ins}, **marks** and lines to write on.
        tag: Its language; only the part before the first hyphen counts.
    """
    plain, primary = without_fill_ins(text), tag.partition("-")[0].lower()
    if primary == "en":
        return _english(plain)
    return _spanish(plain) if primary == "es" else None


def grade(text: str, tag: str) -> float | None:
    """Return the years of school that a text asks for, or None for a language without a formula."""
    found = readability(text, tag)
    return None if found is None else found.grade


def without_fill_ins(text: str) -> str:
    """Return a text as it is read aloud: fill-ins as one short word each, marks left out."""
    return _MARK.sub("", _PLACE.sub("Ana", text))


def sentence_lengths(text: str) -> tuple[int, ...]:
    """Return the words of each sentence; a line end ends a sentence, so that lists count."""
    return tuple(len(_WORD.findall(part)) for part in sentences(text))


def sentences(text: str) -> tuple[str, ...]:
    """Return the sentences of a text without their ends, as they are read aloud."""
    parts = (part.strip() for part in _SENTENCE_END.split(without_fill_ins(text)))
    return tuple(part for part in parts if _WORD.search(part))


def spanish_syllables(word: str) -> int:
    """Return the syllables of one Spanish word by the rules of diphthong and hiatus.

    A number counts as one. Source of the rules: Real Academia Española, Ortografía de la lengua
    española, 2010, chapter II, on diphthongs, triphthongs and hiatus for writing accents.
    """
    letters = _SILENT_U.sub(lambda found: found.group()[0], word.lower())
    letters = re.sub(r"y(?![aeiouáéíóúü])", "i", letters)
    return max(sum(_nuclei(group) for group in _VOWELS.findall(letters)), 1)


def _nuclei(group: str) -> int:
    """Count the syllables of neighbouring vowels: strong beside strong and í, ú stand alone."""
    strong = sum(letter in _STRONG for letter in group)
    stressed = sum(letter in _STRESSED_WEAK for letter in group)
    return max(strong + stressed, 1)


def _english(text: str) -> Readability:
    found = reading_grade(text)
    lengths = sentence_lengths(text)
    if not found.words:
        return _nothing("flesch_kincaid")
    words = re.findall(r"[A-Za-z]+(?:['’][A-Za-z]+)*|\d[\d.,:/-]*", text)
    ease = 206.835 - 1.015 * found.words / found.sentences
    ease -= 84.6 * sum(map(syllables, words)) / found.words
    return Readability(
        grade=max(found.flesch_kincaid, 0.0),
        formula="flesch_kincaid",
        ease=_within(ease),
        inflesz=None,
        words=found.words,
        sentences=found.sentences,
        longest_sentence=max(lengths, default=0),
    )


def _spanish(text: str) -> Readability:
    words, lengths = _WORD.findall(text), sentence_lengths(text)
    if not words:
        return _nothing("crawford")
    per_sentence = len(words) / len(lengths)
    per_word = sum(map(spanish_syllables, words)) / len(words)
    years = 0.049 * 100 * per_word - 0.205 * 100 / per_sentence - 3.407
    perspicuity = 206.835 - 62.3 * per_word - per_sentence
    return Readability(
        grade=max(round(years, 1), 0.0),
        formula="crawford",
        ease=_within(206.84 - 60 * per_word - 1.02 * per_sentence),
        inflesz=next((step for top, step in _STEPS if perspicuity < top), "very_easy"),
        words=len(words),
        sentences=len(lengths),
        longest_sentence=max(lengths),
    )


def _nothing(formula: Literal["flesch_kincaid", "crawford"]) -> Readability:
    return Readability(0.0, formula, 100.0, None, 0, 0, 0)


def _within(ease: float) -> float:
    return round(min(max(ease, 0.0), 100.0), 1)
