"""Plans the records of one roster: places first, then families, people, and what links them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence

from fsp_desktop.domain.changes import Wire
from fsp_desktop.rosters import values
from fsp_desktop.rosters.people import (
    FamilyProposal,
    Origin,
    RosterAdult,
    RosterLink,
    RosterReading,
    RosterSchool,
    RosterStaff,
    RosterStudent,
)
from fsp_desktop.services.import_drafting import PlanDraft
from fsp_desktop.services.import_homes import plan_homes
from fsp_desktop.services.import_known import KnownRecords, full_name, known_name_key
from fsp_desktop.services.import_points import plan_points, shared_numbers
from fsp_desktop.store.stored import Stored


class PeoplePlanner:
    """Walks through a reading once; `ids` then tells which record stands for which entry."""

    def __init__(
        self,
        reading: RosterReading,
        draft: PlanDraft,
        same_as: Mapping[str, str],
        tick: Callable[[], None],
    ) -> None:
        self.reading = reading
        self.draft = draft
        self.known: KnownRecords = draft.known
        self.ids: dict[tuple[str, str], str] = {}
        self._same_as = same_as
        self._tick = tick
        self._students = {one.roster_id: one for one in reading.students}
        self._adults = {one.roster_id: one for one in reading.adults}
        self._links: dict[str, list[RosterLink]] = {}
        for link in reading.links:
            self._links.setdefault(link.adult_id, []).append(link)

    def plan(self) -> None:
        """Plan everything but what is missing from the roster."""
        for school in self.reading.schools:
            self._school(school)
        for year in self.reading.years:
            fields: dict[str, object] = {
                "title": year.title, "roster_id": year.roster_id,
                "starts_on": year.starts_on, "ends_on": year.ends_on,
            }  # fmt: skip
            self._put("school-year", year.roster_id, fields, year.origin, None, year.title)
        for staff in self.reading.staff:
            self._staff(staff)
        for family in self.reading.families:
            self._family(family)
            self._tick()
        for link in self.reading.links:
            self._link(link)

    def _put(
        self,
        kind: str,
        roster_id: str,
        fields: Mapping[str, object],
        origin: Origin,
        alike: Stored | None,
        label: str = "",
    ) -> str | None:
        """Plan one entry as a change of the record it belongs to, else as a new record."""
        record = self.match(kind, roster_id) or alike
        gone = self.known.gone.entry(kind, roster_id) if record is None else None
        if gone is not None:
            self.draft.leave_deleted(gone, label)
            return None
        if record is not None:
            said = {name: value for name, value in fields.items() if name != "family_id"}
            found: str | None = self.draft.compare(record, said, origin, label)
        else:
            found = self.draft.add(kind, fields, origin)
        if found is not None:
            self.ids[kind, roster_id] = found
        return found

    def match(self, kind: str, roster_id: str) -> Stored | None:
        """Return the record of a roster id, or the one a person said it is."""
        said = self.known.by_id.get(self._same_as.get(roster_id, ""))
        if said is not None and said.kind == kind:
            return said
        return self.known.by_roster_id.get((kind, roster_id))

    def _school(self, school: RosterSchool) -> None:
        fields: dict[str, object] = {
            "name": school.name, "identifier": school.identifier, "phone": school.phone,
            "roster_id": school.roster_id,
        }  # fmt: skip
        if school.address:
            place = school.address
            fields |= {"street": place.street, "city": place.city, "region": place.region}
            fields["postal_code"] = place.postal_code
        alike = self._only(
            one
            for one in self._unclaimed("school")
            if (school.identifier and one.values.get("identifier") == school.identifier)
            or values.name_key(str(one.values.get("name"))) == values.name_key(school.name)
        )
        self._put("school", school.roster_id, fields, school.origin, alike, school.name)

    def _unclaimed(self, kind: str) -> list[Stored]:
        """Return the records that no roster has named yet: typed here by a person."""
        return [one for one in self.known.all(kind) if not one.values.get("roster_id")]

    @staticmethod
    def _only(found: Iterable[Stored]) -> Stored | None:
        """Return the one candidate; with several, a person must look."""
        listed = list(found)
        return listed[0] if len(listed) == 1 else None

    def _staff(self, staff: RosterStaff) -> None:
        fields: dict[str, object] = {
            "name": staff.name, "role": staff.role, "email": staff.email, "phone": staff.phone,
            "school_id": self.ids.get(("school", staff.school_id or "")),
            "roster_id": staff.roster_id,
        }  # fmt: skip
        key = (values.name_key(staff.name), (staff.email or "").casefold())
        alike = self._only(
            one
            for one in self._unclaimed("staff")
            if staff.email
            and (known_name_key(one), str(one.values.get("email") or "").casefold()) == key
        )
        self._put("staff", staff.roster_id, fields, staff.origin, alike, staff.name)

    def _family(self, family: FamilyProposal) -> None:
        students = [self._students[one] for one in family.student_ids]
        adults = [self._adults[one] for one in family.adult_ids]
        family_id = self._family_record(family, students[0].origin)
        if family_id is None:
            return
        for student in students:
            self._student(student, family_id)
        for adult in adults:
            self._adult(adult, family_id, shared_numbers(adult, adults))
        people = [("student", one) for one in family.student_ids]
        people += [("adult", one) for one in family.adult_ids]
        if not any(one in self.ids for one in people):
            self.draft.take_back(family_id)
            return
        plan_homes(self.draft, self.ids, family_id, students, adults)

    def _family_record(self, family: FamilyProposal, origin: Origin) -> str | None:
        """Return the family its people are in already, else a new one."""
        people = [self.match("student", one) for one in family.student_ids]
        people += [self._known_adult(self._adults[one]) for one in family.adult_ids]
        here = Counter(
            found for one in people if one is not None and (found := self.known.family_of(one))
        )
        found = here.most_common(1)[0][0] if here else ""
        record = self.known.by_id.get(found)
        gone = self.known.gone.by_id.get(found)
        if gone is not None and not self._has_newcomer(family, people):
            self.draft.leave_deleted(gone, family.label)
            return gone.id
        if record is None:
            fields = {"label": family.label, "home_languages": list(family.languages)}
            return self.draft.add("family", fields, origin)
        said = {"home_languages": list(family.languages)}
        return self.draft.compare(record, said, origin, str(record.values.get("label")))

    def _has_newcomer(self, family: FamilyProposal, people: Sequence[Stored | None]) -> bool:
        """Tell whether somebody of the family is neither in the record nor was deleted from it."""
        keys = [("student", one) for one in family.student_ids]
        keys += [("adult", one) for one in family.adult_ids]
        return any(
            record is None and self.known.gone.entry(*key) is None
            for key, record in zip(keys, people, strict=True)
        )

    def _student(self, student: RosterStudent, family_id: str) -> None:
        fields: dict[str, object] = {
            "family_id": family_id,
            "given_name": student.given_name,
            "middle_name": student.middle_name,
            "family_name": student.family_name,
            "preferred_name": student.preferred_name,
            "school_id": self.ids.get(("school", student.school_id or "")),
            "grade": student.grade,
            "student_number": student.student_number,
            "birth_date": student.birth_date,
            "homeroom": student.homeroom,
            "enrolled_on": student.enrolled_on,
            "roster_id": student.roster_id,
        }
        label = " ".join(one for one in (student.given_name, student.family_name) if one)
        self._put("student", student.roster_id, fields, student.origin, None, label)

    def _adult(self, adult: RosterAdult, family_id: str, shared: Mapping[str, str]) -> None:
        fields: dict[str, object] = {
            "family_id": family_id,
            "given_name": adult.given_name,
            "family_name": adult.family_name,
            "preferred_name": adult.preferred_name,
            "relationship": adult.relationship,
            "reads_language": adult.reads_language,
            "speaks_language": adult.speaks_language or "ask",
            "interpreter_needed": adult.interpreter_needed or "ask",
            "staff_id": self.ids.get(("staff", adult.roster_id)) if adult.is_staff else None,
            "roster_id": adult.roster_id,
        }
        record = self._known_adult(adult)
        label = " ".join(one for one in (adult.given_name, adult.family_name) if one)
        if adult.is_id_derived and record is not None:
            fields["roster_id"] = None
        adult_id = self._put("adult", adult.roster_id, fields, adult.origin, record, label)
        if adult_id is not None:
            plan_points(self.draft, adult, adult_id, family_id, shared)

    def _known_adult(self, adult: RosterAdult) -> Stored | None:
        """Return the record of an adult; without an id of its own, the one beside the student."""
        record = self.match("adult", adult.roster_id)
        if record is not None or not adult.is_id_derived:
            return record
        name = values.name_key(adult.given_name, adult.family_name)
        for link in self._links.get(adult.roster_id, []):
            student = self.match("student", link.student_id)
            beside = self.known.adults_of_student.get(student.id, []) if student else []
            found = self._only(one for one in beside if values.name_key(full_name(one)) == name)
            if found is not None:
                return found
        return None

    def _link(self, link: RosterLink) -> None:
        student_id = self.ids.get(("student", link.student_id))
        adult_id = self.ids.get(("adult", link.adult_id))
        if student_id is None or adult_id is None:
            return
        fields: dict[str, object] = {
            "student_id": student_id, "adult_id": adult_id, "relationship": link.relationship,
            "legal_guardian": link.legal_guardian or "unknown",
            "lives_with": link.lives_with or "unknown", "contact_order": link.contact_order,
        }  # fmt: skip
        record = self.known.links.get((student_id, adult_id))
        if record is not None:
            self.draft.compare(record, fields, link.origin)
            return
        if self.known.gone.tie("student-adult", student_id, adult_id) is not None:
            return
        family_id: Wire = None
        planned = self.draft.writes.get(student_id)
        if planned is not None:
            family_id = planned.fields.get("family_id")
        if family_id is None and student_id in self.known.by_id:
            family_id = self.known.by_id[student_id].values.get("family_id")
        self.draft.add("student-adult", {"family_id": family_id, **fields}, link.origin)
