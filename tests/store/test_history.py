from __future__ import annotations

import pytest

from fsp_desktop.domain.errors import RefusedError
from fsp_desktop.domain.ids import new_record_id
from fsp_desktop.store.writes import Saved, Write
from tests.store.desk import Desk, exchange


def code_of(action) -> str:
    with pytest.raises(RefusedError) as refused:
        action()
    return refused.value.code


def test_history_tells_who_wrote_what_and_what_holds(desk: Desk) -> None:
    family = desk.add("family", label="One")
    desk.write("family", family, label="Two")
    newest, oldest = desk.store.history(family)
    assert (newest.value, newest.is_current, newest.why) == ("Two", True, "edit")
    assert (oldest.value, oldest.is_current, oldest.why) == ("One", False, "create")
    assert newest.at > oldest.at
    assert newest.author == "me"
    assert newest.device == desk.store.incarnation


def test_undo_goes_back_step_by_step_to_before_the_record_was_made(desk: Desk) -> None:
    family = desk.add("family", label="One", home_languages=["so"])
    desk.write("family", family, label="Two", home_languages=["so", "ar"])
    desk.write("family", family, reach_preferences="text")
    desk.store.undo_last("me")
    assert desk.values(family)["reach_preferences"] is None
    desk.store.undo_last("me")
    assert (desk.values(family)["label"], desk.values(family)["home_languages"]) == ("One", ["so"])
    desk.store.undo_last("me")
    assert desk.store.need(family).deleted
    assert code_of(lambda: desk.store.undo_last("me")) == "store.nothing_to_undo"
    assert desk.store.check() == []


def test_undo_of_a_delete_brings_the_record_back(desk: Desk) -> None:
    family = desk.add("family", label="One")
    desk.store.delete(family, author="me")
    assert desk.store.need(family).deleted
    assert desk.store.list_rows("family") == []
    desk.store.undo_last("me")
    assert not desk.store.need(family).deleted
    assert desk.store.check() == []


def test_undo_does_not_take_back_what_somebody_wrote_since(make_desk) -> None:
    here, there = make_desk("here"), make_desk("there")
    family = here.add("family", label="One")
    here.write("family", family, label="Two")
    exchange(here, there)
    there.write("family", family, label="Three")
    exchange(here, there)
    assert code_of(lambda: here.store.undo_last("here")) == "store.changed_since"
    assert here.values(family)["label"] == "Three"


def test_an_import_is_not_undone_by_a_keystroke(desk: Desk) -> None:
    desk.store.save([Write("family", "0195a3c0-0000-7000-8000-000000000001", {"label": "x"})],
                    author="", why="import")  # fmt: skip
    assert code_of(lambda: desk.store.undo_last("me")) == "store.nothing_to_undo"


def test_a_conflict_is_seen_on_both_devices_and_gone_on_both_after_one_decision(make_desk) -> None:
    here, there = make_desk("here"), make_desk("there")
    family = here.add("family", label="One")
    exchange(here, there)
    here.write("family", family, label="Two")
    there.write("family", family, label="Three")
    exchange(here, there)
    for desk in (here, there):
        (conflict,) = desk.store.conflicts()
        assert [one.value for one in conflict.versions] == [
            one.value for one in here.store.conflicts()[0].versions
        ]
        assert {one.author for one in conflict.versions} == {"here", "there"}
        assert desk.store.need(family).conflicts == ("label",)
    last = there.store.conflicts()[0].versions[-1]
    there.store.keep_version(family, "label", last.dot, author="there")
    assert there.store.conflicts() == ()
    exchange(here, there)
    assert here.store.conflicts() == ()
    assert here.values(family)["label"] == last.value
    assert here.store.digest() == there.store.digest()
    assert code_of(lambda: here.store.resolve("nobody", "label", "x", author="me")) == (
        "store.no_such_record"
    )


def test_what_was_edited_beside_a_delete_stays_and_says_so(make_desk) -> None:
    here, there = make_desk("here"), make_desk("there")
    family = here.add("family", label="One")
    exchange(here, there)
    here.store.delete(family, author="here")
    there.write("family", family, label="Two")
    exchange(here, there)
    for desk in (here, there):
        stored = desk.store.need(family)
        assert not stored.deleted
        assert stored.conflicts == ("_deleted",)
        (conflict,) = desk.store.conflicts()
        assert {one.value for one in conflict.versions} == {True, False}
    here.store.resolve(family, "_deleted", True, author="here")
    exchange(here, there)
    assert here.store.need(family).deleted
    assert there.store.need(family).deleted
    assert there.store.conflicts() == ()


def test_a_delete_also_covers_what_its_author_had_seen_replaced(make_desk) -> None:
    first, second, third = make_desk("first"), make_desk("second"), make_desk("third")
    family = first.add("family", label="One")
    made = first.seal()
    second.take(made)
    second.write("family", family, label="Two")
    changed = second.seal()
    for bundle in (made, changed):
        third.take(bundle)
    third.store.delete(family, author="third")
    deleted = third.seal()
    first.take(deleted)  # the change that came between has not arrived here
    assert first.store.need(family).deleted
    assert first.store.conflicts() == ()
    first.take(changed)
    assert first.store.need(family).deleted
    assert first.store.digest() == third.store.digest()


