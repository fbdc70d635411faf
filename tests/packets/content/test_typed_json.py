"""Typed values are read as what they are, or refused with the place where they stand."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from datetime import date, time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fsp_desktop.domain.errors import RefusedError
from fsp_desktop.packets.content.typed_json import LocalText, read_typed, to_plain


@dataclass(frozen=True)
class Inner:
    name: str
    day: date | None = None


@dataclass(frozen=True)
class Outer:
    title: LocalText = field(default_factory=dict)
    count: int = 0
    share: float = 0.0
    is_free: bool = False
    starts: time | None = None
    tags: tuple[str, ...] = ()
    inner: tuple[Inner, ...] = ()


WORDS = st.text(st.characters(exclude_categories=["C", "Z"]), min_size=1, max_size=9)
OUTERS = st.builds(
    Outer,
    title=st.dictionaries(st.sampled_from(["en", "ar"]), WORDS),
    count=st.integers(-5, 5),
    share=st.floats(0, 1),
    is_free=st.booleans(),
    starts=st.none() | st.times().map(lambda t: t.replace(second=0, microsecond=0, tzinfo=None)),
    tags=st.lists(WORDS, max_size=3).map(tuple),
    inner=st.lists(st.builds(Inner, name=WORDS, day=st.none() | st.dates()), max_size=3).map(tuple),
)


@given(OUTERS)
def test_what_is_written_is_read_back(value: Outer) -> None:
    kept = json.loads(json.dumps(to_plain(value)))
    assert read_typed(Outer, kept, "x.y") == value


@pytest.mark.parametrize(
    ("given_value", "field_name"),
    [
        ({"count": "3"}, "count"),
        ({"count": True}, "count"),
        ({"is_free": 1}, "is_free"),
        ({"title": 5}, "title"),
        ({"title": {"en": 5}}, "title"),
        ({"starts": "noon"}, "starts"),
        ({"tags": "es"}, "tags"),
        ({"inner": [{"name": "a"}, {"day": "2026-01-01"}]}, "inner.2.name"),
        ({"inner": [{"name": "a", "day": "soon"}]}, "inner.1.day"),
        ({"inner": ["a"]}, "inner.1"),
        ({"tags": ["a"] * 3_000}, "tags"),
        ({"tags": ["a" * 30_000]}, "tags.1"),
        ("text", ""),
        (None, ""),
    ],
)
def test_a_wrong_value_is_refused_by_its_place(given_value: object, field_name: str) -> None:
    with pytest.raises(RefusedError) as refused:
        read_typed(Outer, given_value, "packets.bad_request")
    assert refused.value.detail == {"field": field_name}


@given(
    st.recursive(
        st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5),
        lambda inner: (
            st.lists(inner, max_size=3)
            | st.dictionaries(
                st.sampled_from(["title", "count", "inner", "tags", "starts", "name"]),
                inner,
                max_size=3,
            )
        ),
        max_leaves=12,
    )
)
def test_whatever_is_handed_in_is_read_or_refused(value: object) -> None:
    try:
        made: object = read_typed(Outer, value, "packets.bad_request")
    except RefusedError as error:
        made = error.detail["field"]
    assert isinstance(made, Outer | str)
