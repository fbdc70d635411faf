"""How long help takes, beside Python that does nothing; bar 0.5 s. Run by `packaging/bench`."""

from __future__ import annotations

import sys

from tests.bench.parts.timing import medians, run_program, say

ROUNDS = 15
TELL = "import time, os, sys; {work}; print(); print(time.perf_counter() - float(os.environ['FSP_BENCH_STARTED']))"
NOTHING = TELL.format(work="pass")
HELP = TELL.format(work="from fsp_desktop.__main__ import main; main([{words}])")


def main() -> int:
    """Print the figures of the interpreter, of all help and of one command's help."""
    scripts = (
        NOTHING,
        HELP.format(words="'--help'"),
        HELP.format(words="'add', '--help'"),
    )
    rounds = [
        [run_program(["-c", script], {"LANG": "C.UTF-8"})[0] for script in scripts]
        for _round in range(ROUNDS + 1)
    ][1:]
    floor, whole, one = medians(rounds)
    say("python -c pass", f"{floor * 1000:.0f} ms", "")
    for what, took in (("--help", whole), ("add --help", one)):
        figure = f"{took * 1000:.0f} ms = {took / floor:.1f} x python"
        say(what, figure, "bar < 500 ms", took < 0.5)
    return 0


if __name__ == "__main__":
    sys.exit(main())
