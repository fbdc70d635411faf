"""The system's key ring: only real ones, tried before use, never waited on for long.

A key ring can hang (a dialog nobody answers, a dead D-Bus service) or look healthy while it is
locked, so every call has a time limit and a new one is probed by write, read and delete.
"""

from __future__ import annotations

import secrets
import threading
from collections.abc import Callable
from importlib import import_module
from typing import Protocol, TypeVar, cast

from fsp_desktop.domain.errors import LockedError

SERVICE = "FSP Desktop"
USUAL_TIMEOUT_S = 5.0
_REAL_BACK_ENDS = (
    ("keyring.backends.macOS", "Keyring"),
    ("keyring.backends.Windows", "WinVaultKeyring"),
    ("fsp_desktop.vault.secret_service", "SecretService"),
    ("keyring.backends.kwallet", "DBusKeyring"),
)
_T = TypeVar("_T")


class KeyHolder(Protocol):
    """A place of the system that keeps short secrets for this user."""

    def get_password(self, service: str, username: str) -> str | None:
        """Return the secret, or None."""
        ...

    def set_password(self, service: str, username: str, password: str) -> None:
        """Keep the secret."""
        ...

    def delete_password(self, service: str, username: str) -> None:
        """Forget the secret."""
        ...


def system_keyring() -> KeyHolder:
    """Return the key ring of this system.

    Raises:
        LockedError: `vault.keyring_unavailable` if none of the real back ends works here.
    """
    for module, name in _REAL_BACK_ENDS:
        back_end = _load(module, name)
        if back_end is not None:
            return back_end
    raise _unavailable("none")


def probe(holder: KeyHolder, timeout_s: float = USUAL_TIMEOUT_S) -> None:
    """Write, read back and delete a harmless entry.

    Raises:
        LockedError: `vault.keyring_unavailable`.
    """
    name, value = f"probe {secrets.token_hex(8)}", secrets.token_hex(8)

    def round_trip() -> bool:
        holder.set_password(SERVICE, name, value)
        try:
            return holder.get_password(SERVICE, name) == value
        finally:
            holder.delete_password(SERVICE, name)

    if not within(timeout_s, round_trip):
        raise _unavailable("forgets")


def within(timeout_s: float, work: Callable[[], _T]) -> _T:
    """Return what `work` returns, if it does so in time.

    The thread is left behind when time is over: there is no way to stop a call that hangs inside
    the system's key ring, and it holds nothing of ours but the entry's name.

    Raises:
        LockedError: `vault.keyring_unavailable` after the time, or if the key ring failed.
    """
    results: list[_T] = []
    failures: list[str] = []

    def run() -> None:
        try:
            results.append(work())
        except BaseException as error:  # noqa: BLE001 - back ends raise what they like
            failures.append(type(error).__name__)

    # A call inside the key ring can hang for ever; only a thread of its own can be left behind.
    thread = threading.Thread(target=run, name="keyring", daemon=True)  # noqa: TID251
    thread.start()
    thread.join(timeout_s)
    if results:
        return results[0]
    raise _unavailable(failures[0] if failures else "timeout")


def _load(module: str, name: str) -> KeyHolder | None:
    try:
        back_end = getattr(import_module(module), name)
        # `priority` raises when the back end cannot work on this system.
        return cast(KeyHolder, back_end()) if back_end.priority > 0 else None
    except Exception:  # noqa: BLE001 - each back end fails in its own way; the next one is tried
        return None


def _unavailable(why: str) -> LockedError:
    return LockedError("vault.keyring_unavailable", {"why": why})
