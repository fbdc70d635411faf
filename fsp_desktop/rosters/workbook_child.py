"""The parser of spreadsheets, run as a program of its own: it imports nothing of this package.

Arguments: path, memory in bytes, time in seconds, output in bytes, columns, rows. Standard output:
one JSON array `[line, [cells]]` a line. On failure it ends with a code other than 0; when it met one of
its limits, the last line on standard error is `memory` or `output`. Whatever else breaks in a
hostile file ends this process only.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from datetime import date, datetime
from itertools import islice
from typing import Any

_WARM_UP_ROWS = 50
"""Rows after which an empty sheet is left for the next one."""


def _limit(memory_bytes: int, time_s: int) -> None:
    try:
        import resource
    except ImportError:  # Windows has no such limits; the parent's timeout remains.
        return
    resource.setrlimit(resource.RLIMIT_AS, (memory_bytes, memory_bytes))
    resource.setrlimit(resource.RLIMIT_CPU, (time_s, time_s))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))


def _text(value: object) -> str:
    """A cell as the text of a CSV file: days as ISO, whole numbers without a fraction."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, datetime):
        return value.isoformat().removesuffix("T00:00:00")
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value)


def _rows(path: str, columns: int) -> Iterator[tuple[int, list[str]]]:
    import openpyxl
    from openpyxl.xml import DEFUSEDXML

    if not DEFUSEDXML:
        raise RuntimeError("defusedxml is missing")
    book = openpyxl.load_workbook(path, read_only=True, data_only=True, keep_links=False)
    for sheet in book.worksheets:
        # The size a sheet declares may be a lie of a million empty columns.
        sheet.reset_dimensions()
        seen = False
        for number, row in enumerate(sheet.iter_rows(values_only=True, max_col=columns), start=1):
            cells = _trimmed(row)
            if cells:
                seen = True
                yield number, cells
            elif not seen and number > _WARM_UP_ROWS:
                break
        if seen:
            return


def _trimmed(row: tuple[Any, ...]) -> list[str]:
    cells = [_text(value) for value in row]
    while cells and not cells[-1].strip():
        cells.pop()
    return cells


def main(arguments: list[str]) -> int:
    """Write the rows of a workbook to standard output; return the exit code."""
    path, memory, time_s, output, columns, rows = arguments
    _limit(int(memory), int(time_s))
    written = 0
    try:
        for number, cells in islice(_rows(path, int(columns)), int(rows)):
            line = json.dumps([number, cells], ensure_ascii=False) + "\n"
            written += len(line)
            if written > int(output):
                return _fail("output")
            sys.stdout.write(line)
        sys.stdout.flush()
    except MemoryError:
        return _fail("memory")
    return 0


def _fail(word: str) -> int:
    sys.stderr.write(word)
    return 3


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
