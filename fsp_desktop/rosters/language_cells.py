"""Words about languages in a roster, as tags of the program's own table."""

from __future__ import annotations

from typing import Literal

from fsp_desktop.language.languages import match_language
from fsp_desktop.rosters import values
from fsp_desktop.rosters.log import ReadingLog
from fsp_desktop.rosters.table_rows import TableRow


def language_cell(
    row: TableRow, field: str, use: Literal["read", "speak"], log: ReadingLog
) -> str | None:
    """Return the BCP 47 tag a cell means; words that could mean several are noted, not guessed."""
    text = values.cell(row.get(field))
    if text is None:
        return None
    match = match_language(text, use)
    if match.tag is None:
        log.refuse(
            row.origin, "rosters.unclear_language",
            column=field.rpartition(".")[2], candidates=list(match.candidates),
        )  # fmt: skip
    return match.tag
