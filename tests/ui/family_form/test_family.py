"""A family is written down part by part, each kept as typed, all made complete together."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from fsp_desktop.language import words
from fsp_desktop.ui.family_form.dialog import FamilyDialog
from fsp_desktop.ui.family_form.parts import AdultPart, Part
from fsp_desktop.ui.theme.theme import theme
from tests.ui.walking import cut_off, nameless, too_small

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from tests.ui.forms.desk import Desk


def open_form(desk: Desk, qtbot: QtBot, parts: int, **place: str) -> FamilyDialog:
    dialog = FamilyDialog(desk.shell, **place)
    desk.open_dialog(dialog, qtbot)
    qtbot.waitUntil(lambda: len(dialog.parts()) == parts, timeout=20_000)
    return dialog


def write(part: Part, field: str, text: str) -> None:
    QTest.keyClicks(part.editor.fields[field].editor, text)


def values(desk: Desk, kind: str) -> list[dict]:
    return [row.values for row in desk.rows(kind)]


def test_a_new_family_with_its_people_is_kept_at_once(desk: Desk, qtbot: QtBot) -> None:
    dialog = open_form(desk, qtbot, 2, name="Htoo")
    adult, child = dialog.parts()
    assert isinstance(adult, AdultPart)
    assert dialog.family.text("label") == "Htoo"
    write(adult, "given_name", "Paw")
    QTest.keyClicks(adult.points[0].editor.fields["value"].editor, "555-0188")
    write(child, "given_name", "Eh Doh")
    write(child, "grade", "5")
    dialog.finish()
    qtbot.waitUntil(lambda: desk.shell.toasts.message() == "Htoo is kept.", timeout=20_000)
    (family,) = [one for one in desk.rows("family") if one.values["label"] == "Htoo"]
    (paw,) = [one for one in desk.rows("adult") if one.values["given_name"] == "Paw"]
    (point,) = values(desk, "contact-point")
    (link,) = values(desk, "student-adult")
    assert family.values["draft"] is False
    assert paw.values["family_id"] == family.id
    assert (point["value"], point["adult_id"], point["draft"]) == ("555-0188", paw.id, False)
    assert (link["adult_id"], link["draft"]) == (paw.id, False)
    assert desk.shell.current().key == "families"


def test_what_is_missing_is_said_in_the_part_it_belongs_to(desk: Desk, qtbot: QtBot) -> None:
    dialog = open_form(desk, qtbot, 2, name="Htoo")
    child = dialog.parts()[1]
    write(child, "given_name", "Eh Doh")
    child.unfold(is_open=False)
    dialog.finish()
    grade = child.editor.fields["grade"]
    qtbot.waitUntil(lambda: grade.message.text() == "Which grade?", timeout=20_000)
    assert child.editor.isVisible()
    assert all(one["draft"] for one in values(desk, "student") if one["given_name"] == "Eh Doh")


def test_families_with_the_same_name_are_shown_and_nothing_is_blocked(
    desk: Desk, qtbot: QtBot
) -> None:
    dialog = open_form(desk, qtbot, 2)
    QTest.keyClicks(dialog.family.focus_target(), "Osman")
    qtbot.waitUntil(dialog.similar.isVisible)
    assert [link.text() for link in dialog.similar.links] == ["Osman, Ayaan (2)"]
    dialog.finish()
    qtbot.waitUntil(lambda: "is kept" in desk.shell.toasts.message())
    assert sum(one["label"] == "Osman" for one in values(desk, "family")) == 2


def test_closing_a_known_family_keeps_what_is_complete(desk: Desk, qtbot: QtBot) -> None:
    dialog = open_form(desk, qtbot, 2, family_id=desk.osman)
    write(dialog.sections["adult"].begin_one(), "given_name", "Halima")
    write(dialog.sections["student"].begin_one(), "given_name", "Yusuf")
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: [one["draft"] for one in values(desk, "adult")] == [False] * 2)
    people = {one["given_name"]: one["draft"] for one in values(desk, "adult")}
    children = {one["given_name"]: one["draft"] for one in values(desk, "student")}
    assert people["Halima"] is False
    assert children["Yusuf"] is True


def test_a_draft_of_a_new_family_is_opened_again(desk: Desk, qtbot: QtBot) -> None:
    dialog = open_form(desk, qtbot, 2)
    QTest.keyClicks(dialog.family.focus_target(), "Htoo")
    write(dialog.parts()[0], "given_name", "Paw")
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: "Draft kept" in desk.shell.toasts.message())
    again = open_form(desk, qtbot, 1)
    assert again.family.text("label") == "Htoo"
    assert again.parts()[0].editor.text("given_name") == "Paw"


def test_taking_a_person_away_removes_the_record(desk: Desk, qtbot: QtBot) -> None:
    dialog = open_form(desk, qtbot, 2, family_id=desk.osman)
    child = next(part for part in dialog.parts() if part.kind == "student")
    child.away.click()
    qtbot.waitUntil(lambda: desk.rows("student") == [])
    assert not child.isVisible()


def test_languages_are_ticked_and_added(desk: Desk, qtbot: QtBot) -> None:
    dialog = open_form(desk, qtbot, 2, family_id=desk.osman)
    dialog.languages.add.chosen_changed.emit("ar")
    assert dialog.languages.tags() == ["so", "ar"]
    dialog.languages.chips.choose("so")
    with qtbot.waitSignal(dialog.family.keeper.saved):
        dialog.family.keeper.flush()
    assert desk.load(desk.osman)["home_languages"] == ["ar"]


@pytest.mark.parametrize("size", [(1366, 690), (1024, 640)])
def test_nothing_is_cut_in_a_longer_language_from_right_to_left(
    desk: Desk, qtbot: QtBot, size: tuple[int, int]
) -> None:
    words.install("qps-ploc")
    theme().set_direction("rtl")
    desk.window.resize(*size)
    dialog = open_form(desk, qtbot, 2, family_id=desk.osman)
    qtbot.waitUntil(lambda: cut_off(dialog) == [] and too_small(dialog) == [])
    assert nameless(dialog) == []
