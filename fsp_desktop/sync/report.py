"""What one exchange did, in numbers and codes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from typing import Any

ADMISSION = "admission"


@dataclass(frozen=True, slots=True)
class Problem:
    """Something a person may want to know; nothing of theirs is lost by it.

    Attributes:
        detail: Ids, counts and `lasting` (true once it has lasted three days).
    """

    code: str
    detail: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class SyncReport:
    """The outcome of one pass.

    Attributes:
        sent, received: Changes (operations) that left and that were applied.
        conflicts: Fields that got a second version.
        requests: Calls to the remote.
        waiting: Own changes made meanwhile and not sent yet, or `admission` while the device
            waits to be let in.
        repaired: Files that the remote had lost and got back from here.
        problems: What to tell people, in codes.
    """

    sent: int
    received: int
    conflicts: int
    requests: int
    bytes_sent: int
    bytes_received: int
    waiting: int | str
    repaired: int
    problems: tuple[Problem, ...]

    def to_book(self) -> dict[str, Any]:
        """Return the report as a JSON-able object."""
        return {**asdict(self), "problems": [asdict(one) for one in self.problems]}

    @property
    def is_quiet(self) -> bool:
        """Tell whether nothing happened that is worth a line in the list of exchanges."""
        return not (self.sent or self.received or self.repaired or self.problems)


@dataclass(slots=True)
class Tally:
    """The report while it grows."""

    sent: int = 0
    received: int = 0
    conflicts: int = 0
    requests: int = 0
    bytes_sent: int = 0
    bytes_received: int = 0
    repaired: int = 0
    problems: list[Problem] = field(default_factory=list)

    def tell(self, code: str, **detail: object) -> None:
        """Add a problem, once."""
        problem = Problem(code, detail)
        if problem not in self.problems:
            self.problems.append(problem)

    def report(self, waiting: int | str) -> SyncReport:
        """Return the finished report."""
        return SyncReport(
            self.sent,
            self.received,
            self.conflicts,
            self.requests,
            self.bytes_sent,
            self.bytes_received,
            waiting,
            self.repaired,
            tuple(self.problems),
        )
