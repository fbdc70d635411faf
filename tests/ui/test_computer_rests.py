"""Sleep of the computer and the lock of its screen hide the window, told by the desktop or the clock."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from datetime import timedelta
from pathlib import Path

import pytest

from fsp_desktop.ui.shell.idle import IdleWatch

ROOT = Path(__file__).resolve().parents[2]
BUS = shutil.which("dbus-run-session")


def heard(which: str, begins: str) -> str:
    assert BUS is not None
    script = 'DBUS_SYSTEM_BUS_ADDRESS="$DBUS_SESSION_BUS_ADDRESS" exec "$@"'
    command = [BUS, "--", "sh", "-c", script, "sh"]
    told = subprocess.run(
        [*command, sys.executable, "-m", "tests.ui.computer_sleep", which, begins],
        cwd=ROOT, env=os.environ | {"QT_QPA_PLATFORM": "offscreen"}, capture_output=True, text=True,
        timeout=60, check=False,
    )  # fmt: skip
    assert told.returncode == 0, told.stderr
    return told.stdout.strip()


@pytest.mark.skipif(BUS is None, reason="needs a message bus to send on")
@pytest.mark.parametrize("which", ["sleep", "lock", "saver"])
def test_the_desktop_tells_of_sleep_and_lock(which: str) -> None:
    assert heard(which, "begins") == which


@pytest.mark.skipif(BUS is None, reason="needs a message bus to send on")
def test_waking_up_is_no_reason_to_lock() -> None:
    assert heard("sleep", "ends") == ""


def test_a_short_sleep_ends_the_wait_by_the_clock(clock, qtbot):
    watch = IdleWatch(clock, 5)
    watch.start()
    clock.advance(timedelta(seconds=5))
    with qtbot.assertNotEmitted(watch.idle_passed):
        watch.wake()
    clock.advance(timedelta(minutes=1))
    with qtbot.waitSignal(watch.idle_passed):
        watch.wake()
    watch.stop()


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="buses of Linux desktops")
def test_what_listens_is_loaded_by_the_window_and_only_where_there_is_a_bus() -> None:
    # A module of Qt that a second thread loads can end the program.
    script = (
        "import sys, threading; from pathlib import Path; from PySide6.QtCore import QCoreApplication;"
        "from fsp_desktop.ui.shell import computer_rests as room; app = QCoreApplication([]);"
        "room._SYSTEM_BUS = Path('/nowhere/at/all'); rests = room.ComputerRests();"
        "told = [rests.prepare(), rests.listen(), 'PySide6.QtDBus' in sys.modules];"
        "import os; os.environ['DBUS_SESSION_BUS_ADDRESS'] = 'unix:path=/nowhere/at/all';"
        "print(*told, rests.prepare(), 'PySide6.QtDBus' in sys.modules)"
    )
    kept = {name: value for name, value in os.environ.items() if not name.startswith("DBUS_")}
    told = subprocess.run(
        [sys.executable, "-c", script], cwd=ROOT, env=kept, capture_output=True, text=True,
        timeout=60, check=False,
    )  # fmt: skip
    assert told.stdout.split() == ["False", "False", "False", "True", "True"], told.stderr
