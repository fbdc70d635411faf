"""Visits, contacts, notes, follow-ups and conferences: each verb does what people expect of it."""

from __future__ import annotations

from datetime import timedelta

import pytest

from fsp_desktop.domain.clock import FixedClock
from fsp_desktop.domain.errors import RefusedError
from fsp_desktop.domain.ids import RecordId
from fsp_desktop.services import follow_up, log_contact, log_visit, write_cultural_note
from fsp_desktop.services.edit_record import finish_form, new_form, open_form, save_form
from fsp_desktop.services.prepare_conference import prepare_conference
from fsp_desktop.services.show_today import nav_counts, show_today
from fsp_desktop.services.workspace import Workspace


def add_follow_up_of(desk: Workspace, family: RecordId, text: str, **more: object) -> RecordId:
    form = follow_up.start_follow_up(desk, family)
    return follow_up.add_follow_up(desk, form, {"text": text, **more}).record_id


def add_note(desk: Workspace, family: RecordId, text: str, **more: object) -> RecordId:
    form = write_cultural_note.start_note(desk, family).form
    fields = {"text": text, "topic": "greetings_and_courtesy", "told_by": "Fadumo", **more}
    return write_cultural_note.finish_note(desk, form, fields).record_id


class TestVisit:
    def test_a_new_log_knows_what_can_be_known(self, desk: Workspace, family: RecordId) -> None:
        visit = log_visit.start_visit(desk, family)
        values = visit.form.values
        assert (values["purpose"], values["status"]) == ("relational_first", "completed")
        assert (values["language_used"], values["readers"]) == ("vi", "team")
        assert values["staff"] == [desk.person_id]
        assert desk.store.load(visit.form.record_id) is None

    def test_the_second_one_knows_of_the_first(self, desk: Workspace, family: RecordId) -> None:
        first = log_visit.start_visit(desk, family)
        log_visit.finish_visit(desk, first.form, {"hopes": "She sings"})
        assert log_visit.start_visit(desk, family).form.values["purpose"] == "relational_second"

    def test_agreements_are_finished_with_it_and_empty_ones_go_away(
        self, desk: Workspace, family: RecordId
    ) -> None:
        form = log_visit.save_visit(desk, log_visit.start_visit(desk, family).form, {"hopes": "A"})
        kept, left = (log_visit.new_agreement(desk, form) for _ in range(2))
        left = save_form(desk, left, {"who": "Fadumo"})
        log_visit.finish_visit(desk, form, {}, [(kept, {"text": "Sing on Friday"}), (left, {})])
        (card,) = desk.store.family_page(family).agreements
        assert (card.text, card.visit_id) == ("Sing on Friday", form.record_id)
        assert desk.store.need(left.record_id).deleted

    def test_a_planned_visit_is_proposed_as_it_was_planned(
        self, desk: Workspace, family: RecordId, now: FixedClock
    ) -> None:
        at = (now.now() + timedelta(hours=1)).isoformat()
        planned = _plan(desk, family, at, [desk.person_id])
        opened = log_visit.open_visit(desk, planned)
        assert opened.proposed["status"] == "completed"
        assert opened.proposed["actual_start"] == desk.store.need(planned).values["scheduled_start"]
        assert desk.store.need(planned).values["status"] == "confirmed"

    def test_the_next_visit_is_ones_own(
        self, desk: Workspace, family: RecordId, now: FixedClock
    ) -> None:
        early = (now.now() - timedelta(days=30)).isoformat()
        late = (now.now() + timedelta(hours=1)).isoformat()
        _plan(desk, family, early, ["01990593-db00-7000-8000-000000000000"])
        mine = _plan(desk, family, late, [desk.person_id])
        assert log_visit.visit_to_write(desk) == mine

    def test_ones_own_draft_comes_first(
        self, desk: Workspace, family: RecordId, now: FixedClock
    ) -> None:
        _plan(desk, family, now.now().isoformat(), [desk.person_id])
        form = log_visit.save_visit(desk, log_visit.start_visit(desk, family).form, {"hopes": "A"})
        assert log_visit.visit_to_write(desk) == form.record_id

    def test_guesses_are_not_recalled_at_the_door(self, desk: Workspace, family: RecordId) -> None:
        add_note(desk, family, "Greet the elders first")
        add_note(desk, family, "May not want music", source="guess")
        remember = log_visit.start_visit(desk, family).remember
        assert [note.text for note in remember] == ["Greet the elders first"]


class TestContact:
    def test_it_takes_the_family_s_way_and_the_last_direction(
        self, desk: Workspace, family: RecordId
    ) -> None:
        adult = new_form(desk, "adult", {"family_id": family, "given_name": "Fadumo"})
        finish_form(desk, adult, {"preferred_channel": "whatsapp_or_app"})
        first = log_contact.start_contact(desk, family)
        assert (first.channel, first.direction) == ("whatsapp_or_app", "school_to_family")
        words = {"summary": "Asks for the bus", "direction": "family_to_school"}
        log_contact.finish_contact(desk, first.form, words)
        assert log_contact.start_contact(desk, family).direction == "family_to_school"

    def test_a_draft_is_gone_on_with(self, desk: Workspace, family: RecordId) -> None:
        begun = log_contact.start_contact(desk, family)
        log_contact.save_contact(desk, begun.form, {"summary": "Asks"})
        again = log_contact.begin_contact(desk, None, None)
        assert again.form.record_id == begun.form.record_id

    def test_the_next_step_is_one_undo_with_it(self, desk: Workspace, family: RecordId) -> None:
        begun = log_contact.start_contact(desk, family)
        step = log_contact.new_next_step(desk, begun.form)
        log_contact.finish_contact(desk, begun.form, {"summary": "Asks"}, step, {"text": "Send it"})
        (owed,) = follow_up.list_follow_ups(desk)
        assert (owed.text, owed.family_id) == ("Send it", family)


