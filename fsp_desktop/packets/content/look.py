"""How a document is to look, whatever it says."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, replace
from typing import Literal

from fsp_desktop.packets.document import Document

Layout = Literal["side_by_side", "stacked", "facing"]
Page = Literal["letter", "a4"]
Ink = Literal["colour", "black"]


@dataclass(frozen=True, slots=True)
class Look:
    """What one can choose about the pages of a document.

    Attributes:
        large_print: 18 point, one column.
        ink: `black` for a photocopier.
        even_pages: Ends on a full leaf, so that the next document begins on a new one.
    """

    layout: Layout = "side_by_side"
    page: Page = "letter"
    large_print: bool = False
    ink: Ink = "colour"
    even_pages: bool = False


PLAIN = Look()


def looked(document: Document, look: Look) -> Document:
    """Return a document with a look, and with the key of its content in that look."""
    dressed = replace(
        document,
        layout=look.layout,
        page=look.page,
        large_print=look.large_print,
        ink=look.ink,
        even_pages=look.even_pages,
    )
    return keyed(dressed)


def keyed(document: Document) -> Document:
    """Return a document whose key stands for everything it says and how it looks."""
    content = repr(replace(document, key=""))
    return replace(document, key=hashlib.sha256(content.encode()).hexdigest()[:32])
