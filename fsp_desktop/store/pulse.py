"""When each family was last heard from, and who began: worked out from contacts and visits."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Mapping

from fsp_desktop.domain.changes import Wire
from fsp_desktop.store.engine import Connection

PULSE_KINDS = frozenset({"contact", "visit"})
_COLUMNS = (
    "family_id", "occurred_at", "direction", "actual_start", "status", "deleted", "draft",
)  # fmt: skip
_TOGETHER = frozenset({"completed", "met_elsewhere"})
_EVENTS = """
    SELECT id, family_id, occurred_at AS at, coalesce(direction, '') AS direction FROM contact
    WHERE deleted = 0 AND coalesce(draft, 0) = 0 AND occurred_at IS NOT NULL AND family_id {which}
    UNION ALL
    SELECT id, family_id, actual_start, 'together' FROM visit
    WHERE deleted = 0 AND coalesce(draft, 0) = 0 AND actual_start IS NOT NULL
        AND status IN ('completed', 'met_elsewhere') AND family_id {which}"""
_PULSE = """
SELECT family_id, at, direction, from_family, to_family FROM (
    SELECT family_id, at, direction,
        row_number() OVER (PARTITION BY family_id ORDER BY at DESC, id DESC) AS place,
        sum(direction = 'family_to_school') OVER (PARTITION BY family_id) AS from_family,
        sum(direction = 'school_to_family') OVER (PARTITION BY family_id) AS to_family
    FROM ({events}))
WHERE place = 1"""
_SOME = _PULSE.format(events=_EVENTS.format(which="IN (SELECT value FROM json_each(:families))"))
EVERY = _PULSE.format(events=_EVENTS.format(which="IS NOT NULL"))
"""The pulse of every family as it ought to be, for the check."""
_INTO = "INSERT INTO family_pulse(family_id, last_at, last_direction, from_family, to_family) "
Change = tuple[str, Mapping[str, Wire], Mapping[str, Wire] | None]
"""Kind, row as it is now, row as it was (None for a new record)."""


def update_pulse(connection: Connection, changes: Iterable[Change]) -> None:
    """Bring the pulse of the families up to date whose contacts or visits changed.

    A new contact, the common case, is added to what is known; all else is counted anew.
    """
    anew: set[str] = set()
    added: list[tuple[str, str, str]] = []
    for kind, row, before in changes:
        if kind not in PULSE_KINDS:
            continue
        if before is None:
            event = _event(kind, row)
            added += [event] if event else []
        elif any(row.get(name) != before.get(name) for name in _COLUMNS):
            anew.update(one for one in (row["family_id"], before["family_id"]) if one)
    if len(added) == 1 and not anew:
        anew = set() if _add(connection, *added[0]) else {added[0][0]}
    else:
        anew.update(family_id for family_id, _, _ in added)
    _count_anew(connection, anew)


def _event(kind: str, row: Mapping[str, Wire]) -> tuple[str, str, str] | None:
    """Return family, moment and direction if the record counts at all."""
    family_id, at = row["family_id"], row["occurred_at" if kind == "contact" else "actual_start"]
    if row["deleted"] or row["draft"] or not family_id or at is None:
        return None
    if kind == "contact":
        return family_id, at, row["direction"] or ""
    return (family_id, at, "together") if row["status"] in _TOGETHER else None


def _add(connection: Connection, family_id: str, at: str, direction: str) -> bool:
    """Add one new contact to a family's pulse; False if it has to be counted anew."""
    last = connection.execute(
        "SELECT last_at FROM family_pulse WHERE family_id = ?", (family_id,)
    ).fetchone()
    if last is None or last[0] == at:
        return False
    newest = ", last_at = ?, last_direction = ?" if at > last[0] else ""
    connection.execute(
        "UPDATE family_pulse SET from_family = from_family + ?, to_family = to_family + ?"
        f"{newest} WHERE family_id = ?",
        (
            direction == "family_to_school",
            direction == "school_to_family",
            *((at, direction) if newest else ()),
            family_id,
        ),
    )
    return True


def _count_anew(connection: Connection, families: Collection[str]) -> None:
    if not families:
        return
    wanted = {"families": json.dumps(sorted(families))}
    connection.execute(
        "DELETE FROM family_pulse WHERE family_id IN (SELECT value FROM json_each(:families))",
        wanted,
    )
    connection.execute(_INTO + _SOME, wanted)


def rebuild_pulse(connection: Connection) -> None:
    """Work the pulse of every family out anew."""
    connection.execute("DELETE FROM family_pulse")
    connection.execute(_INTO + EVERY)
