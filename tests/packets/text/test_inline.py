from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fsp_desktop.domain.errors import RefusedError
from fsp_desktop.packets.text.inline import fill, inline, verbatim
from fsp_desktop.packets.text.patterns import pieces
from fsp_desktop.packets.text.spans import Span, plain

_ISOLATES = "\u2066\u2068\u2069"


def _bare(text: str) -> str:
    return "".join(c for c in text if c not in _ISOLATES).replace("\u00a0", " ")


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("اتصلوا على (555) 010-4477 غدًا", "(555) 010-4477"),
        ("الساعة 8:10 – 3:30 PM", "8:10 – 3:30 PM"),
        ("في 14 Oak St., Apt 3 قرب", "14 Oak St., Apt 3"),
        ("下午3:30请打电话", "3:30"),
        ("请打555-0142找她", "555-0142"),
        ("写信到rosa@cedar.example.org。", "rosa@cedar.example.org"),
        ("见https://cedar.example.org/a。然后", "https://cedar.example.org/a"),
        ("a las 8 h 30 en punto", "8 h 30"),
        ("desde las 8:10 a. m. hasta", "8:10 a. m."),
        ("el 8/14/2025, martes", "8/14/2025"),
        ("10-15 students", "10-15"),
        ("رسوم $2.50 فقط", "$2.50"),
        ("+1-555-010-4477 ext. 12.", "+1-555-010-4477 ext. 12"),
        ("٠٥٥-١٢٣-٤٥٦٧", "٠٥٥-١٢٣-٤٥٦٧"),
        ("الحافلة Bus 7-B من هنا", "Bus 7-B"),
        ("الحافلة 7-B من هنا", "7-B"),
        ("קו Route 12 מכאן", "Route 12"),
        ("في Room 4A غدًا", "Room 4A"),
    ],
)
def test_numbers_and_addresses_are_isolated_and_kept_whole(typed: str, kept: str) -> None:
    held = [span for span in inline(typed) if span.protected]
    assert [_bare(span.text) for span in held] == [kept]
    assert held[0].text[0] == "\u2066"
    assert held[0].text[-1] == "\u2069"
    assert " " not in held[0].text


def test_a_year_and_a_count_in_two_sentences_are_not_one_number() -> None:
    assert [span for span in inline("Since 2025. 10 students") if span.protected] == []


def test_markup_nests_and_strays_print_as_typed() -> None:
    assert inline("**Rosa *now***") == (
        Span("Rosa ", bold=True),
        Span("now", bold=True, italic=True),
    )
    assert plain(inline("**unclosed & 3 * 4 * 5 {x} [a]")) == "**unclosed & 3 * 4 * 5 {x} [a]"
    assert plain(inline(r"\*no\*")) == "*no*"
    assert inline("<img src='/etc/passwd'/>") == (Span("<img src='/etc/passwd'/>"),)


def test_only_safe_links_stay_links() -> None:
    assert inline("[map](https://x.example/a)")[0].link == "https://x.example/a"
    for address in ("javascript:alert(1)", "file:///etc/passwd", "//x", "data:text/html,x"):
        assert all(span.link is None for span in inline(f"[map]({address})"))


def test_values_are_isolated_and_never_read_as_markup() -> None:
    text = fill(
        "Call {name}: {phone}", {"name": "A **b** \u202eevil\u0000", "phone": "(555) 010-4477"}
    )
    assert not any(span.bold for span in text)
    assert "\u202e" not in plain(text)
    assert "\u0000" not in plain(text)
    assert text[-1].text == "\u2068(555)\u00a0010-4477\u2069"
    assert text[-1].protected
    assert plain(text).count("\u2068") == plain(text).count("\u2069") == 2


def test_a_long_value_may_be_broken_but_its_numbers_may_not() -> None:
    text = fill("{how}", {"how": "Come to the front door at 8:10 and\nbring \u2069 lunch"})
    assert [_bare(span.text) for span in text if span.protected] == ["8:10"]
    assert plain(text).count("\u2068") == 2
    assert "door at" in plain(text)


def test_a_place_without_value_is_refused() -> None:
    with pytest.raises(RefusedError) as refused:
        fill("Room {room}", {})
    assert refused.value.code == "packets.value_missing"
    assert refused.value.detail == {"place": "room"}


@given(st.text(max_size=200))
def test_no_letter_is_lost_or_added(typed: str) -> None:
    assert "".join(piece.text for piece in pieces(typed)) == typed
    assert _bare(plain(verbatim(typed))) == _bare(plain(verbatim(plain(verbatim(typed)))))


@given(st.text(max_size=200))
def test_isolates_always_come_in_pairs(typed: str) -> None:
    for text in (inline(typed), fill("a {x} b", {"x": typed})):
        depth = 0
        for char in plain(text):
            depth += (char in "\u2066\u2068") - (char == "\u2069")
            assert 0 <= depth <= 2
        assert depth == 0


@pytest.mark.parametrize(
    "part", ["x", ".", "1-", "(", "+1 ", "1 Aa ", "*", "**a", "[", "www.", " *a", "[a]("]
)
def test_hostile_lengths_are_read_in_linear_time(part: str) -> None:
    began = time.perf_counter()
    inline(part * (10_000 // len(part)))
    assert time.perf_counter() - began < 1
