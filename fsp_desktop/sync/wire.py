"""Small msgpack objects with limits, read as something an enemy may have written."""

from __future__ import annotations

from collections.abc import Mapping
from hashlib import blake2b
from typing import Any

import msgpack

from fsp_desktop.domain.errors import RefusedError


def pack(value: Mapping[str, object]) -> bytes:
    """Return `value` as msgpack bytes."""
    packed = msgpack.packb(value, use_bin_type=True)
    assert isinstance(packed, bytes)  # noqa: S101 - packb without a stream returns bytes
    return packed


def unpack(data: bytes, limit_bytes: int, what: str) -> dict[str, Any]:
    """Return the object in `data`.

    Raises:
        RefusedError: `sync.malformed`, with `what`, if it is too long or no object. The parser
            refuses deep nesting and lengths beyond `data` by itself.
    """
    if len(data) > limit_bytes:
        raise RefusedError("sync.malformed", {"part": what})
    try:
        value = msgpack.unpackb(data, raw=False, strict_map_key=True, max_ext_len=0)
    except (ValueError, TypeError, RecursionError) as error:
        raise RefusedError("sync.malformed", {"part": what}) from error
    if not isinstance(value, dict):
        raise RefusedError("sync.malformed", {"part": what})
    return value


def hash_of(data: bytes) -> str:
    """Return the hash that names files and links chains, as 64 hexadecimal digits."""
    return blake2b(data, digest_size=32).hexdigest()
