"""The writing system of each character, as ISO 15924 codes, and runs of one script.

The table is Unicode 15 `Scripts.txt`, cut down to the scripts that have a font here; gaps of
unassigned characters are closed. Everything else is Common and follows its neighbours.
"""

from __future__ import annotations

import unicodedata
from bisect import bisect_right

from fsp_desktop.packets.text.bidi_rules import bracket

COMMON = "Zyyy"
_RANGES = {
    "Latn": (
        "41-5A 61-7A AA BA C0-D6 D8-F6 F8-2B8 2E0-2E4 1D00-1D25 1D2C-1D5C 1D62-1D65 1D6B-1D77 1D79-1DBE "
        "1E00-1EFF 2071 207F 2090-209C 212A-212B 2132 214E 2160-2188 2C60-2C7F A722-A787 A78B-A7FF AB30-AB5A "
        "AB5C-AB64 AB66-AB69 FB00-FB06 FF21-FF3A FF41-FF5A 10780-107BA 1DF00-1DF2A"
    ),
    "Grek": (
        "370-373 375-37D 37F-384 386 388-3E1 3F0-3FF 1D26-1D2A 1D5D-1D61 1D66-1D6A 1DBF 1F00-1FFE 2126 AB65 "
        "10140-1018E 101A0 1D200-1D245"
    ),
    "Cyrl": "400-484 487-52F 1C80-1C88 1D2B 1D78 2DE0-2DFF A640-A69F FE2E-FE2F 1E030-1E08F",
    "Armn": "531-58F FB13-FB17",
    "Hebr": "591-5F4 FB1D-FB4F",
    "Arab": (
        "600-604 606-60B 60D-61A 61C-61E 620-63F 641-64A 656-66F 671-6DC 6DE-6FF 750-77F 870-8E1 8E3-8FF "
        "FB50-FD3D FD40-FDFF FE70-FEFC 10E60-10E7E 10EFD-10EFF 1EE00-1EEF1"
    ),
    "Deva": "900-950 955-963 966-97F A8E0-A8FF 11B00-11B09",
    "Beng": "980-9FE",
    "Guru": "A01-A76",
    "Gujr": "A81-AFF",
    "Orya": "B01-B77",
    "Taml": "B82-BFA 11FC0-11FFF",
    "Telu": "C00-C7F",
    "Knda": "C80-CF3",
    "Mlym": "D00-D7F",
    "Sinh": "D81-DF4 111E1-111F4",
    "Thai": "E01-E3A E40-E5B",
    "Laoo": "E81-EDF",
    "Mymr": "1000-109F A9E0-A9FE AA60-AA7F",
    "Geor": "10A0-10FA 10FC-10FF 1C90-1CBF 2D00-2D2D",
    "Hang": "1100-11FF 302E-302F 3131-318E 3200-321E 3260-327E A960-A97C AC00-D7FB FFA0-FFDC",
    "Ethi": "1200-1399 2D80-2DDE AB01-AB2E 1E7E0-1E7FE",
    "Khmr": "1780-17F9 19E0-19FF",
    "Hira": "3041-3096 309D-309F 1B001-1B11F 1B132-1B152 1F200",
    "Kana": (
        "30A1-30FA 30FD-30FF 31F0-31FF 32D0-32FE 3300-3357 FF66-FF6F FF71-FF9D 1AFF0-1B000 1B120-1B122 "
        "1B155-1B167"
    ),
    "Hani": (
        "2E80-2FD5 3005 3007 3021-3029 3038-303B 3400-4DBF 4E00-9FFF F900-FAD9 16FE2-16FE3 16FF0-16FF1 "
        "20000-2EBE0 2F800-2FA1D 30000-323AF"
    ),
    "Bopo": "2EA-2EB 3105-312F 31A0-31BF",
}


def _table() -> tuple[list[int], list[int], list[str]]:
    rows = []
    for script, ranges in _RANGES.items():
        for part in ranges.split():
            low, _, high = part.partition("-")
            rows.append((int(low, 16), int(high or low, 16), script))
    rows.sort()
    return [row[0] for row in rows], [row[1] for row in rows], [row[2] for row in rows]


_LOWS, _HIGHS, _SCRIPTS = _table()


class _Found(dict[str, str]):
    """Script of each character asked for so far."""

    def __missing__(self, char: str) -> str:
        at = bisect_right(_LOWS, ord(char)) - 1
        script = _SCRIPTS[at] if at >= 0 and ord(char) <= _HIGHS[at] else COMMON
        self[char] = script
        return script


_FOUND = _Found()


def script_of(char: str) -> str:
    """Return the ISO 15924 code of one character, `Zyyy` for what belongs to no single script."""
    return _FOUND[char]


_LATIN_ONLY = frozenset({COMMON, "Latn"})


def scripts_of(text: str, default: str) -> list[str]:
    """Return the script of each character; common ones take the script before them, marks that of their base.

    What stands in an isolate is read on its own, so that a telephone number looks the same in every language.

    Args:
        text: One paragraph.
        default: Script of the language, for a beginning without letters.
    """
    kinds = set(map(script_of, set(text)))
    if kinds <= _LATIN_ONLY and "Latn" in kinds:
        return ["Latn"] * len(text)
    out: list[str] = []
    around: list[str] = []
    current = next((s for s in map(script_of, text) if s != COMMON), default)
    found, combining = _FOUND, unicodedata.combining
    opened: list[tuple[int, str]] = []
    for at, char in enumerate(text):
        own = found[char]
        if own != COMMON:
            if own != current and not combining(char):
                current = own
            out.append(current)
            continue
        if char == "\u2069" and around:
            current = around.pop()
        mark = bracket(char)
        if mark > 0:
            opened.append((mark, current))
        # A pair of brackets comes from one font, whatever stands before its end.
        out.append(_opened(opened, -mark, current) if mark < 0 else current)
        if char in _ISOLATES:
            around.append(current)
            current = _first_script(text, at + 1)
    return out


def _opened(opened: list[tuple[int, str]], mark: int, otherwise: str) -> str:
    """Return the script of the bracket that is closed, and forget it with what was opened inside."""
    at = next((at for at in range(len(opened) - 1, -1, -1) if opened[at][0] == mark), -1)
    if at < 0:
        return otherwise
    script = opened[at][1]
    del opened[at:]
    return script


_ISOLATES = frozenset("\u2066\u2067\u2068")


def _first_script(text: str, start: int) -> str:
    end = text.find("\u2069", start)
    return next((s for s in map(script_of, text[start:end]) if s != COMMON), "Latn")
