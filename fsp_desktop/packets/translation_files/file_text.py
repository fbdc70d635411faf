"""What a file for translators holds: texts of one language with their English and some context."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from typing import Literal

Format = Literal["xliff", "po", "docx", "xlsx"]
ENDINGS: dict[str, Format] = {
    ".xlf": "xliff",
    ".xliff": "xliff",
    ".po": "po",
    ".docx": "docx",
    ".xlsx": "xlsx",
}
MARK = "fsp-texts"
"""First word of a table of ours."""
FILL_IN = re.compile(r"\{([a-z][a-z0-9_]*)\}")


@dataclass(frozen=True, slots=True)
class FileText:
    """One text as it stands in a file.

    Attributes:
        english: What it was translated from, as the file says it.
        text: The translation; empty if there is none.
        notes: What a translator should know.
        base: `text_hash` of the words when the file was written; empty if the file does not say.
        writer, written_on: Who wrote those words, and the day, as the file says it.
        status: How those words came about; see `translation_status`.
        line: Where it stands in the file, counted from 1.
    """

    text_id: str
    english: str
    text: str = ""
    notes: tuple[str, ...] = ()
    base: str = ""
    writer: str = ""
    written_on: str = ""
    status: str = "missing"
    line: int = 0


@dataclass(frozen=True, slots=True)
class TextFile:
    """A whole file.

    Attributes:
        language: Tag of the language translated into, as the file writes it.
        translator: Who filled it in, if they said so.
    """

    language: str
    texts: tuple[FileText, ...]
    translator: str = ""


def text_hash(text: str) -> str:
    """Return 16 hexadecimal digits that stand for the words of a translation."""
    return hashlib.sha256(text.strip().encode()).hexdigest()[:16]


def pieces_of(text: str) -> list[tuple[bool, str]]:
    """Return a text as (is a fill-in, words): the names of fill-ins without their braces."""
    found: list[tuple[bool, str]] = []
    end = 0
    for match in FILL_IN.finditer(text):
        if match.start() > end:
            found.append((False, text[end : match.start()]))
        found.append((True, match[1]))
        end = match.end()
    if end < len(text):
        found.append((False, text[end:]))
    return found
