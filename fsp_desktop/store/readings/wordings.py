"""The team's own wordings of the packet texts, all of one language or of all, at once."""

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


def read_wordings(connection: Connection, language: str | None = None) -> tuple[WordingRow, ...]:
    """Return the wordings that were not deleted, by language and text id."""
    where, values = (" AND t.language = ?", [language]) if language else ("", [])
    rows = connection.execute(
        "SELECT t.id, t.text_id, t.language, coalesce(t.text, ''), coalesce(t.status, ''),"
        " coalesce(t.written_by, ''), coalesce(t.written_on, ''), coalesce(t.source_text, ''),"
        " t.signed_off, coalesce(t.question, ''), coalesce(t.answer, ''),"
        " c.key IS NOT NULL, coalesce(t.updated_at, '') FROM packet_text AS t"
        f" LEFT JOIN conflict AS c ON c.record_id = t.id AND c.key = '{_WORDING}'"
        f" WHERE t.deleted = 0 AND t.text_id IS NOT NULL AND t.language IS NOT NULL{where}"
        " ORDER BY t.language, t.text_id",
        values,
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
