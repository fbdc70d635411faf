"""One running program a profile: a lock of the operating system, free again after a crash."""

from __future__ import annotations

import os
import sys
from pathlib import Path

from fsp_desktop.domain.errors import RefusedError, UnreachableError


class InstanceLock:
    """Holds the profile for this process until `release` or the end of the process."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._descriptor: int | None = None

    def acquire(self) -> None:
        """Take the lock.

        Raises:
            RefusedError: `store.in_use` if another program holds it.
            UnreachableError: `store.read_only_place` if the lock file cannot be made.
        """
        if self._descriptor is not None:
            return
        try:
            descriptor = os.open(self._path, os.O_RDWR | os.O_CREAT | _CLOSE_ON_EXEC, 0o600)
        except OSError as error:
            raise UnreachableError("store.read_only_place") from error
        try:
            _lock(descriptor)
        except OSError as error:
            os.close(descriptor)
            raise RefusedError("store.in_use") from error
        self._descriptor = descriptor

    def release(self) -> None:
        """Give the lock back; the file itself stays, since removing it could race."""
        if self._descriptor is not None:
            os.close(self._descriptor)
            self._descriptor = None

    @property
    def is_held(self) -> bool:
        """Tell whether this object holds the lock."""
        return self._descriptor is not None


_CLOSE_ON_EXEC = getattr(os, "O_CLOEXEC", 0)

if sys.platform == "win32":
    import msvcrt

    def _lock(descriptor: int) -> None:
        msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)

else:
    import fcntl

    def _lock(descriptor: int) -> None:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
