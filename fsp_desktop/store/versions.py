"""How the dots of a record are kept: one small blob a record, only for keys ever written."""

from __future__ import annotations

from collections.abc import Collection, Mapping

import msgpack

from fsp_desktop.domain.changes import Dot, Wire

Dots = dict[str, tuple[Dot, ...]]
"""Journal key -> the dots whose values nobody has replaced."""


def pack_dots(dots: Mapping[str, tuple[Dot, ...]], beside: Collection[str]) -> bytes:
    """Return the blob of a record.

    Args:
        dots: Keys and their dots.
        beside: Keys whose value is in the table `extra`, since no column can hold it.
    """
    present = list(dots.values())
    if present and len(present[0]) == 1 and present.count(present[0]) == len(present):
        return pack([{present[0][0]: list(dots)}, sorted(beside)])
    by_dot: dict[Dot, list[str]] = {}
    for key, some in dots.items():
        for dot in some:
            if dot in by_dot:
                by_dot[dot].append(key)
            else:
                by_dot[dot] = [key]
    return pack([by_dot, sorted(beside)])


def unpack_dots(blob: bytes) -> tuple[Dots, set[str]]:
    """Return the dots of each key, and the keys whose value is kept in `extra`."""
    by_dot, beside = msgpack.unpackb(blob)
    dots: Dots = {}
    for dot, keys in by_dot.items():
        for key in keys:
            dots[key] = (*dots[key], dot) if key in dots else (dot,)
    return dots, set(beside)


def pack(value: object) -> bytes:
    """Return `value` as msgpack."""
    packed: bytes = msgpack.packb(value, use_bin_type=True)
    return packed


def unpack(blob: bytes) -> Wire:
    """Return the value in msgpack bytes that this program wrote."""
    return msgpack.unpackb(blob, raw=False, strict_map_key=False)
