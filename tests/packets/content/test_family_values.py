"""What may be printed about a family is a short list; everything else is refused."""

from __future__ import annotations

from datetime import date

import pytest

from fsp_desktop.domain.entities import ENTITIES
from fsp_desktop.domain.errors import RefusedError
from fsp_desktop.packets.content.family_values import (
    PRINTABLE_FIELDS,
    FamilyValues,
    family_values,
    values_of_family,
)

PRIVATE = [
    (kind, field)
    for kind in ("student", "adult")
    for field in ENTITIES[kind].model_fields
    if field not in PRINTABLE_FIELDS[kind]
]


@pytest.mark.parametrize(("kind", "field"), PRIVATE)
def test_every_other_field_of_a_person_is_refused(kind: str, field: str) -> None:
    person = {"given_name": "Amina", field: "anything"}
    with pytest.raises(RefusedError) as refused:
        family_values([person] if kind == "student" else [], [person] if kind == "adult" else [])
    assert refused.value.code == "packets.private_value"
    assert refused.value.detail == {"kind": kind, "field": field}


def test_printable_fields_are_fields_that_exist() -> None:
    for kind, fields in PRINTABLE_FIELDS.items():
        assert fields <= set(ENTITIES[kind].model_fields)


def test_names_are_those_people_like_to_be_called_by() -> None:
    values = family_values(
        [{"given_name": "Amina", "preferred_name": "Mina"}, {"given_name": "Yusuf"}, {}],
        [{"given_name": "Hodan", "speaks_language": "so", "reads_language": "ar"}],
    )
    assert values == FamilyValues(("Mina", "Yusuf"), ("Hodan",), speaks="so")


def test_the_card_names_the_spoken_language_in_the_language_of_the_text() -> None:
    speaks_cantonese = FamilyValues(speaks="yue")
    assert values_of_family(speaks_cantonese, "en", "zh-Hans")["language_name"] == "Cantonese"
    assert values_of_family(speaks_cantonese, "zh-Hans", "zh-Hans")["language_name"] == "廣東話"
    assert values_of_family(FamilyValues(), "en", "es")["language_name"] == "Spanish"
    assert values_of_family(FamilyValues(), "es", "es")["language_name"] == "español"


def test_several_children_are_greeted_together_and_no_one_child_is_picked() -> None:
    values = values_of_family(FamilyValues(child_names=("Ana", "Luis")), "es", "es")
    assert values["child_names"] == "Ana y Luis"
    assert "child_name" not in values


def test_the_day_is_printed_in_words() -> None:
    made = FamilyValues(made_on=date(2026, 10, 13))
    assert values_of_family(made, "es", "es")["made_on"] == "13 de octubre de 2026"
