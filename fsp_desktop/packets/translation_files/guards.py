"""Reading files that may be hostile: how large, how deep, how packed, and nothing from outside."""

from __future__ import annotations

import zipfile
import zlib
from pathlib import Path
from typing import Any
from xml.etree.ElementTree import (  # noqa: TID251 - the tree's types; parsed by defusedxml below
    Element,
    ParseError,
    TreeBuilder,
)

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import DefusedXMLParser

from fsp_desktop.domain.errors import RefusedError

MAX_BYTES = 16 * 1024 * 1024
"""A file of all texts in one language is less than one megabyte."""
MAX_PART_BYTES = 32 * 1024 * 1024
MAX_ENTRIES = 500
MAX_DEPTH = 40
_BROKEN_ZIP = (
    zipfile.BadZipFile,
    zlib.error,
    EOFError,
    NotImplementedError,
    RuntimeError,
    ValueError,
)


def read_bytes(path: Path) -> bytes:
    """Return the content of a file.

    Raises:
        RefusedError: `packets.text_file_too_large`.
        OSError: If it cannot be read.
    """
    with path.open("rb") as stream:
        data = stream.read(MAX_BYTES + 1)
    if len(data) > MAX_BYTES:
        raise RefusedError("packets.text_file_too_large")
    return data


def read_text(path: Path) -> str:
    """Return the content of a UTF-8 file.

    Raises:
        RefusedError: `packets.text_file_too_large`, `packets.not_utf8_text`.
    """
    try:
        return read_bytes(path).decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise RefusedError("packets.not_utf8_text") from error


def read_part(path: Path, name: str) -> bytes:
    """Return one part of a packed file, unpacked in memory and never beyond its limit.

    Raises:
        RefusedError: `packets.text_file_too_large`; `packets.suspicious_text_file` if it declares or
            unpacks to too much; `packets.unknown_text_file` if it is no such file.
    """
    if path.stat().st_size > MAX_BYTES:
        raise RefusedError("packets.text_file_too_large")
    try:
        with zipfile.ZipFile(path) as archive:
            entries = archive.infolist()
            declared = sum(entry.file_size for entry in entries)
            if len(entries) > MAX_ENTRIES or declared > 2 * MAX_PART_BYTES:
                raise RefusedError("packets.suspicious_text_file")
            if name not in archive.namelist():
                raise RefusedError("packets.unknown_text_file")
            with archive.open(name) as packed:
                data = packed.read(MAX_PART_BYTES + 1)
    except _BROKEN_ZIP as error:
        raise RefusedError("packets.unknown_text_file") from error
    if len(data) > MAX_PART_BYTES:
        raise RefusedError("packets.suspicious_text_file")
    return data


class Lines:
    """In which line of the file each element begins."""

    def __init__(self) -> None:
        self._line: dict[int, int] = {}
        self._kept: list[Element] = []

    def note(self, element: Element, line: int) -> None:
        """Remember an element; it is kept alive, so that its identity stays its own."""
        self._kept.append(element)
        self._line[id(element)] = line

    def of(self, element: Element) -> int:
        """Return the line of an element, counted from 1."""
        return self._line.get(id(element), 0)


class _Builder(TreeBuilder):
    """Builds the tree, notes the lines and refuses towers of elements."""

    def __init__(self, lines: Lines) -> None:
        super().__init__()
        self.expat: Any = None
        self._lines, self._depth = lines, 0

    def start(self, tag: str, attrs: dict[str, str], /) -> Element:
        self._depth += 1
        if self._depth > MAX_DEPTH:
            raise RefusedError("packets.suspicious_text_file")
        element = super().start(tag, attrs)
        self._lines.note(element, self.expat.CurrentLineNumber)
        return element

    def end(self, tag: str, /) -> Element:
        self._depth -= 1
        return super().end(tag)


def parse_xml(data: bytes) -> tuple[Element, Lines]:
    """Return the tree of an XML document; one with a document type or entities is not read.

    Raises:
        RefusedError: `packets.suspicious_text_file`, `packets.text_file_broken` with the line.
    """
    lines = Lines()
    builder = _Builder(lines)
    parser = DefusedXMLParser(target=builder, forbid_dtd=True)
    builder.expat = parser.parser
    try:
        parser.feed(data)
        return parser.close(), lines
    except DefusedXmlException as error:
        raise RefusedError("packets.suspicious_text_file") from error
    except (ParseError, UnicodeError, LookupError, ValueError) as error:
        line = error.position[0] if isinstance(error, ParseError) else 1
        raise RefusedError("packets.text_file_broken", {"line": line}) from error
