"""Version 1: the records, the journal, and the search index. Frozen: never edit, add a version."""

from __future__ import annotations

from fsp_desktop.store.engine import Connection

RECORD_TABLES: dict[str, str] = {
    "family": """
        id TEXT NOT NULL UNIQUE, draft INTEGER, label TEXT, label_own_script TEXT,
        status TEXT, home_languages TEXT, meeting_preferences TEXT, reach_preferences TEXT,
        do_not_visit INTEGER, welcome_stage TEXT, arrived_on TEXT, liaison_id TEXT,
        merged_into_id TEXT, missing_from_roster_since TEXT, created_at TEXT, created_by TEXT,
        updated_at TEXT, updated_by TEXT, updated_hlc INTEGER, deleted INTEGER,
        has_conflict INTEGER, doc INTEGER PRIMARY KEY""",
    "household": """
        id TEXT NOT NULL UNIQUE, draft INTEGER, family_id TEXT, label TEXT, street TEXT,
        city TEXT, region TEXT, postal_code TEXT, country TEXT, directions TEXT,
        safe_to_mail TEXT, safe_to_visit TEXT, valid_from TEXT, valid_to TEXT, created_at TEXT,
        created_by TEXT, updated_at TEXT, updated_by TEXT, updated_hlc INTEGER, deleted INTEGER,
        has_conflict INTEGER, doc INTEGER PRIMARY KEY""",
    "adult": """
        id TEXT NOT NULL UNIQUE, draft INTEGER, family_id TEXT, given_name TEXT,
        family_name TEXT, name_order TEXT, name_own_script TEXT, preferred_name TEXT,
        pronunciation TEXT, pronouns TEXT, relationship TEXT, reads_language TEXT,
        reading_comfort TEXT, speaks_language TEXT, other_languages TEXT, dialect TEXT,
        interpreter_needed TEXT, interpreter_wishes TEXT, preferred_channel TEXT,
        best_times TEXT, accessibility_needs TEXT, staff_id TEXT, roster_id TEXT,
        created_at TEXT, created_by TEXT, updated_at TEXT, updated_by TEXT, updated_hlc INTEGER,
        deleted INTEGER, has_conflict INTEGER, doc INTEGER PRIMARY KEY""",
    "contact_point": """
        id TEXT NOT NULL UNIQUE, draft INTEGER, family_id TEXT, adult_id TEXT,
        contact_kind TEXT, value TEXT, may_text TEXT, shared_with TEXT, verified_on TEXT,
        do_not_use INTEGER, created_at TEXT, created_by TEXT, updated_at TEXT, updated_by TEXT,
        updated_hlc INTEGER, deleted INTEGER, has_conflict INTEGER, doc INTEGER PRIMARY KEY""",
    "student": """
        id TEXT NOT NULL UNIQUE, draft INTEGER, family_id TEXT, given_name TEXT,
        middle_name TEXT, family_name TEXT, name_own_script TEXT, preferred_name TEXT,
        pronunciation TEXT, school_id TEXT, grade TEXT, student_number TEXT, birth_date TEXT,
        homeroom TEXT, enrolled_on TEXT, left_on TEXT, new_to_us_school TEXT,
        directory_opt_out INTEGER, roster_id TEXT, missing_from_roster_since TEXT,
        created_at TEXT, created_by TEXT, updated_at TEXT, updated_by TEXT, updated_hlc INTEGER,
        deleted INTEGER, has_conflict INTEGER, doc INTEGER PRIMARY KEY""",
    "student_adult": """
        id TEXT NOT NULL UNIQUE, draft INTEGER, family_id TEXT, student_id TEXT,
        adult_id TEXT, relationship TEXT, legal_guardian TEXT, contact_order INTEGER,
        lives_with TEXT, records_access TEXT, records_access_on TEXT, pickup_ok TEXT,
        receives_mail TEXT, created_at TEXT, created_by TEXT, updated_at TEXT, updated_by TEXT,
        updated_hlc INTEGER, deleted INTEGER, has_conflict INTEGER, doc INTEGER PRIMARY KEY""",
    "student_household": """
        id TEXT NOT NULL UNIQUE, draft INTEGER, family_id TEXT, student_id TEXT,
        household_id TEXT, is_primary INTEGER, share_of_week TEXT, since TEXT, note TEXT,
        created_at TEXT, created_by TEXT, updated_at TEXT, updated_by TEXT, updated_hlc INTEGER,
        deleted INTEGER, has_conflict INTEGER, doc INTEGER PRIMARY KEY""",
    "visit": """
        id TEXT NOT NULL UNIQUE, draft INTEGER, family_id TEXT, who TEXT, students TEXT,
        purpose TEXT, status TEXT, offered_on TEXT, offer_channel TEXT, ask_again_on TEXT,
        scheduled_start TEXT, scheduled_end TEXT, actual_start TEXT, actual_end TEXT,
        place_type TEXT, place_note TEXT, staff TEXT, adults_present TEXT,
        children_present TEXT, language_used TEXT, interpreter_mode TEXT, interpreter_id TEXT,
        hopes TEXT, said_by TEXT, said_language TEXT, strengths TEXT, topics TEXT,
        discussed TEXT, family_questions TEXT, next_steps TEXT, for_next_time TEXT,
        staff_reflection TEXT, attempt_number INTEGER, left_note INTEGER,
        paid_time_minutes INTEGER, write_up_due_on TEXT, readers TEXT, created_at TEXT,
        created_by TEXT, updated_at TEXT, updated_by TEXT, updated_hlc INTEGER, deleted INTEGER,
        has_conflict INTEGER, doc INTEGER PRIMARY KEY""",
    "contact": """
        id TEXT NOT NULL UNIQUE, draft INTEGER, family_id TEXT, occurred_at TEXT,
        direction TEXT, channel TEXT, adult_id TEXT, other_person TEXT, students TEXT,
        purpose TEXT, outcome TEXT, tone TEXT, language_used TEXT, interpreter_mode TEXT,
        interpreter_id TEXT, summary TEXT, duration_minutes INTEGER, staff_id TEXT,
        created_at TEXT, created_by TEXT, updated_at TEXT, updated_by TEXT, updated_hlc INTEGER,
        deleted INTEGER, has_conflict INTEGER, doc INTEGER PRIMARY KEY""",
    "note": """
        id TEXT NOT NULL UNIQUE, draft INTEGER, family_id TEXT, topic TEXT, text TEXT,
        source TEXT, told_by TEXT, told_how TEXT, told_on TEXT, language TEXT,
        in_their_words INTEGER, share_with TEXT, permission_on TEXT, action_for_school TEXT,
        review_on TEXT, supersedes_id TEXT, created_at TEXT, created_by TEXT, updated_at TEXT,
        updated_by TEXT, updated_hlc INTEGER, deleted INTEGER, has_conflict INTEGER, doc INTEGER PRIMARY KEY""",
    "agreement": """
        id TEXT NOT NULL UNIQUE, draft INTEGER, family_id TEXT, student_id TEXT, text TEXT,
        side TEXT, who TEXT, due_on TEXT, next_look_on TEXT, state TEXT, state_on TEXT,
        state_note TEXT, visit_id TEXT, conference_id TEXT, created_at TEXT, created_by TEXT,
        updated_at TEXT, updated_by TEXT, updated_hlc INTEGER, deleted INTEGER,
        has_conflict INTEGER, doc INTEGER PRIMARY KEY""",
    "follow_up": """
        id TEXT NOT NULL UNIQUE, draft INTEGER, family_id TEXT, student_id TEXT, text TEXT,
        side TEXT, due_on TEXT, owner_id TEXT, owner_name TEXT, status TEXT, done_on TEXT,
        result TEXT, visit_id TEXT, contact_id TEXT, conference_id TEXT, created_at TEXT,
        created_by TEXT, updated_at TEXT, updated_by TEXT, updated_hlc INTEGER, deleted INTEGER,
        has_conflict INTEGER, doc INTEGER PRIMARY KEY""",
    "conference": """
        id TEXT NOT NULL UNIQUE, draft INTEGER, family_id TEXT, student_id TEXT,
        status TEXT, starts_at TEXT, ends_at TEXT, mode TEXT, place TEXT, people TEXT,
        invited_households TEXT, court_order_checked_on TEXT, child_care_booked INTEGER,
        way_home_booked INTEGER, language_used TEXT, interpreter_mode TEXT, interpreter_id TEXT,
        family_priorities TEXT, family_questions TEXT, strengths TEXT, school_questions TEXT,
        progress_plain_words TEXT, family_words TEXT, notes TEXT, follow_up_on TEXT,
        shared_copy_on TEXT, shared_copy_language TEXT, created_at TEXT, created_by TEXT,
        updated_at TEXT, updated_by TEXT, updated_hlc INTEGER, deleted INTEGER,
        has_conflict INTEGER, doc INTEGER PRIMARY KEY""",
    "interpreter": """
        id TEXT NOT NULL UNIQUE, draft INTEGER, name TEXT, languages TEXT,
        interpreter_type TEXT, agency TEXT, phone TEXT, email TEXT, last_used_on TEXT,
        note TEXT, created_at TEXT, created_by TEXT, updated_at TEXT, updated_by TEXT,
        updated_hlc INTEGER, deleted INTEGER, has_conflict INTEGER, doc INTEGER PRIMARY KEY""",
    "school": """
        id TEXT NOT NULL UNIQUE, draft INTEGER, name TEXT, identifier TEXT, phone TEXT,
        street TEXT, city TEXT, region TEXT, postal_code TEXT, website TEXT, profile TEXT,
        roster_id TEXT, created_at TEXT, created_by TEXT, updated_at TEXT, updated_by TEXT,
        updated_hlc INTEGER, deleted INTEGER, has_conflict INTEGER, doc INTEGER PRIMARY KEY""",
    "staff": """
        id TEXT NOT NULL UNIQUE, draft INTEGER, name TEXT, role TEXT, phone TEXT,
        email TEXT, languages TEXT, hours TEXT, school_id TEXT, left INTEGER, roster_id TEXT,
        created_at TEXT, created_by TEXT, updated_at TEXT, updated_by TEXT, updated_hlc INTEGER,
        deleted INTEGER, has_conflict INTEGER, doc INTEGER PRIMARY KEY""",
    "school_year": """
        id TEXT NOT NULL UNIQUE, draft INTEGER, title TEXT, school_id TEXT, starts_on TEXT,
        ends_on TEXT, roster_id TEXT, created_at TEXT, created_by TEXT, updated_at TEXT,
        updated_by TEXT, updated_hlc INTEGER, deleted INTEGER, has_conflict INTEGER, doc INTEGER PRIMARY KEY""",
    "private_note": """
        id TEXT NOT NULL UNIQUE, draft INTEGER, family_id TEXT, student_id TEXT, text TEXT,
        expires_on TEXT, shared_as_id TEXT, created_at TEXT, created_by TEXT, updated_at TEXT,
        updated_by TEXT, updated_hlc INTEGER, deleted INTEGER, has_conflict INTEGER, doc INTEGER PRIMARY KEY""",
}

