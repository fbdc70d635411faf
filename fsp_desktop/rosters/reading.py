"""Reads a roster from a path, whatever its format; nothing is written anywhere."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from fsp_desktop.rosters.assemble import Assembled, assemble
from fsp_desktop.rosters.families import propose_families
from fsp_desktop.rosters.headers import fingerprint, read_columns, roster_table
from fsp_desktop.rosters.layouts import Layout, find_layout
from fsp_desktop.rosters.log import Cancelled, Progress, ReadingLog
from fsp_desktop.rosters.people import RosterReading
from fsp_desktop.rosters.plain_file import read_plain
from fsp_desktop.rosters.sources import SourceFile, find_files
from fsp_desktop.rosters.standard import read_standard
from fsp_desktop.rosters.table_rows import header_line

_SETS = frozenset({"auto", "oneroster", "sds"})


@dataclass(frozen=True, slots=True)
class RosterLook:
    """What can be said of a roster before reading it: for the screen that maps columns.

    Attributes:
        headers: Headers of the files of people, whose columns may need a mapping.
        guess: Header -> field, as the usual names suggest it.
        forbidden: Headers that will be dropped.
    """

    format: str
    files: tuple[str, ...]
    fingerprint: str = ""
    headers: tuple[str, ...] = ()
    guess: Mapping[str, str] = field(default_factory=dict)
    forbidden: tuple[str, ...] = ()


def look_at(path: Path, format_: str = "auto") -> RosterLook:
    """Return the format of a roster and, for a plain file, what its columns seem to mean.

    Raises:
        RefusedError: As `read`.
    """
    layout = _layout(path, format_)
    names = tuple(one.file.name for one in layout.files)
    table = "plain" if _is_plain(layout) else "users"
    headers = _people_headers(layout)
    columns = read_columns(headers, table)
    guess = {headers[index]: field for field, index in columns.fields.items()}
    return RosterLook(
        layout.format, names, fingerprint(headers), tuple(headers), guess, columns.forbidden
    )


def _people_headers(layout: Layout) -> list[str]:
    """Return the headers a mapping can speak about: those of the files of people."""
    tables = {"plain", "users"}
    files = [one.file for one in layout.files if one.table in tables]
    return [header for file in files for header in header_line(file)]


def read(
    path: Path,
    format_: str = "auto",
    mapping: Mapping[str, str] | None = None,
    progress: Progress | None = None,
    cancelled: Cancelled | None = None,
) -> RosterReading:
    """Return everything the roster at `path` says, with what was refused and dropped.

    Args:
        path: A folder, a zip, or one CSV or XLSX file.
        format_: auto, oneroster, sds or csv.
        mapping: Header -> field for columns that the usual names do not tell; see `headers`.
        progress: Told how much is read, in characters of how many.
        cancelled: Asked every few hundred rows.

    Raises:
        RefusedError: `rosters.no_such_file`, `.not_readable`, `.not_a_roster`,
            `.mapping_needed`, `.unreadable_encoding`, `.broken_zip`, `.encrypted_zip`,
            `.suspicious_archive`, `.broken_workbook`, `.workbook_too_large`, `.old_workbook`,
            `.workbook_in_zip`, `.too_many_rows`, `.too_many_columns`, `.forbidden_column`,
            `.unknown_field`, `.cancelled`.
    """
    layout = _layout(path, format_)
    log = ReadingLog(sum(one.file.size for one in layout.files), progress, cancelled)
    for name in layout.dropped:
        log.drop(name, ("*",))
    said = dict(mapping or {})
    if _is_plain(layout):
        made = read_plain(layout, log, said, is_guessing=format_ == "auto")
        return replace(_reading(layout, log, made), mapping=said)
    registry = read_standard(layout, log, said)
    years = tuple(registry.years.values())
    return replace(_reading(layout, log, assemble(registry)), years=years, mapping=said)


def _reading(layout: Layout, log: ReadingLog, made: Assembled) -> RosterReading:
    families, likely_same = propose_families(made.students, made.adults, made.links)
    present = {student.roster_id for student in made.students}
    return RosterReading(
        layout.format,
        schools=tuple(made.schools),
        students=tuple(made.students),
        adults=tuple(made.adults),
        links=tuple(made.links),
        staff=tuple(made.staff),
        families=families,
        likely_same=likely_same,
        refused=log.all_refused(),
        dropped_columns=tuple(log.dropped),
        unknown_columns=tuple(log.unknown),
        withdrawn_ids=tuple(one for one in log.withdrawn if one not in present),
        is_complete=layout.is_complete,
        fingerprint=fingerprint(_people_headers(layout)),
        encodings=log.encodings,
    )


def _layout(path: Path, format_: str) -> Layout:
    files = find_files(path)
    if not path.is_dir() and format_ in _SETS and _is_one_of_a_set(files):
        files = find_files(path.parent)
    return find_layout(files, format_)


def _is_one_of_a_set(files: Sequence[SourceFile]) -> bool:
    """Somebody who picks `users.csv` means the roster in that folder."""
    if len(files) != 1 or files[0].entry:
        return False
    sets = roster_table("layouts")["known_files"]
    return any(files[0].stem in known for known in sets.values())


def _is_plain(layout: Layout) -> bool:
    return layout.format in {"csv", "xlsx"}
