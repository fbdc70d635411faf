"""What happens while a roster is read: refused rows, dropped columns, progress, cancelling."""

from __future__ import annotations

from collections.abc import Callable

from fsp_desktop.domain.errors import RefusedError
from fsp_desktop.rosters import limits
from fsp_desktop.rosters.people import DroppedColumn, Origin, Refused

Progress = Callable[[int, int], None]
"""Receives how much is done and how much there is, in the same unit."""
Cancelled = Callable[[], bool]
_EVERY = 500


class ReadingLog:
    """Collects what the reader noticed; holds codes, lines and column names, never a cell."""

    def __init__(
        self, total: int, progress: Progress | None = None, cancelled: Cancelled | None = None
    ) -> None:
        self.refused: list[Refused] = []
        self.dropped: list[DroppedColumn] = []
        self.unknown: list[DroppedColumn] = []
        self.encodings: dict[str, str] = {}
        self.withdrawn: list[str] = []
        self._unlisted = 0
        self._total = max(total, 1)
        self._done = 0
        self._rows = 0
        self._progress = progress
        self._cancelled = cancelled

    def refuse(self, origin: Origin, code: str, **detail: object) -> None:
        """Note that a row, or the part of it that `detail` names, was not taken."""
        if len(self.refused) >= limits.MAX_LISTED_REFUSALS:
            self._unlisted += 1
            return
        self.refused.append(Refused(origin.file, origin.line, code, detail))

    def drop(self, file: str, columns: tuple[str, ...], unknown: tuple[str, ...] = ()) -> None:
        """Note columns that were skipped: forbidden ones, and ones nobody knows."""
        self.dropped += [DroppedColumn(file, column) for column in columns]
        self.unknown += [DroppedColumn(file, column) for column in unknown]

    def advance(self, size: int) -> None:
        """Count `size` more characters as read.

        Raises:
            RefusedError: `rosters.cancelled` if the person asked to stop.
        """
        self._done += size
        self._rows += 1
        if self._rows % _EVERY == 0:
            self.report()

    def report(self) -> None:
        """Tell the progress now, and stop if asked to."""
        if self._cancelled is not None and self._cancelled():
            raise RefusedError("rosters.cancelled")
        if self._progress is not None:
            self._progress(min(self._done, self._total), self._total)

    def all_refused(self) -> tuple[Refused, ...]:
        """Return the refused rows; a last entry counts those that are not listed."""
        if not self._unlisted:
            return tuple(self.refused)
        more = Refused("", 0, "rosters.more_refused", {"count": self._unlisted})
        return (*self.refused, more)
