"""Packets printed by this program and by three other engines, the same words in the same fonts, in one run.

Bars: a warm packet of 4 pages, tagged and with cut fonts, four times as fast as WeasyPrint; the first one of a
program within 0.6 s; a thousand personal packets of 2 pages in one file at twelve times WeasyPrint's pages a
second, no slower than ReportLab's unshaped paragraphs, within 200 MB; as a thousand files within 40 s; 80 kB for
a packet. `new family` is a packet whose values were never printed before, `again` the same packet once more.

The peers live in an environment of their own, named by FSP_PEERS or at .venv-peers:
python3 -m venv .venv-peers && .venv-peers/bin/pip install weasyprint typst reportlab pypdfium2
WeasyPrint needs Pango, and libharfbuzz-subset to be at its best; our Chinese collection of variable fonts costs it
seconds all the same, since it cuts that one through fontTools. Run through `packaging/bench packet.py`.
"""

from __future__ import annotations

import io
import json
import os
import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from time import perf_counter
from typing import Any

from tests.bench.parts.memory import memory_mb
from tests.bench.parts.packet_texts import packet, values
from tests.bench.parts.timing import TOP, run_program, say, timed_ms

LANGUAGES = ("es", "ar", "zh-Hans", "ur")
PEERS = Path(os.environ.get("FSP_PEERS", TOP / ".venv-peers")) / "bin" / "python"
ENGINES = ("weasyprint", "reportlab", "typst")
FAMILIES = 1000
BATCH_SECTIONS = 2
PEER_FAMILIES = 40
LARGEST_KB, LONGEST_FIRST_MS, MOST_MB, LONGEST_FILES_S = 80, 600, 200, 40


def main() -> int:
    """Print the figures of each language, then those of the batch."""
    if not PEERS.exists():
        say(f"no peers at {PEERS}: only our own figures", "", "")
    for language in LANGUAGES:
        one_packet(language)
    batch("es")
    return 0


def one_packet(language: str) -> None:
    """Compare one packet of one language."""
    words = {"packet": packet(language), "values": [values(1)], "runs": 6}
    theirs = {engine: peer(engine, words) for engine in ENGINES}
    run_program([__file__, language], {"LANG": "C.UTF-8"})
    first, new, again, pages, size = run_program([__file__, language], {"LANG": "C.UTF-8"})
    say(
        f"{language}: pages, size",
        f"{pages:.0f}, {size / 1000:.0f} kB",
        f"bar <= {LARGEST_KB} kB",
        size <= LARGEST_KB * 1000,
    )
    bar = f"bar <= {LONGEST_FIRST_MS} ms"
    say(
        f"{language}: first packet, imports included",
        f"{first:.0f} ms",
        bar,
        first <= LONGEST_FIRST_MS,
    )
    say(f"{language}: new family; again", f"{new:.1f} ms; {again:.1f} ms", "")
    for engine, told in theirs.items():
        if told is None:
            continue
        took = median(told["ms"][1:])
        figure = f"{took:.1f} ms, {told['pages']} pages = {took / new:.1f} x ours"
        is_bar = engine == "weasyprint"
        say(
            f"{language}: {engine}",
            figure,
            "bar >= 4 x" if is_bar else "",
            took >= 4 * new if is_bar else None,
        )


def batch(language: str) -> None:
    """Compare a thousand personal packets."""
    seconds, pages, memory, files_s = run_program(
        [__file__, language, "batch"], {"LANG": "C.UTF-8"}
    )
    ours = pages / seconds
    say(f"{language}: {FAMILIES} packets in one file", f"{seconds:.1f} s, {ours:.0f} pages/s", "")
    say("resident memory", f"{memory:.0f} MB", f"bar <= {MOST_MB} MB", memory <= MOST_MB)
    bar = f"bar <= {LONGEST_FILES_S} s"
    say(f"{FAMILIES} files, all cores", f"{files_s:.1f} s", bar, files_s <= LONGEST_FILES_S)
    many = [values(number) for number in range(PEER_FAMILIES)]
    words = {"packet": packet(language, BATCH_SECTIONS), "values": many, "runs": 2}
    for engine, most in zip(ENGINES, (12, 1, 0), strict=True):
        told = peer(engine, words)
        if told is None:
            continue
        rate = told["pages"] / (told["ms"][-1] / 1000)
        figure = f"{rate:.0f} pages/s; ours {ours / rate:.1f} x"
        say(
            f"{engine}, {PEER_FAMILIES} packets in one file",
            figure,
            f"bar >= {most} x" if most else "",
            ours >= most * rate if most else None,
        )


def peer(engine: str, asked: dict[str, Any]) -> dict[str, Any] | None:
    """Return what another engine needed, None if it is not there or cannot print this."""
    if not PEERS.exists():
        return None
    script = Path(__file__).parent / "parts" / "peer_packet.py"
    done = subprocess.run(
        [PEERS, script, engine, TOP / "resources" / "fonts"],
        input=json.dumps(asked), capture_output=True, text=True, check=False, timeout=300,
    )  # fmt: skip
    if done.returncode:
        say(
            f"{asked['packet']['lang']}: {engine} cannot print this",
            done.stderr.strip().splitlines()[-1][:60],
            "",
        )
        return None
    return dict(json.loads(done.stdout))


def measure(language: str) -> str:
    """Return in milliseconds the first packet with imports, one of a new family, one again; pages, bytes."""
    began = perf_counter()
    from fsp_desktop.packets.pdf.render import render
    from tests.bench.parts.our_packet import document

    words = packet(language)

    def print_one(number: int) -> tuple[int, int]:
        out = io.BytesIO()
        return render(document(words, values(number)), out).pages, len(out.getvalue())

    pages, size = print_one(0)
    first = (perf_counter() - began) * 1000
    numbers = iter(range(1, 100))
    new = timed_ms(lambda: print_one(next(numbers)), 11)
    again = timed_ms(lambda: print_one(1), 7)
    return f"{first} {new} {again} {pages} {size}"


def measure_batch(language: str) -> str:
    """Return the seconds, pages and megabytes of one file of all, and the seconds of as many files."""
    from fsp_desktop.packets.pdf.series import Asked, FileAsked, render_files, render_series
    from tests.bench.parts.our_packet import document

    words = packet(language, BATCH_SECTIONS)

    def asked() -> Iterable[Asked]:
        return (Asked(values(n)["name"], document(words, values(n))) for n in range(FAMILIES))

    began = perf_counter()
    report = render_series(asked(), io.BytesIO(), "All packets", "en")
    seconds, memory = perf_counter() - began, memory_mb()
    pages = sum(done.pages for _, _, done in report.printed)
    with TemporaryDirectory(prefix="fsp-bench-packets-") as folder:
        began = perf_counter()
        render_files(FileAsked(Path(folder) / f"{one.label}.pdf", one.document) for one in asked())
        files_s = perf_counter() - began
    return f"{seconds} {pages} {memory} {files_s}"


if __name__ == "__main__":
    if len(sys.argv) > 1:
        print(measure_batch(sys.argv[1]) if sys.argv[2:] else measure(sys.argv[1]))
        sys.exit(0)
    sys.exit(main())
