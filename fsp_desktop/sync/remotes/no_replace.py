"""Moving a file to its name only if nothing has that name yet."""

from __future__ import annotations

import ctypes
import errno
import os
import sys
from collections.abc import Callable
from functools import lru_cache
from pathlib import Path

_AT_FDCWD = -100
_RENAME_NOREPLACE = 1
_NOT_HERE = {
    errno.ENOSYS,
    errno.EINVAL,
    errno.EPERM,
    errno.ENOTSUP,
    errno.EOPNOTSUPP,
    errno.EMLINK,
}


def move_no_replace(source: Path, target: Path) -> None:
    """Move `source` to `target`.

    Raises:
        FileExistsError: Something has that name; `source` stays.
        OSError: As the system says.
    """
    if os.name == "nt":
        source.rename(target)
        return
    for way in (_by_kernel, _by_link):
        try:
            way(source, target)
        except OSError as error:
            if error.errno not in _NOT_HERE:
                raise
        else:
            return
    _by_looking(source, target)


def _by_kernel(source: Path, target: Path) -> None:
    rename = _renameat2()
    if rename is None:
        raise OSError(errno.ENOSYS, os.strerror(errno.ENOSYS))
    if rename(_AT_FDCWD, os.fsencode(source), _AT_FDCWD, os.fsencode(target), _RENAME_NOREPLACE):
        code = ctypes.get_errno()
        raise OSError(code, os.strerror(code))


def _by_link(source: Path, target: Path) -> None:
    target.hardlink_to(source)
    source.unlink()


def _by_looking(source: Path, target: Path) -> None:
    # FAT sticks and some shares know no better. Names contain the hash of the bytes, so even a
    # race lost here would only replace a file by the same file.
    if target.exists():
        raise FileExistsError(errno.EEXIST, os.strerror(errno.EEXIST))
    source.rename(target)


@lru_cache(maxsize=1)
def _renameat2() -> Callable[..., int] | None:
    if not sys.platform.startswith("linux"):
        return None
    try:
        found: Callable[..., int] = ctypes.CDLL(None, use_errno=True).renameat2
    except (OSError, AttributeError):
        return None
    return found
