"""The colour space sRGB as an ICC profile, made from its published numbers.

Sources: IEC 61966-2-1 (primaries, white point, the curve of the transfer function), ICC.1:2001-04 (the
form of a matrix profile of version 2.4), and the Bradford adaptation from D65 to D50 of its annex E.
"""

from __future__ import annotations

import struct
from collections.abc import Sequence

_D50 = (0.9642, 1.0, 0.8249)
# Red, green and blue of sRGB under D65, adapted to D50.
_RED = (0.43607, 0.22249, 0.01392)
_GREEN = (0.38515, 0.71687, 0.09708)
_BLUE = (0.14307, 0.06061, 0.71410)
_STEPS = 1024
_NAME = "sRGB, from the numbers of IEC 61966-2-1"
_MADE = (2020, 1, 1, 0, 0, 0)


def srgb_profile() -> bytes:
    """Return the profile; always the same bytes."""
    tags = {
        b"desc": _description(_NAME),
        b"cprt": b"text\0\0\0\0" + b"No rights are claimed in these numbers.\0",
        b"wtpt": _xyz(_D50),
        b"rXYZ": _xyz(_RED),
        b"gXYZ": _xyz(_GREEN),
        b"bXYZ": _xyz(_BLUE),
        b"rTRC": _curve(),
        b"gTRC": _curve(),
        b"bTRC": _curve(),
    }
    return _profile(tags)


def _profile(tags: dict[bytes, bytes]) -> bytes:
    table, body = b"", b""
    places: dict[bytes, int] = {}
    start = 128 + 4 + 12 * len(tags)
    for name, data in tags.items():
        if data not in places:
            places[data] = start + len(body)
            body += data + b"\0" * (-len(data) % 4)
        table += struct.pack(">4sII", name, places[data], len(data))
    size = start + len(body)
    head = struct.pack(
        ">I4sI4s4s4s6H4s4sI4s4sQI3i",
        size, b"\0\0\0\0", 0x02400000, b"mntr", b"RGB ", b"XYZ ", *_MADE, b"acsp", b"\0\0\0\0", 0,
        b"\0\0\0\0", b"\0\0\0\0", 0, 0, *map(_fixed, _D50),
    )  # fmt: skip
    return head.ljust(128, b"\0") + struct.pack(">I", len(tags)) + table + body


def _description(words: str) -> bytes:
    letters = words.encode("ascii") + b"\0"
    return (
        b"desc\0\0\0\0" + struct.pack(">I", len(letters)) + letters + b"\0" * (4 + 4 + 2 + 1 + 67)
    )


def _xyz(values: Sequence[float]) -> bytes:
    return b"XYZ \0\0\0\0" + struct.pack(">3i", *map(_fixed, values))


def _curve() -> bytes:
    steps = [round(_linear(at / (_STEPS - 1)) * 65535) for at in range(_STEPS)]
    return b"curv\0\0\0\0" + struct.pack(f">I{_STEPS}H", _STEPS, *steps)


def _linear(value: float) -> float:
    return value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4


def _fixed(value: float) -> int:
    return round(value * 65536)
