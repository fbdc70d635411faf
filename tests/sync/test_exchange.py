from __future__ import annotations

from itertools import permutations

import pytest

from fsp_desktop.domain.errors import RefusedError
from fsp_desktop.sync.names import parse_bundle, parse_head
from tests.sync.desks import Desk, agree, codes, team
from tests.sync.fake_remote import FakeRemote


@pytest.fixture
def remote() -> FakeRemote:
    return FakeRemote()


def test_a_change_reaches_a_colleague(remote: FakeRemote) -> None:
    ana, ben = team(remote, "ana", "ben")
    ana.writes("f1", label="Rahman", phone="555 0134")
    sent = ana.syncs(remote)
    assert (sent.sent, sent.received, sent.waiting, codes(sent)) == (1, 0, 0, [])
    got = ben.syncs(remote)
    assert (got.sent, got.received, got.conflicts, codes(got)) == (0, 1, 0, [])
    assert ben.store.siblings("f1", "label") == {"Rahman"}
    assert agree(ana, ben)


def test_nothing_new_is_one_request(remote: FakeRemote) -> None:
    ana, ben, cem = team(remote, "ana", "ben", "cem")
    for desk in (ana, ben, cem):
        remote.requests.clear()
        report = desk.syncs(remote)
        assert len(remote.requests) == report.requests == 1
        assert remote.requests[0].endswith("/h/")


def test_one_colleagues_news_cost_three_requests(remote: FakeRemote) -> None:
    ana, ben = team(remote, "ana", "ben")
    ana.writes("f1", label="Rahman")
    assert ana.syncs(remote).requests == 5
    assert ben.syncs(remote).requests == 3
    assert ana.syncs(remote).requests == 1


def test_both_versions_are_kept_until_a_person_settles_it(remote: FakeRemote) -> None:
    ana, ben = team(remote, "ana", "ben")
    ana.writes("f1", phone="1")
    ana.syncs(remote)
    ben.syncs(remote)
    ana.writes("f1", phone="2")
    ben.writes("f1", phone="3")
    ana.syncs(remote)
    assert ben.syncs(remote).conflicts == 1
    ana.syncs(remote)
    for desk in (ana, ben):
        assert desk.store.siblings("f1", "phone") == {"2", "3"}
    ben.writes("f1", phone="3")
    ben.syncs(remote)
    ana.syncs(remote)
    for desk in (ana, ben):
        assert desk.store.siblings("f1", "phone") == {"3"}


@pytest.mark.parametrize("order", list(permutations(range(3))))
def test_every_order_of_exchange_ends_the_same(order: tuple[int, ...]) -> None:
    remote = FakeRemote()
    desks = team(remote, "ana", "ben", "cem")
    for i, desk in enumerate(desks):
        desk.writes("f1", phone=f"{i}", **{f"only{i}": i})
        desk.writes(f"own{i}", label=f"family {i}")
    for _ in range(2):
        for i in order:
            desks[i].syncs(remote)
    assert agree(*desks)
    assert desks[0].store.siblings("f1", "phone") == {"0", "1", "2"}
    assert all(len(desk.store.book.ops) == 6 for desk in desks)


def test_many_bundles_and_latecomers(remote: FakeRemote) -> None:
    ana, ben = team(remote, "ana", "ben")
    for i in range(70):
        ana.writes("f1", label=f"{i}")
        ana.syncs(remote)
    assert ben.syncs(remote).received == 70
    cem = Desk("cem").asks(ana.invites())
    cem.syncs(remote)
    ana.syncs(remote)
    assert cem.syncs(remote).received == 70
    assert agree(ana, ben, cem)
    assert len([name for name in remote.files if parse_bundle(name.partition("/")[2])]) == 70


