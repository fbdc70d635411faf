from __future__ import annotations

from collections.abc import Callable

import pytest

from fsp_desktop.domain.errors import UnreachableError
from fsp_desktop.sync.identity import identity_of, member_of
from tests.sync.desks import Desk, agree, codes, team
from tests.sync.fake_remote import BreakingRemote, FakeRemote
from tests.sync.places import bundles, folder_of, head_of, refused


@pytest.fixture
def remote() -> FakeRemote:
    return FakeRemote()


@pytest.mark.parametrize("after", [False, True])
@pytest.mark.parametrize("torn", [False, True])
def test_an_interruption_at_every_step_ends_the_same(after: bool, torn: bool) -> None:
    step, reached_end = 0, False
    while not reached_end:
        step += 1
        remote = FakeRemote()
        ana, ben = team(remote, "ana", "ben")
        for i in range(3):
            ana.writes("f1", phone=f"a{i}")
            ben.writes("f1", phone=f"b{i}", label=f"{i}")
        breaking = BreakingRemote(remote, step, after=after, torn=torn)
        for desk in (ana, ben, ana, ben):
            try:
                desk.syncs(breaking)
            except UnreachableError:
                desk.syncs(remote)
        reports = [desk.syncs(remote) for desk in (ana, ben, ana, ben)]
        assert all(not codes(report) for report in reports)
        assert agree(ana, ben)
        assert ana.store.siblings("f1", "phone") == {"a2", "b2"}
        assert len(ana.store.book.ops) == 6
        assert len(bundles(remote)) == 2
        reached_end = breaking.steps < step
    assert step > 10


