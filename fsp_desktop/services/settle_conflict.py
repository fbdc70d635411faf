"""See both versions of a field, and choose; nothing is thrown away."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Literal

from fsp_desktop.domain.changes import Dot, Wire
from fsp_desktop.domain.errors import RefusedError
from fsp_desktop.domain.ids import RecordId
from fsp_desktop.domain.plain import Frozen
from fsp_desktop.domain.views import ConflictView, HistoryEntry, VersionOf
from fsp_desktop.services.edit_record import Changes, changes_of
from fsp_desktop.services.workspace import Workspace
from fsp_desktop.store.saving import Write


class Settled(Frozen):
    """What a person decided about one field of a record.

    Attributes:
        seen: Dots of the versions that were shown; only these are replaced, so that a version
            nobody looked at stays beside the result.
        how: keep one of them, keep both one under the other, or write it anew.
        kept: The dot of the version to keep.
        value: What was written anew.
    """

    field: str
    seen: tuple[Dot, ...]
    how: Literal["keep", "both", "new"] = "keep"
    kept: Dot = ""
    value: Wire = None


def list_conflicts(
    workspace: Workspace, record_id: RecordId | None = None
) -> tuple[ConflictView, ...]:
    """Return every field with more than one version, or those of one record."""
    return workspace.store.conflicts(record_id)


def count_in_conflict(workspace: Workspace) -> int:
    """Return how many records have a field with more than one version."""
    return workspace.store.conflict_count()


def settle(workspace: Workspace, record_id: RecordId, decisions: Sequence[Settled]) -> Changes:
    """Settle several fields of one record in one step; one undo takes it back.

    Raises:
        RefusedError: `services.no_such_record`; `services.no_conflict` if a field has one version
            only by now; `services.no_such_version` if its versions are others than those shown;
            `domain.invalid_record` for a value that is wrong. Nothing was written.
    """
    stored = workspace.store.load(record_id)
    if stored is None:
        raise RefusedError("services.no_such_record", {"id": record_id})
    fields: dict[str, Wire] = {}
    seen = dict(stored.seen)
    for decision in decisions:
        conflict = _find(workspace, record_id, decision.field)
        shown = _shown(conflict, decision.seen)
        value = _decided(conflict, shown, decision)
        fields |= value if isinstance(value, dict) else {decision.field: value}
        here = stored.seen.get(decision.field, ())
        seen[decision.field] = tuple(dot for dot in here if dot in decision.seen)
    saved = workspace.store.save(
        [Write(stored.kind, record_id, fields, seen)], author=workspace.person_id, why="resolve"
    )
    return changes_of(saved)


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
    kept = conflict.versions[number - 1].dot
    return settle(workspace, record_id, [Settled(field, _dots(conflict), kept=kept)])


def write_anew(workspace: Workspace, record_id: RecordId, field: str, value: Wire) -> Changes:
    """Settle `field` with a value of its own, for example both texts one after the other.

    Raises:
        RefusedError: `services.no_conflict`, or `domain.invalid_record` for a value that is wrong.
    """
    conflict = _find(workspace, record_id, field)
    return settle(workspace, record_id, [Settled(field, _dots(conflict), "new", value=value)])


def can_be_joined(conflict: ConflictView) -> bool:
    """Tell whether the versions are texts that can stand under each other, or be written anew."""
    from fsp_desktop.domain.entities import ENTITIES
    from fsp_desktop.domain.shapes import field_shapes

    shapes = field_shapes(conflict.kind) if conflict.kind in ENTITIES else {}
    return conflict.field in shapes and shapes[conflict.field].shape.type == "text"


def both_texts(versions: Sequence[VersionOf]) -> str:
    """Return texts one under the other, the newest last; equal and empty ones once and not at all."""
    oldest_first = sorted(versions, key=lambda version: version.at)
    texts = dict.fromkeys(str(version.value or "").strip() for version in oldest_first)
    return "\n\n".join(text for text in texts if text)


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
    return changes_of(saved)


def undo_last_save(workspace: Workspace) -> Changes:
    """Take back the last save made on this computer; an import as a whole.

    Raises:
        RefusedError: `store.nothing_to_undo`, or `store.changed_since` if somebody else has
            written to the same fields after it.
    """
    saved = workspace.store.undo_last(workspace.person_id)
    return changes_of(saved)


def undo_save(
    workspace: Workspace,
    dots: Dot | Sequence[Dot],
    progress: Callable[[int, int], None] = lambda _done, _all: None,
) -> Changes:
    """Take back the save that wrote `dots`, and no other: all of it, or nothing.

    Args:
        workspace: The open record.
        dots: `Changes.dots` of the save, `ImportReport.dots` of an import, or one dot; one dot of
            an import stands for the whole import.
        progress: Told how many operations are taken back, of how many; only imports have many.

    Returns:
        What changed back. Its own `dots` are the operations that took it back.

    Raises:
        RefusedError: `store.nothing_to_undo` if that save was not made on this computer, or was
            taken back already; `store.changed_since` if anything newer, by whomever, has replaced
            a part of it or belongs to a record that it had made. Nothing was written.
    """
    names = [dots] if isinstance(dots, str) else list(dots)
    saved = workspace.store.undo_saves(names, author=workspace.person_id, progress=progress)
    return changes_of(saved)


def delete_record(workspace: Workspace, record_id: RecordId) -> Changes:
    """Remove a record from all lists. It stays in the history and `undo_last_save` brings it back.

    Raises:
        RefusedError: `services.no_such_record`.
    """
    stored = workspace.store.load(record_id)
    if stored is None or stored.deleted:
        raise RefusedError("services.no_such_record", {"id": record_id})
    saved = workspace.store.delete(record_id, author=workspace.person_id)
    return changes_of(saved)


def _find(workspace: Workspace, record_id: RecordId, field: str) -> ConflictView:
    for conflict in workspace.store.conflicts(record_id):
        if conflict.field == field:
            return conflict
    raise RefusedError("services.no_conflict", {"id": record_id, "field": field})


def _dots(conflict: ConflictView) -> tuple[Dot, ...]:
    return tuple(version.dot for version in conflict.versions)


def _shown(conflict: ConflictView, seen: Sequence[Dot]) -> list[VersionOf]:
    """Return the versions that the person looked at, if they are all there still."""
    shown = [version for version in conflict.versions if version.dot in seen]
    if len(shown) != len(set(seen)):
        raise RefusedError("services.no_such_version", {"versions": len(conflict.versions)})
    return shown


def _decided(conflict: ConflictView, shown: Sequence[VersionOf], decision: Settled) -> Wire:
    if decision.how == "new":
        return _cleaned(conflict, decision.value)
    if decision.how == "both":
        return _cleaned(conflict, both_texts(shown))
    for version in shown:
        if version.dot == decision.kept:
            return version.value
    raise RefusedError("services.no_such_version", {"versions": len(conflict.versions)})


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
