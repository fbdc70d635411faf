"""Times whole programs and single calls, and prints them beside their floor and their bar."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from time import perf_counter
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

TOP = Path(__file__).parents[3]
COMPILED = TemporaryDirectory(prefix="fsp-bench-compiled-")
STARTED = "FSP_BENCH_STARTED"
"""Name of the environment variable with the moment, on the clock all processes share, of the start."""


def timed_ms(call: Callable[[], object], runs: int = 5) -> float:
    """Return the median of some calls, in milliseconds."""
    took = []
    for _run in range(runs):
        began = perf_counter()
        call()
        took.append((perf_counter() - began) * 1000)
    return median(took)


def run_program(
    words: Sequence[str], environment: Mapping[str, str], before: Sequence[str] = ()
) -> list[float]:
    """Run Python with `words` and return the numbers of the last line it prints.

    Compiled modules are kept in a folder of this bench's own, as an installed program has them,
    whatever the environment says about them; the first run of a kind fills it and does not count.
    """
    known = {**os.environ, "PYTHONPATH": str(TOP), "PYTHONPYCACHEPREFIX": COMPILED.name}
    known.update(environment)
    known.pop("PYTHONDONTWRITEBYTECODE", None)
    with TemporaryDirectory(prefix="fsp-bench-run-") as own:
        # A program that is ended without good-byes leaves its socket to the next one otherwise.
        known |= {"TMPDIR": own, STARTED: repr(perf_counter())}
        done = subprocess.run(
            [*before, sys.executable, "-P", *words],
            capture_output=True,
            text=True,
            env=known,
            check=False,
            timeout=120,
        )
    if done.returncode:
        raise SystemExit(f"{words} failed:\n{done.stdout}\n{done.stderr}")
    return [float(number) for number in done.stdout.split("\n")[-2].split()]


def medians(rounds: Sequence[Sequence[float]]) -> list[float]:
    """Return the median of each column."""
    return [median(column) for column in zip(*rounds, strict=True)]


def say(what: str, got: str, bar: str, met: bool | None = None) -> None:
    """Print one line: what was measured, the figure, its bar and whether it is met."""
    mark = {True: "met", False: "MISSED", None: ""}[met]
    print(f"{what:<58} {got:>26}   {bar:<22} {mark}".rstrip(), flush=True)


def say_ratio(what: str, got_ms: float, floor_ms: float, most: float) -> None:
    """Print a time beside its floor, and the ratio beside the bar."""
    ratio = got_ms / floor_ms
    figure = f"{got_ms:.1f} / {floor_ms:.1f} ms = {ratio:.2f}"
    say(what, figure, f"bar <= {most:g} x", ratio <= most)


@contextmanager
def x_server() -> Iterator[dict[str, str]]:
    """Yield the environment of windows on an X server of our own; empty where there is none."""
    from shutil import which

    if which("Xvfb") is None:
        yield {}
        return
    read_end, write_end = os.pipe()
    words = [
        "Xvfb",
        "-displayfd",
        str(write_end),
        "-screen",
        "0",
        "1600x1000x24",
        "-nolisten",
        "tcp",
    ]
    server = subprocess.Popen(words, pass_fds=[write_end], stderr=subprocess.DEVNULL)
    os.close(write_end)
    try:
        with os.fdopen(read_end) as told:
            number = told.readline().strip()
        yield {"DISPLAY": f":{number}", "QT_QPA_PLATFORM": "xcb"}
    finally:
        server.terminate()
        server.wait()
