"""Texts as an Excel table: only the column of the translation can be typed in.

Reading is left to `rosters.workbook`, which parses spreadsheets in a process of their own with little
memory; `table.read_rows` takes its rows.
"""

from __future__ import annotations

import zipfile
from io import BytesIO
from typing import TYPE_CHECKING

from fsp_desktop.packets.translation_files.file_text import TextFile, pieces_of
from fsp_desktop.packets.translation_files.table import table_rows

if TYPE_CHECKING:
    from openpyxl.cell.cell import Cell, MergedCell

_WIDTHS = {"A": 24, "B": 8, "C": 60, "D": 60, "E": 40, "F": 18, "G": 12, "H": 18}
_HIDDEN = ("B", "F", "G", "H")
_ENGLISH, _TYPED_IN = 3, 4
_FIRST_DAY = (1980, 1, 1, 0, 0, 0)


def write_workbook(file: TextFile, *, is_rtl: bool) -> bytes:
    """Return a file as an Excel workbook; equal texts make equal bytes.

    Args:
        file: What to write.
        is_rtl: The language is written from right to left.
    """
    from openpyxl import Workbook

    book = Workbook()
    sheet = book.active
    if sheet is None:
        raise LookupError("a new workbook has a sheet")
    sheet.title = file.language[:31]
    for number, row in enumerate(table_rows(file), start=1):
        for column, words in enumerate(row, start=1):
            _put(sheet.cell(number, column), words, is_rtl=is_rtl)
    for letter, width in _WIDTHS.items():
        sheet.column_dimensions[letter].width = width
        sheet.column_dimensions[letter].hidden = letter in _HIDDEN
    sheet.freeze_panes = "A2"
    # Without a password: it keeps a hand from slipping, and nobody out.
    sheet.protection.sheet = True
    sheet.protection.formatColumns = False
    sheet.protection.formatRows = False
    out = BytesIO()
    book.save(out)
    return _without_clock(out.getvalue())


def _put(cell: Cell | MergedCell, words: str, *, is_rtl: bool) -> None:
    """Write one cell and dress it; only those of the translation can be typed in."""
    from openpyxl.styles import Alignment, Font, PatternFill, Protection

    cell.value = _with_fill_ins(words) if cell.column == _ENGLISH else words
    # A text that begins with = is words, never a formula.
    cell.data_type = "s"
    is_open = cell.column == _TYPED_IN and cell.row > 1
    order = {True: 2, False: 1}[is_rtl] if is_open else 0
    cell.alignment = Alignment(wrap_text=True, vertical="top", readingOrder=order)
    cell.protection = Protection(locked=not is_open)
    if cell.row == 1:
        cell.font = Font(bold=True)
    elif not is_open:
        cell.fill = PatternFill("solid", fgColor="EEF2EE")


def _with_fill_ins(words: str) -> object:
    """Return the English with its fill-ins bold, so that they are seen as one piece."""
    from openpyxl.cell.rich_text import CellRichText, TextBlock
    from openpyxl.cell.text import InlineFont

    pieces = pieces_of(words)
    if not any(is_place for is_place, _words in pieces):
        return words
    bold = InlineFont(b=True)
    return CellRichText(
        *(TextBlock(bold, f"{{{said}}}") if is_place else said for is_place, said in pieces)
    )


def _without_clock(data: bytes) -> bytes:
    """Return the same workbook with the same dates in it, whenever it is written."""
    import re

    out = BytesIO()
    with zipfile.ZipFile(BytesIO(data)) as old, zipfile.ZipFile(out, "w") as new:
        for name in old.namelist():
            part = old.read(name)
            if name == "docProps/core.xml":
                part = re.sub(rb"\d{4}-\d\d-\d\dT[\d:]+Z", b"2000-01-01T00:00:00Z", part)
            new.writestr(zipfile.ZipInfo(name, _FIRST_DAY), part, zipfile.ZIP_DEFLATED)
    return out.getvalue()
