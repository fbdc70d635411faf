"""A remote seen from inside one folder of it, with every call counted."""

from __future__ import annotations

from collections.abc import Sequence

from fsp_desktop.sync.remotes import Entry, Remote
from fsp_desktop.sync.report import Tally


class MeteredRemote:
    """Passes calls on below `folder` (empty: the place itself) and counts requests and bytes."""

    def __init__(self, inner: Remote, folder: str, tally: Tally) -> None:
        self._inner = inner
        self._prefix = f"{folder}/" if folder else ""
        self._tally = tally
        self.place = inner.place
        self.flags = inner.flags

    def list(self, folder: str) -> Sequence[Entry]:
        """Return the files directly in `folder`."""
        self._tally.requests += 1
        entries = self._inner.list(self._prefix + folder)
        cut = len(self._prefix)
        return [Entry(entry.name[cut:], entry.size) for entry in entries]

    def folders(self, folder: str) -> Sequence[str]:
        """Return the names of the folders directly in `folder`."""
        self._tally.requests += 1
        return self._inner.folders(self._prefix + folder)

    def get(self, name: str) -> bytes:
        """Return a whole file."""
        self._tally.requests += 1
        data = self._inner.get(self._prefix + name)
        self._tally.bytes_received += len(data)
        return data

    def put(self, name: str, data: bytes, *, replace: bool = False) -> None:
        """Write a whole file."""
        self._tally.requests += 1
        self._inner.put(self._prefix + name, data, replace=replace)
        self._tally.bytes_sent += len(data)

    def delete(self, name: str) -> None:
        """Delete a file."""
        self._tally.requests += 1
        self._inner.delete(self._prefix + name)
