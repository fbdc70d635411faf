"""Choices of the person that say nothing about families; kept in the clear in `settings.json`."""

from __future__ import annotations

import json
import os
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from fsp_desktop.domain.errors import UnreachableError
from fsp_desktop.domain.plain import Frozen, as_dict
from fsp_desktop.vault.durable_file import write_durably

THEMES = ("system", "light", "dark")
TEXT_SIZES = (90, 100, 115, 130, 150)
"""Per cent of the usual size of the letters."""
SHORTEST_LOCK_MINUTES = 1
LONGEST_LOCK_MINUTES = 60
_MOST_BYTES = 64 * 1024


class Settings(Frozen):
    """What one person chose on this computer.

    Attributes:
        ui_language: Tag of the interface language; None follows the system.
        theme: system, light or dark.
        text_size: One of `TEXT_SIZES`.
        lock_minutes: Minutes without a touch before the record is locked.
        recovery_sheet: How the recovery sheet was kept: printed, written, unchecked, later, or empty.
        over_hotspot: Sharing with a server may use a connection that is paid by the amount.
        only_where: Name of a computer that is found on the school's network only; sharing with a
            server waits while it is not found. Empty: anywhere.
        keyring_allowed: The person ticked that this computer's key ring may open the record.
    """

    ui_language: str | None = None
    theme: str = "system"
    text_size: int = 100
    lock_minutes: int = 5
    keyring_allowed: bool = False
    recovery_sheet: str = ""
    over_hotspot: bool = False
    only_where: str = ""


def load_settings(path: Path) -> Settings:
    """Return the settings in `path`; what is missing or makes no sense has its usual value.

    A file that cannot be understood at all is put aside as `settings.json.broken`, so that
    nothing a person wrote is lost and the program starts nevertheless.
    """
    try:
        book = _read(path)
    except FileNotFoundError:
        return Settings()
    except (ValueError, RecursionError):
        _put_aside(path)
        return Settings()
    except OSError:
        return Settings()
    return _understood(book)


def save_settings(path: Path, settings: Settings) -> None:
    """Write `settings` atomically; entries of a newer program stay in the file.

    Raises:
        UnreachableError: `vault.disk_full` or `vault.not_writable`; the old file is untouched.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise UnreachableError("vault.not_writable", {"errno": error.errno or 0}) from error
    book = {**_others(path), **as_dict(settings)}
    text = json.dumps(book, indent=2, sort_keys=True, ensure_ascii=False)
    write_durably(path, f"{text}\n".encode())


def change_settings(path: Path, **changed: Any) -> Settings:
    """Write the settings in `path` with `changed` ones replaced, and return them all."""
    settings = Settings(**{**as_dict(load_settings(path)), **changed})
    save_settings(path, settings)
    return settings


def system_language(environment: Mapping[str, str]) -> str:
    """Return the tag of the language the system speaks, as its environment tells; else English."""
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        value = environment.get(name, "").partition(".")[0].partition("@")[0]
        if value:
            return "en" if value in ("C", "POSIX") else value.replace("_", "-")
    return _windows_language() if os.name == "nt" else "en"


def _windows_language() -> str:
    import locale

    return (locale.getlocale()[0] or "en").replace("_", "-")


def _read(path: Path) -> dict[str, Any]:
    with path.open("rb") as file:
        data = file.read(_MOST_BYTES + 1)
    if len(data) > _MOST_BYTES:
        raise ValueError("too long for a settings file")
    book = json.loads(data)
    if not isinstance(book, dict):
        raise ValueError("a settings file is one object")
    return book


def _others(path: Path) -> dict[str, Any]:
    try:
        book = _read(path)
    except (OSError, ValueError, RecursionError):
        return {}
    return {name: value for name, value in book.items() if name not in Settings.field_names}


def _understood(book: Mapping[str, Any]) -> Settings:
    usual = Settings()
    language = book.get("ui_language")
    size, minutes = book.get("text_size"), book.get("lock_minutes")
    return Settings(
        ui_language=language if isinstance(language, str) and language.strip() else None,
        theme=theme if (theme := book.get("theme")) in THEMES else usual.theme,
        text_size=size if size in TEXT_SIZES else usual.text_size,
        lock_minutes=_minutes(minutes, usual.lock_minutes),
        keyring_allowed=book.get("keyring_allowed") is True,
        recovery_sheet=str(book.get("recovery_sheet") or ""),
        over_hotspot=book.get("over_hotspot") is True,
        only_where=where if isinstance(where := book.get("only_where"), str) else "",
    )


def _minutes(value: object, usual: int) -> int:
    if isinstance(value, bool) or not isinstance(value, int):
        return usual
    return min(LONGEST_LOCK_MINUTES, max(SHORTEST_LOCK_MINUTES, value))


def _put_aside(path: Path) -> None:
    try:
        path.replace(path.with_name(f"{path.name}.broken"))
    except OSError:
        # A folder that cannot be written keeps the broken file; the usual values serve meanwhile.
        return
