from __future__ import annotations

from collections.abc import Callable

import pytest

from fsp_desktop.domain.changes import FieldWrite, Op, RecordWrite, pack_op
from fsp_desktop.domain.ids import RecordId
from fsp_desktop.sync import bundle, envelope
from fsp_desktop.sync.bundle import NO_HASH, BundleHeader, seal
from fsp_desktop.sync.head import Head, sign_head
from fsp_desktop.sync.identity import identity_of, member_of
from fsp_desktop.sync.names import bundle_name
from fsp_desktop.sync.wire import hash_of
from tests.sync.desks import Desk, agree, codes, team
from tests.sync.fake_remote import FakeRemote
from tests.sync.places import bundles, folder_of, head_of


@pytest.fixture
def remote() -> FakeRemote:
    return FakeRemote()


def test_a_forged_head_of_ours_moves_nothing(remote: FakeRemote) -> None:
    ana, ben = team(remote, "ana", "ben")
    inc = ana.store.own_incarnation()
    remote.files[f"{folder_of(ana)}/h/{inc}.99.{'0' * 16}"] = b"forged"
    ana.writes("f1", label="x")
    ana.syncs(remote)
    ben.syncs(remote)
    assert agree(ana, ben)
    assert f"{folder_of(ana)}/h/{inc}.99.{'0' * 16}" not in remote.files


def test_a_replayed_old_head_takes_nothing_back(remote: FakeRemote) -> None:
    ana, ben = team(remote, "ana", "ben")
    ana.writes("f1", label="1")
    ana.syncs(remote)
    ben.syncs(remote)
    old_name = head_of(remote, ana)
    old = remote.files[old_name]
    ana.writes("f1", label="2")
    ana.syncs(remote)
    ben.syncs(remote)
    del remote.files[head_of(remote, ana)]
    remote.files[old_name] = old
    report = ben.syncs(remote)
    assert ben.store.siblings("f1", "label") == {"2"}
    assert report.received == 0
    ana.syncs(remote)
    assert agree(ana, ben)


def test_strangers_are_kept_apart_until_somebody_vouches(remote: FakeRemote) -> None:
    ana, ben = team(remote, "ana", "ben")
    cem = Desk("cem").asks(ana.invites())
    for desk in (cem, ana, cem):
        desk.syncs(remote)
    cem.writes("f1", label="by cem")
    cem.syncs(remote)
    entries = {name: data for name, data in remote.files.items() if "/r/" in name}
    ana_head = head_of(remote, ana)
    hidden = {ana_head: remote.files.pop(ana_head)}
    for name in list(entries)[1:]:
        if name not in {f"{folder_of(ana)}/{held}" for held, _ in ben.store.roster_entries()}:
            hidden[name] = remote.files.pop(name)
    report = ben.syncs(remote)
    assert "sync.unknown_device" in codes(report)
    assert report.received == 0
    assert [one.code for one in ben.store.stashed()] == ["sync.unknown_device"]
    remote.files |= hidden
    healed = ben.syncs(remote)
    assert healed.received == 1
    assert ben.store.stashed() == []
    assert "sync.unknown_device" not in codes(healed)
    ana.syncs(remote)
    assert agree(ana, ben, cem)


def test_noise_that_looks_like_a_device_costs_little(remote: FakeRemote) -> None:
    ana, ben = team(remote, "ana", "ben")
    for i in range(3):
        remote.files[f"{folder_of(ana)}/h/{i:032x}.5.{'0' * 16}"] = b"noise"
    ana.writes("f1", label="x")
    ana.syncs(remote)
    report = ben.syncs(remote)
    assert report.received == 1
    assert codes(report) == ["sync.unknown_device"] * 3
    assert ben.syncs(remote, asked=False).requests == 1


