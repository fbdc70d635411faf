"""Secrets as words that can be printed, read aloud and typed: ten bits a word, eight to check.

The list in `resources/words/en.txt` is the project's own: 1,024 everyday words, no two with the
same first four letters and no two that differ by one letter only, so that a slip of the pen is
noticed and a completed word is never the wrong one.
"""

from __future__ import annotations

import re
from functools import lru_cache
from hashlib import blake2b

from fsp_desktop.domain.errors import RefusedError
from fsp_desktop.language.resources import resource_path

_BITS = 10
_LEAST_PREFIX = 3
_BETWEEN = re.compile(r"[\s,;.\-\u2010-\u2015]+")


@lru_cache(maxsize=1)
def word_list() -> tuple[str, ...]:
    """Return the words in the order of their values, 0 to 1023."""
    return tuple(resource_path("words", "en.txt").read_text(encoding="ascii").split())


def completions(beginning: str) -> list[str]:
    """Return the words that start with `beginning`, for a field that completes as one types."""
    return [word for word in word_list() if word.startswith(beginning.strip().lower())]


def to_words(secret: bytes) -> list[str]:
    """Return `secret` as words with a check sum; `len(secret) * 8 + 8` must be divisible by ten.

    Nine bytes make eight words, fourteen bytes make twelve.
    """
    value = int.from_bytes(secret + _check(secret), "big")
    count, left_over = divmod(len(secret) * 8 + 8, _BITS)
    if left_over:
        raise ValueError("a secret of this length does not fill whole words")
    places = range((count - 1) * _BITS, -1, -_BITS)
    return [word_list()[value >> place & 0x3FF] for place in places]


def typed_words(text: str) -> list[str]:
    """Return the words of a text as `from_words` counts them."""
    return [word for word in _BETWEEN.split(text.strip().lower()) if word]


def from_words(text: str, count: int) -> bytes:
    """Return the secret that `count` words stand for, whatever stands between them.

    Upper case, several blanks, hyphens and words cut after three or more letters are accepted as
    long as they leave no doubt.

    Raises:
        RefusedError: `vault.word_count`, `vault.unknown_word` (with the position from 1) or
            `vault.wrong_code` if the check sum does not match.
    """
    typed = typed_words(text)
    if len(typed) != count:
        raise RefusedError("vault.word_count", {"expected": count, "found": len(typed)})
    value = 0
    for position, word in enumerate(typed, start=1):
        value = value << _BITS | _value_of(word, position)
    data = value.to_bytes(count * _BITS // 8, "big")
    secret, check = data[:-1], data[-1:]
    if check != _check(secret):
        raise RefusedError("vault.wrong_code")
    return secret


def _value_of(word: str, position: int) -> int:
    words = word_list()
    if word in words:
        return words.index(word)
    candidates = completions(word) if len(word) >= _LEAST_PREFIX else []
    if len(candidates) != 1:
        raise RefusedError("vault.unknown_word", {"position": position})
    return words.index(candidates[0])


def _check(secret: bytes) -> bytes:
    return blake2b(secret, digest_size=1, person=b"fsp code words").digest()
