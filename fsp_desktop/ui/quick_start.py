"""Spares the way to the first picture a piece of work whose answer is known."""

from __future__ import annotations

import sys


def spare_the_source_scan() -> None:
    """Keep PySide from reading the source text of every module that is imported after it.

    It looks for modules that may use `from __feature__ import`, which
    this program never does: some ninety files before the lock screen.
    """
    support = sys.modules.get("shibokensupport.feature")
    if support is not None and hasattr(support, "_mod_uses_pyside"):
        support._mod_uses_pyside = _never  # type: ignore[attr-defined]  # noqa: SLF001


def _never(_module: object) -> bool:
    return False
