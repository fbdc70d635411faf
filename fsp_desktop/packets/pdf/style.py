"""How documents look: paper, colours, sizes and spaces."""

from __future__ import annotations

from dataclasses import dataclass

from fsp_desktop.packets.document import ENGLISH, Document
from fsp_desktop.packets.text.writing import writing

Colour = tuple[float, float, float]


def _colour(code: str) -> Colour:
    return tuple(int(code[at : at + 2], 16) / 255 for at in (1, 3, 5))  # type: ignore[return-value]


# The light theme of the window; text keeps its contrast on a photocopy.
INK = _colour("#1A2420")
QUIET_INK = _colour("#46534C")
LINE = _colour("#74827A")
PALE_LINE = _colour("#D3DCD3")
PINE = _colour("#1F6150")
PINE_INK = _colour("#134739")
PINE_SOFT = _colour("#D8E9E1")
SUNKEN = _colour("#EDF2EC")
FAMILY = _colour("#A86400")
FAMILY_INK = _colour("#6F4300")
FAMILY_SOFT = _colour("#FCEFD3")
FAMILY_LINE = _colour("#D8A03C")
BLACK = (0.0, 0.0, 0.0)

_PAPERS = {"letter": (612.0, 792.0), "a4": (595.276, 841.89)}
# The binding side has room for the holes of a school folder.
_BINDING, _OUTER, _TOP, _BOTTOM = 60.0, 46.0, 46.0, 54.0
_GUTTER = 24.0
_BODY, _LARGE_BODY, _POSTER_BODY = 10.5, 18.0, 16.0


@dataclass(frozen=True, slots=True)
class Type:
    """One kind of type: size in points, weight, family, colour."""

    size: float
    bold: bool = False
    serif: bool = False
    colour: Colour = INK


@dataclass(frozen=True, slots=True)
class Column:
    """Where texts of one language stand."""

    x: float
    width: float


@dataclass(frozen=True, slots=True)
class Sheet:
    """The printed area of one document and the columns of its languages."""

    size: tuple[float, float]
    x: float
    width: float
    top: float
    bottom: float
    columns: dict[str, Column]
    right_to_left: bool
    unit: float

    @property
    def height(self) -> float:
        """Height of the printed area."""
        return self.size[1] - self.top - self.bottom

    @property
    def full(self) -> Column:
        """The whole width."""
        return Column(self.x, self.width)


def sheet(document: Document, side: int | None = None) -> Sheet:
    """Return the printed area of a document.

    A right-to-left language stands at the right and has its binding there; another family language stands
    before English, at the left.

    Args:
        document: What is printed.
        side: 0 for the left and 1 for the right one of two facing pages, which are bound between them.
    """
    size = _PAPERS[document.page]
    if document.turned:
        size = size[1], size[0]
    rtl = writing(document.main_language).is_rtl
    bound_right = rtl if side is None else side == 0
    x = _OUTER if bound_right else _BINDING
    width = size[0] - _BINDING - _OUTER
    return Sheet(size, x, width, _TOP, _BOTTOM, _columns(document, x, width), rtl, _unit(document))


def _unit(document: Document) -> float:
    unit = document.size or (_POSTER_BODY if document.look == "poster" else _BODY)
    return max(unit, _LARGE_BODY) if document.large_print else unit


def _columns(document: Document, x: float, width: float) -> dict[str, Column]:
    langs = document.languages
    if document.large_print or len(langs) != 2 or document.layout != "side_by_side":
        return {lang: Column(x, width) for lang in langs}
    half = (width - _GUTTER) / 2
    # The right column: right-to-left before anything else, then English, then the second one named.
    right = max(langs, key=lambda lang: (writing(lang).is_rtl, lang == ENGLISH, langs.index(lang)))
    return {lang: Column(x + half + _GUTTER if lang == right else x, half) for lang in langs}


@dataclass(frozen=True, slots=True)
class Styles:
    """All kinds of type of one document, in steps of its body size."""

    unit: float
    look: str = "packet"

    @property
    def brief(self) -> bool:
        """Whether headings are plain words without a band."""
        return self.look != "packet"

    @property
    def _least(self) -> float:
        """The smallest type; 16 points on a large-print page, whatever it says."""
        return 16.5 if self.unit >= _LARGE_BODY else 8.5

    def text(self, style: str, quiet: bool = False) -> Type:
        """Return the type of a paragraph style; `quiet` is for English beside the family's language."""
        colour = QUIET_INK if quiet else INK
        match style:
            case "lead":
                return Type(self.unit * 1.2, colour=colour)
            case "quote":
                return Type(self.unit * 1.08, serif=True, colour=colour)
            case "display":
                return Type(self.unit * (1.7 if quiet else 2.3), bold=True, colour=colour)
            case "small":
                return Type(max(self.unit * 0.82, self._least), colour=QUIET_INK)
            case _:
                return Type(self.unit, colour=colour)

    def heading(self, level: int, quiet: bool = False) -> Type:
        """Return the type of a heading inside a section."""
        large = 1.3 if self.look == "poster" else 1.08
        size = self.unit * (large if level == 2 else 1.0)
        return Type(size, bold=True, colour=QUIET_INK if quiet else PINE_INK)

    @property
    def title(self) -> Type:
        """The document's title."""
        sizes = {"brief": 1.5, "poster": 2.6}
        return Type(self.unit * sizes.get(self.look, 1.75), bold=True)

    @property
    def second_title(self) -> Type:
        """The title in English beside it."""
        return Type(
            self.unit * (1.9 if self.look == "poster" else 1.3), bold=True, colour=QUIET_INK
        )

    @property
    def band(self) -> Type:
        """Words of a section's band."""
        return Type(self.unit * 1.05, colour=PINE_INK)

    @property
    def card(self) -> Type:
        """Words of a card, to be read at arm's length."""
        return Type(self.unit * 1.25, bold=True)

    @property
    def foot(self) -> Type:
        """The foot of the page."""
        return Type(max(self.unit * 0.76, self._least - 0.5), colour=QUIET_INK)
