"""Make sure that who takes a computer out of the team is who opened this record."""

from __future__ import annotations

from fsp_desktop.domain.clock import Clock
from fsp_desktop.services.profile import Profile
from fsp_desktop.vault import slots


def check_passphrase(profile: Profile, passphrase: str, clock: Clock) -> None:
    """Open the key of the record with its passphrase, and change nothing; takes a moment on purpose.

    Raises:
        LockedError: `vault.wrong_passphrase`, with `retry_after_s`.
    """
    slots.open_with_passphrase(profile.root, passphrase, clock)
