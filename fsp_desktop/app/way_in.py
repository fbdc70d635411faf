"""The acts behind the first pages: unlock, start, join, look around, bring a backup back. No Qt."""

from __future__ import annotations

import shutil
import tempfile
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from fsp_desktop.app.compose import Desk
from fsp_desktop.domain.errors import FspError
from fsp_desktop.domain.plain import Frozen
from fsp_desktop.services.profile import Profile

if TYPE_CHECKING:
    from fsp_desktop.services.workspace import Workspace


class WayIn(Frozen):
    """An open record, as the entrance hands it on; see `ui.entrance.services.Opened`."""

    workspace: Workspace
    recovery_code: str = ""
    is_demo: bool = False


class WaysIn:
    """Opens the record of one desk; called on the store thread."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def unlock(self, passphrase: str, remember: bool) -> WayIn:
        """Open with the passphrase; see `services.unlock`."""
        workspace = self._desk.open_with_passphrase(passphrase)
        if remember:
            from fsp_desktop.services.unlock import allow_keyring

            # The record is open; a key ring that does not answer must not shut it again.
            with suppress(FspError):
                allow_keyring(workspace, True)
        return WayIn(workspace)

    def unlock_with_keyring(self) -> WayIn:
        """Open with what this computer's key ring holds."""
        return WayIn(self._desk.open_with_keyring())

    def unlock_with_recovery_code(self, code: str) -> WayIn:
        """Open with the words of the printed sheet."""
        return WayIn(self._desk.open_with_recovery_code(code))

    def start(self, person: str, school: str, passphrase: str) -> WayIn:
        """Make a new workspace."""
        from fsp_desktop.services.start_workspace import Beginning, start_workspace

        beginning = Beginning(school, school, person)
        started = start_workspace(self._desk.profile, passphrase, beginning, self._desk.clock)
        return WayIn(started.workspace, started.recovery_code)

    def join(self, code: str, person: str, passphrase: str, place: str) -> WayIn:
        """Join a team; the place of the invitation is taken unless another one is given."""
        from fsp_desktop.services.start_workspace import join_workspace

        profile, clock = self._desk.profile, self._desk.clock
        started = join_workspace(profile, passphrase, code, person, clock, place=place)
        return WayIn(started.workspace, started.recovery_code)

    def open_demo(self) -> WayIn:
        """Open the made-up school in a folder that is thrown away afterwards."""
        return WayIn(open_demo(self._desk), is_demo=True)

    def restore(self, backup: Path, passphrase: str) -> WayIn:
        """Bring a workspace back from a backup file."""
        from fsp_desktop.services.back_up import restore
        from fsp_desktop.services.start_workspace import forget_unfinished_start

        forget_unfinished_start(self._desk.profile)
        restore(backup, self._desk.profile, passphrase, self._desk.clock)
        return self.unlock(passphrase, remember=False)

    def strength(self, passphrase: str) -> str:
        """Return how strong a passphrase is, as a code."""
        from fsp_desktop.services.unlock import passphrase_strength

        return passphrase_strength(passphrase)


def open_demo(desk: Desk) -> Workspace:
    """Make the made-up school in a temporary folder and return it open."""
    from fsp_desktop.services.demo_data import DEMO_PASSPHRASE, demo_story, fill_demo
    from fsp_desktop.services.start_workspace import Beginning, start_workspace

    story = demo_story()
    me = story["people"]["me"]
    beginning = Beginning(story["space"], story["school"], me["name"], me["role"], is_demo=True)
    profile = Profile(Path(tempfile.mkdtemp(prefix="fsp-demo-")))
    try:
        workspace = start_workspace(profile, DEMO_PASSPHRASE, beginning, desk.clock).workspace
        try:
            fill_demo(workspace)
        except BaseException:
            workspace.close()
            raise
    except BaseException:
        shutil.rmtree(profile.root, ignore_errors=True)
        raise
    return workspace


def close_workspace(workspace: Workspace) -> None:
    """Close a record; of the made-up school nothing stays on the disk."""
    workspace.close()
    if workspace.who.is_demo:
        shutil.rmtree(workspace.profile.root, ignore_errors=True)