JOURNAL_TABLES = (
    """CREATE TABLE meta(key TEXT NOT NULL PRIMARY KEY, value TEXT) WITHOUT ROWID""",
    """CREATE TABLE incarnation(
        id INTEGER PRIMARY KEY, inc TEXT NOT NULL UNIQUE, is_own INTEGER NOT NULL DEFAULT 0,
        is_local INTEGER NOT NULL DEFAULT 0, last_hlc INTEGER NOT NULL DEFAULT 0)""",
    """CREATE TABLE op(
        id INTEGER PRIMARY KEY, inc INTEGER NOT NULL REFERENCES incarnation(id),
        n INTEGER NOT NULL, hlc INTEGER NOT NULL, author TEXT NOT NULL, why TEXT NOT NULL,
        undoes TEXT, session TEXT, sealed INTEGER, body BLOB NOT NULL)""",
    """CREATE TABLE op_record(
        record_id TEXT NOT NULL, op INTEGER NOT NULL REFERENCES op(id),
        PRIMARY KEY(record_id, op)) WITHOUT ROWID""",
    """CREATE TABLE rec_version(
        record_id TEXT NOT NULL PRIMARY KEY, kind TEXT NOT NULL, dots BLOB NOT NULL
        ) WITHOUT ROWID""",
    """CREATE TABLE sibling(
        record_id TEXT NOT NULL, key TEXT NOT NULL, dot TEXT NOT NULL, hlc INTEGER NOT NULL,
        author TEXT NOT NULL, value BLOB NOT NULL, PRIMARY KEY(record_id, key, dot)
        ) WITHOUT ROWID""",
    """CREATE TABLE superseded(
        record_id TEXT NOT NULL, key TEXT NOT NULL, dot TEXT NOT NULL,
        PRIMARY KEY(record_id, key, dot)) WITHOUT ROWID""",
    """CREATE TABLE extra(
        record_id TEXT NOT NULL, key TEXT NOT NULL, value BLOB NOT NULL,
        PRIMARY KEY(record_id, key)) WITHOUT ROWID""",
    """CREATE TABLE conflict(
        record_id TEXT NOT NULL, key TEXT NOT NULL, kind TEXT NOT NULL,
        PRIMARY KEY(record_id, key)) WITHOUT ROWID""",
    """CREATE TABLE have(
        inc TEXT NOT NULL PRIMARY KEY, n INTEGER NOT NULL, hash TEXT NOT NULL,
        last_op INTEGER NOT NULL) WITHOUT ROWID""",
    """CREATE TABLE bundle(
        inc TEXT NOT NULL, n INTEGER NOT NULL, hash TEXT NOT NULL, prev_hash TEXT NOT NULL,
        last_op INTEGER NOT NULL, is_own INTEGER NOT NULL, published INTEGER NOT NULL DEFAULT 0,
        data BLOB NOT NULL, PRIMARY KEY(inc, n))""",
    "CREATE TABLE stash(name TEXT NOT NULL PRIMARY KEY, data BLOB NOT NULL, code TEXT NOT NULL)",
    "CREATE TABLE roster_entry(name TEXT NOT NULL PRIMARY KEY, data BLOB NOT NULL)",
    "CREATE TABLE sync_setting(key TEXT NOT NULL PRIMARY KEY, value TEXT) WITHOUT ROWID",
    "CREATE TABLE sync_log(id INTEGER PRIMARY KEY, at TEXT NOT NULL, report TEXT NOT NULL)",
    """CREATE TABLE search_doc(
        doc INTEGER PRIMARY KEY, record_id TEXT NOT NULL, kind TEXT NOT NULL)""",
    """CREATE VIRTUAL TABLE search USING fts5(
        words, tails, content='', contentless_delete=1, prefix='1 2 3',
        tokenize="unicode61 remove_diacritics 0 categories 'L* N* Co Mn Mc'")""",
)


def migrate(connection: Connection) -> None:
    """Make the tables of version 1 in an empty file."""
    for table, columns in RECORD_TABLES.items():
        connection.execute(f'CREATE TABLE "{table}"({columns})')
    for statement in JOURNAL_TABLES:
        connection.execute(statement)
    # Thousands of records at once make fewer, larger pieces of the index, joined less often.
    for setting, value in (("hashsize", 4 << 20), ("automerge", 8)):
        connection.execute("INSERT INTO search(search, rank) VALUES(?, ?)", (setting, value))
