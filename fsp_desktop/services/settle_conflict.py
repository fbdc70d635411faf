"""See both versions of a field, and choose; nothing is thrown away."""

from __future__ import annotations

from fsp_desktop.domain.changes import Wire
from fsp_desktop.domain.errors import RefusedError
from fsp_desktop.domain.ids import RecordId
from fsp_desktop.domain.views import ConflictView, HistoryEntry
from fsp_desktop.services.edit_record import Changes
from fsp_desktop.services.workspace import Workspace
from fsp_desktop.store.saving import Write


def list_conflicts(
    workspace: Workspace, record_id: RecordId | None = None
) -> tuple[ConflictView, ...]:
    """Return every field with more than one version, or those of one record."""
    return workspace.store.conflicts(record_id)


def keep_version(workspace: Workspace, record_id: RecordId, field: str, number: int) -> Changes:
    """Settle `field` by keeping version `number`, counted from 1 in the order of the list.

    Raises:
        RefusedError: `services.no_conflict` or `services.no_such_version`.
    """
    conflict = _find(workspace, record_id, field)
    if not 1 <= number <= len(conflict.versions):
        raise RefusedError(
            "services.no_such_version", {"number": number, "versions": len(conflict.versions)}
        )
    return _settle(workspace, conflict, conflict.versions[number - 1].value)


def write_anew(workspace: Workspace, record_id: RecordId, field: str, value: Wire) -> Changes:
    """Settle `field` with a value of its own, for example both texts one after the other.

    Raises:
        RefusedError: `services.no_conflict`, or `domain.invalid_record` for a value that is wrong.
    """
    conflict = _find(workspace, record_id, field)
    return _settle(workspace, conflict, _cleaned(conflict, value))


def both_texts(conflict: ConflictView) -> str:
    """Return all versions of a text one under the other, newest last, for `write_anew`."""
    oldest_first = sorted(conflict.versions, key=lambda version: version.at)
    return "\n\n".join(str(version.value or "") for version in oldest_first).strip()


def show_history(workspace: Workspace, record_id: RecordId) -> tuple[HistoryEntry, ...]:
    """Return every write to a record, newest first."""
    return workspace.store.history(record_id)


def bring_back_value(workspace: Workspace, record_id: RecordId, field: str, value: Wire) -> Changes:
    """Write an earlier value of a field, or of a field group, as a new change.

    Raises:
        RefusedError: `services.no_such_record`.
    """
    stored = workspace.store.load(record_id)
    if stored is None:
        raise RefusedError("services.no_such_record", {"id": record_id})
    fields = value if isinstance(value, dict) else {field: value}
    saved = workspace.store.save(
        [Write(stored.kind, record_id, fields)], author=workspace.person_id, why="edit"
    )
    return Changes(frozenset(saved.kinds), tuple(RecordId(one) for one in saved.ids))


def undo_last_save(workspace: Workspace) -> Changes:
    """Take back the last save made on this computer.

    Raises:
        RefusedError: `store.nothing_to_undo`, or `store.changed_since` if somebody else has
            written to the same fields after it.
    """
    saved = workspace.store.undo_last(workspace.person_id)
    return Changes(frozenset(saved.kinds), tuple(RecordId(one) for one in saved.ids))


def delete_record(workspace: Workspace, record_id: RecordId) -> Changes:
    """Remove a record from all lists. It stays in the history and `undo_last_save` brings it back.

    Raises:
        RefusedError: `services.no_such_record`.
    """
    stored = workspace.store.load(record_id)
    if stored is None or stored.deleted:
        raise RefusedError("services.no_such_record", {"id": record_id})
    saved = workspace.store.delete(record_id, author=workspace.person_id)
    return Changes(frozenset(saved.kinds), tuple(RecordId(one) for one in saved.ids))


def _find(workspace: Workspace, record_id: RecordId, field: str) -> ConflictView:
    for conflict in workspace.store.conflicts(record_id):
        if conflict.field == field:
            return conflict
    raise RefusedError("services.no_conflict", {"id": record_id, "field": field})


def _settle(workspace: Workspace, conflict: ConflictView, value: Wire) -> Changes:
    record_id = RecordId(conflict.record_id)
    saved = workspace.store.resolve(record_id, conflict.field, value, author=workspace.person_id)
    return Changes(frozenset(saved.kinds), tuple(RecordId(one) for one in saved.ids))


def _cleaned(conflict: ConflictView, value: Wire) -> Wire:
    from fsp_desktop.domain.entities import ENTITIES
    from fsp_desktop.domain.rules import clean_fields

    entity = ENTITIES.get(conflict.kind)
    if entity is None or conflict.field.startswith("_"):
        return value
    if conflict.field in entity.groups:
        if not isinstance(value, dict):
            raise RefusedError("services.group_needs_object", {"field": conflict.field})
        return clean_fields(conflict.kind, value)
    return clean_fields(conflict.kind, {conflict.field: value})[conflict.field]