def test_large_amounts_are_cut_into_bundles(remote: FakeRemote) -> None:
    ana, ben = team(remote, "ana", "ben")
    for i in range(30):
        ana.writes(f"f{i}", text="x" * 100_000)
    seen: list[tuple[str, int, int]] = []
    ana.syncs(remote, progress=lambda *step: seen.append(step))
    assert len(ana.store.sealed_names()) == 3
    assert seen == [("send", i, 3) for i in range(4)]
    ana.writes("f", text="y" * 5_000_000)
    ana.syncs(remote)
    assert ben.syncs(remote).received == 31
    assert agree(ana, ben)


def test_only_own_files_are_deleted(remote: FakeRemote) -> None:
    ana, ben = team(remote, "ana", "ben")
    remote.requests.clear()
    for desk in (ana, ben) * 3:
        desk.writes("f1", label=desk.name)
        desk.syncs(remote)
        deleted = [r.removeprefix("delete ") for r in remote.requests if r.startswith("delete ")]
        names = [parse_head(name.partition("/")[2]) for name in deleted]
        assert all(name and name.inc == desk.store.own_incarnation() for name in names)
        remote.requests.clear()
    heads = [name for name in remote.files if "/h/" in name]
    assert len(heads) == 2


def test_we_say_once_a_day_that_we_are_here(remote: FakeRemote) -> None:
    ana, ben = team(remote, "ana", "ben")
    ana.waits(hours=23)
    assert ana.syncs(remote).requests == 1
    ana.waits(hours=2)
    assert ana.syncs(remote).requests == 3
    assert ana.syncs(remote).requests == 1
    assert ben.syncs(remote).requests == 2
    ana.waits(days=-400)
    assert ana.syncs(remote).requests == 1


def test_a_stopped_pass_goes_on_later(remote: FakeRemote) -> None:
    ana, ben = team(remote, "ana", "ben")
    for i in range(5):
        ana.writes("f1", label=f"{i}")
        ana.syncs(remote)
    answers = iter([False, False, False, True])
    report = ben.syncs(remote, cancelled=lambda: next(answers, True))
    assert codes(report) == ["sync.cancelled"]
    assert 0 < report.received < 5
    rest = ben.syncs(remote)
    assert report.received + rest.received == 5
    assert agree(ana, ben)


def test_two_places_with_different_progress(remote: FakeRemote) -> None:
    stick = FakeRemote("stick")
    ana, ben = team(remote, "ana", "ben")
    ana.writes("f1", label="one")
    ana.syncs(remote)
    ana.syncs(stick)
    ana.writes("f1", label="two")
    ana.syncs(stick)
    assert ben.syncs(stick).received == 2
    assert agree(ana, ben)
    ben.syncs(remote)
    assert ana.syncs(remote).received == 0
    cem = Desk("cem").asks(ana.invites())
    for desk in (cem, ana, cem):
        desk.syncs(stick)
    assert agree(ana, ben, cem)


def test_a_stick_carries_for_those_who_never_meet(remote: FakeRemote) -> None:
    ana, ben, cem = team(remote, "ana", "ben", "cem")
    stick = FakeRemote("stick")
    ana.writes("f1", label="from ana")
    ana.syncs(remote)
    ben.syncs(remote)
    assert ben.syncs(stick).repaired >= 2
    assert cem.syncs(stick).received == 1
    assert agree(ana, ben, cem)


def test_no_space_no_exchange(remote: FakeRemote) -> None:
    with pytest.raises(RefusedError) as caught:
        Desk("ana").syncs(remote)
    assert caught.value.code == "sync.no_space"
    assert remote.requests == []


def test_exchanges_are_logged_when_something_happened(remote: FakeRemote) -> None:
    ana, _ = team(remote, "ana", "ben")
    before = len(ana.store.book.log)
    ana.syncs(remote)
    assert len(ana.store.book.log) == before
    ana.writes("f1", label="x")
    ana.syncs(remote)
    at, report = ana.store.book.log[-1]
    assert at.startswith("2026-09-14T08:00")
    assert report["sent"] == 1
