"""Identifiers. Each is its own type, so that one is never passed for another."""

from __future__ import annotations

import os
from collections.abc import Callable
from typing import NewType

from fsp_desktop.domain.clock import Clock, epoch_ms

RecordId = NewType("RecordId", str)
"""A UUIDv7 in its usual text form (RFC 9562, section 5.7)."""
SpaceId = NewType("SpaceId", str)
"""32 hexadecimal digits, random."""
DeviceId = NewType("DeviceId", str)
"""32 hexadecimal digits, random; one installation of the program for one person."""
Incarnation = NewType("Incarnation", str)
"""32 hexadecimal digits, random; new after a restore or when a copy of a device is noticed."""

Randbytes = Callable[[int], bytes]


def new_record_id(clock: Clock, randbytes: Randbytes = os.urandom) -> RecordId:
    """Return a fresh UUIDv7: 48 bits of milliseconds, then 74 random bits (RFC 9562, 5.7)."""
    value = (epoch_ms(clock.now()) & ((1 << 48) - 1)) << 80
    value |= int.from_bytes(randbytes(10), "big")
    value = value & ~(0xF << 76) | (0x7 << 76)
    value = value & ~(0x3 << 62) | (0x2 << 62)
    text = f"{value:032x}"
    return RecordId(f"{text[:8]}-{text[8:12]}-{text[12:16]}-{text[16:20]}-{text[20:]}")


def new_random_id(randbytes: Randbytes = os.urandom) -> str:
    """Return 128 random bits as 32 hexadecimal digits."""
    return randbytes(16).hex()


def is_record_id(text: str) -> bool:
    """Tell whether `text` has the shape of a record id."""
    parts = text.split("-")
    return [len(part) for part in parts] == [8, 4, 4, 4, 12] and all(
        character in "0123456789abcdef" for part in parts for character in part
    )
