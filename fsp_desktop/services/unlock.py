"""Open the record with a passphrase, a recovery code or the key ring; change the ways in."""

from __future__ import annotations

from fsp_desktop.domain.clock import Clock
from fsp_desktop.services.profile import Profile
from fsp_desktop.services.workspace import Workspace, open_workspace
from fsp_desktop.vault import slots
from fsp_desktop.vault.strength import passphrase_strength

__all__ = [
    "allow_keyring",
    "change_passphrase",
    "check_recovery_code",
    "new_recovery_code",
    "passphrase_strength",
    "propose_recovery_code",
    "unlock",
    "unlock_with_keyring",
    "unlock_with_recovery_code",
    "use_recovery_code",
]


def unlock(profile: Profile, passphrase: str, clock: Clock) -> Workspace:
    """Open the record with its passphrase.

    Raises:
        LockedError: `vault.wrong_passphrase`, with `retry_after_s` in its detail.
        RefusedError: See `open_workspace`.
    """
    return open_workspace(
        profile, slots.open_with_passphrase(profile.root, passphrase, clock), clock
    )


def unlock_with_recovery_code(profile: Profile, code: str, clock: Clock) -> Workspace:
    """Open the record with the printed recovery code.

    Raises:
        LockedError: `vault.wrong_recovery_code`.
    """
    return open_workspace(profile, slots.open_with_recovery_code(profile.root, code, clock), clock)


def unlock_with_keyring(profile: Profile, clock: Clock, timeout_s: float = 5.0) -> Workspace:
    """Open the record with the key that this computer's key ring holds.

    Raises:
        LockedError: `vault.keyring_unavailable` or `vault.keyring_has_no_key`.
    """
    return open_workspace(profile, slots.open_with_keyring(profile.root, timeout_s), clock)


def change_passphrase(workspace: Workspace, old: str, new: str) -> None:
    """Put `new` in the place of the passphrase `old`; the record itself is not rewritten.

    Raises:
        LockedError: `vault.wrong_passphrase`.
        RefusedError: `vault.passphrase_too_short`.
    """
    root = workspace.profile.root
    slots.open_with_passphrase(root, old, workspace.clock)
    slots.change_passphrase(root, workspace.key, new)


def propose_recovery_code() -> str:
    """Return the words of a new recovery sheet; they open nothing before `use_recovery_code`."""
    return slots.propose_recovery_code()


def check_recovery_code(workspace: Workspace, code: str) -> None:
    """Open the key of the record with the words of the sheet, and change nothing.

    Raises:
        LockedError: `vault.wrong_recovery_code`, with `retry_after_s`; `vault.no_such_slot`.
        RefusedError: A word is unknown, or the words do not belong together.
    """
    slots.open_with_recovery_code(workspace.profile.root, code, workspace.clock)


def use_recovery_code(workspace: Workspace, code: str) -> None:
    """Let the words of a new sheet open the record; an older sheet stops working."""
    slots.use_recovery_code(workspace.profile.root, workspace.key, code)


def new_recovery_code(workspace: Workspace) -> str:
    """Make a new recovery code; the printed one stops working."""
    return slots.new_recovery_code(workspace.profile.root, workspace.key)


def allow_keyring(workspace: Workspace, allowed: bool) -> None:
    """Let this computer's key ring open the record, or take that way in away.

    Raises:
        LockedError: `vault.keyring_unavailable`.
    """
    if allowed:
        slots.add_keyring(workspace.profile.root, workspace.key)
    else:
        slots.remove_keyring(workspace.profile.root)
