"""The team's own wordings of the packet texts, all of one language at once."""

from __future__ import annotations

from fsp_desktop.domain.plain import Frozen
from fsp_desktop.store.engine import Connection
from fsp_desktop.store.readings.rows import tags

_WORDING = "wording"


class WordingRow(Frozen):
    """One text of the packets as the team words it.

    Attributes:
        signed_off: Lines of version, reader and day; see `packets.content.team_texts`.
        is_disputed: Two wordings were written at once.
        updated_at: ISO 8601 in UTC.
    """

    id: str
    text_id: str
    language: str
    text: str
    status: str
    written_by: str
    written_on: str
    source_text: str
    signed_off: tuple[str, ...]
    question: str
    answer: str
    is_disputed: bool
    updated_at: str


def languages_of_wordings(connection: Connection) -> tuple[str, ...]:
    """Return the languages in which the team has worded something."""
    rows = connection.execute(
        "SELECT DISTINCT language FROM packet_text"
        " WHERE deleted = 0 AND text IS NOT NULL AND language IS NOT NULL ORDER BY language"
    ).fetchall()
    return tuple(language for (language,) in rows)


def read_wordings(connection: Connection, language: str) -> tuple[WordingRow, ...]:
    """Return the wordings of one language that were not deleted, by text id."""
    rows = connection.execute(
        "SELECT t.id, t.text_id, t.language, coalesce(t.text, ''), coalesce(t.status, ''),"
        " coalesce(t.written_by, ''), coalesce(t.written_on, ''), coalesce(t.source_text, ''),"
        " t.signed_off, coalesce(t.question, ''), coalesce(t.answer, ''),"
        " c.key IS NOT NULL, coalesce(t.updated_at, '') FROM packet_text AS t"
        f" LEFT JOIN conflict AS c ON c.record_id = t.id AND c.key = '{_WORDING}'"
        " WHERE t.language = ? AND t.deleted = 0 AND t.text_id IS NOT NULL ORDER BY t.text_id",
        [language],
    ).fetchall()
    return tuple(
        WordingRow(
            record_id, text_id, tag, text, status, written_by, written_on, source,
            tags(signed), question, answer, bool(disputed), updated_at,
        )
        for (
            record_id, text_id, tag, text, status, written_by, written_on, source,
            signed, question, answer, disputed, updated_at,
        ) in rows
    )  # fmt: skip
