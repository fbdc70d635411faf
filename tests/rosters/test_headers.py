from __future__ import annotations

import pytest

from fsp_desktop.domain.errors import RefusedError
from fsp_desktop.rosters.headers import fingerprint, is_forbidden, read_columns


@pytest.mark.parametrize(
    "header",
    [
        "password", "Password", "user_password", "race", "raceCodes", "metadata.race", "ext_Race",
        "Student Ethnicity", "hispanicOrLatinoEthnicity", "sex", "Gender", "student_gender",
        "cityOfBirth", "birthCountry", "countryOfBirthCode", "stateOfBirthAbbreviation", "SSN",
        "Social Security Number", "IEP", "student.iep", "504", "section504Status", "freeLunch",
        "Lunch Status", "publicSchoolResidenceStatus", "Citizenship", "immigrationStatus",
        "passport_no", "Homeless", "metadata.disability", "demographicRaceTwoOrMoreRaces",
        "Date Entered US", "nationality", "econ. disadvantaged lowIncome",
    ],
)  # fmt: skip
def test_what_we_must_not_keep_is_forbidden(header: str) -> None:
    assert is_forbidden(header)


@pytest.mark.parametrize(
    "header",
    [
        "Grace", "street", "Address", "grade", "trace id", "State", "birthDate", "email",
        "homeLanguage", "Home Language", "Essex Street", "givenName", "agentSourcedIds", "phone",
        "Guardian 1 Name", "lives_with", "legal guardian", "interpreter needed", "City", "Country",
    ],
)  # fmt: skip
def test_what_we_need_is_not(header: str) -> None:
    assert not is_forbidden(header)


def test_headers_are_known_in_any_case_and_by_their_aliases() -> None:
    columns = read_columns(
        [
            "SOURCEDID",
            "Given Name",
            "family-name",
            "agents",
            "ext_homeLanguage",
            "userId",
            "shoeSize",
        ],
        "users",
    )
    assert set(columns.fields) == {
        "id", "given_name", "family_name", "agent_ids", "home_language",
    }  # fmt: skip
    assert columns.unknown == ("shoeSize",)


def test_a_row_lets_only_wanted_cells_through() -> None:
    columns = read_columns(["sourcedId", "password", "givenName", "shoeSize"], "users")
    assert columns.pick(["1", "secret", "Ana", "38"]) == {"id": "1", "given_name": "Ana"}
    assert columns.forbidden == ("password",)


def test_a_mapping_wins_over_the_usual_names_and_can_leave_out() -> None:
    headers = ["Key", "First Name", "Nickname", "Grade"]
    mapping = {"key": "student.id", "NICKNAME": "student.given_name", "Grade": ""}
    columns = read_columns(headers, "plain", mapping)
    assert columns.fields["student.id"] == 0
    assert columns.fields["student.given_name"] == 2
    assert "student.grade" not in columns.fields


@pytest.mark.parametrize(
    ("mapping", "code"),
    [
        ({"Race": "student.preferred_name"}, "rosters.forbidden_column"),
        ({"First": "student.shoe_size"}, "rosters.unknown_field"),
        ({"First": "adult1.shoe_size"}, "rosters.unknown_field"),
    ],
)
def test_a_mapping_cannot_ask_for_what_must_not_be_kept(mapping: dict[str, str], code: str) -> None:
    with pytest.raises(RefusedError) as caught:
        read_columns(["Race", "First"], "plain", mapping)
    assert caught.value.code == code


def test_adults_of_a_row_are_told_apart_by_their_headers() -> None:
    headers = ["Mother Name", "Mother Cell", "Father Name", "Guardian1_First", "Guardian 2 First"]
    fields = read_columns(headers, "plain").fields
    assert len({name.partition(".")[0] for name in fields}) == 4
    assert len(fields) == 5


def test_the_fingerprint_names_a_set_of_headers() -> None:
    assert fingerprint(["First Name", "ID"]) == fingerprint(["id", "first_name"])
    assert fingerprint(["First Name", "ID"]) != fingerprint(["First Name", "ID", "Grade"])
