"""Find the pieces of typed text that must keep their order and stay on one line.

The bidirectional algorithm, followed to the letter, shows "(555) 010-4477" inside Arabic as "(555) 4477-010".
So telephone numbers, times, dates, amounts, street, e-mail and web addresses are isolated wherever they stand.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

_D = "[0-9\u0660-\u0669\u06f0-\u06f9]"
_SP = "[ \u00a0\u202f]"
_DASH = "[-\u2010-\u2014]"
_END = rf"(?![.,:/]?{_D})"

_WEB = r"(?:https?://|www\.)[!-~]*[A-Za-z0-9/#=&_~-]"
_MAIL = r"[A-Za-z0-9_.+-]{1,64}@[A-Za-z0-9-]{1,63}(?:\.[A-Za-z0-9-]{1,63})+"
_STREET = (
    rf"[0-9]{{1,6}}[A-Za-z]?{_SP}(?:[NSEW]\.?{_SP})?(?:[A-Z][A-Za-z0-9'.-]*{_SP}){{1,4}}"
    r"(?:Street|Avenue|Ave|St|Road|Rd|Drive|Dr|Lane|Ln|Boulevard|Blvd|Court|Ct|Way|Place|Pl|Parkway|Pkwy|Highway|Hwy"
    r"|Terrace|Ter|Circle|Cir)\b\.?"
    rf"(?:,?{_SP}(?:Apartment|Apt|Unit|Suite|Ste|Room|Rm|No|#)\.?{_SP}?[A-Za-z0-9-]{{1,8}})?"
)
_TAIL = rf"(?:{_SP}?(?:a\.{_SP}?m\.?|p\.{_SP}?m\.?|[AaPp][Mm]\b))"
_CLOCK = rf"{_D}{{1,2}}(?:[:.h]{_D}{{2}}{_END}|{_SP}?h{_SP}{_D}{{2}}{_END}|{_SP}?h\b){_TAIL}?"
_TIME = rf"(?:{_CLOCK}|{_D}{{1,2}}{_TAIL})"
_TIMES = rf"{_TIME}(?:{_SP}?{_DASH}{_SP}?{_TIME})?"
_GAP = rf"(?:{_SP}?{_DASH}{_SP}?|{_SP}|[./])"
_PHONE = (
    rf"(?=(?:[-+(). /\u00a0\u202f\u2010-\u2014]{{0,3}}{_D}){{7}})"
    rf"(?:\+{_SP}?)?\(?{_D}{{1,12}}\)?(?:{_GAP}?\(?{_D}{{2,8}}\)?){{1,6}}(?:,?{_SP}?(?:x|ext\.?){_SP}?{_D}{{1,6}})?"
)
# "Bus 7-B", "Route 12", "Room 4A", and "7-B" by itself.
_NUMBERED = (
    rf"(?:Bus|BUS|bus|Route|Line|Van|Room|Rm\.?|Gate|Door){_SP}(?:No\.?{_SP})?#?[0-9]{{1,4}}(?:-?[A-Z]\b|-[0-9]{{1,3}})?"
    r"|[0-9]{1,4}-?[A-Z](?![A-Za-z0-9])"
)
_SIGN = "[#$\u20ac\u00a3\u20b9]"
_NUMBER = (
    rf"[-+\u2212]?{_SIGN}?{_D}+(?:(?:[.,:/]|{_SP}?{_DASH}{_SP}?){_SIGN}?{_D}+)+(?:{_SP}?[%\u00b0$\u20ac\u00a3])?"
    rf"|{_SIGN}{_D}+|[+\u2212]{_D}+|{_D}+{_SP}?[%\u00b0$\u20ac\u00a3]"
)

_KINDS = (
    ("web", _WEB),
    ("mail", _MAIL),
    ("address", _STREET),
    ("line", _NUMBERED),
    ("time", _TIMES),
    ("phone", _PHONE),
    ("number", _NUMBER),
)
# ASCII rules for \b: a Chinese or Arabic letter beside a number is no part of it.
_ANY = re.compile(
    "|".join(f"(?P<{name}>(?<![A-Za-z0-9])(?:{form}))" for name, form in _KINDS), re.ASCII
)


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of text; `kind` is empty for ordinary words."""

    text: str
    kind: str = ""


def pieces(text: str) -> Iterator[Piece]:
    """Cut text into ordinary words and pieces that must keep their order; nothing is lost or added."""
    start = 0
    for match in _ANY.finditer(text):
        if match.start() > start:
            yield Piece(text[start : match.start()])
        yield Piece(match.group(), match.lastgroup or "")
        start = match.end()
    if start < len(text):
        yield Piece(text[start:])
