"""Log a contact in under twenty seconds."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from fsp_desktop.domain.ids import RecordId
from fsp_desktop.domain.views import FamilyPage
from fsp_desktop.services.edit_record import OpenForm, finish_form, new_form, save_form
from fsp_desktop.services.workspace import Workspace

LAST_DIRECTION = "contact.last_direction"


@dataclass(frozen=True)
class ContactForm:
    """A new contact with a family, proposed the way they like to be reached."""

    form: OpenForm
    family: FamilyPage


def start_contact(workspace: Workspace, family_id: RecordId) -> ContactForm:
    """Return a form for a contact now: their preferred way, the direction that was last used."""
    family = workspace.store.family_page(family_id)
    wishes = [adult.preferred_channel for adult in family.adults if adult.preferred_channel]
    proposed = {
        "family_id": family_id,
        "occurred_at": workspace.clock.now().isoformat(),
        "direction": workspace.store.setting(LAST_DIRECTION) or "school_to_family",
        "channel": wishes[0] if wishes else "phone",
        "purpose": "check_in",
        "outcome": "talked",
        "staff_id": workspace.person_id,
    }
    return ContactForm(new_form(workspace, "contact", proposed), family)


def save_contact(workspace: Workspace, form: OpenForm, changed: Mapping[str, object]) -> OpenForm:
    """Keep what was typed so far."""
    return save_form(workspace, form, changed)


def finish_contact(
    workspace: Workspace,
    form: OpenForm,
    changed: Mapping[str, object],
    next_step: str = "",
    next_step_on: str | None = None,
) -> OpenForm:
    """Finish the contact and, if `next_step` has words, promise it as a follow-up.

    `next_step_on` is its day as YYYY-MM-DD, or None.
    """
    finished = finish_form(workspace, form, changed)
    workspace.store.set_setting(LAST_DIRECTION, str(finished.values.get("direction")))
    if next_step.strip():
        values = {
            "family_id": finished.values.get("family_id"),
            "text": next_step,
            "due_on": next_step_on,
            "owner_id": workspace.person_id,
            "contact_id": finished.record_id,
        }
        finish_form(workspace, new_form(workspace, "follow-up", values), {})
    return finished
