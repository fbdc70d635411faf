"""Finding records as somebody types: plain words in, the best first out.

What is typed is never read as a query language: every word becomes one quoted phrase.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from fsp_desktop.domain.views import SearchHit
from fsp_desktop.store.columns import KINDS
from fsp_desktop.store.engine import Connection
from fsp_desktop.store.folding import digits_of, fold, is_unspaced, spaced
from fsp_desktop.store.search_index import SEARCHED
from fsp_desktop.store.snippets import cut_snippet, needle
from fsp_desktop.store.states import read_rows

_MOST_CHARACTERS = 200
_MOST_WORDS = 12
_ARABIC = re.compile("[\u0600-\u06ff]{2}")
_NAMES = ("label", "name", "value", "title")


@dataclass(frozen=True, slots=True)
class Question:
    """What was typed, ready for the index (`match`) and for marking (`needle`)."""

    match: str
    needle: re.Pattern[str]


def read_question(text: str) -> Question | None:
    """Return what to look for, or None if nothing was typed that could be found."""
    folded = fold(text[:_MOST_CHARACTERS].replace("\0", " "))
    digits = digits_of(folded.strip())
    if digits is not None:
        return Question(f'tails : "{digits}" *', needle([], [digits]))
    words = [word for word in folded.split()[:_MOST_WORDS] if _has_letters(word)]
    if not words:
        return None
    is_typing = not text[-1:].isspace()
    parts = [_phrase(word, is_typing and word == words[-1]) for word in words]
    return Question(" AND ".join(parts), needle(words, list(filter(None, map(digits_of, words)))))


def _has_letters(word: str) -> bool:
    return any(unicodedata.category(letter)[0] in "LNM" for letter in word)


def _phrase(word: str, is_last: bool) -> str:
    quoted = spaced(word).replace('"', " ").strip()
    if digits_of(word) is not None:
        return f'{{words tails}} : "{quoted}" *'
    if _ARABIC.search(word):
        return f'{{words tails}} : "{quoted}" *'
    return f'words : "{quoted}"' + (" *" if is_last and not is_unspaced(word[-1]) else "")


def find(
    connection: Connection, text: str, limit: int, kinds: Sequence[str] = ()
) -> tuple[SearchHit, ...]:
    """Return the best hits: families, then people, then everything else, newest first."""
    question = read_question(text)
    if question is None:
        return ()
    found = find_ids(connection, question, limit, kinds)
    return _hits(connection, question, found)


def find_ids(
    connection: Connection, question: Question, limit: int, kinds: Sequence[str] = ()
) -> list[tuple[str, str]]:
    """Return kind and id of the best hits."""
    only = f" AND d.kind IN ({', '.join('?' * len(kinds))})" if kinds else ""
    rows: list[tuple[str, str]] = connection.execute(
        "SELECT d.kind, d.record_id FROM search JOIN search_doc AS d ON d.doc = search.rowid"
        f" WHERE search MATCH ?{only} ORDER BY search.rowid DESC LIMIT ?",
        (question.match, *kinds, limit),
    ).fetchall()
    return rows


def _hits(
    connection: Connection, question: Question, found: Sequence[tuple[str, str]]
) -> tuple[SearchHit, ...]:
    by_kind: dict[str, list[str]] = {}
    for kind, record_id in found:
        by_kind.setdefault(kind, []).append(record_id)
    rows = {
        record_id: row
        for kind, ids in by_kind.items()
        for record_id, row in read_rows(connection, KINDS[kind], ids)
    }
    labels = _family_labels(connection, (row.get("family_id") for row in rows.values()))
    hits = []
    for place, (kind, record_id) in enumerate(found):
        row = rows.get(record_id)
        if row is not None:
            texts = [_joined(row.get(name)) for name in SEARCHED[kind]]
            snippet, marks = cut_snippet([text for text in texts if text], question.needle)
            family_id = record_id if kind == "family" else row.get("family_id")
            title = _title(row) or labels.get(family_id or "", "")
            score = 1.0 / (1 + place)
            hits.append(SearchHit(record_id, kind, family_id, title, snippet, marks, score))
    return tuple(hits)


def _joined(value: object) -> str:
    if isinstance(value, list):
        return ", ".join(str(item) for item in value)
    return value if isinstance(value, str) else ""


def _title(row: dict[str, object]) -> str:
    if "given_name" in row:
        first = row.get("preferred_name") or row.get("given_name")
        return " ".join(str(part) for part in (first, row.get("family_name")) if part)
    if "adult_id" in row and "contact_kind" not in row:
        return ""
    for name in _NAMES:
        if row.get(name):
            return str(row[name])
    return ""


def _family_labels(connection: Connection, ids: Iterable[object]) -> dict[str, str]:
    wanted = sorted({one for one in ids if isinstance(one, str)})
    marks = ", ".join("?" * len(wanted))
    rows = connection.execute(f"SELECT id, label FROM family WHERE id IN ({marks})", wanted)
    return {one: label or "" for one, label in rows.fetchall()}
