"""What the plain-language coach says about a text that is printed for families.

Terms and initials are known in English and Spanish, sentences are measured and graded in the same
two; see `readability` for the formulas. Nothing is changed, and nothing here keeps a text from print.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from fsp_desktop.language.coach import COACHED, Hint, hints, initials
from fsp_desktop.language.readability import LONGEST_SENTENCE, Readability, readability, sentences

_SIDE_BY_SIDE = re.compile(r"\([^()]*\)")


@dataclass(frozen=True, slots=True)
class PacketAdvice:
    """What could be plainer in one text.

    Attributes:
        hints: Terms to say otherwise, in text order.
        long_sentences: Each sentence of more words than `LONGEST_SENTENCE`.
        readability: None for a language without a formula.
    """

    hints: tuple[Hint, ...] = ()
    long_sentences: tuple[str, ...] = ()
    readability: Readability | None = None

    @property
    def is_plain(self) -> bool:
        """Whether there is nothing to say."""
        is_easy = self.readability is None or self.readability.is_plain
        return not self.hints and not self.long_sentences and is_easy


def advise(text: str, tag: str) -> PacketAdvice:
    """Return the coach's advice about a packet text.

    Initials that stand in brackets behind plain words are spelled out already, and words such as
    "immigration status" belong into a text that says what a school never asks.

    Args:
        text: The text with its {fill_ins}.
        tag: Its language; others than English and Spanish get no advice.
    """
    language = tag.partition("-")[0].lower()
    if language not in COACHED:
        return PacketAdvice()
    aside = [found.span() for found in _SIDE_BY_SIDE.finditer(text)]
    found = tuple(
        hint
        for hint in hints(text, language=language)
        if hint.kind in {"preferred", "jargon"}
        and not any(start < hint.start and hint.end < end for start, end in aside)
    )
    long = tuple(part for part in sentences(text) if len(part.split()) > LONGEST_SENTENCE)
    return PacketAdvice(found, long, readability(text, language))


def school_initials(text: str, tag: str) -> tuple[str, ...]:
    """Return the school's initials that stand in a translation, each once, in order.

    Initials say even less in another language. Brackets do not help there: the words before them
    have to be enough.
    """
    known = initials(tag.partition("-")[0].lower())
    words = re.findall(r"(?<![A-Za-z0-9{_])[A-Z]{2,6}(?![a-z0-9_}])", text)
    return tuple(dict.fromkeys(word for word in words if word in known))
