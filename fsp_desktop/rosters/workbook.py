"""Rows of a spreadsheet, parsed in a separate process that may use little memory and time."""

from __future__ import annotations

import io
import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

from fsp_desktop.domain.errors import RefusedError
from fsp_desktop.rosters import archive, limits
from fsp_desktop.rosters.delimited import RawRow
from fsp_desktop.rosters.sources import SourceFile

_CHILD = Path(__file__).with_name("workbook_child.py")
_TOO_MUCH = frozenset({"memory", "output", "time"})


def read_workbook(file: SourceFile, max_rows: int = limits.MAX_ROWS) -> Iterator[RawRow]:
    """Yield up to `max_rows` rows of the first sheet that has some, the header first.

    Raises:
        RefusedError: `rosters.broken_workbook`; `rosters.suspicious_archive` if its parts declare
            too much; `rosters.workbook_too_large` if reading it takes too much memory or time.
    """
    if file.entry:
        raise RefusedError("rosters.workbook_in_zip", {"file": file.name})
    try:
        archive.safe_entries(file.path, limits.MAX_WORKBOOK_BYTES)
    except RefusedError as error:
        if error.code == "rosters.broken_zip":
            raise RefusedError("rosters.broken_workbook", {"file": file.name}) from error
        raise
    for text in io.StringIO(_parsed(file, max_rows)):
        line, cells = json.loads(text)
        is_long = any(len(cell) > limits.MAX_CELL for cell in cells)
        yield RawRow(line, [] if is_long else cells, "rosters.cell_too_long" if is_long else "")


def _parsed(file: SourceFile, max_rows: int) -> str:
    """Run the parser; its answer comes back as lines of JSON, never as a file."""
    command = [
        sys.executable, "-P", "-X", "utf8", str(_CHILD), str(file.path),
        str(limits.WORKBOOK_MEMORY_BYTES), str(limits.WORKBOOK_TIMEOUT_S),
        str(limits.WORKBOOK_OUTPUT_BYTES), str(limits.MAX_COLUMNS), str(max_rows),
    ]  # fmt: skip
    try:
        done = subprocess.run(
            command,
            capture_output=True,
            check=False,
            stdin=subprocess.DEVNULL,
            timeout=limits.WORKBOOK_TIMEOUT_S + 5,
            env={**os.environ, "OPENPYXL_LXML": "False", "PYTHONDONTWRITEBYTECODE": "1"},
        )
    except subprocess.TimeoutExpired as error:
        raise RefusedError("rosters.workbook_too_large", {"file": file.name}) from error
    if done.returncode != 0:
        raise RefusedError(_code(done), {"file": file.name})
    return done.stdout.decode("utf-8")


def _code(done: subprocess.CompletedProcess[bytes]) -> str:
    """A child that was stopped by its limits says so, or was killed by a signal."""
    word = done.stderr.decode("utf-8", "replace").strip().rpartition("\n")[2]
    was_stopped = word in _TOO_MUCH or done.returncode < 0
    return "rosters.workbook_too_large" if was_stopped else "rosters.broken_workbook"
