"""Operations and how they merge: pure, order-free, and blind to clocks.

Each field write names exactly the earlier writes (dots) that its author saw and replaced. Writes
that nobody replaced are all kept as siblings; more than one different sibling is a conflict that
stays visible until a person settles it by an ordinary edit. Clocks only sort for display.

Journal keys of fields: a plain field name; the name of a field group, whose value is an object of
its members; `name[element]` with true or false for one element of a set (add wins over a
concurrent remove); and `_deleted`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import msgpack

from fsp_desktop.domain.errors import RefusedError
from fsp_desktop.domain.ids import Incarnation, RecordId
from fsp_desktop.domain.plain import Frozen, Plain, fresh

Wire = Any
"""A JSON-able value: text, number, true/false, null, list or object of these."""
Dot = str
"""`<incarnation>:<op number>`: names one operation of one incarnation of one device."""

DELETED = "_deleted"
MAX_OP_BYTES = 16 * 1024 * 1024
MAX_WRITES = 10_000
_HLC_COUNTER_BITS = 16


class FieldWrite(Frozen):
    """One value for one journal key, and the dots it replaces because the author had seen them."""

    value: Wire
    replaced: tuple[Dot, ...] = ()


class RecordWrite(Frozen):
    """The writes of one operation to one record, by journal key."""

    kind: str
    record_id: RecordId
    fields: Mapping[str, FieldWrite]


class Op(Frozen):
    """One saved form: atomic across its fields and, if need be, several records.

    Attributes:
        hlc: Hybrid logical clock, 48 bits of milliseconds and 16 of counter; for display order.
        author: Id of the staff record of the person, or empty for a roster.
        why: edit, create, delete, resolve, undo, import or restore.
        undoes: The dot this operation takes back, for `why` = undo.
    """

    dot: Dot
    hlc: int
    author: str
    why: str
    writes: tuple[RecordWrite, ...]
    undoes: Dot | None = None


def make_dot(incarnation: Incarnation, number: int) -> Dot:
    """Return the dot of operation `number` of `incarnation`."""
    return f"{incarnation}:{number}"


def split_dot(dot: Dot) -> tuple[Incarnation, int]:
    """Return the incarnation and the operation number of `dot`.

    Raises:
        RefusedError: `changes.malformed`.
    """
    incarnation, _, number = dot.partition(":")
    if not incarnation or not number.isascii() or not number.isdigit():
        raise RefusedError("changes.malformed", {"part": "dot"})
    return Incarnation(incarnation), int(number)


def next_hlc(last: int, now_ms: int) -> int:
    """Return a clock value after `last`, at `now_ms` if that is later.

    Source: Kulkarni et al., "Logical Physical Clocks", 2014, send event.
    """
    return max(last + 1, now_ms << _HLC_COUNTER_BITS)


def hlc_ms(hlc: int) -> int:
    """Return the milliseconds since 1970 of a clock value."""
    return hlc >> _HLC_COUNTER_BITS


def pack_op(op: Op) -> bytes:
    """Return `op` as msgpack bytes, equal for equal operations."""
    return _pack(
        {
            "d": op.dot,
            "t": op.hlc,
            "a": op.author,
            "y": op.why,
            "u": op.undoes,
            "w": [
                [
                    write.kind,
                    write.record_id,
                    {key: [one.value, list(one.replaced)] for key, one in write.fields.items()},
                ]
                for write in op.writes
            ],
        }
    )


def unpack_op(data: bytes) -> Op:
    """Return the operation in `data`; kinds and fields this version does not know are kept.

    Raises:
        RefusedError: `changes.malformed` if the bytes are not an operation or exceed the limits.
    """
    if len(data) > MAX_OP_BYTES:
        raise RefusedError("changes.malformed", {"part": "size"})
    try:
        raw = msgpack.unpackb(data, raw=False, strict_map_key=True)
        return _read_op(raw)
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError) as error:
        raise RefusedError("changes.malformed", {"part": "op"}) from error


def _pack(value: object) -> bytes:
    packed = msgpack.packb(value, use_bin_type=True)
    assert isinstance(packed, bytes)  # noqa: S101 - packb without a stream returns bytes
    return packed


def _read_op(raw: dict[str, Any]) -> Op:
    split_dot(raw["d"])
    if not isinstance(raw["t"], int) or raw["t"] < 0 or raw["t"] >= 1 << 64:
        raise RefusedError("changes.malformed", {"part": "clock"})
    if len(raw["w"]) > MAX_WRITES:
        raise RefusedError("changes.malformed", {"part": "size"})
    writes = tuple(_read_write(write) for write in raw["w"])
    return Op(raw["d"], raw["t"], str(raw["a"]), str(raw["y"]), writes, raw.get("u"))


def _read_write(raw: list[Any]) -> RecordWrite:
    kind, record_id, fields = raw
    if not isinstance(kind, str) or not isinstance(record_id, str) or not kind or not record_id:
        raise RefusedError("changes.malformed", {"part": "record"})
    read = {
        key: FieldWrite(one[0], _read_dots(one[1]) if one[1] else ()) for key, one in fields.items()
    }
    return RecordWrite(kind, RecordId(record_id), read)


def _read_dots(raw: list[Any]) -> tuple[Dot, ...]:
    for dot in raw:
        split_dot(dot)
    return tuple(raw)


class Sibling(Frozen):
    """A value of a field that no seen write has replaced."""

    value: Wire
    hlc: int
    author: str


class FieldState(Plain):
    """What is known of one journal key of one record.

    Attributes:
        siblings: Dot -> value, of writes that no seen write has replaced.
        superseded: Dots replaced before they were seen; they go to history when they arrive.
    """

    siblings: dict[Dot, Sibling] = fresh(factory=dict)
    superseded: set[Dot] = fresh(factory=set)


def apply_write(
    state: FieldState, op: Op, write: FieldWrite, was_seen: Callable[[Dot], bool] = lambda _: False
) -> None:
    """Apply one write of `op` to `state`, in place. Any order and any repetition give the same.

    Args:
        state: Changed in place.
        op: The operation the write belongs to.
        write: The value and what it replaces.
        was_seen: Tells whether an operation was applied before this one; what was seen and is no
            sibling is replaced already, so only unseen dots must be remembered.
    """
    for dot in write.replaced:
        if state.siblings.pop(dot, None) is None and not was_seen(dot):
            state.superseded.add(dot)
    if op.dot in state.superseded or was_seen(op.dot):
        return
    state.siblings[op.dot] = Sibling(write.value, op.hlc, op.author)


def ranked(state: FieldState) -> list[tuple[Dot, Sibling]]:
    """Return the siblings, the one shown first at the head: highest clock, then highest dot."""
    return sorted(state.siblings.items(), key=lambda item: (item[1].hlc, item[0]), reverse=True)


def shown_value(key: str, state: FieldState) -> Wire:
    """Return the value to show for `key`; for an element of a set, adding wins."""
    if is_element(key):
        return any(bool(sibling.value) for sibling in state.siblings.values())
    first = ranked(state)
    return first[0][1].value if first else None


def is_conflict(key: str, state: FieldState) -> bool:
    """Tell whether the siblings differ; equal values collapse, and elements never conflict."""
    if is_element(key) or len(state.siblings) < 2:
        return False
    packed = {_pack(sibling.value) for sibling in state.siblings.values()}
    return len(packed) > 1


def is_element(key: str) -> bool:
    """Tell whether a journal key names one element of a set."""
    return key.endswith("]")


def element_key(name: str, element: str) -> str:
    """Return the journal key of `element` of the set field `name`."""
    return f"{name}[{element}]"


def split_element(key: str) -> tuple[str, str]:
    """Return the set field and the element that an element key names."""
    name, _, element = key.partition("[")
    return name, element[:-1]
