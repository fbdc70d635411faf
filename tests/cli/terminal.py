"""Runs commands as a terminal would: in this process, or in one of their own."""

from __future__ import annotations

import io
import json
import os
import subprocess
import sys
from collections.abc import Mapping
from contextlib import redirect_stderr, redirect_stdout
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

from fsp_desktop.__main__ import main
from fsp_desktop.domain.clock import SystemClock
from fsp_desktop.services.profile import Profile
from fsp_desktop.vault import slots
from fsp_desktop.vault.wrapping import INTERACTIVE

PASSPHRASE = "seven quiet rivers"


@dataclass(frozen=True)
class Told:
    """What a command printed, and its exit code."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        """The one JSON document on standard output."""
        return json.loads(self.out)

    @property
    def lines(self) -> list[Any]:
        """The JSON records on standard output, one a line."""
        return [json.loads(line) for line in self.out.splitlines()]

    @property
    def error_code(self) -> str:
        """The code of a refusal."""
        return str(self.json["error"]["code"])


@dataclass(frozen=True)
class Terminal:
    """A terminal of one person, with a profile and the passphrase in the environment."""

    profile: Path
    patch: pytest.MonkeyPatch
    passphrase: str | None = PASSPHRASE
    more: Mapping[str, str] = field(default_factory=dict)

    def run(self, *words: object, given: str | bytes | list[Any] | dict[str, Any] = b"") -> Told:
        """Run a command in this process."""
        out, err = io.StringIO(), io.StringIO()
        with self.patch.context() as patch:
            for name, value in self.environment.items():
                patch.setenv(name, value)
            patch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(_bytes(given))))
            with redirect_stdout(out), redirect_stderr(err):
                code = main([str(word) for word in words])
        return Told(code, out.getvalue(), err.getvalue())

    def json(self, *words: object, given: str | bytes | list[Any] | dict[str, Any] = b"") -> Any:
        """Run a command that must succeed and return its JSON."""
        told = self.run(*words, "--json", given=given)
        assert told.code == 0, (told.out, told.err)
        return told.json

    def add(self, kind: str, **fields: object) -> str:
        """Add one record and return its id."""
        return str(self.json("add", kind, given=fields)["ids"][0])

    def process(
        self, *words: object, given: bytes = b"", before: tuple[str, ...] = (), **more: Any
    ) -> Told:
        """Run a command in a process of its own, `before` being what starts it."""
        done = subprocess.run(
            [*before, sys.executable, "-m", "fsp_desktop", *[str(word) for word in words]],
            input=given,
            capture_output=True,
            env=more.pop("env", {**os.environ, **self.environment}),
            check=False,
            **more,
        )
        return Told(done.returncode, done.stdout.decode(), done.stderr.decode())

    @property
    def environment(self) -> dict[str, str]:
        """What the command finds in its environment."""
        known = {"FSP_PROFILE": str(self.profile), "LANG": "C.UTF-8", **self.more}
        return known | ({"FSP_PASSPHRASE": self.passphrase} if self.passphrase else {})

    def begin(self, person: str = "Ana Reyes") -> dict[str, Any]:
        """Begin a record in the profile."""
        words = ("--space", "Lincoln team", "--school", "Lincoln", "--person", person)
        made: dict[str, Any] = self.json("init", *words)
        make_unlocking_quick(self.profile)
        return made


def make_unlocking_quick(profile: Path) -> None:
    """Seal the data key again with the least costly stretching of the passphrase."""
    key = slots.open_with_passphrase(profile, PASSPHRASE, SystemClock())
    slots.change_passphrase(profile, key, PASSPHRASE, INTERACTIVE)
    assert Profile(profile).exists()


def _bytes(given: str | bytes | list[Any] | dict[str, Any]) -> bytes:
    if isinstance(given, bytes):
        return given
    return (given if isinstance(given, str) else json.dumps(given)).encode()
