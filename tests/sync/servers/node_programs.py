"""Servers that come as packages of Node.js, installed beside this file's package.json by npm."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

_HERE = Path(__file__).parent / "node"


def node_program(name: str) -> list[str]:
    """Return the command of a program in node_modules; without it the test is skipped, loudly."""
    node = shutil.which("node")
    found = _HERE / "node_modules" / ".bin" / name
    if node is None or not found.exists():
        pytest.skip(f"{name} is not installed; run npm ci in tests/sync/servers/node")
    return [node, str(found.resolve())]
