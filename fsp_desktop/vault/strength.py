"""How hard a passphrase is to guess, as a code; advice for the person, never a bar."""

from __future__ import annotations

import math
import re
import string
from itertools import pairwise

_OFTEN_USED = frozenset(
    (
        *("password", "passwort", "contrasena", "motdepasse", "qwerty", "qwertz", "azerty"),
        *("letmein", "welcome", "school", "admin", "liaison", "family", "student", "teacher"),
        *("abc123", "iloveyou", "sunshine", "football", "monkey", "dragon"),
    )
)
_STEPS = ((28, "weak"), (45, "fair"), (65, "good"))


def passphrase_strength(passphrase: str) -> str:
    """Return `empty`, `weak`, `fair`, `good` or `strong`."""
    if not passphrase.strip():
        return "empty"
    bits = _guess_bits(passphrase)
    return next((code for limit, code in _STEPS if bits < limit), "strong")


def _guess_bits(passphrase: str) -> float:
    words = re.findall(r"[^\W\d_]{3,}", passphrase)
    by_words = 12.0 * len({word.casefold() for word in words}) + 4.0 * bool(
        re.search(r"\d", passphrase)
    )
    by_letters = _different_enough(passphrase) * math.log2(_alphabet_size(passphrase))
    bits = min(by_words, by_letters) if words and len(words) > 1 else by_letters
    return bits / 2 if _is_often_used(passphrase) else bits


def _different_enough(passphrase: str) -> float:
    """Count characters, but repeats and neighbours (aaa, 123) hardly at all."""
    pairs = pairwise(passphrase)
    return 1 + sum(0.25 if abs(ord(b) - ord(a)) <= 1 else 1 for a, b in pairs)


def _alphabet_size(passphrase: str) -> int:
    groups = (string.ascii_lowercase, string.ascii_uppercase, string.digits, string.punctuation)
    size = sum(len(group) for group in groups if any(c in group for c in passphrase))
    return max(2, size + (60 if not passphrase.isascii() else 0) + (" " in passphrase))


def _is_often_used(passphrase: str) -> bool:
    letters = re.sub(r"[^a-z]", "", passphrase.lower())
    return letters in _OFTEN_USED or passphrase.lower() in _OFTEN_USED
