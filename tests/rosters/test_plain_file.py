from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from fsp_desktop.domain.errors import RefusedError
from fsp_desktop.rosters.people import ContactPoint, RosterReading
from fsp_desktop.rosters.reading import look_at, read


def write(folder: Path, text: str, name: str = "students.csv") -> Path:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


WIDE = """\
Student ID;Last Name;First Name;Grade;DOB;School;Home Language;Ethnicity;\
Mother Name;Mother Cell;Mother Email;Father Name;Father Cell;Street;City;Zip
1;Osman;Ayaan;Grade 2;3/9/2016;Elm;Somali;canary;Fadumo Osman;555-010-2030;f@mail.example;\
Abdi Osman;555-010-2031;1 Oak;Riverbend;12345
2;Osman;Yusuf;KG;1/2/2018;Elm;Somali;canary;Fadumo Osman;(555) 010 2030;;;;1 Oak;Riverbend;12345
3;Begum;Nadia;3rd;;Elm;Bengali;canary;;555-010-9999;;;;9 Elm;Riverbend;12345
"""


@pytest.fixture
def wide(tmp_path: Path) -> RosterReading:
    return read(write(tmp_path, WIDE))


def test_the_usual_headers_are_understood(wide: RosterReading) -> None:
    assert wide.format == "csv"
    first = wide.students[0]
    assert (first.given_name, first.family_name, first.grade) == ("Ayaan", "Osman", "2")
    assert (first.birth_date, first.home_language) == (date(2016, 3, 9), "so")
    assert [one.name for one in wide.schools] == ["Elm"]
    assert "canary" not in repr(wide)


def test_an_adult_of_two_rows_is_one_by_name_and_number(wide: RosterReading) -> None:
    assert [one.given_name for one in wide.adults] == ["Fadumo", "Abdi"]
    mother = wide.adults[0]
    assert mother.relationship == "mother"
    assert mother.is_id_derived
    assert mother.points == (
        ContactPoint("mobile", "555-010-2030"), ContactPoint("email", "f@mail.example"),
    )  # fmt: skip
    assert [one.student_ids for one in wide.families] == [("1", "2"), ("3",)]


def test_a_number_without_a_name_is_said(wide: RosterReading) -> None:
    assert [(one.line, one.code) for one in wide.refused] == [(4, "rosters.adult_without_name")]


def test_one_row_a_contact_gathers_the_contacts_of_a_student(tmp_path: Path) -> None:
    path = write(tmp_path, """\
Student_id,Last_name,First_name,Grade,Contact_name,Contact_relationship,Contact_type,Contact_phone,\
Contact_phone_type,Contact_email,Contact_sis_id
1,Lopez,Ana,3,Eva Lopez,Mother,primary,555-010-2030,Cell,,C1
1,Lopez,Ana,3,Rosa Diaz,Neighbor,emergency,555-010-4040,Home,,C2
2,Diaz,Leo,3,Rosa Diaz,Grandmother,family,555-010-4040,Home,,C2
2,Other,Person,3,X,Mother,family,,,,C3
""")  # fmt: skip
    reading = read(path)
    links = {(one.student_id, one.adult_id): one for one in reading.links}
    assert links["1", "C1"].relationship == "mother"
    assert links["1", "C2"].relationship == "family_friend"
    assert not links["1", "C2"].is_family
    assert links["2", "C2"].is_family
    assert [one.student_ids for one in reading.families] == [("1",), ("2",)]
    rosa = next(one for one in reading.adults if one.roster_id == "C2")
    assert rosa.points == (ContactPoint("home", "555-010-4040"),)
    assert [(one.line, one.code) for one in reading.refused] == [(5, "rosters.duplicate_id")]


def test_columns_nobody_knows_need_a_mapping(tmp_path: Path) -> None:
    path = write(tmp_path, "Schlüssel,Vorname,Nachname\n1,Ana,Lopez\n")
    with pytest.raises(RefusedError) as caught:
        read(path, "csv")
    assert caught.value.code == "rosters.mapping_needed"
    assert caught.value.detail["missing"] == ["student.given_name", "student.id"]
    mapping = {
        "Schlüssel": "student.id", "Vorname": "student.given_name",
        "Nachname": "student.family_name",
    }  # fmt: skip
    reading = read(path, "csv", mapping)
    assert reading.students[0].family_name == "Lopez"
    assert reading.mapping == mapping
    assert reading.fingerprint == look_at(path, "csv").fingerprint


def test_a_look_tells_what_the_columns_seem_to_mean(tmp_path: Path) -> None:
    look = look_at(write(tmp_path, WIDE))
    assert look.guess is not None
    assert look.guess["Last Name"] == "student.family_name"
    assert look.forbidden == ("Ethnicity",)
    assert "Ayaan" not in repr(look)


def test_without_any_id_name_and_birth_date_together_name_a_student(tmp_path: Path) -> None:
    text = "First Name,Last Name,DOB,Grade\nAna,Lopez,3/9/2016,3\nBen,Okoye,,4\n"
    reading = read(write(tmp_path, text))
    again = read(write(tmp_path, text.replace("Ana", "ANA")))
    assert len(reading.students) == 1
    assert reading.students[0].roster_id == again.students[0].roster_id
    assert "2016" not in reading.students[0].roster_id
    assert [one.code for one in reading.refused] == ["rosters.missing_id"]


def test_a_date_that_cannot_be_read_costs_only_the_date(tmp_path: Path) -> None:
    reading = read(write(tmp_path, "Student ID,Name,DOB\n1,Ana Lopez,31/31/2016\n"))
    assert reading.students[0].birth_date is None
    assert [(one.code, one.detail) for one in reading.refused] == [
        ("rosters.unreadable_day", {"column": "birth_date"})
    ]


def test_control_and_direction_characters_do_not_survive(tmp_path: Path) -> None:
    reading = read(write(tmp_path, "Student ID,First Name\n1,A\u202eb\x07c\u2066\n"))
    assert reading.students[0].given_name == "Abc"
