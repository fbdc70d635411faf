"""What the record already holds of the people in a roster, looked up many times over."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence

from fsp_desktop.domain.changes import DELETED, Dot, is_element, split_element
from fsp_desktop.rosters import values
from fsp_desktop.rosters.families import address_key
from fsp_desktop.rosters.people import Address
from fsp_desktop.services.workspace import Workspace
from fsp_desktop.store.stored import Stored

_KINDS = (
    "school", "school-year", "staff", "family", "household", "student", "adult",
    "contact-point", "student-adult", "student-household",
)  # fmt: skip
_ENDS = {
    "student-adult": ("student_id", "adult_id"),
    "student-household": ("student_id", "household_id"),
}
_PAGE = 5_000
_TAKEN_BACK = frozenset({"import", "undo"})
"""What deletes without a person's saying that somebody shall stay away: an import taken back."""


class KnownRecords:
    """The records an import can meet, by roster id and by whatever else makes them the same."""

    def __init__(self, workspace: Workspace) -> None:
        self._store = workspace.store
        self._whys: dict[Dot, str] = {}
        every = {kind: list(self._read(kind)) for kind in _KINDS}
        self._kinds = {
            kind: [one for one in some if not one.deleted] for kind, some in every.items()
        }
        self.gone = GoneRecords(
            one for some in every.values() for one in some if one.deleted and self._was_removed(one)
        )
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
        while page := self._store.list_rows(
            kind, limit=_PAGE, offset=offset, order="id", include_deleted=True
        ):
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
        return any(why != "import" for why in self._whys_of(record, wanted))

    def _was_removed(self, record: Stored) -> bool:
        """Tell whether a person deleted the record, which an import that is taken back does not."""
        whys = self._whys_of(record, record.seen.get(DELETED, ()))
        return any(why not in _TAKEN_BACK for why in whys)

    def _whys_of(self, record: Stored, dots: Sequence[Dot]) -> list[str | None]:
        if any(dot not in self._whys for dot in dots):
            # One operation of an import holds many records, so few histories answer for all.
            self._whys |= {entry.dot: entry.why for entry in self._store.history(record.id)}
        return [self._whys.get(dot) for dot in dots]

    def family_of(self, record: Stored) -> str | None:
        """Return the id of a record's family, or of the one it was merged into."""
        family_id = record.values.get("family_id")
        for _ in range(20):
            family = self.by_id.get(str(family_id))
            if family is None or not family.values.get("merged_into_id"):
                break
            family_id = family.values["merged_into_id"]
        return str(family_id) if family_id else None


class GoneRecords:
    """Records that a person deleted: a roster names them again and again, and they stay away."""

    def __init__(self, records: Iterable[Stored]) -> None:
        self.by_id = {one.id: one for one in records}
        self._by_roster_id = {
            (one.kind, str(one.values["roster_id"])): one
            for one in self.by_id.values()
            if one.values.get("roster_id")
        }
        self._pairs = {
            (one.kind, *(str(one.values[name]) for name in _ENDS[one.kind])): one
            for one in self.by_id.values()
            if one.kind in _ENDS
        }
        self._points = self._by(
            "contact-point", "adult_id", lambda one: values.point_key(
                str(one.values.get("contact_kind")), str(one.values.get("value") or "")
            ),
        )  # fmt: skip
        self._homes = self._by("household", "family_id", home_key)

    def _by(
        self, kind: str, field: str, key: Callable[[Stored], str]
    ) -> dict[tuple[str, str], Stored]:
        some = (one for one in self.by_id.values() if one.kind == kind)
        return {(str(one.values[field]), key(one)): one for one in some}

    def entry(self, kind: str, roster_id: str) -> Stored | None:
        """Return the deleted record of a roster id."""
        return self._by_roster_id.get((kind, roster_id))

    def tie(self, kind: str, one: str, other: str) -> Stored | None:
        """Return the deleted tie between a student and an adult or a home."""
        return self._pairs.get((kind, one, other))

    def point(self, adult_id: str, key: str) -> Stored | None:
        """Return the deleted number or address of an adult; `key` as of `values.point_key`."""
        return self._points.get((adult_id, key))

    def home(self, family_id: str, key: str) -> Stored | None:
        """Return the deleted home of a family; `key` as of `address_key`."""
        return self._homes.get((family_id, key))


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
