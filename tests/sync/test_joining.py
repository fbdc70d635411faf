from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fsp_desktop.domain.errors import RefusedError, UnreachableError
from fsp_desktop.sync import door
from fsp_desktop.sync.identity import identity_of, read_identity
from fsp_desktop.sync.invitation import decide, own_numbers, waiting_guests, withdraw
from fsp_desktop.sync.names import parse_door
from fsp_desktop.sync.pairing import Pairing, make_code, pairing_of, parse_code
from fsp_desktop.sync.space import found_space
from tests.sync.desks import Desk, agree, codes, team
from tests.sync.fake_remote import BreakingRemote, FakeRemote

SPACE = "0123456789abcdef" * 2


@pytest.fixture
def remote() -> FakeRemote:
    return FakeRemote()


def refused(work: object, *args: object, **more: object) -> str:
    with pytest.raises(RefusedError) as caught:
        work(*args, **more)  # type: ignore[operator]
    return caught.value.code


def door_files(remote: FakeRemote) -> list[str]:
    return [name for name in remote.files if parse_door(name.partition("/")[2])]


def test_a_code_lets_one_device_in(remote: FakeRemote) -> None:
    ana = Desk("ana").founds()
    ana.writes("f1", label="Rahman")
    ana.syncs(remote)
    ben = Desk("ben").asks(ana.invites())
    first = ben.syncs(remote)
    assert first.waiting == "admission"
    assert ben.syncs(remote).waiting == "admission"
    ana.syncs(remote)
    report = ben.syncs(remote)
    assert (report.waiting, report.received, codes(report)) == (0, 1, [])
    assert agree(ana, ben)
    ana.syncs(remote)
    ana.syncs(remote)
    assert door_files(remote) == []
    assert ana.syncs(remote).requests == 1


def test_the_newcomer_may_ask_before_anything_was_published(remote: FakeRemote) -> None:
    ana = Desk("ana").founds()
    ben = Desk("ben").asks(ana.invites())
    report = ben.syncs(remote)
    assert (report.waiting, codes(report)) == ("admission", ["sync.space_not_there"])
    ana.writes("f1", label="x")
    ana.syncs(remote)
    ben.syncs(remote)
    assert agree(ana, ben)


def test_words_alone_are_enough_where_one_space_is(remote: FakeRemote) -> None:
    ana = Desk("ana").founds()
    ana.syncs(remote)
    words = ana.invites().partition("@")[0]
    ben = Desk("ben").asks(f"  {words.upper().replace('-', '  ')} ")
    ben.syncs(remote)
    ana.syncs(remote)
    assert ben.syncs(remote).waiting == 0
    cem = Desk("cem").asks(ana.invites().partition("@")[0])
    nothing = FakeRemote()
    assert codes(cem.syncs(nothing)) == ["sync.space_not_there"]


def test_words_find_their_space_among_several(remote: FakeRemote) -> None:
    other = Desk("other").founds()
    other.syncs(remote)
    ana = Desk("ana").founds()
    space = identity_of(ana.store).space
    assert space is not None
    remote.put(f"fsp1-{space.id}/space", bytes.fromhex(space.card))
    ana.syncs(remote)
    ben = Desk("ben").asks(ana.invites().partition("@")[0])
    ben.syncs(remote)
    other.syncs(remote)
    ana.syncs(remote)
    assert ben.syncs(remote).waiting == 0
    found = identity_of(ben.store).space
    assert found is not None
    assert found.id == space.id


def test_a_used_code_opens_no_more(remote: FakeRemote) -> None:
    ana = Desk("ana").founds()
    ana.syncs(remote)
    code = ana.invites()
    ben, eve = Desk("ben").asks(code), Desk("eve").asks(code)
    ben.syncs(remote)
    ana.syncs(remote)
    eve.syncs(remote)
    ana.syncs(remote)
    assert refused(eve.syncs, remote) == "sync.invitation_used"
    assert ben.syncs(remote).waiting == 0
    ana.syncs(remote)
    late = Desk("late").asks(code)
    late.syncs(remote)
    ana.syncs(remote)
    assert late.syncs(remote).waiting == "admission"


def test_a_code_ends_after_a_week(remote: FakeRemote) -> None:
    ana = Desk("ana").founds()
    ana.syncs(remote)
    ben = Desk("ben").asks(ana.invites())
    ben.syncs(remote)
    ana.waits(days=7, seconds=1)
    ana.syncs(remote)
    assert refused(ben.syncs, remote) == "sync.invitation_expired"
    ben.asks(ana.invites())
    for desk in (ben, ana, ben):
        report = desk.syncs(remote)
    assert report.waiting == 0
    ana.waits(days=60)
    ana.syncs(remote)
    assert identity_of(ana.store).invitations == ()


