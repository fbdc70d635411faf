"""A packet speaks what the adults read, and prints nothing that was told in confidence."""

from __future__ import annotations

from datetime import timedelta

import pytest

from fsp_desktop.domain.errors import RefusedError
from fsp_desktop.domain.ids import RecordId
from fsp_desktop.services.edit_record import finish_form, new_form, open_form, save_form
from fsp_desktop.services.print_packet import (
    PacketOrder,
    compose_welcome,
    newcomer_families,
    note_packet_given,
    packet_languages,
    packet_sections,
    text_version,
)
from fsp_desktop.services.settle_conflict import delete_record
from fsp_desktop.services.workspace import Workspace


def _adult(desk: Workspace, family: RecordId, **more: object) -> None:
    # Adults stand in the order in which they were written down.
    desk.clock.advance(timedelta(seconds=1))
    form = new_form(desk, "adult", {"family_id": family, "given_name": "Fadumo"})
    finish_form(desk, form, more)


class TestLanguages:
    def test_what_adults_read_comes_before_what_is_spoken(
        self, desk: Workspace, family: RecordId
    ) -> None:
        _adult(desk, family, reads_language="ar", speaks_language="so")
        _adult(desk, family, reads_language="es")
        _adult(desk, family, reads_language="ar")
        assert packet_languages(desk, family) == ("ar", "es")

    def test_without_readers_it_is_what_is_spoken_at_home(
        self, desk: Workspace, family: RecordId
    ) -> None:
        _adult(desk, family, speaks_language="es")
        assert packet_languages(desk, family) == ("vi",)

    @pytest.mark.parametrize("tag", ["ask", "tlh"])
    def test_what_nobody_can_print_is_left_out(
        self, desk: Workspace, family: RecordId, tag: str
    ) -> None:
        save_form(desk, open_form(desk, family), {"home_languages": []})
        _adult(desk, family, reads_language=tag)
        assert packet_languages(desk, family) == ("en",)

    def test_a_family_that_is_not_there_has_none(self, desk: Workspace) -> None:
        with pytest.raises(RefusedError, match="no_such_record"):
            packet_languages(desk, RecordId("01990593-db00-7000-8000-000000000000"))


def test_nothing_told_in_confidence_is_on_paper(desk: Workspace, family: RecordId) -> None:
    canaries = {
        "label": "Osman",
        "reach_preferences": "canary-reach",
        "meeting_preferences": "canary-meeting",
    }
    save_form(desk, open_form(desk, family), canaries)
    _adult(desk, family, best_times="canary-times", accessibility_needs="canary-needs")
    student = new_form(desk, "student", {"family_id": family, "given_name": "Ayaan", "grade": "2"})
    finish_form(desk, student, {"student_number": "canary-number", "birth_date": "2017-01-01"})
    private = new_form(desk, "private-note", {"family_id": family})
    finish_form(desk, private, {"text": "canary-note"})
    composed = compose_welcome(desk, PacketOrder(family, ("es",)))
    words = text_version(composed)
    assert "Ayaan" in words
    assert "canary" not in words
    assert "2017" not in words


def test_an_order_without_a_family_names_nobody(desk: Workspace, family: RecordId) -> None:
    _adult(desk, family)
    words = text_version(compose_welcome(desk, PacketOrder(None, ("es",))))
    assert "Fadumo" not in words
    assert "Lincoln" in words


def test_unknown_parts_and_families_are_refused(desk: Workspace, family: RecordId) -> None:
    with pytest.raises(RefusedError, match=r"packets\.unknown_section"):
        compose_welcome(desk, PacketOrder(family, ("es",), ("horoscope",)))
    with pytest.raises(RefusedError, match=r"services\.no_such_record"):
        compose_welcome(desk, PacketOrder(RecordId("nobody"), ("es",)))


def test_a_family_waits_for_its_packet_once(desk: Workspace, family: RecordId) -> None:
    gone = new_form(desk, "family", {"label": "Moved away", "status": "archived"})
    finish_form(desk, gone, {})
    assert newcomer_families(desk) == ((family, "Osman"),)
    note_packet_given(desk, family)
    assert newcomer_families(desk) == ()
    save_form(desk, open_form(desk, family), {"welcome_stage": "settled"})
    note_packet_given(desk, family)
    assert desk.store.need(family).values["welcome_stage"] == "settled"
    delete_record(desk, family)
    assert newcomer_families(desk) == ()


def test_every_part_tells_how_far_its_words_are() -> None:
    states = packet_sections(("es", "ar"))
    assert len(states) >= 10
    assert len({one.id for one in states}) == len(states)
