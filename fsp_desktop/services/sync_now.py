"""Exchange changes with the team, once, whenever there is a connection."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from fsp_desktop import __version__
from fsp_desktop.domain.clock import Clock, to_wire_time
from fsp_desktop.domain.errors import FspError, RefusedError
from fsp_desktop.services.share_record import LAST_SHARED, PLACE
from fsp_desktop.services.workspace import Workspace
from fsp_desktop.sync.engine import sync_once
from fsp_desktop.sync.ledger import SyncStore
from fsp_desktop.sync.remotes import open_remote
from fsp_desktop.sync.report import ADMISSION, SyncReport

__all__ = ["Exchange", "SyncReport", "SyncStore", "exchange", "prepare_exchange", "sync_now"]
STOPPED = "sync.cancelled"
Progress = Callable[[str, int, int], None]


@dataclass(frozen=True)
class Exchange:
    """What one exchange needs; made on the store thread, used in the work pool."""

    ledger: SyncStore
    place: str
    clock: Clock


def prepare_exchange(workspace: Workspace) -> Exchange:
    """Return what an exchange needs.

    Raises:
        RefusedError: `services.no_place` if nobody has said where the team shares.
    """
    ledger = workspace.ledger
    place = ledger.sync_setting(PLACE)
    if not place:
        raise RefusedError("services.no_place")
    return Exchange(ledger, place, workspace.clock)


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
    """Send what is new here, apply what is new there, and remember how it went.

    Raises:
        UnreachableError: The place is away, full or read-only; nothing is lost.
        RefusedError: `sync.other_space`, or a refusal at the door.
    """
    ledger, clock = prepared.ledger, prepared.clock
    watched = {} if progress is None else {"progress": progress}
    try:
        remote = open_remote(prepared.place)
        report = sync_once(
            ledger, remote, clock, cancelled=cancelled, asked=asked, app=__version__, **watched
        )
    except FspError as error:
        _remember_failure(ledger, clock, error)
        raise
    codes = [problem.code for problem in report.problems]
    if report.waiting != ADMISSION and STOPPED not in codes:
        # Outside the door nothing was shared, and a pass that was stopped may have sent nothing.
        ledger.set_sync_setting(LAST_SHARED, to_wire_time(clock.now()))
    ledger.set_sync_setting("failing_since", None)
    # Files that are half there are tried again; they are worth a word only if that lasts.
    lasting = [problem.code for problem in report.problems if problem.detail.get("lasting", True)]
    told = ",".join(dict.fromkeys(code for code in lasting if code != STOPPED))
    ledger.set_sync_setting("problems", told or None)
    return report


def waits_for_admission(report: SyncReport) -> bool:
    """Tell whether the team has not let this computer in yet."""
    return report.waiting == ADMISSION


def _remember_failure(ledger: SyncStore, clock: Clock, error: FspError) -> None:
    if ledger.sync_setting("failing_since") is None:
        ledger.set_sync_setting("failing_since", to_wire_time(clock.now()))
    ledger.set_sync_setting("problems", error.code)
