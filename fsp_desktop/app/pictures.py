"""Photographs of the real window: `python -m fsp_desktop.app.pictures PROFILE OUT [MODE] [LANGUAGE]`.

A process of its own, drawn without a display, so that pictures come out the same everywhere. The
passphrase comes in `FSP_PASSPHRASE`.
"""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

from fsp_desktop.domain.errors import UnreachableError
from fsp_desktop.services.profile import Profile

MOST_SECONDS = 120


def take_pictures(profile: Profile, passphrase: str, out: Path) -> Sequence[Path]:
    """Photograph the main screens of `profile` into `out` and return the files.

    Raises:
        UnreachableError: `program.no_pictures` if the window could not be drawn here.
    """
    before = set(out.glob("screen-*.png"))
    command = [sys.executable, "-P", "-m", "fsp_desktop.app.pictures", str(profile.root), str(out)]
    environment = {**os.environ, "FSP_PASSPHRASE": passphrase, "QT_QPA_PLATFORM": "offscreen"}
    for name in ("DISPLAY", "WAYLAND_DISPLAY"):
        environment.pop(name, None)
    try:
        ended = subprocess.run(
            command, env=environment, timeout=MOST_SECONDS, capture_output=True, check=False
        )
    except (OSError, subprocess.TimeoutExpired) as error:
        raise UnreachableError("program.no_pictures") from error
    if ended.returncode:
        raise UnreachableError("program.no_pictures", {"exit": ended.returncode})
    return sorted(set(out.glob("screen-*.png")) | before)


def main(argv: Sequence[str]) -> int:
    """Take the pictures in this process."""
    from fsp_desktop.app.compose import build_desk
    from fsp_desktop.app.gui import photograph
    from fsp_desktop.language.words import install

    root, out = argv[0], Path(argv[1])
    mode = argv[2] if len(argv) > 2 else "light"
    install(argv[3] if len(argv) > 3 else "en")
    desk = build_desk(root, os.environ)
    photograph(desk, os.environ["FSP_PASSPHRASE"], out, mode)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