def forged_bundle(desk: Desk, ops: list[bytes], **changes: object) -> tuple[str, bytes, str]:
    """A bundle that a member signs although it is odd inside."""
    identity = identity_of(desk.store)
    space = member_of(identity)
    have = desk.store.have().get(desk.store.own_incarnation())
    values: dict[str, object] = {
        "space": space.id,
        "inc": identity.device.inc,
        "n": (have.n if have else 0) + 1,
        "prev": have.hash if have else NO_HASH,
        "epoch": 1,
        "first": (have.last_op if have else 0) + 1,
        "last": (have.last_op if have else 0) + len(ops),
    }
    header = BundleHeader(**{**values, **changes})  # type: ignore[arg-type]
    sealed = seal(header, ops, space.key, identity.device.sign_seed)
    return sealed.name, sealed.data, sealed.hash


def publish_forged(remote: FakeRemote, desk: Desk, n: int, forged: tuple[str, bytes, str]) -> None:
    identity = identity_of(desk.store)
    remote.files[f"{folder_of(desk)}/{forged[0]}"] = forged[1]
    head = Head(identity.device.inc, n, {n: forged[2]}, {})
    name, data = sign_head(head, identity.device, member_of(identity))
    remote.files[f"{folder_of(desk)}/{name}"] = data


def op_of(inc: str, number: int) -> bytes:
    write = RecordWrite("family", RecordId("f1"), {"label": FieldWrite("forged")})
    return pack_op(Op(f"{inc}:{number}", 1, "", "edit", (write,)))


@pytest.mark.parametrize(
    ("make", "code"),
    [
        (lambda d: forged_bundle(d, [b"no operation"]), "changes.malformed"),
        (lambda d: forged_bundle(d, [op_of("ab" * 16, 1)]), "changes.foreign_dot"),
        (lambda d: forged_bundle(d, [b"x"], prev="11" * 32), "sync.broken_chain"),
        (lambda d: forged_bundle(d, [b"x"], first=7, last=7), "sync.broken_chain"),
        (lambda d: forged_bundle(d, [b"x"], epoch=4), "sync.missing_key"),
    ],
)
def test_odd_bundles_of_a_member_stop_that_member_only(
    remote: FakeRemote, make: Callable[[Desk], tuple[str, bytes, str]], code: str
) -> None:
    ana, ben, cem = team(remote, "ana", "ben", "cem")
    publish_forged(remote, ana, 1, make(ana))
    cem.writes("f2", label="beside")
    cem.syncs(remote)
    report = ben.syncs(remote)
    assert codes(report) == [code]
    assert report.received == 1
    assert ben.store.siblings("f1", "label") == set()
    assert ana.store.own_incarnation() not in ben.store.have()


def test_a_bundle_from_a_newer_version_waits_for_the_update(remote: FakeRemote) -> None:
    ana, ben = team(remote, "ana", "ben")
    identity = identity_of(ana.store)
    space = member_of(identity)
    clear = {
        "min": envelope.VERSION + 1,
        "space": bytes.fromhex(space.id),
        "inc": bytes.fromhex(identity.device.inc),
    }
    data = envelope.seal_envelope(bundle.MAGIC, clear, b"", space.key, identity.device.sign_seed)
    name = bundle_name(identity.device.inc, 1, hash_of(data))
    publish_forged(remote, ana, 1, (name, data, hash_of(data)))
    assert codes(ben.syncs(remote)) == ["sync.newer_format"]
    assert [(one.name, one.code) for one in ben.store.stashed()] == [(name, "sync.newer_format")]
    ben.writes("f2", label="goes on")
    assert ben.syncs(remote).sent == 1


def test_a_bundle_swapped_for_another_of_the_same_device(remote: FakeRemote) -> None:
    ana, ben = team(remote, "ana", "ben")
    for i in range(2):
        ana.writes("f1", label=f"{i}")
        ana.syncs(remote)
    first, second = sorted(bundles(remote))
    remote.files[first], remote.files[second] = remote.files[second], remote.files[first]
    assert codes(ben.syncs(remote)) == ["sync.wrong_name"]
    assert ben.store.siblings("f1", "label") == set()
