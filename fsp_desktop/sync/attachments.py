"""Attached files: sealed in pieces of one megabyte, named by their hash, fetched when needed.

Each file has a key of its own, which stands in the record beside the hashes and so is as secret as
the record. A piece is whole or not there, so that an interrupted transfer goes on with the next
one. Pieces are only ever opened in memory.
"""

from __future__ import annotations

import json
import os
import struct
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from nacl import bindings, exceptions

from fsp_desktop.domain.clock import to_wire_time
from fsp_desktop.domain.errors import RefusedError
from fsp_desktop.sync.exchange import Exchange
from fsp_desktop.sync.names import piece_name
from fsp_desktop.sync.padding import padded_size
from fsp_desktop.sync.wire import hash_of
from fsp_desktop.sync.writing import put_and_read_back

MAGIC = b"FSPfile1"
PIECE_BYTES = 1024 * 1024
MOST_FILE_BYTES = 64 * 1024 * 1024
UNUSED_FOR = timedelta(days=90)
_LOOK_EVERY = timedelta(days=1)
_NONCE_BYTES = bindings.crypto_aead_xchacha20poly1305_ietf_NPUBBYTES


@dataclass(frozen=True, slots=True)
class Pieces:
    """What a record keeps of a file: its key, in hexadecimal, and the hashes of its pieces."""

    key: str
    hashes: tuple[str, ...]

    def to_text(self) -> str:
        """Return it as the record keeps it."""
        return json.dumps({"key": self.key, "pieces": self.hashes})


def read_pieces(text: object) -> Pieces:
    """Return what a record keeps of a file.

    Raises:
        RefusedError: `sync.malformed`.
    """
    try:
        book = json.loads(str(text))
        key, hashes = bytes.fromhex(book["key"]), tuple(map(str, book["pieces"]))
        if len(key) != 32 or any(len(bytes.fromhex(one)) != 32 for one in hashes):
            raise ValueError(text)
    except (ValueError, TypeError, KeyError) as error:
        raise RefusedError("sync.malformed", {"part": "attachment"}) from error
    return Pieces(key.hex(), hashes)


def seal_file(data: bytes) -> tuple[Pieces, list[tuple[str, bytes]]]:
    """Return what the record keeps of a file, and its sealed pieces with their hashes.

    Raises:
        RefusedError: `sync.file_too_large` over 64 MB.
    """
    if len(data) > MOST_FILE_BYTES:
        raise RefusedError("sync.file_too_large", {"most": MOST_FILE_BYTES})
    key = os.urandom(32)
    starts = range(0, max(len(data), 1), PIECE_BYTES)
    sealed = [
        _seal(data[start : start + PIECE_BYTES], key, number) for number, start in enumerate(starts)
    ]
    pieces = [(hash_of(piece), piece) for piece in sealed]
    return Pieces(key.hex(), tuple(one for one, _ in pieces)), pieces


def open_pieces(pieces: Pieces, sealed: Sequence[bytes]) -> bytes:
    """Return the file, after checking every piece.

    Raises:
        RefusedError: `sync.wrong_name`, `sync.not_ours` or `sync.not_opened`.
    """
    key = bytes.fromhex(pieces.key)
    parts = []
    for number, (expected, piece) in enumerate(zip(pieces.hashes, sealed, strict=True)):
        if hash_of(piece) != expected:
            raise RefusedError("sync.wrong_name")
        parts.append(_open(piece, key, number))
    return b"".join(parts)


def bring_pieces(ex: Exchange) -> None:
    """Bring pieces to the place before the changes that name them."""
    waiting = ex.store.pieces_to_bring(ex.memory.pieces, only_own=ex.memory.has_only_own)
    for done, (number, one) in enumerate(waiting):
        ex.check()
        ex.progress("send", done, len(waiting))
        data = ex.store.piece(one)
        if data is not None:
            put_and_read_back(ex.remote, piece_name(one), data)
        ex.memory.pieces = number
    ex.memory.has_only_own = True


def fetch_pieces(ex: Exchange) -> None:
    """Fetch the pieces that somebody here waits for; what is not there is asked for by name."""
    wanted = ex.store.wanted_pieces()
    for done, one in enumerate(wanted):
        name = piece_name(one)
        if not ex.troubles.is_due(name):
            continue
        ex.check()
        ex.progress("receive", done, len(wanted))
        try:
            data = ex.remote.get(name)
            if hash_of(data) != one:
                raise RefusedError("sync.wrong_name")
        except RefusedError as error:
            ex.troubles.note(name, error.code)
            continue
        ex.store.keep_piece(one, data, is_own=False)
        ex.troubles.settle(name)


def collect_pieces(ex: Exchange) -> None:
    """Take away pieces that no record has named for 90 days: our own ones from the place, too.

    That is so after a purge only: what was deleted or replaced is still named by the history.
    """
    now = ex.clock.now()
    looked = ex.memory.looked_at
    if looked and abs(now - datetime.fromisoformat(looked)) < _LOOK_EVERY:
        return
    ex.memory.looked_at = to_wire_time(now)
    for one, is_own, since in ex.store.unused_pieces(to_wire_time(now)):
        if now - datetime.fromisoformat(since) < UNUSED_FOR:
            continue
        ex.check()
        if is_own:
            ex.remote.delete(piece_name(one))
        ex.store.drop_piece(one)


def _seal(part: bytes, key: bytes, number: int) -> bytes:
    length = 4 + len(part)
    plain = struct.pack(">I", len(part)) + part + bytes(padded_size(length) - length)
    nonce = os.urandom(_NONCE_BYTES)
    seal: Callable[..., bytes] = bindings.crypto_aead_xchacha20poly1305_ietf_encrypt
    return MAGIC + nonce + seal(plain, _bound(number), nonce, key)


def _open(piece: bytes, key: bytes, number: int) -> bytes:
    if piece[: len(MAGIC)] != MAGIC:
        raise RefusedError("sync.not_ours", {"part": "magic"})
    start = len(MAGIC) + _NONCE_BYTES
    nonce, sealed = piece[len(MAGIC) : start], piece[start:]
    try:
        unseal: Callable[..., bytes] = bindings.crypto_aead_xchacha20poly1305_ietf_decrypt
        plain = unseal(sealed, _bound(number), nonce, key)
        (length,) = struct.unpack_from(">I", plain)
    except (exceptions.CryptoError, exceptions.ValueError, exceptions.TypeError, struct.error) as e:
        raise RefusedError("sync.not_opened") from e
    return plain[4 : 4 + length]


def _bound(number: int) -> bytes:
    return MAGIC + struct.pack(">I", number)
