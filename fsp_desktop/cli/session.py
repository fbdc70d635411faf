"""What one command is given: the desk, a way to unlock it, input and output."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from fsp_desktop.cli.output import Output
from fsp_desktop.cli.standard_input import StandardInput
from fsp_desktop.domain.clock import Clock
from fsp_desktop.services.profile import Profile

if TYPE_CHECKING:
    from fsp_desktop.services.unlock import WaysIn
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


@dataclass(frozen=True)
class Session:
    """One run of one command."""

    desk: Desk
    input: StandardInput
    output: Output
    environment: Mapping[str, str]
