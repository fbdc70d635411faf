"""Today: what happens, what is due, what is unfinished, and who has not been heard from."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from typing import Any

from fsp_desktop.domain.plain import Frozen
from fsp_desktop.domain.views import (
    AgendaItem,
    NavCounts,
    QuietFamily,
    TodayView,
    UnfinishedItem,
)
from fsp_desktop.store.columns import KINDS
from fsp_desktop.store.engine import Connection
from fsp_desktop.store.readings.agenda import read_agenda
from fsp_desktop.store.readings.families import LISTED, QUIET_AFTER
from fsp_desktop.store.readings.follow_ups import read_due
from fsp_desktop.store.readings.rows import day as day_of
from fsp_desktop.store.readings.rows import marks, moment, tags, wire

_MOST = 50
_QUIET = 6
_DRAFTS = ("visit", "contact", "note", "conference", "family")


class Day(Frozen):
    """Which day, for whom.

    Attributes:
        start: First moment of the local day; `end` is that of the next day.
    """

    start: datetime
    end: datetime
    today: date
    now: datetime
    person_id: str


def read_today(connection: Connection, day: Day, waiting: int) -> TodayView:
    """Return the whole screen in a handful of indexed queries.

    Args:
        connection: Of the store.
        day: Which day, for whom.
        waiting: Own operations that were not shared yet.
    """
    agenda = read_agenda(connection, wire(day.start), wire(day.end))
    tomorrow = (day.today + timedelta(days=1)).isoformat()
    due, is_open, next_on = _follow_up_counts(connection, tomorrow, day.person_id)
    return TodayView(
        agenda=agenda,
        follow_ups=read_due(connection, until=tomorrow, person_id=day.person_id, limit=_MOST),
        follow_ups_due=due,
        follow_ups_open=is_open,
        unfinished=_unfinished(connection, day.person_id),
        quiet=_quiet(connection, day),
        counts=_counts(connection, day, agenda, due, waiting),
        has_families=_has_families(connection),
        next_follow_up_on=next_on,
    )


def _has_families(connection: Connection) -> bool:
    query = f"SELECT 1 FROM family AS f WHERE {LISTED} LIMIT 1"
    return connection.execute(query).fetchone() is not None


def _follow_up_counts(
    connection: Connection, until: str, person_id: str
) -> tuple[int, int, date | None]:
    row = connection.execute(
        "SELECT coalesce(sum(due_on <= ?), 0), count(*),"
        " min(CASE WHEN due_on > ? THEN due_on END) FROM follow_up"
        " WHERE deleted = 0 AND status = 'open' AND coalesce(draft, 0) = 0"
        " AND coalesce(owner_id, ?) = ?",
        (until, until, person_id, person_id),
    ).fetchone()
    return int(row[0]), int(row[1]), day_of(row[2])


def _unfinished(connection: Connection, person_id: str) -> tuple[UnfinishedItem, ...]:
    queries = [
        f"SELECT '{kind}' AS kind, id, {'id' if kind == 'family' else 'family_id'} AS family_id,"
        f" updated_at FROM {kind}"
        " WHERE draft = 1 AND deleted = 0 AND ? IN (created_by, updated_by)"
        for kind in _DRAFTS
    ]
    rows = connection.execute(
        f"SELECT u.*, f.label FROM ({' UNION ALL '.join(queries)}) AS u"
        " LEFT JOIN family AS f ON f.id = u.family_id ORDER BY u.updated_at DESC LIMIT ?",
        (*[person_id] * len(_DRAFTS), _MOST),
    ).fetchall()
    drafts = [
        UnfinishedItem(one, kind, family_id, label, at, "draft")
        for kind, one, family_id, updated, label in rows
        if (at := moment(updated)) is not None
    ]
    return (*drafts, *_in_conflict(connection))


def _in_conflict(connection: Connection) -> list[UnfinishedItem]:
    found: list[UnfinishedItem] = []
    for kind, record_id in connection.execute(
        "SELECT DISTINCT kind, record_id FROM conflict ORDER BY record_id DESC LIMIT 20"
    ).fetchall():
        if kind not in KINDS:
            continue
        family = "id" if kind == "family" else "family_id"
        if "family_id" not in KINDS[kind].columns and kind != "family":
            family = "NULL"
        row = connection.execute(
            f"SELECT {family}, updated_at FROM {kind.replace('-', '_')} WHERE id = ?", (record_id,)
        ).fetchone()
        at = moment(row[1]) if row else None
        if row is not None and at is not None:
            label = connection.execute("SELECT label FROM family WHERE id = ?", row[:1]).fetchone()
            item = UnfinishedItem(record_id, kind, row[0], label and label[0], at, "conflict")
            found.append(item)
    return found


def _quiet(connection: Connection, day: Day) -> tuple[QuietFamily, ...]:
    """Return families whose last contact is longest ago; never contacted ones fill up the list."""
    before = wire(day.now - QUIET_AFTER)
    rows = connection.execute(
        # The families are looked at one by one in this order, until enough are found.
        "SELECT f.id, f.label, p.last_at, f.home_languages FROM (SELECT family_id, last_at"
        "  FROM family_pulse WHERE last_at < ? ORDER BY last_at, family_id LIMIT -1) AS p"
        f" CROSS JOIN family AS f ON f.id = p.family_id WHERE {LISTED}"
        " AND coalesce(f.liaison_id, ?) = ? LIMIT ?",
        (before, day.person_id, day.person_id, _QUIET),
    ).fetchall()
    if len(rows) < _QUIET:
        rows += connection.execute(
            # Who is meant stands in one index; whole rows are read of those few only.
            "SELECT f.id, f.label, NULL, f.home_languages FROM"
            f" (SELECT f.id FROM family AS f WHERE {LISTED}"
            "  AND coalesce(f.liaison_id, ?) = ? AND NOT EXISTS"
            "  (SELECT 1 FROM family_pulse AS p WHERE p.family_id = f.id) LIMIT ?) AS n"
            " JOIN family AS f ON f.id = n.id",
            (day.person_id, day.person_id, _QUIET - len(rows)),
        ).fetchall()
    wishes = _wishes(connection, [row[0] for row in rows])
    return tuple(_quiet_family(row, wishes, day.now) for row in rows)


def _quiet_family(
    row: Sequence[Any], wishes: dict[str, tuple[str | None, str | None]], now: datetime
) -> QuietFamily:
    last = moment(row[2])
    wish, best_times = wishes.get(row[0], (None, None))
    # Days of the calendar, as the list of families counts them.
    days = (now.astimezone().date() - last.astimezone().date()).days if last else None
    return QuietFamily(row[0], row[1] or "", days, tags(row[3]), wish, best_times)


def _wishes(
    connection: Connection, families: Sequence[str]
) -> dict[str, tuple[str | None, str | None]]:
    """Return how and when the first adult of each family who said so likes to be reached."""
    found: dict[str, tuple[str | None, str | None]] = {}
    for family_id, channel, times in connection.execute(
        "SELECT family_id, preferred_channel, best_times FROM adult"
        f" WHERE family_id IN ({marks(families)}) AND deleted = 0"
        " AND coalesce(preferred_channel, best_times) IS NOT NULL ORDER BY doc",
        list(families),
    ).fetchall():
        found.setdefault(family_id, (channel, times))
    return found


def _counts(
    connection: Connection, day: Day, agenda: Sequence[AgendaItem], due: int, waiting: int
) -> NavCounts:
    row = connection.execute(
        "SELECT (SELECT count(*) FROM conference WHERE deleted = 0 AND starts_at >= ?"
        " AND status IN ('planned', 'confirmed')),"
        " (SELECT count(*) FROM conflict)",
        (wire(day.start),),
    ).fetchone()
    return NavCounts(len(agenda), due, row[0], row[1], waiting)