@pytest.mark.parametrize(
    "spoil",
    [
        lambda data: b"",
        lambda data: data[: len(data) // 2],
        lambda data: data[:-1],
        lambda data: bytes(len(data)),
        lambda data: data[:200] + bytes([data[200] ^ 1]) + data[201:],
        lambda data: data + b"more",
    ],
)
def test_a_spoilt_bundle_waits_is_reported_and_comes_back(
    remote: FakeRemote, spoil: Callable[[bytes], bytes]
) -> None:
    ana, ben, cem = team(remote, "ana", "ben", "cem")
    ana.writes("f1", label="first")
    cem.writes("f2", label="beside")
    ana.syncs(remote)
    cem.syncs(remote)
    name = next(n for n in bundles(remote) if ana.store.own_incarnation() in n)
    good = remote.files[name]
    remote.files[name] = spoil(good)
    report = ben.syncs(remote)
    assert report.received == 1
    assert ben.store.siblings("f2", "label") == {"beside"}
    (problem,) = report.problems
    assert problem.code in {"sync.torn", "sync.not_ours", "sync.bad_signature"}
    assert problem.detail["lasting"] is False
    assert problem.detail["file"] == name.partition("/")[2]
    ben.waits(days=3)
    assert ben.syncs(remote).problems[0].detail["lasting"] is True
    assert ana.syncs(remote).repaired == 1
    assert remote.files[name] == good
    healed = ben.syncs(remote)
    assert (healed.received, codes(healed)) == (1, [])
    assert agree(ana, ben)


def test_a_lost_bundle_is_brought_back_by_whoever_has_it(remote: FakeRemote) -> None:
    ana, ben, cem = team(remote, "ana", "ben", "cem")
    ana.writes("f1", label="first")
    ana.syncs(remote)
    ben.syncs(remote)
    (name,) = bundles(remote)
    del remote.files[name]
    assert codes(cem.syncs(remote)) == ["sync.missing_file"]
    assert ben.syncs(remote).repaired == 1
    assert codes(cem.syncs(remote)) == []
    assert agree(ana, ben, cem)


def test_automatic_passes_leave_files_in_trouble_alone_for_a_while(remote: FakeRemote) -> None:
    ana, ben = team(remote, "ana", "ben")
    ana.writes("f1", label="first")
    ana.syncs(remote)
    (name,) = bundles(remote)
    good = remote.files[name]
    remote.files[name] = b"torn"
    ben.syncs(remote, asked=False)
    remote.files[name] = good
    remote.requests.clear()
    assert codes(ben.syncs(remote, asked=False)) == ["sync.torn"]
    assert f"get {name}" not in remote.requests
    ben.waits(minutes=1)
    assert codes(ben.syncs(remote, asked=False)) == []
    remote.files[name] = b"torn"
    ana.writes("f1", label="second")
    ana.syncs(remote)
    assert agree(ana, ben) is False
    ben.syncs(remote)
    assert agree(ana, ben)


def test_a_person_who_asks_is_not_told_to_wait(remote: FakeRemote) -> None:
    ana, ben = team(remote, "ana", "ben")
    ana.writes("f1", label="first")
    ana.syncs(remote)
    (name,) = bundles(remote)
    good = remote.files[name]
    remote.files[name] = b"torn"
    for _ in range(6):
        ben.syncs(remote)
    remote.files[name] = good
    ben.waits(days=-30)
    assert ben.syncs(remote).received == 1


def test_foreign_names_are_ignored_and_counted(remote: FakeRemote) -> None:
    ana, ben = team(remote, "ana", "ben")
    ana.writes("f1", label="first")
    ana.syncs(remote)
    (name,) = bundles(remote)
    remote.files[name.replace(".fspb", " (Ana's conflicted copy).fspb")] = remote.files[name]
    remote.files[f"{folder_of(ana)}/h/desktop.ini"] = b"x"
    remote.files[f"{folder_of(ana)}/h/{'AB' * 16}.1.{'0' * 16}"] = b"x"
    remote.files["holiday.jpg"] = b"x"
    report = ben.syncs(remote)
    assert report.received == 1
    assert [(p.code, dict(p.detail)) for p in report.problems] == [
        ("sync.foreign_files", {"count": 2})
    ]
    assert "holiday.jpg" in remote.files


def test_an_emptied_folder_is_filled_again_and_deletes_nothing(remote: FakeRemote) -> None:
    ana, ben = team(remote, "ana", "ben")
    ana.writes("f1", label="by ana")
    ben.writes("f2", label="by ben")
    for desk in (ana, ben, ana):
        desk.syncs(remote)
    before = ana.store.digest()
    remote.files.clear()
    report = ana.syncs(remote)
    assert "sync.folder_emptied" in codes(report)
    assert ana.store.digest() == before
    assert len(bundles(remote)) == 2
    cem = Desk("cem").asks(ana.invites())
    for desk in (cem, ana, cem):
        desk.syncs(remote)
    assert cem.store.digest() == before
    quiet = ben.syncs(remote)
    assert agree(ana, ben, cem)
    assert "sync.folder_emptied" not in codes(quiet)
    for desk in (ana, ben, cem) * 2:
        desk.syncs(remote)
    assert ben.syncs(remote).requests == 1


def test_a_place_that_went_back_is_repaired(remote: FakeRemote) -> None:
    ana, ben = team(remote, "ana", "ben")
    ana.writes("f1", label="1")
    ana.syncs(remote)
    ben.syncs(remote)
    last_week = dict(remote.files)
    for i in range(2, 5):
        ana.writes("f1", label=f"{i}")
        ana.syncs(remote)
        ben.syncs(remote)
    remote.files = last_week
    report = ben.syncs(remote)
    assert codes(report) == ["sync.remote_went_back"]
    assert report.repaired == 4
    assert ana.syncs(remote).received == 0
    assert agree(ana, ben)
    for desk in (ana, ben) * 2:
        report = desk.syncs(remote)
    assert codes(report) == []
    assert report.requests == 1


def test_a_folder_of_another_team_is_refused(remote: FakeRemote) -> None:
    ana, _ = team(remote, "ana", "ben")
    other = FakeRemote()
    team(other, "dia", "eli")
    ana.writes("f1", label="mine")
    before = dict(other.files)
    assert refused(lambda: ana.syncs(other)) == "sync.other_space"
    assert other.files == before
    remote.files = dict(other.files)
    assert refused(lambda: ana.syncs(remote)) == "sync.other_space"
    assert remote.files == before
    assert ana.store.siblings("f1", "label") == {"mine"}


def test_a_foreign_card_in_our_folder_is_refused(remote: FakeRemote) -> None:
    ana = Desk("ana").founds()
    dia = Desk("dia").founds()
    card = member_of(identity_of(dia.store)).card
    remote.files[f"{folder_of(ana)}/space"] = bytes.fromhex(card)
    assert refused(lambda: ana.syncs(remote)) == "sync.other_space"
    assert len(remote.files) == 1
    remote.files[f"{folder_of(ana)}/space"] = b"torn"
    assert codes(ana.syncs(remote)) == ["sync.torn"]
    assert codes(ana.syncs(remote)) == []


def test_a_bundle_of_another_space_under_our_names_is_not_applied(remote: FakeRemote) -> None:
    ana, ben = team(remote, "ana", "ben")
    dia = team(FakeRemote(), "dia")[0]
    dia.writes("f1", label="theirs")
    theirs = FakeRemote()
    dia.syncs(theirs)
    ana.writes("f1", label="ours")
    ana.syncs(remote)
    (name,) = bundles(remote)
    remote.files[name] = theirs.files[bundles(theirs)[0]]
    assert codes(ben.syncs(remote)) == ["sync.wrong_space"]
    assert ben.store.siblings("f1", "label") == set()


def test_an_unexpected_failure_with_one_device_does_not_stop_the_others(
    remote: FakeRemote, monkeypatch: pytest.MonkeyPatch
) -> None:
    ana, ben, cem = team(remote, "ana", "ben", "cem")
    for desk in (ana, cem):
        desk.writes(desk.name, label="x")
        desk.syncs(remote)
    real = ben.store.apply_bundle

    def fails_for_ana(inc: str, *rest: object) -> object:
        if inc == ana.store.own_incarnation():
            raise ZeroDivisionError
        return real(inc, *rest)

    monkeypatch.setattr(ben.store, "apply_bundle", fails_for_ana)
    report = ben.syncs(remote)
    assert report.received == 1
    assert "sync.unexpected" in codes(report)
    monkeypatch.undo()
    assert ben.syncs(remote).received == 1


def test_a_full_local_disk_stops_the_pass_and_loses_nothing(
    remote: FakeRemote, monkeypatch: pytest.MonkeyPatch
) -> None:
    ana, ben = team(remote, "ana", "ben")
    ana.writes("f1", label="x")
    ana.syncs(remote)

    def full(*_: object) -> object:
        raise UnreachableError("store.disk_full")

    monkeypatch.setattr(ben.store, "apply_bundle", full)
    with pytest.raises(UnreachableError) as caught:
        ben.syncs(remote)
    assert caught.value.code == "store.disk_full"
    monkeypatch.undo()
    assert ben.syncs(remote).received == 1


def test_memory_of_a_place_may_be_lost_or_broken(remote: FakeRemote) -> None:
    ana, ben = team(remote, "ana", "ben")
    for text in (None, "", "[]", "{", '{"heads": 1, "odd": 2}', '{"x": {"first": "never"}}'):
        for key in [key for key in ben.store.book.settings if "head" not in key]:
            ben.store.set_sync_setting(key, text)
        if text is not None:
            ben.store.set_sync_setting("sync.troubles", text)
        ana.writes("f1", label=f"{text}")
        ana.syncs(remote)
        assert codes(ben.syncs(remote)) == []
        assert agree(ana, ben)


def test_a_spoilt_head_is_written_afresh_by_its_device(remote: FakeRemote) -> None:
    ana, ben, _ = team(remote, "ana", "ben", "cem")
    ana.writes("f1", label="x")
    ana.syncs(remote)
    name = head_of(remote, ana)
    remote.files[name] = remote.files[name][:50]
    assert codes(ben.syncs(remote)) == ["sync.torn"]
    ana.syncs(remote)
    assert name not in remote.files
    assert codes(ben.syncs(remote)) == []
    assert agree(ana, ben)
    ana.syncs(remote)
    assert ana.syncs(remote).requests == 1


def test_an_outdated_own_head_is_cleared_away_later(remote: FakeRemote) -> None:
    ana, _ = team(remote, "ana", "ben")
    old_name = head_of(remote, ana)
    old = remote.files[old_name]
    ana.writes("f1", label="x")
    ana.syncs(remote)
    remote.files[old_name] = old
    ana.syncs(remote)
    assert old_name not in remote.files
    assert ana.syncs(remote).requests == 1
