from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from fsp_desktop.store.folding import fold, spaced
from fsp_desktop.store.search import read_question
from tests.store.desk import Desk


def found(desk: Desk, text: str, **how) -> list[str]:
    return [hit.id for hit in desk.store.search(text, **how)]


@pytest.mark.parametrize(
    ("written", "typed"),
    [
        ("Nguyễn Thị Đặng", "dang"), ("Nguyễn Thị Đặng", "nguyen thi"), ("Łukasz Øst", "lukasz os"),
        ("Straße", "strasse"), ("Æther œuvre", "aether oeuv"), ("İstanbul ışık", "istanbul isik"),
        ("O'Brien", "obri"), ("O’Brien", "o'brien"), ("Ħal Far", "hal"),
        ("المدرسة الجديدة", "مدرسة"), ("أحمد", "احمد"), ("مُحَمَّد", "محمد"), ("مـحـمـد", "محمد"),
        ("我们的学校很好", "学校"), ("我们的学校很好", "校"), ("โรงเรียนของเรา", "เรียน"),
        ("ခင်မောင်", "မောင်"), ("សាលារៀន", "រៀន"), ("ໂຮງຮຽນ", "ຮຽນ"), ("ひらがなとカタカナ", "カタ"),
        ("안녕하세요 선생님", "안녕"), ("می\u200cخواهم", "میخواهم"), ("Ñandú", "nan"), ("ＦＵＬＬ", "full"),
    ],
)  # fmt: skip
def test_words_are_found_however_they_are_typed(desk: Desk, written: str, typed: str) -> None:
    note = desk.add("note", text=f"before {written} after")
    other = desk.add("note", text="something else entirely 别的 آخر")
    assert found(desk, typed) == [note]
    assert other not in found(desk, typed)


@pytest.mark.parametrize("typed", ["5550", "0134", "477", "(555) 013", "013-44", "5550134477"])
def test_a_telephone_number_is_found_by_any_piece_of_it(desk: Desk, typed: str) -> None:
    adult = desk.add("adult", given_name="Amina")
    point = desk.add("contact-point", adult_id=adult, contact_kind="mobile", value="(555) 013-4477")
    expected = [] if typed == "477" else [point]
    assert found(desk, typed) == expected


def test_each_letter_narrows_the_list_from_the_first_on(desk: Desk) -> None:
    osman = desk.add("family", label="Osman")
    ortiz = desk.add("family", label="Ortiz")
    assert set(found(desk, "o")) == {osman, ortiz}
    assert found(desk, "or") == [ortiz]
    assert found(desk, "osma") == [osman]
    assert found(desk, "osmaz") == []


def test_families_come_first_then_people_then_the_newest_notes(desk: Desk) -> None:
    note = desk.add("note", text="hassan came")
    newer = desk.add(
        "contact", summary="hassan called", occurred_at="2027-01-01T00:00:00.000+00:00"
    )
    student = desk.add("student", given_name="Hassan")
    family = desk.add("family", label="Hassan")
    assert found(desk, "hassan") == [family, student, newer, note]
    assert found(desk, "hassan", kinds=("note", "contact")) == [newer, note]
    assert found(desk, "hassan", limit=2) == [family, student]


def test_a_hit_shows_where_it_matched_in_the_words_as_written(desk: Desk) -> None:
    family = desk.add("family", label="Đặng")
    desk.add("note", family_id=family, text="x " * 300 + "chị Nguyễn nói về trường học")
    (hit,) = desk.store.search("nguyen", kinds=("note",))
    start, length = hit.marks[0]
    assert hit.snippet[start : start + length] == "Nguyễn"
    assert (hit.title, hit.family_id) == ("Đặng", family)
    (hit,) = desk.store.search("dang")
    assert (hit.kind, hit.snippet, hit.marks) == ("family", "Đặng", ((0, 4),))


def test_what_changed_or_was_deleted_is_found_no_more(desk: Desk) -> None:
    note = desk.add("note", text="first words")
    desk.write("note", note, text="second words")
    assert found(desk, "first") == []
    assert found(desk, "second") == [note]
    desk.store.delete(note, author="me")
    assert found(desk, "second") == []
    desk.store.undo_last("me")
    assert found(desk, "second") == [note]
    assert desk.store.check() == []


def test_where_a_family_shelters_is_never_found(desk: Desk) -> None:
    visit = desk.add(
        "visit", place_type="shelter_or_temporary", place_note="Hopehouse", hopes="sun"
    )
    assert found(desk, "hopehouse") == []
    assert found(desk, "sun") == [visit]
    desk.write("visit", visit, place_type="library")
    assert found(desk, "hopehouse") == [visit]


def test_codes_tags_and_ids_are_no_words(desk: Desk) -> None:
    family = desk.add("family", label="Ali", home_languages=["so"])
    desk.add("contact", family_id=family, language_used="so", channel="phone", summary="hello")
    assert found(desk, "so") == []
    assert found(desk, "phone") == []
    assert found(desk, family[:13]) == []


@settings(max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.text(max_size=40))
def test_nothing_typed_is_read_as_a_query(desk: Desk, text: str) -> None:
    desk.store.search(text)


@pytest.mark.parametrize(
    "text", ['"', "a OR b", "NEAR(a b)", "-a", "words:a", "a*", "(", "{", "^a", "a AND", "'", "\0"]
)
def test_operators_are_plain_text(desk: Desk, text: str) -> None:
    desk.add("note", text="nothing of the kind")
    assert found(desk, text) == [] or text in {"a*", "-a", "^a"}


def test_private_notes_are_found_on_this_computer_and_say_so(desk: Desk) -> None:
    desk.add("private-note", text="remember the blue door")
    (hit,) = desk.store.search("blue door")
    assert hit.kind == "private-note"


@given(st.text(max_size=60))
def test_folding_twice_changes_nothing(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.text(st.sampled_from("我们的学校很好今天去"), min_size=4, max_size=20),
    st.integers(0, 3),
    st.integers(1, 4),
)
def test_every_piece_of_a_chinese_text_is_found(desk, text: str, start: int, length: int) -> None:
    note = desk.add("note", text=text)
    assert note in found(desk, text[start : start + length], limit=1000)


def test_a_question_without_letters_asks_nothing() -> None:
    assert read_question(" ... !!") is None
    assert spaced(fold("学校")) == " 学  校 "
