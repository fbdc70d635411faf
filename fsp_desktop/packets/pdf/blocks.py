"""Blocks as rows: each text in the column of its language, aligned to its own start."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from fsp_desktop.packets.document import (
    ENGLISH,
    Block,
    Bullets,
    Card,
    CheckList,
    Figure,
    FillIn,
    Heading,
    PageBreak,
    Paragraph,
    Table,
    Texts,
)  # fmt: skip
from fsp_desktop.packets.pdf import style as look
from fsp_desktop.packets.pdf.flow import Cell, Draw, Frame, Row, Strip, on_one_baseline
from fsp_desktop.packets.pdf.ink import Ink
from fsp_desktop.packets.pdf.pictures import qr_strip
from fsp_desktop.packets.pdf.style import Column, Sheet, Styles, Type
from fsp_desktop.packets.pdf.tables import distinct, table_rows
from fsp_desktop.packets.pdf.tagging import Elem
from fsp_desktop.packets.pdf.type_setting import LEFT, RIGHT, gap, over, text_strips
from fsp_desktop.packets.text.spans import Span, Text, plain
from fsp_desktop.packets.text.writing import writing


@dataclass(frozen=True, slots=True)
class Setting:
    """What blocks of one section have in common.

    Attributes:
        languages: In the order they are read; a language the section is missing in is left out.
        elem: Structure element of the section.
    """

    sheet: Sheet
    styles: Styles
    languages: tuple[str, ...]
    elem: Elem

    @property
    def main(self) -> str:
        """The language that is not quiet."""
        return self.languages[0]

    def texts(self, texts: Texts) -> list[tuple[str, Text]]:
        """Return what there is to print, in reading order; English stands in for everything that is missing."""
        found = [(lang, texts[lang]) for lang in self.languages if texts.get(lang)]
        if not found and texts.get(ENGLISH):
            found = [(ENGLISH, texts[ENGLISH])]
        return found

    def column(self, lang: str) -> Column:
        """Return where a language stands; alone in its section, it has the whole width."""
        if len(self.languages) == 1:
            return self.sheet.full
        return self.sheet.columns.get(lang, self.sheet.full)

    def is_quiet(self, lang: str) -> bool:
        """Return whether a language stands back behind the family's own."""
        return lang != self.main


Build = Callable[[str, Text, float], tuple[Strip, ...]]


def rows_of(block: Block, setting: Setting) -> Iterator[Row]:
    """Yield the rows of one block."""
    unit = setting.sheet.unit
    match block:
        case Heading(level, texts):
            yield from _heading(level, texts, setting)
        case Paragraph(texts, style):
            yield from _paragraph(texts, style, setting)
        case Bullets(items, ordered):
            yield from _list(items, setting, lambda n: f"{n}." if ordered else _BULLET)
        case CheckList(items):
            yield from _list(items, setting, None)
        case Table():
            yield from table_rows(block, setting.sheet, setting.styles, setting.texts, setting.elem)
        case FillIn(label, lines):
            yield from _fill_in(label, lines, setting)
        case Card():
            yield _card(block, setting)
        case Figure():
            yield _figure(block, setting)
        case PageBreak():
            yield Row(
                (Cell(setting.sheet.x, setting.sheet.width, (gap(0.01 * unit),)),), fresh=True
            )


def side_by_side(
    texts: Texts,
    setting: Setting,
    build: Build,
    before: float,
    keep: bool = False,
    frame: Frame | None = None,
) -> Iterator[Row]:
    """Yield one row of columns, or a row for each language where they stand one above the other."""
    cells = []
    for lang, text in setting.texts(texts):
        place = setting.column(lang)
        pad = setting.sheet.unit * 0.4 if frame else 0.0
        cells.append(Cell(place.x, place.width, build(lang, text, place.width), 0, frame, pad))
    if len({cell.x for cell in cells}) == len(cells):
        if cells:
            yield Row(on_one_baseline(cells), before, keep)
        return
    for number, cell in enumerate(cells):
        # Languages of one piece stand closer together than pieces do.
        space = before * 1.4 if number == 0 else setting.sheet.unit * 0.1
        yield Row((cell,), space, keep or number < len(cells) - 1)


