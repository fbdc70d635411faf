"""Who belongs to whom in a family: children and adults, children and homes."""

from __future__ import annotations

from fsp_desktop.domain.changes import DELETED
from fsp_desktop.domain.ids import RecordId
from fsp_desktop.services.edit_record import (
    Changes,
    OpenForm,
    changes_of,
    finish_together,
    new_form,
    open_form,
    save_form,
)
from fsp_desktop.services.workspace import Workspace
from fsp_desktop.store.stored import Stored
from fsp_desktop.store.writes import Saved, Write

MOST = 500
"""Records of one kind in one family; far more than any family has."""


def tie(workspace: Workspace, child: OpenForm, other: OpenForm, *, is_tied: bool) -> Changes:
    """Say that a child belongs to an adult, or lives in a home, or that it does not.

    What was known of an earlier tie, such as who may see the records, comes back with it.
    """
    kind, field = _tie_of(other)
    family_id = RecordId(str(child.values.get("family_id")))
    rows = [
        row
        for row in family_rows(workspace, kind, family_id, include_deleted=True)
        if (row.values.get("student_id"), row.values.get(field))
        == (child.record_id, other.record_id)
    ]
    present = [row for row in rows if not row.deleted]
    if is_tied and not rows:
        return finish_together(workspace, [(_new_tie(workspace, child, other), {})])[0].changes
    if is_tied == bool(present):
        return Changes()
    turned = rows[-1:] if is_tied else present
    return changes_of(
        mark_deleted(workspace, tuple((kind, row.id) for row in turned), deleted=not is_tied)
    )


def known_ties(workspace: Workspace, family_id: RecordId) -> frozenset[tuple[str, str]]:
    """Return (child, adult) and (child, home) of everybody who belongs together."""
    return frozenset(
        (str(row.values.get("student_id")), str(row.values.get(field)))
        for kind, field in (("student-adult", "adult_id"), ("student-household", "household_id"))
        for row in family_rows(workspace, kind, family_id)
    )


def tie_newcomer(workspace: Workspace, new: OpenForm) -> None:
    """Tie a new adult to all children, a new child to all adults; an only home is everybody's."""
    family_id = RecordId(str(new.values.get("family_id")))

    def forms(kind: str) -> list[OpenForm]:
        rows = family_rows(workspace, kind, family_id)
        return [open_form(workspace, RecordId(row.id)) for row in rows]

    pairs: list[tuple[OpenForm, OpenForm]] = []
    if new.kind == "adult":
        pairs = [(child, new) for child in forms("student")]
    elif new.kind == "student":
        homes = forms("household")
        pairs = [(new, other) for other in (*forms("adult"), *(homes if len(homes) == 1 else ()))]
    elif new.kind == "household" and len(forms("household")) == 1:
        pairs = [(child, new) for child in forms("student")]
    if pairs:
        finish_together(workspace, [(_new_tie(workspace, *pair), {}) for pair in pairs])


def follow_relationship(workspace: Workspace, adult: OpenForm, before: object) -> None:
    """Let the ties that said the same as the adult did `before` say what the adult says now."""
    now = adult.values.get("relationship")
    if now == before:
        return
    family_id = RecordId(str(adult.values.get("family_id")))
    for row in family_rows(workspace, "student-adult", family_id):
        is_alike = row.values.get("relationship") in (before, "ask", None)
        if row.values.get("adult_id") == adult.record_id and is_alike:
            save_form(workspace, open_form(workspace, RecordId(row.id)), {"relationship": now})


def family_rows(
    workspace: Workspace, kind: str, family_id: RecordId, *, include_deleted: bool = False
) -> list[Stored]:
    """Return the records of a kind that belong to a family, oldest first."""
    return workspace.store.list_rows(
        kind, family_id=family_id, include_deleted=include_deleted, limit=MOST, order="created_at"
    )


def mark_deleted(
    workspace: Workspace, records: tuple[tuple[str, str], ...], *, deleted: bool
) -> Saved:
    """Take (kind, id) records away, or bring them back, in one step."""
    return workspace.store.save(
        [Write(kind, record_id, {DELETED: deleted}) for kind, record_id in records],
        author=workspace.person_id,
        why="delete" if deleted else "edit",
    )


def _tie_of(other: OpenForm) -> tuple[str, str]:
    if other.kind == "adult":
        return "student-adult", "adult_id"
    return "student-household", "household_id"


def _new_tie(workspace: Workspace, child: OpenForm, other: OpenForm) -> OpenForm:
    kind, field = _tie_of(other)
    values: dict[str, object] = {
        "family_id": child.values.get("family_id"),
        "student_id": child.record_id,
        field: other.record_id,
    }
    if kind == "student-adult":
        values["relationship"] = other.values.get("relationship") or "ask"
    return new_form(workspace, kind, values)
