"""What one command is given: the desk, a way to unlock it, input and output."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from fsp_desktop.cli.output import Output
from fsp_desktop.cli.standard_input import StandardInput
from fsp_desktop.domain.clock import Clock
from fsp_desktop.services.profile import Profile

if TYPE_CHECKING:
    from fsp_desktop.services.ways_in import WaysIn
    from fsp_desktop.services.workspace import Workspace


class Desk(Protocol):
    """One profile on this computer, as the floor above builds it."""

    @property
    def profile(self) -> Profile:
        """Where the record lies."""
        ...

    @property
    def clock(self) -> Clock:
        """The time."""
        ...

    def ways_in(self) -> WaysIn:
        """Return what can be tried to open the record."""
        ...

    def open_with_passphrase(self, passphrase: str) -> Workspace:
        """Open the record."""
        ...

    def open_with_keyring(self) -> Workspace:
        """Open the record with what the key ring holds."""
        ...

    def choose_language(self, tag: str) -> None:
        """Keep `tag` as the interface language of this profile."""
        ...


TakePictures = Callable[[Profile, str, Path], Sequence[Path]]
"""Photographs the screens of a profile, opened with a passphrase, into a folder."""
ShowWindow = Callable[[Profile, str], int]
"""Opens the window on a profile with a passphrase and returns the exit code."""


def _no_pictures(_profile: Profile, _passphrase: str, _out: Path) -> Sequence[Path]:
    return ()


def _no_window(_profile: Profile, _passphrase: str) -> int:
    return 0


@dataclass(frozen=True)
class Session:
    """One run of one command. What needs a window is handed in by the floor above."""

    desk: Desk
    input: StandardInput
    output: Output
    environment: Mapping[str, str]
    take_pictures: TakePictures = _no_pictures
    show_window: ShowWindow = _no_window