def test_a_person_may_have_to_agree(remote: FakeRemote) -> None:
    ana = Desk("ana").founds()
    ana.syncs(remote)
    ben, eve = Desk("ben"), Desk("eve")
    for desk in (ben, eve):
        desk.asks(ana.invites(must_confirm=True, role="counselor"))
        desk.syncs(remote)
    told = [p for p in ana.syncs(remote).problems if p.code == "sync.guest_waits"]
    assert len(told) == 2
    assert ben.syncs(remote).waiting == "admission"
    guests = {guest.name: guest for guest in waiting_guests(ana.store)}
    assert guests["ben"].numbers == own_numbers(ben.store)
    assert guests["ben"].numbers != guests["eve"].numbers
    assert guests["ben"].role == "counselor"
    decide(ana.store, guests["ben"].pairing, agrees=True)
    decide(ana.store, guests["eve"].pairing, agrees=False)
    assert refused(decide, ana.store, guests["ben"].pairing, agrees=False) == "sync.no_such_guest"
    ana.syncs(remote)
    assert ben.syncs(remote).waiting == 0
    assert refused(eve.syncs, remote) == "sync.turned_away"
    assert own_numbers(ben.store) is None


def test_only_administrators_invite(remote: FakeRemote) -> None:
    ana, ben = team(remote, "ana", "ben")
    assert refused(ben.invites) == "sync.not_an_administrator"
    cem = Desk("cem").asks(ana.invites(admin=True))
    for desk in (cem, ana, cem, ana):
        desk.syncs(remote)
    dia = Desk("dia").asks(cem.invites())
    for desk in (dia, cem, dia, ana, ben):
        desk.syncs(remote)
    dia.writes("f1", label="by dia")
    for desk in (dia, ana, ben):
        desk.syncs(remote)
    assert ben.store.siblings("f1", "label") == {"by dia"}
    assert agree(ana, ben, dia)


def test_a_withdrawn_invitation_is_not_answered(remote: FakeRemote) -> None:
    ana = Desk("ana").founds()
    ana.syncs(remote)
    ben = Desk("ben").asks(ana.invites())
    pairing = identity_of(ana.store).invitations[0].pairing
    withdraw(ana.store, pairing)
    assert refused(withdraw, ana.store, pairing) == "sync.no_such_invitation"
    ben.syncs(remote)
    ana.syncs(remote)
    assert ben.syncs(remote).waiting == "admission"


def test_one_device_has_one_space(remote: FakeRemote) -> None:
    ana, ben = team(remote, "ana", "ben")
    code = ana.invites()
    assert refused(ben.asks, code) == "sync.space_exists"
    assert refused(found_space, ben.store, "ben", ben.clock) == "sync.space_exists"


def test_a_bad_code_changes_nothing() -> None:
    ben = Desk("ben")
    for code in ("", "acorn", "acorn " * 8, "acorn-" * 7 + "zzzz@/x"):
        assert refused(ben.asks, code).startswith("vault.")
    assert ben.store.identity() is None


@pytest.mark.parametrize("after", [False, True])
@pytest.mark.parametrize("torn", [False, True])
def test_joining_survives_an_interruption_at_every_step(after: bool, torn: bool) -> None:
    step = 0
    reached_end = False
    while not reached_end:
        step += 1
        remote = FakeRemote()
        ana = Desk("ana").founds()
        ana.syncs(remote)
        ana.writes("f1", label="x")
        ben = Desk("ben").asks(ana.invites())
        breaking = BreakingRemote(remote, step, after=after, torn=torn)
        for desk in (ben, ana, ben, ana, ben):
            try:
                desk.syncs(breaking)
            except UnreachableError:
                desk.syncs(remote)
        for desk in (ana, ben, ana):
            report = desk.syncs(remote)
        assert report.waiting == 0
        assert agree(ana, ben)
        assert len(ana.store.roster_entries()) in {2, 3}
        assert door_files(remote) == []
        reached_end = breaking.steps < step
    assert step > 20


