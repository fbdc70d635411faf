"""One invented packet of four pages in English and another language, as plain data every engine can print.

The words are those of the sample paragraphs, turned round so that no two paragraphs are alike: shaping is paid
for each of them. Values in braces differ from family to family.
"""

from __future__ import annotations

from typing import Any

from tests.packets.languages import ARTICLES, RIGHT_TO_LEFT, autonym

SECTIONS, PARAGRAPHS, POINTS, ROWS = 5, 3, 3, 3
ADDRESS = "https://cedar.example.org/welcome"
FONTS = {"ar": "NotoSansArabic", "ur": "NotoNastaliqUrdu", "zh-Hans": "NotoSansCJK"}
UNSPACED = frozenset({"zh-Hans", "zh-Hant", "ja", "th"})


def packet(lang: str, sections: int = SECTIONS) -> dict[str, Any]:
    """Return title, sections and table of a packet; each text is a pair (other language, English)."""
    return {
        "lang": lang,
        "right_to_left": lang in RIGHT_TO_LEFT,
        "address": ADDRESS,
        "title": [autonym(lang), "Welcome to our school"],
        "sections": [_section(lang, number) for number in range(sections)],
    }


def values(number: int) -> dict[str, str]:
    """Return what is printed of one family."""
    return {
        "name": f"Family {number:04d}",
        "phone": f"(555) 010-{number % 10_000:04d}",
        "time": f"{number % 12 + 1}:{number % 60:02d} p.m.",
    }


def _section(lang: str, number: int) -> dict[str, Any]:
    base = number * 50
    return {
        "heading": _pair(lang, base, 4),
        "paragraphs": [
            [
                f"{{name}}: {text} {{phone}}, {{time}}." if at == 0 else text
                for text in _pair(lang, base + 7 * at, 30)
            ]
            for at in range(PARAGRAPHS)
        ],
        "points": [_pair(lang, base + 3 * at, 9) for at in range(POINTS)],
        "rows": [[_pair(lang, base + at, 4), _pair(lang, base + 5 * at, 6)] for at in range(ROWS)]
        if number % 3 == 0
        else [],
    }


def _pair(lang: str, turn: int, length: int) -> list[str]:
    return [_words(lang, turn, length), _words("en", turn, length)]


def _words(lang: str, turn: int, length: int) -> str:
    joint = "" if lang in UNSPACED else " "
    text = joint.join(ARTICLES[lang]).replace("，", "").replace("。", "")
    parts = list(text) if lang in UNSPACED else text.split(" ")
    wanted = length * 2 if lang in UNSPACED else length
    turned = (parts * (2 + (turn + wanted) // len(parts)))[turn : turn + wanted]
    return joint.join(turned)
