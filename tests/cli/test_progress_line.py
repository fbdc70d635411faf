from __future__ import annotations

import io

from fsp_desktop.cli.output import Output


class Screen(io.StringIO):
    """A terminal that remembers everything written to it."""

    def isatty(self) -> bool:
        return True


def test_a_terminal_shows_each_percent_once_and_is_clean_at_the_end() -> None:
    screen = Screen()
    with Output(io.StringIO(), screen, "text").progress() as progress:
        told = progress.step("Writing")
        for done in (0, 1, 1000, 1001, 2000):
            told(done, 2000)
        progress.step("Looking")(0, 0)
    shown = screen.getvalue().split("\r")
    assert [one.strip() for one in shown if one.strip()] == [
        "Writing 0 %", "Writing 50 %", "Writing 100 %", "Looking"
    ]  # fmt: skip
    assert shown[-2].strip() == shown[-1] == ""
    assert len(shown[-2]) >= len("Writing 100 %")


def test_what_is_no_terminal_stays_empty() -> None:
    words = io.StringIO()
    with Output(io.StringIO(), words, "json").progress() as progress:
        progress.step("Writing")(1, 2)
    assert words.getvalue() == ""
