"""Purging, because a records law asks for it: values leave every operation, the operations stay.

A purge names, for one record, how far each chain had been read when it was decided. Everything
written to the record up to there loses its values on every device, whenever it arrives; what was
written beside it stays, so that a person sees it and decides.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import msgpack

from fsp_desktop.domain.changes import DELETED, Op, is_element, split_dot
from fsp_desktop.domain.errors import RefusedError

PURGED = "_purged"
PURGE = "purge"
Upto = dict[str, int]
"""Incarnation -> number of its last operation whose values go."""
_KEPT = frozenset({DELETED, PURGED})


def purges_in(op: Op) -> dict[str, Upto]:
    """Return the records that `op` purges, each with how far; odd ones are left out."""
    found: dict[str, Upto] = {}
    for write in op.writes:
        one = write.fields.get(PURGED)
        upto = one.value.get("upto") if one and isinstance(one.value, Mapping) else None
        if op.why == PURGE and isinstance(upto, Mapping):
            found[write.record_id] = {
                str(inc): n for inc, n in upto.items() if isinstance(n, int) and n > 0
            }
    return found


def together(one: Mapping[str, int], other: Mapping[str, int]) -> Upto:
    """Return what two purges of one record take away together."""
    return {inc: max(one.get(inc, 0), other.get(inc, 0)) for inc in {*one, *other}}


def without_values(data: bytes, record_id: str, upto: Mapping[str, int]) -> bytes:
    """Return a packed operation without its values for a record, if a purge covers it.

    What it replaced stays named, so that nothing older comes back; elements of sets go altogether,
    since their value is their name.

    Raises:
        RefusedError: `changes.malformed`.
    """
    try:
        raw: dict[str, Any] = msgpack.unpackb(data, raw=False, strict_map_key=True)
        inc, number = split_dot(raw["d"])
        if number > upto.get(inc, 0):
            return data
        for write in raw["w"]:
            if write[1] == record_id:
                write[2] = {key: _emptied(key, one) for key, one in write[2].items() if _stays(key)}
        packed = msgpack.packb(raw, use_bin_type=True)
    except (ValueError, TypeError, KeyError, IndexError, AttributeError) as error:
        raise RefusedError("changes.malformed", {"part": "op"}) from error
    assert isinstance(packed, bytes)  # noqa: S101 - packb without a stream returns bytes
    return packed


def _stays(key: str) -> bool:
    return not is_element(key)


def _emptied(key: str, one: list[Any]) -> list[Any]:
    return one if key in _KEPT else [None, *one[1:]]
