"""A pseudo-language for tests: every sentence 40 % longer, accented and right to left.

Placeholders, markup, mnemonics (``&``) and line breaks stay as they are, so a window shown in this
language must still work. Each sentence is put between marks, so one that is cut off, or that never
went through ``_``, is seen at a glance.
"""

from __future__ import annotations

import math
import re

_PLAIN = "aAcCdDeEgGhHiIjJlLnNoOrRsStTuUwWyYzZ"
_ACCENTED = "áÁçÇďĎéÉğĞĥĤíÍĵĴľĽñÑöÖřŘšŠťŤúÚŵŴýÝžŽ"
_TABLE = str.maketrans(_PLAIN, _ACCENTED)
_KEEP = re.compile(r"(\{[^{}]*\}|%\(\w+\)[sd]|%[sdn]|</?\w[^>]*>|&\w+;|\n)")
_RIGHT_TO_LEFT_MARK = "\u200f"
_FILLER = "·~"


def pseudo(message: str) -> str:
    """Return the message in the pseudo-language; an empty message stays empty."""
    if not message.strip():
        return message
    parts = _KEEP.split(message)
    parts[::2] = [part.translate(_TABLE) for part in parts[::2]]
    extra = _FILLER * math.ceil(len(message) * 0.4 / len(_FILLER))
    # A mark at both ends turns the paragraph right to left without turning Latin words round.
    return f"{_RIGHT_TO_LEFT_MARK}[{''.join(parts)}{extra}]{_RIGHT_TO_LEFT_MARK}"


class PseudoCatalogue:
    """The pseudo-language as a catalogue."""

    tag = "qps-ploc"
    direction = "rtl"

    def singular(self, _context: str | None, message: str) -> str:
        """Return the message in the pseudo-language."""
        return pseudo(message)

    def counted(self, one: str, many: str, count: int) -> str:
        """Return the English form that fits, in the pseudo-language."""
        return pseudo(one if count == 1 else many)
