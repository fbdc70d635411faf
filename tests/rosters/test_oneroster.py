from __future__ import annotations

import tempfile
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fsp_desktop.domain.errors import RefusedError
from fsp_desktop.rosters.people import RosterReading
from fsp_desktop.rosters.reading import read
from tests.rosters.roster_maker import (
    CANARIES,
    MadeRoster,
    Quirks,
    make_roster,
    write_oneroster_11,
    write_oneroster_12,
)

Writer = Callable[[MadeRoster, Path, Quirks], Path]
BOTH = pytest.mark.parametrize("write", [write_oneroster_11, write_oneroster_12])
ODD = Quirks(delimiter=";", newline="\n", encoding="utf-8-sig", is_odd=True)


@pytest.fixture(scope="module")
def made() -> MadeRoster:
    return make_roster(120)


def family_of(reading: RosterReading, student_id: str) -> frozenset[str]:
    found = [one for one in reading.families if student_id in one.student_ids]
    assert len(found) == 1
    return frozenset(found[0].student_ids)


@BOTH
def test_everybody_is_read_with_their_links(
    made: MadeRoster, tmp_path: Path, write: Writer
) -> None:
    reading = read(write(made, tmp_path, Quirks()))
    students = made.of("student")
    assert len(reading.students) == len(students)
    assert reading.refused == ()
    assert {(one.student_id, one.adult_id) for one in reading.links} == {
        (one.id, agent) for one in students for agent in one.agents
    }
    assert {one.homeroom for one in reading.students} == {"Room 12"}
    assert all(one.birth_date and one.grade and one.school_id for one in reading.students)
    assert [one.title for one in reading.years] == ["2025-26"]
    assert len(reading.schools) == 3


@BOTH
def test_nothing_of_a_forbidden_column_leaves_the_reader(
    made: MadeRoster, tmp_path: Path, write: Writer
) -> None:
    reading = read(write(made, tmp_path, Quirks()))
    text = repr(reading)
    assert [word for word in CANARIES if word in text] == []
    assert {one.column for one in reading.dropped_columns} >= {
        "password", "sex", "cityOfBirth", "countryOfBirthCode", "hispanicOrLatinoEthnicity",
        "publicSchoolResidenceStatus",
    }  # fmt: skip


def test_vendor_columns_are_dropped_used_or_listed(made: MadeRoster, tmp_path: Path) -> None:
    reading = read(write_oneroster_11(made, tmp_path))
    dropped = {one.column for one in reading.dropped_columns}
    assert dropped >= {"ext_race", "metadata.freeLunch", "ext_SSN"}
    assert [one.column for one in reading.unknown_columns] == ["ext_favouriteColour"]
    assert {one.home_language for one in reading.students} >= {"es", "ar", "vi", "so", "ht", "uk"}


def test_the_users_profiles_are_never_opened(made: MadeRoster, tmp_path: Path) -> None:
    folder = write_oneroster_12(made, tmp_path)
    (folder / "userProfiles.csv").write_bytes(b"\xff\x00 not a table \x00\xfe")
    dropped = {(one.file, one.column) for one in read(folder).dropped_columns}
    assert ("userProfiles.csv", "*") in dropped


def test_a_file_as_vendors_write_it_gives_the_same_people(made: MadeRoster, tmp_path: Path) -> None:
    plain = read(write_oneroster_11(made, tmp_path / "plain"))
    odd = read(write_oneroster_11(made, tmp_path / "odd", ODD))
    assert odd.format == plain.format == "oneroster_1_1"
    assert (odd.students, odd.links, odd.families) == (plain.students, plain.links, plain.families)


def test_a_zip_is_like_its_folder(made: MadeRoster, tmp_path: Path) -> None:
    folder = write_oneroster_12(made, tmp_path / "files")
    with zipfile.ZipFile(tmp_path / "roster.zip", "w", zipfile.ZIP_DEFLATED) as archive:
        for file in folder.iterdir():
            archive.write(file, f"export/{file.name}")
    packed, unpacked = read(tmp_path / "roster.zip"), read(folder)
    assert packed.format == "oneroster_1_2"
    assert packed.students == unpacked.students
    assert packed.families == unpacked.families


@BOTH
def test_an_aunt_does_not_make_her_niece_and_her_child_one_family(
    made: MadeRoster, tmp_path: Path, write: Writer
) -> None:
    reading = read(write(made, tmp_path, Quirks()))
    assert family_of(reading, "S-AUNT-OWN") == {"S-AUNT-OWN"}
    assert family_of(reading, "S-AUNT-NIECE") == {"S-AUNT-NIECE"}
    homes = [one for one in reading.families if "G-AUNT" in one.adult_ids]
    assert [one.student_ids for one in homes] == [("S-AUNT-OWN",)]
    assert any(one.roster_id == "G-AUNT" for one in reading.staff)
    assert next(one for one in reading.adults if one.roster_id == "G-AUNT").is_staff


@BOTH
def test_a_father_of_two_homes_keeps_the_homes_apart(
    made: MadeRoster, tmp_path: Path, write: Writer
) -> None:
    reading = read(write(made, tmp_path, Quirks()))
    assert family_of(reading, "S-BOTH-HERE") != family_of(reading, "S-BOTH-THERE")
    pairs = {one.roster_ids for one in reading.likely_same if one.reason == "shared_adult"}
    assert ("S-BOTH-HERE", "S-BOTH-THERE") in pairs


