"""Adults, numbers, children and homes: added, tied, taken away and taken back with the keyboard."""

from __future__ import annotations

import threading
import time
from typing import TYPE_CHECKING, Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from fsp_desktop.language import words
from fsp_desktop.ui.family_form.dialog import FamilyDialog
from fsp_desktop.ui.family_form.parts import AdultPart, ChildPart, Part
from fsp_desktop.ui.family_form.questions import family_questions, point_questions, questions_of
from fsp_desktop.ui.family_form.tab_order import tab_stops
from fsp_desktop.ui.family_form.taken_away import TakenAway
from fsp_desktop.ui.theme.theme import theme
from tests.ui.walking import nameless, too_small

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from tests.ui.forms.desk import Desk

ALT = Qt.KeyboardModifier.AltModifier


def open_form(desk: Desk, qtbot: QtBot, **place: Any) -> FamilyDialog:
    dialog = FamilyDialog(desk.shell, **place)
    desk.open_dialog(dialog, qtbot)
    qtbot.waitUntil(lambda: len(dialog.parts()) == 2, timeout=20_000)
    return dialog


def write(part: Part, field: str, text: str) -> QWidget:
    editor = part.editor.fields[field].editor
    QTest.keyClicks(editor, text)
    return editor


def adult_of(dialog: FamilyDialog, at: int = 0) -> AdultPart:
    part = dialog.sections["adult"].parts[at]
    assert isinstance(part, AdultPart)
    return part


def child_of(dialog: FamilyDialog) -> ChildPart:
    part = dialog.sections["student"].parts[0]
    assert isinstance(part, ChildPart)
    return part


def values(desk: Desk, kind: str) -> list[dict[str, Any]]:
    return [dict(row.values) for row in desk.rows(kind)]


def undo_of(dialog: FamilyDialog) -> TakenAway:
    (taken,) = dialog.findChildren(TakenAway)
    return taken


def test_letters_with_alt_add_an_adult_a_child_and_a_home(desk: Desk, qtbot: QtBot) -> None:
    dialog = open_form(desk, qtbot, family_id=desk.osman)
    for letter, kind, first in (
        (Qt.Key.Key_A, "adult", "given_name"),
        (Qt.Key.Key_C, "student", "given_name"),
        (Qt.Key.Key_H, "household", "label"),
    ):
        before = len(dialog.sections[kind].parts)
        QTest.keyClick(dialog, letter, ALT)
        new = dialog.sections[kind].parts[before]
        assert QApplication.focusWidget() is new.editor.fields[first].editor
        QTest.keyClick(dialog, letter, ALT)
        assert len(dialog.sections[kind].parts) == before + 1, "an empty one is taken again"


def test_tab_goes_from_top_to_bottom_also_through_what_was_added_later(
    desk: Desk, qtbot: QtBot
) -> None:
    dialog = open_form(desk, qtbot)
    write(adult_of(dialog), "given_name", "Paw")
    new = dialog.sections["adult"].begin_one()
    first, grade = new.editor.focus_target(), child_of(dialog).editor.fields["grade"].editor
    qtbot.waitUntil(lambda: first.isVisible() and grade.isVisible())
    stops = [stop for stop in tab_stops(dialog) if stop.isVisible()]
    assert stops.index(first) < stops.index(grade)

    def walked() -> list[QWidget | None]:
        stops[0].setFocus()
        found = [QApplication.focusWidget()]
        for _step in stops[1:]:
            QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Tab)
            found.append(QApplication.focusWidget())
        return found

    qtbot.waitUntil(lambda: walked() == stops)


def test_words_are_on_disk_half_a_second_after_the_last_key(desk: Desk, qtbot: QtBot) -> None:
    dialog = open_form(desk, qtbot, family_id=desk.osman)
    part = dialog.sections["adult"].begin_one()
    with qtbot.waitSignal(part.editor.keeper.saved, timeout=5_000):
        write(part, "given_name", "Halima")
        began = time.monotonic()
    assert time.monotonic() - began < 1.0
    assert "Halima" in [one["given_name"] for one in values(desk, "adult")]


