"""Rows of cells that flow over pages: what may be split where, and which row stays with the next."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import zip_longest

from fsp_desktop.packets.pdf.ink import Ink

# Draws something whose upper left corner is at (x, top).
Draw = Callable[[Ink, float, float], None]
# Draws behind a cell or row: ink, x, top, width, height.
Frame = Callable[[Ink, float, float, float, float], None]


@dataclass(frozen=True, slots=True)
class Strip:
    """The smallest part that is never split: a line of text, a picture, a dotted line.

    `may_break` tells whether a page may end right before it; `ascent` is the distance of its baseline from its top.
    """

    height: float
    draw: Draw
    may_break: bool = True
    ascent: float = 0.0

    def lowered(self, by: float) -> Strip:
        """Return the strip with empty space above it."""
        if by <= 0:
            return self
        draw = self.draw
        return Strip(
            self.height + by,
            lambda ink, x, top: draw(ink, x, top - by),
            self.may_break,
            self.ascent + by,
        )

    def shifted(self, by: float) -> Strip:
        """Return the strip moved to the right."""
        draw = self.draw
        return Strip(
            self.height, lambda ink, x, top: draw(ink, x + by, top), self.may_break, self.ascent
        )


@dataclass(frozen=True, slots=True)
class Cell:
    """Strips one below the other; `side` is 1 on the second page of a facing pair."""

    x: float
    width: float
    strips: tuple[Strip, ...]
    side: int = 0
    frame: Frame | None = None
    pad: float = 0.0

    @property
    def height(self) -> float:
        """Height of all strips with the padding above and below."""
        return sum(strip.height for strip in self.strips) + 2 * self.pad

    def split(self, room: float) -> tuple[Cell, Cell] | None:
        """Return what fits into a height and what follows, None if nothing fits."""
        used, last = 2 * self.pad, 0
        for at, strip in enumerate(self.strips):
            if at and strip.may_break:
                last = at
            used += strip.height
            if used > room + 0.01:
                break
        else:
            last = len(self.strips)
        if not last and self.strips:
            return None
        return replace(self, strips=self.strips[:last]), replace(self, strips=self.strips[last:])

    def head(self) -> float:
        """Return the height of the part before the first place where a page may end."""
        used = 2 * self.pad
        for at, strip in enumerate(self.strips):
            if at and strip.may_break:
                break
            used += strip.height
        return used


@dataclass(frozen=True, slots=True)
class Row:
    """Cells beside each other.

    Attributes:
        before: Space above, dropped at the top of a page.
        keep: Stays on the page of the row that follows.
        whole: Never split, unless it is taller than a page.
        fresh: Begins a new page.
        header: Row to repeat when a page begins with this one.
        frames: Drawn behind the whole row, by side.
        bookmark: Entry of the file's outline that leads here.
    """

    cells: tuple[Cell, ...]
    before: float = 0.0
    keep: bool = False
    whole: bool = False
    fresh: bool = False
    header: Row | None = None
    frames: Mapping[int, Frame] = field(default_factory=dict)
    bookmark: str = ""

    @property
    def height(self) -> float:
        """Height of the tallest cell."""
        return max((cell.height for cell in self.cells), default=0.0)

    def head(self) -> float:
        """Return the least height that may stand at the foot of a page."""
        if self.whole:
            return self.height
        return max((cell.head() for cell in self.cells), default=0.0)

    def split(self, room: float) -> tuple[Row, Row] | None:
        """Return what fits into a height and what follows, None if it must move on as a whole."""
        parts = [cell.split(room) for cell in self.cells]
        if self.whole or any(part is None for part in parts):
            return None
        pairs = [part for part in parts if part is not None]
        if not any(second.strips for _, second in pairs):
            return None
        first = replace(self, cells=tuple(head for head, _ in pairs))
        second = replace(self, cells=tuple(tail for _, tail in pairs), fresh=False, bookmark="")
        return first, second

    def draw(self, ink: Ink, top: float, side: int) -> None:
        """Draw the cells of one side with the row's upper edge at `top`."""
        height = self.height
        cells = [cell for cell in self.cells if cell.side == side]
        if side in self.frames and cells:
            left, right = min(c.x for c in cells), max(c.x + c.width for c in cells)
            self.frames[side](ink, left, top, right - left, height)
        for cell in cells:
            if cell.frame and cell.strips:
                cell.frame(ink, cell.x, top, cell.width, height)
            y = top - cell.pad
            for strip in cell.strips:
                strip.draw(ink, cell.x, y)
                y -= strip.height


