from __future__ import annotations

from datetime import timedelta

import pytest

from fsp_desktop.domain.errors import RefusedError
from fsp_desktop.domain.ids import new_record_id
from fsp_desktop.store.writes import Write
from tests.store.desk import Desk, exchange


def own_ops(desk: Desk) -> int:
    return desk.store.unsealed_count()


def test_a_record_comes_back_as_it_was_saved(desk: Desk) -> None:
    family = desk.add("family", label="Đặng", home_languages=["vi", "en"], do_not_visit=True)
    stored = desk.store.need(family)
    assert stored.values["label"] == "Đặng"
    assert stored.values["home_languages"] == ["vi", "en"]
    assert stored.values["do_not_visit"] is True
    assert stored.values["status"] == "active"
    assert (stored.created_by, stored.updated_by, stored.deleted) == ("me", "me", False)
    assert desk.store.check() == []


def test_only_what_changed_is_written(desk: Desk) -> None:
    family = desk.add("family", label="Ortiz", home_languages=["es"])
    before = own_ops(desk)
    assert desk.write("family", family, label="Ortiz").dot is None
    assert own_ops(desk) == before
    desk.write("family", family, label="Ortiz", meeting_preferences="mornings")
    fields = {entry.field for entry in desk.store.history(family) if entry.why == "edit"}
    assert fields == {"meeting_preferences"}


def test_a_new_record_without_any_words_is_kept(desk: Desk) -> None:
    note = desk.add("note")
    assert desk.store.need(note).values["draft"] is False
    assert desk.store.check() == []


def test_typing_in_one_form_makes_one_operation(desk: Desk) -> None:
    record_id = new_record_id(desk.clock)
    seen: dict[str, tuple[str, ...]] = {}
    for text in ("W", "We", "We talked", "We talked long"):
        write = Write("note", record_id, {"text": text, "draft": True}, seen)
        seen = desk.store.save([write], author="me", session="form 1").seen[record_id]
        desk.clock.advance(timedelta(milliseconds=500))
    assert own_ops(desk) == 1
    assert desk.values(record_id)["text"] == "We talked long"
    (text,) = [entry for entry in desk.store.history(record_id) if entry.field == "text"]
    assert text.value == "We talked long"
    assert desk.store.check() == []


def test_typing_goes_on_in_a_new_operation_once_sync_has_read_the_first(desk: Desk) -> None:
    record_id = new_record_id(desk.clock)
    write = Write("note", record_id, {"text": "first"})
    desk.store.save([write], author="me", session="form 1")
    handed_out = desk.store.ledger.unsealed_ops(1 << 20)
    again = Write("note", record_id, {"text": "first and second"})
    desk.store.save([again], author="me", session="form 1")
    assert own_ops(desk) == 2
    assert desk.store.ledger.unsealed_ops(1 << 20)[0] == handed_out[0]


@pytest.mark.parametrize("other", [{"session": "form 2"}, {"author": "you"}, {"late": True}])
def test_another_form_person_or_hour_starts_its_own_operation(desk: Desk, other: dict) -> None:
    record_id = new_record_id(desk.clock)
    desk.store.save([Write("note", record_id, {"text": "a"})], author="me", session="form 1")
    if other.pop("late", False):
        desk.clock.advance(timedelta(minutes=11))
    how = {"author": "me", "session": "form 1", **other}
    desk.store.save([Write("note", record_id, {"text": "b"})], **how)
    assert own_ops(desk) == 2


def test_members_of_a_group_change_together(make_desk) -> None:
    here, there = make_desk("here"), make_desk("there")
    visit = here.add(
        "visit", scheduled_start="2026-03-02T15:00:00.000+00:00",
        scheduled_end="2026-03-02T16:00:00.000+00:00",
    )  # fmt: skip
    exchange(here, there)
    here.write("visit", visit, scheduled_start="2026-03-02T17:00:00.000+00:00")
    there.write("visit", visit, scheduled_end="2026-03-02T15:30:00.000+00:00")
    exchange(here, there)
    (conflict,) = here.store.conflicts(visit)
    assert conflict.field == "scheduled"
    assert [one.value["scheduled_start"][11:13] for one in conflict.versions] == ["15", "17"] or [
        one.value["scheduled_start"][11:13] for one in conflict.versions
    ] == ["17", "15"]


def test_a_sync_that_lands_while_a_form_is_open_is_not_overwritten(make_desk) -> None:
    here, there = make_desk("here"), make_desk("there")
    family = here.add("family", label="Osman")
    exchange(here, there)
    opened = here.store.need(family)
    there.write("family", family, label="Osman Ali")
    exchange(here, there)
    write = Write("family", family, {"label": "Osman Farah"}, opened.seen)
    here.store.save([write], author="here")
    (conflict,) = here.store.conflicts(family)
    assert {one.value for one in conflict.versions} == {"Osman Ali", "Osman Farah"}


def test_a_field_that_was_not_touched_in_a_stale_form_is_not_written(make_desk) -> None:
    here, there = make_desk("here"), make_desk("there")
    family = here.add("family", label="Osman", home_languages=["so", "en"])
    exchange(here, there)
    opened = here.store.need(family)
    there.write("family", family, label="Osman Ali", home_languages=["so", "ar"])
    exchange(here, there)
    unchanged = {"label": "Osman", "home_languages": ["so", "en"], "reach_preferences": "text"}
    here.store.save([Write("family", family, unchanged, opened.seen)], author="here")
    assert here.values(family)["label"] == "Osman Ali"
    assert here.values(family)["home_languages"] == ["so", "ar"]
    assert here.store.conflicts() == ()


def test_unknown_fields_and_unfit_values_are_refused(desk: Desk) -> None:
    family = desk.add("family", label="Ortiz")
    for fields, code in (
        ({"shoe_size": 3}, "store.unknown_field"),
        ({"label": 3}, "store.unfit_value"),
        ({"home_languages": "es"}, "store.unfit_value"),
    ):
        with pytest.raises(RefusedError) as refused:
            desk.write("family", family, **fields)
        assert refused.value.code == code
    with pytest.raises(RefusedError) as refused:
        desk.write("starship", family, label="x")
    assert refused.value.code == "domain.unknown_kind"
    assert desk.store.check() == []


def test_several_records_are_saved_together_or_not_at_all(desk: Desk) -> None:
    first, second = new_record_id(desk.clock), new_record_id(desk.clock)
    writes = [
        Write("family", first, {"label": "A"}),
        Write("adult", second, {"family_id": first, "nonsense": 1}),
    ]
    with pytest.raises(RefusedError):
        desk.store.save(writes, author="me")
    assert desk.store.load(first) is None
    assert own_ops(desk) == 0


def test_control_characters_and_markup_are_kept_as_they_came(desk: Desk) -> None:
    text = "a\x00b <img src=x> '); DROP TABLE family; -- \u202e"
    note = desk.add("note", text=text)
    assert desk.values(note)["text"] == text
    assert desk.store.check() == []


def test_what_no_other_device_could_read_is_refused(desk: Desk) -> None:
    with pytest.raises(RefusedError) as refused:
        desk.add("note", text="x" * (17 * 1024 * 1024))
    assert refused.value.code == "store.too_large"
    assert own_ops(desk) == 0
    assert desk.store.check() == []
