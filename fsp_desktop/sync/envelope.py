"""The one shape of everything that leaves this computer: clear header, sealed body, signature.

```
magic 8 | header length 2 | header | nonce 24 | sealed length 4 | sealed body | signature 64
```
(lengths in bytes). The body is sealed with XChaCha20-Poly1305 and bound to magic and header; the Ed25519 signature
covers every byte before it. Lengths are exact: a file cut short, or longer, is torn.
"""

from __future__ import annotations

import os
import struct
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from nacl import bindings, exceptions

from fsp_desktop.domain.errors import RefusedError
from fsp_desktop.sync.wire import pack, unpack

VERSION = 2
"""Of the format; 2 brought epochs that carry the hash of their key."""
MAGIC_BYTES = 8
MOST_HEADER_BYTES = 1024
_NONCE_BYTES = bindings.crypto_aead_xchacha20poly1305_ietf_NPUBBYTES
_TAG_BYTES = bindings.crypto_aead_xchacha20poly1305_ietf_ABYTES
_SIGNATURE_BYTES = bindings.crypto_sign_BYTES
_PREFIX_BYTES = MAGIC_BYTES + 2


@dataclass(frozen=True, slots=True)
class Envelope:
    """The parts of a file whose lengths fit; nothing is verified yet."""

    header: dict[str, Any]
    bound: bytes
    nonce: bytes
    sealed: bytes
    signed: bytes
    signature: bytes

    def verify(self, verify_key: bytes) -> None:
        """Check the signature.

        Raises:
            RefusedError: `sync.bad_signature`.
        """
        try:
            bindings.crypto_sign_open(self.signature + self.signed, verify_key)
        except (exceptions.CryptoError, exceptions.ValueError, exceptions.TypeError) as error:
            raise RefusedError("sync.bad_signature") from error

    def open(self, key: bytes) -> bytes:
        """Return the body.

        Raises:
            RefusedError: `sync.not_opened`.
        """
        try:
            return bindings.crypto_aead_xchacha20poly1305_ietf_decrypt(
                self.sealed, self.bound, self.nonce, key
            )
        except (exceptions.CryptoError, exceptions.ValueError, exceptions.TypeError) as error:
            raise RefusedError("sync.not_opened") from error


def seal_envelope(
    magic: bytes, header: Mapping[str, object], body: bytes, key: bytes, sign_seed: bytes
) -> bytes:
    """Return `body` sealed with `key` and signed; a fresh random nonce each time."""
    # A first version reads everything that is sealed with the space's first key.
    least = VERSION if isinstance(header.get("epoch"), str) else 1
    packed = pack({"v": VERSION, "min": least, **header})
    if len(packed) > MOST_HEADER_BYTES:
        raise RefusedError("sync.too_large", {"part": "header"})
    bound = magic + struct.pack(">H", len(packed)) + packed
    nonce = os.urandom(_NONCE_BYTES)
    sealed = bindings.crypto_aead_xchacha20poly1305_ietf_encrypt(body, bound, nonce, key)
    signed = b"".join((bound, nonce, struct.pack(">I", len(sealed)), sealed))
    _, secret = bindings.crypto_sign_seed_keypair(sign_seed)
    signature = bindings.crypto_sign(signed, secret)[:_SIGNATURE_BYTES]
    return signed + signature


def read_envelope(data: bytes, magic: bytes, limit_bytes: int) -> Envelope:
    """Return the parts of `data`, checking sizes and the header's shape, but no key.

    Raises:
        RefusedError: `sync.torn`, `sync.not_ours`, `sync.too_large`, `sync.malformed`, or
            `sync.newer_format` if a later version of the program is needed.
    """
    if len(data) > limit_bytes:
        raise RefusedError("sync.too_large", {"part": "file"})
    if len(data) < _PREFIX_BYTES:
        raise RefusedError("sync.torn", {"part": "start"})
    if data[:MAGIC_BYTES] != magic:
        raise RefusedError("sync.not_ours", {"part": "magic"})
    (header_bytes,) = struct.unpack_from(">H", data, MAGIC_BYTES)
    if header_bytes > MOST_HEADER_BYTES:
        raise RefusedError("sync.too_large", {"part": "header"})
    body_at = _PREFIX_BYTES + header_bytes + _NONCE_BYTES + 4
    if len(data) < body_at:
        raise RefusedError("sync.torn", {"part": "header"})
    (sealed_bytes,) = struct.unpack_from(">I", data, body_at - 4)
    if sealed_bytes < _TAG_BYTES or len(data) != body_at + sealed_bytes + _SIGNATURE_BYTES:
        raise RefusedError("sync.torn", {"part": "length"})
    bound = data[: _PREFIX_BYTES + header_bytes]
    header = _read_header(bound[_PREFIX_BYTES:])
    nonce = data[len(bound) : len(bound) + _NONCE_BYTES]
    end = body_at + sealed_bytes
    return Envelope(header, bound, nonce, data[body_at:end], data[:end], data[end:])


def _read_header(packed: bytes) -> dict[str, Any]:
    header = unpack(packed, MOST_HEADER_BYTES, "header")
    least = header.get("min")
    if not isinstance(least, int) or isinstance(least, bool):
        raise RefusedError("sync.malformed", {"part": "header"})
    if least > VERSION:
        raise RefusedError("sync.newer_format", {"needs": least})
    return header
