"""Words for codes: vocabularies, kinds of record, fields and errors, in the interface language."""

from __future__ import annotations

from collections.abc import Mapping

from fsp_desktop.language.field_words import FIELD_WORDS, KIND_PLURALS, KIND_WORDS
from fsp_desktop.language.vocabulary_words import VOCABULARY_WORDS
from fsp_desktop.language.words import pgettext


def label(vocabulary: str, code: str) -> str:
    """Return what people call a vocabulary code; a code of a newer program shows as plain words."""
    english = VOCABULARY_WORDS.get(vocabulary, {}).get(code)
    return pgettext(vocabulary, english) if english else _readable(code)


def labels(vocabulary: str) -> dict[str, str]:
    """Return every code of a vocabulary with its label, in the order people should see them."""
    return {code: label(vocabulary, code) for code in VOCABULARY_WORDS.get(vocabulary, {})}


def kind_label(kind: str, *, plural: bool = False) -> str:
    """Return what people call a kind of record ("home_visit" is "Home visit")."""
    english = (KIND_PLURALS if plural else KIND_WORDS).get(kind)
    return pgettext("kind", english) if english else _readable(kind)


def field_label(kind: str, field: str) -> str:
    """Return what people call a field of a kind of record."""
    english = FIELD_WORDS.get(f"{kind}.{field}") or FIELD_WORDS.get(field)
    return pgettext("field", english) if english else _readable(field)


def error_sentence(code: str, detail: Mapping[str, object] | None = None) -> str:
    """Return one calm sentence with a next step for an error code."""
    # Most starts need none of the sentences.
    from fsp_desktop.language.error_words import sentence_for

    return sentence_for(code, detail or {})


def _readable(code: str) -> str:
    words = code.replace("_", " ").replace(".", " ").strip()
    return words[:1].upper() + words[1:]
