"""Sections, the title and the foot of a page as rows."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from fsp_desktop.packets.document import ENGLISH, Document, Section, Text
from fsp_desktop.packets.pdf import style as look
from fsp_desktop.packets.pdf.blocks import rows_of
from fsp_desktop.packets.pdf.flow import Cell, Frame, Row, on_one_baseline
from fsp_desktop.packets.pdf.ink import Ink
from fsp_desktop.packets.pdf.setting import Setting
from fsp_desktop.packets.pdf.style import Sheet, Styles, Type
from fsp_desktop.packets.pdf.tagging import Elem
from fsp_desktop.packets.pdf.type_setting import END, MIDDLE, START, text_strips, text_width
from fsp_desktop.packets.text.spans import Span
from fsp_desktop.packets.text.writing import writing


def in_order(document: Document, section: Section | None = None) -> tuple[str, ...]:
    """Return the languages to print in, the family's first; where all are missing, English stands in."""
    main = document.main_language
    ordered = sorted(document.languages, key=lambda lang: lang != main)
    left = tuple(lang for lang in ordered if not section or section.state(lang) != "missing")
    return left or (ENGLISH,)


def section_rows(
    section: Section, document: Document, sheet: Sheet, styles: Styles, root: Elem
) -> Iterator[Row]:
    """Yield the band and the blocks of one section."""
    elem = root.add("Sect")
    setting = Setting(sheet, styles, in_order(document, section), elem)
    heads = list(_heading_rows(section, document, setting))
    rows = [row for block in section.blocks for row in rows_of(block, setting)]
    if section.new_page:
        first, *rest = [*heads, *rows]
        yield from (replace(first, fresh=True), *rest)
    else:
        yield from (*heads, *rows)


def _heading_rows(section: Section, document: Document, setting: Setting) -> Iterator[Row]:
    found = setting.texts(section.heading)
    if not found:
        return
    lang = found[0][0]
    if setting.styles.brief:
        type_, width = setting.styles.heading(2), setting.sheet.width
        align = MIDDLE if setting.styles.look == "poster" else START
        owner = setting.elem.add("H2", lang)
        strips = text_strips(band_text(found), lang, type_, width, owner, align)
        yield Row((Cell(setting.sheet.x, width, strips),), setting.sheet.unit, keep=True)
        return
    label: Text = ()
    if any(section.state(tag) == "draft" for tag in document.languages):
        # Both words, even on a page that has one language only.
        order = sorted(section.draft_label, key=lambda tag: (tag != lang, tag != ENGLISH, tag))
        words = [(tag, section.draft_label[tag]) for tag in order if section.draft_label[tag]]
        label = band_text(words[:2])
    yield _band_row(band_text(found, bold=True), label, lang, setting)


def _band_row(words: Text, label: Text, lang: str, setting: Setting) -> Row:
    """Return the band of a section, with the word "Draft" at its end if it has one."""
    unit, sheet = setting.sheet.unit, setting.sheet
    pad, above = unit * 0.7, unit * 0.32
    rtl = writing(lang).is_rtl
    owner = setting.elem.add("H2", lang)
    band = setting.styles.band
    small = Type(unit * 0.9, bold=True, colour=look.FAMILY_INK)
    aside = text_width(label, lang, small) + pad if label else 0.0
    width = sheet.width - 2 * pad
    type_ = replace(band, colour=look.FAMILY_INK) if label else band
    strips = text_strips(words, lang, type_, width - aside, owner)
    moved = tuple(strip.shifted(pad + (aside if rtl else 0)) for strip in strips)
    cells = [Cell(sheet.x, sheet.width, moved, 0, _band(rtl, draft=bool(label)), above)]
    if label:
        mark = text_strips(label, lang, small, width, owner.add("Span"), END)
        cells.append(
            Cell(sheet.x, sheet.width, tuple(s.shifted(pad) for s in mark), 0, None, above)
        )
    return Row(on_one_baseline(cells), before=unit * 1.3, keep=True)


# In an isolate, so that the dot looks the same beside every script.
_DOT = " \u2066·\u2069 "


def band_text(found: list[tuple[str, Text]], bold: bool = False) -> Text:
    """Return all languages of a heading on one line, each in its own direction, the first one bold if wanted."""
    spans: list[Span] = []
    for number, (lang, text) in enumerate(found):
        opened = "\u2067" if writing(lang).is_rtl else "\u2066"
        spans.append(Span((_DOT if number else "") + opened))
        spans += [
            replace(
                span,
                bold=span.bold or (bold and not number),
                lang=span.lang or (lang if number else None),
            )
            for span in text
        ]
        spans.append(Span("\u2069"))
    return tuple(spans)


def _band(rtl: bool, *, draft: bool) -> Frame:
    """Soft pine behind a heading; a draft is marigold with a bar at the start, so that it shows without colour too."""

    def draw(ink: Ink, x: float, top: float, width: float, height: float) -> None:
        ink.box(x, top - height, width, height, look.FAMILY_SOFT if draft else look.PINE_SOFT)
        if draft:
            ink.box(x + width - 3 if rtl else x, top - height, 3, height, look.FAMILY)

    return draw


def foot_text(document: Document) -> Text:
    """Return what stands at the start of each page's foot."""
    main = document.main_language
    tags = [tag for tag in (main, ENGLISH) if document.footer.get(tag)]
    return band_text([(tag, document.footer[tag]) for tag in dict.fromkeys(tags)])
