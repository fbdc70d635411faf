"""Two people join through a folder; what is said about sharing is true at every step."""

from __future__ import annotations

import errno
import os
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

import pytest

from fsp_desktop.domain.clock import FixedClock
from fsp_desktop.domain.errors import RefusedError, UnreachableError
from fsp_desktop.services.edit_record import open_form, save_form
from fsp_desktop.services.log_visit import finish_visit, start_visit
from fsp_desktop.services.name_people import names_by_id
from fsp_desktop.services.places import choose_place
from fsp_desktop.services.profile import Profile
from fsp_desktop.services.share_record import (
    answer_guest,
    guests_at_the_door,
    invite_colleague,
    learn_role,
    learn_school,
    sharing_page,
    sharing_status,
)
from fsp_desktop.services.start_workspace import Beginning, join_workspace, start_workspace
from fsp_desktop.services.sync_now import sync_now
from fsp_desktop.services.unlock import unlock
from fsp_desktop.services.workspace import Workspace
from fsp_desktop.sync.remotes import folder
from tests.services.real_workspace import START, add_family

pytestmark = pytest.mark.usefixtures("quick_stretching")
WORDS = "five brown goats"


@dataclass
class Team:
    """The founder, a folder, and the clock of both."""

    ana: Workspace
    folder: Path
    clock: FixedClock
    root: Path

    def newcomer(self, code: str, place: str = "") -> Workspace:
        profile = Profile(self.root / "bea")
        return join_workspace(profile, WORDS, code, "Bea Chu", self.clock, place=place).workspace


@pytest.fixture
def team(tmp_path: Path) -> Iterator[Team]:
    clock = FixedClock(START)
    profile = Profile(tmp_path / "ana")
    started = start_workspace(profile, WORDS, Beginning("Team", "Lincoln", "Ana Reyes"), clock)
    with started.workspace as ana:
        choose_place(ana, str(tmp_path / "folder"))
        yield Team(ana, tmp_path / "folder", clock, tmp_path)


def test_alone_nothing_is_said_to_be_shared(team: Team) -> None:
    status = sharing_status(team.ana)
    assert (status.last_shared_at, status.failing_since) == (None, None)
    assert status.waiting == 1
    sync_now(team.ana)
    shared = sharing_status(team.ana)
    assert (shared.waiting, shared.last_shared_at, shared.problems) == (0, team.clock.now(), ())


def test_a_newcomer_is_let_in_by_a_person_and_learns_the_school(team: Team) -> None:
    family = add_family(team.ana, "Osman")
    visit = start_visit(team.ana, family)
    finish_visit(team.ana, visit.form, {"hopes": "She sings at the window"})
    sync_now(team.ana)
    code = invite_colleague(team.ana, role="counselor", must_confirm=True).code
    with team.newcomer(code) as bea:
        sync_now(bea)
        outside = sharing_status(bea)
        assert outside.is_waiting_for_admission
        assert outside.last_shared_at is None
        assert learn_school(bea) is None
        assert learn_role(bea) is None
        assert sharing_page(bea).guests == ()
        sync_now(team.ana)
        (guest,) = guests_at_the_door(team.ana)
        assert guest.numbers == outside.numbers
        sync_now(bea)
        assert sharing_status(bea).is_waiting_for_admission
        answer_guest(team.ana, guest.pairing, agrees=True)
        sync_now(team.ana)
        assert sync_now(bea).received > 0
        assert sharing_status(bea).last_shared_at == team.clock.now()
        assert learn_school(bea) == "Lincoln"
        assert learn_role(bea) == learn_role(bea) == "counselor"
        assert bea.store.need(bea.person_id).values["role"] == "counselor"
        assert bea.school_id == team.ana.school_id
        found = bea.store.search("window", limit=5)
        assert [hit.family_id for hit in found] == [family]
    with unlock(Profile(team.root / "bea"), WORDS, team.clock) as again:
        assert (again.who.school_name, again.who.role) == ("Lincoln", "counselor")
        sync_now(team.ana)
        names = names_by_id(team.ana)
        assert names[again.person_id] == "Bea Chu"
        assert names[again.ledger.own_incarnation()].startswith("Bea Chu")


def test_a_guest_who_is_turned_away_stays_outside(team: Team) -> None:
    sync_now(team.ana)
    code = invite_colleague(team.ana, must_confirm=True).code
    with team.newcomer(code) as bea:
        sync_now(bea)
        sync_now(team.ana)
        (guest,) = guests_at_the_door(team.ana)
        answer_guest(team.ana, guest.pairing, agrees=False)
        sync_now(team.ana)
        with pytest.raises(RefusedError):
            sync_now(bea)
        status = sharing_status(bea)
        assert status.last_shared_at is None
        assert len(status.problems) == 1
        assert bea.store.list_rows("family") == []


