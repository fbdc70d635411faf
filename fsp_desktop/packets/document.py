"""What a printed document is made of: sections of blocks, each with its words in several languages.

Pure data, no drawing. `packets.pdf.render` prints a document, `text_twin` reads it out as plain text.
Every `Texts` maps a BCP 47 tag to inline text; a tag that is not there is a text nobody has written yet.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from fsp_desktop.packets.label_sheet import Labels
from fsp_desktop.packets.text.inline import fill, inline, verbatim
from fsp_desktop.packets.text.spans import Span, Text, plain

__all__ = [
    "Block", "Bullets", "Card", "CheckList", "CutLine", "Document", "Figure", "FillIn", "Heading", "Labels",
    "PageBreak", "Paragraph", "Picture", "Section", "SignLines", "Space", "Span", "State", "Style", "Table", "Text",
    "Texts", "fill", "inline", "plain", "verbatim",
]  # fmt: skip

Texts = Mapping[str, Text]
State = Literal["checked", "draft", "missing"]
Style = Literal["normal", "lead", "quote", "note", "small", "display", "centred"]
ENGLISH = "en"


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading inside a section; level 2 or 3 (the section's own heading is level 1 of its part)."""

    level: int
    texts: Texts


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph.

    `lead` is larger, for a first sentence; `quote` is a family's own words (serif, marigold bar);
    `note` is a soft box; `small` is for sources and conditions; `display` is very large and in the middle,
    for a poster; `centred` is ordinary type in the middle.
    """

    texts: Texts
    style: Style = "normal"


@dataclass(frozen=True, slots=True)
class Bullets:
    """A list; with `ordered` its items are numbered from 1."""

    items: tuple[Texts, ...]
    ordered: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """A table over the full width; each cell holds its languages one above the other.

    Attributes:
        header: One text per column; repeated on each page. May be empty.
        rows: Cells that are equal in all languages (a telephone number) are printed once.
        widths: Shares of the width per column; empty for equal columns.
        blank_rows: Empty rows to write in.
        blank_height: Height of an empty row, in body sizes.
        row_heads: The first cell of each row is its heading.
    """

    header: tuple[Texts, ...]
    rows: tuple[tuple[Texts, ...], ...]
    widths: tuple[float, ...] = ()
    blank_rows: int = 0
    blank_height: float = 2.3
    row_heads: bool = False


@dataclass(frozen=True, slots=True)
class Figure:
    """A QR code of an address, with the address and a caption below it in letters.

    Attributes:
        data: The address; printed below, since a code must never be the only way.
        alt: What the code leads to, for people who hear the page.
        caption: Printed beside the code; may be empty.
    """

    data: str
    alt: Texts
    caption: Texts = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture from a file: a map, a logo, a photograph.

    Attributes:
        data: PNG or JPEG; limits are checked before it is decoded.
        alt: What it shows, for people who hear the page.
        caption: Printed below; may be empty.
        width: Share of the printed width, 0 to 1; a picture is never taller than half a page.
    """

    data: bytes
    alt: Texts
    caption: Texts = field(default_factory=dict)
    width: float = 1.0


@dataclass(frozen=True, slots=True)
class FillIn:
    """A label with dotted lines to write on."""

    label: Texts
    lines: int = 1


@dataclass(frozen=True, slots=True)
class SignLines:
    """Lines to sign on beside each other, each with its label below: name, signature, day."""

    labels: tuple[Texts, ...]


@dataclass(frozen=True, slots=True)
class CutLine:
    """A dashed line over the whole width, to cut or fold along."""


@dataclass(frozen=True, slots=True)
class Space:
    """Empty space, in body sizes."""

    height: float = 1.0


@dataclass(frozen=True, slots=True)
class CheckList:
    """Items, each with a box to tick."""

    items: tuple[Texts, ...]


@dataclass(frozen=True, slots=True)
class Card:
    """A box to cut out and keep; its lines are printed large, never split over pages."""

    lines: tuple[Texts, ...]
    title: Texts = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class PageBreak:
    """What follows begins on a new page."""


Block = (
    Heading | Paragraph | Bullets | Table | Figure | Picture | FillIn | SignLines | CheckList | Card
    | CutLine | Space | PageBreak | Labels
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Section:
    """A part of a document under one heading band.

    Attributes:
        id: Stable name, used in reports; never printed.
        heading: Words of the band; an empty mapping prints no band.
        blocks: In reading order.
        states: Per language; a language that is not there is `checked`. `draft` prints `draft_label`
            in the band; `missing` prints the section in English only.
        draft_label: The word "Draft" in each language.
        new_page: Begin on a new page.
        front: With facing pages, stands below the title on the first page, in all languages.
    """

    id: str
    heading: Texts
    blocks: tuple[Block, ...]
    states: Mapping[str, State] = field(default_factory=dict)
    draft_label: Texts = field(default_factory=dict)
    new_page: bool = False
    front: bool = False

    def state(self, lang: str) -> State:
        """Return how far the words of this section are in one language."""
        return self.states.get(lang, "checked")


@dataclass(frozen=True, slots=True)
class Document:
    """A whole document.

    Attributes:
        title: Printed on top of the first page and kept as the file's title.
        languages: All languages printed, the family's first, English (`en`) last if it is one of them.
        sections: In order.
        subtitle: A quieter line under the title.
        aside: Short lines at the end of the title row: a day, a room.
        layout: Two columns, or one text above the other, or facing pages (English left, the other one right,
            kept in step; with one language, or three and more, they stand one above the other instead).
        page: Paper.
        turned: The paper lies on its long side.
        large_print: 18 point, one column, whatever the layout.
        size: Body size in points; 0 takes the look's own.
        ink: `black` prints nothing but black, with rules in place of tints, for a photocopier.
        most_pages: Its type is made smaller, as far as one can still read it, until it has no more pages;
            0 leaves it as it is. Large print is never made smaller.
        frame: A line round each page.
        even_pages: Ends with an empty page if its pages are odd, so that what follows begins on a new leaf.
        look: `packet` has heading bands; `brief` is the plain one-page look with small pine headings; `poster` is
            large and in the middle; `bare` has neither head nor foot (labels, badges, slips).
        footer: At the start of each page's foot.
        key: Deterministic identity of the content; becomes the file's id.
    """

    title: Texts
    languages: tuple[str, ...]
    sections: tuple[Section, ...]
    subtitle: Texts = field(default_factory=dict)
    aside: tuple[Texts, ...] = ()
    layout: Literal["side_by_side", "stacked", "facing"] = "side_by_side"
    page: Literal["letter", "a4"] = "letter"
    turned: bool = False
    large_print: bool = False
    size: float = 0.0
    ink: Literal["colour", "black"] = "colour"
    most_pages: int = 0
    frame: bool = False
    even_pages: bool = False
    look: Literal["packet", "brief", "poster", "bare"] = "packet"
    footer: Texts = field(default_factory=dict)
    key: str = ""

    @property
    def main_language(self) -> str:
        """The family's language: the first one that is not English, or English if there is no other."""
        return next((lang for lang in self.languages if lang != ENGLISH), ENGLISH)


def drafts(document: Document) -> list[tuple[str, str]]:
    """Return (section id, language) of everything that prints with the word "Draft"."""
    return [
        (s.id, lang)
        for s in document.sections
        for lang in document.languages
        if s.state(lang) == "draft"
    ]
