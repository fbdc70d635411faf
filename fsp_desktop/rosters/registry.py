"""The people and links of a standard roster, collected from its files in any order."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from fsp_desktop.rosters.log import ReadingLog
from fsp_desktop.rosters.people import Address, Origin, RosterSchool, RosterYear


@dataclass(slots=True)
class Person:
    """One user of a roster with everything its files say about them."""

    roster_id: str
    origin: Origin
    given_name: str | None
    family_name: str | None
    middle_name: str | None = None
    preferred_name: str | None = None
    number: str | None = None
    email: str | None = None
    sms: str | None = None
    phone: str | None = None
    grade: str | None = None
    birth_date: date | None = None
    homeroom: str | None = None
    home_language: str | None = None
    speaks_language: str | None = None
    reads_language: str | None = None
    interpreter_needed: str | None = None
    relationship: str | None = None
    address: Address | None = None
    org_ids: list[str] = field(default_factory=list)
    agent_ids: tuple[str, ...] = ()
    role_words: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Relation:
    """A row that says who somebody is to somebody else."""

    origin: Origin
    user_id: str
    related_id: str
    word: str | None = None
    kind: str | None = None


@dataclass(slots=True)
class Registry:
    """Everything that was read so far."""

    log: ReadingLog
    schools: dict[str, RosterSchool] = field(default_factory=dict)
    other_orgs: set[str] = field(default_factory=set)
    years: dict[str, RosterYear] = field(default_factory=dict)
    homerooms: dict[str, str] = field(default_factory=dict)
    people: dict[str, Person] = field(default_factory=dict)
    by_email: dict[str, str] = field(default_factory=dict)
    gone: set[str] = field(default_factory=set)
    relations: list[Relation] = field(default_factory=list)

    def find(self, roster_id: str) -> Person | None:
        """Return the person of an id; files without ids name people by their e-mail address."""
        return self.people.get(roster_id) or self.people.get(
            self.by_email.get(roster_id.casefold(), "")
        )

    def is_gone(self, roster_id: str) -> bool:
        """Tell whether the roster lists this id as withdrawn."""
        return roster_id in self.gone
