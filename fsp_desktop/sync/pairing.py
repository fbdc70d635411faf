"""Invitation codes: eight words that two computers share for a week, and where to meet.

A code reads `word-word-...-word@place`. The words alone carry the secret; the place is the folder
of the space, or only the space's name when people say the place in another way. Neither carries a
key of the team. The words are stretched, so that what lies on the remote cannot be guessed at.
"""

from __future__ import annotations

import re
import secrets
from dataclasses import dataclass
from hashlib import blake2b

from nacl import pwhash

from fsp_desktop.domain.errors import RefusedError
from fsp_desktop.sync.names import space_folder, space_of
from fsp_desktop.vault.code_words import from_words, to_words
from fsp_desktop.vault.wrapping import INTERACTIVE

CODE_WORDS = 8
_SECRET_BYTES = 9
_SALT = b"fsp pairing one."
_LAST_PART = re.compile(r"(?P<root>.*?)[/\\]*(?P<folder>fsp1-[0-9a-f]{32})[/\\]*", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Pairing:
    """What the words become: a name for the files at the door, and the key that seals them."""

    id: str
    key: bytes


@dataclass(frozen=True, slots=True)
class Code:
    """A code taken apart; `space` and `place` are None when it does not carry them."""

    secret: bytes
    space: str | None
    place: str | None


def new_secret() -> bytes:
    """Return a fresh secret for one invitation."""
    return secrets.token_bytes(_SECRET_BYTES)


def make_code(secret: bytes, space_id: str, place: str | None) -> str:
    """Return the code to type or scan; `place` is what `open_remote` takes, or None."""
    folder = space_folder(space_id)
    where = f"{place.rstrip('/')}/{folder}" if place else folder
    return f"{'-'.join(to_words(secret))}@{where}"


def parse_code(text: str) -> Code:
    """Return the parts of a typed code; blanks, line ends and capitals in the words do not matter.

    Raises:
        RefusedError: `vault.word_count`, `vault.unknown_word` or `vault.wrong_code`.
    """
    words, _, where = text.strip().partition("@")
    secret = from_words(words, CODE_WORDS)
    where = where.strip()
    match = _LAST_PART.fullmatch(where)
    if match is None:
        return Code(secret, None, where or None)
    return Code(secret, space_of(match["folder"]), match["root"] or None)


def pairing_of(secret: bytes) -> Pairing:
    """Return the pairing that `secret` stands for; takes a moment on purpose.

    Raises:
        RefusedError: `vault.too_little_memory`.
    """
    try:
        raw = pwhash.argon2id.kdf(40, secret, _SALT, INTERACTIVE.ops, INTERACTIVE.memory_bytes)
    except RuntimeError as error:
        raise RefusedError(
            "vault.too_little_memory", {"bytes": INTERACTIVE.memory_bytes}
        ) from error
    return Pairing(raw[:8].hex(), raw[8:])


def compare_numbers(key: bytes, verify_key: bytes, box_key: bytes) -> str:
    """Return four numbers for both people to read aloud; equal means nobody stands between."""
    raw = blake2b(verify_key + box_key, key=key, digest_size=8, person=b"fsp read aloud").digest()
    return " ".join(f"{int.from_bytes(raw[i : i + 2], 'big') % 100:02d}" for i in range(0, 8, 2))
