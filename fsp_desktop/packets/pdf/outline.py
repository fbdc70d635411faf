"""The outline of a file: its headings as a list that leads to their pages."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from fsp_desktop.packets.pdf.objects import CompactDocument, short, text_string


class Bookmark(NamedTuple):
    """One entry; `page` is the number of the page's object, `level` 0 for the outermost."""

    title: str
    page: int
    top: float
    level: int = 0


def write_outline(doc: CompactDocument, marks: Sequence[Bookmark]) -> int:
    """Write the outline and return its number; entries of the second level stay folded."""
    root = doc.reserve()
    numbers = [doc.reserve() for _ in marks]
    below: dict[int, list[int]] = {root: []}
    owner = root
    for number, mark in zip(numbers, marks, strict=True):
        below.setdefault(root if not mark.level else owner, []).append(number)
        owner = owner if mark.level else number
    for group_owner, group in below.items():
        for at, number in enumerate(group):
            beside = "".join(
                f"/{name} {group[other]} 0 R"
                for name, other in (("Prev", at - 1), ("Next", at + 1))
                if 0 <= other < len(group)
            )
            inner = _range(below.get(number, []), folded=True)
            doc.put(number, _entry(marks[number - numbers[0]], group_owner, beside + inner))
    doc.put(root, f"<</Type/Outlines{_range(below[root], folded=False)}>>")
    return root


def _range(numbers: Sequence[int], *, folded: bool) -> str:
    if not numbers:
        return ""
    count = -len(numbers) if folded else len(numbers)
    return f"/First {numbers[0]} 0 R/Last {numbers[-1]} 0 R/Count {count}"


def _entry(mark: Bookmark, owner: int, rest: str) -> str:
    place = f"[{mark.page} 0 R/XYZ 0 {short(mark.top)} 0]"
    return f"<</Title{text_string(mark.title)}/Parent {owner} 0 R/Dest{place}{rest}>>"
