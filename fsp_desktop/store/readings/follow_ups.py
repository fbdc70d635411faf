"""Follow-ups by day, and conferences: the next ones first."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from fsp_desktop.domain.errors import RefusedError
from fsp_desktop.domain.views import ConferenceRow, FollowUpRow
from fsp_desktop.store.columns import NAME_SQL
from fsp_desktop.store.engine import Connection
from fsp_desktop.store.readings.rows import day, moment, wire

_FOLLOW_UP = (
    "SELECT u.id, u.family_id, f.label, coalesce(u.text, ''), coalesce(u.side, 'we_promised'),"
    " u.due_on, u.owner_id, coalesce(s.name, u.owner_name), coalesce(u.status, 'open'), u.done_on,"
    " u.result FROM follow_up AS u LEFT JOIN family AS f ON f.id = u.family_id"
    " LEFT JOIN staff AS s ON s.id = u.owner_id"
)
_CONFERENCE = (
    "SELECT c.id, coalesce(c.family_id, ''), coalesce(f.label, ''), c.student_id,"
    f" {NAME_SQL.format(t='s')}, s.grade, c.starts_at, c.ends_at, c.place, c.status,"
    " c.language_used, i.name FROM conference AS c LEFT JOIN family AS f ON f.id = c.family_id"
    " LEFT JOIN student AS s ON s.id = c.student_id"
    " LEFT JOIN interpreter AS i ON i.id = c.interpreter_id"
)


def read_follow_ups(
    connection: Connection, *, owner_id: str | None, include_done: bool, limit: int
) -> tuple[FollowUpRow, ...]:
    """Return follow-ups by due day, those without a day last, done ones after all."""
    open_only = "" if include_done else " AND u.status = 'open'"
    mine = "" if owner_id is None else " AND u.owner_id = :owner"
    rows = connection.execute(
        f"{_FOLLOW_UP} WHERE u.deleted = 0 AND coalesce(u.draft, 0) = 0{open_only}{mine}"
        " ORDER BY u.status <> 'open', u.due_on IS NULL, u.due_on, u.id LIMIT :limit",
        {"limit": limit, "owner": owner_id},
    ).fetchall()
    return tuple(follow_up_row(row) for row in rows)


def read_due(
    connection: Connection, *, until: str, person_id: str, limit: int
) -> tuple[FollowUpRow, ...]:
    """Return the open follow-ups of a person, and those of nobody, due until a day."""
    rows = connection.execute(
        f"{_FOLLOW_UP} WHERE u.deleted = 0 AND u.status = 'open' AND u.due_on <= ?"
        " AND coalesce(u.draft, 0) = 0 AND coalesce(u.owner_id, ?) = ?"
        " ORDER BY u.due_on, u.id LIMIT ?",
        (until, person_id, person_id, limit),
    ).fetchall()
    return tuple(follow_up_row(row) for row in rows)


def follow_up_row(row: Sequence[Any]) -> FollowUpRow:
    """Return one row of `_FOLLOW_UP` as data."""
    return FollowUpRow(
        id=row[0],
        family_id=row[1],
        family_label=row[2],
        text=row[3],
        side=row[4],
        due_on=day(row[5]),
        owner_id=row[6],
        owner_name=row[7],
        status=row[8],
        done_on=day(row[9]),
        result=row[10],
    )


def read_conferences(
    connection: Connection, *, now: datetime, limit: int
) -> tuple[ConferenceRow, ...]:
    """Return conferences: the next ones first, then those without a time, then those that are over."""
    rows = connection.execute(
        f"{_CONFERENCE} WHERE c.deleted = 0 ORDER BY"
        " CASE WHEN c.starts_at >= :now THEN 0 WHEN c.starts_at IS NULL THEN 1 ELSE 2 END,"
        " CASE WHEN c.starts_at >= :now THEN c.starts_at END, c.starts_at DESC, c.id LIMIT :limit",
        {"now": wire(now), "limit": limit},
    ).fetchall()
    return tuple(_conference(row) for row in rows)


def read_conference(connection: Connection, conference_id: str) -> ConferenceRow:
    """Return one conference.

    Raises:
        RefusedError: `store.no_such_record`.
    """
    row = connection.execute(f"{_CONFERENCE} WHERE c.id = ?", (conference_id,)).fetchone()
    if row is None:
        raise RefusedError("store.no_such_record", {"id": conference_id})
    return _conference(row)


def _conference(row: Sequence[Any]) -> ConferenceRow:
    return ConferenceRow(
        id=row[0],
        family_id=row[1],
        family_label=row[2],
        student_id=row[3],
        student_name=row[4] or None,
        grade=row[5],
        starts_at=moment(row[6]),
        ends_at=moment(row[7]),
        place=row[8],
        status=row[9],
        language=row[10],
        interpreter_name=row[11],
    )
