"""Reads the files of OneRoster 1.1 and 1.2 and of School Data Sync 1 and 2.1 into a registry.

Both families of formats tell the same things in tables of the same kinds; what differs are the
names of files and headers, which `headers.json` and `layouts.json` level out.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date

from fsp_desktop.rosters import values
from fsp_desktop.rosters.language_cells import language_cell
from fsp_desktop.rosters.layouts import Layout
from fsp_desktop.rosters.log import ReadingLog
from fsp_desktop.rosters.people import Address, RosterSchool, RosterYear
from fsp_desktop.rosters.registry import Person, Registry, Relation
from fsp_desktop.rosters.relationships import user_role
from fsp_desktop.rosters.table_rows import TableRow, table_rows

_NO_SCHOOLS = frozenset({"district", "local", "state", "national", "department"})


def read_standard(layout: Layout, log: ReadingLog, mapping: Mapping[str, str]) -> Registry:
    """Return everything the files of `layout` say, not yet put together."""
    registry = Registry(log)
    for one in layout.files:
        take = _TAKERS[one.table]
        for row in table_rows(one.file, one.table, log, _for_table(mapping, one.table)):
            take(registry, _with_role(row, one.role))
    log.report()
    return registry


def _with_role(row: TableRow, role: str | None) -> TableRow:
    return TableRow(row.origin, {**row.cells, "role": role}) if role else row


def _for_table(mapping: Mapping[str, str], table: str) -> Mapping[str, str]:
    """A mapping speaks about people; the other tables of a standard need none."""
    return mapping if table == "users" else {}


def read_day(registry: Registry, row: TableRow, name: str) -> date | None:
    """Return the day in a cell, or None with a note if it cannot be read."""
    try:
        return values.day(row.get(name))
    except ValueError:
        registry.log.refuse(row.origin, "rosters.unreadable_day", column=name)
        return None


def read_address(row: TableRow, prefix: str = "") -> Address | None:
    """Return the address of a row, or None if it has no street."""
    street = values.cell(row.get(f"{prefix}street"))
    if street is None:
        return None
    return Address(
        street,
        values.cell(row.get(f"{prefix}city")),
        values.cell(row.get(f"{prefix}region")),
        values.cell(row.get(f"{prefix}postal_code")),
    )


def _new_id(registry: Registry, row: TableRow, known: Mapping[str, object]) -> str | None:
    roster_id = values.name_cell(row.get("id"))
    if roster_id is None:
        registry.log.refuse(row.origin, "rosters.missing_id")
    elif roster_id in known:
        registry.log.refuse(row.origin, "rosters.duplicate_id")
    else:
        return roster_id
    return None


def _take_org(registry: Registry, row: TableRow) -> None:
    name = values.name_cell(row.get("name"))
    kind = (values.cell(row.get("type")) or "school").casefold()
    if kind in _NO_SCHOOLS or values.is_gone(row.get("status")):
        registry.other_orgs.add(values.name_cell(row.get("id")) or "")
        return
    roster_id = _new_id(registry, row, registry.schools)
    if roster_id is None:
        return
    if name is None:
        registry.log.refuse(row.origin, "rosters.missing_name")
        return
    registry.schools[roster_id] = RosterSchool(
        roster_id, name, row.origin, kind, values.cell(row.get("identifier")),
        values.phone(row.get("phone")), read_address(row),
    )  # fmt: skip


def _take_session(registry: Registry, row: TableRow) -> None:
    if (values.cell(row.get("type")) or "").casefold() not in {"schoolyear", "school year"}:
        return
    roster_id = _new_id(registry, row, registry.years)
    title = values.name_cell(row.get("title")) or values.cell(row.get("school_year"))
    if roster_id and title and not values.is_gone(row.get("status")):
        starts, ends = read_day(registry, row, "starts_on"), read_day(registry, row, "ends_on")
        registry.years[roster_id] = RosterYear(roster_id, title, row.origin, starts, ends)


def _take_class(registry: Registry, row: TableRow) -> None:
    """Only homerooms matter here; the rest of the timetable stays in the file."""
    roster_id, title = values.name_cell(row.get("id")), values.name_cell(row.get("title"))
    is_homeroom = (values.cell(row.get("type")) or "").casefold() == "homeroom"
    if roster_id and title and is_homeroom and not values.is_gone(row.get("status")):
        registry.homerooms[roster_id] = title


def _take_user(registry: Registry, row: TableRow) -> None:
    address = values.email(row.get("email"))
    roster_id = values.name_cell(row.get("id"))
    if roster_id is None and row.get("role") == "contact" and address:
        roster_id = address.casefold()
    if roster_id is None:
        registry.log.refuse(row.origin, "rosters.missing_id")
    elif roster_id in registry.people:
        registry.log.refuse(row.origin, "rosters.duplicate_id")
    elif values.is_gone(row.get("status")):
        registry.gone.add(roster_id)
        if user_role(row.get("role")) in {"student", None}:
            registry.log.withdrawn.append(roster_id)
    else:
        _add_person(registry, row, roster_id)
        if address and row.get("role") == "contact":
            registry.by_email[address.casefold()] = roster_id


def _add_person(registry: Registry, row: TableRow, roster_id: str) -> None:
    given, family = (
        values.name_cell(row.get("given_name")),
        values.name_cell(row.get("family_name")),
    )
    if given is None and family is None:
        registry.log.refuse(row.origin, "rosters.missing_name")
        return
    person = Person(roster_id, row.origin, given, family)
    person.middle_name = values.name_cell(row.get("middle_name"))
    person.preferred_name = values.name_cell(row.get("preferred_name"))
    person.number = values.cell(row.get("number"))
    person.email = values.email(row.get("email"))
    person.sms = values.phone(row.get("sms"))
    person.phone = values.phone(row.get("phone"))
    person.grade = values.grade(row.get("grade"))
    person.birth_date = read_day(registry, row, "birth_date")
    person.homeroom = values.name_cell(row.get("homeroom"))
    person.relationship = values.cell(row.get("relationship"))
    person.address = read_address(row)
    person.agent_ids = values.cells(row.get("agent_ids"))
    word = values.cell(row.get("role"))
    person.role_words = [word] if word else []
    first = values.cells(row.get("primary_org_id"))
    person.org_ids = list(dict.fromkeys([*first, *values.cells(row.get("org_ids"))]))
    _add_languages(registry, row, person)
    registry.people[roster_id] = person


def _add_languages(registry: Registry, row: TableRow, person: Person) -> None:
    person.home_language = language_cell(row, "home_language", "speak", registry.log)
    person.speaks_language = language_cell(row, "speaks_language", "speak", registry.log)
    person.reads_language = language_cell(row, "reads_language", "read", registry.log)
    needed = values.flag(row.get("interpreter_needed"))
    person.interpreter_needed = (
        {True: "yes", False: "no"}.get(needed) if needed is not None else None
    )


def _take_role(registry: Registry, row: TableRow) -> None:
    user_id = values.name_cell(row.get("user_id"))
    if values.is_gone(row.get("status")) or user_id is None or registry.is_gone(user_id):
        return
    person = registry.people.get(user_id)
    if person is None:
        registry.log.refuse(row.origin, "rosters.unknown_reference", column="userSourcedId")
        return
    word = values.cell(row.get("role"))
    if word:
        person.role_words.append(word)
    org_id = values.name_cell(row.get("org_id"))
    primary = (values.cell(row.get("is_primary")) or "").casefold() in {"true", "primary", "1"}
    if org_id:
        person.org_ids.insert(0 if primary else len(person.org_ids), org_id)
    if user_role(word) == "student" and (primary or person.grade is None):
        person.grade = values.grade(row.get("grade")) or person.grade


def _take_demographic(registry: Registry, row: TableRow) -> None:
    user_id = values.name_cell(row.get("user_id")) or ""
    person = registry.people.get(user_id)
    if person is not None:
        person.birth_date = read_day(registry, row, "birth_date") or person.birth_date
    elif not registry.is_gone(user_id):
        registry.log.refuse(row.origin, "rosters.unknown_reference", column="userSourcedId")


def _take_relationship(registry: Registry, row: TableRow) -> None:
    user_id = values.name_cell(row.get("user_id"))
    related = values.name_cell(row.get("related_id"))
    if values.is_gone(row.get("status")):
        return
    if user_id is None or related is None:
        registry.log.refuse(row.origin, "rosters.missing_id")
        return
    word, kind = values.cell(row.get("role")), values.cell(row.get("type"))
    registry.relations.append(Relation(row.origin, user_id, related, word, kind))


def _take_enrollment(registry: Registry, row: TableRow) -> None:
    homeroom = registry.homerooms.get(values.name_cell(row.get("class_id")) or "")
    person = registry.people.get(values.name_cell(row.get("user_id")) or "")
    is_student = user_role(row.get("role") or "student") == "student"
    if homeroom and person and is_student and not values.is_gone(row.get("status")):
        person.homeroom = person.homeroom or homeroom


_TAKERS: dict[str, Callable[[Registry, TableRow], None]] = {
    "orgs": _take_org,
    "sessions": _take_session,
    "classes": _take_class,
    "users": _take_user,
    "roles": _take_role,
    "demographics": _take_demographic,
    "relationships": _take_relationship,
    "enrollments": _take_enrollment,
}
