"""Log a home visit: hopes first, from memory, in five minutes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from fsp_desktop.domain.ids import RecordId
from fsp_desktop.domain.views import AgreementCard, FamilyPage, NoteCard
from fsp_desktop.services.edit_record import (
    OpenForm,
    finish_together,
    new_form,
    open_form,
    save_form,
)
from fsp_desktop.services.workspace import Workspace
from fsp_desktop.store.stored import Stored

ENGLISH = "en"
TODAY = timedelta(hours=12)
PLANNED = frozenset({"offered", "accepted", "scheduled", "confirmed"})
"""States of a visit that is still to come, or to be written up."""


@dataclass(frozen=True)
class InterpreterChoice:
    """One interpreter the school works with."""

    id: str
    name: str


@dataclass(frozen=True)
class VisitForm:
    """The visit form and what helps to fill it.

    Attributes:
        form: The visit itself.
        family: The family's page, for people, languages and wishes.
        remember: Notes that were told or seen, to recall before the talk; never guesses.
        last_agreements: What was agreed before this visit and is still to be looked at.
        agreements: Agreements made in this visit, each its own form; drafts too.
        interpreters: Who can be named as the interpreter.
        proposed: Changes that turn a planned visit into one that took place as planned; saved
            with the first words.
    """

    form: OpenForm
    family: FamilyPage
    remember: tuple[NoteCard, ...]
    last_agreements: tuple[AgreementCard, ...]
    agreements: tuple[OpenForm, ...]
    interpreters: tuple[InterpreterChoice, ...] = ()
    proposed: Mapping[str, object] = field(default_factory=dict)


def visit_to_write(workspace: Workspace, family_id: RecordId | None = None) -> RecordId | None:
    """Return the visit one would write up now, or None if a new one should be begun.

    That is this person's unfinished log, else the earliest planned visit of today or before, else
    the next planned one; of `family_id` only, if given. Without a family, only visits count that
    this person takes part in, or for which nobody has been named yet.
    """
    rows = workspace.store.list_rows("visit", family_id=family_id, is_open=True, limit=500)
    drafts = [row for row in rows if row.values.get("draft")]
    mine = [row for row in drafts if row.created_by == workspace.person_id]
    if mine:
        return RecordId(max(mine, key=lambda row: row.updated_at).id)
    planned = [
        row
        for row in rows
        if not row.values.get("draft")
        and row.values.get("status") in PLANNED
        and row.values.get("scheduled_start")
        and (family_id is not None or _is_for(workspace, row))
    ]
    now = workspace.clock.now()
    nearest = min(planned, key=lambda row: abs(_start_of(row) - now), default=None)
    return RecordId(nearest.id) if nearest else None


def begin_visit(
    workspace: Workspace, family_id: RecordId | None, visit_id: RecordId | None
) -> VisitForm | None:
    """Return the log one asked for; None if no family was said and no visit is planned."""
    wanted = visit_id or visit_to_write(workspace, family_id)
    if wanted is not None:
        return open_visit(workspace, wanted)
    return start_visit(workspace, family_id) if family_id is not None else None


def start_visit(workspace: Workspace, family_id: RecordId) -> VisitForm:
    """Return a form for a new visit to `family_id`, today, with what is known filled in.

    Nothing is written before the first word is typed.

    Raises:
        RefusedError: `store.no_such_record`.
    """
    family = workspace.store.family_page(family_id)
    is_first = not _visited(workspace, family_id)
    proposed = {
        "family_id": family_id,
        "students": [child.id for child in family.children],
        "purpose": "relational_first" if is_first else "relational_second",
        "status": "completed",
        "actual_start": workspace.clock.now().isoformat(),
        "place_type": "home",
        "language_used": _language_of(family),
        "staff": [workspace.person_id],
        "readers": "team",
    }
    return _around(workspace, new_form(workspace, "visit", proposed), family)


def open_visit(workspace: Workspace, visit_id: RecordId) -> VisitForm:
    """Return the form of a visit that was planned or begun before.

    A planned visit (offered, scheduled, confirmed) is proposed as completed at its planned time.

    Raises:
        RefusedError: `services.no_such_record`; `store.no_such_record` if its family is not here.
    """
    form = open_form(workspace, visit_id)
    family = workspace.store.family_page(RecordId(str(form.values["family_id"])))
    proposed = begin_write_up(workspace, form, family)
    return _around(workspace, form, family, proposed)


def begin_write_up(
    workspace: Workspace, form: OpenForm, family: FamilyPage
) -> Mapping[str, object]:
    """Return the changes that turn a planned visit into one that took place as planned."""
    values = form.values
    if values.get("status") not in PLANNED:
        return {}
    now = workspace.clock.now()
    start, end = values.get("scheduled_start"), values.get("scheduled_end")
    # A visit that is planned for another day took place earlier than planned: now.
    if not start or datetime.fromisoformat(str(start)) > now + TODAY:
        start, end = now.isoformat(), None
    return {
        "status": "completed",
        "actual_start": start,
        "actual_end": end,
        "place_type": values.get("place_type") or "home",
        "language_used": values.get("language_used") or _language_of(family),
        "draft": True,
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
    """Finish the log and its agreements in one step; agreements without words go away.

    Where nobody said which language was used, it is the one the family speaks.

    Raises:
        RefusedError: `domain.invalid_record`; the drafts stay as they were saved before.
    """
    changed = {**changed, **_language_if_missing(workspace, form, changed)}
    with_words = [(one, agreed) for one, agreed in agreements if _words_of(one, agreed)]
    finished = finish_together(workspace, [(form, changed), *with_words])
    for one, agreed in agreements:
        if not one.is_new and not _words_of(one, agreed):
            workspace.store.delete(one.record_id, author=workspace.person_id)
    return finished[0]


def new_agreement(workspace: Workspace, form: OpenForm) -> OpenForm:
    """Return the form of one more agreement made in the visit or conference of `form`."""
    origin = "visit_id" if form.kind == "visit" else "conference_id"
    values = {"family_id": form.values.get("family_id"), origin: form.record_id, "side": "both"}
    return new_form(workspace, "agreement", values)


def _around(
    workspace: Workspace,
    form: OpenForm,
    family: FamilyPage,
    proposed: Mapping[str, object] | None = None,
) -> VisitForm:
    made_here = workspace.store.list_rows(
        "agreement", family_id=RecordId(family.id), limit=1000, order="created_at"
    )
    earlier = [card for card in family.agreements if card.visit_id != form.record_id]
    return VisitForm(
        form=form,
        family=family,
        remember=tuple(note for note in family.notes if note.source != "guess" and not note.draft),
        last_agreements=tuple(card for card in earlier if card.state in ("open", "not_yet"))[:4],
        agreements=tuple(
            open_form(workspace, RecordId(row.id))
            for row in made_here
            if row.values.get("visit_id") == form.record_id
        ),
        interpreters=tuple(
            InterpreterChoice(row.id, str(row.values.get("name") or ""))
            for row in workspace.store.list_rows("interpreter", limit=200, order="name")
        ),
        proposed=proposed or {},
    )


def _language_of(family: FamilyPage) -> str:
    spoken = [adult.speaks for adult in family.adults]
    known = [tag for tag in (*spoken, *family.languages) if tag and tag != "ask"]
    return known[0] if known else ENGLISH


def _language_if_missing(
    workspace: Workspace, form: OpenForm, changed: Mapping[str, object]
) -> Mapping[str, object]:
    if form.values.get("language_used") or changed.get("language_used"):
        return {}
    family_id = RecordId(str(form.values.get("family_id")))
    return {"language_used": _language_of(workspace.store.family_page(family_id))}


def _is_for(workspace: Workspace, row: Stored) -> bool:
    staff = row.values.get("staff") or ()
    return not staff or workspace.person_id in staff


def _start_of(row: Stored) -> datetime:
    return datetime.fromisoformat(str(row.values["scheduled_start"]))


def _words_of(form: OpenForm, changed: Mapping[str, object]) -> bool:
    return bool(str(changed.get("text", form.values.get("text")) or "").strip())


def _visited(workspace: Workspace, family_id: RecordId) -> bool:
    rows = workspace.store.list_rows("visit", family_id=family_id, limit=200)
    return any(row.values.get("status") == "completed" for row in rows)
