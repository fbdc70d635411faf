"""One pass of sharing: off the window's thread, with each call to the store carried to its own."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

from fsp_desktop.domain.errors import RefusedError, UnreachableError
from fsp_desktop.domain.plain import Frozen
from fsp_desktop.ui.runner import Runner, Task

if TYPE_CHECKING:
    from fsp_desktop.services.sync_now import SyncReport, SyncStore
    from fsp_desktop.services.workspace import Workspace

MOST_WATCHED = 20
METERED, ELSEWHERE = "metered", "elsewhere"


class Gate:
    """The way from a pass to the store; shut on the GUI thread before the record is closed."""

    def __init__(self, runner: Runner) -> None:
        self._runner = runner
        self._is_shut = False

    def shut(self) -> None:
        """Let no more calls through; those that were carried already come before the closing."""
        self._is_shut = True

    def ask(self, work: Callable[[], Any]) -> Any:
        """Run work on the store thread and wait for it.

        Raises:
            UnreachableError: `program.closing` after the gate was shut.
        """
        return self._runner.store_now(lambda: self._let_through(work), timeout_s=60.0)

    def _let_through(self, work: Callable[[], Any]) -> Any:
        if self._is_shut:
            raise UnreachableError("program.closing")
        return work()


class CarriedLedger:
    """The store's side of sharing, with every call made on the store thread."""

    def __init__(self, ledger: SyncStore, gate: Gate) -> None:
        self._ledger, self._gate = ledger, gate

    def __getattr__(self, name: str) -> Callable[..., Any]:
        method = getattr(self._ledger, name)

        def carried(*given: Any, **named: Any) -> Any:
            return self._gate.ask(lambda: method(*given, **named))

        return carried


class Wish(Frozen):
    """How a pass is to be made.

    Attributes:
        asked: A person asked for it, so that what paused is tried at once.
        is_metered: The connection is paid by the amount.
        over_metered: The person lets sharing use such a connection.
        only_where: Name of a computer that must be found before servers are used by themselves.
        only: Name of the one place to exchange with; empty for all.
    """

    asked: bool = True
    is_metered: bool = False
    over_metered: bool = False
    only_where: str = ""
    only: str = ""


class Passed(Frozen):
    """What a pass brings back.

    Attributes:
        report: None if every place was left alone.
        folders: Folders that others write to.
        missing: Folders of places that are away.
        held: `metered` or `elsewhere` if a server was left alone, else empty.
    """

    report: SyncReport | None
    folders: tuple[str, ...]
    missing: tuple[str, ...] = ()
    held: str = ""


def share_once(
    workspace: Workspace, gate: Gate, task: Task, wish: Wish, stopped: Callable[[], bool]
) -> Passed:
    """Exchange once with every place that may be used now; runs in the pool.

    Raises:
        UnreachableError: No place was reached; nothing is lost.
        RefusedError: `services.sharing_held` if a person asked for what an administrator holds.
    """
    from dataclasses import replace

    from fsp_desktop.services.places import needs_secret
    from fsp_desktop.services.sync_now import exchange, prepare_exchange

    prepared = gate.ask(lambda: prepare_exchange(workspace))
    if wish.only:
        prepared = replace(prepared, places=(wish.only,))
    folders = tuple(place for place in prepared.places if not needs_secret(place))
    why = _why_not_servers(wish, prepared.decided) if len(folders) < len(prepared.places) else ""
    places, held = (folders, why) if why else (prepared.places, "")
    if held and wish.asked and not places:
        set_by = prepared.decided.set_by or "-"
        raise RefusedError("services.sharing_held", {"set_by": set_by})
    report = None
    if places:
        ledger = cast("SyncStore", CarriedLedger(prepared.ledger, gate))
        report = exchange(
            replace(prepared, ledger=ledger, places=places),
            progress=lambda _step, done, total: task.progress(done, total),
            cancelled=lambda: task.is_cancelled or stopped(),
            asked=wish.asked,
        )
    watched = [one for place in folders for one in folders_to_watch(place)]
    missing = tuple(place for place in folders if not is_there(place))
    return Passed(report, tuple(watched), missing, held)


def _why_not_servers(wish: Wish, decided: Any) -> str:
    if wish.is_metered and (decided.hold_metered or not (wish.over_metered or wish.asked)):
        return METERED
    if wish.only_where and not wish.asked and not is_found(wish.only_where):
        return ELSEWHERE
    return ""


def is_found(name: str) -> bool:
    """Tell whether this network knows a computer by name; may take long, so only in the pool."""
    import socket

    try:
        socket.getaddrinfo(name, None)
    except (OSError, UnicodeError):
        return False
    return True


def is_there(place: str) -> bool:
    """Tell whether a shared folder answers; may take long, so never on the GUI thread."""
    try:
        return Path(place).expanduser().is_dir()
    except OSError:
        return False


def folders_to_watch(place: str) -> tuple[str, ...]:
    """Return the folders in which others announce what they wrote, or knock."""
    root = Path(place).expanduser()
    try:
        inner = [path for part in ("h", "j") for path in sorted(root.glob(f"fsp1-*/{part}"))]
        return tuple(str(path) for path in (root, *inner[:MOST_WATCHED]) if path.is_dir())
    except OSError:
        # The place went away just now; the next pass will tell.
        return ()
