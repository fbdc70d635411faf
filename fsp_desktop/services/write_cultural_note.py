"""Write down what a family taught us, and how we know it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta

from fsp_desktop.domain.ids import RecordId
from fsp_desktop.domain.views import FamilyPage
from fsp_desktop.services.edit_record import (
    OpenForm,
    finish_together,
    new_form,
    open_form,
    save_form,
)
from fsp_desktop.services.workspace import Workspace

REVIEW_AFTER = timedelta(days=365)
"""A note is looked at again after a year: people change."""


@dataclass(frozen=True)
class NoteForm:
    """A cultural note and the family it is about; None while that is not chosen yet."""

    form: OpenForm
    family: FamilyPage | None


def start_note(workspace: Workspace, family_id: RecordId | None = None) -> NoteForm:
    """Return a form for a new note, told today, to be shared as widely as the family agrees.

    Raises:
        RefusedError: `store.no_such_record`.
    """
    today = workspace.clock.today()
    proposed = {
        "family_id": family_id,
        "source": "told",
        "told_on": today.isoformat(),
        "told_how": "said_directly",
        "share_with": "liaison_team",
        "review_on": (today + REVIEW_AFTER).isoformat(),
    }
    form = new_form(workspace, "note", proposed)
    return NoteForm(form, workspace.store.family_page(family_id) if family_id else None)


def open_note(workspace: Workspace, note_id: RecordId) -> NoteForm:
    """Return the form of a note that exists.

    Raises:
        RefusedError: `services.no_such_record`; `store.no_such_record` if its family is not here.
    """
    form = open_form(workspace, note_id)
    family_id = form.values.get("family_id")
    family = workspace.store.family_page(RecordId(str(family_id))) if family_id else None
    return NoteForm(form, family)


def begin_note(
    workspace: Workspace, family_id: RecordId | None, note_id: RecordId | None
) -> NoteForm:
    """Return the note one asked for, the draft that was kept, or a new one."""
    wanted = note_id or _kept_draft(workspace, family_id)
    return open_note(workspace, wanted) if wanted else start_note(workspace, family_id)


def save_note(workspace: Workspace, form: OpenForm, changed: Mapping[str, object]) -> OpenForm:
    """Keep what was typed so far."""
    return save_form(workspace, form, changed)


def finish_note(workspace: Workspace, form: OpenForm, changed: Mapping[str, object]) -> OpenForm:
    """Finish the note. A guess is kept as a guess and reminds us to ask, in the same step.

    Raises:
        RefusedError: `domain.invalid_record`; the draft stays as it was saved before.
    """
    forms: list[tuple[OpenForm, Mapping[str, object]]] = [(form, changed)]
    reminder = _reminder(workspace, {**form.values, **changed})
    if reminder is not None:
        forms.append((reminder, {}))
    return finish_together(workspace, forms)[0]


def _reminder(workspace: Workspace, note: Mapping[str, object]) -> OpenForm | None:
    """Return the follow-up that asks the family about a guess, unless it is there already."""
    family_id, text = note.get("family_id"), str(note.get("text") or "").strip()
    if note.get("source") != "guess" or not family_id or not text:
        return None
    asked = workspace.store.list_rows("follow-up", family_id=RecordId(str(family_id)), limit=500)
    if any(
        row.values.get("text") == text and row.values.get("side") == "we_asked" for row in asked
    ):
        return None
    values = {
        "family_id": family_id,
        "text": text,
        "side": "we_asked",
        "owner_id": workspace.person_id,
    }
    return new_form(workspace, "follow-up", values)


def _kept_draft(workspace: Workspace, family_id: RecordId | None) -> RecordId | None:
    for row in workspace.store.list_rows("note", is_open=True, limit=100, order="updated"):
        is_mine = row.created_by == workspace.person_id and bool(row.values.get("draft"))
        if is_mine and (family_id is None or row.values.get("family_id") in (None, family_id)):
            return RecordId(row.id)
    return None
