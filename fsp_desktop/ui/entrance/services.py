"""What the way in asks of the program below it."""

from __future__ import annotations

from pathlib import Path
from typing import Any, NamedTuple, Protocol


class Opened(NamedTuple):
    """A record that is open now.

    Args:
        workspace: What services take first; it belongs to the store thread.
        recovery_code: Words of the recovery sheet, separated by blanks; only after a first start.
        is_demo: The made-up school, of which nothing is kept.
    """

    workspace: Any
    recovery_code: str = ""
    is_demo: bool = False


class Greeting(NamedTuple):
    """What the unlock screen may show before anything is open: never a family's name.

    Args:
        person: Who works here, or empty.
        school: The school's name, or empty.
    """

    person: str = ""
    school: str = ""


class EntranceServices(Protocol):
    """The acts behind the first pages; all run on the store thread and may raise `FspError`."""

    def unlock(self, passphrase: str, remember: bool) -> Opened:
        """Open with the passphrase; `remember` also lets the computer's key ring open it later.

        Raises:
            LockedError: `vault.wrong_passphrase`, with `retry_after_s` in its detail.
        """
        ...

    def unlock_with_recovery_code(self, code: str) -> Opened:
        """Open with the words of the printed sheet."""
        ...

    def start(self, person: str, school: str, passphrase: str) -> Opened:
        """Make a new workspace; the answer carries the recovery code."""
        ...

    def join(self, code: str, person: str, passphrase: str, place: str) -> Opened:
        """Join a team with an invitation; `place` is empty when the invitation knows it."""
        ...

    def open_demo(self) -> Opened:
        """Open the made-up school in a place that is thrown away."""
        ...

    def restore(self, backup: Path, passphrase: str) -> Opened:
        """Bring a workspace back from a backup file."""
        ...

    def strength(self, passphrase: str) -> str:
        """Return `empty`, `weak`, `fair`, `good` or `strong`; quick, and called while typing."""
        ...
