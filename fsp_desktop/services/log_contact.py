"""Log a contact in under twenty seconds."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

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

LAST_DIRECTION = "contact.last_direction"
USUAL_CHANNEL = "phone"


@dataclass(frozen=True)
class ContactForm:
    """A contact, and the family it is with; None while that is not chosen yet.

    Attributes:
        next_step: The draft of a follow-up that was begun with it, if there is one.
        channel: How this family likes to be reached, or the usual way.
        direction: Who began the contact that was logged last.
    """

    form: OpenForm
    family: FamilyPage | None
    channel: str
    direction: str
    next_step: OpenForm | None = None


def start_contact(workspace: Workspace, family_id: RecordId | None = None) -> ContactForm:
    """Return a form for a contact now: their preferred way, the direction that was last used.

    Raises:
        RefusedError: `store.no_such_record`.
    """
    family = workspace.store.family_page(family_id) if family_id else None
    direction = workspace.store.setting(LAST_DIRECTION) or "school_to_family"
    proposed = {
        "family_id": family_id,
        "occurred_at": workspace.clock.now().isoformat(),
        "direction": direction,
        "channel": _channel_of(family),
        "purpose": "check_in",
        "outcome": "talked",
        "staff_id": workspace.person_id,
    }
    form = new_form(workspace, "contact", proposed)
    return ContactForm(form, family, _channel_of(family), direction)


def open_contact(workspace: Workspace, contact_id: RecordId) -> ContactForm:
    """Return the form of a contact that exists.

    Raises:
        RefusedError: `services.no_such_record`; `store.no_such_record` if its family is not here.
    """
    form = open_form(workspace, contact_id)
    family_id = form.values.get("family_id")
    family = workspace.store.family_page(RecordId(str(family_id))) if family_id else None
    channel = str(form.values.get("channel") or _channel_of(family))
    next_step = _begun_step(workspace, form)
    return ContactForm(form, family, channel, str(form.values.get("direction")), next_step)


def begin_contact(
    workspace: Workspace, family_id: RecordId | None, contact_id: RecordId | None
) -> ContactForm:
    """Return the contact one asked for, the draft that was kept, or a new one."""
    wanted = contact_id or _kept_draft(workspace, family_id)
    return open_contact(workspace, wanted) if wanted else start_contact(workspace, family_id)


def save_contact(workspace: Workspace, form: OpenForm, changed: Mapping[str, object]) -> OpenForm:
    """Keep what was typed so far."""
    return save_form(workspace, form, changed)


def new_next_step(workspace: Workspace, contact: OpenForm) -> OpenForm:
    """Return the form of what we promise to do after `contact`."""
    values = {
        "family_id": contact.values.get("family_id"),
        "contact_id": contact.record_id,
        "owner_id": workspace.person_id,
        "side": "we_promised",
    }
    return new_form(workspace, "follow-up", values)


def finish_contact(
    workspace: Workspace,
    form: OpenForm,
    changed: Mapping[str, object],
    next_step: OpenForm | None = None,
    next_step_changed: Mapping[str, object] | None = None,
) -> OpenForm:
    """Finish the contact and, if `next_step` has words, what we promised, in one step.

    A next step without words goes away.

    Raises:
        RefusedError: `domain.invalid_record`; the drafts stay as they were saved before.
    """
    forms: list[tuple[OpenForm, Mapping[str, object]]] = [(form, changed)]
    step_fields = dict(next_step_changed or {})
    has_step = next_step is not None and bool(
        str(step_fields.get("text", next_step.values.get("text")) or "").strip()
    )
    if next_step is not None and has_step:
        step_fields["family_id"] = changed.get("family_id", form.values.get("family_id"))
        forms.append((next_step, step_fields))
    finished = finish_together(workspace, forms)[0]
    if next_step is not None and not has_step and not next_step.is_new:
        workspace.store.delete(next_step.record_id, author=workspace.person_id)
    workspace.store.set_setting(LAST_DIRECTION, str(finished.values.get("direction")))
    return finished


def _begun_step(workspace: Workspace, form: OpenForm) -> OpenForm | None:
    rows = workspace.store.list_rows("follow-up", is_open=True, limit=100, order="updated")
    for row in rows:
        if row.values.get("draft") and row.values.get("contact_id") == form.record_id:
            return open_form(workspace, RecordId(row.id))
    return None


def _kept_draft(workspace: Workspace, family_id: RecordId | None) -> RecordId | None:
    rows = workspace.store.list_rows("contact", is_open=True, limit=100, order="updated")
    for row in rows:
        is_mine = row.created_by == workspace.person_id and bool(row.values.get("draft"))
        if is_mine and (family_id is None or row.values.get("family_id") in (None, family_id)):
            return RecordId(row.id)
    return None


def _channel_of(family: FamilyPage | None) -> str:
    adults = family.adults if family else ()
    wishes = [adult.preferred_channel for adult in adults if adult.preferred_channel]
    return wishes[0] if wishes else USUAL_CHANNEL
