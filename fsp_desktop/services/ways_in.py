"""What can be tried to open a record. Loads neither store nor ciphers: the first screen asks this."""

from __future__ import annotations

from fsp_desktop.domain.clock import Clock
from fsp_desktop.domain.plain import Frozen
from fsp_desktop.services.profile import Profile
from fsp_desktop.vault.key_file import KEYRING, is_made, slot_kinds
from fsp_desktop.vault.waits import retry_after_s


class WaysIn(Frozen):
    """What the unlock screen may know before anything is open.

    Attributes:
        is_started: A record exists in this profile.
        has_keyring: The key ring holds a way in that its person allowed.
        retry_after_s: Seconds to wait before another guess, 0 when none.
    """

    is_started: bool
    has_keyring: bool
    retry_after_s: float


def ways_in(profile: Profile, clock: Clock) -> WaysIn:
    """Return what can be tried to open `profile`."""
    if not (is_made(profile.root) and profile.exists()):
        return WaysIn(False, False, 0.0)
    has_keyring = KEYRING in slot_kinds(profile.root)
    return WaysIn(True, has_keyring, retry_after_s(profile.root, clock))