def test_a_new_adult_cares_for_every_child_until_the_tick_is_taken_away(
    desk: Desk, qtbot: QtBot
) -> None:
    dialog = open_form(desk, qtbot, family_id=desk.osman)
    child = child_of(dialog)
    child.unfold(is_open=True)
    part = dialog.sections["adult"].begin_one()
    write(part, "given_name", "Halima")
    qtbot.waitUntil(child.ties.adults.isVisible, timeout=5_000)
    chips = {chip.text(): chip for chip in child.ties.adults.chips.chips()}
    assert {name: chip.isChecked() for name, chip in chips.items()} == {
        "Fadumo": False,
        "Halima": True,
    }
    chips["Fadumo"].click()
    qtbot.waitUntil(lambda: len(values(desk, "student-adult")) == 2)
    by_adult = {one["adult_id"]: one["relationship"] for one in values(desk, "student-adult")}
    assert by_adult[desk.fadumo] == "mother"
    chips["Halima"].click()
    qtbot.waitUntil(
        lambda: [one["adult_id"] for one in values(desk, "student-adult")] == [desk.fadumo]
    )


def test_opening_and_closing_a_family_writes_nothing(desk: Desk, qtbot: QtBot) -> None:
    before = desk.ask(desk.workspace.store.digest)
    dialog = open_form(desk, qtbot, family_id=desk.osman)
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    assert desk.ask(desk.workspace.store.digest) == before


def test_an_adult_is_taken_away_and_taken_back_with_the_number(desk: Desk, qtbot: QtBot) -> None:
    dialog = open_form(desk, qtbot, family_id=desk.osman)
    adult = adult_of(dialog)
    adult.unfold(is_open=True)
    QTest.keyClicks(adult.points[0].editor.fields["value"].editor, "555-0136")
    adult.away.click()
    qtbot.waitUntil(lambda: values(desk, "adult") == values(desk, "contact-point") == [])
    assert undo_of(dialog).label.text() == "Fadumo is taken away."
    assert QApplication.focusWidget() is undo_of(dialog).link
    undo_of(dialog).link.click()
    qtbot.waitUntil(adult.isVisible)
    assert [one["value"] for one in values(desk, "contact-point")] == ["555-0136"]
    assert dialog.parts()[0] is adult


def test_a_number_is_taken_away_and_taken_back(desk: Desk, qtbot: QtBot) -> None:
    dialog = open_form(desk, qtbot, family_id=desk.osman)
    adult = adult_of(dialog)
    adult.unfold(is_open=True)
    row = adult.points[0]
    QTest.keyClicks(row.editor.fields["value"].editor, "555-0136")
    row.away.click()
    qtbot.waitUntil(lambda: undo_of(dialog).isVisible())
    assert adult.points == values(desk, "contact-point") == []
    undo_of(dialog).link.click()
    qtbot.waitUntil(lambda: adult.points == [row])
    assert len(values(desk, "contact-point")) == 1


def test_an_empty_part_goes_without_a_word(desk: Desk, qtbot: QtBot) -> None:
    dialog = open_form(desk, qtbot)
    child_of(dialog).away.click()
    assert dialog.sections["student"].parts == []
    assert dialog.findChildren(TakenAway) == []


def test_an_address_with_an_at_sign_is_an_e_mail_unless_somebody_said_other(
    desk: Desk, qtbot: QtBot
) -> None:
    dialog = open_form(desk, qtbot, family_id=desk.osman)
    adult = adult_of(dialog)
    adult.unfold(is_open=True)
    row = adult.points[0]
    QTest.keyClicks(row.editor.fields["value"].editor, "fadumo@example.org")
    with qtbot.waitSignal(row.editor.keeper.saved, timeout=5_000):
        row.editor.keeper.flush()
    assert [one["contact_kind"] for one in values(desk, "contact-point")] == ["email"]


def test_everything_that_is_missing_is_said_beside_it(desk: Desk, qtbot: QtBot) -> None:
    dialog = open_form(desk, qtbot)
    write(adult_of(dialog), "family_name", "Htoo")
    write(child_of(dialog), "given_name", "Eh Doh")
    dialog.finish()
    label = dialog.family.fields["label"].message
    qtbot.waitUntil(lambda: label.text() == "What does the family call itself?", timeout=20_000)
    assert adult_of(dialog).editor.fields["given_name"].message.text() == "A name is needed here."
    assert child_of(dialog).editor.fields["grade"].message.text() == "Which grade?"
    assert QApplication.focusWidget() is dialog.family.fields["label"].editor


