"""Own words in quotation marks: what stands apart by an empty line was said apart."""

from __future__ import annotations

import re

from fsp_desktop.language.words import _

_APART = re.compile(r"\n[ \t]*\n\s*")


def quoted(text: str) -> str:
    """Return somebody's own words in quotation marks.

    Two texts that were kept both stand under each other, an empty line between; they may be of two
    people and in two languages, so each of them is a quote of its own, in a line of its own.
    """
    parts = [part.strip() for part in _APART.split(text) if part.strip()]
    return "\n".join(_("“{words}”").format(words=part) for part in parts)
