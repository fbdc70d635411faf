from __future__ import annotations

from datetime import date
from pathlib import Path

from fsp_desktop.rosters.people import ContactPoint
from fsp_desktop.rosters.reading import read

DATA = Path(__file__).parent / "data"


def test_version_2_1_has_people_links_and_dropped_columns() -> None:
    reading = read(DATA / "sds-v2.1")
    assert reading.format == "sds_2_1"
    assert [one.roster_id for one in reading.students] == ["114001", "114003", "114004", "114008"]
    assert reading.students[0].birth_date == date(2001, 7, 2)
    assert reading.students[0].grade == "10"
    links = {(one.student_id, one.adult_id): one for one in reading.links}
    assert links["114001", "114002"].relationship == "legal_guardian"
    assert links["114001", "114002"].is_family
    assert not links["114003", "114002"].is_family
    assert reading.refused == ()
    dropped = {(one.file, one.column) for one in reading.dropped_columns}
    assert dropped == {
        ("userFlags.csv", "*"), ("users.csv", "password"), ("demographics.csv", "sex"),
        ("demographics.csv", "birthCity"), ("demographics.csv", "birthState"),
        ("demographics.csv", "birthCountry"), ("demographics.csv", "ethnicityCodes"),
        ("demographics.csv", "raceCodes"),
    }  # fmt: skip


def test_version_2_1_relatives_do_not_make_one_family() -> None:
    reading = read(DATA / "sds-v2.1")
    families = [(one.label, one.student_ids, one.adult_ids) for one in reading.families]
    assert ("Craig", ("114001",), ("114002",)) in families
    assert ("Hutch", ("114003",), ()) in families
    jean = next(one for one in reading.adults if one.roster_id == "114002")
    assert jean.points == (
        ContactPoint("mobile", "+11234567890"), ContactPoint("email", "jean.craig@outlook.com"),
    )  # fmt: skip


def test_version_2_1_schools_are_places_where_students_are() -> None:
    names = {one.name for one in read(DATA / "sds-v2.1").schools}
    assert "School of TwoDotOne" in names
    assert "Computer Science Department" not in names


def test_version_1_has_students_staff_and_schools() -> None:
    reading = read(DATA / "sds-v1-100-users")
    assert reading.format == "sds_1"
    assert len(reading.students) == 86
    assert len(reading.staff) == 12
    assert {one.name for one in reading.schools} == {"Contoso High School", "Fabrikam High School"}
    first = reading.students[0]
    assert (first.given_name, first.middle_name, first.family_name) == (
        "Ora",
        "Christopher",
        "Klein",
    )
    assert (first.school_id, first.grade, first.birth_date) == ("10001", "9", date(2000, 4, 2))
    assert all(len(one.student_ids) == 1 for one in reading.families)


def test_no_value_of_a_dropped_column_is_anywhere_in_what_was_read() -> None:
    for name in ("sds-v2.1", "sds-v1-100-users"):
        text = repr(read(DATA / name))
        for word in (
            "P@ssw",
            "Woodenville",
            "nativeHawaiian",
            "hispanicOrLatino'",
            "freeLunch",
            "iep",
        ):
            assert word not in text


def test_picking_one_file_of_a_set_reads_the_set() -> None:
    assert len(read(DATA / "sds-v2.1" / "users.csv").links) == 3
    assert len(read(DATA / "sds-v1-100-users" / "Student.csv").schools) == 2


def test_version_1_guardians_are_found_by_their_address(tmp_path: Path) -> None:
    (tmp_path / "School.csv").write_text("SIS ID,Name\n1,Elm School\n")
    (tmp_path / "Student.csv").write_text(
        "SIS ID,School SIS ID,First Name,Last Name,Grade\n10,1,Ayaan,Osman,02\n11,1,Yusuf,Osman,KG\n"
    )
    (tmp_path / "User.csv").write_text(
        "Email,First Name,Last Name,Phone,SIS ID\nfadumo@mail.example,Fadumo,Osman,555-010-2030,\n"
    )
    (tmp_path / "Guardianrelationship.csv").write_text(
        "SIS ID,Email,Role\n10,Fadumo@mail.example,Parent\n11,fadumo@mail.example,Guardian\n"
    )
    reading = read(tmp_path)
    assert [one.student_ids for one in reading.families] == [("10", "11")]
    assert reading.adults[0].given_name == "Fadumo"
    assert {one.relationship for one in reading.links} == {"parent", "legal_guardian"}
