"""Exchange changes with the team, once, whenever there is a connection."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from fsp_desktop import __version__
from fsp_desktop.domain.clock import Clock, to_wire_time
from fsp_desktop.domain.errors import FspError, RefusedError
from fsp_desktop.services.administrator import Administrator, read_administrator
from fsp_desktop.services.places import note_outcome, open_place, team_places
from fsp_desktop.services.share_record import LAST_SHARED
from fsp_desktop.services.workspace import Workspace
from fsp_desktop.sync.engine import sync_once
from fsp_desktop.sync.ledger import SyncStore
from fsp_desktop.sync.report import ADMISSION, Problem, SyncReport

__all__ = ["Exchange", "SyncReport", "SyncStore", "exchange", "prepare_exchange", "sync_now"]
STOPPED = "sync.cancelled"
Progress = Callable[[str, int, int], None]


@dataclass(frozen=True)
class Exchange:
    """What one exchange needs; made on the store thread, used in the work pool.

    Attributes:
        places: Names of the team's places, the first one first.
        decided: What an administrator decided for this computer.
    """

    ledger: SyncStore
    places: tuple[str, ...]
    clock: Clock
    decided: Administrator = field(default_factory=Administrator)


def prepare_exchange(workspace: Workspace) -> Exchange:
    """Return what an exchange needs.

    Raises:
        RefusedError: `services.no_place` if nobody has said where the team shares, or
            `services.broken_administrator_file`.
    """
    ledger = workspace.ledger
    places = team_places(ledger)
    if not places:
        raise RefusedError("services.no_place")
    decided = read_administrator(workspace.profile.administrator_path)
    return Exchange(ledger, tuple(places), workspace.clock, decided)


def sync_now(
    workspace: Workspace,
    *,
    progress: Progress | None = None,
    cancelled: Callable[[], bool] = lambda: False,
) -> SyncReport:
    """Exchange once, on this thread; see `exchange`."""
    return exchange(prepare_exchange(workspace), progress=progress, cancelled=cancelled)


def exchange(
    prepared: Exchange,
    *,
    progress: Progress | None = None,
    cancelled: Callable[[], bool] = lambda: False,
    asked: bool = True,
) -> SyncReport:
    """Send what is new here and apply what is new there, with each place in turn.

    One place that is away stops no other: its code is among the problems of the report.

    Raises:
        UnreachableError: No place was reached (away, full or read-only); nothing is lost.
        RefusedError: `sync.other_space`, or a refusal at the door, at the only place.
    """
    ledger, clock = prepared.ledger, prepared.clock
    watched = {} if progress is None else {"progress": progress}
    reports: list[SyncReport] = []
    failures: list[FspError] = []
    for place in prepared.places:
        try:
            remote = open_place(ledger, place, prepared.decided)
            report = sync_once(
                ledger, remote, clock, cancelled=cancelled, asked=asked, app=__version__, **watched
            )
        except FspError as error:
            failures.append(error)
            note_outcome(ledger, place, to_wire_time(clock.now()), error.code)
            continue
        reports.append(report)
        if _was_shared(report):
            note_outcome(ledger, place, to_wire_time(clock.now()), None)
        if cancelled():
            break
    if not reports:
        _remember_failure(ledger, clock, failures[0])
        raise failures[0]
    whole = _whole(reports, failures)
    _remember_success(ledger, clock, whole)
    return whole


def waits_for_admission(report: SyncReport) -> bool:
    """Tell whether the team has not let this computer in yet."""
    return report.waiting == ADMISSION


def _was_shared(report: SyncReport) -> bool:
    # Outside the door nothing was shared, and a pass that was stopped may have sent nothing.
    codes = {problem.code for problem in report.problems}
    return report.waiting != ADMISSION and STOPPED not in codes


def _whole(reports: Sequence[SyncReport], failures: Sequence[FspError]) -> SyncReport:
    """Return what several exchanges did together."""
    away = tuple(Problem(error.code, {**error.detail, "lasting": True}) for error in failures)
    last = reports[-1]
    if len(reports) == 1 and not away:
        return last
    problems = dict.fromkeys(_frozen(one) for report in reports for one in report.problems)
    return SyncReport(
        # Each change leaves towards every place, but it is one change.
        sent=max(one.sent for one in reports),
        received=sum(one.received for one in reports),
        conflicts=sum(one.conflicts for one in reports),
        requests=sum(one.requests for one in reports),
        bytes_sent=sum(one.bytes_sent for one in reports),
        bytes_received=sum(one.bytes_received for one in reports),
        waiting=last.waiting,
        repaired=sum(one.repaired for one in reports),
        problems=(*(one.problem for one in problems), *away),
    )


@dataclass(frozen=True)
class _Told:
    """A problem that two places tell alike is told once."""

    key: str
    problem: Problem = field(compare=False)


def _frozen(problem: Problem) -> _Told:
    return _Told(json.dumps([problem.code, problem.detail], sort_keys=True, default=str), problem)


def _remember_success(ledger: SyncStore, clock: Clock, report: SyncReport) -> None:
    if _was_shared(report):
        ledger.set_sync_setting(LAST_SHARED, to_wire_time(clock.now()))
    ledger.set_sync_setting("failing_since", None)
    # Files that are half there are tried again; they are worth a word only if that lasts.
    lasting = [problem.code for problem in report.problems if problem.detail.get("lasting", True)]
    told = ",".join(dict.fromkeys(code for code in lasting if code != STOPPED))
    ledger.set_sync_setting("problems", told or None)


def _remember_failure(ledger: SyncStore, clock: Clock, error: FspError) -> None:
    if ledger.sync_setting("failing_since") is None:
        ledger.set_sync_setting("failing_since", to_wire_time(clock.now()))
    ledger.set_sync_setting("problems", error.code)
