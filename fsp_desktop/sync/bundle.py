"""Bundles: the immutable, sealed and signed files in which one device's operations travel.

Each bundle names the one before it by hash, so that a device's bundles form one chain. The
operations inside are bytes that this module never looks into.
"""

from __future__ import annotations

import struct
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from fsp_desktop.domain.errors import RefusedError
from fsp_desktop.sync.envelope import read_envelope, seal_envelope
from fsp_desktop.sync.identity import Epoch, is_epoch
from fsp_desktop.sync.names import bundle_name
from fsp_desktop.sync.padding import MOST_PLAIN_BYTES, squeeze, unsqueeze
from fsp_desktop.sync.wire import hash_of

MAGIC = b"FSPbndl1"
MOST_BUNDLE_BYTES = MOST_PLAIN_BYTES + 16 * 1024 * 1024
NO_HASH = "0" * 64
_ARRAY, _BIN_8, _BIN_16, _BIN_32 = 0xDD, 0xC4, 0xC5, 0xC6
_BIN_FORMATS = {_BIN_8: ">B", _BIN_16: ">H", _BIN_32: ">I"}


@dataclass(frozen=True, slots=True)
class BundleHeader:
    """What stands in clear in front of a bundle: random ids, numbers and hashes only.

    Attributes:
        prev: Hash of the device's bundle before this one, 64 digits; zeros for the first.
        epoch: Which key of the space the body is sealed with.
        first, last: Numbers of the first and the last operation inside.
    """

    space: str
    inc: str
    n: int
    prev: str
    epoch: Epoch
    first: int
    last: int


@dataclass(frozen=True, slots=True)
class SealedBundle:
    """The exact bytes of a bundle with its hash and its name on a remote."""

    hash: str
    name: str
    data: bytes


def seal(header: BundleHeader, ops: Sequence[bytes], key: bytes, sign_seed: bytes) -> SealedBundle:
    """Return `ops` as one bundle. Each call gives other bytes, so seal once and keep them.

    Raises:
        RefusedError: `sync.too_large`.
    """
    if len(ops) != header.last - header.first + 1:
        raise ValueError("the header counts other operations")
    clear = {
        "space": bytes.fromhex(header.space),
        "inc": bytes.fromhex(header.inc),
        "n": header.n,
        "prev": bytes.fromhex(header.prev),
        "epoch": header.epoch,
        "first": header.first,
        "last": header.last,
    }
    data = seal_envelope(MAGIC, clear, squeeze(pack_ops(ops)), key, sign_seed)
    bundle_hash = hash_of(data)
    return SealedBundle(bundle_hash, bundle_name(header.inc, header.n, bundle_hash), data)


def read_header(data: bytes) -> BundleHeader:
    """Return the clear header of a bundle of the right length; nothing is verified.

    Raises:
        RefusedError: See `read_envelope`.
    """
    return _header_from(read_envelope(data, MAGIC, MOST_BUNDLE_BYTES).header)


def open_bundle(
    data: bytes, space: str, keys: Mapping[Epoch, bytes], verify_key: bytes
) -> tuple[list[bytes], BundleHeader]:
    """Return the operations and the header of a bundle, after checking everything about it.

    Args:
        data: The whole file.
        space: The space it must belong to.
        keys: Keys of that space by epoch.
        verify_key: Public key of the device that the header's incarnation belongs to.

    Raises:
        RefusedError: `sync.torn`, `sync.not_ours`, `sync.too_large`, `sync.malformed`,
            `sync.newer_format`, `sync.wrong_space`, `sync.bad_signature`, `sync.missing_key` or
            `sync.not_opened`.
    """
    envelope = read_envelope(data, MAGIC, MOST_BUNDLE_BYTES)
    header = _header_from(envelope.header)
    if header.space != space:
        raise RefusedError("sync.wrong_space")
    envelope.verify(verify_key)
    if header.epoch not in keys:
        raise RefusedError("sync.missing_key", {"epoch": header.epoch})
    ops = unpack_ops(unsqueeze(envelope.open(keys[header.epoch])))
    if len(ops) != header.last - header.first + 1:
        raise RefusedError("sync.malformed", {"part": "count"})
    return ops, header


def _header_from(clear: dict[str, Any]) -> BundleHeader:
    try:
        header = BundleHeader(
            _hex(clear["space"], 16),
            _hex(clear["inc"], 16),
            _number(clear["n"]),
            _hex(clear["prev"], 32),
            clear["epoch"] if is_epoch(clear["epoch"]) else _number(clear["epoch"]),
            _number(clear["first"]),
            _number(clear["last"]),
        )
    except (KeyError, TypeError, ValueError) as error:
        raise RefusedError("sync.malformed", {"part": "header"}) from error
    if header.n < 1 or header.first < 1 or header.last < header.first:
        raise RefusedError("sync.malformed", {"part": "header"})
    return header


def _hex(value: object, size: int) -> str:
    if not isinstance(value, bytes) or len(value) != size:
        raise ValueError(size)
    return value.hex()


def _number(value: object) -> int:
    if not isinstance(value, int) or isinstance(value, bool) or not 0 <= value < 1 << 53:
        raise ValueError("number")
    return value


def pack_ops(ops: Sequence[bytes]) -> bytes:
    """Return a msgpack array of byte strings, always in the same of its several forms."""
    parts = [struct.pack(">BI", _ARRAY, len(ops))]
    for op in ops:
        parts += (struct.pack(">BI", _BIN_32, len(op)), op)
    return b"".join(parts)


def unpack_ops(plain: bytes) -> list[bytes]:
    """Read an array of byte strings by hand: a general parser would build any nesting first."""
    try:
        kind, count = struct.unpack_from(">BI", plain)
        place = 5
        ops: list[bytes] = []
        while place < len(plain) and len(ops) < count:
            form = _BIN_FORMATS[plain[place]]
            (size,) = struct.unpack_from(form, plain, place + 1)
            start = place + 1 + struct.calcsize(form)
            place = start + size
            ops.append(plain[start:place])
    except (struct.error, KeyError) as error:
        raise RefusedError("sync.malformed", {"part": "operations"}) from error
    if kind != _ARRAY or len(ops) != count or place != len(plain):
        raise RefusedError("sync.malformed", {"part": "operations"})
    return ops
