"""The plain-language coach: it points at words, offers others, and never changes anything itself.

Pure functions over text. A family's own words between quotation marks are never corrected; only the
privacy words are pointed out there too, because what should not be written down should not be quoted.
"""

from __future__ import annotations

import json
import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Literal

from fsp_desktop.language.resources import resource_path
from fsp_desktop.language.words import N_, gettext

Kind = Literal["preferred", "jargon", "privacy", "generalization"]

ENGLISH = "en"
COACHED = ("en", "es")
"""Languages with a list of terms."""
_QUOTED = re.compile(r"“[^”]*”|«[^»]*»|„[^“”]*[“”]|\"[^\"\n]*\"|^>.*$", re.MULTILINE)
_SOCIAL_SECURITY = re.compile(r"(?<![\d-])\d{3}-\d{2}-\d{4}(?![\d-])")
# The first letter of a people's or a country's name is what tells "Somali families" from
# "most families"; a sentence that begins with an everyday word is kept out by the list below it.
_PEOPLE_FROM = re.compile(
    r"\b(?:[Pp]eople|[Ff]amilies|[Pp]arents|[Mm]others|[Ff]athers|[Kk]ids|[Cc]hildren|[Tt]hose)"
    r"\s+from\s+(?:the\s+)?[A-Z]\w+(?:\s+[A-Z]\w+)?"
)
_PEOPLE_OF = re.compile(
    r"\b(?!(?:The|This|These|Our|Their|Many|Most|Some|All|Both|Other|New|Young|Two|Three|When|If"
    r"|For|With|And|But|What|Which|How|School|Home)\b)[A-Z][a-z]{2,}(?:n|i|ese|sh|ch|ish)\s+"
    r"(?:people|families|parents|mothers|fathers|women|men|culture|kids|children)\b"
)
_THEIR_CULTURE = re.compile(
    r"\b(?:in|of) their culture\b|\b(?:these|those) people\b", re.IGNORECASE
)

_ADVICE: dict[str, str] = {
    "preferred": N_("Families may know this better as “{say}”."),
    "jargon": N_("Not every family knows this word. You could say “{say}”."),
    "immigration": N_(
        "Please leave this out. The school does not need to know, and a record can be asked for."
    ),
    "identity": N_("Please leave this out. The school does not need this number."),
    "generalization": N_(
        "This is about many people. What did this family tell you about themselves?"
    ),
}


@dataclass(frozen=True, slots=True)
class Hint:
    """One place in a text that the coach points at.

    Attributes:
        start: Index of the first character.
        end: Index behind the last one.
        kind: Why it is pointed at.
        term: The entry of the term list, or the pattern's name; what "stop tips" remembers.
        say: What could stand there instead; empty when leaving out is the advice.
        reason: Key of the advice.
        full: What initials stand for, where that is known.
    """

    start: int
    end: int
    kind: Kind
    term: str
    say: str
    reason: str
    full: str = ""


def hints(
    text: str,
    *,
    is_cultural_note: bool = False,
    stopped: Collection[str] = (),
    language: str = ENGLISH,
) -> list[Hint]:
    """Return what the coach would point at, in text order, without overlaps.

    Args:
        text: What a person is writing.
        is_cultural_note: Whether it is a note about a family; statements about whole peoples are
            pointed at only there.
        stopped: Terms for which the person has stopped the tips; privacy words can not be stopped.
        language: Whose list of terms is used; one of `COACHED`.
    """
    quoted = [found.span() for found in _QUOTED.finditer(text)]
    found = list(_privacy_hints(text, language))
    found += [hint for hint in _term_hints(text, stopped, language) if not _inside(hint, quoted)]
    if is_cultural_note:
        found += [hint for hint in _generalizations(text) if not _inside(hint, quoted)]
    return _without_overlaps(found)


def initials(language: str) -> frozenset[str]:
    """Return the school's initials that a language's list knows, such as IEP and GPA."""
    known = language if language in COACHED else ENGLISH
    terms = {str(entry["term"]) for name in (known, ENGLISH) for entry in _terms(name)["jargon"]}
    return frozenset(term for term in terms if term.isalpha() and term.isupper())


