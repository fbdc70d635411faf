"""Puts a standard roster together: who is a student, an adult of a student, or staff."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from fsp_desktop.rosters import values
from fsp_desktop.rosters.people import (
    ContactPoint,
    RosterAdult,
    RosterLink,
    RosterSchool,
    RosterStaff,
    RosterStudent,
)
from fsp_desktop.rosters.registry import Person, Registry, Relation
from fsp_desktop.rosters.relationships import is_family, relationship_code, user_role


@dataclass(slots=True)
class Assembled:
    """The people of a roster by what they are; one person can be both adult and staff."""

    schools: list[RosterSchool] = field(default_factory=list)
    students: list[RosterStudent] = field(default_factory=list)
    adults: list[RosterAdult] = field(default_factory=list)
    links: list[RosterLink] = field(default_factory=list)
    staff: list[RosterStaff] = field(default_factory=list)


def assemble(registry: Registry) -> Assembled:
    """Return the people in `registry` with their links; what fits nowhere is noted as refused."""
    made = Assembled()
    roles = {key: _roles(person) for key, person in registry.people.items()}
    students = {key for key, mine in roles.items() if "student" in mine}
    links = _links(registry, students)
    made.links = list(links.values())
    linked: dict[str, list[RosterLink]] = {}
    for link in made.links:
        linked.setdefault(link.adult_id, []).append(link)
    for key, person in registry.people.items():
        staff_role = next(iter(sorted(roles[key] - {"student", "adult"})), None)
        if key in students:
            made.students.append(_student(registry, person))
        elif key in linked:
            made.adults.append(_adult(registry, person, linked[key], staff_role is not None))
        if staff_role is not None and key not in students:
            made.staff.append(_staff(registry, person, staff_role))
        elif key not in students and key not in linked:
            code = "rosters.adult_without_student" if roles[key] else "rosters.user_without_role"
            registry.log.refuse(person.origin, code)
    made.schools = _schools(registry, made)
    return made


def _roles(person: Person) -> set[str]:
    return {role for word in person.role_words if (role := user_role(word))}


def _links(registry: Registry, students: set[str]) -> dict[tuple[str, str], RosterLink]:
    """Return one link for each pair; a row about the pair says more than a list of agents."""
    found: dict[tuple[str, str], RosterLink] = {}
    for relation in _relations(registry):
        one, other = registry.find(relation.user_id), registry.find(relation.related_id)
        if one is None or other is None:
            if not registry.is_gone(relation.user_id) and not registry.is_gone(relation.related_id):
                registry.log.refuse(relation.origin, "rosters.unknown_reference", column="related")
            continue
        if (one.roster_id in students) == (other.roster_id in students):
            is_between = one.roster_id in students
            code = "rosters.link_between_students" if is_between else "rosters.link_without_student"
            registry.log.refuse(relation.origin, code)
            continue
        student, adult = (one, other) if one.roster_id in students else (other, one)
        key = (student.roster_id, adult.roster_id)
        if key not in found:
            found[key] = _link(relation, student, adult)
    return found


def _relations(registry: Registry) -> Iterator[Relation]:
    yield from registry.relations
    for person in registry.people.values():
        for agent in person.agent_ids:
            if agent != person.roster_id:
                yield Relation(person.origin, person.roster_id, agent)


def _link(relation: Relation, student: Person, adult: Person) -> RosterLink:
    own_word = next((w for w in adult.role_words if user_role(w) == "adult"), None)
    word = relation.word or adult.relationship or own_word
    code = relationship_code(word)
    if code == "legal_guardian" and adult.relationship:
        code = relationship_code(adult.relationship)
    belongs = is_family(code, relation.kind, word)
    return RosterLink(student.roster_id, adult.roster_id, relation.origin, code, belongs)


def _student(registry: Registry, person: Person) -> RosterStudent:
    given, family = _names(person)
    return RosterStudent(
        person.roster_id, given, person.origin,
        middle_name=person.middle_name,
        family_name=family,
        preferred_name=_other_name(person.preferred_name, given),
        school_id=_school(registry, person),
        grade=person.grade,
        student_number=person.number,
        birth_date=person.birth_date,
        homeroom=person.homeroom,
        home_language=person.home_language or person.speaks_language,
        address=person.address,
        phones=tuple(number for number in (person.sms, person.phone) if number),
    )  # fmt: skip


def _adult(
    registry: Registry, person: Person, links: list[RosterLink], is_staff: bool
) -> RosterAdult:
    known = [registry.people[link.student_id].family_name for link in links]
    given, family = _names(person, tuple(name for name in known if name))
    families = [link for link in links if link.is_family] or links
    codes = {link.relationship for link in families} - {"ask"}
    return RosterAdult(
        person.roster_id, given, person.origin,
        family_name=family,
        preferred_name=_other_name(person.preferred_name, given),
        relationship=codes.pop() if len(codes) == 1 else "ask",
        reads_language=person.reads_language,
        speaks_language=person.speaks_language or person.home_language,
        interpreter_needed=person.interpreter_needed,
        points=contact_points(person.email, person.sms, person.phone),
        address=person.address,
        is_staff=is_staff,
    )  # fmt: skip


def contact_points(
    email: str | None, mobile: str | None, home: str | None, *more: ContactPoint
) -> tuple[ContactPoint, ...]:
    """Return the ways to reach an adult, each number or address once."""
    points = [
        ContactPoint(kind, value)
        for kind, value in (("mobile", mobile), ("home", home), ("email", email))
        if value
    ]
    unique: dict[str, ContactPoint] = {}
    for point in (*points, *more):
        unique.setdefault(values.point_key(point.contact_kind, point.value), point)
    return tuple(unique.values())


def _staff(registry: Registry, person: Person, role: str) -> RosterStaff:
    name = " ".join(part for part in (person.given_name, person.family_name) if part)
    number = person.phone or person.sms
    school = _school(registry, person)
    return RosterStaff(person.roster_id, name, person.origin, role, person.email, number, school)


def _names(person: Person, family_names: tuple[str, ...] = ()) -> tuple[str, str | None]:
    """Return given and family name; some systems put a contact's whole name into one cell."""
    if person.given_name:
        return person.given_name, person.family_name
    return values.split_name(person.family_name or "", family_names)


def _other_name(preferred: str | None, given: str) -> str | None:
    return None if values.name_key(preferred) == values.name_key(given) else preferred


def _school(registry: Registry, person: Person) -> str | None:
    """Return the first of a person's organisations that is a school."""
    known = [org for org in person.org_ids if org in registry.schools]
    listed = registry.schools.keys() | registry.other_orgs
    if listed and any(org not in listed for org in person.org_ids):
        registry.log.refuse(person.origin, "rosters.unknown_reference", column="orgSourcedIds")
    return known[0] if known else None


def _schools(registry: Registry, made: Assembled) -> list[RosterSchool]:
    """Schools, and other places of learning if a student is there."""
    used = {student.school_id for student in made.students}
    return [
        school for key, school in registry.schools.items() if school.kind == "school" or key in used
    ]
