"""The program's own table of languages: what families read, speak or sign.

Reading and speaking are kept apart, because they differ for many adults: "Chinese" is two written
forms and several spoken languages. A roster's word that could mean two languages is answered with
the candidates, never with a guess.
"""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import Any, Literal

from fsp_desktop.domain.errors import RefusedError
from fsp_desktop.domain.plain import Frozen
from fsp_desktop.language.resources import resource_path

Use = Literal["read", "speak"]


class Language(Frozen):
    """One language: how it is written, what its speakers call it, which formats are known."""

    tag: str
    name: str
    autonym: str | None
    script: str | None
    direction: str
    uses: frozenset[str]
    babel_locale: str | None
    codes: tuple[str, ...]
    aliases: tuple[str, ...]
    el_students: int | None
    source: str | None

    @property
    def is_rtl(self) -> bool:
        """Whether the language is written from right to left."""
        return self.direction == "rtl"

    def serves(self, use: Use) -> bool:
        """Whether people read, or speak, this language; a signed language counts as spoken."""
        return use in self.uses or (use == "speak" and "sign" in self.uses)


class LanguageMatch(Frozen):
    """What a free text about a language can mean: one tag, or candidates to ask about."""

    tag: str | None
    candidates: tuple[str, ...]


def _language(row: dict[str, Any]) -> Language:
    return Language(
        tag=row["tag"],
        name=row["name"],
        autonym=row["autonym"],
        script=row["script"],
        direction=row["direction"] or "ltr",
        uses=frozenset(row["uses"]),
        babel_locale=row["babel_locale"],
        codes=tuple(row["codes"]),
        aliases=tuple(row["aliases"]),
        el_students=row["el_students"],
        source=row["source"],
    )


def _plain(text: str) -> str:
    """Fold case, accents and punctuation, so that "Español (MX)" and "espanol mx" are one."""
    letters = unicodedata.normalize("NFKD", text.replace("ʼ", "'").replace("’", "'")).casefold()
    kept = "".join(c for c in letters if not unicodedata.combining(c) or c > "\u0370")
    return re.sub(r"[^\w']+", " ", kept.replace("_", " ")).strip()


_TABLE = json.loads(resource_path("languages", "languages.json").read_text(encoding="utf-8"))
LANGUAGES: Mapping[str, Language] = {row["tag"]: _language(row) for row in _TABLE["languages"]}
_GROUPS: Mapping[str, Mapping[str, list[str]]] = {_plain(k): v for k, v in _TABLE["groups"].items()}


def _names(known: Language) -> Iterable[str]:
    yield known.tag
    yield known.name
    yield re.sub(r"\s*\(.*\)", "", known.name)
    yield from (known.autonym,) if known.autonym else ()
    yield from known.codes
    yield from known.aliases


@lru_cache(maxsize=1)
def _index() -> dict[str, str]:
    index: dict[str, str] = {}
    for known in LANGUAGES.values():
        for name in _names(known):
            index.setdefault(_plain(name), known.tag)
    return index


def find_language(tag: str) -> Language | None:
    """Return the language of a tag or code ("es", "es-MX", "spa", "fa-AF"), or None."""
    if tag in LANGUAGES:
        return LANGUAGES[tag]
    parts = tag.replace("_", "-").split("-")
    for length in range(len(parts), 0, -1):
        found = _index().get(_plain("-".join(parts[:length])))
        if found:
            return LANGUAGES[found]
    return None


def language(tag: str) -> Language:
    """Return the language of a tag or code.

    Raises:
        RefusedError: ``language.unknown`` if the table has no such language.
    """
    found = find_language(tag)
    if found is None:
        raise RefusedError("language.unknown", {"tag": tag})
    return found


def languages_for(use: Use) -> list[Language]:
    """Return the languages people read, or speak, the most counted first, then by English name."""
    fit = [known for known in LANGUAGES.values() if known.serves(use) and known.tag != "en"]
    fit.sort(key=lambda known: (-(known.el_students or 0), known.name))
    return [LANGUAGES["en"], *fit]


def match_language(text: str, use: Use) -> LanguageMatch:
    """Tell which language a roster's or a person's words mean.

    Args:
        text: A name, an own name, an ISO 639 code or a tag: "Spanish", "spa", "es-MX",
            "Chinese (Mandarin)".
        use: Whether it is the language to read or the language to speak.

    Returns:
        The one tag, or the candidates if the words fit several, or neither if they fit none.
    """
    for attempt in _attempts(text):
        match = _match_exactly(attempt, use)
        if match is not None:
            return match
    return LanguageMatch(None, ())


def _attempts(text: str) -> Iterable[str]:
    yield _plain(text)
    yield _plain(re.sub(r"\(.*?\)", " ", text))
    yield _plain(re.split(r"[;,/&]|\band\b", text)[0])
    if re.fullmatch(r"\s*[A-Za-z]{2,3}[-_][A-Za-z0-9_-]+\s*", text):
        yield _plain(re.split(r"[-_]", text.strip())[0])


def _match_exactly(words: str, use: Use) -> LanguageMatch | None:
    if not words:
        return None
    tag = _index().get(words)
    group = _GROUPS.get(words, {})
    if tag and LANGUAGES[tag].serves(use) and use not in group:
        return LanguageMatch(tag, (tag,))
    candidates = tuple(group.get(use) or _GROUPS.get(_plain(tag or ""), {}).get(use, []))
    if len(candidates) == 1:
        return LanguageMatch(candidates[0], candidates)
    return LanguageMatch(None, candidates) if candidates else None
