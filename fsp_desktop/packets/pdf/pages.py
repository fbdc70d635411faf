"""Pages of a PDF as pictures, for the preview and for tests."""

from __future__ import annotations

import io
import threading
from typing import NamedTuple

_PDFIUM = threading.Lock()
"""Guards everything inside PDFium, which must be used by one thread at a time."""


class PageImage(NamedTuple):
    """One page as rows of RGBA bytes, top row first, without padding."""

    width: int
    height: int
    rgba: bytes


def page_count(pdf: bytes) -> int:
    """Return the number of pages of a PDF file."""
    import pypdfium2

    with _PDFIUM, pypdfium2.PdfDocument(pdf) as document:
        return len(document)


def page_width(pdf: bytes, page: int) -> float:
    """Return the width of a page, counted from 0, in points."""
    import pypdfium2

    with _PDFIUM, pypdfium2.PdfDocument(pdf) as document:
        return float(document[page].get_width())


def render_page(pdf: bytes, page: int, scale: float = 1.0) -> PageImage:
    """Return one page as raw RGBA.

    Args:
        pdf: The whole file.
        page: Counted from 0.
        scale: Pixels per point; 1.0 is 72 dots an inch.
    """
    import pypdfium2

    with _PDFIUM, pypdfium2.PdfDocument(pdf) as document:
        bitmap = document[page].render(
            scale=scale, rev_byteorder=True, force_bitmap_format=_RGBA, prefer_bgrx=True
        )
        width, height, stride = bitmap.width, bitmap.height, bitmap.stride
        data = bytes(bitmap.buffer)
    rows = (data[at * stride : at * stride + width * 4] for at in range(height))
    return PageImage(width, height, b"".join(rows))


_RGBA = 4  # FPDFBitmap_BGRA; with the byte order reversed it is RGBA


def render_page_png(pdf: bytes, page: int, scale: float = 1.0) -> bytes:
    """Return one page as a PNG file; arguments as for `render_page`."""
    from PIL import Image

    image = render_page(pdf, page, scale)
    out = io.BytesIO()
    Image.frombytes("RGBA", (image.width, image.height), image.rgba).save(out, "PNG")
    return out.getvalue()
