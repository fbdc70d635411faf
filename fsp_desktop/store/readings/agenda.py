"""The visits and conferences of one day, with what is worth recalling at the door."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from fsp_desktop.domain.views import AgendaItem, Child
from fsp_desktop.store.engine import Connection
from fsp_desktop.store.readings.rows import children_of, day, marks, moment, names_of, tags

_AGENDA = """
SELECT 'visit' AS kind, v.id, v.family_id, v.scheduled_start AS at, v.status, v.interpreter_mode,
    v.interpreter_id, v.place_note AS place, v.place_type FROM visit AS v
WHERE v.deleted = 0 AND v.scheduled_start >= :start AND v.scheduled_start < :end
    AND coalesce(v.status, '') NOT IN ('cancelled_by_family', 'cancelled_by_staff', 'moved')
UNION ALL
SELECT 'conference', c.id, c.family_id, c.starts_at, c.status, c.interpreter_mode,
    c.interpreter_id, c.place, c.mode FROM conference AS c
WHERE c.deleted = 0 AND c.starts_at >= :start AND c.starts_at < :end
    AND coalesce(c.status, '') <> 'cancelled'
ORDER BY at, id LIMIT 100"""
_QUOTES = """
SELECT words, said_by, said_on FROM (
    SELECT hopes AS words, said_by, substr(actual_start, 1, 10) AS said_on, actual_start AS at
    FROM visit WHERE family_id = :family AND deleted = 0 AND hopes IS NOT NULL
        AND actual_start < :before
    UNION ALL
    SELECT text, told_by, told_on, coalesce(told_on, created_at) FROM note
    WHERE family_id = :family AND deleted = 0 AND source = 'told' AND in_their_words = 1
        AND coalesce(draft, 0) = 0)
ORDER BY at DESC LIMIT 1"""


def read_agenda(connection: Connection, start: str, end: str) -> tuple[AgendaItem, ...]:
    """Return what is planned between two kept moments, earliest first."""
    rows = connection.execute(_AGENDA, {"start": start, "end": end}).fetchall()
    families = sorted({row[2] for row in rows if row[2]})
    about = _families(connection, families)
    interpreters = _interpreters(connection, rows)
    children = children_of(connection, families)
    return tuple(
        _item(connection, row, about.get(row[2]), interpreters, children.get(row[2], ()))
        for row in rows
    )


def _families(connection: Connection, ids: Sequence[str]) -> dict[str, Sequence[Any]]:
    """Return label, languages, whether an interpreter is needed, and the address of the home."""
    rows = connection.execute(
        "SELECT f.id, coalesce(f.label, ''), f.home_languages,"
        " EXISTS(SELECT 1 FROM adult AS a WHERE a.family_id = f.id AND a.deleted = 0"
        "  AND a.interpreter_needed = 'yes'),"
        " (SELECT trim(coalesce(h.street, '') || ', ' || coalesce(h.city, ''), ', ')"
        "  FROM household AS h WHERE h.family_id = f.id AND h.deleted = 0"
        "  AND h.valid_to IS NULL ORDER BY h.doc LIMIT 1)"
        f" FROM family AS f WHERE f.id IN ({marks(ids)})",
        list(ids),
    ).fetchall()
    return {row[0]: row for row in rows}


def _interpreters(connection: Connection, rows: Sequence[Sequence[Any]]) -> dict[str, str]:
    ids = sorted({row[6] for row in rows if row[6]})
    found = connection.execute(
        f"SELECT id, coalesce(name, '') FROM interpreter WHERE id IN ({marks(ids)})", ids
    ).fetchall()
    return dict(found)


def _item(
    connection: Connection,
    row: Sequence[Any],
    family: Sequence[Any] | None,
    interpreters: dict[str, str],
    children: tuple[Child, ...],
) -> AgendaItem:
    kind, record_id, family_id, at, status, mode, interpreter_id, place, where = row
    starts_at = moment(at)
    assert starts_at is not None  # noqa: S101 - the query compared it as a moment
    words, said_by, said_on = _quote(connection, family_id, at)
    is_needed = bool(family and family[3])
    is_home = kind == "visit" and where in (None, "home", "porch_or_yard")
    return AgendaItem(
        id=record_id,
        kind=kind,
        family_id=family_id or "",
        family_label=family[1] if family else "",
        children=children,
        starts_at=starts_at,
        status=status,
        languages=tags(family[2]) if family else (),
        interpreter_name=interpreters.get(interpreter_id or ""),
        interpreter_missing=_is_missing(mode, interpreter_id, is_needed),
        place=place or (family[4] or None if family and is_home else None),
        quote=words,
        quote_by=said_by,
        quote_on=day(said_on),
    )


def _is_missing(mode: str | None, interpreter_id: str | None, is_needed: bool) -> bool:
    if interpreter_id:
        return False
    return mode == "none_available" or (mode is None and is_needed)


def _quote(
    connection: Connection, family_id: str | None, before: str
) -> tuple[str | None, str | None, str | None]:
    row = connection.execute(_QUOTES, {"family": family_id, "before": before}).fetchone()
    if row is None:
        return None, None, None
    names = names_of(connection, [row[1]] if row[1] else [])
    return row[0], names.get(row[1], row[1]), row[2]
