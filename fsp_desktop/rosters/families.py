"""Which people of a roster belong together. Rosters know no families, so these are proposals.

Two students are put into one family when the same adults are responsible for them. Adults who
differ on both sides (a father with a child in each of two homes) keep the families apart: a family
record is read by all its adults' helpers, so joining by mistake is worse than a pair to join later.
Nobody is joined by name alone.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from fsp_desktop.domain.cleaning import SHORT_TEXT_MAX
from fsp_desktop.rosters import values
from fsp_desktop.rosters.people import (
    Address,
    FamilyProposal,
    LikelySame,
    RosterAdult,
    RosterLink,
    RosterStudent,
)


@dataclass(frozen=True, slots=True)
class _Group:
    """Students for whom the same `people` are responsible; a person can be two roster ids."""

    people: frozenset[str]
    students: tuple[RosterStudent, ...]


class _Roster:
    """Look-ups over one roster."""

    def __init__(
        self,
        students: Sequence[RosterStudent],
        adults: Sequence[RosterAdult],
        links: Sequence[RosterLink],
    ) -> None:
        self.students = students
        self.adults = {adult.roster_id: adult for adult in adults}
        self.person_of = _persons(adults)
        self.links: dict[str, list[RosterLink]] = defaultdict(list)
        for link in links:
            if link.adult_id in self.adults:
                self.links[link.student_id].append(link)

    def responsible(self, student: RosterStudent) -> frozenset[str]:
        """Return the persons of a student's family links, else nobody."""
        links = self.links[student.roster_id]
        return frozenset(self.person_of[link.adult_id] for link in links if link.is_family)

    def marks(self, student: RosterStudent) -> set[str]:
        """Return what shows a shared home beside a shared name: address, phones, other adults."""
        links = self.links[student.roster_id]
        marks = {f"p{values.phone_key(number)}" for number in student.phones}
        marks |= {f"a{self.person_of[link.adult_id]}" for link in links}
        return marks | ({f"h{address_key(student.address)}"} if student.address else set())


def address_key(address: Address) -> str:
    """Return an address to compare: without case, blanks and punctuation."""
    return values.name_key(address.street, address.city, (address.postal_code or "")[:5])


def propose_families(
    students: Sequence[RosterStudent], adults: Sequence[RosterAdult], links: Sequence[RosterLink]
) -> tuple[tuple[FamilyProposal, ...], tuple[LikelySame, ...]]:
    """Return the families of a roster, and the pairs that may be the same.

    Each student and each adult is in exactly one family; an adult who also belongs to students of
    another family keeps only the link to them.
    """
    roster = _Roster(students, adults, links)
    groups = _join_subsets(_by_responsible(roster))
    groups += _without_responsible(roster)
    proposals = _with_adults(roster, groups)
    shared = _shared_adults(proposals, roster)
    return proposals, (*shared, *_alike_adults(adults), *_alike_students(students))


def _persons(adults: Sequence[RosterAdult]) -> dict[str, str]:
    """Roster id -> person: entries with the same name and the same number are one for grouping."""
    first: dict[tuple[str, str], str] = {}
    person: dict[str, str] = {}
    for adult in adults:
        keys = [(_name(adult), key) for key in _point_keys(adult)]
        known = next((first[key] for key in keys if key in first), adult.roster_id)
        person[adult.roster_id] = known
        for key in keys:
            first.setdefault(key, known)
    return person


def _name(person: RosterAdult | RosterStudent) -> str:
    return values.name_key(person.given_name, person.family_name)


def _point_keys(adult: RosterAdult) -> list[str]:
    return [values.point_key(point.contact_kind, point.value) for point in adult.points]


def _by_responsible(roster: _Roster) -> list[_Group]:
    found: dict[frozenset[str], list[RosterStudent]] = defaultdict(list)
    for student in roster.students:
        people = roster.responsible(student)
        if people:
            found[people].append(student)
    return [_Group(people, tuple(members)) for people, members in found.items()]


def _join_subsets(groups: list[_Group]) -> list[_Group]:
    """Join a child who lists one adult to the children who list that adult and one more."""
    by_person: dict[str, list[_Group]] = defaultdict(list)
    for group in groups:
        for person in group.people:
            by_person[person].append(group)
    joined: dict[frozenset[str], list[RosterStudent]] = {g.people: list(g.students) for g in groups}
    for group in sorted(groups, key=lambda one: len(one.people)):
        larger = [g for g in by_person[min(group.people)] if group.people < g.people]
        target = _only_fit(group, larger)
        if target is not None:
            joined[target.people] += joined.pop(group.people)
    return [_Group(people, tuple(members)) for people, members in joined.items()]


def _only_fit(group: _Group, larger: list[_Group]) -> _Group | None:
    """Return the one larger group to join; of several, the one with the same home or name."""
    if len(larger) <= 1:
        return next((one for one in larger if not _live_apart(one, group)), None)
    fitting = [one for one in larger if _homes(one) & _homes(group)]
    fitting = fitting or [one for one in larger if _surnames(one) & _surnames(group)]
    nested = [one for one in larger if all(one is x or one.people < x.people for x in larger)]
    if len(fitting) == 1:
        return fitting[0]
    return nested[0] if nested and len(fitting) != 1 else None


def _live_apart(one: _Group, other: _Group) -> bool:
    """Tell whether the homes of both are known and have none in common."""
    return bool(_homes(one) and _homes(other)) and not _homes(one) & _homes(other)


