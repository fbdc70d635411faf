"""A server as the shared place: WebDAV (Nextcloud and others), S3 or Azure Blob, by OpenDAL.

OpenDAL's plain calls keep Python's lock while they wait for the network, which would stop the
window; its asynchronous ones do not, so each call here runs one of those to its end.
Nothing of ours runs there, and no ability is relied on that such servers are known to lack: some
ignore conditions, some show half a file after a cut connection. Names that contain the hash of
their bytes and the reading back after each write make up for all of it.
"""

from __future__ import annotations

import asyncio
import re
import threading
from collections.abc import Callable, Coroutine, Sequence
from typing import TYPE_CHECKING, Any, TypeVar

from fsp_desktop.domain.errors import RefusedError
from fsp_desktop.sync.remotes.address import AZURE, S3, WEBDAV, Address, Secret
from fsp_desktop.sync.remotes.remote import MOST_FILE_BYTES, Entry, Flags, MissingFileError
from fsp_desktop.sync.remotes.server_faults import library_errors, server_fault, status_of

if TYPE_CHECKING:
    import opendal

_GOOD_PART = re.compile(r"[a-z0-9][a-z0-9._-]*")
_TIMEOUT_S = 30.0
_IDLE_S = 20.0
_PAUSES_S = (0.3, 1.0)
_PASSING = {"sync.remote_busy", "sync.remote_unreachable"}
_CONFLICT = 409
_PART_BYTES = 1024 * 1024
_T = TypeVar("_T")


class ServerRemote:
    """Files below one folder of a server.

    Raises:
        RefusedError: `sync.bad_address` if the parts do not make sense to the server's protocol.
    """

    flags = Flags(can_create_only=False, atomic_put=False, rename_no_replace=False)

    def __init__(self, address: Address, secret: Secret) -> None:
        self.place = address.place
        self._has_folders = address.kind == WEBDAV
        self._made: set[str] = set()
        try:
            self._files = _operator(address, secret)
        except library_errors() as error:
            raise server_fault(error) from None

    def list(self, folder: str) -> Sequence[Entry]:
        """Return the files directly in `folder`."""
        return [
            Entry(entry.path, entry.metadata.content_length)
            for entry in self._scan(folder)
            if not entry.path.endswith("/")
        ]

    def folders(self, folder: str) -> Sequence[str]:
        """Return the names of the folders directly in `folder`."""
        paths = (entry.path for entry in self._scan(folder) if entry.path.endswith("/"))
        return [path[len(folder) : -1] for path in paths if path not in {folder, "/"}]

    def get(self, name: str) -> bytes:
        """Return a whole file; see `Remote.get`."""
        _check(name)
        return _wait(lambda: self._read(name))

    def put(self, name: str, data: bytes, *, replace: bool = False) -> None:
        """Write a whole file; see `Remote.put`."""
        _check(name)
        if not replace and self._is_there(name):
            if self.get(name) != data:
                raise RefusedError("sync.name_taken")
            return
        _wait(lambda: self._write(name, data))

    def delete(self, name: str) -> None:
        """Delete a file; one that is gone is no error."""
        _check(name)
        _wait(lambda: self._delete(name))

    def _scan(self, folder: str) -> Sequence[opendal.types.Entry]:
        _check(folder)
        found = _wait(lambda: self._entries(folder))
        if self._has_folders and not found:
            # A WebDAV listing holds at least the folder itself. OpenDAL shows a missing folder
            # and the web page of a network that wants a sign-in as the same empty listing.
            self._is_there(folder or "./")
        return sorted(found, key=lambda entry: entry.path)

    def _is_there(self, name: str) -> bool:
        try:
            _wait(lambda: self._look(name))
        except MissingFileError:
            return False
        return True

    async def _entries(self, folder: str) -> Sequence[opendal.types.Entry]:
        return [entry async for entry in await self._files.list(folder)]

    async def _look(self, name: str) -> None:
        await self._files.stat(name)

    async def _delete(self, name: str) -> None:
        await self._files.delete(name)

    async def _read(self, name: str) -> bytes:
        # One request, and never much more than the limit in memory, whatever the listing said.
        parts, size = [], 0
        file = await self._files.open(name, "rb")
        try:
            while part := await file.read(_PART_BYTES):
                parts.append(part)
                size += len(part)
                if size > MOST_FILE_BYTES:
                    raise RefusedError("sync.too_large", {"part": "file"})
        finally:
            await file.close()
        return b"".join(parts)

    async def _write(self, name: str, data: bytes) -> None:
        folder = name.rpartition("/")[0]
        if not self._has_folders:
            await self._files.write(name, data)
            return
        if folder in self._made:
            try:
                await self._files.write(name, data)
            except library_errors() as error:
                if status_of(error) != _CONFLICT:
                    raise
            else:
                return
        # Somebody may have deleted a folder that we had made.
        await self._files.create_dir(f"{folder}/")
        self._made.add(folder)
        await self._files.write(name, data)


def _operator(address: Address, secret: Secret) -> opendal.AsyncOperator:
    import opendal  # a 60 MB library that only teams with a server need
    from opendal.layers import TimeoutLayer

    user, word = secret.user or address.user, secret.secret or address.secret
    options = {"endpoint": address.endpoint, "root": address.root}
    if address.kind == WEBDAV:
        # OpenDAL would ask for the folder before every file; we remember what we made.
        options |= {"username": user, "password": word, "disable_create_dir": "true"}
    elif address.kind == S3:
        options |= {"bucket": address.bucket, "region": address.region}
        options |= {"access_key_id": user, "secret_access_key": word}
        # Keys of this computer's other programs are none of our business.
        options |= {"disable_config_load": "true", "disable_ec2_metadata": "true"}
    elif address.kind == AZURE:
        options |= {"container": address.bucket, "account_name": address.account}
        options |= {"account_key": word}
    files = opendal.AsyncOperator(address.kind, **options)
    return files.layer(TimeoutLayer(timeout=_TIMEOUT_S, io_timeout=_IDLE_S))


def _check(name: str) -> None:
    parts = name.removesuffix("/").split("/") if name else []
    if not all(_GOOD_PART.fullmatch(part) for part in parts):
        raise RefusedError("sync.odd_name")


def _wait(work: Callable[[], Coroutine[Any, Any, _T]]) -> _T:
    """Return what `work` gives, after up to three tries while the trouble may pass.

    OpenDAL's own retries go on for ever where a server cuts each answer a little later.
    """
    for pause in (*_PAUSES_S, None):
        try:
            return asyncio.run(work())
        except library_errors() as error:
            # Its own words can hold the address and parts of an answer; only a code goes on.
            fault = server_fault(error)
        if pause is None or fault.code not in _PASSING:
            raise fault
        threading.Event().wait(pause)
    raise AssertionError
