"""Places to write, sign and cut: dotted lines, signature lines, dashed lines over the page."""

from __future__ import annotations

from collections.abc import Iterator

from fsp_desktop.packets.document import FillIn, SignLines, Text
from fsp_desktop.packets.pdf import style as look
from fsp_desktop.packets.pdf.flow import Cell, Draw, Row, Strip, on_one_baseline
from fsp_desktop.packets.pdf.ink import Ink
from fsp_desktop.packets.pdf.setting import Setting, side_by_side
from fsp_desktop.packets.pdf.type_setting import LEFT, RIGHT, gap, text_strips

_BETWEEN = 1.6  # body sizes between two signatures


def fill_in_rows(block: FillIn, setting: Setting) -> Iterator[Row]:
    """Yield a label and the dotted lines below it."""
    unit = setting.sheet.unit

    def build(lang: str, text: Text, width: float) -> tuple[Strip, ...]:
        type_ = setting.styles.text("normal", setting.is_quiet(lang))
        return text_strips(text, lang, type_, width, setting.elem.add("P", lang))

    yield from side_by_side(block.label, setting, build, unit * 0.7, keep=True)
    dotted = Strip(unit * 2.2, _line(setting.sheet.width, unit * 2.0, "0.1 3"))
    yield Row((Cell(setting.sheet.x, setting.sheet.width, (dotted,) * block.lines),))


def sign_row(block: SignLines, setting: Setting) -> Row:
    """Return lines to sign on, each with its label below in all languages."""
    sheet, unit = setting.sheet, setting.sheet.unit
    count = max(len(block.labels), 1)
    width = (sheet.width - (count - 1) * unit * _BETWEEN) / count
    align = RIGHT if sheet.right_to_left else LEFT
    cells = []
    for number, label in enumerate(block.labels):
        strips = [Strip(unit * 3.0, _line(width, unit * 2.9, ""), may_break=False)]
        for lang, text in setting.texts(label):
            type_ = setting.styles.text("small", setting.is_quiet(lang))
            strips += text_strips(text, lang, type_, width, setting.elem.add("P", lang), align)
        place = count - 1 - number if sheet.right_to_left else number
        cells.append(Cell(sheet.x + place * (width + unit * _BETWEEN), width, tuple(strips)))
    return Row(on_one_baseline(cells), before=unit * 0.8, whole=True)


def cut_row(setting: Setting) -> Row:
    """Return a dashed line over the whole width."""
    sheet, unit = setting.sheet, setting.sheet.unit
    line = Strip(unit * 1.6, _line(sheet.width, unit * 0.8, "4 3"))
    return Row((Cell(sheet.x, sheet.width, (line,)),), before=unit * 0.6)


def space_row(height: float, setting: Setting) -> Row:
    """Return empty space; at the top of a page it is left out."""
    sheet = setting.sheet
    return Row((Cell(sheet.x, sheet.width, (gap(0.0),)),), before=height * sheet.unit)


def _line(width: float, below: float, dash: str) -> Draw:
    def draw(ink: Ink, x: float, top: float) -> None:
        ink.rule(x, top - below, x + width, top - below, look.LINE, 0.8, dash)

    return draw
