"""Plans households, where a roster has addresses. Addresses of two homes are never joined."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from fsp_desktop.rosters.families import address_key
from fsp_desktop.rosters.people import Address, Origin, RosterAdult, RosterStudent
from fsp_desktop.services.import_drafting import PlanDraft
from fsp_desktop.services.import_known import home_key
from fsp_desktop.store.stored import Stored


def plan_homes(
    draft: PlanDraft,
    ids: Mapping[tuple[str, str], str],
    family_id: str,
    students: Sequence[RosterStudent],
    adults: Sequence[RosterAdult],
) -> None:
    """Plan the homes of one family and which student lives where.

    Args:
        draft: Receives the plan.
        ids: Kind and roster id -> record id, of the people planned so far.
        family_id: The family's record.
        students: Its students; their addresses are their first homes.
        adults: Its adults; an address that no student has is a home of its own.
    """
    homes: dict[str, str] = {}
    known = list(draft.known.households.get(family_id, []))
    wanted = _wanted(students, adults)
    spare = [one for one in known if home_key(one) not in wanted]
    for key, (address, origin) in wanted.items():
        found = next((one for one in known if home_key(one) == key), None)
        if found is None and len(wanted) == 1 and len(known) == 1 and spare:
            found = known[0]
        record_id = _plan_home(draft, family_id, found, address, origin)
        if record_id is not None:
            homes[key] = record_id
    for student in students:
        student_id = ids.get(("student", student.roster_id))
        home = homes.get(address_key(student.address)) if student.address else None
        if student_id and home:
            _plan_living(draft, family_id, student_id, home, student.origin)


def _wanted(
    students: Sequence[RosterStudent], adults: Sequence[RosterAdult]
) -> dict[str, tuple[Address, Origin]]:
    found: dict[str, tuple[Address, Origin]] = {}
    people: list[RosterStudent | RosterAdult] = [*students, *adults]
    for person in people:
        if person.address:
            found.setdefault(address_key(person.address), (person.address, person.origin))
    return found


def _plan_home(
    draft: PlanDraft, family_id: str, found: Stored | None, address: Address, origin: Origin
) -> str | None:
    fields: dict[str, object] = {
        "street": address.street, "city": address.city, "region": address.region,
        "postal_code": address.postal_code,
    }  # fmt: skip
    if found is not None:
        return draft.compare(found, fields, origin)
    gone = draft.known.gone.home(family_id, address_key(address))
    if gone is not None:
        draft.leave_deleted(gone, address.street)
        return None
    return draft.add("household", {"family_id": family_id, **fields}, origin)


def _plan_living(
    draft: PlanDraft, family_id: str, student_id: str, household_id: str, origin: Origin
) -> None:
    record = draft.known.homes.get((student_id, household_id))
    if record is not None:
        draft.keep(record, {})
        return
    if draft.known.gone.tie("student-household", student_id, household_id) is not None:
        return
    fields = {
        "family_id": family_id, "student_id": student_id, "household_id": household_id,
        "is_primary": None if student_id in draft.known.housed else True,
    }  # fmt: skip
    draft.add("student-household", fields, origin)