def advice(hint: Hint) -> str:
    """Return the coach's sentence for a hint, in the interface language."""
    return gettext(_ADVICE[hint.reason]).format(say=hint.say)


def replaced(text: str, hint: Hint) -> str:
    """Return the text with the coach's words in place; a capital letter at the start is kept."""
    say = hint.say
    if text[hint.start : hint.start + 1].isupper() and not text[hint.start : hint.end].isupper():
        say = say[:1].upper() + say[1:]
    return text[: hint.start] + say + text[hint.end :]


@lru_cache(maxsize=4)
def _terms(language: str) -> dict[str, list[dict[str, Any]]]:
    path = resource_path("terms", f"{language}.json")
    loaded: dict[str, Any] = json.loads(path.read_text("utf-8"))
    return {kind: loaded[kind] for kind in ("preferred", "jargon", "privacy")}


@lru_cache(maxsize=8)
def _pattern(kind: str, language: str) -> tuple[re.Pattern[str], dict[str, dict[str, Any]]]:
    """Return one pattern for all terms of a kind, longest first, and the entries by its words."""
    entries = sorted(_terms(language)[kind], key=lambda entry: -len(entry["term"]))
    pattern = "|".join(f"(?:{_alternative(entry)})" for entry in entries) or r"(?!)"
    by_words = {_folded(entry["term"]): entry for entry in entries}
    return re.compile(rf"(?<![\w-])(?:{pattern})(?![\w-])"), by_words


def _alternative(entry: dict[str, Any]) -> str:
    term = str(entry["term"])
    words = re.sub(r"(\\?[-–\s])+", r"[-–\\s]+", re.escape(term))
    # Initials are matched as written, so that "sip" and "ice" stay what they are.
    is_as_written = entry.get("case") or (term.isupper() and " " not in term)
    return f"{words}s?" if is_as_written else f"(?i:{words})"


def _folded(words: str) -> str:
    return re.sub(r"[-–\s]+", " ", words).casefold()


def _entry(kind: str, language: str, matched: str) -> dict[str, Any]:
    by_words = _pattern(kind, language)[1]
    words = _folded(matched)
    return by_words.get(words) or by_words[words.removesuffix("s")]


def _term_hints(text: str, stopped: Collection[str], language: str) -> Iterator[Hint]:
    kinds: tuple[Kind, ...] = ("preferred", "jargon")
    for kind in kinds:
        for match in _pattern(kind, language)[0].finditer(text):
            entry = _entry(kind, language, match.group())
            if entry["term"] not in stopped:
                full = entry.get("full", "")
                yield Hint(*match.span(), kind, entry["term"], entry["say"], kind, full)


def _privacy_hints(text: str, language: str) -> Iterator[Hint]:
    for match in _pattern("privacy", language)[0].finditer(text):
        entry = _entry("privacy", language, match.group())
        yield Hint(*match.span(), "privacy", entry["term"], "", entry["reason"])
    for match in _SOCIAL_SECURITY.finditer(text):
        yield Hint(*match.span(), "privacy", "social security number", "", "identity")


def _generalizations(text: str) -> Iterator[Hint]:
    for pattern in (_PEOPLE_FROM, _PEOPLE_OF, _THEIR_CULTURE):
        for match in pattern.finditer(text):
            yield Hint(*match.span(), "generalization", "people from", "", "generalization")


def _inside(hint: Hint, quoted: list[tuple[int, int]]) -> bool:
    return any(start <= hint.start and hint.end <= end for start, end in quoted)


def _without_overlaps(found: list[Hint]) -> list[Hint]:
    """Keep the first and longest where hints overlap; privacy wins over everything."""
    order = sorted(found, key=lambda h: (h.kind != "privacy", h.start, h.start - h.end))
    kept: list[Hint] = []
    for hint in order:
        if all(hint.end <= other.start or other.end <= hint.start for other in kept):
            kept.append(hint)
    return sorted(kept, key=lambda hint: hint.start)