def test_strangers_at_the_door_change_nothing(remote: FakeRemote) -> None:
    ana = Desk("ana").founds()
    ana.syncs(remote)
    code = ana.invites()
    ben = Desk("ben").asks(code)
    ben.syncs(remote)
    (name,) = door_files(remote)
    good = remote.files[name]
    pairing = identity_of(ana.store).invitations[0].pairing
    folder = name.rpartition("/")[0]
    for i, data in enumerate((b"", b"noise" * 100, good[:-1], good[:-1] + b"x")):
        remote.files[f"{folder}/{pairing}-{i:032x}.ask"] = data
    remote.files[f"{folder}/readme (conflicted copy).txt"] = b"x"
    found = codes(ana.syncs(remote))
    assert set(found) <= {"sync.torn", "sync.not_ours", "sync.bad_signature", "sync.not_opened"}
    assert ben.syncs(remote).waiting == 0
    assert len(ana.store.roster_entries()) == 2


def test_a_forged_answer_is_not_believed(remote: FakeRemote) -> None:
    ana = Desk("ana").founds()
    ana.syncs(remote)
    ben = Desk("ben").asks(ana.invites())
    ben.syncs(remote)
    (name,) = door_files(remote)
    eve = Desk("eve").founds()
    eve_identity = identity_of(eve.store)
    assert eve_identity.space is not None
    pairing = identity_of(ana.store).invitations[0]
    guest = door.open_ask(remote.files[name], Pairing(pairing.pairing, bytes.fromhex(pairing.key)))
    wrong = Pairing(pairing.pairing, bytes(32))
    answer = door.sign_welcome(wrong, guest, eve_identity.device, eve_identity.space, [])
    remote.files[name.replace(".ask", ".answer")] = answer
    report = ben.syncs(remote)
    assert (report.waiting, codes(report)) == ("admission", ["sync.not_opened"])
    assert identity_of(ben.store).space is None
    del remote.files[name.replace(".ask", ".answer")]
    ana.syncs(remote)
    assert ben.syncs(remote).waiting == 0


def test_a_welcome_must_vouch_for_the_newcomer(remote: FakeRemote) -> None:
    ana, ben = Desk("ana").founds(), Desk("ben")
    code = ana.invites()
    ben.asks(code)
    pairing = pairing_of(parse_code(code).secret)
    identity, mine = identity_of(ana.store), identity_of(ben.store)
    assert identity.space is not None
    assert mine.joining is not None
    guest = door.open_ask(bytes.fromhex(mine.joining.ask), pairing)
    entries = ana.store.roster_entries()
    data = door.sign_welcome(pairing, guest, identity.device, identity.space, entries)
    assert refused(door.open_answer, data, pairing, mine.device) == "sync.malformed"


@given(
    secret=st.binary(min_size=9, max_size=9),
    place=st.one_of(st.none(), st.text(min_size=1).filter(lambda t: t.strip().strip("/\\"))),
)
def test_codes_come_apart_as_they_were_made(secret: bytes, place: str | None) -> None:
    code = parse_code(make_code(secret, SPACE, place))
    assert (code.secret, code.space) == (secret, SPACE)
    if place is not None:
        assert code.place is not None
        assert code.place.strip("/\\ ") in place


@pytest.mark.parametrize(
    ("where", "space", "place"),
    [
        ("", None, None),
        ("@", None, None),
        ("@/mnt/team share", None, "/mnt/team share"),
        (f"@/mnt/team share/fsp1-{SPACE}", SPACE, "/mnt/team share"),
        (f"@fsp1-{SPACE}", SPACE, None),
        (f"@C:\\team\\fsp1-{SPACE}\\", SPACE, "C:\\team"),
        (f"@webdav://user@host/x/fsp1-{SPACE}", SPACE, "webdav://user@host/x"),
    ],
)
def test_places_in_codes(where: str, space: str | None, place: str | None) -> None:
    words = make_code(bytes(9), SPACE, None).partition("@")[0]
    code = parse_code(f" {words.replace('-', ' - ')} {where}\n")
    assert (code.space, code.place) == (space, place)


def test_the_words_are_stretched_and_name_no_key() -> None:
    pairing = pairing_of(bytes(9))
    assert len(pairing.key) == 32
    assert pairing.id not in pairing.key.hex()
    assert pairing == pairing_of(bytes(9))
    assert pairing != pairing_of(bytes(8) + b"\x01")


def test_identities_are_read_with_care() -> None:
    ana = Desk("ana").founds()
    book = ana.store.identity()
    assert book is not None
    assert read_identity(book).to_book() == book
    assert refused(read_identity, {**book, "format": 9}) == "sync.newer_identity"
    assert refused(read_identity, {**book, "device": {}}) == "sync.broken_identity"
