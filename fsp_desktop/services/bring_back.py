"""Read an export back: into an empty space, another one, or the same; twice changes nothing.

What is new is added under its own id. A field that differs is changed if an import wrote it here
before; if somebody here wrote it, the imported value stands beside theirs until a person chooses.
A value that was already replaced here is old news and changes nothing. What was deleted here stays
deleted.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import IO, Any

from fsp_desktop.domain.changes import Wire, element_key
from fsp_desktop.domain.errors import FspError, RefusedError
from fsp_desktop.domain.ids import RecordId, is_record_id
from fsp_desktop.services.export_record import FORMAT, VERSION
from fsp_desktop.services.workspace import Workspace
from fsp_desktop.store.stored import Stored
from fsp_desktop.store.writes import Write

BATCH = 500
_LONGEST_LINE = 16 * 1024 * 1024
_STAMPS = frozenset(
    {"id", "kind", "created_at", "created_by", "updated_at", "updated_by", "conflicts", "versions"}
)
Line = tuple[int, str, RecordId, dict[str, Wire]]
"""Number of the line, kind, id and cleaned fields of one record."""


def is_export(path: Path) -> bool:
    """Tell whether `path` begins as an export does."""
    try:
        with path.open("rb") as file:
            return _read_header(file) is not None
    except (OSError, FspError):
        return False


def bring_back(workspace: Workspace, path: Path, *, is_rehearsal: bool = False) -> dict[str, Any]:
    """Add and change records as the export at `path` says, and report what came of it.

    A rehearsal finds out only and changes nothing.

    Returns:
        added, changed and unchanged by kind, and the refused lines; other keys as an import of a
        roster has them.

    Raises:
        RefusedError: `services.not_an_export` or `services.newer_export`.
        UnreachableError: The disk is full; what was saved before stays.
    """
    reading = _Reading(workspace, path.name, is_rehearsal)
    with path.open("rb") as file:
        header = _read_header(file)
        if header is None:
            raise RefusedError("services.not_an_export")
        if int(header["version"]) > VERSION:
            raise RefusedError("services.newer_export", {"version": header["version"]})
        reading.take_all(_lines(file, reading))
    return reading.report()


class _Reading:
    """Sorts records into new, changed and known ones, and saves in batches."""

    def __init__(self, workspace: Workspace, name: str, is_rehearsal: bool) -> None:
        self._workspace = workspace
        self._name = name
        self._is_rehearsal = is_rehearsal
        self._counts = {part: Counter[str]() for part in ("added", "changed", "unchanged")}
        self._refused: list[dict[str, Any]] = []
        self._taken: set[str] = set()

    def take_all(self, lines: Iterator[Line]) -> None:
        batch: list[Line] = []
        for line in lines:
            batch.append(line)
            if len(batch) >= BATCH:
                self._take(batch)
                batch = []
        self._take(batch)

    def refuse(self, line: int, error: FspError) -> None:
        self._refused.append(
            {"file": self._name, "line": line, "code": error.code, "detail": error.detail}
        )

    def report(self) -> dict[str, Any]:
        return {
            **{part: dict(counts) for part, counts in self._counts.items()},
            "missing_now": 0,
            "possible_duplicates": [],
            "dropped_columns": [],
            "refused": self._refused,
            "left_deleted": [],
        }

    def _take(self, batch: list[Line]) -> None:
        found = self._workspace.store.load_many([record_id for _no, _kind, record_id, _ in batch])
        here = {stored.id: stored for stored in found}
        writes: dict[str, Write] = {}
        for number, kind, record_id, fields in batch:
            try:
                self._need_first_time(record_id)
                write = self._write_for(kind, record_id, fields, here.get(record_id))
            except RefusedError as error:
                self.refuse(number, error)
                continue
            if write is not None:
                writes[record_id] = write
        if writes and not self._is_rehearsal:
            self._workspace.store.save(
                list(writes.values()), author=self._workspace.person_id, why="import"
            )

    def _need_first_time(self, record_id: RecordId) -> None:
        if record_id in self._taken:
            raise RefusedError("services.id_twice", {"id": record_id})
        self._taken.add(record_id)

    def _write_for(
        self, kind: str, record_id: RecordId, fields: dict[str, Wire], stored: Stored | None
    ) -> Write | None:
        if stored is None:
            self._counts["added"][kind] += 1
            return Write(kind, record_id, fields, {})
        if stored.kind != kind:
            raise RefusedError("services.other_kind", {"kind": stored.kind})
        if stored.deleted:
            raise RefusedError("services.deleted_here", {"id": record_id})
        write = self._difference(stored, fields)
        self._counts["changed" if write else "unchanged"][kind] += 1
        return write

    def _difference(self, stored: Stored, fields: Mapping[str, Wire]) -> Write | None:
        from fsp_desktop.domain.shapes import field_shapes, journal_keys

        if all(stored.values.get(name) == value for name, value in fields.items()):
            return None
        past = _Past(self._workspace, stored)
        news: dict[str, Wire] = {}
        beside: set[str] = set()
        for key, members in journal_keys(stored.kind).items():
            given = {name: fields[name] for name in members if name in fields}
            if all(stored.values.get(name) == value for name, value in given.items()):
                continue
            if field_shapes(stored.kind)[members[0]].shape.type == "set":
                news |= past.new_elements(key, given[key])
            elif past.is_news(key, members, given):
                news |= given
                if not past.was_imported(key):
                    beside.add(key)
        seen = {key: dots for key, dots in stored.seen.items() if key not in beside}
        return Write(stored.kind, stored.id, news, seen) if news else None


class _Past:
    """What a record held before, and who put there what it holds now."""

    def __init__(self, workspace: Workspace, stored: Stored) -> None:
        self._stored = stored
        self._entries = workspace.store.history(RecordId(stored.id))

    def new_elements(self, key: str, given: list[str]) -> dict[str, Wire]:
        """Return the set with the elements that were never taken out here."""
        ours = list(self._stored.values[key])
        gone = {entry.field for entry in self._entries if entry.value is False}
        fresh = [one for one in given if one not in ours and element_key(key, one) not in gone]
        return {key: [*ours, *fresh]} if fresh else {}

    def is_news(self, key: str, members: tuple[str, ...], given: Mapping[str, Wire]) -> bool:
        """Tell whether the record never held this value of `key`."""
        values = self._stored.values
        whole = {name: given.get(name, values[name]) for name in members}
        value = given[key] if members == (key,) else whole
        return all(entry.value != value for entry in self._entries if entry.field == key)

    def was_imported(self, key: str) -> bool:
        """Tell whether nobody here wrote what `key` holds now."""
        current = [entry for entry in self._entries if entry.field == key and entry.is_current]
        return all(entry.why == "import" for entry in current)


def _read_header(file: IO[bytes]) -> dict[str, Any] | None:
    try:
        header = json.loads(file.readline(_LONGEST_LINE).removeprefix(b"\xef\xbb\xbf"))
    except (ValueError, RecursionError):
        return None
    is_ours = isinstance(header, dict) and header.get("format") == FORMAT
    return header if is_ours and isinstance(header.get("version"), int) else None


def _lines(file: IO[bytes], reading: _Reading) -> Iterator[Line]:
    number = 1
    while data := file.readline(_LONGEST_LINE + 1):
        number += 1
        if not data.strip():
            continue
        try:
            yield (number, *_record(data))
        except RefusedError as error:
            reading.refuse(number, error)


def _record(data: bytes) -> tuple[str, RecordId, dict[str, Wire]]:
    from fsp_desktop.domain.entities import ENTITIES
    from fsp_desktop.domain.rules import clean_fields

    values = _object(data)
    kind, record_id = values.get("kind"), values.get("id")
    if not isinstance(kind, str) or kind not in ENTITIES or not ENTITIES[kind].travels:
        raise RefusedError("services.kind_cannot_be_imported")
    if not isinstance(record_id, str) or not is_record_id(record_id):
        raise RefusedError("services.no_id")
    fields = {name: value for name, value in values.items() if name not in _STAMPS}
    return kind, RecordId(record_id), clean_fields(kind, fields)


def _object(data: bytes) -> dict[str, Any]:
    if len(data) > _LONGEST_LINE:
        raise RefusedError("services.line_too_long", {"most_bytes": _LONGEST_LINE})
    try:
        values = json.loads(data)
    except UnicodeDecodeError as error:
        raise RefusedError("services.not_utf8") from error
    except (ValueError, RecursionError) as error:
        raise RefusedError("services.not_json") from error
    if not isinstance(values, dict):
        raise RefusedError("services.not_json")
    return values
