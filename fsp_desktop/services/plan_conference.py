"""Plan a Family–School Conference around a family's time, and write down what came of it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from fsp_desktop.domain.ids import RecordId
from fsp_desktop.domain.views import FamilyPage
from fsp_desktop.services.edit_record import OpenForm, finish_form, new_form, open_form
from fsp_desktop.services.log_visit import InterpreterChoice, finish_visit
from fsp_desktop.services.workspace import Workspace
from fsp_desktop.store.stored import Stored

NAMELESS = "?"


@dataclass(frozen=True)
class Named:
    """A record that can be chosen, by id and name."""

    id: str
    name: str


@dataclass(frozen=True)
class ConferencePlan:
    """The planning form and what can be chosen in it.

    Attributes:
        staff: Colleagues who can take part, the person at work first.
        homes: Homes of the family, for an invitation to each; often just one.
    """

    form: OpenForm
    family: FamilyPage
    interpreters: tuple[InterpreterChoice, ...]
    staff: tuple[Named, ...]
    homes: tuple[Named, ...]


@dataclass(frozen=True)
class ConferenceNotes:
    """The notes form: the conference, and each agreement made in it as a form of its own."""

    form: OpenForm
    agreements: tuple[OpenForm, ...]


def start_plan(workspace: Workspace, family_id: RecordId) -> ConferencePlan:
    """Return the plan of a new conference with `family_id` about its first student.

    Nothing is written before the first change.

    Raises:
        RefusedError: `store.no_such_record`.
    """
    family = workspace.store.family_page(family_id)
    needs = any(adult.interpreter_needed in {"yes", "sometimes"} for adult in family.adults)
    spoken = [adult.speaks for adult in family.adults if adult.speaks not in (None, "ask")]
    first = family.children[:1]
    proposed = {
        "family_id": family_id,
        "student_id": first[0].id if first else None,
        "status": "planned",
        "mode": "in_person",
        "people": [*(adult.id for adult in family.adults), workspace.person_id],
        "language_used": next(iter([*spoken, *family.languages]), None),
        "interpreter_mode": "district_interpreter" if needs else None,
    }
    return _around(workspace, new_form(workspace, "conference", proposed), family)


def open_plan(workspace: Workspace, conference_id: RecordId) -> ConferencePlan:
    """Return the plan of a conference that exists.

    Raises:
        RefusedError: `services.no_such_record`; `store.no_such_record` if its family is not here.
    """
    form = open_form(workspace, conference_id)
    family = workspace.store.family_page(RecordId(str(form.values["family_id"])))
    return _around(workspace, form, family)


def finish_plan(workspace: Workspace, form: OpenForm) -> OpenForm:
    """Make the plan a conference of the list.

    Raises:
        RefusedError: `domain.invalid_record`; the draft stays as it was saved.
    """
    return finish_form(workspace, form, {})


def open_notes(workspace: Workspace, conference_id: RecordId) -> ConferenceNotes:
    """Return the notes of a conference, begun or not.

    Raises:
        RefusedError: `services.no_such_record`.
    """
    form = open_form(workspace, conference_id)
    family_id = RecordId(str(form.values["family_id"]))
    rows = workspace.store.list_rows(
        "agreement", family_id=family_id, limit=1000, order="created_at"
    )
    made_here = [row for row in rows if row.values.get("conference_id") == conference_id]
    return ConferenceNotes(form, tuple(open_form(workspace, RecordId(row.id)) for row in made_here))


def end_conference(
    workspace: Workspace,
    form: OpenForm,
    agreements: Sequence[tuple[OpenForm, Mapping[str, object]]],
    status: Literal["held", "missed"] = "held",
) -> OpenForm:
    """Finish the notes and the agreements in one step; agreements without words go away.

    Raises:
        RefusedError: `domain.invalid_record`; the drafts stay as they were saved before.
    """
    return finish_visit(workspace, form, {"status": status}, agreements)


def _around(workspace: Workspace, form: OpenForm, family: FamilyPage) -> ConferencePlan:
    family_id = RecordId(family.id)
    interpreters = workspace.store.list_rows("interpreter", limit=200, order="name")
    staff = workspace.store.list_rows("staff", limit=200, order="name")
    here = [row for row in staff if not row.values.get("left")]
    homes = workspace.store.list_rows("household", family_id=family_id, limit=10, order="oldest")
    return ConferencePlan(
        form=form,
        family=family,
        interpreters=tuple(InterpreterChoice(row.id, _name(row)) for row in interpreters),
        staff=tuple(
            Named(row.id, _name(row))
            for row in sorted(here, key=lambda row: row.id != workspace.person_id)
        ),
        homes=tuple(Named(row.id, _home(row)) for row in homes),
    )


def _name(row: Stored) -> str:
    return str(row.values.get("name") or NAMELESS)


def _home(row: Stored) -> str:
    return str(row.values.get("label") or row.values.get("street") or NAMELESS)
