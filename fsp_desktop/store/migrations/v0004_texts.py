"""Version 4: the team's own wordings of the texts of the packets. Frozen."""

from __future__ import annotations

from fsp_desktop.store.engine import Connection

TABLES: dict[str, str] = {
    "packet_text": """
        id TEXT NOT NULL UNIQUE, draft INTEGER, text_id TEXT, language TEXT, text TEXT, status
        TEXT, written_by TEXT, written_on TEXT, source_text TEXT, signed_off TEXT, question
        TEXT, asked_by TEXT, answer TEXT, answered_by TEXT, created_at TEXT, created_by TEXT,
        updated_at TEXT, updated_by TEXT, updated_hlc INTEGER, deleted INTEGER, has_conflict
        INTEGER, doc INTEGER PRIMARY KEY""",
}


def migrate(connection: Connection) -> None:
    """Add the table, and the index by which the texts of one language are found."""
    for table, columns in TABLES.items():
        connection.execute(f'CREATE TABLE "{table}"({columns})')
    connection.execute("CREATE INDEX packet_text_language ON packet_text(language, text_id)")
