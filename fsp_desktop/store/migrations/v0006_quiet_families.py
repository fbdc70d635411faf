"""Version 6: unfinished and quiet families are found without looking at all of them. Frozen."""

from __future__ import annotations

from fsp_desktop.store.engine import Connection

INDEXES: tuple[str, ...] = (
    "CREATE INDEX family_draft ON family(updated_at) WHERE draft = 1 AND deleted = 0",
    """CREATE INDEX family_listed ON family(id, liaison_id)
        WHERE deleted = 0 AND merged_into_id IS NULL
        AND coalesce(status, 'active') <> 'archived' AND coalesce(draft, 0) = 0""",
    "CREATE INDEX family_pulse_last ON family_pulse(last_at)",
)


def migrate(connection: Connection) -> None:
    """Add the indexes that Today asks."""
    for index in INDEXES:
        connection.execute(index)
