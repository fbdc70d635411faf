"""Version 2: what screens read quickly, the access log and the program's settings. Frozen."""

from __future__ import annotations

from fsp_desktop.store.engine import Connection

BY_FAMILY = (
    "household", "adult", "contact_point", "student", "student_adult", "student_household",
    "note", "agreement", "private_note",
)  # fmt: skip
BY_ROSTER = ("adult", "student", "staff", "school", "school_year")
STATEMENTS = (
    "CREATE INDEX family_label ON family(label COLLATE NOCASE) WHERE deleted = 0",
    "CREATE INDEX contact_family ON contact(family_id, occurred_at)",
    "CREATE INDEX contact_time ON contact(occurred_at) WHERE deleted = 0",
    "CREATE INDEX visit_family ON visit(family_id, actual_start)",
    "CREATE INDEX visit_time ON visit(coalesce(actual_start, scheduled_start)) WHERE deleted = 0",
    "CREATE INDEX visit_planned ON visit(scheduled_start) WHERE deleted = 0",
    "CREATE INDEX conference_family ON conference(family_id)",
    "CREATE INDEX conference_time ON conference(starts_at) WHERE deleted = 0",
    "CREATE INDEX follow_up_family ON follow_up(family_id)",
    "CREATE INDEX follow_up_open ON follow_up(due_on) WHERE deleted = 0 AND status = 'open'",
    "CREATE INDEX agreement_visit ON agreement(visit_id) WHERE visit_id IS NOT NULL",
    """CREATE INDEX agreement_conference ON agreement(conference_id)
        WHERE conference_id IS NOT NULL""",
    "CREATE INDEX contact_point_adult ON contact_point(adult_id)",
    "CREATE INDEX visit_draft ON visit(updated_at) WHERE draft = 1 AND deleted = 0",
    "CREATE INDEX contact_draft ON contact(updated_at) WHERE draft = 1 AND deleted = 0",
    "CREATE INDEX note_draft ON note(updated_at) WHERE draft = 1 AND deleted = 0",
    "CREATE INDEX conference_draft ON conference(updated_at) WHERE draft = 1 AND deleted = 0",
    """CREATE TABLE family_pulse(
        family_id TEXT NOT NULL PRIMARY KEY, last_at TEXT, last_direction TEXT,
        from_family INTEGER NOT NULL, to_family INTEGER NOT NULL) WITHOUT ROWID""",
    """CREATE TABLE access_log(
        id INTEGER PRIMARY KEY, at TEXT NOT NULL, who TEXT NOT NULL, what TEXT NOT NULL,
        detail TEXT NOT NULL)""",
    """CREATE TRIGGER access_log_no_update BEFORE UPDATE ON access_log
        BEGIN SELECT raise(ABORT, 'the access log only grows'); END""",
    """CREATE TRIGGER access_log_no_delete BEFORE DELETE ON access_log
        BEGIN SELECT raise(ABORT, 'the access log only grows'); END""",
    "CREATE TABLE setting(key TEXT NOT NULL PRIMARY KEY, value TEXT) WITHOUT ROWID",
)
PULSE = """
INSERT INTO family_pulse(family_id, last_at, last_direction, from_family, to_family)
SELECT family_id, last_at, direction, from_family, to_family FROM (
    SELECT family_id, at AS last_at, direction,
        row_number() OVER (PARTITION BY family_id ORDER BY at DESC, id DESC) AS place,
        sum(direction = 'family_to_school') OVER (PARTITION BY family_id) AS from_family,
        sum(direction = 'school_to_family') OVER (PARTITION BY family_id) AS to_family
    FROM (
        SELECT id, family_id, occurred_at AS at, coalesce(direction, '') AS direction FROM contact
        WHERE deleted = 0 AND coalesce(draft, 0) = 0
            AND family_id IS NOT NULL AND occurred_at IS NOT NULL
        UNION ALL
        SELECT id, family_id, actual_start, 'together' FROM visit
        WHERE deleted = 0 AND coalesce(draft, 0) = 0
            AND family_id IS NOT NULL AND actual_start IS NOT NULL
            AND status IN ('completed', 'met_elsewhere')))
WHERE place = 1"""


def migrate(connection: Connection) -> None:
    """Add the indexes, the pulse of each family, the access log and the settings."""
    for table in BY_FAMILY:
        connection.execute(f"CREATE INDEX {table}_family ON {table}(family_id)")
    for table in BY_ROSTER:
        connection.execute(
            f"CREATE INDEX {table}_roster ON {table}(roster_id) WHERE roster_id IS NOT NULL"
        )
    for statement in STATEMENTS:
        connection.execute(statement)
    connection.execute(PULSE)
