"""Shared places as people know them: a folder, a stick, a server with a name, and back to an address.

Nobody has to write an address: the parts of a form are put together here, and an address that was
copied from a browser is taken apart.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import PurePath
from typing import Literal
from urllib.parse import quote, unquote, urlencode, urlsplit

from fsp_desktop.domain.errors import RefusedError
from fsp_desktop.sync.remotes import read_address, scheme_of
from fsp_desktop.sync.remotes.address import AZURE, S3, WEBDAV

Kind = Literal["folder", "stick", "nextcloud", "webdav", "s3", "azblob"]
OUR_FOLDER = "fsp"
"""The folder proposed for a team's files on a server."""
_NEXTCLOUD_PATH = "/remote.php/dav/files/"
_NEXTCLOUD_PAGES = re.compile(r"/(index\.php|apps|login|remote\.php|settings|s)(/|$)")
_AMAZON = re.compile(
    r"(?:(?P<bucket>[a-z0-9.-]+)\.)?s3(?:[.-](?P<region>[a-z]+-[a-z]+-\d))?\.amazonaws\.com"
)
_AZURE = re.compile(r"(?P<account>[a-z0-9]+)\.blob\.core\.windows\.net")
_STICKS = re.compile(r"/(?:media|run/media|Volumes)/", re.ASCII)


@dataclass(frozen=True)
class PlaceName:
    """What people need to know of a place; holds no secret.

    Attributes:
        kind: What it is.
        name: Name of the folder, of the server or of the bucket.
        inside: Folder inside a server, or the whole path of a folder.
        user: Whose account it is, or empty.
    """

    kind: Kind
    name: str
    inside: str
    user: str = ""


@dataclass(frozen=True)
class Parts:
    """What a person filled in; `server` may be a whole address copied from a browser.

    Attributes:
        server: Name or address of the server; for S3 empty means Amazon's own.
        user: Account (WebDAV), access key id (S3) or storage account (Azure Blob).
        bucket: Bucket (S3) or container (Azure Blob).
        folder: Folder inside; empty for the top.
        region: Region of an S3 bucket, or empty.
    """

    kind: Kind
    server: str = ""
    user: str = ""
    bucket: str = ""
    folder: str = ""
    region: str = ""


def name_of_place(place: str) -> PlaceName:
    """Return what people need to know of a kept place; never raises."""
    if scheme_of(place) in {"", "file"}:
        path = PurePath(place.removeprefix("file://"))
        kind: Kind = "stick" if _STICKS.search(path.as_posix()) else "folder"
        return PlaceName(kind, path.name or str(path), str(path))
    try:
        address = read_address(place, allow_plain_http=True)
    except RefusedError:
        return PlaceName("webdav", place, "")
    inside = address.root.strip("/")
    if address.kind == S3:
        return PlaceName("s3", address.bucket, inside, address.user)
    if address.kind == AZURE:
        return PlaceName("azblob", address.bucket, inside, address.account)
    host = urlsplit(address.endpoint).netloc
    if _NEXTCLOUD_PATH in address.root:
        user, _slash, folder = address.root.partition(_NEXTCLOUD_PATH)[2].partition("/")
        return PlaceName("nextcloud", host, folder.strip("/"), address.user or unquote(user))
    return PlaceName("webdav", host, inside, address.user)


def address_of(parts: Parts) -> str:
    """Return the address of a server from what a person filled in.

    Raises:
        RefusedError: `services.place_needs` with the `field` that is missing, or `sync.bad_address`.
    """
    typed = parts.server.strip()
    if scheme_of(typed) not in {"", "http", "https"}:
        return typed
    make = {"s3": _s3, "azblob": _azure, "nextcloud": _nextcloud, "webdav": _webdav}
    return make[parts.kind](parts)


def _nextcloud(parts: Parts) -> str:
    scheme, host, path = _server(parts.server)
    user = _needed("user", parts.user)
    page = _NEXTCLOUD_PAGES.search(path)
    base = path[: page.start()] if page else path.rstrip("/")
    inside = parts.folder.strip("/ ")
    if _NEXTCLOUD_PATH in path:
        # The address that Nextcloud shows under its files' settings, perhaps with a folder.
        base, _middle, rest = path.partition(_NEXTCLOUD_PATH)
        inside = "/".join(part for part in (rest.partition("/")[2].strip("/"), inside) if part)
    whole = f"{base}{_NEXTCLOUD_PATH}{user}/{inside}"
    return f"{scheme}://{host}{quote(whole)}"


def _webdav(parts: Parts) -> str:
    scheme, host, path = _server(parts.server)
    whole = "/".join(part for part in (path.strip("/"), parts.folder.strip("/ ")) if part)
    return f"{scheme}://{host}/{quote(whole)}"


def _s3(parts: Parts) -> str:
    bucket, region, folder = parts.bucket.strip(), parts.region.strip(), parts.folder.strip("/ ")
    endpoint = ""
    if parts.server.strip():
        scheme, host, path = _server(parts.server)
        amazon = _AMAZON.fullmatch(host)
        pieces = [piece for piece in path.split("/") if piece]
        if amazon:
            region = region or amazon["region"] or ""
            bucket = bucket or amazon["bucket"] or ""
        else:
            endpoint = f"{'http' if scheme.endswith('http') else 'https'}://{host}"
        if not bucket and pieces:
            bucket = pieces.pop(0)
        folder = "/".join([*pieces, *([folder] if folder else [])])
    options = {"endpoint": endpoint, "region": region}
    query = urlencode({name: value for name, value in options.items() if value})
    place = f"s3://{_needed('bucket', bucket)}/{quote(folder)}"
    return f"{place}?{query}" if query else place


def _azure(parts: Parts) -> str:
    account, container = parts.user.strip(), parts.bucket.strip()
    folder, endpoint = parts.folder.strip("/ "), ""
    if parts.server.strip():
        scheme, host, path = _server(parts.server)
        pieces = [piece for piece in path.split("/") if piece]
        known = _AZURE.fullmatch(host)
        if known:
            account = account or known["account"]
        else:
            endpoint = f"{'http' if scheme.endswith('http') else 'https'}://{host}"
            if pieces and pieces[0] == account:
                endpoint = f"{endpoint}/{pieces.pop(0)}"
        if not container and pieces:
            container = pieces.pop(0)
        folder = "/".join([*pieces, *([folder] if folder else [])])
    whole = f"{_needed('bucket', container)}/{folder}".rstrip("/")
    place = f"azblob://{_needed('account', account)}/{quote(whole)}"
    return f"{place}?{urlencode({'endpoint': endpoint})}" if endpoint else place


def _server(typed: str) -> tuple[str, str, str]:
    """Return scheme, host with port, and path of what was typed or copied."""
    text = _needed("server", typed)
    try:
        parts = urlsplit(text if "://" in text else f"https://{text}")
        host = parts.hostname or ""
        port = f":{parts.port}" if parts.port else ""
    except ValueError as error:
        raise RefusedError("sync.bad_address", {"part": "host"}) from error
    if not host or " " in host:
        raise RefusedError("sync.bad_address", {"part": "host"})
    shown = f"[{host}]" if ":" in host else host
    scheme = "webdav+http" if parts.scheme == "http" else WEBDAV
    return scheme, f"{shown}{port}", unquote(parts.path)


def _needed(field: str, value: str) -> str:
    if not value.strip():
        raise RefusedError("services.place_needs", {"field": field})
    return value.strip()
