"""Every kind of record and each of its fields has words."""

from __future__ import annotations

from fsp_desktop.domain.entities import ENTITIES
from fsp_desktop.language.field_words import FIELD_WORDS, KIND_PLURALS, KIND_WORDS
from fsp_desktop.language.labels import field_label, kind_label


def test_every_kind_has_a_name_for_one_and_for_many() -> None:
    assert set(KIND_WORDS) == set(KIND_PLURALS) == set(ENTITIES)
    assert kind_label("visit") == "Home visit"
    assert kind_label("visit", plural=True) == "Home visits"


def test_every_field_has_a_label() -> None:
    missing = [
        f"{kind}.{field}"
        for kind, entity in ENTITIES.items()
        for field in entity.model_fields
        if f"{kind}.{field}" not in FIELD_WORDS and field not in FIELD_WORDS
    ]
    assert missing == []


def test_no_label_is_left_of_a_field_that_is_gone() -> None:
    fields = {field for entity in ENTITIES.values() for field in entity.model_fields}
    own = {f"{kind}.{field}" for kind, entity in ENTITIES.items() for field in entity.model_fields}
    assert set(FIELD_WORDS) - fields - own == set()


def test_a_kind_can_word_a_field_its_own_way() -> None:
    assert field_label("note", "share_with") == "Who may read it"
    assert field_label("visit", "purpose") == field_label("contact", "purpose") == "What for"
    assert field_label("visit", "weather_then") == "Weather then"
