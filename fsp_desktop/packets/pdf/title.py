"""The head of the first page: title, quieter line and the short lines at its end, over a pine rule."""

from __future__ import annotations

from collections.abc import Iterator

from fsp_desktop.packets.document import Document, Text, Texts
from fsp_desktop.packets.pdf import style as look
from fsp_desktop.packets.pdf.flow import Cell, Row, Strip
from fsp_desktop.packets.pdf.ink import Ink
from fsp_desktop.packets.pdf.sections import in_order
from fsp_desktop.packets.pdf.setting import Build, Setting, side_by_side
from fsp_desktop.packets.pdf.style import Sheet, Styles
from fsp_desktop.packets.pdf.tagging import Elem
from fsp_desktop.packets.pdf.type_setting import END, MIDDLE, START, gap, text_strips

# Share of the width that short lines at the end may take.
_ASIDE = 0.35


def title_rows(document: Document, sheet: Sheet, styles: Styles, root: Elem) -> Iterator[Row]:
    """Yield the head of the first page; a bare document has none."""
    if document.look == "bare":
        return
    setting = Setting(sheet, styles, in_order(document), root)
    titles = setting.texts(document.title)
    if len(titles) == 1 and document.aside:
        yield _with_aside(document, setting)
    else:
        yield from side_by_side(document.title, setting, _title(setting), 0.0, keep=True)
        for texts in (document.subtitle, *document.aside):
            yield from side_by_side(texts, setting, _quiet(setting), sheet.unit * 0.2, keep=True)
    if not titles and not any((document.subtitle, *document.aside)):
        return
    rule = _rule(sheet.width, sheet.unit)
    yield Row((Cell(sheet.x, sheet.width, (rule,)),), before=sheet.unit * 0.35)


def _title(setting: Setting, owner: Elem | None = None) -> Build:
    styles = setting.styles

    def build(lang: str, text: Text, width: float) -> tuple[Strip, ...]:
        nonlocal owner
        owner = owner or setting.elem.add("H1", setting.main)
        quiet = setting.is_quiet(lang)
        elem = owner.add("Span", lang) if quiet else owner
        type_ = styles.second_title if quiet else styles.title
        align = MIDDLE if styles.look == "poster" else START
        return text_strips(text, lang, type_, width, elem, align)

    return build


def _quiet(setting: Setting, align: str = START) -> Build:
    def build(lang: str, text: Text, width: float) -> tuple[Strip, ...]:
        type_ = setting.styles.text("normal", quiet=align == START)
        place = MIDDLE if setting.styles.look == "poster" else align
        return text_strips(text, lang, type_, width, setting.elem.add("P", lang), place)

    return build


def _with_aside(document: Document, setting: Setting) -> Row:
    """Title and subtitle at the start, a day and a room at the end of the same row."""
    sheet = setting.sheet
    aside = sheet.width * _ASIDE
    wide = sheet.width - aside
    head = [*_strips(document.title, setting, _title(setting), wide)]
    head += _strips(document.subtitle, setting, _quiet(setting), wide)
    lines = [gap(sheet.unit * 0.25)]
    for texts in document.aside:
        lines += _strips(texts, setting, _quiet(setting, END), aside)
    first = Cell(sheet.x + (aside if sheet.right_to_left else 0), wide, tuple(head))
    last = Cell(sheet.x + (0 if sheet.right_to_left else wide), aside, tuple(lines))
    return Row((first, last), keep=True)


def _strips(texts: Texts, setting: Setting, build: Build, width: float) -> Iterator[Strip]:
    for lang, text in setting.texts(texts):
        yield from build(lang, text, width)


def _rule(width: float, unit: float) -> Strip:
    def draw(ink: Ink, x: float, top: float) -> None:
        ink.rule(x, top - unit * 0.1, x + width, top - unit * 0.1, look.PINE, unit * 0.17)

    return Strip(unit * 0.3, draw)
