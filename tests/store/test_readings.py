from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest

from fsp_desktop.domain.clock import to_wire_time
from fsp_desktop.domain.errors import RefusedError
from fsp_desktop.domain.ids import new_record_id
from fsp_desktop.store.writes import Write
from tests.store.desk import NOON, Desk, exchange

START, END = datetime(2026, 3, 2, tzinfo=UTC), datetime(2026, 3, 3, tzinfo=UTC)


def at(days: float) -> str:
    return to_wire_time(NOON + timedelta(days=days))


def today_of(desk: Desk):
    return desk.store.today(
        start=START, end=END, today=date(2026, 3, 2), now=NOON, person_id=desk.name
    )


def rows_of(desk: Desk, **how):
    return desk.store.families(person_id=desk.name, now=NOON, **how)


def contact(desk: Desk, family: str, days: float, direction: str = "school_to_family", **more):
    return desk.add(
        "contact", family_id=family, occurred_at=at(days), direction=direction, channel="phone",
        purpose="check_in", outcome="talked", **more,
    )  # fmt: skip


def test_the_list_of_families_shows_who_they_are_and_whose_turn_it_is(desk: Desk) -> None:
    osman = desk.add(
        "family", label="Osman", label_own_script="عثمان", home_languages=["so", "ar"],
        liaison_id="me",
    )  # fmt: skip
    desk.add("student", family_id=osman, given_name="Hodan", preferred_name="Hodi", grade="2")
    desk.add("student", family_id=osman, given_name="Gone", left_on="2025-01-01")
    angel = desk.add("family", label="Ángel")
    zhou = desk.add("family", label="Zhou")
    contact(desk, osman, -2, "family_to_school")
    contact(desk, osman, -3)
    contact(desk, angel, -2)
    contact(desk, zhou, -30)
    rows = rows_of(desk)
    assert [row.label for row in rows] == ["Ángel", "Osman", "Zhou"]
    row = rows[1]
    assert (row.own_script, row.languages, row.is_mine) == ("عثمان", ("so", "ar"), True)
    assert [(child.name, child.grade) for child in row.children] == [("Hodi", "2")]
    assert (row.last_contact_at, row.last_direction) == (
        NOON - timedelta(days=2), "family_to_school",
    )  # fmt: skip
    assert [row.our_turn for row in rows] == [False, True, True]
    assert [row.label for row in rows_of(desk, filter="mine")] == ["Osman"]
    assert [row.label for row in rows_of(desk, filter="our_turn")] == ["Osman", "Zhou"]
    counts = desk.store.family_counts(person_id="me", now=NOON)
    assert (counts.everyone, counts.mine, counts.our_turn) == (3, 1, 2)
    assert [row.label for row in rows_of(desk, limit=1, offset=1)] == ["Osman"]


@pytest.mark.parametrize("typed", ["osm", "hodi", "amina", "5550134", "so"])
def test_a_family_is_found_by_label_child_adult_number_or_language(desk: Desk, typed: str) -> None:
    family = desk.add("family", label="Osman", home_languages=["so"])
    desk.add("student", family_id=family, given_name="Hodan", preferred_name="Hodi")
    adult = desk.add("adult", family_id=family, given_name="Amina")
    desk.add("contact-point", family_id=family, adult_id=adult, value="555-0134")
    desk.add("family", label="Zhou", home_languages=["zh"])
    assert [row.label for row in rows_of(desk, text=typed)] == ["Osman"]


