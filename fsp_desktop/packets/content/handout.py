"""A letter or flyer in up to four languages, block beside block, from typed texts."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from itertools import zip_longest
from pathlib import Path

from fsp_desktop.domain.errors import RefusedError
from fsp_desktop.language.languages import language
from fsp_desktop.packets.content.light_markdown import TypedBlock, read_blocks
from fsp_desktop.packets.content.look import Layout, Page
from fsp_desktop.packets.content.texts import ENGLISH
from fsp_desktop.packets.document import (
    Block,
    Bullets,
    Document,
    Heading,
    Paragraph,
    Section,
    Texts,
    inline,
    verbatim,
)

MOST_TEXTS = 4
LARGEST_BYTES = 1_000_000
_DEEPEST_HEADING = 3
Row = dict[str, TypedBlock]


def compose_handout(
    texts: Sequence[tuple[Path | bytes, str]],
    title: str | None = None,
    layout: Layout = "side_by_side",
    page: Page = "letter",
    *,
    large_print: bool = False,
) -> Document:
    """Return typed texts as one document, English last.

    Args:
        texts: One to four pairs of a UTF-8 text (its file, or its bytes) and its language tag. They
            must have the same blocks in the same order.
        title: Title of the document; without it the first heading of the texts is taken.
        layout: How the languages stand on the page.
        page: Paper size.
        large_print: 18 point, one column.

    Raises:
        RefusedError: `packets.blocks_differ` with the block's number and both kinds,
            `packets.text_count`, `packets.same_language_twice`, `packets.not_utf8`,
            `packets.text_too_long`, `packets.text_unreadable` or `language.unknown`.
    """
    rows = _rows(_read(texts))
    titles, rows = _title(title, rows)
    tags = tuple(rows[0]) if rows else tuple(titles)
    sections = tuple(_sections(rows))
    content = repr((titles, sections, tags, layout, page, large_print))
    return Document(
        title=titles,
        languages=tags,
        sections=sections,
        layout=layout,
        page=page,
        large_print=large_print,
        key=hashlib.sha256(content.encode()).hexdigest()[:32],
    )


def _read(texts: Sequence[tuple[Path | bytes, str]]) -> dict[str, list[TypedBlock]]:
    if not 1 <= len(texts) <= MOST_TEXTS:
        raise RefusedError("packets.text_count", {"count": len(texts), "most": MOST_TEXTS})
    read: dict[str, list[TypedBlock]] = {}
    for source, wanted in texts:
        tag = language(wanted).tag
        if tag in read:
            raise RefusedError("packets.same_language_twice", {"tag": tag})
        read[tag] = read_blocks(_decoded(source, tag))
    order = sorted(read, key=lambda tag: tag == ENGLISH)
    return {tag: read[tag] for tag in order}


def _decoded(source: Path | bytes, tag: str) -> str:
    try:
        content = source if isinstance(source, bytes) else source.read_bytes()
    except OSError as error:
        raise RefusedError("packets.text_unreadable", {"tag": tag}) from error
    if len(content) > LARGEST_BYTES:
        raise RefusedError("packets.text_too_long", {"tag": tag, "most_bytes": LARGEST_BYTES})
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise RefusedError("packets.not_utf8", {"tag": tag, "byte": error.start}) from error


def _rows(read: dict[str, list[TypedBlock]]) -> list[Row]:
    """Stand the blocks of all texts side by side, or refuse at the first that differs."""
    main, *others = read
    for other in others:
        pairs = zip_longest(read[main], read[other])
        for number, (ours, theirs) in enumerate(pairs, start=1):
            if _form(ours) != _form(theirs):
                forms = {main: _form(ours), other: _form(theirs)}
                raise RefusedError("packets.blocks_differ", {"block": number, "forms": forms})
    return [dict(zip(read, blocks, strict=True)) for blocks in zip(*read.values(), strict=True)]


def _form(block: TypedBlock | None) -> str:
    if block is None:
        return "nothing"
    if block.kind == "heading":
        return f"heading {block.level}"
    return block.kind if block.kind == "paragraph" else f"{block.kind} {len(block.lines)}"


def _title(title: str | None, rows: list[Row]) -> tuple[Texts, list[Row]]:
    if title:
        tags = tuple(rows[0]) if rows else (ENGLISH,)
        return {tag: verbatim(title) for tag in tags}, rows
    if rows and _kind(rows[0]) == "heading":
        return _texts(rows[0]), rows[1:]
    return {}, rows


def _sections(rows: list[Row]) -> Iterator[Section]:
    """Cut the rows at their highest headings; what stands before the first has no band."""
    levels = [_level(row) for row in rows if _kind(row) == "heading"]
    top = min(levels, default=0)
    heading: Texts = {}
    blocks: list[Block] = []
    number = 0
    for row in rows:
        if _kind(row) == "heading" and _level(row) == top:
            if heading or blocks:
                yield Section(f"part{number}", heading, tuple(blocks))
            number, heading, blocks = number + 1, _texts(row), []
        else:
            blocks.append(_block(row, top))
    if heading or blocks:
        yield Section(f"part{number}", heading, tuple(blocks))


def _block(row: Row, top: int) -> Block:
    kind = _kind(row)
    if kind == "heading":
        return Heading(min(_level(row) - top + 1, _DEEPEST_HEADING), _texts(row))
    if kind == "paragraph":
        return Paragraph(_texts(row))
    count = len(next(iter(row.values())).lines)
    return Bullets(tuple(_texts(row, n) for n in range(count)), ordered=kind == "numbers")


def _kind(row: Row) -> str:
    return next(iter(row.values())).kind


def _level(row: Row) -> int:
    return next(iter(row.values())).level


def _texts(row: Row, line: int = 0) -> Texts:
    return {tag: inline(block.lines[line]) for tag, block in row.items()}
