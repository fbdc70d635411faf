"""Writing a file so that it is surely there."""

from __future__ import annotations

from fsp_desktop.domain.errors import RefusedError, UnreachableError
from fsp_desktop.sync.metered import MeteredRemote


def put_and_read_back(remote: MeteredRemote, name: str, data: bytes) -> None:
    """Write a file and make sure that the place gives the same bytes back.

    Raises:
        UnreachableError: `sync.read_back_failed`.
    """
    for _ in range(2):
        remote.put(name, data, replace=True)
        try:
            if remote.get(name) == data:
                return
        except RefusedError:
            continue
    raise UnreachableError("sync.read_back_failed")