def test_the_pulse_follows_every_change(desk: Desk) -> None:
    family, other = desk.add("family", label="A"), desk.add("family", label="B")
    first = contact(desk, family, -5)
    visit = desk.add(
        "visit",
        family_id=family,
        actual_start=at(-1),
        status="completed",
        purpose="welcome_newcomer",
    )
    assert rows_of(desk)[0].last_direction == "together"
    desk.write("visit", visit, status="attempted_not_home")
    assert rows_of(desk)[0].last_direction == "school_to_family"
    desk.write("contact", first, family_id=other)
    assert rows_of(desk)[0].last_contact_at is None
    assert rows_of(desk)[1].last_direction == "school_to_family"
    desk.store.delete(first, author="me")
    assert rows_of(desk)[1].last_contact_at is None
    desk.store.undo_last("me")
    assert rows_of(desk)[1].last_contact_at is not None
    contact(desk, other, -5, "family_to_school")
    contact(desk, other, -9, "family_to_school", draft=True)
    assert desk.store.check() == []
    page = desk.store.family_page(other)
    assert (page.from_family, page.to_family) == (1, 1)


def test_the_family_page_has_people_notes_and_agreements(desk: Desk) -> None:
    desk.write("staff", "me", name="Ms. Rivera")
    family = desk.add("family", label="Osman", do_not_visit=True, meeting_preferences="evenings")
    father = desk.add("adult", family_id=family, given_name="Ali", speaks_language="so")
    mother = desk.add("adult", family_id=family, given_name="Amina", preferred_name="Mama Amina")
    student = desk.add("student", family_id=family, given_name="Hodan", grade="2")
    desk.add(
        "student-adult", family_id=family, student_id=student, adult_id=mother, contact_order=1
    )
    desk.add("contact-point", family_id=family, adult_id=mother, contact_kind="mobile", value="1")
    old = desk.add("note", family_id=family, text="old", topic="clothing")
    new = desk.add(
        "note", family_id=family, text="She sings", source="told", told_by=mother,
        in_their_words=True, supersedes_id=old,
    )  # fmt: skip
    desk.add("agreement", family_id=family, text="Read together", due_on="2026-04-01")
    page = desk.store.family_page(family)
    assert [adult.id for adult in page.adults] == [mother, father]
    assert [line.value for line in page.adults[0].reach] == ["1"]
    assert page.do_not_visit
    assert [(note.id, note.told_by, note.author) for note in page.notes] == [
        (new, "Mama Amina", "Ms. Rivera")
    ]
    assert [card.text for card in page.agreements] == ["Read together"]
    with pytest.raises(RefusedError) as refused:
        desk.store.family_page("nobody")
    assert refused.value.code == "store.no_such_record"


def test_the_thread_has_both_voices_newest_first_in_pages(desk: Desk) -> None:
    desk.write("staff", "me", name="Ms. Rivera")
    family = desk.add("family", label="Osman")
    mother = desk.add("adult", family_id=family, given_name="Amina")
    theirs = contact(desk, family, -1, "family_to_school", adult_id=mother, summary="the bus")
    ours = contact(desk, family, -2, staff_id="me")
    visit = desk.add(
        "visit", family_id=family, actual_start=at(-3), actual_end=at(-3 + 1 / 24), hopes="reads",
        status="completed", said_by=mother, staff=["me"], adults_present=[mother],
    )  # fmt: skip
    desk.add("agreement", family_id=family, text="Library card", visit_id=visit)
    talk = desk.add("conference", family_id=family, starts_at=at(5), family_questions="?")
    promise = desk.add(
        "follow-up", family_id=family, text="Send timetable", side="family_offered",
        due_on="2026-03-04", owner_name="Amina",
    )  # fmt: skip
    items = desk.store.thread(family)
    assert [item.id for item in items] == [talk, promise, theirs, ours, visit]
    by_id = {item.id: item for item in items}
    assert (by_id[theirs].side, by_id[theirs].said_by, by_id[theirs].words) == (
        "family", "Amina", "the bus",
    )  # fmt: skip
    assert (by_id[ours].side, by_id[ours].people) == ("school", ("Ms. Rivera",))
    seen = by_id[visit]
    assert (seen.side, seen.own_words, seen.agreed, seen.minutes) == (
        "together", True, "Library card", 60,
    )  # fmt: skip
    assert seen.people == ("Amina", "Ms. Rivera")
    assert (by_id[promise].side, by_id[promise].due_on) == ("family", date(2026, 3, 4))
    assert desk.store.thread_count(family) == desk.store.family_page(family).thread_count == 5
    assert [item.id for item in desk.store.thread(family, limit=2, offset=1)] == [promise, theirs]
    assert [item.id for item in desk.store.thread(family, kinds=("visit",))] == [visit]


