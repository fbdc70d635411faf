"""Take records from a pipe or a file: each line is checked alone and saved, or refused alone."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

from fsp_desktop.domain.changes import Wire
from fsp_desktop.domain.errors import FspError, RefusedError, UnreachableError
from fsp_desktop.domain.ids import RecordId, new_record_id
from fsp_desktop.services.edit_record import seen_of_conflicts
from fsp_desktop.services.entries import Added, Entry, Refused
from fsp_desktop.services.references import References
from fsp_desktop.services.workspace import Workspace
from fsp_desktop.services.write_cultural_note import REVIEW_AFTER
from fsp_desktop.store.writes import Write

BATCH = 500
"""Records saved in one durable transaction."""
Check = Callable[[Mapping[str, object]], Write]


def add_records(workspace: Workspace, kind: str, entries: Iterable[Entry]) -> Added:
    """Save new records of `kind`; a bad one is refused with its line and stops nobody.

    Complete records need what `domain.rules` asks for; with `"draft": true` nothing is needed.

    Raises:
        RefusedError: `domain.unknown_kind`.
        UnreachableError: `store.disk_full` and the like, if not even the first records were saved.
    """
    references = References(workspace)

    def check(values: Mapping[str, object]) -> Write:
        fields = _new_fields(workspace, kind, values, references)
        return Write(kind, new_record_id(workspace.clock), fields, {})

    intake = _Intake(workspace, "create", BATCH)
    return intake.take_all(entries, check)


def edit_record(workspace: Workspace, record_id: RecordId, entries: Iterable[Entry]) -> Added:
    """Change fields of one record by every object in turn; null empties a field.

    Raises:
        RefusedError: `services.no_such_record`.
        UnreachableError: As `add_records`.
    """
    references = References(workspace)
    kind = references.kind_of(record_id)
    if kind is None:
        raise RefusedError("services.no_such_record", {"id": record_id})

    def check(values: Mapping[str, object]) -> Write:
        fields = _changed_fields(workspace, record_id, values, references)
        seen = workspace.store.need(record_id).seen | seen_of_conflicts(workspace, record_id)
        return Write(kind, record_id, fields, seen)

    # One at a time: each object is checked against what the one before it has left.
    return _Intake(workspace, "edit", 1).take_all(entries, check)


def _new_fields(
    workspace: Workspace, kind: str, values: Mapping[str, object], references: References
) -> dict[str, Wire]:
    from fsp_desktop.domain.entities import ENTITIES
    from fsp_desktop.domain.rules import check_complete, clean_fields

    fields = clean_fields(kind, _renamed(kind, values))
    for name, value in _proposed(workspace, kind, fields, references).items():
        if name not in fields:
            fields[name] = value
    check_complete(kind, {**ENTITIES[kind]().model_dump(mode="json"), **fields})
    references.check(kind, fields)
    return fields


def _changed_fields(
    workspace: Workspace, record_id: RecordId, values: Mapping[str, object], references: References
) -> dict[str, Wire]:
    from fsp_desktop.domain.rules import check_complete, clean_fields

    stored = workspace.store.load(record_id)
    if stored is None:
        raise RefusedError("services.no_such_record", {"id": record_id})
    fields = clean_fields(stored.kind, _renamed(stored.kind, values))
    check_complete(stored.kind, {**stored.values, **fields})
    references.check(stored.kind, fields)
    return fields


def _renamed(kind: str, values: Mapping[str, object]) -> Mapping[str, object]:
    """Let a way to reach somebody be described by `kind`, as people say it."""
    if kind == "contact-point" and "kind" in values and "contact_kind" not in values:
        return {("contact_kind" if name == "kind" else name): one for name, one in values.items()}
    return values


def _proposed(
    workspace: Workspace, kind: str, fields: Mapping[str, Wire], references: References
) -> dict[str, Wire]:
    """Return what is filled in where nothing was said."""
    if kind == "student":
        return {"school_id": workspace.school_id}
    if kind == "note":
        review_on = workspace.clock.today() + REVIEW_AFTER
        return {"source": "told", "review_on": review_on.isoformat()}
    family = references.family_for(kind, fields)
    return {"family_id": family} if family else {}


class _Intake:
    """Collects checked records and saves them in batches, in the order of their lines."""

    def __init__(self, workspace: Workspace, why: str, batch: int) -> None:
        self._workspace = workspace
        self._why = why
        self._batch = batch
        self._waiting: list[tuple[int, Write]] = []
        self._ids: list[RecordId] = []
        self._refused: list[Refused] = []
        self._trouble: FspError | None = None

    def take_all(self, entries: Iterable[Entry], check: Check) -> Added:
        """Check and save all entries and return what became of them."""
        for entry in entries:
            self._take(entry, check)
        self._save()
        if self._trouble is not None and not self._ids:
            raise self._trouble
        return Added(tuple(self._ids), tuple(sorted(self._refused, key=lambda one: one.line)))

    def _take(self, entry: Entry, check: Check) -> None:
        try:
            if refusal := entry.refusal or self._trouble:
                raise refusal
            self._waiting.append((entry.line, check(entry.values)))
        except FspError as error:
            self._refused.append(Refused(entry.line, error))
        if len(self._waiting) >= self._batch:
            self._save()

    def _save(self) -> None:
        """Save what waits; if there is trouble, find out which lines it comes from."""
        waiting, self._waiting = self._waiting, []
        try:
            self._write([write for _line, write in waiting])
            self._ids += [RecordId(write.record_id) for _line, write in waiting]
        except UnreachableError as error:
            self._trouble = error
            self._refused += [Refused(line, error) for line, _write in waiting]
        except RefusedError:
            self._save_singly(waiting)

    def _save_singly(self, waiting: list[tuple[int, Write]]) -> None:
        for line, write in waiting:
            try:
                self._write([write])
                self._ids.append(RecordId(write.record_id))
            except FspError as error:
                if isinstance(error, UnreachableError):
                    self._trouble = error
                self._refused.append(Refused(line, error))

    def _write(self, writes: list[Write]) -> None:
        if writes:
            self._workspace.store.save(writes, author=self._workspace.person_id, why=self._why)
