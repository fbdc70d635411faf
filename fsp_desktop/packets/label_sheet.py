"""Sheets of equal cells: badges, name tags, labels, cards, slips; where each cell stands and what is in it.

Pure data. All lengths are points (1/72 inch); a cell shrinks its words to fit, never below the least size named.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from fsp_desktop.packets.text.spans import Text

Align = Literal["start", "middle", "end"]


@dataclass(frozen=True, slots=True)
class LabelSheet:
    """Where the cells of one sheet stand.

    Attributes:
        name: The maker's number, or a word of our own; used in reports.
        page: Paper.
        columns: Cells beside each other.
        rows: Cells below each other.
        width: Of one cell.
        height: Of one cell.
        left: From the paper's left edge to the first cell.
        top: From the paper's upper edge to the first cell.
        across: From the left edge of one cell to that of the next.
        down: From the upper edge of one cell to that of the next.
        pad: Kept free inside each edge of a cell.
        turned: The paper lies on its long side.
    """

    name: str
    page: Literal["letter", "a4"]
    columns: int
    rows: int
    width: float
    height: float
    left: float
    top: float
    across: float
    down: float
    pad: float = 7.0
    turned: bool = False

    @property
    def count(self) -> int:
        """Number of cells on one sheet."""
        return self.columns * self.rows


@dataclass(frozen=True, slots=True)
class LabelText:
    """Words of one language in a cell.

    Attributes:
        text: Inline text.
        lang: Its BCP 47 tag.
        size: As large as it may be.
        least: As small as it may be; a text that does not fit even then is refused.
        bold: In the heavier weight.
        align: Start and end are those of the language.
        most_lines: It shrinks until it needs no more lines than this.
        quiet: In the quieter ink.
    """

    text: Text
    lang: str
    size: float = 11.0
    least: float = 7.0
    bold: bool = False
    align: Align = "start"
    most_lines: int = 2
    quiet: bool = False


@dataclass(frozen=True, slots=True)
class LabelCode:
    """A QR code at the end of a cell, beside its words; `alt` says what it leads to."""

    data: str
    alt: Text
    lang: str
    side: float = 62.0


@dataclass(frozen=True, slots=True)
class LabelPicture:
    """A picture (PNG or JPEG bytes) at the end of a cell, beside its words, such as a photograph or a logo."""

    data: bytes
    alt: Text
    lang: str
    side: float = 62.0


@dataclass(frozen=True, slots=True)
class LabelLine:
    """A line to write on, as wide as the cell; `height` is the room above it."""

    height: float = 22.0


@dataclass(frozen=True, slots=True)
class LabelGap:
    """Empty space."""

    height: float = 6.0


LabelPart = LabelText | LabelCode | LabelPicture | LabelLine | LabelGap


@dataclass(frozen=True, slots=True)
class Label:
    """One cell.

    Attributes:
        parts: From top to bottom; a code or picture stands at the end, beside the others.
        band: Words in a coloured band along the upper edge (a plain ruled band in black ink).
        upright: Whether the parts stand at the top or in the middle of the height.
    """

    parts: tuple[LabelPart, ...] = field(default_factory=tuple)
    band: LabelText | None = None
    upright: Literal["top", "middle"] = "middle"


@dataclass(frozen=True, slots=True)
class Labels:
    """Cells filled from the first free one on, sheet after sheet; a document holds nothing else (`look="bare"`).

    Attributes:
        sheet: Where the cells stand.
        cells: In reading order; row by row from the left, from the right for a right-to-left main language.
        skip: Cells of the first sheet that were used before.
        cut_lines: Dashed lines round each cell, for plain paper.
    """

    sheet: LabelSheet
    cells: tuple[Label, ...]
    skip: int = 0
    cut_lines: bool = False
