from __future__ import annotations

from datetime import timedelta

from fsp_desktop.domain.clock import FixedClock
from fsp_desktop.vault.lock_state import LockState


def test_it_starts_locked(clock: FixedClock) -> None:
    state = LockState(clock)
    assert state.is_locked
    assert not state.is_due()
    assert state.left() == timedelta(0)


def test_five_quiet_minutes_lock(clock: FixedClock) -> None:
    state = LockState(clock)
    state.unlock()
    clock.advance(timedelta(minutes=4, seconds=59))
    assert not state.is_due()
    assert state.left() == timedelta(seconds=1)
    state.touch()
    clock.advance(timedelta(minutes=4, seconds=59))
    assert not state.is_due()
    clock.advance(timedelta(seconds=1))
    assert state.is_due()


def test_a_night_asleep_counts_and_the_first_key_does_not_revive(clock: FixedClock) -> None:
    state = LockState(clock)
    state.unlock()
    clock.advance(timedelta(hours=9))
    state.touch()
    assert state.is_due()
    state.lock()
    assert state.is_locked
    assert not state.is_due()


def test_a_clock_set_back_locks_but_a_small_correction_does_not(clock: FixedClock) -> None:
    state = LockState(clock)
    state.unlock()
    clock.advance(timedelta(seconds=-30))
    assert not state.is_due()
    assert state.left() == timedelta(minutes=5)
    clock.advance(timedelta(hours=-1))
    assert state.is_due()
