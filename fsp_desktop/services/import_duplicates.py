"""Finds people of a roster who may be in the record already under another or no roster id."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping

from fsp_desktop.rosters import values
from fsp_desktop.rosters.people import RosterAdult, RosterReading, RosterStudent
from fsp_desktop.services.import_known import KnownRecords, full_name, known_name_key
from fsp_desktop.services.import_plan import PossibleDuplicate
from fsp_desktop.store.stored import Stored


def possible_duplicates(
    reading: RosterReading,
    known: KnownRecords,
    ids: Mapping[tuple[str, str], str],
    new_ids: set[str],
) -> tuple[PossibleDuplicate, ...]:
    """Return what a person should look at; a name alone only counts for records typed here.

    Args:
        reading: The roster, with the pairs found inside it.
        known: The record before the import.
        ids: Kind and roster id -> record id.
        new_ids: The records the import adds.
    """
    inside = [
        PossibleDuplicate(
            one.kind, one.reason, one.roster_ids,
            tuple(dict.fromkeys(i for key in one.roster_ids if (i := ids.get((_kind(one.kind), key))))),
            one.labels,
        )
        for one in reading.likely_same
    ]  # fmt: skip
    finder = _Finder(known)
    new_students = [s for s in reading.students if ids.get(("student", s.roster_id)) in new_ids]
    new_adults = [a for a in reading.adults if ids.get(("adult", a.roster_id)) in new_ids]
    return (*inside, *finder.students(new_students), *finder.adults(new_adults),
            *finder.staff(reading, ids, new_ids))  # fmt: skip


def _kind(kind: str) -> str:
    """Families are told by a student of each."""
    return "student" if kind == "family" else kind


class _Finder:
    """Records by name, with what makes a name more than a name."""

    def __init__(self, known: KnownRecords) -> None:
        self._by_name: dict[tuple[str, str], list[Stored]] = defaultdict(list)
        for kind in ("student", "adult", "staff"):
            for one in known.all(kind):
                self._by_name[kind, known_name_key(one)].append(one)
        self._points = known.points

    def students(self, new: Iterable[RosterStudent]) -> Iterable[PossibleDuplicate]:
        for student in new:
            name = values.name_key(student.given_name, student.family_name)
            for one in self._by_name.get(("student", name), []):
                born, number = one.values.get("birth_date"), one.values.get("student_number")
                if student.birth_date and born == student.birth_date.isoformat():
                    yield _pair("student", "same_name_and_birth_date", student.roster_id, one)
                elif student.student_number and number == student.student_number:
                    yield _pair("student", "same_name_and_number", student.roster_id, one)
                elif not one.values.get("roster_id"):
                    yield _pair("student", "same_name", student.roster_id, one)

    def adults(self, new: Iterable[RosterAdult]) -> Iterable[PossibleDuplicate]:
        for adult in new:
            name = values.name_key(adult.given_name, adult.family_name)
            mine = {values.point_key(p.contact_kind, p.value) for p in adult.points}
            for one in self._by_name.get(("adult", name), []):
                theirs = {
                    values.point_key(str(p.values["contact_kind"]), str(p.values["value"] or ""))
                    for p in self._points.get(one.id, [])
                }
                if mine & theirs:
                    yield _pair("adult", "same_name_and_contact", adult.roster_id, one)
                elif not one.values.get("roster_id"):
                    yield _pair("adult", "same_name", adult.roster_id, one)

    def staff(
        self, reading: RosterReading, ids: Mapping[tuple[str, str], str], new_ids: set[str]
    ) -> Iterable[PossibleDuplicate]:
        for staff in reading.staff:
            if ids.get(("staff", staff.roster_id)) in new_ids:
                for one in self._by_name.get(("staff", values.name_key(staff.name)), []):
                    yield _pair("staff", "same_name", staff.roster_id, one)


def _pair(kind: str, reason: str, roster_id: str, record: Stored) -> PossibleDuplicate:
    label = str(record.values.get("name") or full_name(record))
    return PossibleDuplicate(kind, reason, (roster_id,), (record.id,), (label,))
