"""Reads any spreadsheet of students, one row a student or one row a student and contact.

What the columns mean is told by a mapping, or guessed from the usual headers of school systems.
Such files rarely give adults an id, so one is made from what tells people apart.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from fsp_desktop.domain.errors import RefusedError
from fsp_desktop.rosters import values
from fsp_desktop.rosters.assemble import Assembled, contact_points
from fsp_desktop.rosters.headers import ADULT_FIELD, implied_relationship, read_columns
from fsp_desktop.rosters.language_cells import language_cell
from fsp_desktop.rosters.layouts import Layout
from fsp_desktop.rosters.log import ReadingLog
from fsp_desktop.rosters.people import (
    Address,
    ContactPoint,
    RosterAdult,
    RosterLink,
    RosterSchool,
    RosterStudent,
)
from fsp_desktop.rosters.relationships import is_family, relationship_code
from fsp_desktop.rosters.table_rows import TableRow, header_line, table_rows

_NAMES = ("student.given_name", "student.full_name")
_IDS = ("student.id", "student.number", "student.birth_date")
_YES_NO = {True: "yes", False: "no"}


@dataclass(slots=True)
class _Found:
    """What the files said so far."""

    log: ReadingLog
    schools: dict[str, RosterSchool] = field(default_factory=dict)
    students: dict[str, RosterStudent] = field(default_factory=dict)
    adults: dict[str, RosterAdult] = field(default_factory=dict)
    links: dict[tuple[str, str], RosterLink] = field(default_factory=dict)


def read_plain(
    layout: Layout, log: ReadingLog, mapping: Mapping[str, str], is_guessing: bool
) -> Assembled:
    """Return the people of plain files; files whose columns do not suffice are passed over.

    Args:
        layout: The files.
        log: Where refusals and dropped columns are noted.
        mapping: Header -> field; see `headers.read_columns`.
        is_guessing: The format was not said, so a file that does not fit is no roster at all.

    Raises:
        RefusedError: `rosters.not_a_roster` or `rosters.mapping_needed`, with the number of
            columns, and in the second case the fields that nothing was mapped to.
    """
    headers = {one.file: header_line(one.file) for one in layout.files}
    usable = [one for one in layout.files if not _lacking(headers[one.file], mapping)]
    if not usable:
        first = max(layout.files, key=lambda one: len(headers[one.file]))
        detail = {"file": first.file.name, "columns": len(headers[first.file])}
        if is_guessing and not mapping:
            raise RefusedError("rosters.not_a_roster", detail)
        lacking = _lacking(headers[first.file], mapping)
        raise RefusedError("rosters.mapping_needed", {**detail, "missing": lacking})
    found = _Found(log)
    for one in usable:
        for row in table_rows(one.file, "plain", log, mapping):
            _take(found, row)
    log.report()
    return Assembled(
        list(found.schools.values()), list(found.students.values()),
        list(found.adults.values()), list(found.links.values()),
    )  # fmt: skip


def _lacking(headers: Sequence[str], mapping: Mapping[str, str]) -> list[str]:
    """Return the fields without which rows cannot be taken: a name, and what tells rows apart."""
    fields = read_columns(headers, "plain", mapping).fields
    lacking = [] if any(name in fields for name in _NAMES) else [_NAMES[0]]
    return lacking + ([] if any(one in fields for one in _IDS) else [_IDS[0]])


def _take(found: _Found, row: TableRow) -> None:
    student = _student(found, row)
    if student is None:
        return
    if values.is_gone(row.get("student.status")):
        found.log.withdrawn.append(student.roster_id)
        return
    known = found.students.setdefault(student.roster_id, student)
    if values.name_key(known.given_name, known.family_name) != values.name_key(
        student.given_name, student.family_name
    ):
        found.log.refuse(row.origin, "rosters.duplicate_id")
        return
    numbers = {int(m[1]) for name in row.cells if (m := ADULT_FIELD.fullmatch(name))}
    for number in sorted(numbers):
        _take_adult(found, row, known, number)


def _student(found: _Found, row: TableRow) -> RosterStudent | None:
    given = values.name_cell(row.get("student.given_name"))
    family = values.name_cell(row.get("student.family_name"))
    if given is None:
        given, family = values.split_name(row.get("student.full_name") or family or "")
    birth_date = _day(found, row, "student.birth_date")
    number = values.cell(row.get("student.number"))
    roster_id = values.name_cell(row.get("student.id")) or number
    if roster_id is None and birth_date and given:
        roster_id = _made_id("student", values.name_key(given, family), birth_date.isoformat())
    if not given or roster_id is None:
        found.log.refuse(row.origin, "rosters.missing_id" if given else "rosters.missing_name")
        return None
    phone = values.phone(row.get("student.phone"))
    return RosterStudent(
        roster_id, given, row.origin,
        middle_name=values.name_cell(row.get("student.middle_name")),
        family_name=family,
        preferred_name=values.name_cell(row.get("student.preferred_name")),
        school_id=_school(found, row),
        grade=values.grade(row.get("student.grade")),
        student_number=number,
        birth_date=birth_date,
        homeroom=values.name_cell(row.get("student.homeroom")),
        enrolled_on=_day(found, row, "student.enrolled_on"),
        home_language=language_cell(row, "student.home_language", "speak", found.log),
        address=_address(row, "address."),
        phones=(phone,) if phone else (),
    )  # fmt: skip


def _day(found: _Found, row: TableRow, name: str) -> date | None:
    try:
        return values.day(row.get(name))
    except ValueError:
        found.log.refuse(row.origin, "rosters.unreadable_day", column=name.rpartition(".")[2])
        return None


def _address(row: TableRow, prefix: str) -> Address | None:
    street = values.cell(row.get(f"{prefix}street"))
    if street is None:
        return None
    parts = [values.cell(row.get(prefix + name)) for name in ("city", "region", "postal_code")]
    return Address(street, *parts)


def _school(found: _Found, row: TableRow) -> str | None:
    """Return the id of the row's school; a school known by name only has its name as id."""
    name = values.name_cell(row.get("school.name"))
    roster_id = values.name_cell(row.get("school.id")) or name
    if roster_id and roster_id not in found.schools:
        found.schools[roster_id] = RosterSchool(roster_id, name or roster_id, row.origin)
    return roster_id


