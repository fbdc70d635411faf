"""Write down what a family taught us, and how we know it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta

from fsp_desktop.domain.ids import RecordId
from fsp_desktop.domain.views import FamilyPage
from fsp_desktop.services.edit_record import OpenForm, finish_form, new_form, open_form, save_form
from fsp_desktop.services.workspace import Workspace

REVIEW_AFTER = timedelta(days=365)
"""A note is looked at again after a year: people change."""


@dataclass(frozen=True)
class NoteForm:
    """A cultural note and the family it is about."""

    form: OpenForm
    family: FamilyPage


def start_note(workspace: Workspace, family_id: RecordId) -> NoteForm:
    """Return a form for a new note, told today, to be shared as widely as the family agrees."""
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
    return NoteForm(form, workspace.store.family_page(family_id))


def open_note(workspace: Workspace, note_id: RecordId) -> NoteForm:
    """Return the form of a note that exists."""
    form = open_form(workspace, note_id)
    return NoteForm(form, workspace.store.family_page(RecordId(str(form.values["family_id"]))))


def save_note(workspace: Workspace, form: OpenForm, changed: Mapping[str, object]) -> OpenForm:
    """Keep what was typed so far."""
    return save_form(workspace, form, changed)


def finish_note(workspace: Workspace, form: OpenForm, changed: Mapping[str, object]) -> OpenForm:
    """Finish the note. A guess is kept as a guess and reminds us to ask."""
    finished = finish_form(workspace, form, changed)
    if finished.values.get("source") == "guess":
        _ask_next_time(workspace, finished)
    return finished


def _ask_next_time(workspace: Workspace, note: OpenForm) -> None:
    open_asks = workspace.store.list_rows(
        "follow-up", family_id=RecordId(str(note.values["family_id"])), limit=500
    )
    text = str(note.values["text"])
    if any(
        row.values.get("text") == text and row.values.get("side") == "we_asked" for row in open_asks
    ):
        return
    values = {
        "family_id": note.values["family_id"],
        "text": text,
        "side": "we_asked",
        "owner_id": workspace.person_id,
    }
    finish_form(workspace, new_form(workspace, "follow-up", values), {})
