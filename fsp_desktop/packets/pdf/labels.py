"""Label sheets: every cell at its place on the paper, its words shrunk until they fit."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from fsp_desktop.domain.errors import RefusedError
from fsp_desktop.packets.label_sheet import (
    Label,
    LabelCode,
    LabelGap,
    LabelLine,
    LabelPart,
    LabelPicture,
    Labels,
    LabelSheet,
    LabelText,
)
from fsp_desktop.packets.pdf import style as look
from fsp_desktop.packets.pdf.flow import Cell, Draw, Row, Strip
from fsp_desktop.packets.pdf.ink import Ink
from fsp_desktop.packets.pdf.pictures import picture_strip, qr_strip
from fsp_desktop.packets.pdf.setting import Setting
from fsp_desktop.packets.pdf.style import Type
from fsp_desktop.packets.pdf.tagging import Elem
from fsp_desktop.packets.pdf.type_setting import END, MIDDLE, START, gap, text_strips
from fsp_desktop.packets.text.lines import lines
from fsp_desktop.packets.text.shape import Paragraph, shaped
from fsp_desktop.packets.text.spans import plain
from fsp_desktop.packets.text.writing import writing

_STEP = 0.94  # of a size to the next smaller one
_ALIGN = {"start": START, "middle": MIDDLE, "end": END}


@dataclass(frozen=True, slots=True)
class _Place:
    """One cell on the paper: its corner at the upper left, in points from the lower left of the page."""

    x: float
    top: float


def label_rows(block: Labels, setting: Setting) -> Iterator[Row]:
    """Yield one row a sheet; it stands at its own place on the paper whatever the margins are.

    Raises:
        RefusedError: `packets.label_full` with the number of the cell whose words do not fit.
    """
    sheet = setting.sheet
    places = [*_places(block.sheet, sheet.size[1], right_to_left=sheet.right_to_left)]
    todo = list(enumerate(block.cells, 1))
    used = min(block.skip, block.sheet.count - 1)
    while todo:
        here, todo = todo[: len(places) - used], todo[len(places) - used :]
        drawn = [
            (place, _cell(label, number, block.sheet, setting))
            for place, (number, label) in zip(places[used:], here, strict=False)
        ]
        cut = places[used : used + len(here)] if block.cut_lines else []
        strip = Strip(sheet.height, _draw(drawn, cut, block.sheet))
        yield Row((Cell(sheet.x, sheet.width, (strip,)),), whole=True, fresh=True)
        used = 0


def _places(sheet: LabelSheet, height: float, *, right_to_left: bool) -> Iterator[_Place]:
    for row in range(sheet.rows):
        for column in range(sheet.columns):
            at = sheet.columns - 1 - column if right_to_left else column
            yield _Place(sheet.left + at * sheet.across, height - sheet.top - row * sheet.down)


Drawn = Sequence[tuple["_Place", "Sequence[tuple[float, float, Strip]]"]]


def _draw(drawn: Drawn, cut: Sequence[_Place], sheet: LabelSheet) -> Draw:
    def draw(ink: Ink, _x: float, _top: float) -> None:
        for place in cut:
            ink.box(
                place.x, place.top - sheet.height, sheet.width, sheet.height, None, look.LINE, "4 3"
            )
        for place, strips in drawn:
            for x, below, strip in strips:
                strip.draw(ink, place.x + x, place.top - below)

    return draw


def _cell(
    label: Label, number: int, sheet: LabelSheet, setting: Setting
) -> list[tuple[float, float, Strip]]:
    """Return the strips of one cell with their places inside it."""
    elem = setting.elem.add("Div")
    found: list[tuple[float, float, Strip]] = []
    top = 0.0
    if label.band:
        found, top = _band(label.band, sheet, elem)
    aside = [part for part in label.parts if isinstance(part, LabelCode | LabelPicture)]
    rest = [part for part in label.parts if not isinstance(part, LabelCode | LabelPicture)]
    rtl = bool(label.parts) and _is_rtl(label, setting)
    room = sheet.height - top - 2 * sheet.pad
    width = sheet.width - 2 * sheet.pad
    beside, taken = _beside(aside, elem, min(room, width))
    strips = _fitted(rest, width - taken, room, elem)
    if strips is None:
        raise RefusedError("packets.label_full", {"cell": number})
    used = sum(strip.height for strip in strips)
    below = top + sheet.pad + ((room - used) / 2 if label.upright == "middle" else 0.0)
    for strip in strips:
        found.append((sheet.pad + (taken if rtl else 0.0), below, strip))
        below += strip.height
    below = top + sheet.pad + max(room - sum(strip.height for strip, _ in beside), 0.0) / 2
    for strip, side in beside:
        found.append((sheet.pad if rtl else sheet.width - sheet.pad - side, below, strip))
        below += strip.height
    return found


def _is_rtl(label: Label, setting: Setting) -> bool:
    first = next((part.lang for part in label.parts if isinstance(part, LabelText)), setting.main)
    return writing(first).is_rtl


def _beside(
    parts: Sequence[LabelCode | LabelPicture], elem: Elem, most: float
) -> tuple[list[tuple[Strip, float]], float]:
    """Return codes and pictures with their widths, and the width they take with the space before them."""
    found: list[tuple[Strip, float]] = []
    for part in parts:
        figure = elem.add("Figure", part.lang)
        figure.alt = plain(part.alt)
        side = min(part.side, most / len(parts))
        if isinstance(part, LabelCode):
            found.append(qr_strip(part.data, figure, side))
        else:
            found.append(picture_strip(part.data, figure, (side, side)))
    taken = max((side for _, side in found), default=0.0)
    return found, taken + 6.0 if found else 0.0


def _fitted(
    parts: Sequence[LabelPart], width: float, room: float, elem: Elem
) -> list[Strip] | None:
    """Return the strips of the parts at the largest sizes that fit, None if even the smallest do not."""
    scale = 1.0
    while True:
        sizes = [_size(part, width, scale) for part in parts]
        strips = [
            strip for part, size in zip(parts, sizes, strict=True)
            for strip in _strips(part, size, width, None)
        ]  # fmt: skip
        fits = sum(strip.height for strip in strips) <= room + 0.01
        if fits and all(_whole(part, size, width) for part, size in zip(parts, sizes, strict=True)):
            return [
                strip for part, size in zip(parts, sizes, strict=True)
                for strip in _strips(part, size, width, elem)
            ]  # fmt: skip
        if all(size <= _least(part) for part, size in zip(parts, sizes, strict=True)):
            return None
        scale *= _STEP


def _least(part: LabelPart) -> float:
    return part.least if isinstance(part, LabelText) else 0.0


def _size(part: LabelPart, width: float, scale: float) -> float:
    """Return the largest size at which the words need no more lines than they may."""
    if not isinstance(part, LabelText):
        return 0.0
    size = max(part.size * scale, part.least)
    while size > part.least and _lines(part, size, width) > part.most_lines:
        size = max(size * _STEP, part.least)
    return size


def _lines(part: LabelText, size: float, width: float) -> int:
    return sum(
        len(lines(paragraph, width / size)) if not _cuts_a_word(paragraph, width / size) else 99
        for paragraph in shaped(part.text, part.lang, False, part.bold)
    )


def _cuts_a_word(paragraph: Paragraph, measure: float) -> bool:
    return any(line.end not in paragraph.breaks.normal for line in lines(paragraph, measure))


def _whole(part: LabelPart, size: float, width: float) -> bool:
    """Tell whether words are not cut inside, as long as a smaller size would help."""
    return (
        not isinstance(part, LabelText)
        or size <= part.least
        or _lines(part, size, width) <= part.most_lines
    )


def _strips(part: LabelPart, size: float, width: float, elem: Elem | None) -> Sequence[Strip]:
    if isinstance(part, LabelGap):
        return (gap(part.height),)
    if isinstance(part, LabelLine):
        return (Strip(part.height, _write_on(width, part.height)),)
    if not isinstance(part, LabelText):
        return ()
    colour = look.QUIET_INK if part.quiet else look.INK
    type_ = Type(size, part.bold, colour=colour)
    owner = elem.add("P", part.lang) if elem else None
    return text_strips(part.text, part.lang, type_, width, owner, _ALIGN[part.align])


def _write_on(width: float, height: float) -> Draw:
    def draw(ink: Ink, x: float, top: float) -> None:
        ink.rule(x, top - height + 1, x + width, top - height + 1, look.LINE, 0.7)

    return draw


def _band(
    words: LabelText, sheet: LabelSheet, elem: Elem
) -> tuple[list[tuple[float, float, Strip]], float]:
    """Return the band along the upper edge, and its height."""
    width = sheet.width - 2 * sheet.pad
    size = _size(words, width, 1.0)
    strips = _strips(words, size, width, elem)
    height = sum(strip.height for strip in strips) + 5.0

    def draw(ink: Ink, x: float, top: float) -> None:
        ink.box(x, top - height, sheet.width, height, look.PINE_SOFT)

    found: list[tuple[float, float, Strip]] = [(0.0, 0.0, Strip(height, draw))]
    below = 2.5
    for strip in strips:
        found.append((sheet.pad, below, strip))
        below += strip.height
    return found, height
