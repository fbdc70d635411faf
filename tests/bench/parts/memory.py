"""How much memory this process holds."""

from __future__ import annotations

from pathlib import Path


def memory_mb() -> float:
    """Return the resident memory of this process; 0 where the system does not tell it this way."""
    status = Path("/proc/self/status")
    if not status.exists():
        return 0.0
    line = next(line for line in status.read_text().splitlines() if line.startswith("VmRSS"))
    return int(line.split()[1]) / 1024
