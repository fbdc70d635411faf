"""What a folder of printed packets holds, so that an interrupted batch goes on where it stopped.

`manifest.jsonl` has a first line about the batch and then one line a finished file: ids, hashes and
numbers, no names. A file counts as finished while its line and its size still agree.
"""

from __future__ import annotations

import json
import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from fsp_desktop.domain.errors import UnreachableError

NAME = "manifest.jsonl"
_FORMAT = "fsp-batch"


@dataclass
class Manifest:
    """The finished files of one folder.

    Attributes:
        made_on: Day on which the batch began; its packets say so, also those printed later.
    """

    folder: Path
    made_on: date
    files: dict[str, Mapping[str, object]] = field(default_factory=dict)

    def has(self, name: str, version: str) -> bool:
        """Tell whether a file is there, whole, and still says what it should."""
        known = self.files.get(name)
        if known is None or known.get("version") != version:
            return False
        try:
            return (self.folder / name).stat().st_size == known.get("size_bytes")
        except OSError:
            return False

    def add(self, name: str, version: str, pages: int) -> None:
        """Note a finished file; the line is on disk when this returns.

        Raises:
            UnreachableError: `vault.not_writable`.
        """
        try:
            size = (self.folder / name).stat().st_size
            line = {"file": name, "version": version, "pages": pages, "size_bytes": size}
            self.files[name] = line
            _append(self.folder / NAME, line)
        except OSError as error:
            raise UnreachableError("vault.not_writable") from error


def open_manifest(folder: Path, today: date) -> Manifest:
    """Return the manifest of a folder; a folder without one, or with a broken one, begins anew.

    Raises:
        UnreachableError: `vault.not_writable` if the folder can not be made.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
        found = _read(folder)
        if found is not None:
            return found
        (folder / NAME).unlink(missing_ok=True)
        _append(folder / NAME, {"format": _FORMAT, "version": 1, "made_on": today.isoformat()})
    except OSError as error:
        raise UnreachableError("vault.not_writable") from error
    return Manifest(folder, today)


def _read(folder: Path) -> Manifest | None:
    try:
        lines = (folder / NAME).read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError):
        return None
    found = [one for line in lines if (one := _object(line)) is not None]
    if not found or found[0].get("format") != _FORMAT:
        return None
    try:
        made_on = date.fromisoformat(str(found[0].get("made_on")))
    except ValueError:
        return None
    files: dict[str, Mapping[str, object]] = {
        str(one["file"]): one for one in found[1:] if one.get("file")
    }
    return Manifest(folder, made_on, files)


def _object(line: str) -> dict[str, object] | None:
    """Return a line as an object; the last one may have been cut off when the computer stopped."""
    try:
        value = json.loads(line)
    except (ValueError, RecursionError):
        return None
    return value if isinstance(value, dict) else None


def _append(path: Path, line: Mapping[str, object]) -> None:
    with path.open("a", encoding="utf-8") as file:
        file.write(json.dumps(line) + "\n")
        file.flush()
        os.fsync(file.fileno())
