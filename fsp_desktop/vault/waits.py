"""Growing waits after wrong passphrases; kept beside the key file, which stays untouched."""

from __future__ import annotations

import json
from datetime import datetime
from pathlib import Path

from fsp_desktop.domain.clock import Clock, to_wire_time
from fsp_desktop.domain.errors import UnreachableError
from fsp_desktop.vault.durable_file import write_durably

WAITS_FILE = "unlock-waits.json"
_LONGEST_WAIT_S = 300


def retry_after_s(profile: Path, clock: Clock) -> float:
    """Return how many seconds a person must still wait before the next try, 0 if none.

    A clock that was set back cannot lengthen a wait beyond its own length.
    """
    failed, last = _read(profile)
    if not failed or last is None:
        return 0.0
    wait_s = _wait_s(failed)
    passed_s = (clock.now() - last).total_seconds()
    return min(wait_s, max(0.0, wait_s - max(0.0, passed_s)))


def note_failure(profile: Path, clock: Clock) -> float:
    """Count one wrong try and return the seconds to wait: 1, 2, 4 and so on."""
    failed = _read(profile)[0] + 1
    book = {"failed": failed, "last": to_wire_time(clock.now())}
    try:
        write_durably(profile / WAITS_FILE, json.dumps(book).encode())
    except UnreachableError:
        # A folder that cannot be written must not turn a wrong word into another error.
        return _wait_s(failed)
    return _wait_s(failed)


def note_success(profile: Path) -> None:
    """Forget earlier wrong tries."""
    try:
        (profile / WAITS_FILE).unlink(missing_ok=True)
    except OSError:
        return


def _wait_s(failed: int) -> float:
    return float(min(_LONGEST_WAIT_S, 2 ** min(failed - 1, 16)))


def _read(profile: Path) -> tuple[int, datetime | None]:
    try:
        book = json.loads((profile / WAITS_FILE).read_bytes())
        last = datetime.fromisoformat(book["last"])
        return max(0, int(book["failed"])), last if last.tzinfo else None
    except (OSError, ValueError, TypeError, KeyError):
        return 0, None
