"""The page of third-party notices names exactly what the lock installs."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

TOP = Path(__file__).resolve().parent.parent.parent


def test_notices_name_every_locked_library() -> None:
    checked = subprocess.run(
        [sys.executable, "-P", str(TOP / "packaging" / "notices"), "--check"],
        capture_output=True,
        text=True,
        check=False,
    )
    assert checked.returncode == 0, checked.stderr
