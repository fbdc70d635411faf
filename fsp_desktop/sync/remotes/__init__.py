"""Shared places. `open_remote` turns what a person typed into one."""

from __future__ import annotations

import re
from pathlib import Path
from urllib.parse import unquote, urlsplit

from fsp_desktop.domain.errors import RefusedError
from fsp_desktop.sync.remotes.address import Address, Secret, read_address, scheme_of
from fsp_desktop.sync.remotes.folder import FolderRemote
from fsp_desktop.sync.remotes.remote import Entry, Flags, MissingFileError, Remote

__all__ = [
    "Address",
    "Entry",
    "Flags",
    "FolderRemote",
    "MissingFileError",
    "Remote",
    "Secret",
    "open_remote",
    "read_address",
    "scheme_of",
]
_NOTHING = Secret()


def open_remote(
    place: str,
    *,
    create: bool = False,
    secret: Secret = _NOTHING,
    allow_plain_http: bool = False,
) -> Remote:
    """Return the shared place that `place` names.

    Args:
        place: The path of a folder, a `file:` address, or the address of a server as in
            `read_address`; as typed or kept in the settings; `~` is the home folder.
        create: Make a folder that does not exist; only for the moment a person names it. Later
            a missing folder means an unplugged stick or a share that is away, and making one
            would quietly collect the team's changes on this computer's own disk.
        secret: What a server asks for; a folder needs none.
        allow_plain_http: See `read_address`.

    Raises:
        RefusedError: `sync.unsupported_remote`, `sync.no_place`, `sync.bad_address`,
            `sync.plain_connection`.
        UnreachableError: The folder cannot be made.
    """
    text = place.strip()
    if not text:
        raise RefusedError("sync.no_place")
    scheme = scheme_of(text)
    if scheme not in {"", "file"}:
        from fsp_desktop.sync.remotes.server import ServerRemote

        return ServerRemote(read_address(text, allow_plain_http=allow_plain_http), secret)
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
