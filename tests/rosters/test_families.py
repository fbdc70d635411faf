from __future__ import annotations

from fsp_desktop.rosters.families import propose_families
from fsp_desktop.rosters.people import (
    Address,
    ContactPoint,
    FamilyProposal,
    Origin,
    RosterAdult,
    RosterLink,
    RosterStudent,
)

HERE = Origin("users.csv", 2)


def student(key: str, family: str = "Lopez", street: str = "", phone: str = "") -> RosterStudent:
    return RosterStudent(
        key, f"Child {key}", HERE, family_name=family,
        address=Address(street) if street else None, phones=(phone,) if phone else (),
    )  # fmt: skip


def adult(key: str, name: str = "", phone: str = "", family: str = "Lopez") -> RosterAdult:
    points = (ContactPoint("mobile", phone),) if phone else ()
    return RosterAdult(key, name or f"Adult {key}", HERE, family_name=family, points=points)


def links(*pairs: str, is_family: bool = True) -> list[RosterLink]:
    """`links("1ab")`: student 1 has the adults a and b."""
    return [
        RosterLink(pair[0], other, HERE, is_family=is_family)
        for pair in pairs
        for other in pair[1:]
    ]


def groups(proposals: tuple[FamilyProposal, ...]) -> set[frozenset[str]]:
    return {frozenset(one.student_ids) for one in proposals}


def sets(*texts: str) -> set[frozenset[str]]:
    return {frozenset(text) for text in texts}


def test_the_same_adults_make_one_family() -> None:
    found, same = propose_families(
        [student("1"), student("2"), student("3")], [adult("a"), adult("b"), adult("c")],
        links("1ab", "2ab", "3c"),
    )  # fmt: skip
    assert groups(found) == sets("12", "3")
    assert same == ()


def test_a_child_with_one_of_the_two_adults_joins_them() -> None:
    found, _ = propose_families(
        [student("1"), student("2", "Kim")], [adult("a"), adult("b")], links("1ab", "2a")
    )
    assert groups(found) == sets("12")


def test_unless_they_live_apart() -> None:
    found, same = propose_families(
        [student("1", street="1 Oak"), student("2", street="2 Elm")], [adult("a"), adult("b")],
        links("1ab", "2a"),
    )  # fmt: skip
    assert groups(found) == sets("1", "2")
    assert [one.reason for one in same] == ["shared_adult"]


def test_adults_who_differ_on_both_sides_keep_families_apart() -> None:
    found, same = propose_families(
        [student("1"), student("2")], [adult("a"), adult("b"), adult("c")], links("1ab", "2ac")
    )
    assert groups(found) == sets("1", "2")
    assert sum("a" in one.adult_ids for one in found) == 1
    assert [(one.kind, one.reason, one.roster_ids) for one in same] == [
        ("family", "shared_adult", ("1", "2"))
    ]


def test_a_child_between_two_families_goes_where_the_home_is_the_same() -> None:
    found, _ = propose_families(
        [student("1", street="1 Oak"), student("2", street="2 Elm"), student("3", street="2 Elm")],
        [adult("a"), adult("b"), adult("c")], links("1ab", "2ac", "3a"),
    )  # fmt: skip
    assert groups(found) == sets("1", "23")


def test_an_emergency_contact_makes_no_family() -> None:
    found, _ = propose_families(
        [student("1"), student("2", "Kim")], [adult("a"), adult("b"), adult("n")],
        [*links("1a", "2b"), *links("1n", "2n", is_family=False)],
    )  # fmt: skip
    assert groups(found) == sets("1", "2")
    assert sum("n" in one.adult_ids for one in found) == 1


def test_without_adults_a_name_alone_joins_nobody() -> None:
    found, _ = propose_families([student("1"), student("2")], [], [])
    assert groups(found) == sets("1", "2")


def test_without_adults_a_name_and_a_home_or_number_join() -> None:
    found, _ = propose_families(
        [
            student("1", street="1 Oak St."), student("2", street="1 oak st"),
            student("3", "Kim", street="1 Oak St."),
            student("4", phone="555-010-2030"), student("5", phone="(555) 010 2030"),
            student("6", phone="555-010-9999"),
        ],
        [], [],
    )  # fmt: skip
    assert groups(found) == sets("12", "3", "45", "6")


def test_one_adult_under_two_ids_brings_siblings_together_but_stays_two() -> None:
    found, same = propose_families(
        [student("1"), student("2")],
        [adult("a", "Eva", "555-010-2030"), adult("b", "EVA", "+1 555 010 2030")],
        links("1a", "2b"),
    )
    assert groups(found) == sets("12")
    assert set(found[0].adult_ids) == {"a", "b"}
    assert [(one.kind, one.reason) for one in same] == [("adult", "same_name_and_contact")]


def test_a_shared_number_alone_joins_nobody() -> None:
    found, same = propose_families(
        [student("1"), student("2", "Kim")],
        [adult("a", "Eva", "555-010-2030"), adult("b", "Ana", "555-010-2030")],
        links("1a", "2b"),
    )
    assert groups(found) == sets("1", "2")
    assert same == ()


def test_the_label_names_the_adults_who_are_responsible() -> None:
    found, _ = propose_families(
        [student("1", "Ramírez Ortiz")],
        [adult("a", family="Ortiz"), adult("b", family="Ramírez"), adult("n", family="Nobody")],
        [*links("1ab"), *links("1n", is_family=False)],
    )
    assert found[0].label == "Ortiz & Ramírez"
    alone, _ = propose_families([student("1", "")], [], [])
    assert alone[0].label == "Child 1"


def test_everybody_is_in_exactly_one_family() -> None:
    people = [student(str(n), street=f"{n % 3} Oak") for n in range(9)]
    adults = [adult(letter) for letter in "abcdef"]
    found, _ = propose_families(
        people, adults,
        links("0ab", "1a", "2bc", "3abc", "4d", "5de", "6f", "7ef"),
    )  # fmt: skip
    listed = [key for one in found for key in one.student_ids]
    assert sorted(listed) == sorted(one.roster_id for one in people)
    assert sorted(key for one in found for key in one.adult_ids) == list("abcdef")
