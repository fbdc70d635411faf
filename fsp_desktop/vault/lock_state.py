"""When to lock by itself: after some minutes without a key or a click, by the clock on the wall."""

from __future__ import annotations

from datetime import datetime, timedelta

from fsp_desktop.domain.clock import Clock

USUAL_IDLE = timedelta(minutes=5)
_CLOCK_SLACK = timedelta(seconds=60)


class LockState:
    """Knows whether the record is open and whether the idle time is over.

    Wall-clock time counts, so minutes spent asleep with the lid closed count too.
    """

    def __init__(self, clock: Clock, idle: timedelta = USUAL_IDLE) -> None:
        self._clock = clock
        self._idle = idle
        self._last: datetime | None = None

    @property
    def is_locked(self) -> bool:
        """Tell whether the record is locked; at first it is."""
        return self._last is None

    def unlock(self) -> None:
        """Note that the record was opened just now."""
        self._last = self._clock.now()

    def lock(self) -> None:
        """Note that the record was locked."""
        self._last = None

    def touch(self) -> None:
        """Note a key or a click; it does not revive a session whose time is already over."""
        if self._last is not None and not self.is_due():
            self._last = self._clock.now()

    def is_due(self) -> bool:
        """Tell whether it is time to lock; a clock set back by more than a minute says yes."""
        if self._last is None:
            return False
        passed = self._clock.now() - self._last
        return passed >= self._idle or passed < -_CLOCK_SLACK

    def left(self) -> timedelta:
        """Return the time until the lock falls, zero if it is due or already locked."""
        if self._last is None or self.is_due():
            return timedelta(0)
        return min(self._idle, self._idle - (self._clock.now() - self._last))
