"""Version 3: what a school tells families about itself, and what a family was given on paper. Frozen."""

from __future__ import annotations

from fsp_desktop.store.engine import Connection

TABLES: dict[str, str] = {
    "school_person": """
        id TEXT NOT NULL UNIQUE, draft INTEGER, school_id TEXT, name TEXT, pronunciation TEXT,
        role TEXT, role_words TEXT, languages TEXT, phone TEXT, times TEXT, room TEXT, photo_id
        TEXT, position INTEGER, created_at TEXT, created_by TEXT, updated_at TEXT, updated_by
        TEXT, updated_hlc INTEGER, deleted INTEGER, has_conflict INTEGER, doc INTEGER PRIMARY
        KEY""",
    "school_text": """
        id TEXT NOT NULL UNIQUE, draft INTEGER, school_id TEXT, section TEXT, language TEXT,
        text TEXT, position INTEGER, created_at TEXT, created_by TEXT, updated_at TEXT,
        updated_by TEXT, updated_hlc INTEGER, deleted INTEGER, has_conflict INTEGER, doc INTEGER
        PRIMARY KEY""",
    "school_picture": """
        id TEXT NOT NULL UNIQUE, draft INTEGER, school_id TEXT, picture_use TEXT, alt TEXT, data
        TEXT, created_at TEXT, created_by TEXT, updated_at TEXT, updated_by TEXT, updated_hlc
        INTEGER, deleted INTEGER, has_conflict INTEGER, doc INTEGER PRIMARY KEY""",
    "resource": """
        id TEXT NOT NULL UNIQUE, draft INTEGER, name TEXT, category TEXT, phone TEXT, address
        TEXT, website TEXT, languages TEXT, hours TEXT, cost TEXT, note TEXT, checked_on TEXT,
        position INTEGER, created_at TEXT, created_by TEXT, updated_at TEXT, updated_by TEXT,
        updated_hlc INTEGER, deleted INTEGER, has_conflict INTEGER, doc INTEGER PRIMARY KEY""",
    "packet_given": """
        id TEXT NOT NULL UNIQUE, draft INTEGER, family_id TEXT, household_id TEXT, document
        TEXT, title TEXT, languages TEXT, sections TEXT, version TEXT, pages INTEGER, is_draft
        INTEGER, given_at TEXT, given_how TEXT, given_by TEXT, created_at TEXT, created_by TEXT,
        updated_at TEXT, updated_by TEXT, updated_hlc INTEGER, deleted INTEGER, has_conflict
        INTEGER, doc INTEGER PRIMARY KEY""",
}


def migrate(connection: Connection) -> None:
    """Add the tables, and the index by which a family's papers are found."""
    for table, columns in TABLES.items():
        connection.execute(f'CREATE TABLE "{table}"({columns})')
    connection.execute("CREATE INDEX packet_given_family ON packet_given(family_id, given_at)")
