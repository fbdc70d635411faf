"""Letters that no font here can write, found before anything is printed."""

from __future__ import annotations

from collections.abc import Iterator

from fsp_desktop.packets.document import Document, Section, Text
from fsp_desktop.packets.pdf.report import MissingGlyph
from fsp_desktop.packets.reading import texts_of
from fsp_desktop.packets.text.shape import shaped


def missing_glyphs(document: Document) -> list[MissingGlyph]:
    """Return what could not be written, by section and language; an empty list means the document can be printed.

    The title, the footer and everything else outside the sections is reported with an empty section.
    """
    return [
        *_of("", _head(document)),
        *(
            hole
            for section in document.sections
            for hole in _of(section.id, _body(section, document))
        ),
    ]


def _of(section: str, texts: Iterator[tuple[str, Text]]) -> Iterator[MissingGlyph]:
    found: dict[str, dict[str, None]] = {}
    for lang, text in texts:
        for paragraph in shaped(text, lang):
            if paragraph.missing:
                found.setdefault(lang, {}).update(dict.fromkeys(paragraph.missing))
    for lang, chars in found.items():
        yield MissingGlyph(section, lang, "".join(chars))


def _head(document: Document) -> Iterator[tuple[str, Text]]:
    for texts in (document.title, document.subtitle, document.footer, *document.aside):
        yield from ((lang, text) for lang, text in texts.items() if _prints(lang, document))


def _body(section: Section, document: Document) -> Iterator[tuple[str, Text]]:
    for texts in (
        section.heading,
        section.draft_label,
        *(t for block in section.blocks for t in texts_of(block)),
    ):
        yield from ((lang, text) for lang, text in texts.items() if _prints(lang, document))


def _prints(lang: str, document: Document) -> bool:
    # English stands in for whatever is missing.
    return lang in document.languages or lang == "en"
