"""Carrying changes by hand: who is known to have taken in what left this computer."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from fsp_desktop.services.share_record import team_devices
from fsp_desktop.services.workspace import Workspace
from fsp_desktop.sync.ledger import NOTHING
from fsp_desktop.sync.peers import peer_of

__all__ = ["Receipt", "receipts"]


@dataclass(frozen=True)
class Receipt:
    """What another computer of the team is known to have taken in of ours.

    Attributes:
        name: What people call that computer.
        has_all: It has every bundle that was sealed here.
        heard_at: When we last read something new of it, by this computer's clock; None if never.
    """

    name: str
    has_all: bool
    heard_at: datetime | None


def receipts(workspace: Workspace) -> tuple[Receipt, ...]:
    """Return what each other computer of the team is known to have of ours, by name."""
    ledger = workspace.ledger
    own = ledger.own_incarnation()
    sealed = ledger.have().get(own, NOTHING).n
    found = []
    for device in team_devices(workspace):
        if device.is_here or device.revoked_since:
            continue
        peer = peer_of(ledger, device.inc)
        heard = datetime.fromisoformat(peer.heard) if peer.heard else None
        found.append(Receipt(device.name, peer.acks.get(own, 0) >= sealed, heard))
    return tuple(found)