def test_today_shows_what_to_bring_to_the_door(desk: Desk) -> None:
    family = desk.add("family", label="Osman", home_languages=["so"])
    mother = desk.add("adult", family_id=family, given_name="Amina", interpreter_needed="yes")
    desk.add("household", family_id=family, street="5 Elm St", city="Dayton")
    desk.add(
        "visit", family_id=family, actual_start=at(-40), status="completed", hopes="a doctor",
        said_by=mother,
    )  # fmt: skip
    visit = desk.add(
        "visit", family_id=family, scheduled_start=at(0.1), status="confirmed", draft=True
    )
    desk.add("visit", family_id=family, scheduled_start=at(0.1), status="cancelled_by_family")
    desk.add("visit", family_id=family, scheduled_start=at(2), status="scheduled")
    talk = desk.add("conference", family_id=family, starts_at=at(0.05), interpreter_mode="asl")
    for due, owner in (("2026-03-01", "me"), ("2026-03-03", None), ("2026-03-09", "me"),
                       (None, "me"), ("2026-03-01", "somebody else")):  # fmt: skip
        desk.add("follow-up", family_id=family, text=f"due {due}", due_on=due, owner_id=owner)
    view = today_of(desk)
    assert [item.id for item in view.agenda] == [talk, visit]
    item = view.agenda[1]
    assert (item.place, item.quote, item.quote_by) == ("5 Elm St, Dayton", "a doctor", "Amina")
    assert (item.quote_on, item.interpreter_missing) == (date(2026, 1, 21), True)
    assert not view.agenda[0].interpreter_missing
    assert [row.text for row in view.follow_ups] == ["due 2026-03-01", "due 2026-03-03"]
    assert (view.follow_ups_due, view.follow_ups_open) == (2, 4)
    assert view.next_follow_up_on == date(2026, 3, 9)
    assert [(one.id, one.reason) for one in view.unfinished] == [(visit, "draft")]
    assert [(one.label, one.days) for one in view.quiet] == [("Osman", 40)]
    assert (view.counts.today, view.counts.follow_ups, view.counts.conferences) == (2, 2, 1)
    assert view.counts.waiting == desk.store.unsealed_count()


def test_today_names_records_with_two_versions(make_desk) -> None:
    here, there = make_desk("here"), make_desk("there")
    family = here.add("family", label="One")
    exchange(here, there)
    here.write("family", family, label="Two")
    there.write("family", family, label="Three")
    exchange(here, there)
    view = today_of(here)
    assert [(one.id, one.reason) for one in view.unfinished] == [(family, "conflict")]
    assert view.counts.conflicts == 1
    assert rows_of(here)[0].has_conflict


def test_follow_ups_come_by_day_and_conferences_next_first(desk: Desk) -> None:
    for text, due, status in (("b", "2026-03-05", "open"), ("c", None, "open"),
                              ("a", "2026-03-01", "open"), ("d", "2026-01-01", "done")):  # fmt: skip
        desk.add("follow-up", text=text, due_on=due, status=status)
    assert [row.text for row in desk.store.follow_ups()] == ["a", "b", "c"]
    assert [row.text for row in desk.store.follow_ups(include_done=True)] == ["a", "b", "c", "d"]
    assert desk.store.follow_ups(owner_id="me") == ()
    past, later, next_one = (desk.add("conference", starts_at=at(days)) for days in (-3, 9, 1))
    undated = desk.add("conference")
    rows = desk.store.conferences(now=NOON)
    assert [row.id for row in rows] == [next_one, later, undated, past]
    assert desk.store.conference_row(past).starts_at == NOON - timedelta(days=3)


