"""Write down a family: its name, its adults and how to reach them, its children and homes.

Every person, number and home is a record of its own with its own form; what is typed into each is
kept as a draft, and all of them become complete together. Who belongs to whom is in `family_ties`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from fsp_desktop.domain.errors import RefusedError
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
from fsp_desktop.services.family_ties import (
    family_rows,
    follow_relationship,
    mark_deleted,
    tie_newcomer,
)
from fsp_desktop.services.workspace import Workspace

MOST = 500
_TIED_BY: dict[str, tuple[str, tuple[str, ...]]] = {
    "family": (
        "family_id",
        ("adult", "contact-point", "student", "household", "student-adult", "student-household"),
    ),
    "adult": ("adult_id", ("contact-point", "student-adult")),
    "student": ("student_id", ("student-adult", "student-household")),
    "household": ("household_id", ("student-household",)),
}
"""What goes away with a part: the field that names it, and the kinds of record that have it."""
_GIVEN = frozenset({"draft", "family_id", "adult_id", "school_id", "contact_kind"})
"""Fields that are filled in by the form itself and say nothing yet."""


@dataclass(frozen=True)
class AdultForms:
    """One adult and the ways to reach them."""

    form: OpenForm
    points: tuple[OpenForm, ...] = ()


@dataclass(frozen=True)
class FamilyForms:
    """A family as its form sees it, drafts included; oldest first."""

    family: OpenForm
    adults: tuple[AdultForms, ...] = ()
    children: tuple[OpenForm, ...] = ()
    homes: tuple[OpenForm, ...] = ()

    @property
    def parts(self) -> tuple[OpenForm, ...]:
        """Everything that has to be complete before the family is."""
        adults = [form for adult in self.adults for form in (adult.form, *adult.points)]
        return (*adults, *self.children, *self.homes)


@dataclass(frozen=True)
class Removed:
    """What was taken away together, for `put_back`: (kind, id) of each record."""

    records: tuple[tuple[str, str], ...]
    changes: Changes


def start_family(workspace: Workspace, label: str = "") -> FamilyForms:
    """Return the forms of a family nobody wrote down yet; nothing is written before a word."""
    values: dict[str, object] = {"label": label or None, "welcome_stage": "ask"}
    if workspace.who.role == "liaison":
        values["liaison_id"] = workspace.person_id
    return FamilyForms(new_form(workspace, "family", values))


def open_family(workspace: Workspace, family_id: RecordId) -> FamilyForms:
    """Return the forms of a family and of everybody in it.

    Raises:
        RefusedError: `services.no_such_record`.
    """
    points = _forms(workspace, "contact-point", family_id)

    def ways_to(adult: OpenForm) -> tuple[OpenForm, ...]:
        return tuple(one for one in points if one.values.get("adult_id") == adult.record_id)

    return FamilyForms(
        open_form(workspace, family_id),
        tuple(AdultForms(adult, ways_to(adult)) for adult in _forms(workspace, "adult", family_id)),
        _forms(workspace, "student", family_id),
        _forms(workspace, "household", family_id),
    )


def unfinished_family(workspace: Workspace) -> FamilyForms | None:
    """Return the newest family that this person began and did not finish, or None."""
    for row in workspace.store.list_rows("family", is_open=True, limit=MOST, order="updated"):
        if row.created_by == workspace.person_id and row.values.get("draft"):
            return open_family(workspace, RecordId(row.id))
    return None


def begin_part(workspace: Workspace, kind: str, family: OpenForm) -> OpenForm:
    """Return the form of one more adult, student or household of `family`."""
    values: dict[str, object] = {"family_id": family.record_id}
    if kind == "student":
        values["school_id"] = workspace.school_id or None
    return new_form(workspace, kind, values)


def begin_point(workspace: Workspace, adult: OpenForm) -> OpenForm:
    """Return the form of one more way to reach `adult`."""
    values = {
        "family_id": adult.values.get("family_id"),
        "adult_id": adult.record_id,
        "contact_kind": "mobile",
    }
    return new_form(workspace, "contact-point", values)


def save_part(workspace: Workspace, form: OpenForm, changed: Mapping[str, object]) -> OpenForm:
    """Keep what was typed so far, and tie somebody new to the others.

    Raises:
        RefusedError: `domain.invalid_record`; nothing was written.
    """
    saved = save_form(workspace, form, changed)
    if form.is_new:
        tie_newcomer(workspace, saved)
    elif form.kind == "adult":
        follow_relationship(workspace, saved, form.values.get("relationship"))
    return saved


def finish_family(workspace: Workspace, family: OpenForm) -> OpenForm:
    """Make the family and everyone in it complete, in one step; parts without words go away.

    Raises:
        RefusedError: `domain.invalid_record` with `refusals` [{field, reason, record_id}] of all
            records that lack something; the drafts stay as they were saved before.
    """
    from fsp_desktop.domain.rules import check_complete

    if family.is_new:
        check_complete("family", family.values)
        family = save_form(workspace, family, {})
    forms = open_family(workspace, family.record_id)
    empty = [form for form in forms.parts if form.values.get("draft") and _is_blank(form)]
    kept = [forms.family, *(form for form in forms.parts if form not in empty)]
    _check_all(kept)
    for form in empty:
        remove_part(workspace, form)
    finished = _complete(workspace, [form for form in kept if form.values.get("draft")])
    return next((one for one in finished if one.kind == "family"), forms.family)


def keep_complete(workspace: Workspace, family_id: RecordId) -> Changes:
    """Make complete what lacks nothing in a family that is known; the rest stays a draft.

    For leaving the form half way; a family that is still a draft itself stays one.
    """
    forms = open_family(workspace, family_id)
    drafts = [form for form in forms.parts if form.values.get("draft") and not _is_blank(form)]
    ready = [form for form in drafts if not _lacking(form)]
    if forms.family.values.get("draft") or not ready:
        return Changes()
    return _complete(workspace, ready)[0].changes


def remove_part(workspace: Workspace, form: OpenForm) -> Removed:
    """Take away an adult, a number, a child or a home with what ties it, or the whole family.

    Nothing is lost: `put_back` brings all of it back, and the history keeps it.
    """
    family_id = RecordId(str(form.values.get("family_id") or form.record_id))
    field, kinds = _TIED_BY.get(form.kind, ("", ()))
    tied = [
        (row.kind, row.id)
        for kind in kinds
        for row in family_rows(workspace, kind, family_id)
        if row.values.get(field) == form.record_id
    ]
    records = ((form.kind, str(form.record_id)), *tied)
    return Removed(records, changes_of(mark_deleted(workspace, records, deleted=True)))


def put_back(workspace: Workspace, removed: Removed) -> Changes:
    """Bring back what `remove_part` took away."""
    return changes_of(mark_deleted(workspace, removed.records, deleted=False))


def _forms(workspace: Workspace, kind: str, family_id: RecordId) -> tuple[OpenForm, ...]:
    rows = family_rows(workspace, kind, family_id)
    return tuple(open_form(workspace, RecordId(row.id)) for row in rows)


def _complete(workspace: Workspace, drafts: Sequence[OpenForm]) -> tuple[OpenForm, ...]:
    return finish_together(workspace, [(form, {}) for form in drafts]) if drafts else ()


def _is_blank(form: OpenForm) -> bool:
    from fsp_desktop.domain.entities import ENTITIES

    untouched = ENTITIES[form.kind]().model_dump(mode="json")
    return all(
        value in (None, "", []) or value == untouched.get(name)
        for name, value in form.values.items()
        if name not in _GIVEN
    )


def _lacking(form: OpenForm) -> list[dict[str, object]]:
    from fsp_desktop.domain.rules import missing_fields

    return [
        {"field": one.field, "reason": one.reason, "record_id": form.record_id}
        for one in missing_fields(form.kind, {**form.values, "draft": False})
    ]


def _check_all(forms: Sequence[OpenForm]) -> None:
    refusals = [one for form in forms for one in _lacking(form)]
    if refusals:
        raise RefusedError("domain.invalid_record", {"kind": "family", "refusals": refusals})
