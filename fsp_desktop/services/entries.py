"""A record on its way in: from a file or a pipe, with the line it came from."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from fsp_desktop.domain.errors import FspError
from fsp_desktop.domain.ids import RecordId


@dataclass(frozen=True, slots=True)
class Entry:
    """One record as it was given, or why it could not even be read.

    Attributes:
        line: Where it begins, counted from 1.
        values: Its fields; not checked yet.
        refusal: Set if it is no record at all.
    """

    line: int
    values: Mapping[str, object] = field(default_factory=dict)
    refusal: FspError | None = None


@dataclass(frozen=True, slots=True)
class Refused:
    """One record that was not taken, with its line, and why."""

    line: int
    error: FspError


@dataclass(frozen=True, slots=True)
class Added:
    """What became of a list of records: ids in the order of the lines, and the refused ones."""

    ids: tuple[RecordId, ...]
    refused: tuple[Refused, ...]
