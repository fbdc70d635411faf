"""Zip files: looked at before anything is unpacked, and never unpacked to disk."""

from __future__ import annotations

import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path, PurePosixPath

from fsp_desktop.domain.errors import RefusedError
from fsp_desktop.rosters import limits

_BROKEN = (
    zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, OSError,
    ValueError,
)  # fmt: skip
"""What the zip library raises for files that are cut off, scrambled or packed in unknown ways."""


def safe_entries(path: Path, max_bytes: int = limits.MAX_ARCHIVE_BYTES) -> list[zipfile.ZipInfo]:
    """Return the files of an archive whose names stay inside it.

    Raises:
        RefusedError: `rosters.broken_zip`, `rosters.encrypted_zip`, or
            `rosters.suspicious_archive` if it declares more than `max_bytes` or packs implausibly.
    """
    with reading(path.name), zipfile.ZipFile(path) as archive:
        entries = archive.infolist()
    if len(entries) > limits.MAX_FILES:
        raise RefusedError("rosters.suspicious_archive", {"file": path.name, "why": "entries"})
    if any(entry.flag_bits & 0x1 for entry in entries):
        raise RefusedError("rosters.encrypted_zip", {"file": path.name})
    if sum(entry.file_size for entry in entries) > max_bytes:
        raise RefusedError("rosters.suspicious_archive", {"file": path.name, "why": "size"})
    if any(_packs_implausibly(entry) for entry in entries):
        raise RefusedError("rosters.suspicious_archive", {"file": path.name, "why": "ratio"})
    return [entry for entry in entries if not entry.is_dir() and _stays_inside(entry.filename)]


def _packs_implausibly(entry: zipfile.ZipInfo) -> bool:
    is_large = entry.file_size > limits.RATIO_FREE_BYTES
    return is_large and entry.file_size > limits.MAX_RATIO * max(entry.compress_size, 1)


def _stays_inside(name: str) -> bool:
    path = PurePosixPath(name.replace("\\", "/"))
    is_odd = any(part.startswith(("__MACOSX", ".")) for part in path.parts)  # ".." too
    return not path.is_absolute() and ":" not in name and not is_odd


@contextmanager
def reading(name: str) -> Iterator[None]:
    """Turn what the zip library raises for a broken archive into `rosters.broken_zip`."""
    try:
        yield
    except FileNotFoundError as error:
        raise RefusedError("rosters.no_such_file", {"file": name}) from error
    except PermissionError as error:
        raise RefusedError("rosters.not_readable", {"file": name}) from error
    except _BROKEN as error:
        raise RefusedError("rosters.broken_zip", {"file": name}) from error
