"""The sheet on top of a pile of packets, for the people who hand them out."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from fsp_desktop.language import formats
from fsp_desktop.language.language_names import language_name
from fsp_desktop.packets.content.look import PLAIN, Look
from fsp_desktop.packets.content.school_profile import SchoolProfile
from fsp_desktop.packets.content.small_document import composer, one_page
from fsp_desktop.packets.document import Document, Table, Texts


@dataclass(frozen=True, slots=True)
class PileLine:
    """One packet of the pile. No address and no number of a child stands here.

    Attributes:
        home: Which of two homes it is for, as the family calls it; empty if there is one.
    """

    family: str
    children: str = ""
    grades: str = ""
    home: str = ""
    pages: int = 0


def compose_pile_sheet(
    profile: SchoolProfile,
    language: str,
    lines: Sequence[PileLine],
    made_on: date,
    look: Look = PLAIN,
) -> Document:
    """Return the sheet, in English, since staff read it.

    Raises:
        RefusedError: `language.unknown`.
    """
    values = {
        "language_name": language_name(language, "en"),
        "count": str(len(lines)),
        "made_on": formats.day(made_on, "en"),
    }
    make = composer(profile, (), lambda _lang: values)
    columns = ("number", "family", "child", "grade", "pages")
    header = tuple(make.words(f"table.{name}") for name in columns)
    rows = tuple(_row(make.same, number, line) for number, line in enumerate(lines, start=1))
    table = Table(header, rows, widths=(0.1, 0.38, 0.32, 0.1, 0.1))
    blocks = [make.say(f"sorting.{name}") for name in ("count", "made_on", "give", "private")]
    made = one_page(make, make.words("sorting.title"), [*blocks, table], look, section_id="pile")
    return made.document


def _row(same: Callable[[str], Texts], number: int, line: PileLine) -> tuple[Texts, ...]:
    family = f"{line.family} ({line.home})" if line.home else line.family
    cells = (str(number), family, line.children, line.grades, str(line.pages or ""))
    return tuple(same(cell) for cell in cells)
