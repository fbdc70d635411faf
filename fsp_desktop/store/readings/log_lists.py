"""The long lists of all visits and all contacts, in pages with a known count."""

from __future__ import annotations

from datetime import datetime

from fsp_desktop.domain.errors import RefusedError
from fsp_desktop.domain.plain import Frozen
from fsp_desktop.store.engine import Connection
from fsp_desktop.store.readings.rows import moment

_TIMES = {"contact": "occurred_at", "visit": "coalesce(actual_start, scheduled_start)"}
_COLUMNS = {
    "contact": "r.direction, r.channel, r.outcome, r.summary",
    "visit": "'together', r.purpose, r.status, coalesce(r.hopes, r.discussed, r.strengths)",
}


class LogRow(Frozen):
    """One line of the list of visits or contacts.

    Attributes:
        direction: Who began it; `together` for visits.
        about_code: Channel of a contact, purpose of a visit.
        state_code: Outcome of a contact, status of a visit.
    """

    id: str
    kind: str
    family_id: str | None
    family_label: str
    at: datetime | None
    direction: str | None
    about_code: str | None
    state_code: str | None
    words: str
    language: str | None
    draft: bool
    has_conflict: bool


def read_log(connection: Connection, kind: str, limit: int, offset: int) -> tuple[LogRow, ...]:
    """Return one page of all visits or all contacts, newest first.

    A page near the end is read from the end, so that jumping there costs as little.
    """
    at = _time_of(kind)
    count = count_log(connection, kind)
    limit = max(min(limit, count - offset), 0)
    is_far = offset > count // 2
    skip, way = (count - offset - limit, "ASC") if is_far else (offset, "DESC")
    rows = connection.execute(
        f"SELECT r.id, r.family_id, coalesce(f.label, ''), {at}, {_COLUMNS[kind]},"
        f" r.language_used, r.draft, r.has_conflict FROM (SELECT doc FROM {kind}"
        f" WHERE deleted = 0 ORDER BY {at} {way}, doc {way} LIMIT ? OFFSET ?) AS page"
        f" JOIN {kind} AS r ON r.doc = page.doc LEFT JOIN family AS f ON f.id = r.family_id"
        f" ORDER BY {at} DESC, r.doc DESC",
        (limit, skip),
    ).fetchall()
    return tuple(
        LogRow(
            row[0], kind, row[1], row[2], moment(row[3]), row[4], row[5], row[6], row[7] or "",
            row[8], bool(row[9]), bool(row[10]),
        )
        for row in rows
    )  # fmt: skip


def count_log(connection: Connection, kind: str) -> int:
    """Return how many visits or contacts there are."""
    _time_of(kind)
    row = connection.execute(f"SELECT count(*) FROM {kind} WHERE deleted = 0").fetchone()
    return int(row[0])


def _time_of(kind: str) -> str:
    if kind not in _TIMES:
        raise RefusedError("domain.unknown_kind", {"kind": kind})
    return _TIMES[kind]
