"""Read the few forms of Markdown that a person types in a letter: headings, lists, paragraphs.

Bold, italic and links inside a line are left to `packets.text.inline`. Everything else is a paragraph.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

Kind = Literal["heading", "bullets", "numbers", "paragraph"]

_HEADING = re.compile(r"^(#{1,6})\s+(.*?)\s*#*$")
_BULLET = re.compile(r"^\s{0,3}[-*+•]\s+(.*)$")
_NUMBER = re.compile(r"^\s{0,3}\d{1,3}[.)]\s+(.*)$")


@dataclass(frozen=True, slots=True)
class TypedBlock:
    """One block of typed text; `lines` are a list's items, or the one line of other kinds."""

    kind: Kind
    lines: tuple[str, ...]
    level: int = 0


def read_blocks(text: str) -> list[TypedBlock]:
    """Return the blocks of a typed text in order; blank lines part them."""
    return list(_joined(_lines(text)))


def _lines(text: str) -> Iterator[TypedBlock | None]:
    """Yield one block for each line, and None for each blank line."""
    for line in text.replace("\r\n", "\n").replace("\r", "\n").split("\n"):
        if not line.strip():
            yield None
        elif found := _HEADING.match(line):
            yield TypedBlock("heading", (found[2],), len(found[1]))
        elif found := _BULLET.match(line):
            yield TypedBlock("bullets", (found[1].strip(),))
        elif found := _NUMBER.match(line):
            yield TypedBlock("numbers", (found[1].strip(),))
        else:
            yield TypedBlock("paragraph", (line.strip(),))


def _joined(lines: Iterator[TypedBlock | None]) -> Iterator[TypedBlock]:
    """Join the lines of one list or paragraph; a line after an item goes on with that item."""
    open_block: TypedBlock | None = None
    for line in lines:
        longer = _extended(open_block, line)
        if longer is None:
            if open_block is not None:
                yield open_block
            open_block = line
        else:
            open_block = longer
    if open_block is not None:
        yield open_block


def _extended(block: TypedBlock | None, line: TypedBlock | None) -> TypedBlock | None:
    if block is None or line is None or "heading" in (block.kind, line.kind):
        return None
    if line.kind == "paragraph":
        *before, last = block.lines
        return TypedBlock(block.kind, (*before, f"{last} {line.lines[0]}"))
    if line.kind == block.kind:
        return TypedBlock(block.kind, (*block.lines, *line.lines))
    return None
