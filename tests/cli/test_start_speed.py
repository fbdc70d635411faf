"""Help comes at once and loads nothing heavy."""

from __future__ import annotations

import json
import subprocess
import sys

HEAVY = (
    "PySide6", "shiboken6", "sqlmodel", "pydantic", "sqlalchemy", "sqlcipher3", "keyring", "nacl",
    "reportlab", "uharfbuzz", "icu4py", "babel", "pypdfium2", "openpyxl", "msgpack",
)  # fmt: skip
LIST_MODULES = """
import json, sys
from fsp_desktop.__main__ import main
code = main({words!r})
loaded = sorted({{name.partition(".")[0] for name in sys.modules}})
print("|" + json.dumps([code, loaded]))
"""


def _modules_after(words: list[str]) -> tuple[int, set[str]]:
    script = LIST_MODULES.format(words=words)
    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=True
    )
    code, loaded = json.loads(done.stdout.rpartition("|")[2])
    return code, set(loaded)


def test_help_loads_nothing_heavy() -> None:
    code, loaded = _modules_after(["--help"])
    assert code == 0
    assert loaded.isdisjoint(HEAVY)


def test_help_of_a_command_and_wrong_words_load_nothing_heavy() -> None:
    assert _modules_after(["add", "--help"])[1].isdisjoint(HEAVY)
    code, loaded = _modules_after(["adx"])
    assert code == 2
    assert loaded.isdisjoint(HEAVY)


def test_help_starts_in_little_more_than_python_itself() -> None:
    """Half a second is the promise; the imports themselves may take a third of it."""
    timed = subprocess.run(
        [sys.executable, "-X", "importtime", "-m", "fsp_desktop", "--help"],
        capture_output=True,
        text=True,
        check=True,
    )
    own = [line for line in timed.stderr.splitlines() if line.startswith("import time:")]
    total_us = sum(int(line.split("|")[0].removeprefix("import time:")) for line in own[1:])
    assert own
    assert total_us < 250_000
