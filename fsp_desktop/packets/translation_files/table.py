"""Texts as rows of a table, for people without a program for translators.

Row 1 names the form, the language and the columns; a row beneath it takes the translator's name; each
further row is one text. The columns that nobody should touch come first and are hidden or grey.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from fsp_desktop.domain.errors import RefusedError
from fsp_desktop.packets.translation_files.file_text import MARK, FileText, TextFile

COLUMNS = ("id", "base", "english", "translation", "notes", "writer", "written_on", "status")
TRANSLATOR = "[translator]"
_ID, _BASE, _ENGLISH, _TEXT, _NOTES, _WRITER, _ON, _STATUS = range(len(COLUMNS))


def mark_of(language: str) -> str:
    """Return the words by which a table of ours is known."""
    return f"{MARK} 1 en>{language}"


def language_of(mark: str) -> str | None:
    """Return the language of a table of ours, or None if these words are another's."""
    words = mark.strip().split()
    if len(words) != 3 or words[0] != MARK or not words[2].startswith("en>"):
        return None
    return words[2].removeprefix("en>")


def table_rows(file: TextFile) -> list[list[str]]:
    """Return a file as rows of cells, the heading first."""
    head = [
        mark_of(file.language),
        "base",
        "English",
        file.language,
        "Notes",
        "Writer",
        "On",
        "State",
    ]
    name = [TRANSLATOR, "", "Who translated this?", file.translator, "", "", "", ""]
    return [head, name, *(_row(text) for text in file.texts)]


def read_rows(rows: Iterable[tuple[int, Sequence[str]]]) -> TextFile:
    """Return the texts of a table.

    Args:
        rows: Number of the row, counted from 1, and its cells.

    Raises:
        RefusedError: `packets.unknown_text_file` if the first row is no heading of ours;
            `packets.no_language_in_file`.
    """
    found = iter(rows)
    first = next(found, None)
    language = language_of(_cell(first[1], _ID)) if first else None
    if language is None:
        raise RefusedError("packets.unknown_text_file")
    if not language:
        raise RefusedError("packets.no_language_in_file")
    translator = ""
    texts: list[FileText] = []
    for number, cells in found:
        if _cell(cells, _ID) == TRANSLATOR:
            translator = _cell(cells, _TEXT)
        elif any(cell.strip() for cell in cells):
            texts.append(_text(number, cells))
    return TextFile(language, tuple(texts), translator)


def _row(text: FileText) -> list[str]:
    notes = "\n".join(text.notes)
    return [
        text.text_id, text.base, text.english, text.text, notes, text.writer, text.written_on,
        text.status,
    ]  # fmt: skip


def _text(number: int, cells: Sequence[str]) -> FileText:
    return FileText(
        text_id=_cell(cells, _ID),
        english=_cell(cells, _ENGLISH),
        text=_cell(cells, _TEXT),
        notes=tuple(line for line in _cell(cells, _NOTES).split("\n") if line),
        base=_cell(cells, _BASE),
        writer=_cell(cells, _WRITER),
        written_on=_cell(cells, _ON),
        status=_cell(cells, _STATUS) or "missing",
        line=number,
    )


def _cell(cells: Sequence[str], column: int) -> str:
    return cells[column].strip() if column < len(cells) else ""