def _take_adult(found: _Found, row: TableRow, student: RosterStudent, number: int) -> None:
    prefix = f"adult{number}."
    points = _points(row, prefix)
    given = values.name_cell(row.get(f"{prefix}given_name"))
    family = values.name_cell(row.get(f"{prefix}family_name"))
    if given is None:
        known = (student.family_name,) if student.family_name else ()
        given, family = values.split_name(row.get(f"{prefix}full_name") or family or "", known)
    if not given:
        if points:
            found.log.refuse(row.origin, "rosters.adult_without_name", column=f"adult{number}")
        return
    word = values.cell(row.get(f"{prefix}relationship"))
    code = relationship_code(word or implied_relationship(number))
    roster_id = values.name_cell(row.get(f"{prefix}id"))
    adult = RosterAdult(
        roster_id or _adult_id(given, family, points, student), given, row.origin,
        family_name=family,
        relationship=code,
        speaks_language=language_cell(row, f"{prefix}speaks_language", "speak", found.log)
        or language_cell(row, f"{prefix}home_language", "speak", found.log),
        reads_language=language_cell(row, f"{prefix}reads_language", "read", found.log),
        interpreter_needed=_yes_no(row, f"{prefix}interpreter_needed"),
        points=points,
        address=_address(row, prefix),
        is_id_derived=roster_id is None,
    )  # fmt: skip
    _keep_adult(found, adult)
    key = (student.roster_id, adult.roster_id)
    found.links.setdefault(key, _link(row, prefix, key, code, word))


def _link(
    row: TableRow, prefix: str, key: tuple[str, str], code: str, word: str | None
) -> RosterLink:
    lives_with = _yes_no(row, f"{prefix}lives_with")
    kind = values.cell(row.get(f"{prefix}type"))
    return RosterLink(
        *key, row.origin, code,
        is_family=lives_with == "yes" or is_family(code, kind, word),
        legal_guardian=_yes_no(row, f"{prefix}legal_guardian"),
        lives_with=lives_with,
        contact_order=values.whole_number(row.get(f"{prefix}contact_order")),
    )  # fmt: skip


def _yes_no(row: TableRow, name: str) -> str | None:
    said = values.flag(row.get(name))
    return None if said is None else _YES_NO[said]


def _points(row: TableRow, prefix: str) -> tuple[ContactPoint, ...]:
    home = values.phone(row.get(f"{prefix}home"))
    kind = (values.cell(row.get(f"{prefix}phone_type")) or "").casefold()
    mobile = values.phone(row.get(f"{prefix}mobile"))
    work = values.phone(row.get(f"{prefix}work"))
    if home and kind.startswith(("cell", "mobile")):
        mobile, home = mobile or home, None
    elif home and kind.startswith("work"):
        work, home = work or home, None
    whatsapp = values.phone(row.get(f"{prefix}whatsapp"))
    more = [ContactPoint(k, v) for k, v in (("work", work), ("whatsapp", whatsapp)) if v]
    return contact_points(values.email(row.get(f"{prefix}email")), mobile, home, *more)


def _adult_id(
    given: str, family: str | None, points: Sequence[ContactPoint], student: RosterStudent
) -> str:
    """Return an id for an adult: the name with a number, else the name beside this student."""
    name = values.name_key(given, family)
    keys = sorted(values.point_key(point.contact_kind, point.value) for point in points)
    return _made_id("adult", name, keys[0] if keys else f"student {student.roster_id}")


def _made_id(*parts: str) -> str:
    digest = hashlib.sha256("\n".join(parts).encode()).hexdigest()
    return f"~{digest[:24]}"


def _keep_adult(found: _Found, adult: RosterAdult) -> None:
    """Keep an adult once; what a second row of the same adult adds is taken over."""
    known = found.adults.get(adult.roster_id)
    if known is None:
        found.adults[adult.roster_id] = adult
        return
    mine = {values.point_key(p.contact_kind, p.value): p for p in (*adult.points, *known.points)}
    found.adults[adult.roster_id] = replace(
        known,
        points=tuple(mine.values()),
        relationship=known.relationship if known.relationship == adult.relationship else "ask",
        speaks_language=known.speaks_language or adult.speaks_language,
        reads_language=known.reads_language or adult.reads_language,
        address=known.address or adult.address,
    )
