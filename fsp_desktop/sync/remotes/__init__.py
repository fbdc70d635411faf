"""Shared places. `open_remote` turns what a person typed into one."""

from __future__ import annotations

import re
from pathlib import Path
from urllib.parse import unquote, urlsplit

from fsp_desktop.domain.errors import RefusedError
from fsp_desktop.sync.remotes.folder import FolderRemote
from fsp_desktop.sync.remotes.remote import Entry, Flags, MissingFileError, Remote

__all__ = ["Entry", "Flags", "FolderRemote", "MissingFileError", "Remote", "open_remote"]

# One letter before the colon is a drive of Windows, not a scheme.
_SCHEME = re.compile(r"([a-z][a-z0-9+.\-]+):(?=//|/|$)", re.IGNORECASE)


def open_remote(place: str, *, create: bool = False) -> Remote:
    """Return the shared place that `place` names: the path of a folder or a `file:` address.

    Args:
        place: As typed or kept in the settings; `~` is the home folder.
        create: Make a folder that does not exist; only for the moment a person names it. Later
            a missing folder means an unplugged stick or a share that is away, and making one
            would quietly collect the team's changes on this computer's own disk.

    Raises:
        RefusedError: `sync.unsupported_remote`, `sync.no_place`.
        UnreachableError: The folder cannot be made.
    """
    text = place.strip()
    if not text:
        raise RefusedError("sync.no_place")
    scheme = _SCHEME.match(text)
    if scheme and scheme[1].lower() != "file":
        raise RefusedError("sync.unsupported_remote", {"scheme": scheme[1].lower()})
    remote = FolderRemote(_path_of_url(text) if scheme else Path(text).expanduser().absolute())
    if create:
        remote.make()
    return remote


def _path_of_url(url: str) -> Path:
    parts = urlsplit(url)
    path = unquote(parts.path)
    if parts.netloc not in {"", "localhost"}:
        return Path(f"//{parts.netloc}{path}")
    if re.match(r"/[a-zA-Z]:", path):
        path = path[1:]
    if not path.startswith("/") and not re.match(r"[a-zA-Z]:", path):
        raise RefusedError("sync.unsupported_remote", {"scheme": "file"})
    return Path(path)
