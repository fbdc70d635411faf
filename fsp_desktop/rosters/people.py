"""What a roster says, whatever its format: schools, years, students, adults, links and staff.

Everything here is what the reader lets through; columns that must not be kept have no field.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a row stood: the file's own name and the line, the header being line 1."""

    file: str
    line: int


@dataclass(frozen=True, slots=True)
class ContactPoint:
    """One way to reach an adult. `contact_kind` is a code of `contact_point_kind`."""

    contact_kind: str
    value: str


@dataclass(frozen=True, slots=True)
class Address:
    """Where somebody lives, as the roster writes it."""

    street: str
    city: str | None = None
    region: str | None = None
    postal_code: str | None = None


@dataclass(frozen=True, slots=True)
class RosterSchool:
    """A school. `kind` is the roster's own word: school, college, ..."""

    roster_id: str
    name: str
    origin: Origin
    kind: str = "school"
    identifier: str | None = None
    phone: str | None = None
    address: Address | None = None


@dataclass(frozen=True, slots=True)
class RosterYear:
    """A school year."""

    roster_id: str
    title: str
    origin: Origin
    starts_on: date | None = None
    ends_on: date | None = None


@dataclass(frozen=True, slots=True)
class RosterStudent:
    """A student. `phones` are only used to see who lives together; they are not kept."""

    roster_id: str
    given_name: str
    origin: Origin
    middle_name: str | None = None
    family_name: str | None = None
    preferred_name: str | None = None
    school_id: str | None = None
    grade: str | None = None
    student_number: str | None = None
    birth_date: date | None = None
    homeroom: str | None = None
    enrolled_on: date | None = None
    home_language: str | None = None
    address: Address | None = None
    phones: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class RosterAdult:
    """An adult of at least one student.

    Attributes:
        is_id_derived: The roster gives adults no id; `roster_id` was made from the row, and
            matching must look at the student and the name too.
        is_staff: The same roster id is also somebody who works at school.
    """

    roster_id: str
    given_name: str
    origin: Origin
    family_name: str | None = None
    preferred_name: str | None = None
    relationship: str = "ask"
    reads_language: str | None = None
    speaks_language: str | None = None
    interpreter_needed: str | None = None
    points: tuple[ContactPoint, ...] = ()
    address: Address | None = None
    is_id_derived: bool = False
    is_staff: bool = False


@dataclass(frozen=True, slots=True)
class RosterLink:
    """One adult belongs to one student. `is_family` is false for emergency contacts and relatives."""

    student_id: str
    adult_id: str
    origin: Origin
    relationship: str = "ask"
    is_family: bool = True
    legal_guardian: str | None = None
    lives_with: str | None = None
    contact_order: int | None = None


@dataclass(frozen=True, slots=True)
class RosterStaff:
    """Somebody who works at school. `role` is a code of the vocabulary `role`."""

    roster_id: str
    name: str
    origin: Origin
    role: str = "teacher"
    email: str | None = None
    phone: str | None = None
    school_id: str | None = None


@dataclass(frozen=True, slots=True)
class FamilyProposal:
    """People the roster shows as belonging together. Rosters themselves know no families.

    Attributes:
        label: The family name or names of its adults, else of its students.
        addresses: Different addresses of the students and adults; the students' come first.
    """

    label: str
    student_ids: tuple[str, ...]
    adult_ids: tuple[str, ...]
    languages: tuple[str, ...] = ()
    addresses: tuple[Address, ...] = ()


@dataclass(frozen=True, slots=True)
class LikelySame:
    """Two roster entries, or two families, that may be one; never joined by the program."""

    kind: str
    reason: str
    roster_ids: tuple[str, ...]
    labels: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Refused:
    """A row, or the part of a row named in `detail`, that was not taken. No names, no values."""

    file: str
    line: int
    code: str
    detail: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class DroppedColumn:
    """A column, or with `*` a whole file, that was skipped while reading; it is never kept."""

    file: str
    column: str


@dataclass(frozen=True, slots=True)
class RosterReading:
    """All of a roster, in memory, with what was refused and dropped on the way.

    Attributes:
        format: oneroster_1_1, oneroster_1_2, sds_1, sds_2_1, csv or xlsx.
        is_complete: False if the roster lists changes only, so that absence says nothing.
        unknown_columns: Columns nobody has said the meaning of; their values were not read.
        fingerprint: Names the headers of the files of people: a mapping is remembered for them.
        mapping: Header -> field, as it was used.
        withdrawn_ids: Students the roster itself marks as gone.
    """

    format: str
    schools: tuple[RosterSchool, ...] = ()
    years: tuple[RosterYear, ...] = ()
    students: tuple[RosterStudent, ...] = ()
    adults: tuple[RosterAdult, ...] = ()
    links: tuple[RosterLink, ...] = ()
    staff: tuple[RosterStaff, ...] = ()
    families: tuple[FamilyProposal, ...] = ()
    likely_same: tuple[LikelySame, ...] = ()
    refused: tuple[Refused, ...] = ()
    dropped_columns: tuple[DroppedColumn, ...] = ()
    unknown_columns: tuple[DroppedColumn, ...] = ()
    withdrawn_ids: tuple[str, ...] = ()
    is_complete: bool = True
    fingerprint: str = ""
    mapping: Mapping[str, str] = field(default_factory=dict)
    encodings: Mapping[str, str] = field(default_factory=dict)
