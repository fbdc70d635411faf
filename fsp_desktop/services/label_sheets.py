"""The label and badge sheets one can print on."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from fsp_desktop.packets.content.label_stock import label_stock

Use = Literal["badge", "label", "card"]


@dataclass(frozen=True, slots=True)
class SheetChoice:
    """One sheet as people choose it.

    Attributes:
        name: The maker's number.
        page: letter or a4.
        use: What it is sold for.
        count: Cells on a sheet.
        width_pt: Of a cell, in points.
        height_pt: Of a cell, in points.
    """

    name: str
    page: str
    use: str
    count: int
    width_pt: float
    height_pt: float


def label_sheets(*uses: Use) -> tuple[SheetChoice, ...]:
    """Return the sheets sold for these uses, or all of them, in the order of the list.

    Source: `resources/labels/sheets.csv`, where each size carries its own.
    """
    return tuple(
        SheetChoice(
            one.sheet.name,
            one.sheet.page,
            one.use,
            one.sheet.count,
            one.sheet.width,
            one.sheet.height,
        )
        for one in label_stock().values()
        if not uses or one.use in uses
    )
