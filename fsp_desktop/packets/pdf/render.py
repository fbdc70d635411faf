"""A document printed as a PDF file; nothing is printed with holes."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import BinaryIO

from fsp_desktop.domain.errors import RefusedError
from fsp_desktop.packets.document import Document, Section, drafts
from fsp_desktop.packets.pdf.coverage import missing_glyphs
from fsp_desktop.packets.pdf.flow import Page, Row, facing, paginate
from fsp_desktop.packets.pdf.glyph_runs import text_of
from fsp_desktop.packets.pdf.ink import Ink
from fsp_desktop.packets.pdf.paper import Paper
from fsp_desktop.packets.pdf.report import RenderReport
from fsp_desktop.packets.pdf.sections import foot_text, section_rows
from fsp_desktop.packets.pdf.style import Sheet, Styles, sheet
from fsp_desktop.packets.pdf.tagging import Elem
from fsp_desktop.packets.pdf.title import title_rows
from fsp_desktop.packets.pdf.type_setting import END, text_strips
from fsp_desktop.packets.text.spans import Span, Text, plain
from fsp_desktop.packets.text.writing import writing

Progress = Callable[[int, int], None]
Cancelled = Callable[[], bool]


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
            `packets.cancelled`.
    """
    holes = missing_glyphs(document)
    if holes:
        raise RefusedError("packets.missing_glyphs", {
            "missing": [{"section": hole.section, "lang": hole.lang, "chars": hole.chars} for hole in holes],
        })  # fmt: skip
    printing = _Printing(document, out, cancelled or (lambda: False))
    pages = printing.print(progress or (lambda *_: None), most_pages)
    return RenderReport(pages, drafts(document))


class _Printing:
    """One run of the printer; a facing document is two documents whose pages alternate."""

    def __init__(self, document: Document, out: BinaryIO, cancelled: Cancelled) -> None:
        self.document = document
        self.parts = _parts(document)
        self.sheets: list[Sheet] = [sheet(part) for part in self.parts]
        self.styles = Styles(self.sheets[0].unit, document.look == "brief")
        self.cancelled = cancelled
        title = document.title.get(document.main_language) or next(
            iter(document.title.values()), ()
        )
        self.paper = Paper(
            out, self.sheets[0].size, text_of(plain(title)), document.main_language, document.key
        )
        self.ink = Ink(self.paper)

    def print(self, progress: Progress, most_pages: int = 0) -> int:
        paper = self.sheets[0]
        pages = paginate(self._rows(), paper.size[1] - paper.top - paper.bottom)
        total = len(pages) * len(self.parts)
        for number in range(min(total, most_pages or total)):
            self._ask()
            page, side = divmod(number, len(self.parts))
            self._page(pages[page], side, number + 1, total)
            progress(number + 1, total)
        # Chrome's reader would turn every English line of the file round as well.
        self.paper.finish(
            right_to_left=all(writing(lang).is_rtl for lang in self.document.languages)
        )
        return total

    def _ask(self) -> None:
        if self.cancelled():
            raise RefusedError("packets.cancelled")

    def _rows(self) -> list[Row]:
        sides = [
            list(title_rows(part, self.sheets[side], self.styles, self._owner(side)))
            for side, part in enumerate(self.parts)
        ]
        rows = _joined(sides)
        for section in self.document.sections:
            self._ask()
            made = _joined([
                list(section_rows(section, part, self.sheets[side], self.styles, self._owner(side)))
                for side, part in enumerate(self.parts)
            ])  # fmt: skip
            if made and section.heading:
                made[0] = replace(made[0], bookmark=self._bookmark(section))
            rows += made
        return rows

    def _owner(self, side: int) -> Elem:
        """Return the element of one side: facing pages are read one language after the other."""
        tree = self.paper.tree
        while len(self.parts) > 1 and len(tree.kids) < len(self.parts):
            tree.add("Part", self.parts[len(tree.kids)].languages[0])
        side_elem = tree.kids[side] if len(self.parts) > 1 else tree
        return side_elem if isinstance(side_elem, Elem) else tree

    def _bookmark(self, section: Section) -> str:
        order = [self.document.main_language, *self.document.languages]
        names = [
            text_of(plain(section.heading[tag]))
            for tag in dict.fromkeys(order)
            if section.heading.get(tag)
        ]
        return " · ".join(names)

    def _page(self, page: Page, side: int, number: int, total: int) -> None:
        top = self.sheets[side].size[1] - self.sheets[side].top
        for row, offset in page.rows:
            if row.bookmark and side == 0:
                key = f"s{number}-{round(offset)}"
                self.paper.bookmarkHorizontal(key, 0, top - offset)
                self.paper.addOutlineEntry(row.bookmark, key, 0)
            row.draw(self.ink, top - offset, side)
        self._foot(side, number, total)
        self.ink.end_page()

    def _foot(self, side: int, number: int, total: int) -> None:
        place, lang, type_ = self.sheets[side], self.parts[side].main_language, self.styles.foot
        y = place.bottom - 14
        count: Text = (Span(f"\u2066{number} / {total}\u2069"),)
        text_strips(count, lang, type_, place.width, None, END)[0].draw(self.ink, place.x, y)
        words = foot_text(self.parts[side])
        if words:
            x = place.x + (_PAGE_NUMBER if place.right_to_left else 0)
            text_strips(words, lang, type_, place.width - _PAGE_NUMBER, None)[0].draw(
                self.ink, x, y
            )


_PAGE_NUMBER = 60.0


def _parts(document: Document) -> list[Document]:
    """Return the document itself, or one document a language whose pages face each other, English first."""
    if document.layout != "facing" or document.large_print or len(document.languages) != 2:
        return [document]
    order = sorted(document.languages, key=lambda lang: lang == document.main_language)
    return [replace(document, languages=(lang,)) for lang in order]


def _joined(sides: list[list[Row]]) -> list[Row]:
    return sides[0] if len(sides) == 1 else facing(*sides)
