"""Version 6: unfinished families are found without looking at all of them. Frozen."""

from __future__ import annotations

from fsp_desktop.store.engine import Connection


def migrate(connection: Connection) -> None:
    """Add the index that visits, contacts, notes and conferences have already."""
    connection.execute(
        "CREATE INDEX family_draft ON family(updated_at) WHERE draft = 1 AND deleted = 0"
    )