def test_the_same_number_shows_the_family_and_opens_it(desk: Desk, qtbot: QtBot) -> None:
    known = open_form(desk, qtbot, family_id=desk.osman)
    adult_of(known).unfold(is_open=True)
    QTest.keyClicks(adult_of(known).points[0].editor.fields["value"].editor, "612 555 0136")
    known.finish()
    qtbot.waitUntil(lambda: desk.shell.toasts.message() == "Osman is kept.")
    dialog = open_form(desk, qtbot, name="Warsame")
    QTest.keyClicks(adult_of(dialog).points[0].editor.fields["value"].editor, "(612) 555-0136")
    qtbot.waitUntil(dialog.similar.isVisible, timeout=5_000)
    dialog.similar.links[0].click()
    assert desk.shell.trail()[-1] == ("families", {"family_id": desk.osman})


def test_families_that_were_set_aside_are_not_shown_again(desk: Desk, qtbot: QtBot) -> None:
    dialog = open_form(desk, qtbot)
    QTest.keyClicks(dialog.family.fields["label"].editor, "Osman")
    qtbot.waitUntil(dialog.similar.isVisible, timeout=5_000)
    dialog.similar.others.click()
    assert not dialog.similar.isVisible()
    with qtbot.waitSignal(dialog.similar.reshaped, timeout=5_000):
        write(child_of(dialog), "given_name", "Ayaan")
    assert not dialog.similar.isVisible()


def test_a_draft_is_thrown_away_whole(desk: Desk, qtbot: QtBot) -> None:
    dialog = open_form(desk, qtbot, name="Htoo")
    before = len(values(desk, "adult"))
    assert not dialog.bottom.discard.isVisible()
    write(adult_of(dialog), "given_name", "Paw")
    qtbot.waitUntil(dialog.bottom.discard.isVisible, timeout=5_000)
    dialog.bottom.discard.click()
    qtbot.waitUntil(lambda: desk.shell.toasts.message() == "Draft thrown away.")
    assert "Htoo" not in [one["label"] for one in values(desk, "family")]
    assert len(values(desk, "adult")) == before


def test_beside_an_unfinished_family_another_can_be_begun(desk: Desk, qtbot: QtBot) -> None:
    first = open_form(desk, qtbot)
    QTest.keyClicks(first.family.fields["label"].editor, "Htoo")
    write(adult_of(first), "given_name", "Paw")
    write(child_of(first), "given_name", "Eh Doh")
    QTest.keyClick(first, Qt.Key.Key_Escape)
    again = open_form(desk, qtbot)
    qtbot.waitUntil(again.unfinished.isVisible)
    again.unfinished.acted.emit()
    another = desk.window.findChildren(FamilyDialog)[-1]
    qtbot.waitUntil(lambda: len(another.parts()) == 2)
    assert another.family.text("label") == ""
    assert not another.unfinished.isVisible()


def test_nobody_is_asked_for_papers_or_where_they_were_born() -> None:
    asked = [family_questions(), point_questions()]
    asked += [questions_of(kind) for kind in ("adult", "student", "household")]
    names = {question.field for rows in asked for row in rows for question in row}
    assert len(names) > 20
    for word in ("immigra", "status", "visa", "birth", "born", "citizen", "country", "document"):
        assert not [name for name in names if word in name]


@pytest.mark.parametrize("size", [(1366, 690), (1024, 640)])
def test_every_field_keeps_within_the_form_in_a_longer_language(
    desk: Desk, qtbot: QtBot, size: tuple[int, int]
) -> None:
    words.install("qps-ploc")
    theme().set_direction("rtl")
    desk.window.resize(*size)
    dialog = open_form(desk, qtbot)
    dialog.sections["household"].begin_one()

    def is_within() -> bool:
        inside = dialog.middle.widget()
        return inside is not None and inside.minimumSizeHint().width() <= dialog.middle.width()

    qtbot.waitUntil(is_within)
    assert nameless(dialog) == too_small(dialog) == []


def test_no_key_is_lost_while_the_store_is_busy(desk: Desk, qtbot: QtBot) -> None:
    unfinished = open_form(desk, qtbot)
    QTest.keyClicks(unfinished.family.fields["label"].editor, "Htoo")
    QTest.keyClick(unfinished, Qt.Key.Key_Escape)
    gate = threading.Event()
    desk.runner.store(lambda: gate.wait(10))
    dialog = FamilyDialog(desk.shell)
    desk.open_dialog(dialog, qtbot)
    QTest.keyClicks(QApplication.focusWidget(), "Warsame")
    gate.set()
    with qtbot.waitSignal(dialog.family.keeper.saved, timeout=5_000):
        pass
    assert dialog.family.text("label") == "Warsame"
    labels = [one["label"] for one in values(desk, "family") if one["draft"]]
    assert sorted(labels) == ["Htoo", "Warsame"]
