"""Plans phone numbers and addresses of adults: one that a person corrected is never put back."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from fsp_desktop.rosters import values
from fsp_desktop.rosters.people import ContactPoint, RosterAdult
from fsp_desktop.services.import_drafting import PlanDraft
from fsp_desktop.store.stored import Stored


def plan_points(
    draft: PlanDraft, adult: RosterAdult, adult_id: str, family_id: str, shared: Mapping[str, str]
) -> None:
    """Plan how to reach one adult.

    A number that is here already stays. A new one replaces the number of the same kind that the
    roster no longer has; if a person wrote that one, theirs stays and the difference is listed.
    """
    known = draft.known.points.get(adult_id, [])
    wanted = {values.point_key(p.contact_kind, p.value): p for p in adult.points}
    left = [one for one in known if _key(one) not in wanted]
    here = {_key(one): one for one in known}
    for key, point in wanted.items():
        found = here.get(key)
        if found is not None:
            draft.keep(found, {})
            continue
        replaced = next((one for one in left if _may_replace(one, point)), None)
        if replaced is not None:
            left.remove(replaced)
            draft.compare(replaced, {"value": point.value}, adult.origin, adult.given_name)
            continue
        gone = draft.known.gone.point(adult_id, key)
        if gone is not None:
            draft.leave_deleted(gone)
            continue
        fields = {
            "family_id": family_id, "adult_id": adult_id,
            "contact_kind": point.contact_kind, "value": point.value, "shared_with": shared.get(key),
        }  # fmt: skip
        draft.add("contact-point", fields, adult.origin)


def shared_numbers(adult: RosterAdult, adults: Sequence[RosterAdult]) -> dict[str, str]:
    """Return who else of the family has the same number: number -> given names."""
    names: dict[str, list[str]] = {}
    for other in adults:
        for point in other.points if other is not adult else ():
            key = values.point_key(point.contact_kind, point.value)
            names.setdefault(key, []).append(other.given_name)
    return {key: ", ".join(found) for key, found in names.items()}


def _key(record: Stored) -> str:
    kind, value = str(record.values.get("contact_kind")), str(record.values.get("value") or "")
    return values.point_key(kind, value)


def _may_replace(record: Stored, point: ContactPoint) -> bool:
    """Tell whether `point` succeeds this record: same kind, from a roster, nothing said of it."""
    is_touched = record.values.get("verified_on") or record.values.get("do_not_use")
    is_from_roster = record.created_by == ""
    return (
        record.values.get("contact_kind") == point.contact_kind
        and is_from_roster
        and not is_touched
    )
