"""Where the files of a roster come from: a folder, a zip, or one file."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import IO

from fsp_desktop.domain.errors import RefusedError
from fsp_desktop.rosters import archive, limits

_DELIMITED = frozenset({".csv", ".txt", ".tsv", ".tab"})
_WORKBOOKS = frozenset({".xlsx", ".xlsm"})


@dataclass(frozen=True, slots=True)
class SourceFile:
    """One file of a roster; `entry` is its name inside the zip at `path`, else empty."""

    path: Path
    name: str
    size: int
    entry: str = ""

    @property
    def stem(self) -> str:
        """The name without its ending, in lower case: `users` for `Users.CSV`."""
        return PurePosixPath(self.name).stem.casefold()

    @property
    def is_workbook(self) -> bool:
        """Whether the file is a spreadsheet rather than delimited text."""
        return PurePosixPath(self.name).suffix.casefold() in _WORKBOOKS

    @contextmanager
    def open(self) -> Iterator[IO[bytes]]:
        """Open for reading from the start; a zip entry is unpacked in memory, as it is read.

        Raises:
            RefusedError: `rosters.broken_zip`, `rosters.no_such_file`, `rosters.not_readable`.
        """
        if not self.entry:
            with _plain_errors(self.name), self.path.open("rb") as stream:
                yield stream
            return
        with (
            archive.reading(self.name),
            zipfile.ZipFile(self.path) as pack,
            pack.open(self.entry) as packed,
        ):
            yield packed


@contextmanager
def _plain_errors(name: str) -> Iterator[None]:
    try:
        yield
    except FileNotFoundError as error:
        raise RefusedError("rosters.no_such_file", {"file": name}) from error
    except OSError as error:
        raise RefusedError("rosters.not_readable", {"file": name}) from error


def find_files(path: Path) -> list[SourceFile]:
    """Return the delimited files and workbooks at `path`.

    Raises:
        RefusedError: `rosters.no_such_file`, `rosters.not_readable`, `rosters.not_a_roster`,
            `rosters.old_workbook`, and what `archive.safe_entries` raises.
    """
    with _plain_errors(path.name):
        if path.is_dir():
            return _in_folder(path)
        size = path.stat().st_size
    if path.suffix.casefold() == ".xls":
        raise RefusedError("rosters.old_workbook", {"file": path.name})
    if path.suffix.casefold() not in _WORKBOOKS and _looks_zipped(path):
        return _in_archive(path)
    return [SourceFile(path, path.name, size)]


def _looks_zipped(path: Path) -> bool:
    if path.suffix.casefold() == ".zip":
        return True
    with _plain_errors(path.name), path.open("rb") as stream:
        return stream.read(4) == b"PK\x03\x04"


def _in_folder(folder: Path) -> list[SourceFile]:
    here = _wanted(folder)
    if not here:
        inner = [child for child in sorted(folder.iterdir()) if child.is_dir()]
        here = _wanted(inner[0]) if len(inner) == 1 else []
    if not here:
        raise RefusedError("rosters.not_a_roster", {"file": folder.name, "columns": 0})
    return here


def _wanted(folder: Path) -> list[SourceFile]:
    found = [child for child in sorted(folder.iterdir()) if _is_wanted(child.name)]
    return [
        SourceFile(child, child.name, child.stat().st_size)
        for child in found[: limits.MAX_FILES]
        if child.is_file()
    ]


def _is_wanted(name: str) -> bool:
    suffix = PurePosixPath(name).suffix.casefold()
    return suffix in _DELIMITED | _WORKBOOKS and not name.startswith((".", "~"))


def _in_archive(path: Path) -> list[SourceFile]:
    entries = [entry for entry in archive.safe_entries(path) if _is_wanted(_base(entry.filename))]
    if not entries:
        raise RefusedError("rosters.not_a_roster", {"file": path.name, "columns": 0})
    folder = _fullest([str(PurePosixPath(entry.filename).parent) for entry in entries])
    chosen = [e for e in entries if str(PurePosixPath(e.filename).parent) == folder]
    return [SourceFile(path, _base(e.filename), e.file_size, e.filename) for e in chosen]


def _fullest(folders: list[str]) -> str:
    return max(sorted(set(folders)), key=folders.count)


def _base(name: str) -> str:
    return PurePosixPath(name.replace("\\", "/")).name
