"""When each family was last heard from, and who began: worked out from contacts and visits."""

from __future__ import annotations

import json
from collections.abc import Collection

from fsp_desktop.store.engine import Connection

PULSE_KINDS = frozenset({"contact", "visit"})
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


def update_pulse(connection: Connection, families: Collection[str]) -> None:
    """Work the pulse of some families out anew."""
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
