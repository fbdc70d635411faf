"""Version 5: files that belong to a family's record, and their sealed pieces. Frozen."""

from __future__ import annotations

from fsp_desktop.store.engine import Connection

TABLES: dict[str, str] = {
    "attachment": """
        id TEXT NOT NULL UNIQUE, draft INTEGER, family_id TEXT, visit_id TEXT, title TEXT,
        media_type TEXT, size_bytes INTEGER, pieces TEXT, created_at TEXT, created_by TEXT,
        updated_at TEXT, updated_by TEXT, updated_hlc INTEGER, deleted INTEGER, has_conflict
        INTEGER, doc INTEGER PRIMARY KEY""",
    "attachment_piece": """
        seq INTEGER PRIMARY KEY, hash TEXT NOT NULL UNIQUE, data BLOB,
        is_own INTEGER NOT NULL DEFAULT 0, unused_since TEXT""",
}


def migrate(connection: Connection) -> None:
    """Add the tables, and the index by which a family's files are found."""
    for table, columns in TABLES.items():
        connection.execute(f'CREATE TABLE "{table}"({columns})')
    connection.execute("CREATE INDEX attachment_family ON attachment(family_id)")
