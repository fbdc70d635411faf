"""Turn a composed document into pages: a PDF, pictures of its pages, or plain text. Needs no record."""

from __future__ import annotations

import io
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from fsp_desktop.domain.ids import RecordId
from fsp_desktop.packets.document import Document
from fsp_desktop.packets.pdf.pages import PageImage
from fsp_desktop.packets.text.writing import writing
from fsp_desktop.services.open_conflicts import OpenConflict
from fsp_desktop.vault.durable_file import write_durably

Progress = Callable[[int, int], None]
Cancelled = Callable[[], bool]
Form = Literal["pdf", "archive", "booklet"]


@dataclass(frozen=True)
class About:
    """What a document is, and whom it was made for.

    Attributes:
        kind: Code of `document_kind`.
        family_id: The family it is for, if it is for one.
        household_id: Which of its homes, if it has two.
    """

    kind: str = ""
    family_id: RecordId | None = None
    household_id: RecordId | None = None


@dataclass(frozen=True)
class Composed:
    """A document ready to be drawn, and what one should know before printing it.

    Attributes:
        gaps: Names of the values that were not known.
        conflicts: Fields on these pages that have two versions; ask before printing.
        left_out: Names that are not on the pages, each with the code that says why.
        english_only: Languages that were asked for and in which nothing is written yet.
    """

    document: Document
    gaps: tuple[str, ...] = ()
    about: About = About()
    conflicts: tuple[OpenConflict, ...] = ()
    left_out: tuple[tuple[str, str], ...] = ()
    english_only: tuple[str, ...] = ()


@dataclass(frozen=True)
class Printed:
    """A drawn document.

    Attributes:
        pdf: The whole file.
        drafts: (section, language) of everything that prints with the word "Draft".
        gaps: Names of the values of the school that were not known.
    """

    pdf: bytes
    pages: int
    drafts: tuple[tuple[str, str], ...]
    gaps: tuple[str, ...] = ()


def draw(
    composed: Composed,
    *,
    progress: Progress | None = None,
    cancelled: Cancelled | None = None,
    form: Form = "pdf",
) -> Printed:
    """Draw a document as PDF; needs no record.

    Args:
        composed: What to draw.
        progress: Told (pages drawn, pages in all).
        cancelled: Asked before each section and page.
        form: `archive` is PDF/A-2a; `booklet` is a copy for the printer only, two pages on a side, to
            be folded (a right-to-left one is bound on the right).

    Raises:
        RefusedError: `packets.missing_glyphs` with section, language and letters; nothing with
            holes is ever printed. `packets.cancelled`.
    """
    from fsp_desktop.packets.pdf.render import render

    out = io.BytesIO()
    report = render(composed.document, out, progress, cancelled)
    pdf = formed(out.getvalue(), composed.document, form)
    pages = _sides(pdf) if form == "booklet" else report.pages
    return Printed(pdf, pages, tuple(report.drafts), composed.gaps)


def _sides(pdf: bytes) -> int:
    from fsp_desktop.packets.pdf.pages import page_count

    return page_count(pdf)


def formed(pdf: bytes, document: Document, form: Form) -> bytes:
    """Return a printed file as it was, as PDF/A-2a, or as a booklet to fold."""
    if form == "archive":
        from fsp_desktop.packets.pdf.archive import as_archive

        return as_archive(pdf)
    if form == "booklet":
        from fsp_desktop.packets.pdf.impose import booklet

        return booklet(pdf, right_to_left=writing(document.main_language).is_rtl)
    return pdf


def glance(composed: Composed, pages: int, *, cancelled: Cancelled | None = None) -> Printed:
    """Draw only the first pages of a document, for a quick look; `pages` of the result counts all.

    Raises:
        RefusedError: As `draw`.
    """
    from fsp_desktop.packets.pdf.render import render

    out = io.BytesIO()
    report = render(composed.document, out, None, cancelled, most_pages=pages)
    return Printed(out.getvalue(), report.pages, tuple(report.drafts), composed.gaps)


def text_version(composed: Composed) -> str:
    """Return a document as plain text, for people who hear it instead of seeing it."""
    from fsp_desktop.packets.reading import text_twin

    return text_twin(composed.document)


def page_picture(printed: Printed, page: int, width: int) -> PageImage:
    """Return one page, counted from 0, as a picture `width` pixels wide."""
    from fsp_desktop.packets.pdf.pages import page_width, render_page

    return render_page(printed.pdf, page, width / page_width(printed.pdf, page))


def page_png(printed: Printed, page: int, width: int) -> bytes:
    """Return one page, counted from 0, as a PNG file `width` pixels wide."""
    from fsp_desktop.packets.pdf.pages import page_width, render_page_png

    return render_page_png(printed.pdf, page, width / page_width(printed.pdf, page))


def picture_at(printed: Printed, page: int, scale: float) -> PageImage:
    """Return one page, counted from 0, as a picture with `scale` pixels per point."""
    from fsp_desktop.packets.pdf.pages import render_page

    return render_page(printed.pdf, page, scale)


def missing_letters(composed: Composed) -> list[dict[str, str]]:
    """Return the letters that no font here can write, before anything is printed."""
    from fsp_desktop.packets.pdf.coverage import missing_glyphs

    found = missing_glyphs(composed.document)
    return [{"section": one.section, "language": one.lang, "chars": one.chars} for one in found]


def save_pdf(printed: Printed, path: Path) -> None:
    """Write the file whole or not at all.

    Raises:
        UnreachableError: `vault.disk_full` or `vault.not_writable`; an older file stays as it was.
    """
    write_durably(path, printed.pdf)


def save_text(composed: Composed, path: Path) -> None:
    """Write the plain text of a document beside, or instead of, its pages.

    Raises:
        UnreachableError: `vault.disk_full` or `vault.not_writable`; an older file stays as it was.
    """
    write_durably(path, text_version(composed).encode())