def _homes(group: _Group) -> set[str]:
    return {address_key(one.address) for one in group.students if one.address}


def _surnames(group: _Group) -> set[str]:
    return {values.name_key(one.family_name) for one in group.students if one.family_name}


def _without_responsible(roster: _Roster) -> list[_Group]:
    """Students without responsible adults: same family name and one more shared mark."""
    alone = [student for student in roster.students if not roster.responsible(student)]
    group_of: dict[str, str] = {}
    seen: dict[tuple[str, str], str] = {}
    for student in alone:
        surname = values.name_key(student.family_name)
        keys = [(surname, mark) for mark in sorted(roster.marks(student)) if surname]
        known = next((seen[key] for key in keys if key in seen), student.roster_id)
        group_of[student.roster_id] = known
        for key in keys:
            seen.setdefault(key, known)
    members: dict[str, list[RosterStudent]] = defaultdict(list)
    for student in alone:
        members[group_of[student.roster_id]].append(student)
    return [_Group(frozenset(), tuple(found)) for found in members.values()]


def _with_adults(roster: _Roster, groups: list[_Group]) -> tuple[FamilyProposal, ...]:
    """Give each adult one family: where they are responsible for most students, else linked."""
    claims: dict[str, dict[int, int]] = defaultdict(lambda: defaultdict(int))
    for index, group in enumerate(groups):
        for student in group.students:
            for link in roster.links[student.roster_id]:
                claims[link.adult_id][index] += 1000 if link.is_family else 1
    home: dict[int, list[str]] = defaultdict(list)
    for adult_id, claim in claims.items():
        home[max(sorted(claim), key=lambda index: claim[index])].append(adult_id)
    return tuple(
        _proposal(roster, group.students, home[index]) for index, group in enumerate(groups)
    )


def _proposal(
    roster: _Roster, students: Sequence[RosterStudent], adult_ids: Sequence[str]
) -> FamilyProposal:
    adults = [roster.adults[adult_id] for adult_id in adult_ids]
    languages = [one.home_language for one in students] + [one.speaks_language for one in adults]
    homes = [one.address for one in students] + [one.address for one in adults]
    return FamilyProposal(
        label=_label(roster, students, adults),
        student_ids=tuple(one.roster_id for one in students),
        adult_ids=tuple(adult_ids),
        languages=tuple(dict.fromkeys(tag for tag in languages if tag)),
        addresses=tuple({address_key(home): home for home in reversed(homes) if home}.values())[
            ::-1
        ],
    )


def _label(
    roster: _Roster, students: Sequence[RosterStudent], adults: Sequence[RosterAdult]
) -> str:
    """The different family names of the responsible adults, else of the students."""
    responsible = dict.fromkeys(
        link.adult_id for one in students for link in roster.links[one.roster_id] if link.is_family
    )
    names = [roster.adults[adult_id].family_name for adult_id in responsible]
    names = [name for name in names if name] or [one.family_name for one in students]
    names = [name for name in names if name] or [one.family_name for one in adults]
    unique = {values.name_key(name): name for name in reversed(names) if name}
    label = " & ".join(list(unique.values())[::-1][:3])
    return (label or students[0].given_name)[:SHORT_TEXT_MAX]


def _shared_adults(proposals: Sequence[FamilyProposal], roster: _Roster) -> Iterable[LikelySame]:
    """Families apart although the same adult is responsible in both: a person should look."""
    families: dict[str, list[FamilyProposal]] = defaultdict(list)
    by_id = {one.roster_id: one for one in roster.students}
    for family in proposals:
        for person in {p for key in family.student_ids for p in roster.responsible(by_id[key])}:
            families[person].append(family)
    pairs: dict[tuple[str, ...], LikelySame] = {}
    for sharing in families.values():
        if len(sharing) > 1:
            ids = tuple(sorted(one.student_ids[0] for one in sharing))
            pairs[ids] = LikelySame(
                "family", "shared_adult", ids, tuple(one.label for one in sharing)
            )
    return pairs.values()


def _alike_adults(adults: Sequence[RosterAdult]) -> Iterable[LikelySame]:
    found: dict[tuple[str, str], list[RosterAdult]] = defaultdict(list)
    for adult in adults:
        for key in _point_keys(adult):
            found[_name(adult), key].append(adult)
    return _alike("adult", "same_name_and_contact", found)


def _alike_students(students: Sequence[RosterStudent]) -> Iterable[LikelySame]:
    found: dict[tuple[str, str], list[RosterStudent]] = defaultdict(list)
    for student in students:
        if student.birth_date:
            found[_name(student), student.birth_date.isoformat()].append(student)
    return _alike("student", "same_name_and_birth_date", found)


def _alike(
    kind: str,
    reason: str,
    found: Mapping[tuple[str, str], Sequence[RosterAdult] | Sequence[RosterStudent]],
) -> list[LikelySame]:
    pairs: dict[tuple[str, ...], LikelySame] = {}
    for alike in found.values():
        ids = tuple(sorted({one.roster_id for one in alike}))
        if len(ids) > 1:
            labels = tuple(
                " ".join(part for part in (one.given_name, one.family_name) if part)
                for one in alike
            )
            pairs[ids] = LikelySame(kind, reason, ids, tuple(dict.fromkeys(labels)))
    return list(pairs.values())
