"""The two-sided thread of a family: contacts, visits, conferences and follow-ups, newest first."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from typing import Any

from fsp_desktop.domain.views import ThreadItem
from fsp_desktop.store.engine import Connection
from fsp_desktop.store.readings.rows import day, marks, minutes_between, moment, names_of

KINDS = ("contact", "visit", "conference", "follow-up")
_TIMES = {
    "contact": "occurred_at",
    "visit": "coalesce(actual_start, scheduled_start)",
    "conference": "starts_at",
    "follow-up": "created_at",
}
_COLUMNS = {
    "contact": "id, direction, occurred_at, channel, outcome, summary, adult_id, other_person,"
    " language_used, interpreter_mode, duration_minutes, staff_id, draft, has_conflict",
    "visit": "id, status, coalesce(actual_start, scheduled_start), actual_start, actual_end,"
    " hopes, coalesce(strengths, discussed, next_steps, ''), said_by,"
    " coalesce(said_language, language_used), interpreter_mode, adults_present, staff, draft,"
    " has_conflict",
    "conference": "id, status, starts_at, ends_at, coalesce(family_priorities, family_words),"
    " coalesce(notes, progress_plain_words, ''), language_used, interpreter_mode, people, draft,"
    " has_conflict",
    "follow-up": "id, coalesce(side, 'we_promised'), created_at, coalesce(text, ''), due_on,"
    " status, owner_id, owner_name, draft, has_conflict",
}
Row = Sequence[Any]


def read_thread(
    connection: Connection, family_id: str, kinds: Sequence[str], limit: int, offset: int
) -> tuple[ThreadItem, ...]:
    """Return one page of the thread; `kinds` empty means everything."""
    wanted = _wanted(kinds)
    queries = [
        f"SELECT '{kind}' AS kind, id, coalesce({_TIMES[kind]}, created_at) AS at"
        f" FROM {kind.replace('-', '_')} WHERE family_id = ? AND deleted = 0"
        for kind in wanted
    ]
    page: list[tuple[str, str, str]] = connection.execute(
        " UNION ALL ".join(queries) + " ORDER BY at DESC, id DESC LIMIT ? OFFSET ?",
        (*[family_id] * len(wanted), limit, offset),
    ).fetchall()
    items = _items(connection, page)
    return tuple(items[record_id] for _, record_id, _ in page)


def count_thread(connection: Connection, family_id: str, kinds: Sequence[str] = ()) -> int:
    """Return how many items the thread has."""
    wanted = _wanted(kinds)
    queries = [
        f"(SELECT count(*) FROM {kind.replace('-', '_')} WHERE family_id = ? AND deleted = 0)"
        for kind in wanted
    ]
    row = connection.execute(f"SELECT {' + '.join(queries)}", [family_id] * len(wanted)).fetchone()
    return int(row[0])


def _wanted(kinds: Sequence[str]) -> list[str]:
    return [kind for kind in KINDS if not kinds or kind in kinds] or list(KINDS)


def _items(connection: Connection, page: Sequence[tuple[str, str, str]]) -> dict[str, ThreadItem]:
    rows: dict[str, list[Row]] = {}
    for kind in KINDS:
        ids = [record_id for one, record_id, _ in page if one == kind]
        if ids:
            rows[kind] = connection.execute(
                f"SELECT {_COLUMNS[kind]} FROM {kind.replace('-', '_')} WHERE id IN ({marks(ids)})",
                ids,
            ).fetchall()
    names = names_of(connection, _people(rows))
    agreed = _agreed(connection, rows)
    return {
        row[0]: _MAKERS[kind](row, names, agreed) for kind, some in rows.items() for row in some
    }


def _people(rows: dict[str, list[Row]]) -> set[str]:
    ids: set[str] = set()
    for row in rows.get("contact", ()):
        ids.update(one for one in (row[6], row[11]) if one)
    for row in rows.get("visit", ()):
        ids.update([*_list(row[10]), *_list(row[11])] + ([row[7]] if row[7] else []))
    for row in rows.get("conference", ()):
        ids.update(_list(row[8]))
    ids.update(row[6] for row in rows.get("follow-up", ()) if row[6])
    return ids


def _agreed(connection: Connection, rows: dict[str, list[Row]]) -> dict[str, str]:
    """Return the first agreement made at each visit and conference of the page."""
    found: dict[str, str] = {}
    for kind in ("visit", "conference"):
        ids = [row[0] for row in rows.get(kind, ())]
        if ids:
            for record_id, text in connection.execute(
                f"SELECT {kind}_id, text FROM agreement WHERE {kind}_id IN ({marks(ids)})"
                " AND deleted = 0 ORDER BY doc",
                ids,
            ).fetchall():
                found.setdefault(record_id, text or "")
    return found


def _list(text: str | None) -> list[str]:
    return list(json.loads(text)) if text else []


def _named(ids: Sequence[str | None], names: dict[str, str]) -> tuple[str, ...]:
    return tuple(names.get(one, one) for one in ids if one)


def _contact(row: Row, names: dict[str, str], _agreed: dict[str, str]) -> ThreadItem:
    person = names.get(row[6]) if row[6] else row[7]
    is_theirs = row[1] == "family_to_school"
    return ThreadItem(
        id=row[0], kind="contact", side="family" if is_theirs else "school", at=moment(row[2]),
        title_code=row[3], outcome=row[4], words=row[5] or "", own_words=False, said_by=person,
        language=row[8], interpreter=row[9], agreed=None, minutes=row[10],
        people=_named([person, row[11]], names), due_on=None, is_done=False, draft=bool(row[12]),
        has_conflict=bool(row[13]),
    )  # fmt: skip


def _visit(row: Row, names: dict[str, str], agreed: dict[str, str]) -> ThreadItem:
    return ThreadItem(
        id=row[0], kind="visit", side="together", at=moment(row[2]), title_code=row[1],
        outcome=None, words=row[5] or row[6], own_words=bool(row[5]),
        said_by=names.get(row[7], row[7]), language=row[8], interpreter=row[9],
        agreed=agreed.get(row[0]), minutes=minutes_between(row[3], row[4]),
        people=_named([*_list(row[10]), *_list(row[11])], names), due_on=None,
        is_done=row[1] in {"completed", "met_elsewhere"}, draft=bool(row[12]),
        has_conflict=bool(row[13]),
    )  # fmt: skip


def _conference(row: Row, names: dict[str, str], agreed: dict[str, str]) -> ThreadItem:
    return ThreadItem(
        id=row[0], kind="conference", side="together", at=moment(row[2]), title_code=row[1],
        outcome=None, words=row[4] or row[5], own_words=bool(row[4]), said_by=None,
        language=row[6], interpreter=row[7], agreed=agreed.get(row[0]),
        minutes=minutes_between(row[2], row[3]), people=_named(_list(row[8]), names), due_on=None,
        is_done=row[1] == "held", draft=bool(row[9]), has_conflict=bool(row[10]),
    )  # fmt: skip


def _follow_up(row: Row, names: dict[str, str], _agreed: dict[str, str]) -> ThreadItem:
    return ThreadItem(
        id=row[0], kind="follow-up", side="family" if row[1] == "family_offered" else "school",
        at=moment(row[2]), title_code=row[1], outcome=row[5], words=row[3], own_words=False,
        said_by=None, language=None, interpreter=None, agreed=None, minutes=None,
        people=_named([names.get(row[6], row[7]) if row[6] else row[7]], names),
        due_on=day(row[4]), is_done=row[5] == "done", draft=bool(row[8]), has_conflict=bool(row[9]),
    )  # fmt: skip


_MAKERS: dict[str, Callable[[Row, dict[str, str], dict[str, str]], ThreadItem]] = {
    "contact": _contact, "visit": _visit, "conference": _conference, "follow-up": _follow_up,
}  # fmt: skip
