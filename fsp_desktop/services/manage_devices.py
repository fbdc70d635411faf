"""Take a computer out of the team, decide about what it wrote later, print the recovery sheet."""

from __future__ import annotations

from fsp_desktop.domain.errors import RefusedError
from fsp_desktop.services.share_record import team_devices
from fsp_desktop.services.workspace import Workspace
from fsp_desktop.sync import recovery, revocation
from fsp_desktop.sync.revocation import Quarantined

__all__ = [
    "Quarantined",
    "device_called",
    "has_recovery_sheet",
    "new_recovery_sheet",
    "quarantine",
    "revoke_device",
    "take_in_quarantined",
    "throw_away_quarantined",
]


def device_called(workspace: Workspace, typed: str) -> str:
    """Return the id of the device that a person named: by id, the beginning of it, or its name.

    Raises:
        RefusedError: `sync.no_such_device`, or `sync.several_devices` if the name fits more.
    """
    devices = team_devices(workspace)
    for fits in (
        [one.id for one in devices if one.id == typed],
        [one.id for one in devices if one.name.casefold() == typed.casefold()],
        [one.id for one in devices if len(typed) >= 6 and one.id.startswith(typed.lower())],
    ):
        if len(fits) == 1:
            return fits[0]
        if fits:
            raise RefusedError("sync.several_devices", {"count": len(fits)})
    raise RefusedError("sync.no_such_device")


def revoke_device(workspace: Workspace, device_id: str) -> None:
    """Take a device out of the team; the next exchange tells the others and turns the key.

    What it has copied can not be taken back: only its own disk encryption protects that.

    Raises:
        RefusedError: `sync.not_an_administrator`, `sync.no_such_device`, `sync.own_device`.
    """
    revocation.revoke(workspace.ledger, device_id, workspace.clock)
    workspace.store.log_access(workspace.person_id, "revoke", {"device": device_id})


def quarantine(workspace: Workspace) -> list[Quarantined]:
    """Return what revoked devices published after they were revoked, device by device."""
    return revocation.quarantined(workspace.ledger)


def take_in_quarantined(workspace: Workspace, device_id: str) -> None:
    """Let what lies in quarantine of a device become part of the record, for the whole team.

    Raises:
        RefusedError: `sync.not_an_administrator`, `sync.nothing_in_quarantine`.
    """
    revocation.accept_quarantined(workspace.ledger, device_id, workspace.clock)


def throw_away_quarantined(workspace: Workspace, device_id: str) -> None:
    """Drop what lies in quarantine of a device, for the whole team.

    Raises:
        RefusedError: `sync.not_an_administrator`, `sync.nothing_in_quarantine`.
    """
    revocation.discard_quarantined(workspace.ledger, device_id, workspace.clock)


def new_recovery_sheet(workspace: Workspace) -> list[str]:
    """Return the twelve words of a new recovery sheet, to be printed and shown this once.

    Raises:
        RefusedError: `sync.not_an_administrator`.
    """
    words = recovery.make_sheet(workspace.ledger, workspace.clock)
    workspace.store.log_access(workspace.person_id, "recovery-sheet", {})
    return words


def has_recovery_sheet(workspace: Workspace) -> bool:
    """Tell whether the team has a recovery sheet; only an administrator's device knows.

    Raises:
        RefusedError: `sync.not_an_administrator`.
    """
    return recovery.has_sheet(workspace.ledger)
