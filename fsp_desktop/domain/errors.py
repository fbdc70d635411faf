"""Errors of the whole program, as codes; words for people are made in `language`.

FspError
├── RefusedError       the request cannot be done as it stands        (exit code 1)
├── UsageError         the words of a command are wrong               (exit code 2)
├── LockedError        locked, or the passphrase does not match       (exit code 3)
└── UnreachableError   nothing lost, but not reached (remote, disk)   (exit code 4)
"""

from __future__ import annotations

from collections.abc import Mapping


class FspError(Exception):
    """A known failure with a stable code; never carries personal data in its message.

    Args:
        code: `room.snake_case`, for example `vault.wrong_passphrase`.
        detail: Ids, counts and field names that help the reader; no names, no note text.
    """

    exit_code = 1

    def __init__(self, code: str, detail: Mapping[str, object] | None = None) -> None:
        super().__init__(code)
        self.code = code
        self.detail: dict[str, object] = dict(detail or {})


class RefusedError(FspError):
    """The request was understood and refused with a reason."""

    exit_code = 1


class UsageError(FspError):
    """The command or its arguments are wrong."""

    exit_code = 2


class LockedError(FspError):
    """The record is locked, or the key that was offered does not open it."""

    exit_code = 3


class UnreachableError(FspError):
    """Nothing is lost, but a place could not be reached or written (remote away, disk full)."""

    exit_code = 4
