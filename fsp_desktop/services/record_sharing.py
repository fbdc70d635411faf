"""Whether one record has left this computer, and why not if it has not."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from fsp_desktop.domain.changes import Dot, split_dot
from fsp_desktop.domain.ids import RecordId
from fsp_desktop.services.share_record import SharingStatus, sharing_status
from fsp_desktop.services.workspace import Workspace

State = Literal["private", "here", "waiting", "shared"]


@dataclass(frozen=True)
class RecordSharing:
    """How far one record got.

    Attributes:
        state: `private` never leaves this computer; `here` has nowhere to go yet; `waiting` has
            changes that no place was seen to hold; `shared` has none.
        last_shared_at: End of the last exchange that reached a place, or None.
        reason: Code of what keeps it here; empty if it only waits for its turn.
        numbers_pending: Whether the team has not let this computer in yet.
    """

    state: State
    last_shared_at: datetime | None
    reason: str = ""
    numbers_pending: bool = False


def record_sharing(workspace: Workspace, record_id: RecordId) -> RecordSharing:
    """Return how far a record got; a record nobody knows counts as shared."""
    dots = [entry.dot for entry in workspace.store.history(record_id)]
    status = sharing_status(workspace)
    return RecordSharing(
        _state(workspace, dots, status),
        status.last_shared_at,
        status.problems[0] if status.failing_since and status.problems else "",
        status.is_waiting_for_admission,
    )


def _state(workspace: Workspace, dots: Iterable[Dot], status: SharingStatus) -> State:
    ledger = workspace.ledger
    own, have = ledger.own_incarnation(), ledger.have()
    numbers: list[int] = []
    is_private = bool(dots)
    for dot in dots:
        inc, number = split_dot(dot)
        if inc == own:
            numbers.append(number)
        # What is kept for this computer alone carries an incarnation that no bundle ever has.
        is_private = is_private and inc != own and inc not in have
    if is_private:
        return "private"
    sealed = have[own].last_op if own in have else 0
    first_waiting = sealed + ledger.unsealed_count() - status.waiting + 1
    if max(numbers, default=0) < first_waiting:
        return "shared"
    return "waiting" if status.place else "here"
