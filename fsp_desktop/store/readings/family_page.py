"""Everything about one family but its thread."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from fsp_desktop.domain.errors import RefusedError
from fsp_desktop.domain.views import AdultCard, AgreementCard, FamilyPage, NoteCard, ReachLine
from fsp_desktop.store.columns import NAME_SQL
from fsp_desktop.store.engine import Connection
from fsp_desktop.store.readings.rows import children_of, day, names_of, tags
from fsp_desktop.store.readings.thread import count_thread


def read_family_page(connection: Connection, family_id: str) -> FamilyPage:
    """Return one family with its people, ways to reach them, notes and agreements.

    Raises:
        RefusedError: `store.no_such_record`.
    """
    row = connection.execute(
        "SELECT coalesce(label, ''), label_own_script, home_languages, meeting_preferences,"
        " reach_preferences, do_not_visit, has_conflict, missing_from_roster_since,"
        " coalesce(p.from_family, 0), coalesce(p.to_family, 0)"
        " FROM family LEFT JOIN family_pulse AS p ON p.family_id = id WHERE id = ?",
        (family_id,),
    ).fetchone()
    if row is None:
        raise RefusedError("store.no_such_record", {"id": family_id})
    return FamilyPage(
        id=family_id,
        label=row[0],
        own_script=row[1],
        languages=tags(row[2]),
        meeting_preferences=row[3],
        reach_preferences=row[4],
        do_not_visit=bool(row[5]),
        adults=_adults(connection, family_id),
        children=children_of(connection, [family_id]).get(family_id, ()),
        notes=_notes(connection, family_id),
        agreements=_agreements(connection, family_id),
        thread_count=count_thread(connection, family_id),
        from_family=row[8],
        to_family=row[9],
        has_conflict=bool(row[6]),
        missing_from_roster_since=day(row[7]),
    )


def _adults(connection: Connection, family_id: str) -> tuple[AdultCard, ...]:
    reach: dict[str, list[ReachLine]] = {}
    for adult_id, record_id, kind, value, may_text, do_not_use in connection.execute(
        "SELECT adult_id, id, coalesce(contact_kind, ''), coalesce(value, ''),"
        " coalesce(may_text, 'ask'), coalesce(do_not_use, 0) FROM contact_point"
        " WHERE deleted = 0 AND adult_id IN (SELECT id FROM adult WHERE family_id = ?)"
        " ORDER BY do_not_use, doc",
        (family_id,),
    ).fetchall():
        line = ReachLine(record_id, kind, value, may_text, bool(do_not_use))
        reach.setdefault(adult_id, []).append(line)
    rows = connection.execute(
        f"SELECT id, {NAME_SQL.format(t='adult')}, name_own_script, pronunciation,"
        " coalesce(relationship, 'ask'), speaks_language, reads_language, reading_comfort,"
        " dialect, interpreter_needed, interpreter_wishes, preferred_channel, best_times"
        " FROM adult WHERE family_id = ? AND deleted = 0 ORDER BY"
        " coalesce((SELECT min(contact_order) FROM student_adult AS s WHERE"
        "  s.family_id = adult.family_id AND s.adult_id = adult.id AND s.deleted = 0), 99), doc",
        (family_id,),
    ).fetchall()
    return tuple(_adult(row, tuple(reach.get(row[0], ()))) for row in rows)


def _adult(row: Sequence[Any], reach: tuple[ReachLine, ...]) -> AdultCard:
    return AdultCard(
        id=row[0], name=row[1], own_script=row[2], pronunciation=row[3], relationship=row[4],
        speaks=row[5], reads=row[6], reading_comfort=row[7], dialect=row[8],
        interpreter_needed=row[9], interpreter_wishes=row[10], preferred_channel=row[11],
        best_times=row[12], reach=reach,
    )  # fmt: skip


def _notes(connection: Connection, family_id: str) -> tuple[NoteCard, ...]:
    rows = connection.execute(
        "SELECT id, topic, coalesce(text, ''), coalesce(source, 'told'), told_by, told_how,"
        " told_on, in_their_words, share_with, review_on, created_by, draft, has_conflict"
        " FROM note WHERE family_id = ? AND deleted = 0"
        " AND id NOT IN (SELECT supersedes_id FROM note WHERE family_id = ? AND deleted = 0"
        "  AND supersedes_id IS NOT NULL AND coalesce(draft, 0) = 0)"
        " ORDER BY coalesce(told_on, substr(created_at, 1, 10)) DESC, doc DESC",
        (family_id, family_id),
    ).fetchall()
    names = names_of(connection, [one for row in rows for one in (row[4], row[10]) if one])
    return tuple(
        NoteCard(
            id=row[0],
            topic=row[1],
            text=row[2],
            source=row[3],
            told_by=names.get(row[4], row[4]),
            told_how=row[5],
            told_on=day(row[6]),
            in_their_words=bool(row[7]),
            share_with=row[8],
            review_on=day(row[9]),
            author=names.get(row[10], row[10]) or None,
            draft=bool(row[11]),
            has_conflict=bool(row[12]),
        )
        for row in rows
    )


def _agreements(connection: Connection, family_id: str) -> tuple[AgreementCard, ...]:
    rows = connection.execute(
        "SELECT id, coalesce(text, ''), side, who, due_on, next_look_on, coalesce(state, 'open'),"
        " state_on, visit_id, conference_id FROM agreement"
        " WHERE family_id = ? AND deleted = 0 AND coalesce(draft, 0) = 0"
        " ORDER BY state <> 'open', coalesce(due_on, '9999'), doc DESC",
        (family_id,),
    ).fetchall()
    return tuple(
        AgreementCard(
            id=row[0], text=row[1], side=row[2], who=row[3], due_on=day(row[4]),
            next_look_on=day(row[5]), state=row[6], state_on=day(row[7]), visit_id=row[8],
            conference_id=row[9],
        )
        for row in rows
    )  # fmt: skip
