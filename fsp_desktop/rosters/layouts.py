"""Which format a set of files is in, found by their names and headers."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from fsp_desktop.domain.errors import RefusedError
from fsp_desktop.rosters.delimited import read_delimited
from fsp_desktop.rosters.headers import plain, read_columns, roster_table
from fsp_desktop.rosters.sources import SourceFile
from fsp_desktop.rosters.table_rows import header_line

_SETS = {"oneroster": ("oneroster",), "sds": ("sds_1", "oneroster"), "csv": ()}


@dataclass(frozen=True, slots=True)
class LaidOutFile:
    """A file, the table it holds, and the role all its people have, if its name says so."""

    file: SourceFile
    table: str
    role: str | None = None


@dataclass(frozen=True, slots=True)
class Layout:
    """The files to read, in reading order.

    Attributes:
        format: As in `RosterReading.format`.
        dropped: Whole files that are never read, by name.
        is_complete: False if the manifest says that people are listed as changes only.
    """

    format: str
    files: tuple[LaidOutFile, ...]
    dropped: tuple[str, ...] = ()
    is_complete: bool = True


def find_layout(files: Sequence[SourceFile], wanted: str = "auto") -> Layout:
    """Return how to read `files`.

    Args:
        files: What was found at the roster's path; at least one.
        wanted: auto, oneroster, sds or csv.

    Raises:
        RefusedError: `rosters.not_a_roster` with the number of columns of the first line.
    """
    by_stem = {plain(file.stem): file for file in files}
    for name in _SETS.get(wanted, ("oneroster", "sds_1")):
        known = roster_table("layouts")["known_files"][name]
        if _fits(name, by_stem):
            return _standard(name, by_stem, known)
    if wanted in {"oneroster", "sds"}:
        raise RefusedError("rosters.not_a_roster", {"file": files[0].name, "columns": 0})
    kind = "xlsx" if all(file.is_workbook for file in files) else "csv"
    dropped = _dropped(by_stem)
    chosen = tuple(LaidOutFile(f, "plain") for f in files if f.name not in dropped)
    return Layout(kind, chosen, dropped)


def _fits(name: str, by_stem: Mapping[str, SourceFile]) -> bool:
    file = by_stem.get("users" if name == "oneroster" else "student")
    if file is None or file.is_workbook:
        return False
    fields = read_columns(header_line(file), "users").fields
    return "id" in fields and bool({"given_name", "family_name"} & set(fields))


def _standard(name: str, by_stem: Mapping[str, SourceFile], known: Mapping[str, str]) -> Layout:
    roles = roster_table("layouts")["implied_role"] if name == "sds_1" else {}
    order = roster_table("layouts")["order"]
    files = [
        LaidOutFile(file, known[stem], roles.get(stem))
        for stem, file in by_stem.items()
        if stem in known and not file.is_workbook
    ]
    files.sort(key=lambda one: (order.index(one.table), one.role != "student", one.file.name))
    manifest = _manifest(by_stem.get("manifest"))
    return Layout(
        _version(name, by_stem, manifest),
        tuple(files),
        _dropped(by_stem),
        all(manifest.get(f"file{table}") != "delta" for table in ("users", "roles")),
    )


def _dropped(by_stem: Mapping[str, SourceFile]) -> tuple[str, ...]:
    names = roster_table("layouts")["dropped_files"]
    return tuple(file.name for stem, file in by_stem.items() if stem in names)


def _version(name: str, by_stem: Mapping[str, SourceFile], manifest: Mapping[str, str]) -> str:
    if name == "sds_1":
        return "sds_1"
    if "relationships" in by_stem:
        return "sds_2_1"
    said = manifest.get("onerosterversion", "")
    if said.startswith("1.1"):
        return "oneroster_1_1"
    if "roles" not in by_stem:
        return "oneroster_1_2" if said.startswith("1.2") else "oneroster_1_1"
    headers = {plain(header) for header in header_line(by_stem["roles"])}
    return "sds_2_1" if headers & {"isprimary", "sessionsourcedid"} else "oneroster_1_2"


def _manifest(file: SourceFile | None) -> dict[str, str]:
    """Return the properties of a manifest by name; a manifest that cannot be read says nothing."""
    if file is None or file.is_workbook:
        return {}
    try:
        rows = [row.cells for row in read_delimited(file) if len(row.cells) >= 2]
    except RefusedError:
        return {}
    return {plain(cells[0]): cells[1].strip().casefold() for cells in rows}
