"""A folder as the shared place: a stick, a network share, or what a cloud client mirrors."""

from __future__ import annotations

import errno
import os
import re
import secrets
import stat
from collections.abc import Callable, Sequence
from contextlib import suppress
from pathlib import Path
from typing import TypeVar

from fsp_desktop.domain.errors import FspError, RefusedError, UnreachableError
from fsp_desktop.sync.remotes.no_replace import move_no_replace
from fsp_desktop.sync.remotes.patience import patiently
from fsp_desktop.sync.remotes.remote import MOST_FILE_BYTES, Entry, Flags, MissingFileError

PART = ".part-"
_GOOD_PART = re.compile(r"[a-z0-9][a-z0-9._-]*")
_FULL = {errno.ENOSPC, errno.EFBIG} | {getattr(errno, "EDQUOT", errno.ENOSPC)}
_READ_ONLY = {errno.EROFS, errno.EACCES, errno.EPERM}
_GONE = {errno.ENOENT, errno.ENOTDIR}
_LEFT_OVER_S = 24 * 60 * 60
_BINARY = getattr(os, "O_BINARY", 0)
_T = TypeVar("_T")


class FolderRemote:
    """Files below one folder that exists already; it is never made by a sync.

    A file is written under a temporary name, synced to the disk and moved to its name without
    replacing anything, then the folder is synced: readers see it whole or not at all.
    """

    flags = Flags(can_create_only=True, atomic_put=True, rename_no_replace=True)

    def __init__(self, root: Path) -> None:
        self.root = root
        self.place = str(root)

    def make(self) -> None:
        """Make the folder itself, because a person just named it."""
        try:
            self.root.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise self._coded(error) from error

    def list(self, folder: str) -> Sequence[Entry]:
        """Return the files directly in `folder`; parts of unfinished writes are left out."""
        found = ((item.name, _size_of(item)) for item in self._scan(folder))
        return [
            Entry(f"{folder}{name}", size)
            for name, size in found
            if size is not None and not name.startswith(PART)
        ]

    def folders(self, folder: str) -> Sequence[str]:
        """Return the names of the folders directly in `folder`."""
        return [item.name for item in self._scan(folder) if item.is_dir()]

    def get(self, name: str) -> bytes:
        """Return a whole file; only plain files up to the limit are read."""
        path = self._path(name)
        try:
            return patiently(lambda: _read_plain(path))
        except OSError as error:
            if error.errno in _GONE or isinstance(error, IsADirectoryError):
                self._must_be_there()
                raise MissingFileError from error
            if not self.root.is_dir():
                raise self._coded(error) from error
            raise RefusedError("sync.unreadable_file", {"errno": error.errno or 0}) from error

    def put(self, name: str, data: bytes, *, replace: bool = False) -> None:
        """Write a whole file durably; see `Remote.put`."""
        self._must_be_there()
        path = self._path(name)
        if self._holds(path, data):
            return
        if not replace and self._guarded(path.exists):
            raise RefusedError("sync.name_taken")
        self._guarded(lambda: self._write(path, data, replace=replace))

    def delete(self, name: str) -> None:
        """Delete a file; one that is gone is no error."""
        path = self._path(name)
        self._guarded(lambda: patiently(lambda: path.unlink(missing_ok=True)))

    def _write(self, path: Path, data: bytes, *, replace: bool) -> None:
        path.parent.mkdir(parents=True, exist_ok=True)
        part = path.with_name(f"{PART}{secrets.token_hex(8)}")
        try:
            _write_new(part, data)
            if replace:
                patiently(lambda: part.replace(path))
            else:
                patiently(lambda: move_no_replace(part, path))
        except FileExistsError as error:
            if not self._holds(path, data):
                raise RefusedError("sync.name_taken") from error
        finally:
            part.unlink(missing_ok=True)
        _sync_folders(path.parent, self.root)
        _sweep(path)

    def _holds(self, path: Path, data: bytes) -> bool:
        try:
            return path.stat().st_size == len(data) and _read_plain(path) == data
        except OSError:
            return False

    def _scan(self, folder: str) -> Sequence[os.DirEntry[str]]:
        path = self._path(folder) if folder else self.root
        try:
            with os.scandir(path) as items:
                return sorted(items, key=lambda item: item.name)
        except OSError as error:
            if folder and error.errno in _GONE:
                self._must_be_there()
                return []
            raise self._coded(error) from error

    def _path(self, name: str) -> Path:
        parts = name.removesuffix("/").split("/")
        if not all(_GOOD_PART.fullmatch(part) for part in parts):
            raise RefusedError("sync.odd_name")
        return self.root.joinpath(*parts)

    def _must_be_there(self) -> None:
        try:
            is_folder = stat.S_ISDIR(self.root.stat().st_mode)
        except OSError as error:
            raise self._coded(error) from error
        if not is_folder:
            raise UnreachableError("sync.remote_unreachable", {"errno": errno.ENOTDIR})

    def _guarded(self, work: Callable[[], _T]) -> _T:
        try:
            return work()
        except OSError as error:
            raise self._coded(error) from error

    def _coded(self, error: OSError) -> FspError:
        detail = {"errno": error.errno or 0}
        if error.errno in _FULL:
            return UnreachableError("sync.remote_full", detail)
        if error.errno in _READ_ONLY and self.root.is_dir():
            return UnreachableError("sync.remote_read_only", detail)
        return UnreachableError("sync.remote_unreachable", detail)


def _size_of(item: os.DirEntry[str]) -> int | None:
    """Return the size of a plain file, None for anything else and for what vanished meanwhile."""
    try:
        return item.stat().st_size if item.is_file() else None
    except OSError:
        return None


def _read_plain(path: Path) -> bytes:
    # Opening a pipe or a device that somebody put there would wait for ever.
    if not stat.S_ISREG(path.stat().st_mode):
        raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR))
    with path.open("rb") as file:
        data = file.read(MOST_FILE_BYTES + 1)
    if len(data) > MOST_FILE_BYTES:
        raise RefusedError("sync.too_large", {"part": "file"})
    return data


def _write_new(path: Path, data: bytes) -> None:
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | _BINARY, 0o666)
    with os.fdopen(handle, "wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())


def _sweep(written: Path) -> None:
    """Delete what a killed program left unfinished more than a day before `written` was made."""
    with suppress(OSError):
        made_at = written.stat().st_mtime
        for part in written.parent.glob(f"{PART}*"):
            if made_at - part.stat().st_mtime > _LEFT_OVER_S:
                part.unlink(missing_ok=True)


def _sync_folders(folder: Path, root: Path) -> None:
    """Make the new name, and the folders made for it, survive a power cut."""
    if os.name == "nt":
        return
    for one in (folder, *folder.parents):
        handle = os.open(one, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
        if one == root:
            return
