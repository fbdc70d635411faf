"""What the window shows of sharing: how far a record got, what needs a look, receipts, decisions."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from fsp_desktop.domain.clock import FixedClock
from fsp_desktop.domain.errors import FspError, RefusedError
from fsp_desktop.domain.ids import RecordId
from fsp_desktop.services.administrator import read_administrator
from fsp_desktop.services.carry_on_stick import receipts
from fsp_desktop.services.edit_record import open_form, save_form
from fsp_desktop.services.manage_devices import device_called, revoke_device, take_in_quarantined
from fsp_desktop.services.needs_look import count_quarantined, needs_look, same_parts
from fsp_desktop.services.picture_code import picture_code
from fsp_desktop.services.places import choose_place, forget_place, kept_place, try_place
from fsp_desktop.services.profile import Profile
from fsp_desktop.services.record_sharing import record_sharing
from fsp_desktop.services.remove_access import check_passphrase
from fsp_desktop.services.settle_conflict import delete_record
from fsp_desktop.services.share_record import invite_colleague, withdraw_invitation
from fsp_desktop.services.start_workspace import Beginning, join_workspace, start_workspace
from fsp_desktop.services.sync_now import sync_now
from fsp_desktop.services.workspace import Workspace
from tests.services.real_workspace import START, add_family

pytestmark = pytest.mark.usefixtures("quick_stretching")
WORDS = "five brown goats"


@pytest.fixture
def ana(tmp_path: Path) -> Iterator[Workspace]:
    beginning = Beginning("Team", "Lincoln", "Ana Reyes")
    clock = FixedClock(START)
    with start_workspace(Profile(tmp_path / "ana"), WORDS, beginning, clock).workspace as opened:
        yield opened


@pytest.fixture
def bea(ana: Workspace, tmp_path: Path) -> Iterator[Workspace]:
    choose_place(ana, str(tmp_path / "folder"))
    sync_now(ana)
    code = invite_colleague(ana, role="counselor").code
    with join_workspace(
        Profile(tmp_path / "bea"), WORDS, code, "Bea Chu", FixedClock(START)
    ).workspace as opened:
        for one in (opened, ana, opened, ana):
            sync_now(one)
        yield opened


def family(workspace: Workspace, label: str) -> RecordId:
    return RecordId(add_family(workspace, label))


class TestHowFarARecordGot:
    def test_without_a_place_it_is_here_only(self, ana: Workspace) -> None:
        assert record_sharing(ana, family(ana, "Osman")).state == "here"

    def test_it_waits_and_is_shared_and_waits_again(self, ana: Workspace, bea: Workspace) -> None:
        one, other = family(ana, "Osman"), family(ana, "Htoo")
        assert record_sharing(ana, one).state == "waiting"
        sync_now(ana)
        assert {record_sharing(ana, key).state for key in (one, other)} == {"shared"}
        save_form(ana, open_form(ana, one), {"label": "Osmaan"})
        assert record_sharing(ana, one).state == "waiting"
        assert record_sharing(ana, other).state == "shared"

    def test_what_came_from_others_is_shared(self, ana: Workspace, bea: Workspace) -> None:
        key = family(bea, "Osman")
        sync_now(bea)
        sync_now(ana)
        assert record_sharing(ana, key).state == "shared"

    def test_the_reason_is_the_trouble_with_the_place(
        self, ana: Workspace, bea: Workspace, tmp_path: Path
    ) -> None:
        key = family(ana, "Osman")
        (tmp_path / "folder").rename(tmp_path / "away")
        with pytest.raises(FspError):
            sync_now(ana)
        told = record_sharing(ana, key)
        assert (told.state, told.reason) == ("waiting", "sync.remote_unreachable")


class TestWhatNeedsALook:
    def test_two_versions_and_removed_beside_changed(self, ana: Workspace, bea: Workspace) -> None:
        both, gone = family(ana, "Osman"), family(ana, "Htoo")
        sync_now(ana)
        sync_now(bea)
        save_form(ana, open_form(ana, both), {"label": "Osmaan"})
        save_form(bea, open_form(bea, both), {"label": "Cismaan"})
        save_form(ana, open_form(ana, gone), {"label": "Htoo Paw"})
        delete_record(bea, gone)
        for one in (ana, bea, ana):
            sync_now(one)
        look = needs_look(ana)
        found = {record.record_id: record for record in look.records}
        assert set(found) == {both, gone}
        assert found[both].others == ("Bea Chu",)
        assert not found[both].is_removed_beside
        assert found[gone].is_removed_beside
        assert look.quarantined == ()
        assert look.may_decide

    def test_the_parts_that_are_the_same_are_told_apart(
        self, ana: Workspace, bea: Workspace
    ) -> None:
        key = family(ana, "Osman")
        save_form(ana, open_form(ana, key), {"reach_preferences": "After five"})
        sync_now(ana)
        sync_now(bea)
        save_form(ana, open_form(ana, key), {"label": "Osmaan"})
        save_form(bea, open_form(bea, key), {"label": "Cismaan"})
        sync_now(bea)
        sync_now(ana)
        same = dict(same_parts(ana, key))
        assert same["reach_preferences"] == "After five"
        assert "label" not in same

    def test_what_a_removed_computer_wrote_later(self, ana: Workspace, bea: Workspace) -> None:
        assert count_quarantined(ana) == 0
        revoke_device(ana, device_called(ana, _device_name(ana)))
        sync_now(ana)
        key = family(bea, "Late")
        sync_now(bea)
        sync_now(ana)
        assert count_quarantined(ana) == 1
        (held,) = needs_look(ana).quarantined
        assert held.changes == 1
        assert ana.store.load(key) is None
        assert not needs_look(bea).may_decide
        take_in_quarantined(ana, held.device)
        sync_now(ana)
        sync_now(ana)
        assert ana.store.load(key) is not None
        assert count_quarantined(ana) == 0


def _device_name(ana: Workspace) -> str:
    from fsp_desktop.services.share_record import team_devices

    return next(one.name for one in team_devices(ana) if not one.is_here)


def test_a_receipt_comes_when_the_other_has_taken_it_in(ana: Workspace, bea: Workspace) -> None:
    family(ana, "Osman")
    sync_now(ana)
    (before,) = receipts(ana)
    assert not before.has_all
    sync_now(bea)
    # A computer tells how far it got with whatever it shares next.
    family(bea, "Htoo")
    sync_now(bea)
    sync_now(ana)
    (after,) = receipts(ana)
    assert after.has_all
    assert after.heard_at is not None


def test_an_invitation_that_was_stopped_opens_nothing(ana: Workspace, tmp_path: Path) -> None:
    choose_place(ana, str(tmp_path / "folder"))
    sync_now(ana)
    given = invite_colleague(ana)
    withdraw_invitation(ana, given.pairing)
    joining = join_workspace(
        Profile(tmp_path / "carl"), WORDS, given.code, "Carl", FixedClock(START)
    )
    with joining.workspace as carl:
        sync_now(carl)
        sync_now(ana)
        assert sync_now(carl).waiting == "admission"


def test_a_picture_code_holds_the_text_and_is_not_endless() -> None:
    squares = picture_code("river-candle@folder")
    assert len(squares) == len(squares[0]) >= 21
    # The corner that tells a camera where it is.
    assert [squares[0][at] for at in range(8)] == [True] * 7 + [False]
    with pytest.raises(RefusedError) as caught:
        picture_code("x" * 4000)
    assert caught.value.code == "services.too_long_for_picture"


def test_who_removes_a_computer_types_the_passphrase(ana: Workspace) -> None:
    check_passphrase(ana.profile, WORDS, ana.clock)
    with pytest.raises(FspError) as caught:
        check_passphrase(ana.profile, "six brown goats", ana.clock)
    assert caught.value.code == "vault.wrong_passphrase"


def test_a_kept_place_is_tried_with_what_is_kept(ana: Workspace, tmp_path: Path) -> None:
    choose_place(ana, str(tmp_path / "folder"))
    kept = kept_place(ana, str(tmp_path / "folder"))
    told: list[int] = []
    steps = try_place(kept.place, kept.secret, told=told.append)
    assert told == [1, 2, 3, 4, 5]
    assert all(step.code is None for step in steps)
    assert len(try_place(kept.place, kept.secret, cancelled=lambda: True)) == 1
    forget_place(ana, kept.place)
    with pytest.raises(RefusedError, match=r"services\.no_such_place"):
        kept_place(ana, kept.place)


def test_an_administrator_says_who_decided(tmp_path: Path) -> None:
    path = tmp_path / "administrator.json"
    path.write_text(json.dumps({"hold_metered": True, "set_by": "District IT"}))
    assert read_administrator(path).set_by == "District IT"
    path.write_text(json.dumps({"set_by": 5}))
    with pytest.raises(RefusedError) as caught:
        read_administrator(path)
    assert caught.value.detail == {"key": "set_by"}
