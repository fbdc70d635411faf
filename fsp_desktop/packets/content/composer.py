"""Turn text ids and values into blocks, in all languages of a document at once.

A text whose value is missing never reaches paper with a hole in it: it becomes a line to write on if
there is an ``<id>.blank`` text for that, or it is left out; both are kept as a `Gap` to be shown
before printing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Literal

from fsp_desktop.packets.content.texts import ENGLISH, PacketTexts, places
from fsp_desktop.packets.content.typed_json import LocalText
from fsp_desktop.packets.document import (
    Block,
    Bullets,
    CheckList,
    FillIn,
    Heading,
    Paragraph,
    Style,
    Text,
    Texts,
    fill,
)

_LAST_PLACE = re.compile(r"\{([a-z][a-z0-9_]*)\}\**\.$")


_WITHOUT = frozenset({"liaison_whatsapp", "reviewer_names", "minutes"})
"""Values that a page does well without; nobody has forgotten them."""


@dataclass(frozen=True, slots=True)
class Gap:
    """A value that was not known: which text wanted it, and what was done on paper."""

    text_id: str
    value: str
    effect: Literal["line", "left_out"]


@dataclass(slots=True)
class Composer:
    """Makes the blocks of one document; collects what was missing.

    Attributes:
        texts: For each language of the document, the English ones always among them.
        values: For each language the values by place name.
        gaps: Filled while composing.
        used: Ids of all texts that were asked for, to tell how far the document is.
        is_short: The document has few pages; `say_more` leaves its texts out.
        is_tight: It has few pages and a script with tall lines; `say_if_room` leaves its texts out too.
    """

    texts: Mapping[str, PacketTexts]
    values: Mapping[str, Mapping[str, str]]
    gaps: list[Gap] = field(default_factory=list)
    is_short: bool = False
    is_tight: bool = False
    used: set[str] = field(default_factory=set)

    def lacks(self, text_id: str) -> str | None:
        """Return the first value a text wants that is not known, or None."""
        wanted = places(self.texts[ENGLISH].words[text_id])
        return next((place for place in wanted if place not in self.values[ENGLISH]), None)

    def words(self, text_id: str) -> Texts:
        """Return a text in every language that has it, its places filled."""
        self.used.add(text_id)
        return {
            lang: self._filled(text_id, known.words[text_id], lang)
            for lang, known in self.texts.items()
            if text_id in known.words
        }

    def _filled(self, text_id: str, words: str, lang: str) -> Text:
        """Return one text; a term that stays English ("504 plan") reads as English everywhere.

        It is the same in all languages that leave it so, and a table prints it once.
        """
        if self._is_shared(text_id, words) and not places(words):
            return fill("{words}", {"words": words}, ENGLISH)
        return fill(_one_full_stop(words, self.values[lang]), self.values[lang])

    def _is_shared(self, text_id: str, words: str) -> bool:
        said = [known.words.get(text_id) for known in self.texts.values()]
        return words == self.texts[ENGLISH].words[text_id] and said.count(words) > 1

    def value(self, place: str) -> Texts:
        """Return one value by itself, as each language writes it."""
        return {lang: fill("{value}", {"value": v[place]}) for lang, v in self.values.items()}

    def say(self, text_id: str, style: Style = "normal") -> Paragraph | None:
        """Return a paragraph, or None if a value is missing."""
        missing = self.lacks(text_id)
        if missing is None:
            return Paragraph(self.words(text_id), style)
        if missing not in _WITHOUT:
            self.gaps.append(Gap(text_id, missing, "left_out"))
        return None

    def say_or_line(self, text_id: str, lines: int = 1, style: Style = "normal") -> Block:
        """Return a paragraph, or a line to write on if a value is missing."""
        missing = self.lacks(text_id)
        if missing is None:
            return Paragraph(self.words(text_id), style)
        self.gaps.append(Gap(text_id, missing, "line"))
        return FillIn(self.words(f"{text_id}.blank"), lines)

    def say_all(self, prefix: str, names: str) -> Iterator[Paragraph | None]:
        """Yield a paragraph for each name behind a prefix: ``say_all("meals", "what free")``."""
        return (self.say(f"{prefix}.{name}") for name in names.split())

    def say_more(self, text_id: str) -> Paragraph | None:
        """Return a paragraph that a short document does without."""
        return None if self.is_short else self.say(text_id)

    def say_if_room(self, text_id: str, style: Style = "normal") -> Paragraph | None:
        """Return a paragraph that a short document in a tall script does without."""
        return None if self.is_tight else self.say(text_id, style)

    def local(self, text: LocalText) -> Texts:
        """Return the school's own words as each language has them; English stands in."""
        found = {lang: text.get(lang) or text.get(ENGLISH, "") for lang in self.texts}
        return {lang: fill("{words}", {"words": words}) for lang, words in found.items() if words}

    def same(self, words: str) -> Texts:
        """Return a name or a number, which is the same in every language."""
        value = fill("{words}", {"words": words}) if words else ()
        return dict.fromkeys(self.texts, value)

    def either(self, text_id: str) -> Texts:
        """Return a text, or its general form ``<id>.blank`` if a value is missing."""
        return self.words(text_id if self.lacks(text_id) is None else f"{text_id}.blank")

    def heading(self, text_id: str) -> Heading:
        """Return a heading inside a section."""
        return Heading(2, self.words(text_id))

    def points(self, prefix: str, names: str) -> Bullets:
        """Return a list of texts that want no values, one for each name behind a prefix."""
        return Bullets(tuple(self.words(f"{prefix}.{name}") for name in names.split()))

    def checks(self, prefix: str, names: str) -> CheckList:
        """Return the same as a list to tick."""
        return CheckList(tuple(self.words(f"{prefix}.{name}") for name in names.split()))


def _one_full_stop(text: str, values: Mapping[str, str]) -> str:
    """Take the full stop off a text that ends in a value with one of its own ("8:30 a.m.")."""
    last = _LAST_PLACE.search(text)
    ends_itself = last is not None and values.get(last[1], "").endswith(".")
    return text.removesuffix(".") if ends_itself else text
