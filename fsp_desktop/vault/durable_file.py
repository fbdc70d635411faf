"""Small files that are either the old ones or the new ones, also after a power cut."""

from __future__ import annotations

import errno
import os
from pathlib import Path

from fsp_desktop.domain.errors import UnreachableError

_FULL = {errno.ENOSPC, errno.EDQUOT} if hasattr(errno, "EDQUOT") else {errno.ENOSPC}


def write_durably(path: Path, data: bytes) -> None:
    """Replace `path` by `data` atomically, readable by this user only, and wait for the disk.

    Raises:
        UnreachableError: `vault.disk_full` or `vault.not_writable`; the old file is untouched.
    """
    temporary = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        _write_new(temporary, data)
        temporary.replace(path)
        sync_folder(path.parent)
    except OSError as error:
        temporary.unlink(missing_ok=True)
        code = "vault.disk_full" if error.errno in _FULL else "vault.not_writable"
        raise UnreachableError(code, {"errno": error.errno or 0}) from error


def sync_folder(folder: Path) -> None:
    """Make renames in `folder` survive a power cut, where the system lets a folder be synced."""
    if os.name == "nt":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _write_new(path: Path, data: bytes) -> None:
    path.unlink(missing_ok=True)
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), 0o600)
    with os.fdopen(handle, "wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())
