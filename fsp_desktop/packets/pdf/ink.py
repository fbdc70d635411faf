"""Marks on a page: text lines, rules and boxes, each inside the structure element it belongs to."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import groupby

from fsp_desktop.packets.pdf.glyph_runs import show_piece, text_of
from fsp_desktop.packets.pdf.paper import Paper
from fsp_desktop.packets.pdf.style import PINE_INK, Colour, Type
from fsp_desktop.packets.pdf.tagging import Elem, Mark
from fsp_desktop.packets.text.lines import Line, Piece

_ARTIFACT = Elem("Artifact")


class Ink:
    """Draws on the current page of a paper; the y axis points up, in points."""

    def __init__(self, paper: Paper) -> None:
        self._paper = paper
        self._open: Elem | None = None
        self._next_mcid = 0

    def belong(self, elem: Elem | None) -> None:
        """Let what is drawn from now on belong to an element, None for decoration."""
        wanted = elem or _ARTIFACT
        if self._open is wanted:
            return
        self._close()
        if wanted is _ARTIFACT:
            self._paper.write(["/Artifact BMC"])
        else:
            wanted.kids.append(Mark(self._paper.page_number, self._next_mcid))
            self._paper.write([f"/{wanted.kind} <</MCID {self._next_mcid}>> BDC"])
            self._next_mcid += 1
        self._open = wanted

    def _close(self) -> None:
        if self._open is not None:
            self._paper.write(["EMC"])
        self._open = None

    def end_page(self) -> None:
        """Close the page and begin the next one."""
        self._close()
        self._next_mcid = 0
        self._paper.end_page()

    def line(self, line: Line, type_: Type, x: float, baseline: float, elem: Elem | None) -> None:
        """Draw one line of text; `x` is its left edge with the spaces that hang there."""
        visual = any(piece.right_to_left for piece in line.pieces)
        for link, group in groupby(line.pieces, key=lambda piece: piece.link):
            pieces = [piece for piece in group if piece.glyphs]
            if not pieces:
                continue
            width = sum(glyph.advance for piece in pieces for glyph in piece.glyphs) * type_.size
            owner = elem.add("Link") if elem and link else elem
            self._segment(line, pieces, type_, (x, baseline), owner, visual)
            if link and owner:
                self._link(link, line, pieces, (x, baseline, width), type_, owner)
            x += width

    def _segment(
        self,
        line: Line,
        pieces: Sequence[Piece],
        type_: Type,
        at: tuple[float, float],
        owner: Elem | None,
        visual: bool,
    ) -> None:
        self.belong(owner)
        colour = PINE_INK if owner and owner.kind == "Link" else type_.colour
        operators = [_fill(colour), f"BT 1 0 0 1 {_n(at[0])} {_n(at[1])} Tm"]
        shown: list[str] = []
        exact = True
        for piece in pieces:
            part, fine = show_piece(
                self._paper.face(piece.face), piece, line.paragraph.text, type_.size, visual
            )
            if owner and piece.lang != line.paragraph.lang:
                part = [f"/Span <</Lang {_utf16(piece.lang)}>> BDC", *part, "EMC"]
            shown += part
            exact = exact and fine
        if exact or visual:
            operators += shown
        else:
            words = "".join(text_of(line.paragraph.text[p.start : p.end]) for p in pieces)
            operators += [f"/Span <</ActualText {_utf16(words)}>> BDC", *shown, "EMC"]
        self._paper.write([*operators, "ET"])

    def _link(
        self,
        link: str,
        line: Line,
        pieces: Sequence[Piece],
        place: tuple[float, float, float],
        type_: Type,
        owner: Elem,
    ) -> None:
        x, baseline, width = place
        words = text_of("".join(line.paragraph.text[p.start : p.end] for p in sorted(pieces)))
        low, high = baseline - line.descent * type_.size, baseline + line.ascent * type_.size
        owner.kids.append(self._paper.link(link, (x, low, x + width, high), words.strip() or link))
        below = baseline - 0.14 * type_.size
        self.rule(x, below, x + width, below, PINE_INK, 0.5)

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
        self._paper.write([
            f"q {_stroke(colour)} {_n(width)} w {caps} [{dash}] 0 d {_n(x1)} {_n(y1)} m {_n(x2)} {_n(y2)} l S Q"
        ])  # fmt: skip

    def box(
        self, x: float, y: float, width: float, height: float, fill: Colour | None, stroke: Colour | None = None,
        dash: str = "",
    ) -> None:  # fmt: skip
        """Draw a decorative box with its lower left corner at (x, y)."""
        self.belong(None)
        paint = {(True, False): "f", (False, True): "S", (True, True): "B"}[
            fill is not None, stroke is not None
        ]
        colours = " ".join(
            [*([_fill(fill)] if fill else []), *([_stroke(stroke)] if stroke else [])]
        )
        self._paper.write([
            f"q {colours} 0.75 w [{dash}] 0 d {_n(x)} {_n(y)} {_n(width)} {_n(height)} re {paint} Q"
        ])  # fmt: skip

    def squares(
        self, boxes: Iterable[tuple[float, float, float, float]], colour: Colour, elem: Elem
    ) -> None:
        """Fill rectangles that are one picture, as a QR code is."""
        self.belong(elem)
        shapes = [f"{_n(x)} {_n(y)} {_n(width)} {_n(height)} re" for x, y, width, height in boxes]
        self._paper.write(["q", _fill(colour), *shapes, "f", "Q"])


def _fill(colour: Colour) -> str:
    return " ".join(_n(part) for part in colour) + " rg"


def _stroke(colour: Colour) -> str:
    return " ".join(_n(part) for part in colour) + " RG"


def _utf16(text: str) -> str:
    return f"<FEFF{text.encode('utf-16-be').hex().upper()}>"


def _n(value: float) -> str:
    return f"{value:.3f}".rstrip("0").rstrip(".") or "0"
