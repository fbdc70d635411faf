"""Marks students whom a complete roster no longer holds, and clears the mark when they are back."""

from __future__ import annotations

from datetime import date

from fsp_desktop.rosters.people import RosterReading
from fsp_desktop.services.import_drafting import PlanDraft
from fsp_desktop.services.import_known import KnownRecords, full_name
from fsp_desktop.store.stored import Stored

_MARK = "missing_from_roster_since"


def plan_missing(
    reading: RosterReading, draft: PlanDraft, planned_ids: set[str], today: date
) -> int:
    """Plan the marks of students and of families all of whose students are marked.

    Only schools that have students in this roster are looked at: a roster of one school says
    nothing about another. Students that no roster ever named are left alone, as are those who
    are known to have left. Nothing is ever deleted.

    Args:
        reading: The roster.
        draft: Receives the plan; people must be planned already.
        planned_ids: Record ids of the students in the roster.
        today: The school's calendar day.

    Returns:
        How many students in the record are not in the roster.
    """
    missing = {one.id for one in _missing(reading, draft, planned_ids)}
    gone: dict[str, bool] = {}
    for student in draft.known.all("student"):
        is_marked = student.values.get(_MARK) is not None
        if student.id in missing and not is_marked:
            draft.mark(student, _MARK, today.isoformat(), full_name(student))
        elif student.id in planned_ids and is_marked:
            draft.mark(student, _MARK, None, full_name(student))
        is_gone = student.id in missing or (is_marked and student.id not in planned_ids)
        family_id = draft.known.family_of(student)
        if family_id:
            gone[family_id] = gone.get(family_id, True) and is_gone
    _mark_families(draft, gone, today)
    return len(missing)


def _missing(reading: RosterReading, draft: PlanDraft, planned_ids: set[str]) -> list[Stored]:
    known: KnownRecords = draft.known
    withdrawn = set(reading.withdrawn_ids)
    schools = _schools(draft, planned_ids) if reading.is_complete else set()
    return [
        one
        for one in known.all("student")
        if one.id not in planned_ids
        and one.values.get("roster_id")
        and not one.values.get("left_on")
        and (one.values["roster_id"] in withdrawn or one.values.get("school_id") in schools)
    ]


def _schools(draft: PlanDraft, planned_ids: set[str]) -> set[object]:
    """Return the schools of the roster's students, as they will be after the import."""
    found: set[object] = set()
    for record_id in planned_ids:
        planned = draft.writes.get(record_id)
        known = draft.known.by_id.get(record_id)
        before = known.values.get("school_id") if known else None
        found.add(planned.fields.get("school_id", before) if planned else before)
    return found


def _mark_families(draft: PlanDraft, gone: dict[str, bool], today: date) -> None:
    joined = {
        write.fields.get("family_id") for write in draft.writes.values() if write.kind == "student"
    }
    for family_id, is_gone in gone.items():
        family = draft.known.by_id.get(family_id)
        if family is None:
            continue
        is_missing = is_gone and family_id not in joined
        if is_missing != (family.values.get(_MARK) is not None):
            value = today.isoformat() if is_missing else None
            draft.mark(family, _MARK, value, str(family.values.get("label")))
