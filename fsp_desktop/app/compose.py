"""Builds the desk: profile, settings, clock, and the ways to open the record. Loads no Qt.

The store and the vault are imported when something is opened, so that help and the first screen
come at once.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import TYPE_CHECKING

from fsp_desktop.app.paths import administrator_file, profile_folder
from fsp_desktop.app.settings import Settings, change_settings, load_settings, system_language
from fsp_desktop.domain.clock import Clock, SystemClock
from fsp_desktop.domain.plain import Frozen
from fsp_desktop.language import words
from fsp_desktop.services.profile import Profile

if TYPE_CHECKING:
    from fsp_desktop.services.ways_in import WaysIn
    from fsp_desktop.services.workspace import Workspace


class Desk(Frozen):
    """One profile on this computer: its folder, its clock, its settings as they were read."""

    profile: Profile
    clock: Clock
    settings: Settings

    def ways_in(self) -> WaysIn:
        """Return what can be tried to open the record; see `services.ways_in`."""
        from fsp_desktop.services.ways_in import ways_in

        return ways_in(self.profile, self.clock)

    def open_with_passphrase(self, passphrase: str) -> Workspace:
        """Open the record; see `services.unlock.unlock`."""
        from fsp_desktop.services.unlock import unlock

        return unlock(self.profile, passphrase, self.clock)

    def open_with_recovery_code(self, code: str) -> Workspace:
        """Open the record with its printed code; see `services.unlock`."""
        from fsp_desktop.services.unlock import unlock_with_recovery_code

        return unlock_with_recovery_code(self.profile, code, self.clock)

    def open_with_keyring(self) -> Workspace:
        """Open the record with what the key ring holds; see `services.unlock`."""
        from fsp_desktop.services.unlock import unlock_with_keyring

        return unlock_with_keyring(self.profile, self.clock)

    def choose_language(self, tag: str) -> None:
        """Keep `tag` as the interface language of this profile."""
        change_settings(self.profile.settings_path, ui_language=tag)


def build_desk(
    folder: str | None, environment: Mapping[str, str], clock: Clock | None = None
) -> Desk:
    """Return the desk of the profile in `folder`, or of the usual one; nothing is opened yet."""
    profile = Profile(profile_folder(folder, environment), partial(administrator_file, environment))
    return Desk(profile, clock or SystemClock(), load_settings(profile.settings_path))


def install_language(desk: Desk, chosen: str | None, environment: Mapping[str, str]) -> str:
    """Speak the chosen language, else that of the settings, else the system's; return its tag.

    Raises:
        RefusedError: `language.broken_catalogue`; the language in use stays as it was.
    """
    return words.install(chosen or desk.settings.ui_language or system_language(environment))
