"""Texts as strips of lines: measured, aligned to their own start, ready to be drawn."""

from __future__ import annotations

from collections.abc import Sequence

from fsp_desktop.packets.document import Text
from fsp_desktop.packets.pdf.flow import Draw, Strip
from fsp_desktop.packets.pdf.glyph_runs import text_of
from fsp_desktop.packets.pdf.ink import Ink
from fsp_desktop.packets.pdf.style import Type
from fsp_desktop.packets.pdf.tagging import Elem
from fsp_desktop.packets.text.lines import Line, lines
from fsp_desktop.packets.text.shape import shaped
from fsp_desktop.packets.text.spans import plain
from fsp_desktop.packets.text.writing import writing

# A little more than what the fonts ask for themselves.
_LEADING = 1.05
START, END, LEFT, RIGHT, MIDDLE = "start", "end", "left", "right", "middle"


def text_strips(
    text: Text,
    lang: str,
    type_: Type,
    width: float,
    elem: Elem | None,
    align: str = START,
    indent: float = 0.0,
) -> tuple[Strip, ...]:
    """Return one strip a line.

    Args:
        text: Inline text.
        lang: Its language; decides direction, and so which edge is the start.
        type_: Size, weight, family and colour.
        width: Of the cell, in points.
        elem: Structure element the lines belong to, None for decoration.
        align: Start, middle or end of the line in the reading direction of `lang`, or a fixed side.
        indent: Kept free at the start, for a bullet or a box.
    """
    right = writing(lang).is_rtl
    if elem and right and not elem.actual:
        elem.actual = text_of(plain(text))
    set_lines = [
        line
        for paragraph in shaped(text, lang, type_.serif, type_.bold)
        for line in lines(paragraph, (width - indent) / type_.size)
    ]
    ascent = max([line.ascent for line in set_lines]) * type_.size
    height = ascent + max([line.descent for line in set_lines]) * type_.size
    place = _side(align, right)
    return tuple(
        Strip(
            height * _LEADING,
            _line(line, type_, width, ascent, elem, place, indent),
            _may_break(at, len(set_lines)),
            ascent,
        )
        for at, line in enumerate(set_lines)
    )


def _side(align: str, right_to_left: bool) -> str:
    if align in {START, END}:
        return RIGHT if right_to_left == (align == START) else LEFT
    return align


def _line(
    line: Line,
    type_: Type,
    width: float,
    ascent: float,
    elem: Elem | None,
    place: str,
    indent: float,
) -> Draw:
    # Spaces that hang stand at the left of a right-to-left line.
    hang = line.hang * type_.size if line.paragraph.base else 0.0
    room = width - indent - line.width * type_.size
    left = {RIGHT: room, MIDDLE: indent + room / 2}.get(place, indent) - hang

    def draw(ink: Ink, x: float, top: float) -> None:
        ink.line(line, type_, x + left, top - ascent, elem)

    return draw


def _may_break(at: int, count: int) -> bool:
    """No first line alone at the foot of a page, no last line alone at the head of one."""
    return at == 0 or (at >= 2 and count - at >= 2)


def text_width(text: Text, lang: str, type_: Type) -> float:
    """Return the width of a text on one line, in points."""
    return max(p.widths[-1] for p in shaped(text, lang, type_.serif, type_.bold)) * type_.size


def gap(height: float, may_break: bool = False) -> Strip:
    """Return empty space inside a cell."""
    return Strip(height, lambda *_: None, may_break)


def over(strips: Sequence[Strip], under: Draw) -> tuple[Strip, ...]:
    """Return strips whose first one also draws something, such as a bullet beside it."""
    first = strips[0]

    def draw(ink: Ink, x: float, top: float) -> None:
        under(ink, x, top)
        first.draw(ink, x, top)

    return (Strip(first.height, draw, first.may_break, first.ascent), *strips[1:])