def _heading(level: int, texts: Texts, setting: Setting) -> Iterator[Row]:
    def build(lang: str, text: Text, width: float) -> tuple[Strip, ...]:
        elem = setting.elem.add("H3" if level <= 2 else "H4", lang)
        return text_strips(
            text, lang, setting.styles.heading(level, setting.is_quiet(lang)), width, elem
        )

    yield from side_by_side(texts, setting, build, setting.sheet.unit * 1.0, keep=True)


def _paragraph(texts: Texts, style: str, setting: Setting) -> Iterator[Row]:
    unit = setting.sheet.unit
    inset = {"quote": unit * 1.0, "note": unit * 0.8}.get(style, 0.0)

    def build(lang: str, text: Text, width: float) -> tuple[Strip, ...]:
        elem = (
            setting.elem.add("BlockQuote", lang).add("P")
            if style == "quote"
            else setting.elem.add("P", lang)
        )
        type_ = setting.styles.text(style, setting.is_quiet(lang))
        if style == "note":
            inner = text_strips(text, lang, type_, width - 2 * inset, elem)
            return tuple(strip.shifted(inset) for strip in inner)
        inner = text_strips(text, lang, type_, width, elem, indent=inset)
        return tuple(_with_bar(strip, width, lang, unit) for strip in inner) if inset else inner

    frame = _soft_box if style == "note" else None
    before = unit * (0.25 if style == "small" else 0.62)
    yield from side_by_side(texts, setting, build, before, frame=frame)


def _with_bar(strip: Strip, width: float, lang: str, unit: float) -> Strip:
    """The marigold bar at the start of a family's own words."""
    at = width - unit * 0.1 if writing(lang).is_rtl else unit * 0.1

    def draw(ink: Ink, x: float, top: float) -> None:
        ink.rule(x + at, top, x + at, top - strip.height, look.FAMILY_LINE, unit * 0.2)
        strip.draw(ink, x, top)

    return Strip(strip.height, draw, strip.may_break, strip.ascent)


def _soft_box(ink: Ink, x: float, top: float, width: float, height: float) -> None:
    ink.box(x, top - height, width, height, look.SUNKEN)


def _list(
    items: tuple[Texts, ...], setting: Setting, label: Callable[[int], str] | None
) -> Iterator[Row]:
    """Yield the items of a list; without a label each has a box to tick, in the family's column only."""
    unit = setting.sheet.unit
    lists: dict[str, Elem] = {}
    for number, item in enumerate(items, 1):

        def build(lang: str, text: Text, width: float, number: int = number) -> tuple[Strip, ...]:
            if lang not in lists:
                lists[lang] = setting.elem.add("L", lang)
                lists[lang].attributes = (
                    _LIST_NUMBERING if label and label(1) != _BULLET else _LIST_BULLETS
                )
            entry = lists[lang].add("LI")
            quiet = setting.is_quiet(lang)
            type_ = setting.styles.text("normal", quiet)
            if label is None:
                inner = text_strips(text, lang, type_, width, entry.add("LBody"), indent=unit * 1.7)
                return (
                    inner
                    if quiet and len(setting.languages) == 2
                    else over(inner, _tick_box(width, lang, type_, inner[0]))
                )
            sign = (Span(label(number)),)
            beside = text_strips(sign, lang, type_, width, entry.add("Lbl"), indent=unit * 0.25)[0]
            return over(
                text_strips(text, lang, type_, width, entry.add("LBody"), indent=unit * 1.5),
                beside.draw,
            )

        space = unit * (0.5 if number == 1 else 0.28)
        yield from side_by_side(item, setting, build, space)


# In an isolate, so that it looks the same beside every script.
_BULLET = "\u2066•\u2069"
_LIST_BULLETS: dict[str, object] = {"O": "/List", "ListNumbering": "/Disc"}
_LIST_NUMBERING: dict[str, object] = {"O": "/List", "ListNumbering": "/Decimal"}


