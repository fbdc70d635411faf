"""Time as the rest of the program receives it: injected, aware, UTC."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Protocol


class Clock(Protocol):
    """Source of the present moment."""

    def now(self) -> datetime:
        """Return the present moment as an aware UTC datetime."""
        ...

    def today(self) -> date:
        """Return the local calendar day of this computer."""
        ...


class SystemClock:
    """The computer's own clock."""

    def now(self) -> datetime:
        """Return the present moment as an aware UTC datetime."""
        return datetime.now(UTC)

    def today(self) -> date:
        """Return the local calendar day of this computer."""
        return datetime.now(UTC).astimezone().date()


class FixedClock:
    """A clock that moves only when told to; for tests and for the demo story."""

    def __init__(self, now: datetime) -> None:
        self._now = now.astimezone(UTC)

    def now(self) -> datetime:
        """Return the moment this clock was set to."""
        return self._now

    def today(self) -> date:
        """Return the calendar day of the moment this clock was set to, in local time."""
        return self._now.astimezone().date()

    def advance(self, step: timedelta) -> None:
        """Move the clock by `step`, which may be negative."""
        self._now += step


def epoch_ms(moment: datetime) -> int:
    """Return whole milliseconds since 1970-01-01 UTC."""
    return int(moment.timestamp() * 1000)


def to_wire_time(moment: datetime) -> str:
    """Return `moment` as ISO 8601 in UTC with offset and milliseconds; sorts as text."""
    return moment.astimezone(UTC).isoformat(timespec="milliseconds")
