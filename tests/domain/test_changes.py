"""Merging against an oracle of true vector clocks that the test keeps for itself."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass, field

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fsp_desktop.domain.changes import (
    FieldState,
    FieldWrite,
    Op,
    RecordWrite,
    apply_write,
    is_conflict,
    make_dot,
    next_hlc,
    pack_op,
    ranked,
    shown_value,
    split_dot,
    unpack_op,
)
from fsp_desktop.domain.errors import RefusedError
from fsp_desktop.domain.ids import Incarnation, RecordId

RECORD = RecordId("0195a3c0-0000-7000-8000-000000000001")


def op_of(dot: str, value: object, replaced: tuple[str, ...], hlc: int = 1) -> Op:
    write = RecordWrite("family", RECORD, {"label": FieldWrite(value, replaced)})
    return Op(dot, hlc, "author", "edit", (write,))


@dataclass
class Device:
    """A device as the oracle sees it: which writes it knows, and which its open form showed."""

    name: str
    known: list[Op] = field(default_factory=list)
    state: FieldState = field(default_factory=FieldState)
    form: tuple[str, ...] | None = None
    form_knew: frozenset[str] = frozenset()
    clock: int = 0

    def take(self, op: Op) -> None:
        seen = {one.dot for one in self.known}
        apply_write(self.state, op, op.writes[0].fields["label"], seen.__contains__)
        if op.dot not in seen:
            self.known.append(op)


@dataclass
class World:
    """Devices, every write ever made, and what each write's author knew (the vector clock)."""

    devices: list[Device]
    ops: dict[str, Op] = field(default_factory=dict)
    knew: dict[str, frozenset[str]] = field(default_factory=dict)

    def open_form(self, device: Device) -> None:
        device.form = tuple(device.state.siblings)
        known = [one.dot for one in device.known]
        device.form_knew = frozenset(known).union(*(self.knew[dot] for dot in known))

    def write(self, device: Device, value: int, hlc: int) -> None:
        if device.form is None:
            self.open_form(device)
        number = sum(1 for dot in self.ops if dot.startswith(device.name)) + 1
        dot = make_dot(Incarnation(device.name), number)
        op = op_of(dot, value, device.form or (), hlc)
        self.ops[dot], self.knew[dot] = op, device.form_knew
        device.take(op)
        device.form = None

    def maximal(self, dots: set[str]) -> set[str]:
        return {dot for dot in dots if not any(dot in self.knew[other] for other in dots)}


STEPS = st.lists(
    st.tuples(
        st.integers(0, 3),
        st.sampled_from(["open", "write", "send", "again"]),
        st.integers(0, 5),
        st.integers(0, 1 << 40),
    ),
    max_size=60,
)


@given(STEPS, st.randoms(use_true_random=False))
def test_siblings_are_the_causally_maximal_writes(steps, chance) -> None:
    world = World([Device(name) for name in ("a", "b", "c", "d")])
    for who, what, value, hlc in steps:
        device = world.devices[who]
        if what == "open":
            world.open_form(device)
        elif what == "write":
            world.write(device, value, hlc)
        elif device.known:
            target = chance.choice(world.devices)
            count = len(device.known) if what == "again" else 1
            for op in chance.sample(device.known, count):
                target.take(op)
        seen = {op.dot for op in device.known}
        replaced = {dot for op in device.known for dot in op.writes[0].fields["label"].replaced}
        assert set(device.state.siblings) == seen - replaced
        assert world.maximal(seen) <= set(device.state.siblings)
    expected = world.maximal(set(world.ops))
    for device in world.devices:
        everything = list(world.ops.values())
        chance.shuffle(everything)
        for op in everything:
            device.take(op)
        assert set(device.state.siblings) == expected
        assert ranked(device.state) == ranked(world.devices[0].state)


def test_a_later_clock_does_not_win_over_a_write_it_did_not_see() -> None:
    state = FieldState()
    for op in (op_of("a:1", "A", (), 900), op_of("b:1", "B", (), 5)):
        apply_write(state, op, op.writes[0].fields["label"])
    assert shown_value("label", state) == "A"
    assert {one.value for one in state.siblings.values()} == {"A", "B"}
    assert is_conflict("label", state)


def test_equal_values_collapse_and_elements_never_conflict() -> None:
    same, element = FieldState(), FieldState()
    for dot, value in (("a:1", "A"), ("b:1", "A")):
        op = op_of(dot, value, ())
        apply_write(same, op, op.writes[0].fields["label"])
    for dot, value in (("a:1", True), ("b:1", False)):
        op = op_of(dot, value, ())
        apply_write(element, op, op.writes[0].fields["label"])
    assert not is_conflict("label", same)
    assert not is_conflict("languages[so]", element)
    assert shown_value("languages[so]", element) is True


def test_what_was_replaced_before_it_was_seen_goes_straight_to_history() -> None:
    state = FieldState()
    later, earlier = op_of("b:1", "new", ("a:1",)), op_of("a:1", "old", ())
    for op in (later, earlier, earlier):
        apply_write(state, op, op.writes[0].fields["label"])
    assert list(state.siblings) == ["b:1"]


WIRE = st.recursive(
    st.none() | st.booleans() | st.integers(-(1 << 60), 1 << 60) | st.text(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(), inner, max_size=4),
    max_leaves=12,
)
DOTS = st.builds(lambda inc, n: f"{inc:032x}:{n}", st.integers(0, 99), st.integers(1, 1 << 40))


@given(
    DOTS,
    st.integers(0, (1 << 64) - 1),
    st.dictionaries(st.text(min_size=1), st.tuples(WIRE, st.lists(DOTS, max_size=3)), max_size=5),
    st.none() | DOTS,
)
def test_an_operation_comes_back_from_its_bytes(dot, hlc, fields, undoes) -> None:
    writes = {key: FieldWrite(value, tuple(dots)) for key, (value, dots) in fields.items()}
    op = Op(dot, hlc, "me", "edit", (RecordWrite("kind-of-tomorrow", RECORD, writes),), undoes)
    assert unpack_op(pack_op(op)) == op
    assert pack_op(unpack_op(pack_op(op))) == pack_op(op)


@given(st.binary(max_size=200))
def test_any_other_bytes_are_refused(data: bytes) -> None:
    with pytest.raises(RefusedError) as refused:
        unpack_op(data)
    assert refused.value.code == "changes.malformed"


@given(st.data())
def test_damaged_bytes_are_refused_or_still_an_operation(data: st.DataObject) -> None:
    whole = bytearray(pack_op(op_of("a" * 32 + ":7", {"x": ["y", 1]}, ("b" * 32 + ":1",))))
    place = data.draw(st.integers(0, len(whole) - 1))
    whole[place] ^= data.draw(st.integers(1, 255))
    with suppress(RefusedError):
        assert split_dot(unpack_op(bytes(whole)).dot)


@given(st.integers(0, 1 << 62), st.integers(0, 1 << 45))
def test_a_clock_set_back_still_moves_forward(last: int, now_ms: int) -> None:
    assert next_hlc(last, now_ms) > last
