"""Operations of a forked chain, told apart: pure, and verbatim but for the dots.

Two copies of one device that both wrote under one incarnation gave the same dots to different
operations. From the fork on, each branch gets an incarnation of its own; only the branch's own
operations are renamed, since only they are sure to mean their own branch. What others wrote about
an ambiguous dot replaces nothing, so both branches stay visible beside it.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import msgpack

from fsp_desktop.domain.changes import Dot, make_dot, split_dot
from fsp_desktop.domain.errors import RefusedError
from fsp_desktop.domain.ids import Incarnation

Rename = Callable[[Dot], Dot]
Path = Sequence[tuple[str, int]]
"""The way from a chain's root to one branch: (incarnation, last operation in it), root first."""


def rename_along(path: Path) -> Rename:
    """Return what gives each dot of the root's incarnation the incarnation of its part of `path`.

    Args:
        path: The last part's number is not looked at: it goes on.
    """
    root = path[0][0]

    def rename(dot: Dot) -> Dot:
        incarnation, number = split_dot(dot)
        if incarnation != root:
            return dot
        for part, last in path[:-1]:
            if number <= last:
                return make_dot(Incarnation(part), number)
        return make_dot(Incarnation(path[-1][0]), number)

    return rename


def rename_dots(data: bytes, rename: Rename) -> bytes:
    """Return a packed operation with every dot in it renamed; all else stays, known or not.

    Raises:
        RefusedError: `changes.malformed`.
    """
    try:
        raw: dict[str, Any] = msgpack.unpackb(data, raw=False, strict_map_key=True)
        raw["d"] = rename(raw["d"])
        if raw.get("u") is not None:
            raw["u"] = rename(raw["u"])
        for write in raw["w"]:
            for one in write[2].values():
                one[1] = [rename(dot) for dot in one[1]]
        packed = msgpack.packb(raw, use_bin_type=True)
    except (ValueError, TypeError, KeyError, IndexError, AttributeError) as error:
        raise RefusedError("changes.malformed", {"part": "op"}) from error
    assert isinstance(packed, bytes)  # noqa: S101 - packb without a stream returns bytes
    return packed


def rename_beyond(chain: str, after: int, branch: str) -> Rename:
    """Return what gives dots of `chain` after operation `after` to `branch`."""

    def rename(dot: Dot) -> Dot:
        incarnation, number = split_dot(dot)
        is_beyond = incarnation == chain and number > after
        return make_dot(Incarnation(branch), number) if is_beyond else dot

    return rename
