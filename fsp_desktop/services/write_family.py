"""Write down a family: its name, its adults and how to reach them, its children and homes.

Every person and home is a record of its own with its own form; what is typed into each is kept as
a draft, and all of them become complete together.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from fsp_desktop.domain.changes import Wire
from fsp_desktop.domain.errors import RefusedError
from fsp_desktop.domain.ids import RecordId
from fsp_desktop.domain.views import FamilyRow
from fsp_desktop.services.edit_record import (
    Changes,
    OpenForm,
    finish_together,
    new_form,
    open_form,
    save_form,
)
from fsp_desktop.services.find_anything import list_families
from fsp_desktop.services.workspace import Workspace

MOST = 500
_NAMED_BY = {
    "family": "label",
    "adult": "given_name",
    "student": "given_name",
    "contact-point": "value",
    "household": "street",
}
"""Kind -> the field without which nothing was said yet."""


@dataclass(frozen=True)
class AdultForms:
    """One adult and the ways to reach them."""

    form: OpenForm
    points: tuple[OpenForm, ...] = ()


@dataclass(frozen=True)
class FamilyForms:
    """A family as its form sees it."""

    family: OpenForm
    adults: tuple[AdultForms, ...] = ()
    children: tuple[OpenForm, ...] = ()
    homes: tuple[OpenForm, ...] = ()


def start_family(workspace: Workspace, label: str = "") -> FamilyForms:
    """Return the forms of a family nobody wrote down yet; nothing is written before a word."""
    values = {
        "label": label or None,
        "liaison_id": workspace.person_id,
        "status": "active",
        "welcome_stage": "new",
    }
    return FamilyForms(new_form(workspace, "family", values))


def open_family(workspace: Workspace, family_id: RecordId) -> FamilyForms:
    """Return the forms of a family and of everybody in it, drafts included.

    Raises:
        RefusedError: `services.no_such_record`.
    """
    points = _forms(workspace, "contact-point", family_id)
    adults = _forms(workspace, "adult", family_id)
    return FamilyForms(
        open_form(workspace, family_id),
        tuple(
            AdultForms(
                adult,
                tuple(one for one in points if one.values.get("adult_id") == adult.record_id),
            )
            for adult in adults
        ),
        _forms(workspace, "student", family_id),
        _forms(workspace, "household", family_id),
    )


def begin_family(workspace: Workspace, family_id: RecordId | None, label: str) -> FamilyForms:
    """Return the family one asked for, the draft that was kept, or a new one."""
    if family_id is not None:
        return open_family(workspace, family_id)
    for row in workspace.store.list_rows("family", is_open=True, limit=MOST, order="updated"):
        if row.created_by == workspace.person_id and row.values.get("draft") and not label:
            return open_family(workspace, RecordId(row.id))
    return start_family(workspace, label)


def begin_part(workspace: Workspace, kind: str, family: OpenForm) -> OpenForm:
    """Return the form of one more adult, student or household of `family`."""
    values: dict[str, object] = {"family_id": family.record_id}
    if kind == "student":
        values["school_id"] = workspace.school_id
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
    """Keep what was typed so far about one person, number or home."""
    return save_form(workspace, form, changed)


def similar_families(
    workspace: Workspace, family_id: str, names: Sequence[str]
) -> tuple[FamilyRow, ...]:
    """Return other families with one of these names: they may be one, and nobody is joined."""
    found: dict[str, FamilyRow] = {}
    for name in names:
        if len(name.strip()) >= 3:
            rows = list_families(workspace, text=name.strip(), limit=5)
            found.update({row.id: row for row in rows if row.id != family_id})
    return tuple(found.values())[:5]


def finish_family(workspace: Workspace, forms: FamilyForms) -> Changes:
    """Make everything complete in one step, and connect every child with every adult.

    Parts without a name or number are left as they are; those of them that were drafts go away.

    Raises:
        RefusedError: `domain.invalid_record` with the `record` that lacks something; nothing was
            written.
    """
    parts = _parts(forms)
    named = [form for form in parts if _is_named(form)]
    links = _new_links(workspace, forms)
    _check(named)
    finished = finish_together(workspace, [(form, {}) for form in [*named, *links]])
    for form in parts:
        if not form.is_new and form.values.get("draft") and not _is_named(form):
            workspace.store.delete(form.record_id, author=workspace.person_id)
    return finished[0].changes if finished else Changes()


def keep_complete(workspace: Workspace, forms: FamilyForms) -> Changes:
    """Make complete what is complete in a family that is known; the rest stays a draft.

    For leaving the form half way; a family that is still a draft itself stays one.
    """
    if forms.family.is_new or forms.family.values.get("draft"):
        return Changes()
    complete: list[tuple[OpenForm, Mapping[str, object]]] = [
        (form, {})
        for form in _parts(forms)
        if form.values.get("draft") and _is_named(form) and not _lacks(form)
    ]
    complete += [(link, {}) for link in _new_links(workspace, forms)]
    finished = finish_together(workspace, complete) if complete else ()
    return finished[0].changes if finished else Changes()


def _forms(workspace: Workspace, kind: str, family_id: RecordId) -> tuple[OpenForm, ...]:
    rows = workspace.store.list_rows(kind, family_id=family_id, limit=MOST, order="id")
    return tuple(open_form(workspace, RecordId(row.id)) for row in rows)


def _parts(forms: FamilyForms) -> list[OpenForm]:
    points = [point for adult in forms.adults for point in adult.points]
    adults = [adult.form for adult in forms.adults]
    return [forms.family, *adults, *points, *forms.children, *forms.homes]


def _is_named(form: OpenForm) -> bool:
    return form.kind == "family" or _has(form.values.get(_NAMED_BY[form.kind]))


def _has(value: Wire) -> bool:
    return bool(str(value or "").strip())


def _lacks(form: OpenForm) -> bool:
    from fsp_desktop.domain.rules import missing_fields

    return bool(missing_fields(form.kind, {**form.values, "draft": False}))


def _check(forms: Iterable[OpenForm]) -> None:
    from fsp_desktop.domain.rules import check_complete

    for form in forms:
        try:
            check_complete(form.kind, {**form.values, "draft": False})
        except RefusedError as error:
            error.detail["record"] = form.record_id
            raise


def _new_links(workspace: Workspace, forms: FamilyForms) -> list[OpenForm]:
    """Return a link for every child and adult that have none; what is known stays as it is."""
    family_id = forms.family.record_id
    known = {
        (row.values.get("student_id"), row.values.get("adult_id"))
        for row in workspace.store.list_rows("student-adult", family_id=family_id, limit=MOST)
    }
    return [
        new_form(
            workspace,
            "student-adult",
            {
                "family_id": family_id,
                "student_id": child.record_id,
                "adult_id": adult.form.record_id,
                "relationship": adult.form.values.get("relationship") or "ask",
            },
        )
        for child in forms.children
        for adult in forms.adults
        if _is_named(child) and _is_named(adult.form)
        if (child.record_id, adult.form.record_id) not in known
    ]
