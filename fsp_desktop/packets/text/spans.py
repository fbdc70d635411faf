"""Inline text as the typesetter knows it: a tuple of spans with one look each."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Span:
    """A piece of text with one look.

    Attributes:
        text: What is printed. May hold isolates (U+2066 to U+2069) that this room has put there.
        bold: Printed in the heavier weight.
        italic: Printed slanted where the script has such a face.
        link: Address that a reader of the file can follow, or None.
        lang: BCP 47 tag when it differs from the language of the block around it.
        protected: Never broken over two lines as long as it fits into one.
    """

    text: str
    bold: bool = False
    italic: bool = False
    link: str | None = None
    lang: str | None = None
    protected: bool = False


Text = tuple[Span, ...]


def plain(text: Text) -> str:
    """Return the letters of a text without looks."""
    return "".join(span.text for span in text)
