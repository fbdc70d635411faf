"""Documents as plain text: what a packet says, for people who hear it and for searching."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from fsp_desktop.packets.document import (
    ENGLISH,
    Block,
    Bullets,
    Card,
    CheckList,
    Document,
    Figure,
    FillIn,
    Heading,
    Labels,
    Paragraph,
    Picture,
    Section,
    SignLines,
    Table,
    Texts,
)  # fmt: skip
from fsp_desktop.packets.label_sheet import Label, LabelCode, LabelLine, LabelPicture, LabelText
from fsp_desktop.packets.text.spans import Span, Text, plain

_ISOLATES = str.maketrans(
    {"\u2066": None, "\u2067": None, "\u2068": None, "\u2069": None, "\u00a0": " "}
)


def texts_of(block: Block) -> Iterator[Texts]:
    """Yield every text of a block, in reading order."""
    match block:
        case Heading(_, texts) | Paragraph(texts):
            yield texts
        case Bullets(items) | CheckList(items):
            yield from items
        case Table(header, rows):
            yield from header
            for row in rows:
                yield from row
        case Figure(_, alt, caption) | Picture(_, alt, caption):
            yield from (alt, caption)
        case Card(lines, title):
            yield from (title, *lines)
        case Labels(_, cells):
            yield from _texts_of_cells(cells)
        case _:
            yield from _labels_of(block)


def _labels_of(block: Block) -> Iterator[Texts]:
    """Yield the words at places to write; what has no words yields nothing."""
    if isinstance(block, FillIn):
        yield block.label
    elif isinstance(block, SignLines):
        yield from block.labels


def _texts_of_cells(cells: Sequence[Label]) -> Iterator[Texts]:
    for cell in cells:
        for part in (cell.band, *cell.parts):
            if isinstance(part, LabelText):
                yield {part.lang: part.text}
            elif isinstance(part, LabelCode | LabelPicture):
                yield {part.lang: part.alt}


def _cell(cell: Label) -> str:
    lines = []
    for part in (cell.band, *cell.parts):
        if isinstance(part, LabelText):
            lines.append(plain(part.text))
        elif isinstance(part, LabelCode):
            lines += [plain(part.alt), part.data]
        elif isinstance(part, LabelPicture):
            lines.append(plain(part.alt))
        elif isinstance(part, LabelLine):
            lines.append("______")
    return "\n".join(line.translate(_ISOLATES) for line in lines)


def without_marks(text: str) -> str:
    """Return text as it is copied into a message: without isolates, with ordinary spaces."""
    return text.translate(_ISOLATES)


def text_twin(document: Document) -> str:
    """Return a document as plain text: each piece in the family's language, then in the others."""
    order = tuple(sorted(document.languages, key=lambda lang: lang != document.main_language))
    parts = [
        _all(document.title, order),
        _all(document.subtitle, order),
        *(_all(t, order) for t in document.aside),
    ]
    parts.extend(_section(section, order) for section in document.sections)
    parts.append(_all(document.footer, order))
    return "\n\n".join(part for part in parts if part) + "\n"


def _section(section: Section, order: tuple[str, ...]) -> str:
    langs = tuple(lang for lang in order if section.state(lang) != "missing") or (ENGLISH,)
    heading = _all(section.heading, langs, " · ")
    if any(section.state(lang) == "draft" for lang in langs):
        heading += f" [{_all(section.draft_label, order, ' · ')}]"
    return "\n\n".join(
        part for part in (heading, *(_block(block, langs) for block in section.blocks)) if part
    )


def _block(block: Block, order: tuple[str, ...]) -> str:
    match block:
        case Bullets(items, ordered):
            signs = [f"{number}. " if ordered else "• " for number in range(1, len(items) + 1)]
            return "\n".join(
                _all(item, order, "\n", sign) for item, sign in zip(items, signs, strict=True)
            )
        case CheckList(items):
            return "\n".join(_all(item, order, "\n", "☐ ") for item in items)
        case Table(header, rows):
            return "\n".join(
                " | ".join(_all(cell, order, " / ") for cell in row)
                for row in (header, *rows)
                if row
            )
        case Figure(data, alt, caption):
            return "\n".join(
                part for part in (_all(caption, order) or _all(alt, order), data) if part
            )
        case Picture(_, alt, caption):
            said = (_all(alt, order), _all(caption, order))
            return "\n".join(dict.fromkeys(part for part in said if part))
        case FillIn() | SignLines():
            return _to_write_on(block, order)
        case Labels(_, cells):
            return "\n\n".join(_cell(cell) for cell in cells)
        case _:
            return "\n".join(_all(texts, order) for texts in texts_of(block))


def _to_write_on(block: FillIn | SignLines, order: tuple[str, ...]) -> str:
    if isinstance(block, FillIn):
        return _all(block.label, order) + "\n______" * block.lines
    return "\n".join(f"______ {_all(label, order, ' / ')}" for label in block.labels)


def _all(texts: Texts, order: tuple[str, ...], between: str = "\n", sign: str = "") -> str:
    found = [texts[lang] for lang in order if texts.get(lang)] or (
        [texts[ENGLISH]] if texts.get(ENGLISH) else []
    )
    said = dict.fromkeys(sign + _read(text) for text in found)
    return between.join(said)


def _read(text: Text) -> str:
    """Return a text with the address behind each label that hides one."""
    out = []
    for at, span in enumerate(text):
        out.append(span.text)
        following = text[at + 1].link if at + 1 < len(text) else None
        if span.link and span.link != following and not _says(span):
            out.append(f" ({span.link})")
    return "".join(out).translate(_ISOLATES)


def _says(span: Span) -> bool:
    """Tell whether the words of a link are its address."""
    address = (span.link or "").partition(":")[2].lstrip("/")
    return address.rstrip("/") in span.text.translate(_ISOLATES)
