"""A document printed as a PDF file; nothing is printed with holes."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import BinaryIO

from fsp_desktop.domain.errors import RefusedError
from fsp_desktop.packets.document import Document, Section, drafts
from fsp_desktop.packets.pdf.coverage import missing_glyphs
from fsp_desktop.packets.pdf.flow import Page, Row, paginate
from fsp_desktop.packets.pdf.glyph_runs import text_of
from fsp_desktop.packets.pdf.ink import Ink
from fsp_desktop.packets.pdf.paper import Paper
from fsp_desktop.packets.pdf.report import RenderReport
from fsp_desktop.packets.pdf.sections import foot_text, section_rows, title_rows
from fsp_desktop.packets.pdf.style import Sheet, Styles, sheet
from fsp_desktop.packets.pdf.type_setting import END, text_strips
from fsp_desktop.packets.text.spans import Span, Text, plain

Progress = Callable[[int, int], None]
Cancelled = Callable[[], bool]


def render(
    document: Document, out: BinaryIO, progress: Progress | None = None, cancelled: Cancelled | None = None
) -> RenderReport:
    """Print a document.

    Args:
        document: What to print.
        out: Receives the file at the end; nothing is written if printing is refused or cancelled.
        progress: Told (pages drawn, pages in all).
        cancelled: Asked before each section and page.

    Raises:
        RefusedError: `packets.missing_glyphs` with sections, languages and letters that no font here can write;
            `packets.cancelled`.
    """
    holes = missing_glyphs(document)
    if holes:
        raise RefusedError("packets.missing_glyphs", {
            "missing": [{"section": hole.section, "lang": hole.lang, "chars": hole.chars} for hole in holes],
        })  # fmt: skip
    printing = _Printing(document, out, cancelled or (lambda: False))
    pages = printing.print(progress or (lambda done, of: None))
    return RenderReport(pages, drafts(document))


class _Printing:
    """One run of the printer."""

    def __init__(self, document: Document, out: BinaryIO, cancelled: Cancelled) -> None:
        self.document = document
        self.sheet: Sheet = sheet(document)
        self.styles = Styles(self.sheet.unit, document.look == "brief")
        self.cancelled = cancelled
        title = document.title.get(document.main_language) or next(iter(document.title.values()), ())
        self.paper = Paper(out, self.sheet.size, text_of(plain(title)), document.main_language, document.key)
        self.ink = Ink(self.paper)

    def print(self, progress: Progress) -> int:
        sheets = paginate(self._rows(), self.sheet.size[1] - self.sheet.top - self.sheet.bottom)
        total = len(sheets) * self.sheet.sides
        for number, page in enumerate(sheets):
            for side in range(self.sheet.sides):
                self._ask()
                self._page(page, side, number * self.sheet.sides + side + 1, total)
                progress(number * self.sheet.sides + side + 1, total)
        self.paper.finish(self.sheet.right_to_left)
        return total

    def _ask(self) -> None:
        if self.cancelled():
            raise RefusedError("packets.cancelled")

    def _rows(self) -> list[Row]:
        tree = self.paper.tree
        rows = list(title_rows(self.document, self.sheet, self.styles, tree))
        for section in self.document.sections:
            self._ask()
            made = list(section_rows(section, self.document, self.sheet, self.styles, tree))
            if made and section.heading:
                made[0] = replace(made[0], bookmark=self._bookmark(section))
            rows += made
        return rows

    def _bookmark(self, section: Section) -> str:
        order = [self.document.main_language, *self.document.languages]
        names = [text_of(plain(section.heading[tag])) for tag in dict.fromkeys(order) if section.heading.get(tag)]
        return " · ".join(names)

    def _page(self, page: Page, side: int, number: int, total: int) -> None:
        top = self.sheet.size[1] - self.sheet.top
        for row, offset in page.rows:
            if row.bookmark and side == 0:
                key = f"s{number}-{round(offset)}"
                self.paper.bookmarkHorizontal(key, 0, top - offset)
                self.paper.addOutlineEntry(row.bookmark, key, 0)
            row.draw(self.ink, top - offset, side)
        self._foot(number, total)
        self.ink.end_page()

    def _foot(self, number: int, total: int) -> None:
        lang, type_ = self.document.main_language, self.styles.foot
        y = self.sheet.bottom - 14
        count: Text = (Span(f"\u2066{number} / {total}\u2069"),)
        x, width = self.sheet.x, self.sheet.width
        text_strips(count, lang, type_, width, None, END)[0].draw(self.ink, x, y)
        words = foot_text(self.document)
        if words:
            text_strips(words, lang, type_, width - 60, None)[0].draw(self.ink, x + (60 if self.sheet.right_to_left else 0), y)
