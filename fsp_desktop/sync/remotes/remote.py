"""What a shared place must be able to do; deliberately little, so that any storage will do.

Nothing here is trusted: names may be missing from a list, files may be cut short or foreign. The
format above is safe by itself (immutable names that contain the hash, exact lengths, signatures).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from fsp_desktop.domain.errors import RefusedError

MOST_FILE_BYTES = 80 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class Entry:
    """One file of a remote: its whole name with `/` between the parts, and its size in bytes."""

    name: str
    size: int


@dataclass(frozen=True, slots=True)
class Flags:
    """What a remote can promise; used as extra safety only, never needed for correctness."""

    can_create_only: bool
    atomic_put: bool
    rename_no_replace: bool


class MissingFileError(RefusedError):
    """The remote has no such file (now); code `sync.missing_file`."""

    def __init__(self) -> None:
        super().__init__("sync.missing_file")


class Remote(Protocol):
    """A shared place. Every method may raise UnreachableError when the place is away.

    Attributes:
        place: How a person named the place; two remotes with the same text are the same place.
        flags: What it can promise.
    """

    place: str
    flags: Flags

    def list(self, folder: str) -> Sequence[Entry]:
        """Return the files directly in `folder` (ends with a slash, or is empty for the top).

        A folder that does not exist has no files.
        """
        ...

    def folders(self, folder: str) -> Sequence[str]:
        """Return the names of the folders directly in `folder`, without slashes."""
        ...

    def get(self, name: str) -> bytes:
        """Return a whole file.

        Raises:
            MissingFileError: It is not there.
            RefusedError: `sync.too_large` or `sync.unreadable_file`.
        """
        ...

    def put(self, name: str, data: bytes, *, replace: bool = False) -> None:
        """Write a whole file durably; writing the same bytes again is no error.

        Args:
            name: A name that nobody used for other bytes.
            data: The file.
            replace: Write over bytes that differ, because ours are known to fit the name.

        Raises:
            RefusedError: `sync.name_taken` if other bytes are there and `replace` is false.
        """
        ...

    def delete(self, name: str) -> None:
        """Delete a file of our own; one that is gone already is no error."""
        ...