def test_long_lists_are_the_same_from_both_ends(desk: Desk) -> None:
    family = desk.add("family", label="A")
    ids = [contact(desk, family, -number) for number in range(25)]
    assert desk.store.log_count("contact") == 25
    pages = [desk.store.log_rows("contact", limit=4, offset=start) for start in range(0, 28, 4)]
    assert [row.id for page in pages for row in page] == ids
    assert pages[0][0].family_label == "A"


def test_lists_of_one_kind_take_filters(desk: Desk) -> None:
    a, b = desk.add("family", label="B"), desk.add("family", label="A", status="archived")
    old, new = contact(desk, a, -9), contact(desk, a, -1)
    assert [one.id for one in desk.store.list_rows("contact")] == [new, old]
    assert [one.id for one in desk.store.list_rows("contact", order="oldest")] == [old, new]
    assert [one.id for one in desk.store.list_rows("contact", since=at(-5))] == [new]
    assert [one.id for one in desk.store.list_rows("contact", since="2026-02-27")] == [new]
    assert desk.store.list_rows("contact", family_id=b) == []
    assert [one.id for one in desk.store.list_rows("family", order="label")] == [b, a]
    assert [one.id for one in desk.store.list_rows("family", is_open=True)] == [a]
    desk.store.delete(old, author="me")
    assert desk.store.count("contact") == 1
    assert desk.store.count("contact", include_deleted=True) == 2
    assert [one.id for one in desk.store.list_rows("contact", limit=1, offset=0)] == [new]
    with pytest.raises(RefusedError) as refused:
        desk.store.list_rows("starship")
    assert refused.value.code == "domain.unknown_kind"
    with pytest.raises(RefusedError) as refused:
        desk.store.list_rows("staff", family_id=a)
    assert refused.value.code == "store.no_family_field"


def test_a_family_that_is_not_finished_waits_on_today_and_is_in_no_list(desk: Desk) -> None:
    begun = desk.add("family", label="Begun", draft=True)
    assert rows_of(desk) == ()
    assert [row.label for row in rows_of(desk, filter="with_drafts")] == ["Begun"]
    assert rows_of(desk, text="Begun") == ()
    assert desk.store.family_counts(person_id="me", now=NOON).everyone == 0
    today = today_of(desk)
    assert (today.quiet, today.has_families) == ((), False)
    (item,) = today.unfinished
    assert (item.id, item.kind, item.family_id, item.family_label, item.reason) == (
        begun, "family", begun, "Begun", "draft",
    )  # fmt: skip
    desk.write("family", begun, draft=False)
    today = today_of(desk)
    assert [one.id for one in today.quiet] == [begun]
    assert (today.unfinished, today.has_families) == ((), True)
    assert [row.id for row in rows_of(desk)] == [begun]


def test_people_of_a_family_stand_in_the_order_in_which_they_were_written_down(desk: Desk) -> None:
    family = desk.add("family", label="Osman")
    names = [f"Adult {number}" for number in range(12)]
    ids = [new_record_id(desk.clock) for _ in range(24)]
    writes = [
        Write("adult", one, {"family_id": family, "given_name": name})
        for one, name in zip(ids, names, strict=False)
    ]
    writes += [
        Write("student", one, {"family_id": family, "given_name": name})
        for one, name in zip(ids[12:], names, strict=True)
    ]
    desk.store.save(writes, author="me")
    page = desk.store.family_page(family)
    assert [one.name for one in page.adults] == names
    assert [one.name for one in page.children] == names
    assert [one.id for one in desk.store.list_rows("adult", order="oldest")] == ids[:12]
    assert [one.id for one in desk.store.list_rows("adult")] == ids[11::-1]
