"""Open a form on a record, keep what is typed, finish it.

A form remembers which versions of each field its person saw when it opened. A save replaces just
those, so that a change which arrives while the form is open is kept beside it, never overwritten.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from fsp_desktop.domain.changes import Dot, Wire
from fsp_desktop.domain.errors import RefusedError
from fsp_desktop.domain.ids import RecordId, new_random_id, new_record_id
from fsp_desktop.domain.plain import Frozen, fresh
from fsp_desktop.services.workspace import Workspace
from fsp_desktop.store.saving import Saved, Write

Seen = Mapping[str, tuple[Dot, ...]]


class Changes(Frozen):
    """What a save touched: screens that show these kinds ask again.

    Attributes:
        dots: The operations it wrote; `settle_conflict.undo_save` takes just these back.
    """

    kinds: frozenset[str] = frozenset()
    ids: tuple[RecordId, ...] = ()
    dots: tuple[Dot, ...] = ()


def changes_of(saved: Saved) -> Changes:
    """Return what a save of the store touched."""
    return Changes(saved.kinds, tuple(RecordId(one) for one in saved.ids), saved.dots)


class OpenForm(Frozen):
    """A record as its form sees it.

    Attributes:
        values: All fields in wire form, as last saved or, for a new record, as proposed.
        seen: Journal key -> the dots that the person saw; see `domain.changes`.
        conflicts: Journal keys with more than one version.
        is_new: Nothing is on disk yet; the first `save_form` makes the record.
        session: Saves of one session are one step of the history and of undo.
    """

    kind: str
    record_id: RecordId
    values: Mapping[str, Wire]
    seen: Seen
    conflicts: tuple[str, ...] = ()
    is_new: bool = False
    session: str = fresh(factory=new_random_id)
    changes: Changes = Changes()


def new_form(workspace: Workspace, kind: str, values: Mapping[str, object]) -> OpenForm:
    """Return a form for a record that does not exist yet, with proposed `values`.

    Raises:
        RefusedError: `domain.invalid_record` if a proposed value is not acceptable.
    """
    from fsp_desktop.domain.entities import ENTITIES
    from fsp_desktop.domain.rules import clean_fields

    defaults = ENTITIES[kind]().model_dump(mode="json")
    record_id = new_record_id(workspace.clock)
    return OpenForm(kind, record_id, defaults | clean_fields(kind, values), {}, is_new=True)


def open_form(workspace: Workspace, record_id: RecordId) -> OpenForm:
    """Return a form on a record that exists.

    Raises:
        RefusedError: `services.no_such_record`.
    """
    stored = workspace.store.load(record_id)
    if stored is None or stored.deleted:
        raise RefusedError("services.no_such_record", {"id": record_id})
    seen = {**stored.seen, **seen_of_conflicts(workspace, record_id)}
    return OpenForm(stored.kind, record_id, stored.values, seen, tuple(stored.conflicts))


def seen_of_conflicts(workspace: Workspace, record_id: RecordId) -> dict[str, tuple[Dot, ...]]:
    """Return what a form shows of each field with several versions: the first one only.

    Typing over it replaces that version; the others stay until a person settles them.
    """
    return {
        conflict.field: (conflict.versions[0].dot,)
        for conflict in workspace.store.conflicts(record_id)
    }


def save_form(workspace: Workspace, form: OpenForm, changed: Mapping[str, object]) -> OpenForm:
    """Keep `changed` fields as a draft would be kept: values must be right, none is required.

    A new record is saved with all its proposed values and stays a draft until it is finished; a
    record that is complete already stays as it is.

    Returns:
        The form as it is now on disk, with the dots of this save as seen.

    Raises:
        RefusedError: `domain.invalid_record`; nothing was written.
    """
    extra = {"draft": True} if form.is_new else {}
    return _save(workspace, form, {**changed, **extra})


def finish_form(workspace: Workspace, form: OpenForm, changed: Mapping[str, object]) -> OpenForm:
    """Keep `changed` and make the record complete.

    Raises:
        RefusedError: `domain.invalid_record` with each missing or wrong field; what was typed is
            still kept as a draft if its values are right. Who goes on with a record that existed
            opens its form again.
    """
    from fsp_desktop.domain.rules import check_complete, clean_fields

    values = {**form.values, **clean_fields(form.kind, changed), "draft": False}
    try:
        check_complete(form.kind, values)
    except RefusedError:
        save_form(workspace, form, changed)
        raise
    return _save(workspace, form, {**changed, "draft": False})


def finish_together(
    workspace: Workspace, forms: Sequence[tuple[OpenForm, Mapping[str, object]]]
) -> tuple[OpenForm, ...]:
    """Make several records complete in one step of the history: all of them, or none.

    One undo takes the step back; what was saved as a draft before stays a draft.

    Raises:
        RefusedError: `domain.invalid_record` of the first record that lacks something; nothing
            was written.
    """
    from fsp_desktop.domain.rules import check_complete, clean_fields

    cleaned: list[dict[str, Wire]] = []
    for form, changed in forms:
        fields = clean_fields(form.kind, {**changed, "draft": False})
        check_complete(form.kind, {**form.values, **fields})
        cleaned.append({**form.values, **fields} if form.is_new else fields)
    saved = workspace.store.save(
        [
            Write(form.kind, form.record_id, fields, _seen(form))
            for (form, _changed), fields in zip(forms, cleaned, strict=True)
        ],
        author=workspace.person_id,
        why="edit",
    )
    touched = changes_of(saved)
    return tuple(
        replace(
            form,
            values={**form.values, **fields},
            seen={**form.seen, **saved.seen.get(form.record_id, {})},
            is_new=False,
            changes=touched,
        )
        for (form, _changed), fields in zip(forms, cleaned, strict=True)
    )


def _seen(form: OpenForm) -> Seen | None:
    # A new form whose finish was refused has left a draft; nobody but its person can have written
    # there, so the next try replaces it and is no second version beside it.
    return None if form.is_new else form.seen


def _save(workspace: Workspace, form: OpenForm, changed: Mapping[str, object]) -> OpenForm:
    from fsp_desktop.domain.rules import clean_fields

    cleaned = clean_fields(form.kind, changed)
    fields = {**form.values, **cleaned} if form.is_new else cleaned
    if not fields:
        return form
    saved = workspace.store.save(
        [Write(form.kind, form.record_id, fields, _seen(form))],
        author=workspace.person_id,
        why="create" if form.is_new else "edit",
        session=form.session,
    )
    return replace(
        form,
        values={**form.values, **cleaned},
        seen={**form.seen, **saved.seen.get(form.record_id, {})},
        is_new=False,
        changes=changes_of(saved),
    )
