"""Write down a family: its names, adults and how to reach them, children, and homes.

Each part is a record of its own, kept as it is typed. The links between children and adults, and
between children and homes, are made with the first words of a person and can be untied at any time.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from fsp_desktop.domain.errors import RefusedError
from fsp_desktop.domain.ids import RecordId
from fsp_desktop.services.edit_record import (
    Changes,
    OpenForm,
    finish_together,
    new_form,
    open_form,
    save_form,
)
from fsp_desktop.services.family_ties import (
    changes_of,
    family_rows,
    follow_relationship,
    mark_deleted,
    tie_newcomer,
)
from fsp_desktop.services.workspace import Workspace

_TIED_BY = {
    "adult": ("adult_id", ("contact-point", "student-adult")),
    "student": ("student_id", ("student-adult", "student-household")),
    "household": ("household_id", ("student-household",)),
}
"""What goes away with a part: the field that names it, and the kinds of record that have it."""
_GIVEN = frozenset({"draft", "family_id", "adult_id", "school_id", "contact_kind"})
"""Fields that are filled in by the form itself and say nothing yet."""


@dataclass(frozen=True)
class FamilyForms:
    """All records of one family, each as its form; oldest first.

    Attributes:
        links: Which adult belongs to which child (kind student-adult).
        living: Which child lives in which home (kind student-household).
    """

    family: OpenForm
    adults: tuple[OpenForm, ...] = ()
    points: tuple[OpenForm, ...] = ()
    children: tuple[OpenForm, ...] = ()
    homes: tuple[OpenForm, ...] = ()
    links: tuple[OpenForm, ...] = ()
    living: tuple[OpenForm, ...] = ()

    @property
    def people_and_homes(self) -> tuple[OpenForm, ...]:
        """Everything that has to be complete before the family is."""
        return (*self.adults, *self.points, *self.children, *self.homes)


@dataclass(frozen=True)
class Removed:
    """What was taken away together, for `put_back`: (kind, id) of each record."""

    records: tuple[tuple[str, str], ...]
    changes: Changes


def start_family(workspace: Workspace, name: str = "") -> FamilyForms:
    """Return the forms of a new family; nothing is written before the first word is typed."""
    values: dict[str, object] = {"label": name or None}
    if workspace.who.role == "liaison":
        values["liaison_id"] = workspace.person_id
    return FamilyForms(new_form(workspace, "family", values))


def open_family(workspace: Workspace, family_id: RecordId) -> FamilyForms:
    """Return the forms of a family with all its parts.

    Raises:
        RefusedError: `services.no_such_record`.
    """

    def forms(kind: str) -> tuple[OpenForm, ...]:
        rows = family_rows(workspace, kind, family_id)
        return tuple(open_form(workspace, RecordId(row.id)) for row in rows)

    return FamilyForms(
        family=open_form(workspace, family_id),
        adults=forms("adult"),
        points=forms("contact-point"),
        children=forms("student"),
        homes=forms("household"),
        links=forms("student-adult"),
        living=forms("student-household"),
    )


def new_part(workspace: Workspace, kind: str, family: OpenForm) -> OpenForm:
    """Return the form of one more adult, student or household; a student goes to our school."""
    values: dict[str, object] = {"family_id": family.record_id}
    if kind == "student":
        values["school_id"] = workspace.school_id or None
    return new_form(workspace, kind, values)


def new_point(workspace: Workspace, adult: OpenForm) -> OpenForm:
    """Return the form of one more way to reach an adult."""
    values = {
        "family_id": adult.values.get("family_id"),
        "adult_id": adult.record_id,
        "contact_kind": "mobile",
    }
    return new_form(workspace, "contact-point", values)


def save_part(workspace: Workspace, form: OpenForm, changed: Mapping[str, object]) -> OpenForm:
    """Keep what was typed about the family or a part of it, and tie a new person to the others.

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
    parts = forms.people_and_homes
    empty = [form for form in parts if form.values.get("draft") and _is_blank(form)]
    kept = [forms.family, *(form for form in parts if form not in empty)]
    _check_all(kept)
    for form in empty:
        remove_part(workspace, form)
    drafts = [form for form in kept if form.values.get("draft")]
    finished = finish_together(workspace, [(form, {}) for form in drafts]) if drafts else ()
    return next((one for one in finished if one.kind == "family"), forms.family)


def remove_part(workspace: Workspace, form: OpenForm) -> Removed:
    """Take away an adult, a number, a child or a home with what ties it, or the whole family.

    Nothing is lost: `put_back` brings all of it back, and the history keeps it.
    """
    family_id = form.record_id if form.kind == "family" else form.values.get("family_id")
    forms = open_family(workspace, RecordId(str(family_id)))
    parts = [*forms.people_and_homes, *forms.links, *forms.living]
    if form.kind != "family":
        field, kinds = _TIED_BY.get(form.kind, ("", ()))
        parts = [p for p in parts if p.kind in kinds and p.values.get(field) == form.record_id]
    records = tuple((one.kind, str(one.record_id)) for one in (form, *parts))
    saved = mark_deleted(workspace, records, deleted=True)
    return Removed(records, changes_of(saved))


def put_back(workspace: Workspace, removed: Removed) -> Changes:
    """Bring back what `remove_part` took away."""
    return changes_of(mark_deleted(workspace, removed.records, deleted=False))


def _is_blank(form: OpenForm) -> bool:
    from fsp_desktop.domain.entities import ENTITIES

    untouched = ENTITIES[form.kind]().model_dump(mode="json")
    return all(
        value in (None, "", []) or value == untouched.get(name)
        for name, value in form.values.items()
        if name not in _GIVEN
    )


def _check_all(forms: list[OpenForm]) -> None:
    from fsp_desktop.domain.rules import missing_fields

    refusals = [
        {"field": one.field, "reason": one.reason, "record_id": form.record_id}
        for form in forms
        for one in missing_fields(form.kind, {**form.values, "draft": False})
    ]
    if refusals:
        raise RefusedError("domain.invalid_record", {"kind": "family", "refusals": refusals})