def _tick_box(width: float, lang: str, type_: Type, first: Strip) -> Draw:
    side = type_.size * 0.82
    left = width - side if writing(lang).is_rtl else 0.0

    def draw(ink: Ink, x: float, top: float) -> None:
        ink.box(x + left, top - (first.height + side) / 2, side, side, None, look.LINE)

    return draw


def _fill_in(label: Texts, lines: int, setting: Setting) -> Iterator[Row]:
    unit = setting.sheet.unit

    def build(lang: str, text: Text, width: float) -> tuple[Strip, ...]:
        type_ = setting.styles.text("normal", setting.is_quiet(lang))
        return text_strips(text, lang, type_, width, setting.elem.add("P", lang))

    yield from side_by_side(label, setting, build, unit * 0.7, keep=True)
    dotted = Strip(unit * 2.2, _dotted_line(setting.sheet.width, unit * 2.0))
    yield Row((Cell(setting.sheet.x, setting.sheet.width, (dotted,) * lines),))


def _dotted_line(width: float, below: float) -> Draw:
    def draw(ink: Ink, x: float, top: float) -> None:
        ink.rule(x, top - below, x + width, top - below, look.LINE, 0.8, "0.1 3")

    return draw


def _card(card: Card, setting: Setting) -> Row:
    """A dashed box; every line in all languages, one below the other, large enough to be held up and read."""
    unit, sheet = setting.sheet.unit, setting.sheet
    width = min(sheet.width, unit * 30)
    align = RIGHT if sheet.right_to_left else LEFT
    strips: list[Strip] = []
    for texts, title in ((card.title, True), *((line, False) for line in card.lines)):
        for lang, text in distinct(_for_card(texts, setting)):
            type_ = setting.styles.text("small") if title else setting.styles.card
            if not title and setting.is_quiet(lang):
                type_ = Type(type_.size * 0.86, colour=look.INK)
            elem = setting.elem.add("P", lang)
            strips += (
                s.shifted(unit)
                for s in text_strips(text, lang, type_, width - 2 * unit, elem, align)
            )
        strips.append(gap(unit * 0.4))
    x = sheet.x + (sheet.width - width if sheet.right_to_left else 0.0)
    return Row(
        (Cell(x, width, tuple(strips[:-1]), 0, _cut_out, unit),), before=unit * 1.2, whole=True
    )


def _for_card(texts: Texts, setting: Setting) -> list[tuple[str, Text]]:
    """A card is held up to staff as well: its English stays with it on a page of the family's language alone."""
    found = setting.texts(texts)
    if (
        len(setting.languages) == 1
        and texts.get(ENGLISH)
        and all(lang != ENGLISH for lang, _ in found)
    ):
        found.append((ENGLISH, texts[ENGLISH]))
    return found


def _cut_out(ink: Ink, x: float, top: float, width: float, height: float) -> None:
    ink.box(x, top - height, width, height, None, look.LINE, "4 3")


def _figure(figure: Figure, setting: Setting) -> Row:
    """The code at the start, its caption and address beside it."""
    unit, sheet = setting.sheet.unit, setting.sheet
    alt = setting.texts(figure.alt)
    picture = setting.elem.add("Figure", alt[0][0] if alt else None)
    picture.alt = plain(alt[0][1]) if alt else figure.data
    strip, side = qr_strip(figure.data, picture)
    width = sheet.width - side - unit
    strips: list[Strip] = []
    for lang, text in setting.texts(figure.caption):
        type_ = setting.styles.text("normal", setting.is_quiet(lang))
        strips += [
            *text_strips(text, lang, type_, width, setting.elem.add("P", lang)),
            gap(unit * 0.3),
        ]
    address = (Span(f"\u2066{figure.data}\u2069", link=_link(figure.data), protected=True),)
    strips += text_strips(
        address, setting.main, setting.styles.text("small"), width, setting.elem.add("P")
    )
    code_x = sheet.x + sheet.width - side if sheet.right_to_left else sheet.x
    text_x = sheet.x if sheet.right_to_left else sheet.x + side + unit
    return Row(
        (Cell(code_x, side, (strip,)), Cell(text_x, width, tuple(strips))), before=unit, whole=True
    )


def _link(address: str) -> str | None:
    return address if address.startswith(("https://", "http://", "mailto:", "tel:")) else None
