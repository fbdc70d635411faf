"""A shared place in memory, and one that breaks at a chosen step."""

from __future__ import annotations

from collections.abc import Sequence

from fsp_desktop.domain.errors import RefusedError, UnreachableError
from fsp_desktop.sync.remotes import Entry, Flags, MissingFileError, Remote


class FakeRemote:
    """Keeps files in a dictionary and counts requests."""

    flags = Flags(can_create_only=True, atomic_put=True, rename_no_replace=True)

    def __init__(self, place: str = "memory") -> None:
        self.place = place
        self.files: dict[str, bytes] = {}
        self.requests: list[str] = []

    def list(self, folder: str) -> Sequence[Entry]:
        self.requests.append(f"list {folder}")
        return [
            Entry(name, len(data))
            for name, data in sorted(self.files.items())
            if name.startswith(folder) and "/" not in name[len(folder) :]
        ]

    def folders(self, folder: str) -> Sequence[str]:
        self.requests.append(f"folders {folder}")
        rest = [name[len(folder) :] for name in self.files if name.startswith(folder)]
        return sorted({name.partition("/")[0] for name in rest if "/" in name})

    def get(self, name: str) -> bytes:
        self.requests.append(f"get {name}")
        if name not in self.files:
            raise MissingFileError
        return self.files[name]

    def put(self, name: str, data: bytes, *, replace: bool = False) -> None:
        self.requests.append(f"put {name}")
        if not replace and self.files.get(name, data) != data:
            raise RefusedError("sync.name_taken")
        self.files[name] = data

    def delete(self, name: str) -> None:
        self.requests.append(f"delete {name}")
        self.files.pop(name, None)


class BreakingRemote:
    """Passes everything on, but the place goes away at step `at`.

    Args:
        after: Whether the broken step was still carried out (the answer was lost) or not.
        torn: Whether a broken write leaves half a file behind.
    """

    def __init__(self, inner: Remote, at: int, *, after: bool = False, torn: bool = False) -> None:
        self.inner, self.at, self.after, self.torn = inner, at, after, torn
        self.place, self.flags = inner.place, inner.flags
        self.steps = 0

    def _step(self) -> bool:
        self.steps += 1
        return self.steps == self.at

    def list(self, folder: str) -> Sequence[Entry]:
        if self._step():
            raise UnreachableError("sync.remote_unreachable")
        return self.inner.list(folder)

    def folders(self, folder: str) -> Sequence[str]:
        if self._step():
            raise UnreachableError("sync.remote_unreachable")
        return self.inner.folders(folder)

    def get(self, name: str) -> bytes:
        if self._step():
            raise UnreachableError("sync.remote_unreachable")
        return self.inner.get(name)

    def put(self, name: str, data: bytes, *, replace: bool = False) -> None:
        breaks = self._step()
        if breaks and self.torn:
            self.inner.put(name, data[: len(data) // 2], replace=True)
        elif not breaks or self.after:
            self.inner.put(name, data, replace=replace)
        if breaks:
            raise UnreachableError("sync.remote_unreachable")

    def delete(self, name: str) -> None:
        breaks = self._step()
        if not breaks or self.after:
            self.inner.delete(name)
        if breaks:
            raise UnreachableError("sync.remote_unreachable")
