"""What the blocks of one section share, and their languages beside or above each other."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from fsp_desktop.packets.document import ENGLISH, Text, Texts
from fsp_desktop.packets.pdf.flow import Cell, Frame, Row, Strip, on_one_baseline
from fsp_desktop.packets.pdf.style import Column, Sheet, Styles
from fsp_desktop.packets.pdf.tagging import Elem


@dataclass(frozen=True, slots=True)
class Setting:
    """What blocks of one section have in common.

    Attributes:
        languages: In the order they are read; a language the section is missing in is left out.
        elem: Structure element of the section.
    """

    sheet: Sheet
    styles: Styles
    languages: tuple[str, ...]
    elem: Elem

    @property
    def main(self) -> str:
        """The language that is not quiet."""
        return self.languages[0]

    def texts(self, texts: Texts) -> list[tuple[str, Text]]:
        """Return what there is to print, in reading order; English stands in for everything that is missing."""
        found = [(lang, texts[lang]) for lang in self.languages if texts.get(lang)]
        if not found and texts.get(ENGLISH):
            found = [(ENGLISH, texts[ENGLISH])]
        return found

    def column(self, lang: str) -> Column:
        """Return where a language stands; alone in its section, it has the whole width."""
        if len(self.languages) == 1:
            return self.sheet.full
        return self.sheet.columns.get(lang, self.sheet.full)

    def is_quiet(self, lang: str) -> bool:
        """Return whether a language stands back behind the family's own."""
        return lang != self.main


Build = Callable[[str, Text, float], tuple[Strip, ...]]


def side_by_side(
    texts: Texts,
    setting: Setting,
    build: Build,
    before: float,
    keep: bool = False,
    frame: Frame | None = None,
) -> Iterator[Row]:
    """Yield one row of columns, or a row for each language where they stand one above the other."""
    cells = []
    for lang, text in setting.texts(texts):
        place = setting.column(lang)
        pad = setting.sheet.unit * 0.4 if frame else 0.0
        cells.append(Cell(place.x, place.width, build(lang, text, place.width), 0, frame, pad))
    if len({cell.x for cell in cells}) == len(cells):
        if cells:
            yield Row(on_one_baseline(cells), before, keep)
        return
    for number, cell in enumerate(cells):
        # Languages of one piece stand closer together than pieces do.
        space = before * 1.4 if number == 0 else setting.sheet.unit * 0.1
        yield Row((cell,), space, keep or number < len(cells) - 1)
