"""The label and badge sheets that are known, from `resources/labels/sheets.csv`."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from fsp_desktop.domain.errors import RefusedError
from fsp_desktop.language.resources import resource_path
from fsp_desktop.packets.label_sheet import LabelSheet

BADGE_FOR = {"letter": "5395", "a4": "L4785"}
"""Sheet for badges on each paper, where nobody chose one."""
CARD_FOR = {"letter": "5371", "a4": "C32011"}
"""The same for cards to cut out."""
_NUMBERS = ("width", "height", "left", "top", "across", "down", "pad")


@dataclass(frozen=True, slots=True)
class Stock:
    """One sheet as it is sold.

    Attributes:
        use: badge, label or card.
        about: Size and number of cells, as the pack says it, in English.
        source: Where the figures come from.
    """

    sheet: LabelSheet
    use: str
    about: str
    source: str


@lru_cache(maxsize=1)
def label_stock() -> dict[str, Stock]:
    """Return all sheets by the maker's number."""
    path = resource_path("labels", "sheets.csv")
    with path.open(encoding="utf-8", newline="") as file:
        return {row["name"]: _stock(row) for row in csv.DictReader(file)}


def label_sheet(name: str) -> LabelSheet:
    """Return one sheet.

    Raises:
        RefusedError: `packets.unknown_sheet` with the names that are known.
    """
    found = label_stock().get(name.strip().upper())
    if found is None:
        raise RefusedError("packets.unknown_sheet", {"known": ", ".join(label_stock())})
    return found.sheet


def _stock(row: dict[str, str]) -> Stock:
    width, height, left, top, across, down, pad = (float(row[f"{name}_pt"]) for name in _NUMBERS)
    page: Literal["letter", "a4"] = "a4" if row["page"] == "a4" else "letter"
    columns, rows = int(row["columns"]), int(row["rows"])
    sheet = LabelSheet(
        row["name"], page, columns, rows, width, height, left, top, across, down, pad
    )
    return Stock(sheet, row["use"], row["about"], row["source"])