def facing(first: Sequence[Row], second: Sequence[Row]) -> list[Row]:
    """Return rows whose first part stands on one page and whose second part stands at the same height of the next."""
    return [_pair(*pair) for pair in zip_longest(first, second, fillvalue=Row(()))]


def _pair(first: Row, second: Row) -> Row:
    header = (
        _pair(first.header or Row(()), second.header or Row(()))
        if first.header or second.header
        else None
    )
    return Row(
        (*first.cells, *(replace(cell, side=1) for cell in second.cells)),
        before=max(first.before, second.before),
        keep=first.keep or second.keep,
        whole=first.whole or second.whole,
        fresh=first.fresh or second.fresh,
        header=header,
        frames={side: row.frames[0] for side, row in enumerate((first, second)) if 0 in row.frames},
        bookmark=first.bookmark or second.bookmark,
    )


def on_one_baseline(cells: Sequence[Cell]) -> tuple[Cell, ...]:
    """Return cells whose first lines stand on one baseline, whatever their scripts."""
    lowest = max((cell.strips[0].ascent for cell in cells if cell.strips), default=0.0)
    return tuple([_lowered(cell, lowest) for cell in cells])


def _lowered(cell: Cell, lowest: float) -> Cell:
    if not cell.strips or cell.strips[0].ascent in {0.0, lowest}:
        return cell
    first, *rest = cell.strips
    return replace(cell, strips=(first.lowered(lowest - first.ascent), *rest))


@dataclass(slots=True)
class Page:
    """Rows of one page with the distance of each from the top of the printed area.

    `begun` is false while the page has nothing but a repeated table header.
    """

    rows: list[tuple[Row, float]] = field(default_factory=list)
    used: float = 0.0
    begun: bool = False

    def put(self, row: Row) -> None:
        """Place a row below the others."""
        self.used += row.before if self.rows else 0.0
        self.rows.append((row, self.used))
        self.used += row.height
        self.begun = True

    def room(self, row: Row, height: float) -> float:
        """Return the height that is left for a row."""
        return height - self.used - (row.before if self.rows else 0.0)


def paginate(rows: Sequence[Row], height: float) -> list[Page]:
    """Return pages of rows; nothing is lost, and a row taller than a page is split where it must be."""
    pages = [Page()]
    waiting = list(reversed(rows))
    while waiting:
        row = waiting.pop()
        if row.fresh and pages[-1].begun:
            pages.append(Page())
        rest = _place(pages[-1], row, waiting, height)
        if rest:
            waiting.append(rest)
            pages.append(_page_for(rest, height))
    return pages


def _place(page: Page, row: Row, waiting: Sequence[Row], height: float) -> Row | None:
    """Put a row, or as much of it as fits, on a page; return what must go on a new page."""
    room = page.room(row, height)
    if row.height <= room + 0.01:
        if page.begun and _parts_from_next(row, waiting, room):
            return row
        page.put(row)
        return None
    parts = row.split(room) or (None if page.begun else _torn(row, room))
    if parts:
        page.put(parts[0])
        return parts[1]
    if page.begun:
        return row
    page.put(row)
    return None


def _parts_from_next(row: Row, waiting: Sequence[Row], room: float) -> bool:
    """Tell whether a row that keeps with the next one finds no room for its beginning."""
    left, at = room - row.height, len(waiting) - 1
    while row.keep and at >= 0 and not waiting[at].fresh:
        row = waiting[at]
        left -= row.before + (row.height if row.keep else row.head())
        if left < -0.01:
            return True
        at -= 1
    return False


def _page_for(row: Row, height: float) -> Page:
    """Return a new page, headed by the table header that a row wants repeated."""
    page = Page()
    if row.header and row.header.height + row.head() < height:
        page.put(row.header)
        page.begun = False
    return page


def _torn(row: Row, room: float) -> tuple[Row, Row] | None:
    """Split a row that fits on no page wherever a strip ends; a strip taller than a page cannot be helped."""
    cells = tuple(
        replace(cell, strips=tuple(replace(strip, may_break=True) for strip in cell.strips))
        for cell in row.cells
    )
    return replace(row, whole=False, cells=cells).split(room)
