"""Rows of any roster file as wanted cells by field, whatever the file's own format is."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from fsp_desktop.rosters.delimited import RawRow, read_delimited
from fsp_desktop.rosters.encodings import find_encoding
from fsp_desktop.rosters.headers import Columns, read_columns
from fsp_desktop.rosters.log import ReadingLog
from fsp_desktop.rosters.people import Origin
from fsp_desktop.rosters.sources import SourceFile
from fsp_desktop.rosters.workbook import read_workbook


@dataclass(frozen=True, slots=True)
class TableRow:
    """The wanted cells of one row, by field."""

    origin: Origin
    cells: Mapping[str, str]

    def get(self, field: str) -> str | None:
        """Return a cell as it stands in the file, or None if there is no such column."""
        return self.cells.get(field)


def raw_rows(file: SourceFile, encoding: str | None = None) -> Iterator[RawRow]:
    """Yield the rows of a delimited file or a workbook, the header first."""
    return read_workbook(file) if file.is_workbook else read_delimited(file, encoding)


def header_line(file: SourceFile) -> list[str]:
    """Return the header line of a file; empty if the file has no line that can be read."""
    rows = read_workbook(file, max_rows=1) if file.is_workbook else read_delimited(file)
    first = next(rows, None)
    return [header.strip() for header in first.cells] if first else []


def table_rows(
    file: SourceFile, table: str, log: ReadingLog, mapping: Mapping[str, str] | None = None
) -> Iterator[TableRow]:
    """Yield the rows of `file` as a `table` of `headers.json`; bad rows are noted and left out.

    Raises:
        RefusedError: What `read_columns`, `read_delimited` and `read_workbook` raise.
    """
    encoding = None
    if not file.is_workbook:
        encoding = log.encodings[file.name] = find_encoding(file)
    columns: Columns | None = None
    for row in raw_rows(file, encoding):
        log.advance(sum(map(len, row.cells)) + len(row.cells))
        if columns is None:
            columns = read_columns([header.strip() for header in row.cells], table, mapping)
            log.drop(file.name, columns.forbidden, columns.unknown)
        elif row.problem:
            log.refuse(Origin(file.name, row.line), row.problem)
        elif any(cell.strip() for cell in row.cells):
            yield TableRow(Origin(file.name, row.line), columns.pick(row.cells))