@BOTH
def test_an_adult_who_stands_twice_is_told_and_not_joined(
    made: MadeRoster, tmp_path: Path, write: Writer
) -> None:
    reading = read(write(made, tmp_path, Quirks()))
    alike = {one.roster_ids for one in reading.likely_same if one.kind == "adult"}
    assert ("G-TWICE-A", "G-TWICE-B") in alike
    assert {"G-TWICE-A", "G-TWICE-B"} <= {one.roster_id for one in reading.adults}
    family = next(one for one in reading.families if "S-TWICE" in one.student_ids)
    assert set(family.adult_ids) == {"G-TWICE-A", "G-TWICE-B"}


def write_users(folder: Path, lines: list[str]) -> Path:
    folder.mkdir(exist_ok=True)
    header = "sourcedId,status,enabledUser,orgSourcedIds,role,givenName,familyName,agentSourcedIds,grades"
    (folder / "users.csv").write_text("\n".join([header, *lines]), encoding="utf-8")
    (folder / "orgs.csv").write_text("sourcedId,name,type\n1,Elm,school\n2,North,district\n")
    return folder


def test_one_bad_row_never_stops_the_others(tmp_path: Path) -> None:
    folder = write_users(tmp_path, [
        "1,active,true,1,student,Ana,Lopez,2,3",
        "2,active,true,1,guardian,Eva,Lopez,,",
        ",active,true,1,student,No,Id,,3",
        "4,active,true,1,student,,,,3",
        "1,active,true,1,student,Same,Number,,3",
        "5,active,true,1,student,Ben,Okoye,77,3",
        "6,active,true,9,student,Cy,Adler,,3",
        "7,active,true,1,guardian,Without,Child,,",
        "8,active,true,2,driver,Some,Body,,",
        '9,active,true,1,student,"Di,Broken,,3',
        "10,active,true,1,student,Last,One,,3",
    ])  # fmt: skip
    reading = read(folder)
    assert [one.roster_id for one in reading.students] == ["1", "5", "6", "10"]
    assert {(one.line, one.code) for one in reading.refused} == {
        (4, "rosters.missing_id"), (5, "rosters.missing_name"), (6, "rosters.duplicate_id"),
        (7, "rosters.unknown_reference"), (8, "rosters.unknown_reference"),
        (9, "rosters.adult_without_student"), (10, "rosters.user_without_role"),
        (11, "rosters.broken_quotes"),
    }  # fmt: skip
    assert all("Lopez" not in repr(one) and "Okoye" not in repr(one) for one in reading.refused)


def test_rows_marked_for_deletion_are_gone_not_missing_references(tmp_path: Path) -> None:
    folder = write_users(tmp_path, [
        "1,active,true,1,student,Ana,Lopez,2,3",
        "2,tobedeleted,true,1,guardian,Eva,Lopez,1,",
        "3,ToBeDeleted,TRUE,1,student,Old,Boy,,3",
    ])  # fmt: skip
    reading = read(folder)
    assert reading.withdrawn_ids == ("3",)
    assert reading.adults == ()
    assert reading.refused == ()


def test_a_list_of_changes_is_no_complete_roster(tmp_path: Path) -> None:
    folder = write_users(tmp_path, ["1,active,true,1,student,Ana,Lopez,,3"])
    assert read(folder).is_complete
    manifest = "propertyName,value\noneroster.version,1.1\nfile.users,delta"
    (folder / "manifest.csv").write_text(manifest)
    assert not read(folder).is_complete


def test_a_whole_name_in_one_cell_is_split_by_the_students_name(tmp_path: Path) -> None:
    folder = write_users(tmp_path, [
        '1,active,true,1,student,Ana,Lopez,"2,3",3',
        "2,active,true,1,guardian,,Eva Lopez,,",
        "3,active,true,1,guardian,,Rafael Ortiz Peña,,",
    ])  # fmt: skip
    names = {one.roster_id: (one.given_name, one.family_name) for one in read(folder).adults}
    assert names == {"2": ("Eva", "Lopez"), "3": ("Rafael Ortiz Peña", None)}


def test_a_language_that_could_be_two_is_told_with_its_candidates(tmp_path: Path) -> None:
    (tmp_path / "users.csv").write_text(
        "sourcedId,role,givenName,familyName,agentSourcedIds,metadata.writtenLanguage,ext_spokenLanguage\n"
        "1,student,Ana,Li,2,,\n2,guardian,Bo,Li,,Chinese,Cantonese\n"
    )
    reading = read(tmp_path)
    assert (reading.adults[0].reads_language, reading.adults[0].speaks_language) == (None, "yue")
    assert [(one.code, one.detail) for one in reading.refused] == [
        ("rosters.unclear_language",
         {"column": "reads_language", "candidates": ["zh-Hans", "zh-Hant"]}),
    ]  # fmt: skip


def test_reading_can_be_watched_and_stopped(made: MadeRoster, tmp_path: Path) -> None:
    folder = write_oneroster_11(made, tmp_path)
    seen: list[tuple[int, int]] = []
    read(folder, progress=lambda done, total: seen.append((done, total)))
    assert seen[-1][0] > 0.8 * seen[-1][1]
    assert seen == sorted(seen)
    with pytest.raises(RefusedError) as caught:
        read(folder, cancelled=lambda: True)
    assert caught.value.code == "rosters.cancelled"


@settings(max_examples=60)
@given(st.binary(max_size=40), st.integers(0, 2000))
def test_any_bytes_in_the_middle_of_a_file_give_people_or_a_code(noise: bytes, place: int) -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = write_oneroster_11(make_roster(6), Path(name))
        users = (folder / "users.csv").read_bytes()
        (folder / "users.csv").write_bytes(users[:place] + noise + users[place:])
        try:
            reading = read(folder)
        except RefusedError:
            return
        known = {one.roster_id for one in reading.students}
        assert {key for one in reading.families for key in one.student_ids} == known
        assert "canary" not in repr(reading.refused)
