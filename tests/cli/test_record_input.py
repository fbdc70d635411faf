"""Records are read one by one; a bad one has a line and stops nobody."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fsp_desktop.cli.record_input import read_entries

PLAIN = st.dictionaries(
    st.text(max_size=8), st.one_of(st.text(max_size=20), st.integers(), st.booleans(), st.none())
)


def read(text: str | bytes) -> list[tuple[int, object]]:
    data = text.encode() if isinstance(text, str) else text
    return [
        (entry.line, entry.refusal.code if entry.refusal else dict(entry.values))
        for entry in read_entries(data)
    ]


def test_one_object_may_spread_over_lines() -> None:
    assert read('\n{\n "label": "Family Tran",\n "status": "active"\n}\n') == [
        (2, {"label": "Family Tran", "status": "active"})
    ]


def test_an_array_counts_lines() -> None:
    assert read('[\n {"a": 1},\n\n {"a":\n 2}, {"a": 3}\n]') == [
        (2, {"a": 1}),
        (4, {"a": 2}),
        (5, {"a": 3}),
    ]


def test_a_bad_line_stops_nobody() -> None:
    text = '{"a": 1}\nnot json\n\n[1]\n{"a": 2} x\n{"a": NaN}\n"words"\n{"a": 3}'
    assert read(text) == [
        (1, {"a": 1}),
        (2, "cli.not_json"),
        (4, "cli.not_an_object"),
        (5, "cli.not_json"),
        (6, "cli.not_json"),
        (7, "cli.not_an_object"),
        (8, {"a": 3}),
    ]


def test_a_bad_element_of_an_array_stops_nobody() -> None:
    assert read('[\n{"a": 1},\n{"a" 2},\n{"a": 3},\n7\n]') == [
        (2, {"a": 1}),
        (3, "cli.not_json"),
        (4, {"a": 3}),
        (5, "cli.not_an_object"),
    ]


def test_an_array_that_is_cut_short_keeps_what_was_whole() -> None:
    assert read('[{"a": 1},\n{"a": "tw') == [(1, {"a": 1}), (2, "cli.not_json")]


def test_broken_encoding_names_its_line() -> None:
    assert read(b'{"a": "1"}\n{"a": "\xe9"}\r\n{"a": "\xc3\xa9"}\r\n') == [
        (1, {"a": "1"}),
        (2, "cli.not_utf8"),
        (3, {"a": "é"}),
    ]
    assert read(b'[{"a": "\xff"},\n{"a": 1}]') == [(1, "cli.not_utf8"), (2, {"a": 1})]


def test_deep_nesting_is_refused_not_fatal() -> None:
    assert read("{" + '"a":[' * 100_000 + "\n" + '{"b": 1}')[0][1] == "cli.not_json"


@pytest.mark.parametrize("data", [b"", b"  \n \r\n\t"])
def test_nothing_yields_nothing(data: bytes) -> None:
    assert read(data) == []


@given(st.lists(PLAIN, max_size=6), st.booleans())
def test_lines_and_arrays_say_the_same(records: list[dict[str, object]], ascii_only: bool) -> None:
    lines = "\n".join(json.dumps(one, ensure_ascii=ascii_only) for one in records)
    array = json.dumps(records, indent=1, ensure_ascii=ascii_only)
    assert [value for _line, value in read(lines)] == records
    assert [value for _line, value in read(array)] == records


@given(st.binary(max_size=200))
def test_any_bytes_are_read_to_the_end(data: bytes) -> None:
    assert all(line >= 1 for line, _value in read(data))
