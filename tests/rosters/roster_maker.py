"""Makes rosters of an invented district at school scale, in OneRoster 1.1 and 1.2.

About 380 households for 500 students, 15 % of them in two homes, shared phones, twelve languages,
one adult who is family of one child, aunt of another and a teacher, one adult who stands twice in
the file, one father with a child in each of two homes. Every name is invented. Columns that must
never be kept carry words that tests look for.
"""

from __future__ import annotations

import csv
from dataclasses import dataclass, field
from pathlib import Path

CANARIES = (
    "canary-password", "canary-race", "canary-birthcity", "canary-birthcountry", "canary-iep",
    "canary-lunch", "canary-ssn", "canary-gender", "canary-citizen",
)  # fmt: skip
"""What stands in the columns that must be dropped."""
_LANGUAGES = (
    ("Spanish", "es", ("Lucía Mateo Inés Tomás", "Ramírez Ortiz Salcedo Peralta")),
    ("Arabic", "ar", ("Lina Sami Huda Karim", "Haddad Nassar Khoury Saleh")),
    ("Vietnamese", "vi", ("Minh Lan Hòa Đức", "Nguyễn Trần Lê Phạm")),
    ("Somali", "so", ("Ayaan Fadumo Yusuf Halima", "Osman Warsame Abdi Farah")),
    ("Haitian Creole", "ht", ("Guerda Jean Marise Wilner", "Moreau Desir Augustin Baptiste")),
    ("Portuguese", "pt", ("Beatriz Caio Júlia Davi", "Ferreira Moura Teles Brandão")),
    ("Russian", "ru", ("Даша Илья Нина Олег", "Соколова Волков Зайцев Белова")),
    ("Korean", "ko", ("Jiwoo Haneul Minseo Doyun", "Kang Yoon Bae Shim")),
    ("Ukrainian", "uk", ("Danylo Oksana Taras Lesia", "Petrenko Bondar Melnyk Koval")),
    ("Nepali", "ne", ("Aarav Sita Bishal Maya", "Thapa Gurung Rai Magar")),
    ("Swahili", "sw", ("Amani Neema Baraka Zawadi", "Mushi Kimaro Mwita Lema")),
    ("English", "en", ("Theo June Carol Wyatt", "Whitcomb Alder Marlow Pruitt")),
)  # fmt: skip
_STREETS = ["Maple", "Birch", "Cedar", "Walnut", "Aspen", "Laurel", "Juniper", "Poplar"]


class Dice:
    """A small generator of numbers that is the same everywhere (Lehmer, 1951)."""

    def __init__(self, seed: int) -> None:
        self._state = seed * 2 + 1

    def below(self, bound: int) -> int:
        self._state = self._state * 48271 % 2147483647
        return self._state % bound

    def chance(self, percent: int) -> bool:
        return self.below(100) < percent


@dataclass
class MadePerson:
    """One user of the roster."""

    id: str
    given: str
    family: str
    role: str
    language: str = ""
    phone: str = ""
    sms: str = ""
    email: str = ""
    agents: list[str] = field(default_factory=list)
    grade: str = ""
    street: str = ""
    school: str = "SC-1"
    birth_date: str = ""
    more_roles: list[str] = field(default_factory=list)


@dataclass
class MadeRoster:
    """All users, with the ids of the special cases by name."""

    people: list[MadePerson]
    special: dict[str, str]

    def of(self, role: str) -> list[MadePerson]:
        return [one for one in self.people if one.role == role]


