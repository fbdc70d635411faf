"""The list of families."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from fsp_desktop.domain.views import FamilyCounts, FamilyRow
from fsp_desktop.store.engine import Connection
from fsp_desktop.store.readings.rows import children_of, day, marks, moment, tags, wire

QUIET_AFTER = timedelta(days=21)
KEPT = "f.deleted = 0 AND f.merged_into_id IS NULL AND coalesce(f.status, 'active') <> 'archived'"
LISTED = f"{KEPT} AND coalesce(f.draft, 0) = 0"
"""Which families are in the list at all; one that is not finished yet waits on Today."""
WITH_DRAFTS = "with_drafts"
"""Name of the filter that shows every family, those that are not finished too."""
_OUR_TURN = "(p.last_at IS NULL OR p.last_at < :quiet OR p.last_direction = 'family_to_school')"
_FILTERS = {"all": "1", "mine": "f.liaison_id = :person", "our_turn": _OUR_TURN}
_FOUND_KINDS = ("family", "student", "adult", "contact-point", "household")
_MOST_FOUND = 2_000


def read_families(
    connection: Connection,
    *,
    text: str,
    filter_name: str,
    person_id: str,
    now: datetime,
    limit: int,
    offset: int,
) -> tuple[FamilyRow, ...]:
    """Return one page of the list, by label without regard to accents."""
    which = KEPT if filter_name == WITH_DRAFTS else LISTED
    where, values = _where(connection, text, person_id, now, which)
    rows = connection.execute(
        "SELECT f.id, coalesce(f.label, ''), f.label_own_script, f.home_languages, p.last_at,"
        f" p.last_direction, {_OUR_TURN}, f.liaison_id IS :person, f.has_conflict,"
        " f.missing_from_roster_since FROM family AS f"
        " LEFT JOIN family_pulse AS p ON p.family_id = f.id"
        f" WHERE {where} AND {_FILTERS.get(filter_name, '1')}"
        " ORDER BY folded(f.label), f.doc LIMIT :limit OFFSET :offset",
        {**values, "limit": limit, "offset": offset},
    ).fetchall()
    children = children_of(connection, [row[0] for row in rows])
    return tuple(_row(row, children) for row in rows)


def _row(row: Sequence[Any], children: dict[str, Any]) -> FamilyRow:
    return FamilyRow(
        id=row[0],
        label=row[1],
        own_script=row[2],
        languages=tags(row[3]),
        children=children.get(row[0], ()),
        last_contact_at=moment(row[4]),
        last_direction=row[5] or None,
        our_turn=bool(row[6]),
        is_mine=bool(row[7]),
        has_conflict=bool(row[8]),
        missing_from_roster_since=day(row[9]),
    )


def count_families(
    connection: Connection, *, text: str, person_id: str, now: datetime
) -> FamilyCounts:
    """Return how many families each filter would show."""
    where, values = _where(connection, text, person_id, now)
    counts = connection.execute(
        f"SELECT count(*), sum({_FILTERS['mine']}), sum({_OUR_TURN}) FROM family AS f"
        f" LEFT JOIN family_pulse AS p ON p.family_id = f.id WHERE {where}",
        values,
    ).fetchone()
    return FamilyCounts(*[int(count or 0) for count in counts])


def _where(
    connection: Connection, text: str, person_id: str, now: datetime, which: str = LISTED
) -> tuple[str, dict[str, Any]]:
    values: dict[str, Any] = {"person": person_id, "quiet": wire(now - QUIET_AFTER)}
    if not text.strip():
        return which, values
    found = _families_found(connection, text)
    names = {f"found{place}": one for place, one in enumerate(found)}
    listed = ", ".join(f":{name}" for name in names)
    values |= names | {"tag": f'%"{text.strip().lower()}"%'}
    has_tag = "lower(coalesce(f.home_languages, '')) LIKE :tag"
    return f"{which} AND (f.id IN ({listed}) OR {has_tag})", values


def _families_found(connection: Connection, text: str) -> list[str]:
    """Return families that are found by their own words, or by those of their members."""
    from fsp_desktop.store.search import find_ids, read_question

    question = read_question(text)
    if question is None:
        return []
    found = find_ids(connection, question, _MOST_FOUND, _FOUND_KINDS)
    families = {record_id for kind, record_id, _ in found if kind == "family"}
    for kind in _FOUND_KINDS[1:]:
        ids = [record_id for one, record_id, _ in found if one == kind]
        if ids:
            rows = connection.execute(
                f"SELECT family_id FROM {kind.replace('-', '_')} WHERE id IN ({marks(ids)})", ids
            )
            families.update(one for (one,) in rows if one)
    return sorted(families)