def test_a_private_note_is_on_this_computer_only(make_desk) -> None:
    here, there = make_desk("here"), make_desk("there")
    note = here.add("private-note", text="only for me")
    assert here.store.unsealed_count() == 0
    assert here.store.history(note) == ()
    empty = there.store.digest()
    assert here.store.digest() == empty
    assert [one.kind for one in here.store.export_records()] == []
    here.write("private-note", note, text="still only for me")
    assert here.values(note)["text"] == "still only for me"
    here.store.delete(note, author="here")
    assert here.store.load(note) is None
    assert here.store.search("only") == ()
    assert here.store.check() == []


def test_a_visit_for_its_author_only_travels_when_it_is_opened(make_desk) -> None:
    here, there = make_desk("here"), make_desk("there")
    visit = here.add("visit", hopes="secret hopes", readers="only_me")
    here.write("visit", visit, strengths="sings")
    assert here.store.unsealed_count() == 0
    assert here.store.digest() == there.store.digest()
    assert list(here.store.export_records()) == []
    here.write("visit", visit, readers="team")
    exchange(here, there)
    assert there.values(visit)["hopes"] == "secret hopes"
    assert there.values(visit)["strengths"] == "sings"
    assert here.store.digest() == there.store.digest()
    here.write("visit", visit, readers="only_me")
    here.write("visit", visit, hopes="mine again")
    assert here.store.unsealed_count() == 0
    assert here.store.digest() == there.store.digest()
    here.write("visit", visit, readers="team")
    exchange(here, there)
    assert there.values(visit)["hopes"] == "mine again"
    assert there.store.conflicts() == ()
    assert here.store.check() == there.store.check() == []


def test_undo_of_a_named_save_takes_back_that_one_and_no_other(desk: Desk) -> None:
    family = desk.add("family", label="One")
    second = desk.write("family", family, label="Two", reach_preferences="text")
    contact = desk.add("contact", family_id=family, summary="Called")
    undone = desk.store.undo_saves(second.dots, author="me")
    assert undone.ids == (family,)
    assert (desk.values(family)["label"], desk.values(family)["reach_preferences"]) == ("One", None)
    assert not desk.store.need(contact).deleted
    again = code_of(lambda: desk.store.undo_saves(second.dots, author="me"))
    assert again == "store.nothing_to_undo"
    assert desk.store.check() == []


def test_undo_of_a_named_save_is_refused_whole_once_a_part_was_written_again(desk: Desk) -> None:
    family = desk.add("family", label="One")
    second = desk.write("family", family, label="Two", reach_preferences="text")
    third = desk.write("family", family, label="Three")
    code = code_of(lambda: desk.store.undo_saves(second.dots, author="me"))
    assert code == "store.changed_since"
    assert desk.values(family)["reach_preferences"] == "text"
    desk.store.undo_saves(third.dots, author="me")
    desk.store.undo_saves(second.dots, author="me")
    assert (desk.values(family)["label"], desk.values(family)["reach_preferences"]) == ("One", None)
    assert desk.store.check() == []


def test_a_record_is_not_taken_back_from_under_another(desk: Desk) -> None:
    saved = desk.write("family", new_record_id(desk.clock), label="One")
    contact = desk.add("contact", family_id=saved.ids[0], summary="Called")
    code = code_of(lambda: desk.store.undo_saves(saved.dots, author="me"))
    assert code == "store.changed_since"
    desk.store.delete(contact, author="me")
    desk.store.undo_saves(saved.dots, author="me")
    assert desk.store.need(saved.ids[0]).deleted


def test_undo_of_a_save_that_was_not_made_here_is_refused(make_desk) -> None:
    here, there = make_desk("here"), make_desk("there")
    family = here.add("family", label="One")
    exchange(here, there)
    dot = here.store.history(family)[0].dot
    assert code_of(lambda: there.store.undo_saves([dot], author="x")) == "store.nothing_to_undo"
    assert code_of(lambda: there.store.undo_saves(["no:1"], author="x")) == "store.nothing_to_undo"
    assert code_of(lambda: there.store.undo_saves([], author="x")) == "store.nothing_to_undo"


def imported(desk: Desk, count: int) -> Saved:
    ids = [new_record_id(desk.clock) for _ in range(count)]
    writes = [Write("family", one, {"label": f"Family {one}"}) for one in ids]
    return desk.store.bulk_save(writes, author="")


def test_one_undo_takes_back_a_whole_import(desk: Desk) -> None:
    kept = desk.add("family", label="Mine")
    first, second = imported(desk, 450), imported(desk, 430)
    assert (len(first.dots), len(second.dots)) == (3, 3)
    desk.seal()
    ticks: list[tuple[int, int]] = []
    undone = desk.store.undo_saves(
        first.dots[1:2], author="me", progress=lambda *at: ticks.append(at)
    )
    assert set(undone.ids) == set(first.ids)
    assert ticks == [(1, 3), (2, 3), (3, 3)]
    assert desk.store.count("family") == 431
    desk.store.undo_last("me")
    assert [one.id for one in desk.store.list_rows("family")] == [kept]
    desk.store.undo_last("me")
    assert code_of(lambda: desk.store.undo_last("me")) == "store.nothing_to_undo"
    assert desk.store.check() == []


def test_an_import_stays_whole_once_somebody_worked_with_it(desk: Desk) -> None:
    saved = imported(desk, 450)
    desk.write("family", saved.ids[7], reach_preferences="text")
    assert code_of(lambda: desk.store.undo_saves(saved.dots, author="me")) == "store.changed_since"
    desk.store.undo_last("me")
    desk.store.undo_last("me")
    assert desk.store.count("family") == 0
