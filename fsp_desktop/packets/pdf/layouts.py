"""How the languages of a document share its pages: together, or facing each other in step."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from fsp_desktop.domain.errors import RefusedError
from fsp_desktop.packets.document import Document, Section
from fsp_desktop.packets.pdf.flow import Page, Row, facing, paginate
from fsp_desktop.packets.pdf.glyph_runs import text_of
from fsp_desktop.packets.pdf.sections import section_rows
from fsp_desktop.packets.pdf.style import Sheet, Styles, sheet
from fsp_desktop.packets.pdf.tagging import Elem
from fsp_desktop.packets.pdf.title import title_rows
from fsp_desktop.packets.text.spans import plain

Ask = Callable[[], None]


@dataclass(frozen=True, slots=True)
class Spread:
    """Pages laid out alike.

    Attributes:
        parts: What stands on them: the document itself, or one document a side.
        sheets: The printed area of each part.
        pages: Rows; with two parts each stands for a left page and the right one after it.
        first: Number of pages before these.
    """

    parts: tuple[Document, ...]
    sheets: tuple[Sheet, ...]
    pages: list[Page]
    first: int = 0


def spreads(document: Document, root: Elem, ask: Ask) -> list[Spread]:
    """Return the pages of a document.

    Args:
        document: What to lay out.
        root: Structure element everything belongs to.
        ask: Called before each section; raises to stop.
    """
    if not _is_facing(document):
        return [_together(document, root, ask)]
    front = tuple(section for section in document.sections if section.front)
    rest = tuple(section for section in document.sections if not section.front)
    first = _together(replace(document, layout="stacked", sections=front), root, ask)
    # The left page of an open folder has an even number.
    if not len(first.pages) % 2:
        first.pages.append(Page())
    if not rest:
        return [first]
    side = _facing(replace(document, sections=rest), root, ask)
    return [first, replace(side, first=len(first.pages))]


def _is_facing(document: Document) -> bool:
    return document.layout == "facing" and len(document.languages) == 2


def _together(document: Document, root: Elem, ask: Ask) -> Spread:
    place = sheet(document)
    styles = Styles(place.unit, document.look)
    rows = list(title_rows(document, place, styles, root))
    for section in document.sections:
        ask()
        rows += _with_bookmark(
            list(_rows(section, document, place, styles, root)), section, document
        )
    return Spread((document,), (place,), paginate(rows, place.height))


def _facing(document: Document, root: Elem, ask: Ask) -> Spread:
    """English on the left pages, the other language on the right ones, row beside row."""
    order = sorted(document.languages, key=lambda lang: lang == document.main_language)
    parts = tuple(replace(document, languages=(lang,)) for lang in order)
    sheets = tuple(sheet(part, side) for side, part in enumerate(parts))
    # Facing pages are read one language after the other.
    owners = [root.add("Part", part.languages[0]) for part in parts]
    rows: list[Row] = []
    for section in document.sections:
        ask()
        sides = [
            list(_rows(section, part, place, Styles(place.unit, part.look), owner))
            for part, place, owner in zip(parts, sheets, owners, strict=True)
        ]
        rows += _with_bookmark(facing(*sides), section, document)
    return Spread(parts, sheets, paginate(rows, sheets[0].height))


def _rows(
    section: Section, document: Document, place: Sheet, styles: Styles, owner: Elem
) -> Sequence[Row]:
    """Return the rows of a section; whatever is refused says in which section it stands."""
    try:
        return list(section_rows(section, document, place, styles, owner))
    except RefusedError as refused:
        detail = {"section": section.id, **refused.detail}
        raise RefusedError(refused.code, detail) from refused


def _with_bookmark(rows: Sequence[Row], section: Section, document: Document) -> list[Row]:
    made = list(rows)
    if made and section.heading:
        made[0] = replace(made[0], bookmark=_bookmark(section, document))
    return made


def _bookmark(section: Section, document: Document) -> str:
    order = [document.main_language, *document.languages]
    names = [
        text_of(plain(section.heading[tag]))
        for tag in dict.fromkeys(order)
        if section.heading.get(tag)
    ]
    return " · ".join(names)
