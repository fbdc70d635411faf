"""Small pieces the readings share: days, moments, sets, names and the students of families."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from datetime import date, datetime
from typing import Any

from fsp_desktop.domain.clock import to_wire_time
from fsp_desktop.domain.views import Child
from fsp_desktop.store.columns import NAME_SQL
from fsp_desktop.store.engine import Connection


def moment(text: str | None) -> datetime | None:
    """Return a moment kept as text, or None for nothing or for what is no moment."""
    if not text:
        return None
    try:
        return datetime.fromisoformat(text)
    except ValueError:
        return None


def day(text: str | None) -> date | None:
    """Return a day kept as text, or None for nothing or for what is no day."""
    if not text:
        return None
    try:
        return date.fromisoformat(text[:10])
    except ValueError:
        return None


def tags(text: str | None) -> tuple[str, ...]:
    """Return a set kept as text."""
    return tuple(json.loads(text)) if text else ()


def wire(at: datetime) -> str:
    """Return a moment as it is kept, to compare with."""
    return to_wire_time(at)


def minutes_between(start: str | None, end: str | None) -> int | None:
    """Return whole minutes from one kept moment to another, or None."""
    first, last = moment(start), moment(end)
    if first is None or last is None or last < first:
        return None
    return int((last - first).total_seconds() // 60)


def marks(values: Sequence[object]) -> str:
    """Return as many question marks as there are values."""
    return ", ".join("?" * len(values))


def children_of(connection: Connection, families: Sequence[str]) -> dict[str, tuple[Child, ...]]:
    """Return the students of some families who have not left, oldest first."""
    found: dict[str, list[Child]] = {}
    for family_id, record_id, name, grade in connection.execute(
        f"SELECT family_id, id, coalesce(preferred_name, given_name, ''), grade FROM student"
        f" WHERE family_id IN ({marks(families)}) AND deleted = 0 AND left_on IS NULL"
        " ORDER BY birth_date IS NULL, birth_date, doc",
        list(families),
    ).fetchall():
        found.setdefault(family_id, []).append(Child(record_id, name, grade))
    return {family_id: tuple(children) for family_id, children in found.items()}


def names_of(connection: Connection, ids: Iterable[str]) -> dict[str, str]:
    """Return the names of adults, students and staff among `ids`."""
    wanted = sorted(set(ids))
    if not wanted:
        return {}
    queries = [
        f"SELECT id, {NAME_SQL.format(t=table)} FROM {table} WHERE id IN ({marks(wanted)})"
        for table in ("adult", "student")
    ]
    queries.append(f"SELECT id, coalesce(name, '') FROM staff WHERE id IN ({marks(wanted)})")
    rows: list[tuple[Any, ...]] = connection.execute(
        " UNION ALL ".join(queries), wanted * 3
    ).fetchall()
    return {one: name for one, name in rows if name}


def labels_of(connection: Connection, families: Iterable[str | None]) -> dict[str, str]:
    """Return the labels of some families."""
    wanted = sorted({one for one in families if one})
    rows = connection.execute(
        f"SELECT id, coalesce(label, '') FROM family WHERE id IN ({marks(wanted)})", wanted
    ).fetchall()
    return dict(rows)