def test_a_place_that_is_away_loses_nothing_and_is_told_once(team: Team) -> None:
    sync_now(team.ana)
    shared_at = team.clock.now()
    shutil.move(team.folder, team.root / "unplugged")
    team.clock.advance(timedelta(days=1))
    add_family(team.ana, "Osman")
    first_failure = team.clock.now()
    for _try in range(2):
        with pytest.raises(UnreachableError, match=r"sync\.remote_unreachable"):
            sync_now(team.ana)
        team.clock.advance(timedelta(days=1))
    status = sharing_status(team.ana)
    assert (status.last_shared_at, status.failing_since) == (shared_at, first_failure)
    assert (status.waiting, status.problems) == (1, ("sync.remote_unreachable",))
    assert not team.folder.exists()
    shutil.move(team.root / "unplugged", team.folder)
    assert sync_now(team.ana).sent == 1
    status = sharing_status(team.ana)
    assert (status.failing_since, status.problems, status.waiting) == (None, (), 0)


def test_a_pass_that_was_stopped_is_not_said_to_have_shared(team: Team) -> None:
    sync_now(team.ana)
    shared_at = team.clock.now()
    team.clock.advance(timedelta(hours=1))
    add_family(team.ana, "Osman")
    sync_now(team.ana, cancelled=lambda: True)
    status = sharing_status(team.ana)
    assert (status.last_shared_at, status.waiting, status.problems) == (shared_at, 1, ())


def test_without_a_place_sharing_says_so(tmp_path: Path) -> None:
    from tests.services.real_workspace import make_workspace

    with (
        make_workspace(tmp_path / "alone") as alone,
        pytest.raises(RefusedError, match=r"services\.no_place"),
    ):
        sync_now(alone)


def test_the_page_tells_what_waits_and_who_belongs(team: Team) -> None:
    family = add_family(team.ana, "Osman")
    save_form(team.ana, open_form(team.ana, family), {"reach_preferences": "After 16:00"})
    page = sharing_page(team.ana)
    assert next((one.kind, one.family_label) for one in page.waiting) == ("family", "Osman")
    assert [one.is_here for one in page.devices] == [True]
    sync_now(team.ana)
    page = sharing_page(team.ana)
    assert (page.waiting, page.conflicts) == ((), 0)
    assert page.lately[0][1]["sent"] == 3


def test_what_is_sealed_but_not_there_yet_is_counted_in_changes(team: Team) -> None:
    sync_now(team.ana)
    team.folder.rename(team.root / "away")
    for label in ("Osman", "Htoo", "Reyes"):
        add_family(team.ana, label)
    waiting = sharing_status(team.ana).waiting
    assert waiting >= 3
    ledger = team.ana.ledger
    inc, before = ledger.own_incarnation(), ledger.have()[ledger.own_incarnation()]
    ledger.keep_sealed(
        inc, before.n + 1, before.hash, "ab" * 32, b"sealed", before.last_op + waiting
    )
    add_family(team.ana, "Cismaan")
    assert sharing_status(team.ana).waiting == waiting + 1
    assert team.ana.store.unshared_count() == waiting + 1
    labels = {one.family_label for one in sharing_page(team.ana).waiting}
    assert labels == {"Osman", "Htoo", "Reyes", "Cismaan"}
    ledger.mark_published(inc, before.n + 1)
    assert sharing_status(team.ana).waiting == 1


@pytest.mark.parametrize(
    ("number", "code"),
    [(errno.EROFS, "sync.remote_read_only"), (errno.ENOSPC, "sync.remote_full")],
)
def test_a_place_that_takes_no_files_is_refused_when_it_is_chosen(
    team: Team, monkeypatch: pytest.MonkeyPatch, number: int, code: str
) -> None:
    before = sharing_status(team.ana).place

    def refuse(path: Path, data: bytes) -> None:
        raise OSError(number, os.strerror(number))

    monkeypatch.setattr(folder, "_write_new", refuse)
    with pytest.raises(UnreachableError, match=code):
        choose_place(team.ana, str(team.root / "other"))
    assert sharing_status(team.ana).place == before


def test_trying_a_place_out_leaves_nothing_there(team: Team) -> None:
    choose_place(team.ana, str(team.root / "new" / "place"))
    assert list((team.root / "new" / "place").iterdir()) == []
