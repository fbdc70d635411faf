"""Marks on a page: text lines, rules, boxes and pictures, each inside the structure element it belongs to."""

from __future__ import annotations

from functools import lru_cache

from fsp_desktop.packets.pdf.glyph_runs import Segment, segments
from fsp_desktop.packets.pdf.images import PlainImage
from fsp_desktop.packets.pdf.objects import short as _n
from fsp_desktop.packets.pdf.paper import Paper
from fsp_desktop.packets.pdf.style import BLACK, PINE_INK, Colour, Type
from fsp_desktop.packets.pdf.tagging import Elem, Mark
from fsp_desktop.packets.text.lines import Line

_ARTIFACT = Elem("Artifact")
# A tint at least this light is paper in black ink; a photocopier would make dots of it.
_TINT = 0.6
_THINNEST = 0.6
# Lines of one file whose operators are kept: those that return in each of its documents.
_MOST_FILLED = 1500


class Ink:
    """Draws on the current page of a paper; the y axis points up, in points.

    With `black` everything is drawn in black: tints become outlines, so that a photocopy loses nothing.
    """

    def __init__(self, paper: Paper, *, black: bool = False) -> None:
        self._paper = paper
        self._black = black
        self._open: Elem | None = None
        self._next_mcid = 0
        self._filled: dict[Segment, str] = {}

    def use(self, *, black: bool) -> None:
        """Choose the ink of the document that begins."""
        self._black = black

    def belong(self, elem: Elem | None) -> None:
        """Let what is drawn from now on belong to an element, None for decoration."""
        wanted = elem or _ARTIFACT
        if self._open is wanted:
            return
        self._close()
        if wanted is _ARTIFACT:
            self._paper.write("/Artifact BMC")
        else:
            wanted.kids.append(Mark(self._paper.page_object, self._next_mcid))
            self._paper.write(f"/{wanted.kind} <</MCID {self._next_mcid}>> BDC")
            self._next_mcid += 1
        self._open = wanted

    def _close(self) -> None:
        if self._open is not None:
            self._paper.write("EMC")
        self._open = None

    def end_page(self, size: tuple[float, float]) -> None:
        """Close the page and begin the next one."""
        self._close()
        self._next_mcid = 0
        self._paper.end_page(size)

    def line(self, line: Line, type_: Type, x: float, baseline: float, elem: Elem | None) -> None:
        """Draw one line of text; `x` is its left edge with the spaces that hang there."""
        for segment in segments(line, type_.size, elem is not None):
            link = segment.link
            owner = elem.add("Link") if elem and link else elem
            self.belong(owner)
            colour = PINE_INK if owner and owner.kind == "Link" else type_.colour
            self._paper.write(
                f"{self._fill(colour)}\nBT 1 0 0 1 {_n(x)} {_n(baseline)} Tm\n"
                f"{self._operators(segment)}\nET"
            )
            if link and owner:
                self._link(link, line, segment, (x, baseline), type_, owner)
            x += segment.width

    def _operators(self, segment: Segment) -> str:
        known = self._filled.get(segment)
        if known is None:
            if len(self._filled) >= _MOST_FILLED:
                self._filled.clear()
            faces = [self._paper.face(key) for key, _ in segment.glyphs]
            known = self._filled[segment] = segment.filled(faces)
        return known

    def _link(
        self,
        link: str,
        line: Line,
        segment: Segment,
        place: tuple[float, float],
        type_: Type,
        owner: Elem,
    ) -> None:
        x, baseline = place
        low, high = baseline - line.descent * type_.size, baseline + line.ascent * type_.size
        box = (x, low, x + segment.width, high)
        owner.kids.append(self._paper.link(link, box, segment.words.strip() or link))
        below = baseline - 0.14 * type_.size
        self.rule(x, below, x + segment.width, below, PINE_INK, 0.5)

    def rule(
        self,
        x1: float,
        y1: float,
        x2: float,
        y2: float,
        colour: Colour,
        width: float,
        dash: str = "",
    ) -> None:
        """Draw a decorative straight line; `dash` is a PDF dash array such as "0.1 3"."""
        self.belong(None)
        caps = "1 J" if dash.startswith("0") else "0 J"
        if self._black:
            width = max(width, _THINNEST)
        self._paper.write(
            f"q {self._stroke(colour)} {_n(width)} w {caps} [{dash}] 0 d {_n(x1)} {_n(y1)} m {_n(x2)} {_n(y2)} l S Q"
        )

    def box(
        self, x: float, y: float, width: float, height: float, fill: Colour | None, stroke: Colour | None = None,
        dash: str = "",
    ) -> None:  # fmt: skip
        """Draw a decorative box with its lower left corner at (x, y)."""
        self.belong(None)
        if self._black and fill is not None and _is_tint(fill):
            fill, stroke = None, stroke or BLACK
        paint = {(True, False): "f", (False, True): "S", (True, True): "B"}[
            fill is not None, stroke is not None
        ]
        colours = " ".join(
            [*([self._fill(fill)] if fill else []), *([self._stroke(stroke)] if stroke else [])]
        )
        self._paper.write(
            f"q {colours} 0.75 w [{dash}] 0 d {_n(x)} {_n(y)} {_n(width)} {_n(height)} re {paint} Q"
        )

    def shapes(self, path: str, corner: tuple[float, float], elem: Elem) -> None:
        """Fill rectangles that are one picture, as a QR code is; `path` is drawn from its upper left corner."""
        self.belong(elem)
        self._paper.write(f"q 0 0 0 rg 1 0 0 1 {_n(corner[0])} {_n(corner[1])} cm\n{path}\nf Q")

    def image(self, image: PlainImage, box: tuple[float, float, float, float], elem: Elem) -> None:
        """Draw a picture into (x, y, width, height)."""
        self.belong(elem)
        x, y, width, height = box
        name = self._paper.image(image)
        self._paper.write(f"q {_n(width)} 0 0 {_n(height)} {_n(x)} {_n(y)} cm /{name} Do Q")

    def _fill(self, colour: Colour) -> str:
        return _operator(BLACK if self._black else colour, "rg")

    def _stroke(self, colour: Colour) -> str:
        return _operator(BLACK if self._black else colour, "RG")


@lru_cache(maxsize=256)
def _operator(colour: Colour, name: str) -> str:
    return f"{' '.join(map(_n, colour))} {name}"


def _is_tint(colour: Colour) -> bool:
    return 0.3 * colour[0] + 0.59 * colour[1] + 0.11 * colour[2] >= _TINT
