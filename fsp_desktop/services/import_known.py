"""What the record already holds of the people in a roster, looked up many times over."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from fsp_desktop.domain.changes import Dot, is_element, split_element
from fsp_desktop.rosters import values
from fsp_desktop.rosters.families import address_key
from fsp_desktop.rosters.people import Address
from fsp_desktop.services.workspace import Workspace
from fsp_desktop.store.stored import Stored

_KINDS = (
    "school", "school-year", "staff", "family", "household", "student", "adult",
    "contact-point", "student-adult", "student-household",
)  # fmt: skip
_PAGE = 5_000


class KnownRecords:
    """The records an import can meet, by roster id and by whatever else makes them the same."""

    def __init__(self, workspace: Workspace) -> None:
        self._store = workspace.store
        self._whys: dict[Dot, str] = {}
        self._kinds = {kind: list(self._read(kind)) for kind in _KINDS}
        self.by_roster_id = {
            (kind, str(one.values["roster_id"])): one
            for kind, records in self._kinds.items()
            for one in records
            if one.values.get("roster_id")
        }
        self.by_id = {one.id: one for records in self._kinds.values() for one in records}
        self.links = self._pairs("student-adult", "student_id", "adult_id")
        self.homes = self._pairs("student-household", "student_id", "household_id")
        self.housed = {student_id for student_id, _ in self.homes}
        self.points = self._grouped("contact-point", "adult_id")
        self.households = self._grouped("household", "family_id")
        self.students_of = self._grouped("student", "family_id")
        self.adults_of_student = self._adults_of_student()

    def _read(self, kind: str) -> Iterable[Stored]:
        offset = 0
        while page := self._store.list_rows(kind, limit=_PAGE, offset=offset, order="id"):
            yield from page
            offset += _PAGE

    def _pairs(self, kind: str, one: str, other: str) -> dict[tuple[str, str], Stored]:
        return {
            (str(record.values[one]), str(record.values[other])): record
            for record in self._kinds[kind]
        }

    def _grouped(self, kind: str, field: str) -> dict[str, list[Stored]]:
        found: dict[str, list[Stored]] = defaultdict(list)
        for record in self._kinds[kind]:
            found[str(record.values[field])].append(record)
        return found

    def _adults_of_student(self) -> dict[str, list[Stored]]:
        found: dict[str, list[Stored]] = defaultdict(list)
        for student_id, adult_id in self.links:
            if adult_id in self.by_id:
                found[student_id].append(self.by_id[adult_id])
        return found

    def all(self, kind: str) -> list[Stored]:
        """Return every record of a kind that is not deleted."""
        return self._kinds[kind]

    def is_by_person(self, record: Stored, key: str) -> bool:
        """Tell whether a person, and not a roster, wrote what `key` shows now.

        Args:
            record: As it was loaded.
            key: A journal key: a field, a field group, or the name of a set field.
        """
        if key in record.conflicts:
            return True
        dots = record.seen.get(key, ())
        sets = (one for name, one in record.seen.items() if _is_of_set(name, key))
        wanted = [dot for one in (dots, *sets) for dot in one]
        if any(dot not in self._whys for dot in wanted):
            # One operation of an import holds many records, so few histories answer for all.
            self._whys |= {entry.dot: entry.why for entry in self._store.history(record.id)}
        return any(self._whys.get(dot) != "import" for dot in wanted)

    def family_of(self, record: Stored) -> str | None:
        """Return the id of a record's family, or of the one it was merged into."""
        family_id = record.values.get("family_id")
        for _ in range(20):
            family = self.by_id.get(str(family_id))
            if family is None or not family.values.get("merged_into_id"):
                break
            family_id = family.values["merged_into_id"]
        return str(family_id) if family_id else None


def _is_of_set(name: str, key: str) -> bool:
    return is_element(name) and split_element(name)[0] == key


def home_key(record: Stored) -> str:
    """Return the address of a household to compare."""
    parts = [record.values.get(name) for name in ("street", "city", "region", "postal_code")]
    street, *rest = [str(part) if part else None for part in parts]
    return address_key(Address(street or "", *rest))


def full_name(record: Stored) -> str:
    """Return the name of a student or adult as it is shown in lists."""
    parts = (record.values.get("given_name"), record.values.get("family_name"))
    return " ".join(str(part) for part in parts if part)


def known_name_key(record: Stored) -> str:
    """Return the name of a student, an adult or staff to compare."""
    if record.kind == "staff":
        return values.name_key(str(record.values.get("name") or ""))
    return values.name_key(full_name(record))
