"""Blocks as rows: each text in the column of its language, aligned to its own start."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from fsp_desktop.packets.document import (
    ENGLISH,
    Block,
    Bullets,
    Card,
    CheckList,
    CutLine,
    Figure,
    FillIn,
    Heading,
    Labels,
    PageBreak,
    Paragraph,
    Picture,
    SignLines,
    Space,
    Table,
    Text,
    Texts,
)  # fmt: skip
from fsp_desktop.packets.pdf import style as look
from fsp_desktop.packets.pdf.flow import Cell, Draw, Row, Strip
from fsp_desktop.packets.pdf.ink import Ink
from fsp_desktop.packets.pdf.labels import label_rows
from fsp_desktop.packets.pdf.pictures import figure_row, picture_rows
from fsp_desktop.packets.pdf.setting import Setting, side_by_side
from fsp_desktop.packets.pdf.style import Type
from fsp_desktop.packets.pdf.tables import distinct, table_rows
from fsp_desktop.packets.pdf.tagging import Elem
from fsp_desktop.packets.pdf.type_setting import LEFT, MIDDLE, RIGHT, START, gap, over, text_strips
from fsp_desktop.packets.pdf.writing_lines import cut_row, fill_in_rows, sign_row, space_row
from fsp_desktop.packets.text.spans import Span
from fsp_desktop.packets.text.writing import writing


def rows_of(block: Block, setting: Setting) -> Iterator[Row]:
    """Yield the rows of one block."""
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
        case Card():
            yield _card(block, setting)
        case Picture():
            yield from picture_rows(block, setting)
        case Labels():
            yield from label_rows(block, setting)
        case _:
            yield from _small_rows(block, setting)


def _small_rows(block: Block, setting: Setting) -> Iterator[Row]:
    match block:
        case FillIn():
            yield from fill_in_rows(block, setting)
        case SignLines():
            yield sign_row(block, setting)
        case Figure():
            yield figure_row(block, setting)
        case CutLine():
            yield cut_row(setting)
        case Space(height):
            yield space_row(height, setting)
        case PageBreak():
            sheet = setting.sheet
            yield Row((Cell(sheet.x, sheet.width, (gap(0.01 * sheet.unit),)),), fresh=True)


def _heading(level: int, texts: Texts, setting: Setting) -> Iterator[Row]:
    def build(lang: str, text: Text, width: float) -> tuple[Strip, ...]:
        elem = setting.elem.add("H3" if level <= 2 else "H4", lang)
        return text_strips(
            text, lang, setting.styles.heading(level, setting.is_quiet(lang)), width, elem,
            MIDDLE if setting.styles.look == "poster" else START,
        )  # fmt: skip

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
        align = MIDDLE if style in _IN_THE_MIDDLE else START
        inner = text_strips(text, lang, type_, width, elem, align, inset)
        return tuple(_with_bar(strip, width, lang, unit) for strip in inner) if inset else inner

    frame = _soft_box if style == "note" else None
    before = unit * (0.25 if style == "small" else 0.62)
    yield from side_by_side(texts, setting, build, before, frame=frame)


_IN_THE_MIDDLE = frozenset({"display", "centred"})


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
_LIST_BULLETS = "/O/List/ListNumbering/Disc"
_LIST_NUMBERING = "/O/List/ListNumbering/Decimal"


def _tick_box(width: float, lang: str, type_: Type, first: Strip) -> Draw:
    side = type_.size * 0.82
    left = width - side if writing(lang).is_rtl else 0.0

    def draw(ink: Ink, x: float, top: float) -> None:
        ink.box(x + left, top - (first.height + side) / 2, side, side, None, look.LINE)

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
