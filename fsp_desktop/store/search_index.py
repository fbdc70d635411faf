"""Keeping the search index in step with the records, in the same transaction.

The index holds no text of its own. Each record is one document, whose number sorts families before
people before everything else, and newer before older, so that the best results come first without
sorting.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from datetime import datetime
from functools import lru_cache

from fsp_desktop.domain.changes import Wire
from fsp_desktop.domain.clock import epoch_ms
from fsp_desktop.store.columns import KINDS, Kind
from fsp_desktop.store.engine import Connection
from fsp_desktop.store.folding import fold, spaced, tails

_CLASS_BITS, _SERIAL_BITS = 60, 18
_CLASS = {"family": 4, "adult": 3, "student": 3, "contact-point": 3, "staff": 2, "interpreter": 2}
_NEVER = frozenset(
    {
        "roster_id",
        "profile",
        "pronouns",
        "country",
        "grade",
        "data",
        "version",
        "pieces",
        "media_type",
        "section",
        "sections",
    }
)
_NOT_ABOUT_PEOPLE = frozenset({"packet-text"})
"""Kinds whose words are not found: hundreds of printed sentences would hide the families."""
_TIMES = ("occurred_at", "actual_start", "scheduled_start", "starts_at", "created_at")
_LATEST_MS = (1 << (_CLASS_BITS - _SERIAL_BITS)) - 1


def _searched(kind: Kind) -> tuple[str, ...]:
    """Return the fields of a kind that are words; language tags and ids are not."""
    found: list[str] = []
    if kind.name in _NOT_ABOUT_PEOPLE:
        return ()
    for name, column in kind.columns.items():
        is_words = column.type in {"line", "text"} or (column.type == "set" and column.kind is None)
        is_tag = name.endswith(("language", "languages")) or name == "language_used"
        if is_words and not is_tag and name not in _NEVER and not name.startswith("topics"):
            found.append(name)
    return tuple(found)


# Hundreds of packets with the same title would hide what somebody looks for.
_UNSEARCHED = frozenset({"packet-given"})
SEARCHED: Mapping[str, tuple[str, ...]] = {
    name: () if name in _UNSEARCHED else _searched(kind) for name, kind in KINDS.items()
}
"""Kind -> the fields whose words are found."""


def words_of(kind: str, row: Mapping[str, Wire]) -> str:
    """Return the folded words of one record; empty if it must not be found."""
    if row["deleted"]:
        return ""
    names = SEARCHED[kind]
    if kind == "visit" and row.get("place_type") == "shelter_or_temporary":
        names = tuple(name for name in names if name != "place_note")
    parts: list[str] = []
    for name in names:
        value = row.get(name)
        if value:
            parts.append(value if isinstance(value, str) else " \n ".join(value))
    return fold("\n".join(parts))


def update_index(
    connection: Connection,
    changes: Iterable[tuple[str, str, dict[str, Wire], Mapping[str, Wire] | None]],
) -> None:
    """Bring the index up to date with changed records; new ones get their number, `row["doc"]`.

    Args:
        connection: In a transaction.
        changes: Kind, record id, the row as it will be and as it was (None for a new record).
    """
    added: list[tuple[int, str, str]] = []
    new: list[tuple[str, str, dict[str, Wire], str]] = []
    gone: list[tuple[int]] = []
    is_any_old = False
    for kind, record_id, row, before in changes:
        words = words_of(kind, row)
        if row["doc"] is None:
            new.append((kind, record_id, row, words))
        elif before is None or words != words_of(kind, before):
            is_any_old = True
            if words:
                added.append((row["doc"], spaced(words), tails(words)))
            else:
                gone.append((row["doc"],))
    if gone:
        connection.executemany("DELETE FROM search WHERE rowid = ?", sorted(gone))
    added += _number(connection, new)
    # The index writes its pages out early whenever a smaller number follows a larger one.
    added.sort()
    connection.executemany(
        f"INSERT{' OR REPLACE' if is_any_old else ''} INTO search(rowid, words, tails)"
        " VALUES(?, ?, ?)",
        added,
    )


def _taken(connection: Connection, firsts: list[int]) -> dict[int, int]:
    """Return those of `firsts` that are in use, with the newest number known from there on."""
    used = firsts
    if len(firsts) > 1:
        rows = connection.execute(
            "SELECT doc FROM search_doc WHERE doc IN (SELECT value FROM json_each(?))",
            (json.dumps(firsts),),
        )
        used = [first for (first,) in rows.fetchall()]
    newest = {first: _newest_from(connection, first) for first in used}
    return {first: doc for first, doc in newest.items() if doc is not None}


def _newest_from(connection: Connection, first: int) -> int | None:
    found: int | None = connection.execute(
        "SELECT max(doc) FROM search_doc WHERE doc >= ? AND doc < ?",
        (first, first + (1 << _SERIAL_BITS)),
    ).fetchone()[0]
    return found


def remove_from_index(connection: Connection, doc: int) -> None:
    """Forget a record that is erased for good."""
    connection.execute("DELETE FROM search WHERE rowid = ?", (doc,))
    connection.execute("DELETE FROM search_doc WHERE doc = ?", (doc,))


def _number(
    connection: Connection, new: list[tuple[str, str, dict[str, Wire], str]]
) -> list[tuple[int, str, str]]:
    """Give new records their numbers, and return what is to be found of them."""
    firsts = [_first_number(kind, row) for kind, _, row, _ in new]
    taken = _taken(connection, firsts)
    added: list[tuple[int, str, str]] = []
    placed: list[tuple[int, str, str]] = []
    for first, (kind, record_id, row, words) in zip(firsts, new, strict=True):
        doc = row["doc"] = taken[first] = taken[first] + 1 if first in taken else first
        placed.append((doc, record_id, kind))
        if words:
            added.append((doc, spaced(words), tails(words)))
    connection.executemany("INSERT INTO search_doc(doc, record_id, kind) VALUES(?, ?, ?)", placed)
    return added


def _first_number(kind: str, row: Mapping[str, Wire]) -> int:
    return (_CLASS.get(kind, 0) << _CLASS_BITS) + (_moment_ms(row) << _SERIAL_BITS)


def _moment_ms(row: Mapping[str, Wire]) -> int:
    for name in _TIMES:
        value = row.get(name)
        if isinstance(value, str):
            moment = _read_ms(value)
            if moment is not None:
                return moment
    return 1


@lru_cache(maxsize=4096)
def _read_ms(value: str) -> int | None:
    try:
        return min(max(epoch_ms(datetime.fromisoformat(value)), 1), _LATEST_MS)
    except (ValueError, OverflowError):
        return None
