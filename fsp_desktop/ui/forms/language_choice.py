"""Languages to choose from: the family's own first, then all that the program knows."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache

from fsp_desktop.language.language_names import language_name
from fsp_desktop.language.languages import LANGUAGES
from fsp_desktop.language.words import _, current


def language_choices(
    first: Iterable[str] = (), use: str = "speak", nothing: str | None = None
) -> list[tuple[str, str]]:
    """Return (tag, name) pairs.

    Args:
        first: Tags that come first, such as the family's; unknown ones and "ask" are left out.
        use: Only languages that people speak, or read.
        nothing: Words of the empty choice; by default that it was not said.
    """
    wanted = [tag for tag in dict.fromkeys(first) if tag and tag != "ask"]
    every = _all_choices(current(), use)
    near = [(tag, language_name(tag, current())) for tag in wanted]
    empty = ("", nothing if nothing is not None else _("Not said"))
    return [empty, *near, *(choice for choice in every if choice[0] not in wanted)]


@lru_cache(maxsize=8)
def _all_choices(in_tag: str, use: str) -> tuple[tuple[str, str], ...]:
    names = [
        (tag, language_name(tag, in_tag))
        for tag, known in LANGUAGES.items()
        if known.serves("read" if use == "read" else "speak")
    ]
    return tuple(sorted(names, key=lambda choice: choice[1].casefold()))
