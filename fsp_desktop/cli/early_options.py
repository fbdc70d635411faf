"""The options that count before the rest of a line is understood; the window needs no more."""

from __future__ import annotations

from collections.abc import Sequence
from types import SimpleNamespace
from typing import Protocol, cast


class EverywhereOptions(Protocol):
    """The options of every command."""

    profile: str | None
    ui_language: str | None
    json: bool
    jsonl: bool
    passphrase_stdin: bool


def read_everywhere_options(words: Sequence[str]) -> EverywhereOptions:
    """Return the options of every command, before the rest is understood.

    They tell in which language a mistake in the rest is to be answered, and in which form.
    """
    if not words:
        # The window: a parser would load what the first picture does not need.
        return SimpleNamespace(
            profile=None, ui_language=None, json=False, jsonl=False, passphrase_stdin=False
        )
    import argparse

    parser = argparse.ArgumentParser(add_help=False, allow_abbrev=False, exit_on_error=False)
    for option in ("--profile", "--ui-language"):
        parser.add_argument(option, nargs="?")
    for option in ("--json", "--jsonl", "--passphrase-stdin"):
        parser.add_argument(option, action="store_true")
    try:
        found = parser.parse_known_args(list(words))[0]
    except argparse.ArgumentError:
        # `--json=yes` and the like: the real parser names what is wrong.
        found = parser.parse_args([])
    return cast(EverywhereOptions, found)


def form_of(options: EverywhereOptions) -> str:
    """Return how results are printed: text, json or jsonl."""
    if getattr(options, "jsonl", False):
        return "jsonl"
    return "json" if getattr(options, "json", False) else "text"
