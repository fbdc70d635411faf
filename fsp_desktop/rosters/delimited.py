"""Rows of CSV and tab files as they really are: any line end, delimiter and sort of quote."""

from __future__ import annotations

import codecs
import csv
import io
from collections.abc import Iterator
from dataclasses import dataclass
from typing import IO, cast

from fsp_desktop.domain.errors import RefusedError
from fsp_desktop.rosters import limits
from fsp_desktop.rosters.encodings import find_encoding
from fsp_desktop.rosters.sources import SourceFile

_DELIMITERS = ",;\t|"


@dataclass(frozen=True, slots=True)
class RawRow:
    """The cells of one record, or why it could not be read (`problem` is a code)."""

    line: int
    cells: list[str]
    problem: str = ""


@dataclass(frozen=True, slots=True)
class _Line:
    number: int
    text: str
    is_too_long: bool = False


def read_delimited(file: SourceFile, encoding: str | None = None) -> Iterator[RawRow]:
    """Yield the rows of a file, the header first, one at a time.

    A record whose quote is never closed is reported alone, and reading goes on with the next line.

    Raises:
        RefusedError: `rosters.unreadable_encoding`, `rosters.too_many_rows`,
            `rosters.too_many_columns`.
    """
    encoding = encoding or find_encoding(file)
    with file.open() as stream:
        lines = _Lines(_decoded(stream, encoding))
        first = lines.next()
        while first and not first.text.strip():
            first = lines.next()
        if first is None:
            return
        delimiter = _delimiter(first.text)
        lines.put_back([first])
        yield from _records(lines, delimiter)


def _decoded(stream: IO[bytes], encoding: str) -> io.TextIOWrapper:
    codecs.lookup(encoding)
    return io.TextIOWrapper(
        cast("io.BytesIO", stream), encoding=encoding, errors="replace", newline=None
    )


def _delimiter(header: str) -> str:
    """The delimiter that splits the header into most parts, commas winning a tie."""
    counts = {mark: len(_parse(header, mark) or []) for mark in _DELIMITERS}
    return max(_DELIMITERS, key=lambda mark: counts[mark])


class _Lines:
    """Physical lines of a text with their numbers; lines can be put back."""

    def __init__(self, text: io.TextIOWrapper) -> None:
        self._text = text
        self._number = 0
        self._waiting: list[_Line] = []

    def next(self) -> _Line | None:
        if self._waiting:
            return self._waiting.pop()
        text = self._text.readline(limits.MAX_LINE)
        if not text:
            return None
        self._number += 1
        if len(text) < limits.MAX_LINE or text.endswith("\n"):
            return _Line(self._number, text)
        while rest := self._text.readline(limits.MAX_LINE):
            if rest.endswith("\n"):
                break
        return _Line(self._number, "", is_too_long=True)

    def put_back(self, lines: list[_Line]) -> None:
        self._waiting.extend(reversed(lines))


def _records(lines: _Lines, delimiter: str) -> Iterator[RawRow]:
    width = 0
    for count, row in enumerate(_joined(lines, delimiter)):
        if count > limits.MAX_ROWS:
            raise RefusedError("rosters.too_many_rows", {"max": limits.MAX_ROWS})
        if count == 0:
            width = len(row.cells)
            if width > limits.MAX_COLUMNS:
                raise RefusedError("rosters.too_many_columns", {"max": limits.MAX_COLUMNS})
        yield _checked(row, width)


def _checked(row: RawRow, width: int) -> RawRow:
    if row.problem:
        return row
    if any(len(cell) > limits.MAX_CELL for cell in row.cells):
        return RawRow(row.line, [], "rosters.cell_too_long")
    if any("\ufffd" in cell for cell in row.cells):
        return RawRow(row.line, [], "rosters.unreadable_text")
    if len(row.cells) > width and any(cell.strip() for cell in row.cells[width:]):
        return RawRow(row.line, [], "rosters.too_many_cells")
    return row


def _joined(lines: _Lines, delimiter: str) -> Iterator[RawRow]:
    while (line := lines.next()) is not None:
        if line.is_too_long:
            yield RawRow(line.number, [], "rosters.line_too_long")
        elif '"' not in line.text:
            text = line.text.rstrip("\n")
            if text.strip(" \t\ufeff\x00" + delimiter):
                yield RawRow(line.number, text.split(delimiter))
        else:
            yield _quoted(line, lines, delimiter)


def _quoted(line: _Line, lines: _Lines, delimiter: str) -> RawRow:
    """Read a record with quotes, over several lines if that is what closes its quote."""
    cells = _parse(line.text, delimiter)
    if cells is not None:
        return RawRow(line.number, cells)
    if not _is_open(line.text, delimiter):
        return RawRow(line.number, [], "rosters.broken_quotes")
    taken: list[_Line] = []
    text = line.text
    while len(taken) < limits.MAX_RECORD_LINES and (more := lines.next()) is not None:
        taken.append(more)
        text += more.text
        if len(text) > limits.MAX_LINE:
            break
        cells = _parse(text, delimiter) if '"' in more.text else None
        if cells is not None:
            return RawRow(line.number, cells)
        if '"' in more.text and not _is_open(text, delimiter):
            break
    lines.put_back(taken)
    return RawRow(line.number, [], "rosters.broken_quotes")


def _parse(text: str, delimiter: str) -> list[str] | None:
    """Return the cells of one whole record, or None if its quotes do not work out."""
    try:
        rows = list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True))
    except csv.Error:
        return None
    return rows[0] if len(rows) == 1 else None


def _is_open(text: str, delimiter: str) -> bool:
    """Tell whether `text` ends inside a quoted cell, so that more lines may close it."""
    try:
        list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True))
    except csv.Error as error:
        return "unexpected end" in str(error)
    return False
