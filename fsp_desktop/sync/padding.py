"""Compression with limits, and padding that hides how long a text is."""

from __future__ import annotations

import struct

import zstandard

from fsp_desktop.domain.errors import RefusedError

MOST_PLAIN_BYTES = 64 * 1024 * 1024
_LEAST_PADDED_BYTES = 256
_LEVEL = 3
# One operation of the largest size may be one repeated letter and still has to pass.
_ALWAYS_ALLOWED_BYTES = 18 * 1024 * 1024
_MOST_RATIO = 200


def squeeze(plain: bytes) -> bytes:
    """Return `plain` compressed, with its length in front and zeros behind.

    Raises:
        RefusedError: `sync.too_large`.
    """
    if len(plain) > MOST_PLAIN_BYTES:
        raise RefusedError("sync.too_large", {"part": "plain"})
    frame = zstandard.ZstdCompressor(level=_LEVEL, write_checksum=False).compress(plain)
    length = 4 + len(frame)
    return struct.pack(">I", len(frame)) + frame + bytes(padded_size(length) - length)


def unsqueeze(padded: bytes) -> bytes:
    """Return what `squeeze` was given, after checking that unpacking it is harmless.

    Raises:
        RefusedError: `sync.malformed` or `sync.too_large`.
    """
    if len(padded) < 4:
        raise RefusedError("sync.malformed", {"part": "padding"})
    (length,) = struct.unpack_from(">I", padded)
    frame = padded[4 : 4 + length]
    if len(frame) != length or len(padded) != padded_size(4 + length) or any(padded[4 + length :]):
        raise RefusedError("sync.malformed", {"part": "padding"})
    return _decompress(frame)


def padded_size(size: int) -> int:
    """Return the size that `size` bytes are padded to: at most 12 % more, few different values.

    Source: Nikitin et al., "Reducing Metadata Leakage from Encrypted Files and Communication
    with PURBs", 2019, section 4 (Padmé).
    """
    if size <= _LEAST_PADDED_BYTES:
        return _LEAST_PADDED_BYTES
    exponent = size.bit_length() - 1
    free_bits = exponent - exponent.bit_length()
    mask = (1 << free_bits) - 1
    return (size + mask) & ~mask


def _decompress(frame: bytes) -> bytes:
    try:
        size = zstandard.get_frame_parameters(frame).content_size
        if size > MOST_PLAIN_BYTES or size > max(_ALWAYS_ALLOWED_BYTES, _MOST_RATIO * len(frame)):
            raise RefusedError("sync.too_large", {"part": "plain"})
        plain = zstandard.ZstdDecompressor().decompress(
            frame, max_output_size=size, allow_extra_data=False
        )
    except zstandard.ZstdError as error:
        raise RefusedError("sync.malformed", {"part": "compression"}) from error
    if len(plain) != size:
        raise RefusedError("sync.malformed", {"part": "compression"})
    return plain
