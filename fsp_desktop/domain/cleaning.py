"""Make typed text safe to keep: no invisible characters that can hide or reorder words."""

from __future__ import annotations

import re
import unicodedata

SHORT_TEXT_MAX = 300
"""Characters in a one-line field (a name, a label)."""
LONG_TEXT_MAX = 1_000_000
"""Characters in a note; about five hundred printed pages."""

# C0 and C1 controls but tab and newline; bidi embeddings, overrides and isolates. Joiners
# (U+200C, U+200D) stay: Persian, Kurdish and Indic spelling needs them.
_UNWANTED = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ufeff\ud800-\udfff]")


def clean_text(text: str) -> str:
    """Return `text` in NFC with newlines as LF and without control or bidi override characters."""
    unified = text.replace("\r\n", "\n").replace("\r", "\n")
    return unicodedata.normalize("NFC", _UNWANTED.sub("", unified))


def clean_line(text: str) -> str:
    """Return `text` cleaned and on one line, with outer and repeated white space removed."""
    return " ".join(clean_text(text).split())
