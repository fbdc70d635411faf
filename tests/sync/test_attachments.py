"""Attached files: sealed in pieces, fetched when needed, resumed after an interruption."""

from __future__ import annotations

import os
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fsp_desktop.domain.clock import FixedClock
from fsp_desktop.domain.errors import RefusedError, UnreachableError
from fsp_desktop.store.writes import Write
from fsp_desktop.sync.attachments import PIECE_BYTES, open_pieces, read_pieces, seal_file
from fsp_desktop.sync.names import parse_piece
from tests.sync.desks import MORNING, Desk, codes
from tests.sync.fake_remote import BreakingRemote, FakeRemote
from tests.sync.places import refused
from tests.sync.real_store import RealStore

A1, F1 = (f"01890000-0000-7000-8000-00000000000{n}" for n in (1, 2))


@pytest.fixture
def remote() -> FakeRemote:
    return FakeRemote()


@pytest.fixture
def desks(tmp_path: Path, remote: FakeRemote) -> Iterator[list[Any]]:
    made = []
    for name in ("ana", "ben"):
        clock = FixedClock(MORNING)
        made.append(Desk(name, clock, RealStore(tmp_path / f"{name}.fsp", clock)))
    made[0].founds()
    made[1].asks(made[0].invites())
    settle(remote, *made)
    yield made
    for desk in made:
        assert desk.store.problems() == []
        desk.store.close()


def settle(remote: FakeRemote, *desks: Desk) -> None:
    for _ in range(3):
        for desk in desks:
            desk.syncs(remote)


def attach(desk: Any, data: bytes) -> list[str]:
    pieces, sealed = seal_file(data)
    for piece_hash, piece in sealed:
        desk.store.store.ledger.keep_piece(piece_hash, piece, is_own=True)
    fields = {"family_id": F1, "title": "photo", "pieces": pieces.to_text()}
    desk.store.store.save([Write("attachment", A1, fields)], author="")
    return list(pieces.hashes)


def opened(desk: Any) -> bytes | None:
    pieces = read_pieces(desk.store.store.load(A1).values["pieces"])
    if desk.store.store.ledger.want_pieces(pieces.hashes):
        return None
    return open_pieces(pieces, [desk.store.piece(one) for one in pieces.hashes])


def pieces_at(remote: FakeRemote) -> list[str]:
    return [name for name in remote.files if parse_piece(name.partition("/")[2])]


def test_ten_megabytes_are_fetched_when_needed(remote: FakeRemote, desks: list[Any]) -> None:
    ana, ben = desks
    data = os.urandom(10 * PIECE_BYTES + 17)
    assert len(attach(ana, data)) == 11
    settle(remote, ana, ben)
    assert len(pieces_at(remote)) == 11
    assert ben.store.wanted_pieces() == []
    assert ben.syncs(remote).requests == 1
    assert opened(ben) is None
    report = ben.syncs(remote)
    assert report.requests == 12
    assert opened(ben) == data
    assert ben.syncs(remote).requests == 1


@pytest.mark.parametrize("torn", [False, True])
def test_both_ways_resume_where_they_were_cut(
    torn: bool, remote: FakeRemote, desks: list[Any]
) -> None:
    ana, ben = desks
    data = os.urandom(5 * PIECE_BYTES)
    attach(ana, data)
    sent = []
    for _ in range(4):
        breaking = BreakingRemote(remote, 5, torn=torn)
        with pytest.raises(UnreachableError):
            ana.syncs(breaking)
        sent.append(len(pieces_at(remote)))
    assert sent == sorted(sent)
    settle(remote, ana, ben)
    assert opened(ben) is None
    for _ in range(2):
        with pytest.raises(UnreachableError):
            ben.syncs(BreakingRemote(remote, 4))
    missing = len(ben.store.wanted_pieces())
    assert 0 < missing < 5
    assert ben.syncs(remote).requests == 1 + missing
    assert opened(ben) == data


def test_a_lost_or_spoilt_piece_is_brought_again(remote: FakeRemote, desks: list[Any]) -> None:
    ana, ben = desks
    data = os.urandom(2 * PIECE_BYTES)
    attach(ana, data)
    settle(remote, ana, ben)
    lost, spoilt = sorted(pieces_at(remote))[:2]
    del remote.files[lost]
    remote.files[spoilt] = remote.files[spoilt][:-1] + b"x"
    assert opened(ben) is None
    assert set(codes(ben.syncs(remote))) <= {"sync.missing_file", "sync.wrong_name"}
    settle(remote, ana, ben)
    assert opened(ben) == data
    assert codes(ben.syncs(remote)) == []


def test_an_emptied_place_gets_its_pieces_back(remote: FakeRemote, desks: list[Any]) -> None:
    ana, ben = desks
    attach(ana, b"small")
    settle(remote, ana, ben)
    assert opened(ben) is None
    settle(remote, ana, ben)
    remote.files.clear()
    settle(remote, ben)  # Ben holds a copy, and Ana is away
    assert len(pieces_at(remote)) == 1


def test_purged_files_go_and_a_late_reference_keeps_them(
    remote: FakeRemote, desks: list[Any]
) -> None:
    ana, ben = desks
    attach(ana, b"an invented form")
    settle(remote, ana, ben)
    late = str(ben.store.store.load(A1).values["pieces"])
    ana.store.store.ledger.purge([A1], "")
    for _ in range(4):
        for desk in desks:
            desk.clock.advance(timedelta(days=25))
        settle(remote, ana, ben)
    assert len(pieces_at(remote)) == 1  # named by nobody for 75 days only
    other = A1[:-1] + "9"
    fields = {"family_id": F1, "title": "late", "pieces": late}
    ben.store.store.save([Write("attachment", other, fields)], author="")
    settle(remote, ana, ben)
    for _ in range(4):
        for desk in desks:
            desk.clock.advance(timedelta(days=31))
        settle(remote, ana, ben)
    assert len(pieces_at(remote)) == 1
    ana.store.store.ledger.purge([other], "")
    for _ in range(5):
        for desk in desks:
            desk.clock.advance(timedelta(days=31))
        settle(remote, ana, ben)
    assert pieces_at(remote) == []
    assert ana.store.wanted_pieces() == []


def test_no_clear_byte_at_the_place_or_on_disk(
    tmp_path: Path, remote: FakeRemote, desks: list[Any]
) -> None:
    ana, ben = desks
    canary = b"Invented-Canary-" * 100
    attach(ana, canary)
    settle(remote, ana, ben)
    opened(ben)
    settle(remote, ana, ben)
    assert opened(ben) == canary
    on_disk = [path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()]
    for data in (*remote.files.values(), *on_disk):
        assert b"Invented-Canary" not in data


@given(st.binary(max_size=3000), st.integers(0, 100))
def test_what_is_sealed_comes_back_and_nothing_else_opens(data: bytes, at: int) -> None:
    pieces, sealed = seal_file(data)
    raw = [piece for _, piece in sealed]
    assert read_pieces(pieces.to_text()) == pieces
    assert open_pieces(pieces, raw) == data
    spoilt = bytearray(raw[0])
    spoilt[at % len(spoilt)] ^= 1
    with pytest.raises(RefusedError):
        open_pieces(pieces, [bytes(spoilt)])


@pytest.mark.parametrize("text", [None, "", "{}", '{"key": "00", "pieces": []}', "[1]", "x"])
def test_odd_references_are_refused(text: object) -> None:
    assert refused(lambda: read_pieces(text)) == "sync.malformed"
