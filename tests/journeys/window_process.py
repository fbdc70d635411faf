"""Starts the driven window, hears what it tells, and kills it."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from tests.cli.terminal import PASSPHRASE, Terminal
from tests.journeys.driven_window import TOP


class WindowProcess:
    """The window of one terminal's profile, as a process."""

    def __init__(self, terminal: Terminal, story: str, family: str = "") -> None:
        words = [str(Path(__file__).with_name("driven_window.py")), story]
        self.process = subprocess.Popen(
            [sys.executable, "-P", *words, *([family] if family else [])],
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            env=window_environment(terminal),
        )

    def hear(self, what: str) -> Any:
        """Wait until the window tells `what`; return what it says about it."""
        assert self.process.stdout is not None
        for line in self.process.stdout:
            told, about = json.loads(line)
            if told == what:
                return about
        raise AssertionError(f"the window ended before {what}: {self.complaints()}")

    def complaints(self) -> str:
        """Return what it printed on standard error; the process must be at its end."""
        assert self.process.stderr is not None
        return self.process.stderr.read()

    def kill(self) -> list[list[Any]]:
        """Kill it as a power cut would, and return what it had told and nobody heard."""
        self.process.send_signal(signal.SIGKILL)
        out, _err = self.process.communicate(timeout=30)
        return [json.loads(line) for line in out.splitlines() if line.endswith("]")]

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.process.kill()
        self.process.communicate(timeout=30)


def window_environment(terminal: Terminal) -> dict[str, str]:
    """Return the environment of a window on a terminal's profile; the passphrase is typed."""
    known = {**os.environ, **terminal.environment, "PYTHONPATH": str(TOP)}
    known["FSP_TEST_PASSPHRASE"] = terminal.passphrase or PASSPHRASE
    known.pop("FSP_PASSPHRASE", None)
    return known
