"""Starting a server's program, waiting until it listens, and stopping it."""

from __future__ import annotations

import shutil
import socket
import subprocess
import threading
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest

from fsp_desktop.sync.remotes import Secret

_PAUSE_S = 0.05
_TRIES = 600


@dataclass(frozen=True)
class Place:
    """A server that runs: its address without a folder, and what it asks for."""

    address: str
    secret: Secret
    query: str = ""

    def at(self, folder: str) -> str:
        """Return the address of one folder there."""
        return f"{self.address}/{folder}{self.query}"


def free_port() -> int:
    """Return a port of the loopback interface that nobody uses right now."""
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])


def needed(command: str, package: str) -> str:
    """Return the path of a server's program; without it the test is skipped, loudly."""
    found = shutil.which(command) or shutil.which(command, path="/usr/sbin:/usr/bin")
    if found is None:
        pytest.skip(f"{command} is not installed ({package}); see packaging/debian-servers.txt")
    return found


def wait_for(port: int, process: subprocess.Popen[bytes] | None = None) -> None:
    """Return as soon as something listens on `port`."""
    for _ in range(_TRIES):
        try:
            socket.create_connection(("127.0.0.1", port), timeout=1).close()
        except OSError:
            if process is not None and process.poll() is not None:
                raise AssertionError(f"{process.args!r} ended with {process.returncode}") from None
            threading.Event().wait(_PAUSE_S)
        else:
            return
    raise AssertionError(f"nothing listens on {port}")


@contextmanager
def program(
    command: Sequence[str | Path],
    port: int,
    log: Path,
    environment: Mapping[str, str] | None = None,
) -> Iterator[subprocess.Popen[bytes]]:
    """Run a server's program until the block ends; it listens when the block begins."""
    with log.open("wb") as out:
        process = subprocess.Popen(command, stdout=out, stderr=out, env=environment)
        try:
            wait_for(port, process)
            yield process
        finally:
            process.terminate()
            try:
                process.wait(10)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()
