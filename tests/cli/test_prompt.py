"""A person on a terminal is asked; what they type is not shown."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from tests.cli.terminal import PASSPHRASE, Terminal

if os.name == "nt":
    pytest.skip("Linux and macOS only", allow_module_level=True)

import fcntl
import pty
import termios


class _Person:
    """Reads what the screen shows and types answers."""

    def __init__(self, process: subprocess.Popen[bytes], screen: int) -> None:
        self.process = process
        self._screen = screen
        self.seen = b""
        self._read = 0

    def answers(self, question: str, words: str) -> None:
        """Wait for the question, then type."""
        while (place := self.seen.find(question.encode(), self._read)) < 0:
            self.seen += os.read(self._screen, 4096)
        self._read = place + len(question)
        os.write(self._screen, f"{words}\n".encode())

    def result(self) -> tuple[int, str]:
        """Return the exit code and what was printed on standard output."""
        assert self.process.stdout is not None
        out = self.process.stdout.read().decode()
        return self.process.wait(), out


@contextmanager
def _person_at(terminal: Terminal, *words: str) -> Iterator[_Person]:
    screen, end = pty.openpty()
    environment = {**os.environ, **terminal.environment}
    environment.pop("FSP_PASSPHRASE", None)
    with subprocess.Popen(
        [sys.executable, "-m", "fsp_desktop", *words],
        stdin=end,
        stderr=end,
        stdout=subprocess.PIPE,
        env=environment,
        start_new_session=True,
        preexec_fn=lambda: fcntl.ioctl(0, termios.TIOCSCTTY, 0),  # noqa: PLW1509 - no threads here
    ) as process:
        yield _Person(process, screen)
    os.close(end)
    os.close(screen)


def test_a_slip_can_be_mended_and_nothing_typed_is_shown(terminal: Terminal) -> None:
    with _person_at(terminal, "list", "school", "--json") as person:
        person.answers("Passphrase: ", "seven quiet rivets")
        person.answers("Passphrase: ", PASSPHRASE)
        code, out = person.result()
    assert code == 0
    assert json.loads(out)[0]["name"] == "Lincoln"
    assert b"seven quiet" not in person.seen


def test_a_new_passphrase_is_typed_twice(bare: Terminal) -> None:
    words = ("init", "--space", "S", "--school", "S", "--person", "P", "--json")
    with _person_at(bare, *words) as person:
        person.answers("New passphrase: ", PASSPHRASE)
        person.answers("The same once more: ", "something else")
        code, out = person.result()
    assert code == 1
    assert json.loads(out)["error"]["code"] == "cli.passphrases_differ"
    assert not bare.profile.exists()
