"""What went wrong at a server, as a code of ours; its own words are never kept or shown."""

from __future__ import annotations

import re

from fsp_desktop.domain.errors import FspError, RefusedError, UnreachableError
from fsp_desktop.sync.remotes.remote import MissingFileError

# OpenDAL has no field for the answer's number; it prints the parts of the answer it got.
_STATUS = re.compile(r"\bstatus: (\d{3})\b")
_CODES = {
    401: "sync.wrong_credentials",
    402: "sync.remote_full",
    403: "sync.not_allowed",
    407: "sync.network_sign_in",
    408: "sync.remote_busy",
    413: "sync.remote_full",
    423: "sync.remote_busy",
    429: "sync.remote_busy",
    502: "sync.remote_busy",
    503: "sync.remote_busy",
    504: "sync.remote_busy",
    507: "sync.remote_full",
    511: "sync.network_sign_in",
}
_WRONG_KEYS = (
    "InvalidAccessKeyId",
    "SignatureDoesNotMatch",
    "AuthenticationFailed",
    "TokenExpired",
)
_TLS = ("certificate", "corrupt message", "handshake", "tls", "ssl")


def library_errors() -> tuple[type[Exception], ...]:
    """Return what OpenDAL raises: its classes share no base, and some errors come as OSError."""
    from opendal import exceptions

    named = [getattr(exceptions, name) for name in dir(exceptions) if name[0].isupper()]
    return (OSError, *(one for one in named if isinstance(one, type)))


def status_of(error: BaseException) -> int:
    """Return the number of the server's answer, or 0 if none came."""
    found = _STATUS.search(str(error))
    return int(found[1]) if found else 0


def server_fault(error: BaseException) -> FspError:
    """Return the error of ours that says the same as `error` from OpenDAL.

    Returns:
        `MissingFileError`, or an `UnreachableError` with one of the codes
        `sync.wrong_credentials`, `sync.not_allowed`, `sync.no_such_place`, `sync.remote_full`,
        `sync.remote_busy`, `sync.network_sign_in`, `sync.untrusted_connection`,
        `sync.odd_answer` (something that is not such a server answered: often the sign-in page of
        a guest network) or `sync.remote_unreachable`.
    """
    text = str(error)
    status = status_of(error)
    if "propfind response is empty" in text:
        return UnreachableError("sync.odd_answer", {"status": 200})
    if "NoSuchBucket" in text or "ContainerNotFound" in text:
        return UnreachableError("sync.no_such_place", {"status": status})
    if any(word in text for word in _WRONG_KEYS):
        return UnreachableError("sync.wrong_credentials", {"status": status})
    if status == 404 or text.startswith("NotFound"):
        return MissingFileError()
    if status in _CODES:
        return UnreachableError(_CODES[status], {"status": status})
    if text.startswith(("ConfigInvalid", "Unsupported")):
        return RefusedError("sync.bad_address", {"part": "endpoint"})
    if status:
        return UnreachableError("sync.odd_answer", {"status": status})
    return UnreachableError(_without_answer(text))


def _without_answer(text: str) -> str:
    source = text.rpartition("Source:")[2].partition("Backtrace:")[0].lower()
    if "send http request" not in text and "deserialize" in text:
        return "sync.odd_answer"
    if any(word in source for word in _TLS):
        return "sync.untrusted_connection"
    return "sync.remote_unreachable"
