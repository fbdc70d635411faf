"""Text as the search index keeps it, the same for what is stored and for what is typed.

Case, accents and letters like đ ł ø are folded; Arabic loses its optional marks. Scripts written
without blanks between words get a blank after each character, so that any piece of them is found
as a phrase.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Iterable
from itertools import accumulate

_LETTERS = {
    "đ": "d", "ð": "d", "ł": "l", "ø": "o", "ß": "ss", "æ": "ae", "œ": "oe", "ħ": "h", "ı": "i",
    "þ": "th", "ŧ": "t", "ŋ": "n", "ƴ": "y", "ɓ": "b", "ɗ": "d", "ƙ": "k", "ɛ": "e", "ɔ": "o",
    "ʼ": "", "ʻ": "", "’": "", "‘": "", "'": "",
    "آ": "ا", "أ": "ا", "إ": "ا", "ٱ": "ا", "ؤ": "و", "ئ": "ي", "ى": "ي", "ی": "ي", "ې": "ي",
    "ة": "ه", "ە": "ه", "ک": "ك", "ء": "", "ـ": "",
    "\u200b": "", "\u200c": "", "\u200d": "", "\u00ad": "",
}  # fmt: skip
_MARKS = (
    (0x0300, 0x036F), (0x0483, 0x0489), (0x0591, 0x05C7), (0x0610, 0x061A), (0x064B, 0x065F),
    (0x0670, 0x0670), (0x06D6, 0x06DC), (0x06DF, 0x06E4), (0x06E7, 0x06E8), (0x06EA, 0x06ED),
)  # fmt: skip
"""Marks above and below letters that people leave out; vowels of Thai or Khmer are not among them."""
_UNSPACED = (
    "\u0e00-\u0eff"  # Thai, Lao
    "\u1000-\u109f\uaa60-\uaa7f\ua9e0-\ua9ff"  # Burmese and its neighbours
    "\u1780-\u17ff\u19e0-\u19ff"  # Khmer
    "\u3005-\u3007\u3040-\u30ff\u31f0-\u31ff"  # kana
    "\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"  # Chinese characters
)
_EACH = re.compile(f"([{_UNSPACED}])")
_ARABIC_WORD = re.compile("[\u0621-\u063a\u0641-\u064a\u066e-\u06d3\u06fa-\u06ff]{3,}")
_PHONE = re.compile(r"[0-9](?:[0-9]|[ ().+/-]{1,3}(?=[0-9])){3,}")
_NOT_DIGIT = re.compile("[^0-9]")
_MOST_DIGITS = 20


class _FoldTable(dict[int, str]):
    """Character -> what it is folded to, worked out when it is first met."""

    def __missing__(self, code: int) -> str:
        self[code] = folded = _fold_character(chr(code))
        return folded


def _fold_character(character: str) -> str:
    # Vowels written in two parts stay one in scripts without blanks: nobody types the parts.
    is_whole = is_unspaced(character) and ord(character) not in _PLAIN
    parts = character if is_whole else unicodedata.normalize("NFKD", character).casefold()
    return unicodedata.normalize("NFC", parts.translate(_PLAIN))


def _plain_table() -> dict[int, str]:
    table = {ord(letter): folded for letter, folded in _LETTERS.items()}
    for first, last in _MARKS:
        table |= dict.fromkeys(range(first, last + 1), "")
    for base in (0x0660, 0x06F0, 0x0966, 0x09E6, 0x0E50, 0x1040, 0x17E0):
        table |= {base + digit: str(digit) for digit in range(10)}
    return table


_PLAIN = _plain_table()
_FOLD = _FoldTable()


def fold(text: str) -> str:
    """Return `text` without case, accents and other differences that people do not type.

    Each character is folded for itself, so that places in both texts can be compared.
    """
    if text.isascii():
        return text.lower().replace("'", "")
    return text.translate(_FOLD)


def unfolded_places(text: str, places: Iterable[int]) -> list[int]:
    """Return places in the text as written for places in the folded text."""
    ends = list(accumulate(map(len, map(_FOLD.__getitem__, map(ord, text)))))
    return [bisect_right(ends, place) for place in places]


def spaced(folded: str) -> str:
    """Return folded text with blanks around each character of scripts written without blanks."""
    return folded if folded.isascii() else " ".join(_EACH.split(folded))


def is_unspaced(character: str) -> bool:
    """Tell whether a character belongs to a script written without blanks between words."""
    return _EACH.match(character) is not None


def tails(folded: str) -> str:
    """Return the endings to index besides the words: of numbers, and of Arabic words.

    A number is found by any four of its digits, and an Arabic word also behind its article and
    the small words written together with it.
    """
    endings: dict[str, None] = {}
    for run in _PHONE.findall(folded):
        digits = _NOT_DIGIT.sub("", run)[:_MOST_DIGITS]
        for start in range(len(digits) - 3):
            endings[digits[start:]] = None
    if not folded.isascii():
        for word in _ARABIC_WORD.findall(folded):
            for start in range(1, len(word) - 1):
                endings[word[start:]] = None
    return " ".join(endings)


def digits_of(folded: str) -> str | None:
    """Return the digits of something typed that looks like a piece of a number, or None."""
    if re.fullmatch(r"[0-9 ().+/-]+", folded) is None:
        return None
    digits = _NOT_DIGIT.sub("", folded)
    return digits if len(digits) >= 4 else None
