"""Log a home visit: hopes first, from memory, in five minutes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from fsp_desktop.domain.ids import RecordId
from fsp_desktop.domain.views import AgreementCard, FamilyPage, NoteCard
from fsp_desktop.services.edit_record import (
    Changes,
    OpenForm,
    finish_form,
    new_form,
    open_form,
    save_form,
)
from fsp_desktop.services.workspace import Workspace


@dataclass(frozen=True)
class VisitForm:
    """The visit form and what helps to fill it.

    Attributes:
        form: The visit itself.
        family: The family's page, for people, languages and wishes.
        remember: Notes that were told or seen, to recall before the talk; never guesses.
        last_agreements: What was agreed before this visit and is still to be looked at.
        agreements: Agreements made in this visit, each its own form.
    """

    form: OpenForm
    family: FamilyPage
    remember: tuple[NoteCard, ...]
    last_agreements: tuple[AgreementCard, ...]
    agreements: tuple[OpenForm, ...]


def start_visit(workspace: Workspace, family_id: RecordId) -> VisitForm:
    """Return a form for a new visit to `family_id`, today, with what is known filled in.

    Nothing is written before the first word is typed.
    """
    family = workspace.store.family_page(family_id)
    languages = [adult.speaks for adult in family.adults if adult.speaks not in (None, "ask")]
    proposed = {
        "family_id": family_id,
        "students": [child.id for child in family.children],
        "purpose": "relational_first"
        if not _visited(workspace, family_id)
        else "relational_second",
        "status": "completed",
        "actual_start": workspace.clock.now().isoformat(),
        "place_type": "home",
        "language_used": languages[0] if languages else None,
        "staff": [workspace.person_id],
        "readers": "team",
    }
    return _around(workspace, new_form(workspace, "visit", proposed), family)


def open_visit(workspace: Workspace, visit_id: RecordId) -> VisitForm:
    """Return the form of a visit that was planned or begun before.

    A planned visit (offered, scheduled, confirmed) is proposed as completed at its planned time.
    """
    form = open_form(workspace, visit_id)
    family = workspace.store.family_page(RecordId(str(form.values["family_id"])))
    return _around(workspace, form, family)


def begin_write_up(workspace: Workspace, form: OpenForm) -> dict[str, object]:
    """Return the changes that turn a planned visit into one that took place as planned."""
    values = form.values
    planned = values.get("status") in ("offered", "accepted", "scheduled", "confirmed")
    if not planned:
        return {}
    start = values.get("scheduled_start") or workspace.clock.now().isoformat()
    return {
        "status": "completed",
        "actual_start": start,
        "actual_end": values.get("scheduled_end"),
        "place_type": values.get("place_type") or "home",
    }


def save_visit(workspace: Workspace, form: OpenForm, changed: Mapping[str, object]) -> OpenForm:
    """Keep what was typed so far; see `edit_record.save_form`."""
    return save_form(workspace, form, changed)


def finish_visit(
    workspace: Workspace,
    form: OpenForm,
    changed: Mapping[str, object],
    agreements: Sequence[tuple[OpenForm, Mapping[str, object]]] = (),
) -> OpenForm:
    """Finish the log; agreements with words become complete records of their own.

    Raises:
        RefusedError: `domain.invalid_record`; everything typed is kept as a draft.
    """
    for agreement, agreed in agreements:
        if agreed.get("text") or agreement.values.get("text"):
            finish_form(workspace, agreement, agreed)
    finished = finish_form(workspace, form, changed)
    kinds = finished.changes.kinds | {"agreement"}
    return OpenForm(
        finished.kind,
        finished.record_id,
        finished.values,
        finished.seen,
        finished.conflicts,
        False,
        finished.session,
        Changes(kinds, finished.changes.ids),
    )


def new_agreement(workspace: Workspace, form: OpenForm) -> OpenForm:
    """Return the form of one more agreement made in the visit or conference of `form`."""
    origin = "visit_id" if form.kind == "visit" else "conference_id"
    values = {"family_id": form.values.get("family_id"), origin: form.record_id, "side": "both"}
    return new_form(workspace, "agreement", values)


def _around(workspace: Workspace, form: OpenForm, family: FamilyPage) -> VisitForm:
    mine = [card for card in family.agreements if card.visit_id == form.record_id]
    earlier = [card for card in family.agreements if card.visit_id != form.record_id]
    return VisitForm(
        form=form,
        family=family,
        remember=tuple(note for note in family.notes if note.source != "guess" and not note.draft),
        last_agreements=tuple(card for card in earlier if card.state in ("open", "not_yet"))[:4],
        agreements=tuple(open_form(workspace, RecordId(card.id)) for card in mine),
    )


def _visited(workspace: Workspace, family_id: RecordId) -> bool:
    rows = workspace.store.list_rows("visit", family_id=family_id, limit=200)
    return any(row.values.get("status") == "completed" for row in rows)
