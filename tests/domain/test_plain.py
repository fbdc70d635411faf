"""Plain records behave as dataclasses do."""

from __future__ import annotations

import copy
import dataclasses

import pytest

from fsp_desktop.domain.plain import Frozen, Plain, as_dict, fresh, values_of


class Visit(Frozen):
    """Where and when."""

    place: str
    minutes: int = 30
    people: list[str] = fresh(factory=list)

    @property
    def is_long(self) -> bool:
        return self.minutes > 60


class LongVisit(Visit):
    """With a break."""

    pause: int = 5


class Count(Plain):
    """May be changed."""

    number: int = 0


def test_fields_come_in_order_or_by_name_and_have_their_defaults() -> None:
    visit = Visit("home", people=["Amina"])
    assert (visit.place, visit.minutes, visit.people) == ("home", 30, ["Amina"])
    assert values_of(visit) == ("home", 30, ["Amina"])
    assert as_dict(visit) == {"place": "home", "minutes": 30, "people": ["Amina"]}
    assert repr(visit) == "Visit(place='home', minutes=30, people=['Amina'])"
    assert Visit("home", 90).is_long


def test_what_is_made_anew_is_not_shared() -> None:
    first, second = Visit("home"), Visit("home")
    first.people.append("Sam")
    assert second.people == []


@pytest.mark.parametrize("given", [(), ("home", 1, [], "more")])
def test_too_few_and_too_many_are_refused(given: tuple[object, ...]) -> None:
    for _again in range(2):
        with pytest.raises(TypeError):
            Visit(*given)  # type: ignore[arg-type]
    with pytest.raises(TypeError):
        Visit("home", length=3)  # type: ignore[call-arg]


def test_nothing_in_a_frozen_one_can_be_set_or_taken_away() -> None:
    visit = Visit("home")
    with pytest.raises(AttributeError):
        visit.place = "porch"  # type: ignore[misc]
    with pytest.raises(AttributeError):
        del visit.place
    with pytest.raises(AttributeError):
        visit.other = 1  # type: ignore[attr-defined]
    assert visit.place == "home"


def test_a_plain_one_takes_its_own_fields_only() -> None:
    count = Count()
    count.number += 2
    assert count == Count(2)
    with pytest.raises(AttributeError):
        count.other = 1  # type: ignore[attr-defined]
    with pytest.raises(TypeError):
        hash(count)


def test_equal_are_those_of_one_class_with_equal_fields() -> None:
    assert Visit("home") == Visit("home", 30, [])
    assert Visit("home") != Visit("porch")
    assert Visit("home") != LongVisit("home")
    assert Visit("home") != ("home", 30, [])
    kept = {Dot(1): "a"}
    assert kept[Dot(1)] == "a"


class Dot(Frozen):
    """Something to keep other things under."""

    number: int


def test_fields_of_the_class_above_come_first() -> None:
    assert values_of(LongVisit("home", 70, [], 10)) == ("home", 70, [], 10)
    assert values_of(LongVisit("home")) == ("home", 30, [], 5)
    assert LongVisit("home", 70).is_long


def test_copies_are_equal() -> None:
    for one in (Visit("home", 20, ["Sam"]), LongVisit("home"), Count(3)):
        assert copy.copy(one) == one == copy.deepcopy(one)


def test_the_functions_for_dataclasses_work_too() -> None:
    visit = Visit("home", people=["Sam"])
    assert dataclasses.is_dataclass(visit)
    assert dataclasses.replace(visit, minutes=5) == Visit("home", 5, ["Sam"])
    assert dataclasses.asdict(visit) == as_dict(visit)
    assert [field.name for field in dataclasses.fields(LongVisit)] == [
        "place", "minutes", "people", "pause",
    ]  # fmt: skip
