"""What to bring to the door now."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta

from fsp_desktop.domain.views import NavCounts, TodayView
from fsp_desktop.services.workspace import Workspace


def show_today(workspace: Workspace) -> TodayView:
    """Return today's visits and conferences, what is due, what is unfinished, who is quiet."""
    today = workspace.clock.today()
    start, end = day_bounds(today)
    return workspace.store.today(
        start=start, end=end, today=today, now=workspace.clock.now(), person_id=workspace.person_id
    )


def nav_counts(workspace: Workspace) -> NavCounts:
    """Return the numbers beside the entries of the navigation."""
    return show_today(workspace).counts


def day_bounds(day: date) -> tuple[datetime, datetime]:
    """Return the first moment of a local day and of the next one, in UTC."""
    return _midnight(day), _midnight(day + timedelta(days=1))


def _midnight(day: date) -> datetime:
    # A naive wall-clock time is what `astimezone` reads as local time, daylight saving included.
    return datetime.combine(day, time.min).astimezone().astimezone(UTC)
