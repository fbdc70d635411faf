"""A welcome packet in English beside four languages: the first one of a program, and the next.

Beside them stands ReportLab drawing the same number of pages of plain lines in one font. Run
through `packaging/bench packet.py`.
"""

from __future__ import annotations

import io
import sys
from time import perf_counter

from tests.bench.parts.memory import memory_mb
from tests.bench.parts.timing import medians, run_program, say, timed_ms

LANGUAGES = ("es", "ar", "zh-Hans", "vi")
ROUNDS = 3
LINES_A_PAGE = 45


def main() -> int:
    """Print the figures of each language."""
    for language in LANGUAGES:
        rounds = [run_program([__file__, language], {"LANG": "C.UTF-8"}) for _ in range(ROUNDS + 1)]
        loaded, first, warm, pages, plain, memory = medians(rounds[1:])
        say(f"{language}: first packet, imports included", f"{loaded + first:.0f} ms", "")
        say(f"{language}: next packet", f"{warm:.0f} ms, {pages:.0f} pages", "")
        say(
            f"{language}: as many plain pages (floor)", f"{plain:.0f} ms = 1/{warm / plain:.1f}", ""
        )
        say(
            f"{language}: pages a second, memory", f"{pages / warm * 1000:.0f}, {memory:.0f} MB", ""
        )
    return 0


def measure(language: str) -> str:
    """Return in milliseconds: imports, first packet, next ones; then pages, the floor and memory."""
    began = perf_counter()
    from fsp_desktop.packets.content.welcome import compose
    from fsp_desktop.packets.pdf.render import render
    from tests.packets.content.sample_school import FAMILY, PROFILE

    loaded = (perf_counter() - began) * 1000
    reports = []

    def print_one() -> None:
        reports.append(render(compose(PROFILE, FAMILY, (language,)), io.BytesIO()))

    first = timed_ms(print_one, 1)
    warm = timed_ms(print_one)
    pages = reports[-1].pages
    plain = timed_ms(lambda: draw_plain_pages(pages))
    return f"{loaded} {first} {warm} {pages} {plain} {memory_mb()}"


def draw_plain_pages(pages: int) -> None:
    """Draw lines of text with nothing that a packet needs."""
    from reportlab.pdfgen.canvas import Canvas

    canvas = Canvas(io.BytesIO())
    for _page in range(pages):
        for line in range(LINES_A_PAGE):
            canvas.drawString(
                72, 760 - line * 15, "Welcome to the school; we are glad that you came."
            )
        canvas.showPage()
    canvas.save()


if __name__ == "__main__":
    if len(sys.argv) > 1:
        print(measure(sys.argv[1]))
        sys.exit(0)
    sys.exit(main())
