"""Trying again for a moment where Windows keeps a file busy: scanners, indexers, cloud clients."""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import TypeVar

_BUSY = {5, 32, 33}
"""Windows errors: access denied, sharing violation, lock violation; all of them may pass."""
_PAUSES_S = (0.02, 0.05, 0.1, 0.2, 0.4, 0.8)
_T = TypeVar("_T")


def _pause(seconds: float) -> None:
    threading.Event().wait(seconds)


def patiently(work: Callable[[], _T], pause: Callable[[float], None] = _pause) -> _T:
    """Return what `work` returns, after up to seven tries if Windows says that a file is busy."""
    for seconds in _PAUSES_S:
        try:
            return work()
        except OSError as error:
            if getattr(error, "winerror", None) not in _BUSY:
                raise
            pause(seconds)
    return work()
