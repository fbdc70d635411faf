"""Codes and pictures as strips: QR codes sized for a photocopier, pictures from files."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from fsp_desktop.domain.errors import RefusedError
from fsp_desktop.packets.document import Figure, Picture, Texts
from fsp_desktop.packets.pdf.flow import Cell, Row, Strip
from fsp_desktop.packets.pdf.images import plain_image
from fsp_desktop.packets.pdf.ink import Ink
from fsp_desktop.packets.pdf.setting import Setting
from fsp_desktop.packets.pdf.tagging import Elem
from fsp_desktop.packets.pdf.type_setting import MIDDLE, START, gap, text_strips
from fsp_desktop.packets.text.spans import Span, plain

_MODULE = 2.4  # points; 0.85 mm, still read after two photocopies
_QUIET = 4
_TALLEST = 0.5  # of the printed height


@lru_cache(maxsize=256)
def _modules(data: str) -> tuple[tuple[int, ...], ...]:
    import segno

    try:
        matrix = segno.make(data, error="m", micro=False).matrix
    except ValueError as error:
        raise RefusedError("packets.bad_profile", {"field": "website"}) from error
    return tuple(tuple(row) for row in matrix)


@lru_cache(maxsize=256)
def _shapes(data: str, module: float) -> str:
    """Return the dark squares as PDF rectangles, with the upper left corner of the quiet zone at (0, 0)."""
    return "\n".join(
        f"{_n((_QUIET + start) * module)} {_n(-(_QUIET + row + 1) * module)} {_n(length * module)} {_n(module)} re"
        for row, line in enumerate(_modules(data))
        for start, length in _stretches(line)
    )


def qr_strip(data: str, elem: Elem, most: float = 0.0) -> tuple[Strip, float]:
    """Return the code as a strip, and its width and height in points; `most` makes it smaller than usual."""
    count = len(_modules(data)) + 2 * _QUIET
    module = min(_MODULE, most / count) if most else _MODULE
    side = count * module

    def draw(ink: Ink, x: float, top: float) -> None:
        elem.attributes = box_attribute(x, top - side, side, side)
        ink.shapes(_shapes(data, module), (x, top), elem)

    return Strip(side, draw), side


def picture_strip(data: bytes, elem: Elem, most: tuple[float, float]) -> tuple[Strip, float]:
    """Return a picture as a strip, and its width in points; it keeps its shape inside (width, height)."""
    image = plain_image(data)
    scale = min(most[0] / image.width, most[1] / image.height)
    width, height = image.width * scale, image.height * scale

    def draw(ink: Ink, x: float, top: float) -> None:
        elem.attributes = box_attribute(x, top - height, width, height)
        ink.image(image, (x, top - height, width, height), elem)

    return Strip(height, draw), width


def box_attribute(x: float, y: float, width: float, height: float) -> str:
    """Return the layout attribute that tells where a figure stands."""
    edges = " ".join(_n(edge) for edge in (x, y, x + width, y + height))
    return f"/O/Layout/Placement/Block/BBox[{edges}]"


def figure_row(figure: Figure, setting: Setting) -> Row:
    """Return the code at the start, its caption and address beside it; on a poster all in the middle."""
    unit, sheet = setting.sheet.unit, setting.sheet
    picture = figure_elem(setting, figure.alt, figure.data)
    strip, side = qr_strip(figure.data, picture)
    if setting.styles.look == "poster":
        code = strip.shifted((sheet.width - side) / 2)
        words = _figure_words(figure, setting, sheet.width, MIDDLE)
        cell = Cell(sheet.x, sheet.width, (code, *words))
        return Row((cell,), before=unit, whole=True)
    strips = _figure_words(figure, setting, sheet.width - side - unit, START)
    width = sheet.width - side - unit
    code_x = sheet.x + sheet.width - side if sheet.right_to_left else sheet.x
    text_x = sheet.x if sheet.right_to_left else sheet.x + side + unit
    return Row(
        (Cell(code_x, side, (strip,)), Cell(text_x, width, tuple(strips))), before=unit, whole=True
    )


def _figure_words(figure: Figure, setting: Setting, width: float, align: str) -> list[Strip]:
    """Return the caption in all languages, and the address in letters."""
    strips: list[Strip] = []
    for lang, text in setting.texts(figure.caption):
        type_ = setting.styles.text("normal", setting.is_quiet(lang))
        owner = setting.elem.add("P", lang)
        strips += [
            *text_strips(text, lang, type_, width, owner, align),
            gap(setting.sheet.unit * 0.3),
        ]
    address = (Span(f"\u2066{figure.data}\u2069", link=_link(figure.data), protected=True),)
    small = setting.styles.text("small")
    strips += text_strips(address, setting.main, small, width, setting.elem.add("P"), align)
    return strips


def picture_rows(block: Picture, setting: Setting) -> Iterator[Row]:
    """Yield a picture and its caption below it, which stay together."""
    sheet, unit = setting.sheet, setting.sheet.unit
    most = (sheet.width * min(max(block.width, 0.05), 1.0), sheet.height * _TALLEST)
    strip, width = picture_strip(block.data, figure_elem(setting, block.alt, "·"), most)
    x = sheet.x + (sheet.width - width if sheet.right_to_left else 0.0)
    strips = [strip]
    captions = [
        (lang, text_strips(
            text, lang, setting.styles.text("small", setting.is_quiet(lang)), sheet.width,
            setting.elem.add("P", lang),
        ))
        for lang, text in setting.texts(block.caption)
    ]  # fmt: skip
    yield Row((Cell(x, width, tuple(strips)),), unit * 0.8, whole=True, keep=bool(captions))
    for number, (_, lines) in enumerate(captions):
        keep = number < len(captions) - 1
        yield Row((Cell(sheet.x, sheet.width, lines),), unit * 0.25, keep=keep)


def figure_elem(setting: Setting, alt: Texts, otherwise: str) -> Elem:
    """Return the structure element of a picture, with what it shows in words."""
    found = setting.texts(alt)
    elem = setting.elem.add("Figure", found[0][0] if found else None)
    elem.alt = plain(found[0][1]) if found else otherwise
    return elem


def _link(address: str) -> str | None:
    return address if address.startswith(("https://", "http://", "mailto:", "tel:")) else None


def _stretches(line: tuple[int, ...]) -> list[tuple[int, int]]:
    """Return (start, length) of the dark stretches of one row of modules."""
    found: list[tuple[int, int]] = []
    for at, dark in enumerate(line):
        if dark and found and sum(found[-1]) == at:
            found[-1] = (found[-1][0], found[-1][1] + 1)
        elif dark:
            found.append((at, 1))
    return found


def _n(value: float) -> str:
    return f"{value:.2f}".rstrip("0").rstrip(".") or "0"
