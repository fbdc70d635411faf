"""Text from people and files made safe to set: no controls, no direction tricks."""

from __future__ import annotations

import unicodedata

LRI, FSI, PDI = "\u2066", "\u2068", "\u2069"
NBSP = "\u00a0"

# Embeddings, overrides and isolates reorder what stands around them: only this room may place isolates.
_DIRECTION = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
# Invisible on paper and useful only for hiding things: annotation anchors, byte order mark, tag characters.
_HIDDEN = frozenset("\ufeff\ufff9\ufffa\ufffb\u206a\u206b\u206c\u206d\u206e\u206f")
_SPACES = frozenset("\t\u000b\u000c\u0085\u2028\u2029")


def clean(text: str, keep_lines: bool = False) -> str:
    """Return text in NFC without control characters, hidden characters and direction overrides.

    Args:
        text: Anything a person typed or a file held.
        keep_lines: Keep line feeds (they end a line on paper); otherwise they become spaces.
    """
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    return unicodedata.normalize("NFC", "".join(_kept(char, keep_lines) for char in text))


def _kept(char: str, keep_lines: bool) -> str:
    if char == "\n":
        return char if keep_lines else " "
    if char in _SPACES:
        return " "
    if char in _DIRECTION or char in _HIDDEN or "\U000e0000" <= char <= "\U000e007f":
        return ""
    return "" if unicodedata.category(char) in {"Cc", "Cs"} else char