def make_roster(students: int = 500, seed: int = 7) -> MadeRoster:
    """Return an invented district with about `students` students."""
    dice = Dice(seed)
    people: list[MadePerson] = []
    left = students - 5
    household = 0
    while left > 0:
        household += 1
        size = min(left, _size(dice))
        left -= size
        people += _household(dice, household, size)
    special: dict[str, str] = {}
    people += _special_cases(special)
    people += [
        MadePerson(f"T-{n}", "Robin", f"Teacher{n}", "teacher", email=f"t{n}@school.example")
        for n in range(1, 1 + max(students // 25, 2))
    ]
    return MadeRoster(people, special)


def _size(dice: Dice) -> int:
    """Children of one household: 1.32 on average."""
    return 1 if dice.chance(75) else 2 + dice.chance(25)


def _household(dice: Dice, number: int, size: int) -> list[MadePerson]:
    name, _, (given, family) = _LANGUAGES[number % len(_LANGUAGES)]
    givens, families = given.split(), family.split()
    surname = f"{families[dice.below(4)]}-{number}"
    street = f"{number} {_STREETS[dice.below(8)]} Street"
    phone = f"555-{number // 10000:03d}-{number % 10000:04d}"
    two_homes = dice.chance(15)
    count = 2 + dice.chance(12) if two_homes or dice.chance(95) else 1
    first = dice.below(4)
    adults = []
    for index in range(count):
        shares = index == 0 or (not two_homes and dice.chance(30))
        number_of_adult = phone if shares else f"556-{number // 10000:03d}-{number % 10000:04d}"
        adults.append(
            MadePerson(
                f"G-{number}-{index}", givens[(first + index) % 4], surname, "guardian",
                name, sms=number_of_adult, email=f"g{number}.{index}@mail.example",
                street=f"{number} Second Home Road" if two_homes and index else street,
            )
        )  # fmt: skip
    agents = [adult.id for adult in adults]
    children = [
        MadePerson(
            f"S-{number}-{index}", f"{givens[(index + 1) % 4]}", surname, "student", name,
            grade=("KG", "01", "02", "03", "04", "05", "06", "07", "08")[dice.below(9)],
            agents=list(agents), street=street, school=f"SC-{1 + number % 3}",
            birth_date=f"20{10 + dice.below(9)}-{1 + dice.below(12):02d}-{1 + dice.below(28):02d}",
        )
        for index in range(size)
    ]  # fmt: skip
    return [*children, *adults]


def _special_cases(special: dict[str, str]) -> list[MadePerson]:
    """The five hard students, each with a reason."""
    special |= {
        "aunt": "G-AUNT", "her_child": "S-AUNT-OWN", "niece": "S-AUNT-NIECE",
        "twice_a": "G-TWICE-A", "twice_b": "G-TWICE-B", "of_twice": "S-TWICE",
        "father": "G-BOTH", "child_here": "S-BOTH-HERE", "child_there": "S-BOTH-THERE",
    }  # fmt: skip
    return [
        MadePerson("G-AUNT", "Rosa", "Salcedo", "teacher", "Spanish", sms="555-900-0001",
                   email="rosa@school.example", more_roles=["parent"]),
        MadePerson("G-NIECE-MUM", "Elena", "Pardo", "guardian", "Spanish", sms="555-900-0002"),
        MadePerson("S-AUNT-OWN", "Iker", "Salcedo", "student", "Spanish", grade="03",
                   agents=["G-AUNT"], street="1 Own Lane", birth_date="2016-01-02"),
        MadePerson("S-AUNT-NIECE", "Sol", "Pardo", "student", "Spanish", grade="05",
                   agents=["G-NIECE-MUM", "G-AUNT"], street="9 Niece Lane", birth_date="2014-05-06"),
        MadePerson("G-TWICE-A", "Marise", "Desir", "guardian", "Haitian Creole", sms="555-900-0003"),
        MadePerson("G-TWICE-B", "Marise", "Désir", "guardian", "Haitian Creole", sms="(555) 900 0003"),
        MadePerson("S-TWICE", "Wilner", "Desir", "student", "Haitian Creole", grade="01",
                   agents=["G-TWICE-A", "G-TWICE-B"], birth_date="2018-02-03"),
        MadePerson("G-BOTH", "Karim", "Nassar", "guardian", "Arabic", sms="555-900-0004"),
        MadePerson("G-HERE", "Huda", "Saleh", "guardian", "Arabic", sms="555-900-0005"),
        MadePerson("G-THERE", "Lina", "Khoury", "guardian", "Arabic", sms="555-900-0006"),
        MadePerson("S-BOTH-HERE", "Sami", "Nassar", "student", "Arabic", grade="02",
                   agents=["G-BOTH", "G-HERE"], birth_date="2017-03-04"),
        MadePerson("S-BOTH-THERE", "Nour", "Nassar", "student", "Arabic", grade="04",
                   agents=["G-BOTH", "G-THERE"], birth_date="2015-07-08"),
    ]  # fmt: skip


@dataclass(frozen=True)
class Quirks:
    """How far a real file strays from the standard."""

    delimiter: str = ","
    newline: str = "\r\n"
    encoding: str = "utf-8"
    is_odd: bool = False
    """Odd header names, TRUE for true, vendor columns, no newline at the end of the manifest."""


def write_oneroster_11(roster: MadeRoster, folder: Path, quirks: Quirks = Quirks()) -> Path:
    """Write the files of OneRoster 1.1 and return their folder."""
    odd = quirks.is_odd
    true = "TRUE" if odd else "true"
    users = [
        [
            "sourcedId", "status", "dateLastModified", "enabledUser", "orgSourcedIds", "role",
            "username", "userId" if odd else "userIds", "givenName", "FamilyName" if odd else
            "familyName", "middleName", "identifier", "email", "sms", "phone",
            "agents" if odd else "agentSourcedIds", "grades", "password",
            "ext_homeLanguage" if odd else "metadata.homeLanguage", "ext_street", "ext_city",
            "ext_race", "metadata.freeLunch", "ext_SSN", "ext_favouriteColour",
        ]
    ]  # fmt: skip
    users += [
        [
            one.id, "active", "", true, one.school, one.role, f"u{one.id}", "", one.given,
            one.family, "", one.id if one.role == "student" else "", one.email, one.sms, one.phone,
            ",".join(one.agents), one.grade, "canary-password", one.language, one.street,
            "Riverbend" if one.street else "", "canary-race", "canary-lunch", "canary-ssn", "green",
        ]
        for one in roster.people
    ]  # fmt: skip
    _write(folder, "users.csv", users, quirks)
    _write_rest(roster, folder, quirks, "1.1")
    return folder


def write_oneroster_12(roster: MadeRoster, folder: Path, quirks: Quirks = Quirks()) -> Path:
    """Write the files of OneRoster 1.2 and return their folder."""
    users = [
        [
            "sourcedId", "status", "dateLastModified", "enabledUser", "username", "userIds",
            "givenName", "familyName", "middleName", "identifier", "email", "sms", "phone",
            "agentSourcedIds", "grades", "password", "userMasterIdentifier", "resourceSourcedIds",
            "preferredGivenName", "preferredMiddleName", "preferredFamilyName", "primaryOrgSourcedId",
            "pronouns", "metadata.homeLanguage", "metadata.street", "metadata.city",
        ]
    ]  # fmt: skip
    roles = [[
        "sourcedId", "status", "dateLastModified", "userSourcedId", "roleType", "role", "beginDate",
        "endDate", "orgSourcedId", "userProfileSourcedId",
    ]]  # fmt: skip
    for one in roster.people:
        users.append([
            one.id, "", "", "true", f"u{one.id}", "", one.given, one.family, "",
            one.id if one.role == "student" else "", one.email, one.sms, one.phone,
            ",".join(one.agents), one.grade, "canary-password", "", "", "", "", "", one.school, "",
            one.language, one.street, "Riverbend" if one.street else "",
        ])  # fmt: skip
        for index, role in enumerate([one.role, *one.more_roles]):
            kind = "secondary" if index else "primary"
            roles.append(
                [f"R-{one.id}-{index}", "", "", one.id, kind, role, "", "", one.school, ""]
            )
    _write(folder, "users.csv", users, quirks)
    _write(folder, "roles.csv", roles, quirks)
    profiles = [["sourcedId", "userSourcedId", "profileType", "password"],
                ["P-1", roster.people[0].id, "app", "canary-password"]]  # fmt: skip
    _write(folder, "userProfiles.csv", profiles, quirks)
    _write_rest(roster, folder, quirks, "1.2")
    return folder


def _write_rest(roster: MadeRoster, folder: Path, quirks: Quirks, version: str) -> None:
    schools = [[f"SC-{n}", "active", "", f"Riverbend School {n}", "school", f"RB{n}", "D-1"]
               for n in (1, 2, 3)]  # fmt: skip
    _write(folder, "orgs.csv", [
        ["sourcedId", "status", "dateLastModified", "name", "type", "identifier", "parentSourcedId"],
        ["D-1", "active", "", "Riverbend District", "district", "RB", ""], *schools,
    ], quirks)  # fmt: skip
    _write(folder, "academicSessions.csv", [
        ["sourcedId", "status", "dateLastModified", "title", "type", "startDate", "endDate",
         "parentSourcedId", "schoolYear"],
        ["SY-26", "active", "", "2025-26", "schoolYear", "2025-08-25", "2026-06-12", "", "2026"],
    ], quirks)  # fmt: skip
    odd = quirks.is_odd
    birth = [["userSourcedId" if odd else "sourcedId", "status", "dateLastModified",
              "birthdate" if odd else "birthDate", "sex", "americanIndianOrAlaskaNative",
              "hispanicOrLatinoEthnicity", "countryOfBirthCode", "stateOfBirthAbbreviation",
              "cityOfBirth", "publicSchoolResidenceStatus"]]  # fmt: skip
    birth += [[one.id, "", "", one.birth_date, "canary-gender", "canary-race", "canary-race",
               "canary-birthcountry", "XX", "canary-birthcity", "canary-citizen"]
              for one in roster.of("student")]  # fmt: skip
    _write(folder, "demographics.csv", birth, quirks)
    _write(folder, "classes.csv", [
        ["sourcedId", "status", "dateLastModified", "title", "grades", "courseSourcedId",
         "classCode", "classType", "location", "schoolSourcedId", "termSourcedIds"],
        ["C-HR", "", "", "Room 12", "", "", "", "homeroom", "", "SC-1", "SY-26"],
        ["C-MATH", "", "", "Mathematics", "", "", "", "scheduled", "", "SC-1", "SY-26"],
    ], quirks)  # fmt: skip
    rows = [["sourcedId", "status", "dateLastModified", "classSourcedId", "schoolSourcedId",
             "userSourcedId", "role", "primary", "beginDate", "endDate"]]  # fmt: skip
    for one in roster.of("student"):
        for number, room in enumerate(("C-MATH", "C-HR")):
            rows.append(
                [f"E-{one.id}-{number}", "", "", room, "SC-1", one.id, "student", "", "", ""]
            )
    _write(folder, "enrollments.csv", rows, quirks)
    manifest = [["propertyName", "value"], ["oneroster.version", version], ["file.users", "bulk"]]
    _write(folder, "manifest.csv", manifest, quirks)
    if odd:
        path = folder / "manifest.csv"
        path.write_bytes(path.read_bytes().rstrip(b"\r\n"))


def _write(folder: Path, name: str, rows: list[list[str]], quirks: Quirks) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / name).open("w", encoding=quirks.encoding, newline="") as stream:
        csv.writer(stream, delimiter=quirks.delimiter, lineterminator=quirks.newline).writerows(
            rows
        )
