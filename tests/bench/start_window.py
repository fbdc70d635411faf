"""From the command to the lock screen, and to Today on a large record, beside an empty window of Qt.

Each figure is a whole process, from its start to the end of the paint; rounds are interleaved and
medians compared. The key comes from a stand-in for the key ring that loads what a real one loads.

Both sides run on one interpreter with the same flags, and with compiled modules at hand, as an
installed program has them, whatever PYTHONDONTWRITEBYTECODE says. The empty window is PySide6 as
anybody writes it; the program may spare itself a part of it (`ui/quick_start.py`).
"""

from __future__ import annotations

import os
import sys
import tempfile
from collections.abc import Sequence
from hashlib import sha256
from pathlib import Path

from tests.bench.parts.large_record import make_large_profile
from tests.bench.parts.timing import medians, run_program, say, say_ratio, x_server

ROUNDS = 9
WINDOW = str(Path(__file__).with_name("parts") / "watched_window.py")


def main() -> int:
    """Print the figures of both platforms."""
    with tempfile.TemporaryDirectory(prefix="fsp-bench-") as scratch:
        kept = os.environ.get("FSP_BENCH_FOLDER")
        root = Path(kept or scratch) / "large"
        if not root.exists():
            make_large_profile(root)
        _measure("offscreen", {"QT_QPA_PLATFORM": "offscreen"}, root)
        with x_server() as display:
            if display:
                _measure("Xvfb", display, root)
    return 0


def _measure(platform: str, display: dict[str, str], root: Path) -> None:
    environment = {**display, "FSP_PROFILE": str(root), "LANG": "C.UTF-8"}
    kinds = ("bare", "entrance", "today")
    rounds = [[_run(kind, environment, root) for kind in kinds] for _round in range(ROUNDS + 1)][1:]
    bare, entrance, today = (medians([one[at] for one in rounds]) for at in range(3))
    for what, got, most in (
        ("lock screen painted", entrance, 1.5),
        ("Today filled, 5,000 families", today, 2.5),
    ):
        say_ratio(f"{platform}: {what}", got[0] * 1000, bare[0] * 1000, most)
        say_ratio(f"{platform}: {what}, processor", got[1] * 1000, bare[1] * 1000, most)
    say(f"{platform}: memory, empty window", f"{bare[2]:.0f} MB", "")
    filled = today[2]
    say(f"{platform}: memory with Today filled", f"{filled:.0f} MB", "bar <= 180 MB", filled <= 180)


def _run(kind: str, environment: dict[str, str], root: Path) -> Sequence[float]:
    figures = run_program([WINDOW, kind], environment)
    # The measured program is ended without its farewell. What it left would make the next start
    # look for a window that runs already, as after a crash.
    left = f"fsp-desktop-{sha256(str(root).encode()).hexdigest()[:16]}"
    Path(tempfile.gettempdir(), left).unlink(missing_ok=True)
    return figures


if __name__ == "__main__":
    sys.exit(main())
