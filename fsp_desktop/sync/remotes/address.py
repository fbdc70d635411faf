"""What a person types to name a shared place, taken apart; secrets never stay in the name."""

from __future__ import annotations

import ipaddress
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from urllib.parse import parse_qsl, quote, unquote, urlencode, urlsplit

from fsp_desktop.domain.errors import RefusedError

WEBDAV, S3, AZURE = "webdav", "s3", "azblob"
_KINDS = {"webdav": WEBDAV, "webdavs": WEBDAV, "webdav+http": WEBDAV, "s3": S3, "azblob": AZURE}
_OPTIONS = {WEBDAV: frozenset[str](), S3: frozenset({"endpoint", "region"})}
_OPTIONS[AZURE] = frozenset({"endpoint"})

# One letter before the colon is a drive of Windows, not a scheme.
_SCHEME = re.compile(r"([a-z][a-z0-9+.\-]+):(?=//|/|$)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Secret:
    """What a server asks for: a user (WebDAV), an access key id (S3) or nothing, and the secret.

    The secret is an app password (WebDAV), a secret access key (S3) or an account key (Azure
    Blob). It is left out of `repr`, so it cannot reach a log.
    """

    user: str = ""
    secret: str = field(default="", repr=False)


@dataclass(frozen=True, slots=True)
class Address:
    """A place on a server.

    Attributes:
        kind: `webdav`, `s3` or `azblob`.
        place: The address without any secret; two addresses of one place have the same text.
        endpoint: Scheme, host and port that are called.
        bucket: Bucket or container; empty for WebDAV.
        root: Folder inside, with a slash at both ends.
        region: Region of an S3 bucket, or empty.
        account: Account of Azure Blob, or empty.
        user: User or key id that was part of the address, or empty.
        secret: The secret that was typed into the address, or empty; to be kept elsewhere.
    """

    kind: str
    place: str
    endpoint: str
    bucket: str = ""
    root: str = "/"
    region: str = ""
    account: str = ""
    user: str = ""
    secret: str = field(default="", repr=False)


def scheme_of(place: str) -> str:
    """Return the scheme of an address in lower case; empty for the path of a folder."""
    found = _SCHEME.match(place.strip())
    return found[1].lower() if found else ""


def read_address(place: str, *, allow_plain_http: bool = False) -> Address:
    """Take the address of a server apart.

    The forms are `webdav://[user@]host[:port]/path` (TLS), `webdav+http://...` (no TLS),
    `s3://[key-id@]bucket/path?endpoint=https://host&region=name` and
    `azblob://account/container/path[?endpoint=https://host/account]`.

    Args:
        place: As typed or kept.
        allow_plain_http: Let an address without TLS lead to another computer; on this computer
            itself (loopback) it is always allowed. The files are sealed either way, but the
            password would travel in clear.

    Raises:
        RefusedError: `sync.unsupported_remote`, `sync.bad_address`, `sync.plain_connection`.
    """
    scheme = scheme_of(place)
    if scheme not in _KINDS:
        raise RefusedError("sync.unsupported_remote", {"scheme": scheme})
    try:
        parts = urlsplit(place.strip())
        parts.port  # noqa: B018  # asking for the port is what notices a bad one
    except ValueError as error:
        raise RefusedError("sync.bad_address", {"part": "host"}) from error
    kind = _KINDS[scheme]
    options = dict(parse_qsl(parts.query, keep_blank_values=True))
    unknown = set(options) - _OPTIONS[kind]
    if unknown or parts.fragment or not parts.hostname:
        raise RefusedError("sync.bad_address", {"part": min(unknown, default="host")})
    typed = (unquote(parts.username or ""), unquote(parts.password or ""))
    build = {WEBDAV: _webdav, S3: _s3, AZURE: _azure}[kind]
    address = build(scheme, _host(parts.hostname, parts.port), _path(parts.path), options, typed)
    _check_connection(address.endpoint, allow_plain_http=allow_plain_http)
    return address


def _webdav(
    scheme: str, host: str, path: str, _: Mapping[str, str], typed: tuple[str, str]
) -> Address:
    plain = scheme == "webdav+http"
    endpoint = f"{'http' if plain else 'https'}://{host}"
    name = "webdav+http" if plain else WEBDAV
    user = f"{quote(typed[0], safe='')}@" if typed[0] else ""
    place = f"{name}://{user}{host}{quote(path)}"
    return Address(WEBDAV, place, endpoint, root=path, user=typed[0], secret=typed[1])


def _s3(
    _: str, host: str, path: str, options: Mapping[str, str], typed: tuple[str, str]
) -> Address:
    region = options.get("region", "")
    endpoint = options.get("endpoint") or (
        f"https://s3.{region}.amazonaws.com" if region else "https://s3.amazonaws.com"
    )
    query = urlencode({name: options[name] for name in sorted(options) if options[name]})
    place = f"s3://{host}{quote(path)}" + (f"?{query}" if query else "")
    return Address(
        S3,
        place,
        _endpoint(endpoint),
        bucket=host,
        root=path,
        region=region or "us-east-1",
        user=typed[0],
        secret=typed[1],
    )


def _azure(
    _: str, host: str, path: str, options: Mapping[str, str], typed: tuple[str, str]
) -> Address:
    container, _slash, rest = path.strip("/").partition("/")
    if not container:
        raise RefusedError("sync.bad_address", {"part": "container"})
    endpoint = options.get("endpoint") or f"https://{host}.blob.core.windows.net"
    query = urlencode({"endpoint": options["endpoint"]}) if options.get("endpoint") else ""
    place = f"azblob://{host}{quote(path)}" + (f"?{query}" if query else "")
    return Address(
        AZURE,
        place,
        _endpoint(endpoint),
        bucket=container,
        root=_path(rest),
        account=host,
        secret=typed[1] or typed[0],
    )


def _endpoint(text: str) -> str:
    parts = urlsplit(text)
    if parts.scheme not in {"http", "https"} or not parts.hostname or parts.username:
        raise RefusedError("sync.bad_address", {"part": "endpoint"})
    return text.rstrip("/")


def _host(name: str, port: int | None) -> str:
    shown = f"[{name}]" if ":" in name else name
    return f"{shown}:{port}" if port else shown


def _path(text: str) -> str:
    parts = [part for part in unquote(text).split("/") if part]
    if any(part in {".", ".."} or not part.isprintable() for part in parts):
        raise RefusedError("sync.bad_address", {"part": "path"})
    return "/" + "".join(f"{part}/" for part in parts)


def _check_connection(endpoint: str, *, allow_plain_http: bool) -> None:
    parts = urlsplit(endpoint)
    if parts.scheme == "https" or allow_plain_http or _is_loopback(parts.hostname or ""):
        return
    raise RefusedError("sync.plain_connection")


def _is_loopback(host: str) -> bool:
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False
