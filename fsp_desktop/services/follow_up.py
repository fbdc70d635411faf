"""Keep promises: make, finish, move and reopen follow-ups; say how agreements went."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from fsp_desktop.domain.ids import RecordId
from fsp_desktop.domain.views import FollowUpRow
from fsp_desktop.services.edit_record import (
    Changes,
    OpenForm,
    finish_form,
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


def save_follow_up(workspace: Workspace, form: OpenForm, changed: Mapping[str, object]) -> OpenForm:
    """Keep what was typed so far."""
    return save_form(workspace, form, changed)


def add_follow_up(workspace: Workspace, form: OpenForm, changed: Mapping[str, object]) -> OpenForm:
    """Finish the form of a follow-up."""
    return finish_form(workspace, form, changed)


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


def _change(workspace: Workspace, record_id: RecordId, changed: Mapping[str, object]) -> Changes:
    return save_form(workspace, open_form(workspace, record_id), changed).changes
