"""Finding records as somebody types: plain words in, the best first out.

What is typed is never read as a query language: every word becomes one quoted phrase.
"""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Sequence
from typing import Any

from fsp_desktop.domain.plain import Frozen
from fsp_desktop.domain.views import SearchHit
from fsp_desktop.store.columns import KINDS, NAME_SQL
from fsp_desktop.store.engine import Connection
from fsp_desktop.store.folding import digits_of, fold, is_unspaced, spaced
from fsp_desktop.store.search_index import SEARCHED
from fsp_desktop.store.snippets import Needle, cut_snippet, make_needle

_MOST_CHARACTERS = 200
_MOST_WORDS = 12
_ARABIC = re.compile("[\u0600-\u06ff]{2}")
_TITLES = ("label", "name", "value", "title")


class Question(Frozen):
    """What was typed, ready for the index (`match`) and for marking (`needle`)."""

    match: str
    needle: Needle


def read_question(text: str) -> Question | None:
    """Return what to look for, or None if nothing was typed that could be found."""
    folded = fold(text[:_MOST_CHARACTERS].replace("\0", " "))
    digits = digits_of(folded.strip())
    if digits is not None:
        return Question(f'tails : "{digits}" *', make_needle("", [], [digits]))
    words = [word for word in folded.split()[:_MOST_WORDS] if _has_letters(word)]
    if not words:
        return None
    is_typing = not text[-1:].isspace()
    parts = [_phrase(word, is_typing and word == words[-1]) for word in words]
    numbers = [one for one in map(digits_of, words) if one]
    return Question(" AND ".join(parts), make_needle(text[:_MOST_CHARACTERS], words, numbers))


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
) -> list[tuple[str, str, int]]:
    """Return kind, id and number of the best hits."""
    only = f" AND d.kind IN ({', '.join('?' * len(kinds))})" if kinds else ""
    rows: list[tuple[str, str, int]] = connection.execute(
        "SELECT d.kind, d.record_id, d.doc FROM search JOIN search_doc AS d ON d.doc = search.rowid"
        f" WHERE search MATCH ?{only} ORDER BY search.rowid DESC LIMIT ?",
        (question.match, *kinds, limit),
    ).fetchall()
    return rows


def _hits(
    connection: Connection, question: Question, found: Sequence[tuple[str, str, int]]
) -> tuple[SearchHit, ...]:
    rows = _read(connection, found)
    hits = []
    for place, (kind, record_id, _) in enumerate(found):
        row = rows.get(record_id)
        if row is not None:
            family_id, title, texts = row[0], row[1], row[2:]
            snippet, marks = cut_snippet([_plain(text) for text in texts if text], question.needle)
            hits.append(
                SearchHit(
                    record_id, kind, family_id, title or "", snippet, marks, 1.0 / (1 + place)
                )
            )
    return tuple(hits)


def _read(
    connection: Connection, found: Sequence[tuple[str, str, int]]
) -> dict[str, tuple[Any, ...]]:
    """Return family, title and searched texts of what was found, by id."""
    by_kind: dict[str, list[int]] = {}
    for kind, _, doc in found:
        by_kind.setdefault(kind, []).append(doc)
    rows: dict[str, tuple[Any, ...]] = {}
    for kind, docs in by_kind.items():
        query = f"{_SELECT[kind]} WHERE doc IN (SELECT value FROM json_each(?))"
        rows |= {row[0]: row[1:] for row in connection.execute(query, (json.dumps(docs),))}
    return rows


def _select(name: str) -> str:
    kind = KINDS[name]
    family = "id" if name == "family" else "family_id" if "family_id" in kind.columns else "NULL"
    title = "NULL"
    if "given_name" in kind.columns:
        title = NAME_SQL.format(t=kind.table)
    elif name != "household":
        titles = [one for one in _TITLES if one in kind.columns]
        title = titles[0] if titles else "NULL"
    if family == "family_id":
        # What has no name of its own is called by its family.
        label = f"(SELECT label FROM family AS f WHERE f.id = {kind.table}.family_id)"
        title = label if title == "NULL" else f"coalesce(nullif({title}, ''), {label})"
    return f"SELECT id, {', '.join([family, title, *SEARCHED[name]])} FROM {kind.table}"


def _plain(text: str) -> str:
    """Return words as people write them; a set is kept as JSON."""
    return ", ".join(json.loads(text)) if text.startswith('["') else text


_SELECT = {name: _select(name) for name in KINDS}
