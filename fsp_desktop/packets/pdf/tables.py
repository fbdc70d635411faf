"""Tables: one over the full width, each cell with its languages one above the other, headers repeated."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace

from fsp_desktop.packets.document import Table, Text, Texts
from fsp_desktop.packets.pdf import style as look
from fsp_desktop.packets.pdf.flow import Cell, Frame, Row, Strip, on_one_baseline
from fsp_desktop.packets.pdf.ink import Ink
from fsp_desktop.packets.pdf.style import Sheet, Styles, Type
from fsp_desktop.packets.pdf.tagging import Elem
from fsp_desktop.packets.pdf.type_setting import LEFT, RIGHT, gap, text_strips
from fsp_desktop.packets.text.spans import plain

Choose = Callable[[Texts], list[tuple[str, Text]]]
# Which cells of a row are headings.
_ALL, _FIRST, _NONE = "all", "first", "none"
_SCOPE_COLUMN, _SCOPE_ROW = "/O/Table/Scope/Column", "/O/Table/Scope/Row"


def table_rows(
    table: Table, sheet: Sheet, styles: Styles, choose: Choose, within: Elem
) -> Iterator[Row]:
    """Yield the header, the rows and the empty rows of a table.

    Args:
        table: What to print.
        sheet: Where; columns run from right to left for a right-to-left language.
        styles: Kinds of type.
        choose: Tells which texts to print, in which order.
        within: Structure element around the table.
    """
    elem = within.add("Table")
    places = _places(table, sheet)
    header = None
    if table.header:
        made = _row(table.header, places, sheet, styles, choose, elem.add("TR"), _ALL)
        drawn_again = _row(table.header, places, sheet, styles, choose, None, _ALL)
        header = replace(drawn_again, keep=True)
        yield replace(made, before=sheet.unit * 0.7, keep=True)
    for cells in table.rows:
        yield replace(
            _row(
                cells, places, sheet, styles, choose, elem.add("TR"),
                _FIRST if table.row_heads else _NONE,
            ),
            header=header,
        )  # fmt: skip
    for _ in range(table.blank_rows):
        yield _blank(places, sheet, table.blank_height, elem.add("TR"), header)


def _places(table: Table, sheet: Sheet) -> list[tuple[float, float]]:
    """Return (x, width) of each column, in reading order."""
    count = max(len(table.header), *(len(row) for row in table.rows), len(table.widths), 1)
    shares = [*table.widths, *([1.0] * (count - len(table.widths)))]
    places, x = [], sheet.x
    for share in shares:
        width = sheet.width * share / sum(shares)
        left = 2 * sheet.x + sheet.width - x - width if sheet.right_to_left else x
        places.append((left, width))
        x += width
    return places


def _row(
    cells: tuple[Texts, ...], places: list[tuple[float, float]], sheet: Sheet, styles: Styles, choose: Choose,
    elem: Elem | None, headings: str,
) -> Row:  # fmt: skip
    pad = sheet.unit * 0.4
    made = []
    all_cells = [*cells, *[{}] * (len(places) - len(cells))]
    for number, ((x, width), texts) in enumerate(zip(places, all_cells, strict=True)):
        heads = headings == _ALL or (headings == _FIRST and not number)
        owner = elem.add("TH" if heads else "TD") if elem else None
        if owner and heads:
            owner.attributes = _SCOPE_COLUMN if headings == _ALL else _SCOPE_ROW
        align = RIGHT if sheet.right_to_left else LEFT
        strips = _cell(choose(texts), width - 2 * pad, styles, owner, (heads, align))
        made.append(
            Cell(
                x,
                width,
                tuple(strip.shifted(pad) for strip in strips) or (gap(sheet.unit),),
                pad=pad,
            )
        )
    return Row(
        on_one_baseline(made),
        frames={0: _grid(places, look.SUNKEN if headings == _ALL else None)},
        whole=True,
    )


def distinct(found: list[tuple[str, Text]]) -> list[tuple[str, Text]]:
    """Leave out what was said already: a telephone number that is the same in all languages is printed once."""
    return list({plain(text): (lang, text) for lang, text in reversed(found)}.values())[::-1]


def _cell(
    found: list[tuple[str, Text]],
    width: float,
    styles: Styles,
    owner: Elem | None,
    kind: tuple[bool, str],
) -> list[Strip]:
    head, align = kind
    strips: list[Strip] = []
    for number, (lang, text) in enumerate(distinct(found)):
        type_ = styles.text("normal", quiet=number > 0)
        type_ = Type(
            type_.size * (0.95 if number else 1.0), bold=head and not number, colour=type_.colour
        )
        strips += text_strips(
            text, lang, type_, width, owner.add("P", lang) if owner else None, align
        )
    return strips


def _blank(
    places: list[tuple[float, float]],
    sheet: Sheet,
    height: float,
    elem: Elem,
    header: Row | None,
) -> Row:
    for _ in places:
        elem.add("TD")
    cells = tuple(Cell(x, width, (gap(sheet.unit * height),)) for x, width in places)
    return Row(cells, frames={0: _grid(places, None)}, whole=True, header=header)


def _grid(places: list[tuple[float, float]], fill: look.Colour | None) -> Frame:
    """Thin lines round every cell of a row."""

    def draw(ink: Ink, x: float, top: float, width: float, height: float) -> None:
        if fill:
            ink.box(x, top - height, width, height, fill)
        for left, _ in places[1:] if places[0][0] <= places[-1][0] else places[:-1]:
            ink.rule(left, top, left, top - height, look.LINE, 0.5)
        ink.box(x, top - height, width, height, None, look.LINE)

    return draw
