"""Two copies of one computer that both went on: neither's work is lost, and all devices agree."""

from __future__ import annotations

from itertools import permutations
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fsp_desktop.domain.branches import rename_along, rename_beyond, rename_dots
from fsp_desktop.domain.changes import FieldWrite, Op, RecordWrite, pack_op, unpack_op
from fsp_desktop.domain.clock import FixedClock
from fsp_desktop.domain.ids import RecordId
from fsp_desktop.sync.forks import load_forks
from tests.sync.desks import MORNING, Desk, agree, codes, team
from tests.sync.fake_remote import FakeRemote
from tests.sync.real_store import RealStore


def settle(remote: FakeRemote, *desks: Desk) -> None:
    for _ in range(3):
        for desk in desks:
            desk.syncs(remote)


def twin_of(desk: Desk) -> Desk:
    twin = Desk(desk.name)
    twin.store.restore(desk.store.backup())
    return twin


def forked(readers: int = 2) -> tuple[list[Desk], FakeRemote, FakeRemote]:
    """Ana and her twin have published different bundles of one number at two places."""
    left = FakeRemote("left")
    ana, *others = team(left, "ana", *["ben", "cem", "dia"][:readers])
    ana.writes("f1", label="both have this")
    settle(left, ana, *others)
    right = FakeRemote("right")
    right.files = dict(left.files)
    twin = twin_of(ana)
    ana.writes("f1", label="ana")
    ana.syncs(left)
    ana.writes("f1", label="ana again")
    ana.syncs(left)
    twin.writes("f1", label="twin")
    twin.writes("f2", label="twin alone")
    twin.syncs(right)
    return [ana, twin, *others], left, right


def meet(left: FakeRemote, right: FakeRemote) -> None:
    """Both places become one, as when a folder's client catches up."""
    both = {**left.files, **right.files}
    left.files, right.files = dict(both), dict(both)


@pytest.mark.parametrize("order", list(permutations(range(4))))
def test_both_branches_are_kept_whoever_reads_first(order: tuple[int, ...]) -> None:
    desks, left, right = forked()
    meet(left, right)
    for who in order:
        desks[who].syncs(left)
    settle(left, *desks)
    settle(left, *desks)
    assert agree(*desks)
    for desk in desks:
        assert desk.store.siblings("f1", "label") == {"ana again", "twin"}
        assert desk.store.siblings("f2", "label") == {"twin alone"}
    incs = {desk.store.own_incarnation() for desk in desks}
    assert len(incs) == len(desks)
    assert [desk.syncs(left).requests for desk in desks] == [1] * 4
    desks[2].writes("f1", label="settled")
    settle(left, *desks)
    assert all(desk.store.siblings("f1", "label") == {"settled"} for desk in desks)


def test_one_reader_met_each_branch_first_and_answered_it() -> None:
    (ana, twin, ben, cem), left, right = forked()
    ben.syncs(left)
    cem.syncs(right)
    ben.writes("f1", label="ben answers ana")
    cem.writes("f1", label="cem answers the twin")
    ben.syncs(left)
    cem.syncs(right)
    meet(left, right)
    desks = [ana, twin, ben, cem]
    settle(left, *desks)
    settle(left, *desks)
    assert agree(*desks)
    found = ana.store.siblings("f1", "label")
    # What they answered is not sure to be what they meant, so nothing counts as replaced.
    assert {"ben answers ana", "cem answers the twin"} <= found
    assert len(load_forks(ben.store)) == 2
    new = Desk("eva").asks(ben_inviter(ana, twin).invites())
    settle(left, new, *desks)
    settle(left, new, *desks)
    assert agree(new, *desks)


def ben_inviter(*desks: Desk) -> Desk:
    return desks[0]


def test_a_fork_is_told_once_and_known_after_a_restart() -> None:
    (ana, twin, ben, cem), left, right = forked()
    meet(left, right)
    assert "sync.forked_chain" in codes(ben.syncs(left))
    assert "sync.forked_chain" not in codes(ben.syncs(left))
    desks = [ana, twin, ben, cem]
    settle(left, *desks)
    left.files.clear()
    settle(left, *desks)
    assert agree(*desks)
    ana.writes("f3", label="goes on")
    settle(left, *desks)
    assert agree(*desks)


def test_three_copies(tmp_path: Path) -> None:
    del tmp_path
    (ana, twin, ben, cem), left, right = forked()
    third = Desk("ana")
    third.store.restore(twin.store.backup())
    middle = FakeRemote("middle")
    middle.files = dict(right.files)
    third.writes("f2", label="third")
    third.syncs(middle)
    twin.writes("f2", label="twin went on")
    twin.syncs(right)
    meet(left, right)
    ben.syncs(left)
    meet(left, middle)
    desks = [ana, twin, third, ben, cem]
    settle(left, *desks)
    settle(left, *desks)
    settle(left, *desks)
    assert agree(*desks)
    assert cem.store.siblings("f2", "label") == {"third", "twin went on"}
    assert cem.store.siblings("f1", "label") == {"ana again", "twin"}


def test_the_real_store_splits_and_checks_sound(tmp_path: Path) -> None:
    left, clock = FakeRemote("left"), FixedClock(MORNING)
    f1 = "01890000-0000-7000-8000-000000000001"

    def real(name: str) -> Desk:
        return Desk(name, clock, RealStore(tmp_path / f"{name}.fsp", clock))

    ana, ben, cem = real("ana"), real("ben"), real("cem")
    ana.founds()
    for desk in (ben, cem):
        desk.asks(ana.invites())
        settle(left, desk, ana)
    ana.writes(f1, label="both")
    settle(left, ana, ben, cem)
    ana.store = ana.store.copied_to(tmp_path / "twin.fsp")
    twin = real("twin")
    right = FakeRemote("right")
    right.files = dict(left.files)
    ana.writes(f1, label="ana")
    ana.syncs(left)
    ben.syncs(left)
    ben.writes(f1, label="ben on ana")
    twin.writes(f1, label="twin")
    twin.syncs(right)
    cem.syncs(right)
    meet(left, right)
    desks: list[Any] = [ben, cem, twin, ana]
    settle(left, *desks)
    settle(left, *desks)
    assert agree(*desks)
    assert ana.store.conflicts(f1) == ("label",)
    for desk in desks:
        assert desk.store.problems() == []
        desk.store.close()


@given(st.integers(1, 40), st.integers(0, 40), st.integers(0, 40))
def test_dots_are_renamed_and_nothing_else(number: int, one: int, other: int) -> None:
    first, second = sorted((one, other))
    fields = {"label": FieldWrite("x", (f"root:{number}", "else:3")), "_new": FieldWrite({"a": 1})}
    write = RecordWrite("kind-of-tomorrow", RecordId("r"), fields)
    data = pack_op(Op(f"root:{number}", 7, "a", "edit", (write,), f"root:{number}"))
    path = [("root", first), ("b1", second), ("b2", 0)]
    renamed = unpack_op(rename_dots(data, rename_along(path)))
    expected = "root" if number <= first else "b1" if number <= second else "b2"
    assert renamed.dot == renamed.undoes == f"{expected}:{number}"
    assert renamed.writes[0].fields["label"].replaced == (f"{expected}:{number}", "else:3")
    assert renamed.writes[0].fields["_new"].value == {"a": 1}
    twice = rename_dots(data, rename_beyond("root", first, "b1"))
    twice = rename_dots(twice, rename_beyond("b1", second, "b2"))
    assert unpack_op(twice) == renamed
