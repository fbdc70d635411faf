"""Values from people and files: cleaned once, the same for ever, and refused with a reason."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fsp_desktop.domain.cleaning import LONG_TEXT_MAX, SHORT_TEXT_MAX, clean_line, clean_text
from fsp_desktop.domain.clock import FixedClock, epoch_ms, to_wire_time
from fsp_desktop.domain.entities import ENTITIES
from fsp_desktop.domain.errors import RefusedError
from fsp_desktop.domain.ids import is_record_id, new_record_id
from fsp_desktop.domain.rules import check_complete, clean_fields, missing_fields
from fsp_desktop.domain.shapes import field_shapes, journal_keys
from fsp_desktop.domain.vocabularies import VOCABULARIES

MOMENT = datetime(2026, 10, 13, 13, 0, tzinfo=UTC)
HIDDEN = "\x00\x07\x1b\x85\u202a\u202e\u2066\u2069\ufeff"


class TestCleaning:
    @given(st.text(max_size=200))
    def test_cleaning_twice_changes_nothing(self, text: str) -> None:
        assert clean_text(clean_text(text)) == clean_text(text)
        assert clean_line(clean_line(text)) == clean_line(text)

    @given(st.text(max_size=200))
    def test_nothing_hidden_gets_through(self, text: str) -> None:
        kept = clean_text(text + HIDDEN)
        assert not set(kept) & set(HIDDEN)
        assert "\n" not in clean_line(text)

    def test_spelling_keeps_its_joiners_and_lines_their_ends(self) -> None:
        assert clean_text("می\u200cخواهم\r\nزندگی") == "می\u200cخواهم\nزندگی"

    def test_the_same_letter_is_written_one_way(self) -> None:
        assert clean_text("Nguye\u0302\u0303n") == "Nguyễn"


class TestFields:
    @pytest.mark.parametrize(
        ("kind", "field", "value", "reason"),
        [
            ("visit", "status", "maybe", "not_in_vocabulary"),
            ("visit", "topics", "school", "not_a_list"),
            ("visit", "actual_start", "soon", "not_a_time"),
            ("visit", "left_note", "yes", "not_a_flag"),
            ("visit", "attempt_number", True, "not_a_number"),
            ("visit", "attempt_number", 2**31, "not_a_number"),
            ("follow-up", "due_on", "13.10.2026", "not_a_day"),
            ("family", "label", 7, "not_text"),
            ("family", "label", "x" * (SHORT_TEXT_MAX + 1), "too_long"),
            ("visit", "hopes", "x" * (LONG_TEXT_MAX + 1), "too_long"),
            ("family", "shoe_size", "42", "unknown_field"),
        ],
    )
    def test_a_wrong_value_is_refused_by_name(
        self, kind: str, field: str, value: Any, reason: str
    ) -> None:
        with pytest.raises(RefusedError) as refused:
            clean_fields(kind, {field: value})
        (refusal,) = refused.value.detail["refusals"]
        assert (refusal["field"], refusal["reason"]) == (field, reason)

    @pytest.mark.parametrize(
        ("kind", "field", "value", "kept"),
        [
            ("follow-up", "due_on", MOMENT, "2026-10-13"),
            ("follow-up", "due_on", "", None),
            ("visit", "actual_start", "2026-10-13T15:00:00+02:00", "2026-10-13T13:00:00.000+00:00"),
            ("family", "label", "  Al-Hariri \n", "Al-Hariri"),
            ("visit", "hopes", " \n ", None),
            ("family", "home_languages", ["so", "so", " ar "], ["so", "ar"]),
            ("family", "home_languages", None, []),
        ],
    )
    def test_a_right_value_has_one_form(self, kind: str, field: str, value: Any, kept: Any) -> None:
        assert clean_fields(kind, {field: value}) == {field: kept}

    def test_an_unknown_kind_is_said(self) -> None:
        with pytest.raises(RefusedError, match=r"domain\.unknown_kind"):
            clean_fields("horoscope", {})

    @pytest.mark.parametrize("kind", sorted(ENTITIES))
    def test_every_field_has_one_journal_key_and_a_known_vocabulary(self, kind: str) -> None:
        members = [name for names in journal_keys(kind).values() for name in names]
        assert sorted(members) == sorted(field_shapes(kind))
        for field in field_shapes(kind).values():
            assert field.shape.vocabulary is None or field.shape.vocabulary in VOCABULARIES
            assert field.shape.kind is None or field.shape.kind in ENTITIES


class TestCompleteness:
    def test_a_draft_lacks_nothing(self) -> None:
        assert missing_fields("contact", {"draft": True}) == []
        assert missing_fields("contact", {}) != []

    def test_a_visit_that_took_place_says_when_and_where(self) -> None:
        values = {"family_id": "x", "purpose": "relational_first", "status": "completed"}
        lacking = {one.field for one in missing_fields("visit", values)}
        assert lacking == {"actual_start", "place_type", "language_used"}
        assert missing_fields("visit", values | {"status": "offered"}) == []

    def test_nothing_ends_before_it_begins(self) -> None:
        values = {
            "title": "2026-27",
            "starts_on": "2026-09-01",
            "ends_on": "2026-06-30",
        }
        with pytest.raises(RefusedError) as refused:
            check_complete("school-year", values)
        assert refused.value.detail["refusals"] == [
            {"field": "ends_on", "reason": "ends_before_start"}
        ]


class TestTimeAndIds:
    @given(st.binary(min_size=10, max_size=10))
    def test_ids_have_their_shape_and_sort_by_time(self, chance: bytes) -> None:
        earlier = FixedClock(datetime(1970, 1, 1, tzinfo=UTC))
        later = FixedClock(datetime(1970, 1, 1, tzinfo=UTC) + timedelta(seconds=1))
        one, other = (new_record_id(clock, lambda _n: chance) for clock in (earlier, later))
        assert is_record_id(one)
        assert one[14] == "7"
        assert one[19] in "89ab"
        assert one < other

    @pytest.mark.parametrize("text", ["", "x", "01990593-db00-7730-ae61-7d2aa8d8e53", "A" * 36])
    def test_what_is_no_id(self, text: str) -> None:
        assert not is_record_id(text)

    @given(st.datetimes(timezones=st.just(UTC)), st.datetimes(timezones=st.just(UTC)))
    def test_kept_moments_sort_as_text(self, one: datetime, other: datetime) -> None:
        if epoch_ms(one) < epoch_ms(other):
            assert to_wire_time(one) < to_wire_time(other)

    def test_a_clock_moves_only_when_told(self) -> None:
        clock = FixedClock(MOMENT.astimezone(timezone(timedelta(hours=5))))
        assert clock.now() == MOMENT
        clock.advance(timedelta(days=-1))
        assert clock.now() == MOMENT - timedelta(days=1)
        assert clock.now().tzinfo is UTC
