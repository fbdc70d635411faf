"""Bring a school's roster into the record: look, plan, run.

Nothing is deleted, nobody is joined by name, and what a person wrote stays unless they choose
otherwise. Running the same roster twice changes nothing.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from fsp_desktop.domain.errors import RefusedError
from fsp_desktop.rosters.people import RosterReading
from fsp_desktop.rosters.reading import RosterLook, look_at, read
from fsp_desktop.services.import_plan import ImportChoices, ImportPlan, ImportReport
from fsp_desktop.services.workspace import Workspace
from fsp_desktop.store.writes import Saved, Write

Progress = Callable[[int, int], None]
Cancelled = Callable[[], bool]
_MAPPING = "import.mapping."
_EVERY = 100
ROSTER = ""
"""The author of what a roster says: nobody; see `domain.changes.Op`."""


def look_at_roster(path: Path, format: str = "auto") -> RosterLook:  # noqa: A002
    """Return the format of a roster and what its columns seem to mean, without reading people.

    Raises:
        RefusedError: `rosters.*`; see `rosters.reading.read`.
    """
    return look_at(path, format)


def kept_mapping(workspace: Workspace, look: RosterLook) -> dict[str, str]:
    """Return the mapping that was last used for files with the headers that `look` found.

    Only the record is asked; the file was read by `look_at_roster`, which needs no record and so
    may run beside it.
    """
    kept = workspace.store.setting(_MAPPING + look.fingerprint) if look.fingerprint else None
    mapping: dict[str, str] = json.loads(kept) if kept else {}
    return mapping


def mapping_for(workspace: Workspace, path: Path, format: str = "auto") -> dict[str, str]:  # noqa: A002
    """Return the mapping that was last used for files with these headers; empty if none was.

    Raises:
        RefusedError: `rosters.*`; see `rosters.reading.read`.
    """
    return kept_mapping(workspace, look_at(path, format))


def read_mapping(path: Path) -> dict[str, str]:
    """Return the mapping in a JSON file: an object of header -> field, or one under `columns`.

    Raises:
        RefusedError: `rosters.broken_mapping`.
    """
    try:
        said = json.loads(path.read_text(encoding="utf-8-sig"))
        columns = said.get("columns", said)
        pairs = {str(header): str(field or "") for header, field in columns.items()}
    except (OSError, ValueError, AttributeError) as error:
        raise RefusedError("rosters.broken_mapping", {"file": path.name}) from error
    return pairs


def read_roster(
    path: Path,
    format: str = "auto",  # noqa: A002 - the word of the command line
    mapping: Mapping[str, str] | None = None,
    progress: Progress | None = None,
    cancelled: Cancelled | None = None,
) -> RosterReading:
    """Return what a roster says; columns that must not be kept are dropped while reading.

    Args:
        path: A folder, a zip, or one CSV or XLSX file.
        format: auto, oneroster, sds or csv.
        mapping: Header -> field, for columns whose names do not tell.
        progress: Told how much is done of how much.
        cancelled: Asked now and then.

    Raises:
        RefusedError: `rosters.*`; see `rosters.reading.read`.
    """
    return read(Path(path), format, mapping, progress, cancelled)


def plan_import(
    workspace: Workspace,
    reading: RosterReading,
    same_as: Mapping[str, str] | None = None,
    progress: Progress | None = None,
    cancelled: Cancelled | None = None,
) -> ImportPlan:
    """Return what importing `reading` would do; nothing is written.

    Args:
        workspace: The open record.
        reading: From `read_roster`.
        same_as: Roster id -> record id, where a person said that both are one.
        progress: Told how many families are done of how many.
        cancelled: Asked now and then.

    Raises:
        RefusedError: `rosters.cancelled`.
    """
    from fsp_desktop.services.import_planning import make_plan

    tick = _Ticking(len(reading.families), progress, cancelled)
    return make_plan(workspace, reading, same_as or {}, tick)


class _Ticking:
    """Counts families, tells the progress, and stops when asked to."""

    def __init__(self, total: int, progress: Progress | None, cancelled: Cancelled | None) -> None:
        self._total = total
        self._done = 0
        self._progress = progress
        self._cancelled = cancelled

    def __call__(self) -> None:
        self._done += 1
        if self._done % _EVERY and self._done != self._total:
            return
        if self._cancelled is not None and self._cancelled():
            raise RefusedError("rosters.cancelled")
        if self._progress is not None:
            self._progress(self._done, self._total)


def run_import(
    workspace: Workspace,
    plan: ImportPlan,
    choices: ImportChoices | None = None,
    progress: Progress | None = None,
    cancelled: Cancelled | None = None,
) -> ImportReport:
    """Write a plan in one transaction and return what was done; cancelled midway, nothing is.

    It is one step: `settle_conflict.undo_save` with the report's `dots` takes all of it back.

    Args:
        workspace: The open record.
        plan: From `plan_import`; it names the versions it was made from, so that what a person
            wrote since then is kept beside it.
        choices: What a person decided on the preview.
        progress: Told how many records are done of how many.
        cancelled: Asked between parts.

    Raises:
        RefusedError: `rosters.cancelled` or what the store refuses; nothing was written.
        UnreachableError: `store.disk_full`; nothing was written.
    """
    chosen = choices or ImportChoices()
    writes = plan.chosen_writes(chosen)
    dots = _save(workspace, writes, progress, cancelled).dots if writes else ()
    if plan.fingerprint and plan.mapping:
        workspace.store.set_setting(_MAPPING + plan.fingerprint, json.dumps(dict(plan.mapping)))
    return replace(plan.chosen_report(chosen), dots=dots)


def _no_progress(done: int, total: int) -> None:  # noqa: ARG001 - nobody watches
    return


def _save(
    workspace: Workspace,
    writes: Sequence[Write],
    progress: Progress | None,
    cancelled: Cancelled | None,
) -> Saved:
    try:
        return workspace.store.bulk_save(
            writes,
            author=ROSTER,
            why="import",
            progress=progress or _no_progress,
            cancelled=cancelled or (lambda: False),
        )
    except RefusedError as error:
        if error.code == "store.cancelled":
            raise RefusedError("rosters.cancelled") from error
        raise
