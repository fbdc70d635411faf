"""A document printed as a PDF file; nothing is printed with holes."""

from __future__ import annotations

from collections.abc import Callable
from typing import BinaryIO

from fsp_desktop.domain.errors import RefusedError
from fsp_desktop.packets.document import Document, drafts
from fsp_desktop.packets.pdf.coverage import refuse_holes
from fsp_desktop.packets.pdf.fitting import fitted
from fsp_desktop.packets.pdf.glyph_runs import text_of
from fsp_desktop.packets.pdf.ink import Ink
from fsp_desktop.packets.pdf.layouts import Spread, spreads
from fsp_desktop.packets.pdf.paper import Paper, View
from fsp_desktop.packets.pdf.report import RenderReport
from fsp_desktop.packets.pdf.sections import foot_text
from fsp_desktop.packets.pdf.style import INK, Styles
from fsp_desktop.packets.pdf.tagging import settle_headings
from fsp_desktop.packets.pdf.type_setting import END, text_strips
from fsp_desktop.packets.text.spans import Span, Text, plain
from fsp_desktop.packets.text.writing import writing

Progress = Callable[[int, int], None]
Cancelled = Callable[[], bool]
_PAGE_NUMBER = 60.0
_FRAME = 24.0  # points from the edge of the paper


def render(
    document: Document,
    out: BinaryIO,
    progress: Progress | None = None,
    cancelled: Cancelled | None = None,
    most_pages: int = 0,
) -> RenderReport:
    """Print a document.

    Args:
        document: What to print.
        out: Receives the file at the end; nothing is written if printing is refused or cancelled.
        progress: Told (pages drawn, pages in all).
        cancelled: Asked before each section and page.
        most_pages: Draw only so many pages, for a quick look at the first ones; 0 draws all. The
            report counts all pages either way.

    Raises:
        RefusedError: `packets.missing_glyphs` with sections, languages and letters that no font here can write;
            `packets.cancelled`; what else a block refuses, with the section's id.
    """
    refuse_holes(document)
    paper = Paper(out, title_of(document), document.main_language, document.key)
    printer = Printer(paper, cancelled or (lambda: False))
    pages = printer.print(document, progress or (lambda *_: None), most_pages)
    paper.finish(view_of(document))
    return RenderReport(pages, drafts(document))


def title_of(document: Document) -> str:
    """Return the title as the file says it, in the family's language if there is one."""
    title = document.title.get(document.main_language) or next(iter(document.title.values()), ())
    return text_of(plain(title))


def view_of(document: Document) -> View:
    """Return how a reader should open the file."""
    # Chrome's reader would turn every English line of a mixed file round as well.
    rtl = all(writing(lang).is_rtl for lang in document.languages) and bool(document.languages)
    return View(rtl, document.layout == "facing" and len(document.languages) == 2)


class Printer:
    """Draws documents onto one paper, one after the other."""

    def __init__(self, paper: Paper, cancelled: Cancelled) -> None:
        self._paper = paper
        self._ink = Ink(paper)
        self._cancelled = cancelled

    def print(
        self, document: Document, progress: Progress, most_pages: int = 0, bookmark: str = ""
    ) -> int:
        """Draw a document; return the number of its pages, drawn or not.

        Args:
            document: What to draw.
            progress: Told (pages drawn, pages in all).
            most_pages: Draw only so many; 0 draws all.
            bookmark: Entry of the outline under which those of the document stand.
        """
        document = fitted(document, self._ask)
        self._ink.use(black=document.ink == "black")
        made = spreads(document, self._paper.tree, self._ask)
        settle_headings(self._paper.tree)
        total = made[-1].first + len(made[-1].pages) * len(made[-1].parts)
        padded = total + total % 2 if document.even_pages else total
        drawn = 0
        for spread in made:
            styles = Styles(spread.sheets[0].unit, document.look)
            for number in range(len(spread.pages) * len(spread.parts)):
                if most_pages and drawn == most_pages:
                    return padded
                self._ask()
                self._page(spread, number, total, styles, bookmark)
                drawn += 1
                progress(drawn, padded)
        if padded > total:
            self._ink.end_page(made[-1].sheets[0].size)
        return padded

    def _ask(self) -> None:
        if self._cancelled():
            raise RefusedError("packets.cancelled")

    def _page(self, spread: Spread, number: int, total: int, styles: Styles, bookmark: str) -> None:
        at, side = divmod(number, len(spread.parts))
        sheet = spread.sheets[side]
        top = sheet.size[1] - sheet.top
        if bookmark and not spread.first + number:
            self._paper.bookmark(bookmark, sheet.size[1])
        for row, offset in spread.pages[at].rows:
            if row.bookmark and side == 0:
                self._paper.bookmark(row.bookmark, top - offset, int(bool(bookmark)))
            row.draw(self._ink, top - offset, side)
        document = spread.parts[side]
        if document.frame:
            width, height = sheet.size
            self._ink.box(_FRAME, _FRAME, width - 2 * _FRAME, height - 2 * _FRAME, None, INK)
        if document.look != "bare":
            self._foot(spread, side, spread.first + number + 1, total, styles)
        self._ink.end_page(sheet.size)

    def _foot(self, spread: Spread, side: int, number: int, total: int, styles: Styles) -> None:
        sheet, part, type_ = spread.sheets[side], spread.parts[side], styles.foot
        y = sheet.bottom - 14
        if part.look != "poster":
            count: Text = (Span(f"\u2066{number} / {total}\u2069"),)
            lines = text_strips(count, part.main_language, type_, sheet.width, None, END)
            lines[0].draw(self._ink, sheet.x, y)
        words = foot_text(part)
        if words:
            x = sheet.x + (_PAGE_NUMBER if sheet.right_to_left else 0)
            lines = text_strips(words, part.main_language, type_, sheet.width - _PAGE_NUMBER, None)
            lines[0].draw(self._ink, x, y)
