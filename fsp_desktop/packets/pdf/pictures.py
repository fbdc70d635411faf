"""QR codes as strips: black squares with a quiet zone, sized for a photocopier."""

from __future__ import annotations

from functools import lru_cache

from fsp_desktop.domain.errors import RefusedError
from fsp_desktop.packets.pdf.flow import Strip
from fsp_desktop.packets.pdf.ink import Ink
from fsp_desktop.packets.pdf.style import BLACK
from fsp_desktop.packets.pdf.tagging import Elem

_MODULE = 2.4  # points; 0.85 mm, still read after two photocopies
_QUIET = 4


@lru_cache(maxsize=256)
def _modules(data: str) -> tuple[tuple[int, ...], ...]:
    import segno

    try:
        matrix = segno.make(data, error="m", micro=False).matrix
    except ValueError as error:
        raise RefusedError("packets.bad_profile", {"field": "website"}) from error
    return tuple(tuple(row) for row in matrix)


def qr_strip(data: str, elem: Elem) -> tuple[Strip, float]:
    """Return the code as a strip, and its width and height in points."""
    rows = _modules(data)
    side = (len(rows) + 2 * _QUIET) * _MODULE

    def draw(ink: Ink, x: float, top: float) -> None:
        elem.attributes = {"O": "/Layout", "Placement": "/Block"} | {
            "BBox": _box(x, top - side, side)
        }
        first = x + _QUIET * _MODULE
        ink.squares(
            [
                (first + start * _MODULE, top - (_QUIET + row + 1) * _MODULE, length * _MODULE, _MODULE)
                for row, line in enumerate(rows)
                for start, length in _stretches(line)
            ],
            BLACK, elem,
        )  # fmt: skip

    return Strip(side, draw), side


def _box(x: float, y: float, side: float) -> object:
    from reportlab.pdfbase.pdfdoc import PDFArray

    return PDFArray([round(edge, 2) for edge in (x, y, x + side, y + side)])


def _stretches(line: tuple[int, ...]) -> list[tuple[int, int]]:
    """Return (start, length) of the dark stretches of one row of modules."""
    found: list[tuple[int, int]] = []
    for at, dark in enumerate(line):
        if dark and found and sum(found[-1]) == at:
            found[-1] = (found[-1][0], found[-1][1] + 1)
        elif dark:
            found.append((at, 1))
    return found
