"""Beginning a record: whole or not at all, and begun again after any interruption."""

from __future__ import annotations

from pathlib import Path

import pytest

from fsp_desktop.domain.clock import FixedClock, SystemClock
from fsp_desktop.domain.errors import LockedError, RefusedError
from fsp_desktop.services import start_workspace as starting
from fsp_desktop.services.profile import Profile
from fsp_desktop.services.start_workspace import (
    Beginning,
    forget_unfinished_start,
    join_workspace,
    start_workspace,
)
from fsp_desktop.services.unlock import change_passphrase, unlock, unlock_with_recovery_code
from fsp_desktop.services.ways_in import ways_in
from fsp_desktop.store.record_store import RecordStore
from tests.services.real_workspace import START

pytestmark = pytest.mark.usefixtures("quick_stretching")
WORDS = "five brown goats"
BEGINNING = Beginning("Team", "Lincoln", "Ana Reyes")


class Killed(BaseException):
    """Stands for the end of the process: nothing of the program catches it."""


@pytest.fixture
def profile(tmp_path: Path) -> Profile:
    return Profile(tmp_path / "p")


@pytest.mark.parametrize("step", ["found_space", "write_who", "_finish", "open_workspace"])
def test_a_start_that_was_interrupted_is_begun_again(
    profile: Profile, step: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def killed(*_given: object) -> None:
        raise Killed

    clock = SystemClock()
    with monkeypatch.context() as patch:
        patch.setattr(starting, step, killed)
        with pytest.raises(Killed):
            start_workspace(profile, WORDS, BEGINNING, clock)
    assert ways_in(profile, clock).is_started is (step == "open_workspace")
    if step == "open_workspace":
        unlock(profile, WORDS, clock).close()
        return
    with pytest.raises(RefusedError, match=r"services\.no_profile"):
        unlock(profile, WORDS, clock)
    started = start_workspace(profile, "another one entirely", BEGINNING, clock)
    with started.workspace as workspace:
        assert workspace.store.check() == []
        assert [row.values["name"] for row in workspace.store.list_rows("school")] == ["Lincoln"]
    with pytest.raises(LockedError, match=r"vault\.wrong_passphrase"):
        unlock(profile, WORDS, clock)


def test_the_first_step_alone_is_no_start(
    profile: Profile, monkeypatch: pytest.MonkeyPatch
) -> None:
    def killed(*_given: object) -> None:
        raise Killed

    with monkeypatch.context() as patch:
        patch.setattr(RecordStore, "create", killed)
        with pytest.raises(Killed):
            start_workspace(profile, WORDS, BEGINNING, SystemClock())
    assert not ways_in(profile, SystemClock()).is_started
    forget_unfinished_start(profile)
    assert list(profile.root.iterdir()) == []


def test_what_is_begun_is_never_begun_over(profile: Profile) -> None:
    clock = SystemClock()
    start_workspace(profile, WORDS, BEGINNING, clock).workspace.close()
    forget_unfinished_start(profile)
    with pytest.raises(RefusedError, match=r"services\.already_started"):
        start_workspace(profile, WORDS, BEGINNING, clock)
    unlock(profile, WORDS, clock).close()


@pytest.mark.parametrize(
    ("beginning", "field"),
    [(Beginning("Team", " ", "Ana"), "name"), (Beginning("Team", "Lincoln", ""), "name")],
)
def test_names_are_needed_before_anything_is_made(
    profile: Profile, beginning: Beginning, field: str
) -> None:
    with pytest.raises(RefusedError) as refused:
        start_workspace(profile, WORDS, beginning, SystemClock())
    assert refused.value.detail["refusals"] == [{"field": field, "reason": "missing"}]
    assert not profile.root.exists()


def test_wrong_words_wait_longer_each_time(profile: Profile) -> None:
    clock = FixedClock(START)
    start_workspace(profile, WORDS, BEGINNING, clock).workspace.close()
    waits = []
    for _try in range(3):
        with pytest.raises(LockedError) as locked:
            unlock(profile, "six brown goats", clock)
        waits.append(locked.value.detail["retry_after_s"])
    assert waits == [1, 2, 4]
    assert ways_in(profile, clock).retry_after_s == 4
    unlock(profile, WORDS, clock).close()
    assert ways_in(profile, clock).retry_after_s == 0


def test_the_passphrase_changes_only_for_who_knows_the_old_one(profile: Profile) -> None:
    clock = SystemClock()
    started = start_workspace(profile, WORDS, BEGINNING, clock)
    with started.workspace as workspace:
        with pytest.raises(LockedError):
            change_passphrase(workspace, "six brown goats", "seven green goats")
        change_passphrase(workspace, WORDS, "seven green goats")
    with pytest.raises(LockedError):
        unlock(profile, WORDS, clock)
    unlock_with_recovery_code(profile, started.recovery_code, clock).close()


class TestJoining:
    CODE_SLIP = "tortoise-equal-under"

    def test_a_slip_in_the_code_leaves_nothing_behind(self, profile: Profile) -> None:
        with pytest.raises(RefusedError, match=r"vault\.word_count"):
            join_workspace(profile, WORDS, self.CODE_SLIP, "Bea", SystemClock())
        assert not profile.root.exists()

    def test_a_place_of_an_unknown_kind_leaves_nothing_behind(
        self, profile: Profile, code: str
    ) -> None:
        with pytest.raises(RefusedError, match=r"sync\.unsupported_remote"):
            join_workspace(profile, WORDS, code, "Bea", SystemClock(), place="ftp://school/team")
        assert not profile.root.exists()

    def test_the_folder_need_not_be_in_reach(
        self, profile: Profile, code: str, tmp_path: Path
    ) -> None:
        away = tmp_path / "not" / "there"
        started = join_workspace(profile, WORDS, code, "Bea", SystemClock(), place=str(away))
        with started.workspace as workspace:
            assert workspace.ledger.sync_setting("place") == str(away)
            assert workspace.who.school_id == ""
        assert not away.exists()

    @pytest.fixture
    def code(self) -> str:
        from fsp_desktop.sync.pairing import make_code, new_secret

        return make_code(new_secret(), "ab" * 16, None)