class TestNote:
    def test_a_guess_reminds_us_to_ask_once(self, desk: Workspace, family: RecordId) -> None:
        note = add_note(desk, family, "May not want music", source="guess")
        form = open_form(desk, note)
        write_cultural_note.finish_note(desk, form, {})
        (owed,) = follow_up.list_follow_ups(desk)
        assert (owed.side, owed.text) == ("we_asked", "May not want music")

    def test_what_a_colleague_passed_on_is_not_shared_yet(
        self, desk: Workspace, family: RecordId
    ) -> None:
        with pytest.raises(RefusedError) as refused:
            add_note(desk, family, "Heard it", told_how="told_by_colleague_unconfirmed")
        assert refused.value.detail["refusals"] == [
            {"field": "share_with", "reason": "confirm_with_family_first"}
        ]


class TestFollowUp:
    def test_done_open_again_another_day(
        self, desk: Workspace, family: RecordId, now: FixedClock
    ) -> None:
        owed = add_follow_up_of(desk, family, "Send the timetable", due_on="2025-09-01")
        assert [one.id for one in show_today(desk).follow_ups] == [owed]
        follow_up.finish_follow_up(desk, owed, " ")
        values = desk.store.need(owed).values
        assert (values["status"], values["done_on"], values["result"]) == (
            "done",
            "2025-09-01",
            None,
        )
        assert show_today(desk).follow_ups == ()
        follow_up.reopen_follow_up(desk, owed)
        follow_up.move_follow_up(desk, owed, now.today() + timedelta(days=9))
        assert show_today(desk).follow_ups == ()
        assert [one.due_on.isoformat() for one in follow_up.list_follow_ups(desk)] == ["2025-09-10"]

    def test_the_counts_are_those_of_the_page(self, desk: Workspace, family: RecordId) -> None:
        add_follow_up_of(desk, family, "Send the timetable", due_on="2025-09-01")
        counts = nav_counts(desk)
        assert (counts.follow_ups, counts.today, counts.conflicts) == (1, 0, 0)


class TestConference:
    @pytest.fixture
    def talk(self, desk: Workspace, family: RecordId) -> RecordId:
        child = finish_form(
            desk,
            new_form(desk, "student", {"family_id": family, "given_name": "Ayaan", "grade": "2"}),
            {},
        )
        values = {"family_id": family, "student_id": child.record_id, "status": "planned"}
        return save_form(desk, new_form(desk, "conference", values), {}).record_id

    def _words(self, desk: Workspace, talk: RecordId) -> str:
        brief = prepare_conference(desk, talk)
        return "\n".join(item.words for section in brief.sections for item in section.items)

    def test_only_what_may_be_told_is_in_the_brief(
        self, desk: Workspace, family: RecordId, talk: RecordId
    ) -> None:
        add_note(desk, family, "Greet the elders", share_with="counselor_and_liaison")
        add_note(desk, family, "For the liaisons alone", share_with="liaison_team")
        add_note(desk, family, "A mere guess", source="guess", share_with="counselor_and_liaison")
        private = new_form(desk, "private-note", {"family_id": family})
        finish_form(desk, private, {"text": "A memory aid"})
        words = self._words(desk, talk)
        assert "Greet the elders" in words
        for hidden in ("For the liaisons alone", "A mere guess", "A memory aid"):
            assert hidden not in words
        assert prepare_conference(desk, talk).left_out == 3

    def test_a_visit_only_for_me_is_not_in_the_brief(
        self, desk: Workspace, family: RecordId, talk: RecordId
    ) -> None:
        form = log_visit.start_visit(desk, family).form
        log_visit.finish_visit(desk, form, {"hopes": "Said in trust", "readers": "only_me"})
        assert "Said in trust" not in self._words(desk, talk)
        assert prepare_conference(desk, talk).left_out == 1
        log_visit.save_visit(
            desk, log_visit.open_visit(desk, form.record_id).form, {"readers": "team"}
        )
        assert "Said in trust" in self._words(desk, talk)

    def test_their_words_come_before_ours(
        self, desk: Workspace, family: RecordId, talk: RecordId
    ) -> None:
        codes = [section.code for section in prepare_conference(desk, talk).sections]
        assert codes.index("their_words") < codes.index("our_questions")
        assert codes.index("questions") < codes.index("our_questions")


def test_a_private_note_never_leaves(desk: Workspace, family: RecordId) -> None:
    from fsp_desktop.services.share_record import sharing_status

    before = len(desk.ledger.unsealed_ops(1 << 30))
    form = finish_form(
        desk, new_form(desk, "private-note", {"family_id": family}), {"text": "A memory canary"}
    )
    save_form(desk, form, {"text": "A memory canary still"})
    assert len(desk.ledger.unsealed_ops(1 << 30)) == before
    assert not any(b"canary" in op for op in desk.ledger.unsealed_ops(1 << 30))
    assert all(one.id != form.record_id for one in desk.store.export_records())
    assert sharing_status(desk).waiting == before


def _plan(desk: Workspace, family: RecordId, at: str, staff: list[str]) -> RecordId:
    values = {
        "family_id": family,
        "purpose": "relational_first",
        "status": "confirmed",
        "scheduled_start": at,
        "staff": staff,
    }
    return finish_form(desk, new_form(desk, "visit", values), {}).record_id
