"""What an invitation tells before anybody has joined with it."""

from __future__ import annotations

from fsp_desktop.sync.pairing import parse_code


def place_in_code(code: str) -> str | None:
    """Return the place that an invitation carries, or None if it has to be said another way.

    Raises:
        RefusedError: The words have a slip (`vault.unknown_word`, `vault.word_count`,
            `vault.wrong_code`).
    """
    return parse_code(code).place
