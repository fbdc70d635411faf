"""Make the type of a document smaller until it stands on as many pages as it should."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from fsp_desktop.packets.document import Document
from fsp_desktop.packets.pdf.layouts import spreads
from fsp_desktop.packets.pdf.style import sheet
from fsp_desktop.packets.pdf.tagging import Elem

LEAST = 8.5
"""Points; below this nobody should be asked to read a page."""
_STEP = 0.5


def fitted(document: Document, ask: Callable[[], None] = lambda: None) -> Document:
    """Return a document at the largest size at which it has no more than `most_pages` pages.

    One that does not fit even in the least size keeps the size it came with: small type on too many
    pages would help nobody.

    Args:
        document: What to print.
        ask: Called before each section; raises to stop.
    """
    if not document.most_pages or document.large_print:
        return document
    size = sheet(document).unit
    while size >= LEAST:
        tried = replace(document, size=size)
        if page_count(tried, ask) <= document.most_pages:
            return tried
        size -= _STEP
    return document


def page_count(document: Document, ask: Callable[[], None] = lambda: None) -> int:
    """Return how many pages a document has, without drawing any."""
    last = spreads(document, Elem("Document"), ask)[-1]
    return last.first + len(last.pages) * len(last.parts)
