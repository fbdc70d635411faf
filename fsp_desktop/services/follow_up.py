"""Keep promises: make, finish, move and reopen follow-ups; say how agreements went."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from fsp_desktop.domain.ids import RecordId
from fsp_desktop.domain.views import FollowUpRow
from fsp_desktop.services.edit_record import (
    Changes,
    OpenForm,
    finish_together,
    new_form,
    open_form,
    save_form,
)
from fsp_desktop.services.workspace import Workspace


def list_follow_ups(
    workspace: Workspace, *, mine: bool = False, include_done: bool = False, limit: int = 1000
) -> tuple[FollowUpRow, ...]:
    """Return follow-ups by due day, those without a day last."""
    owner = workspace.person_id if mine else None
    return workspace.store.follow_ups(owner_id=owner, include_done=include_done, limit=limit)


def start_follow_up(workspace: Workspace, family_id: RecordId | None = None) -> OpenForm:
    """Return a form for a new follow-up that we promise."""
    values = {"family_id": family_id, "owner_id": workspace.person_id, "side": "we_promised"}
    return new_form(workspace, "follow-up", values)


@dataclass(frozen=True)
class FollowUpForm:
    """A follow-up, the name of its family, and who could look after it.

    Attributes:
        colleagues: (id, name) of everybody who works here.
    """

    form: OpenForm
    family_id: str | None
    family_label: str
    colleagues: tuple[tuple[str, str], ...]


def begin_follow_up(
    workspace: Workspace, family_id: RecordId | None, follow_up_id: RecordId | None
) -> FollowUpForm:
    """Return the follow-up one asked for, the draft that was kept, or a new one.

    Raises:
        RefusedError: `services.no_such_record`.
    """
    wanted = follow_up_id or _kept_draft(workspace, family_id)
    form = open_form(workspace, wanted) if wanted else start_follow_up(workspace, family_id)
    known = form.values.get("family_id")
    family = workspace.store.load(RecordId(str(known))) if known else None
    staff = workspace.store.list_rows("staff", limit=500, order="name")
    return FollowUpForm(
        form,
        family.id if family else None,
        str(family.values.get("label") or "") if family else "",
        tuple((row.id, str(row.values.get("name") or "")) for row in staff),
    )


def save_follow_up(workspace: Workspace, form: OpenForm, changed: Mapping[str, object]) -> OpenForm:
    """Keep what was typed so far."""
    return save_form(workspace, form, changed)


def add_follow_up(workspace: Workspace, form: OpenForm, changed: Mapping[str, object]) -> OpenForm:
    """Finish the form of a follow-up.

    Raises:
        RefusedError: `domain.invalid_record`; the draft stays as it was saved before.
    """
    return finish_together(workspace, [(form, changed)])[0]


def finish_follow_up(workspace: Workspace, follow_up_id: RecordId, result: str = "") -> Changes:
    """Mark a follow-up as done today, with what came of it if there are words."""
    done = {"status": "done", "done_on": workspace.clock.today().isoformat()}
    changed = done | ({"result": result} if result.strip() else {})
    return _change(workspace, follow_up_id, changed)


def reopen_follow_up(workspace: Workspace, follow_up_id: RecordId) -> Changes:
    """Take the tick away again."""
    return _change(workspace, follow_up_id, {"status": "open", "done_on": None})


def move_follow_up(workspace: Workspace, follow_up_id: RecordId, due_on: date | None) -> Changes:
    """Give a follow-up another day, or none."""
    return _change(workspace, follow_up_id, {"due_on": due_on.isoformat() if due_on else None})


def tell_agreement_state(workspace: Workspace, agreement_id: RecordId, state: str) -> Changes:
    """Say how an agreement went: kept, not_yet, changed, or open again."""
    changed = {"state": state, "state_on": workspace.clock.today().isoformat()}
    return _change(workspace, agreement_id, changed)


def _kept_draft(workspace: Workspace, family_id: RecordId | None) -> RecordId | None:
    rows = workspace.store.list_rows("follow-up", is_open=True, limit=100, order="updated")
    for row in rows:
        is_mine = row.created_by == workspace.person_id and bool(row.values.get("draft"))
        # What was begun beside a contact is opened with that contact.
        is_alone = not row.values.get("contact_id")
        fits = family_id is None or row.values.get("family_id") in (None, family_id)
        if is_mine and is_alone and fits:
            return RecordId(row.id)
    return None


def _change(workspace: Workspace, record_id: RecordId, changed: Mapping[str, object]) -> Changes:
    return save_form(workspace, open_form(workspace, record_id), changed).changes
