"""Letters that no font here can write, found before anything is printed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from fsp_desktop.domain.errors import RefusedError
from fsp_desktop.packets.document import Document, Labels, Section, Text, Texts
from fsp_desktop.packets.pdf.report import MissingGlyph
from fsp_desktop.packets.reading import texts_of
from fsp_desktop.packets.text.shape import shaped


def refuse_holes(document: Document) -> None:
    """Stop before anything is drawn if a document has letters that no font here can write.

    Raises:
        RefusedError: `packets.missing_glyphs` with section, language and letters of each.
    """
    holes = missing_glyphs(document)
    if holes:
        raise RefusedError("packets.missing_glyphs", {
            "missing": [{"section": hole.section, "lang": hole.lang, "chars": hole.chars} for hole in holes],
        })  # fmt: skip


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
    head = (document.title, document.subtitle, document.footer, *document.aside)
    return _printed(head, document)


def _body(section: Section, document: Document) -> Iterator[tuple[str, Text]]:
    yield from _printed((section.heading, section.draft_label), document)
    for block in section.blocks:
        if isinstance(block, Labels):
            # A name may stand on a badge in a language the rest of the sheet does not have.
            yield from (pair for texts in texts_of(block) for pair in texts.items())
        else:
            yield from _printed(texts_of(block), document)


def _printed(several: Iterable[Texts], document: Document) -> Iterator[tuple[str, Text]]:
    for texts in several:
        yield from ((lang, text) for lang, text in texts.items() if _prints(lang, document))


def _prints(lang: str, document: Document) -> bool:
    # English stands in for whatever is missing.
    return lang in document.languages or lang == "en"
