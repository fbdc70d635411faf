"""A class list is seen before anything changes, and nobody is ever removed by it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from fsp_desktop.language import words
from fsp_desktop.ui.roster_import.dialog import RosterDialog
from fsp_desktop.ui.theme.theme import theme
from tests.ui.walking import cut_off, nameless, too_small

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from tests.ui.forms.desk import Desk

KNOWN = (
    "Student ID,First Name,Last Name,Grade,SSN\n"
    "s1,Mila,Lopez,3,111\n"
    "s2,Noor,Aziz,4,222\n"
    "s3,,,5,333\n"
)
UNKNOWN = "Kennung,Rufname,Stufe\n17,Mila,3\n"


def open_list(desk: Desk, qtbot: QtBot, path: Path) -> RosterDialog:
    dialog = RosterDialog(desk.shell)
    desk.open_dialog(dialog, qtbot)
    dialog.read_path(path)
    return dialog


def write(folder: Path, text: str, name: str = "list.csv") -> Path:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def previewed(dialog: RosterDialog, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: dialog.pages.currentWidget() is dialog.preview, timeout=30_000)


def tab_words(dialog: RosterDialog) -> list[str]:
    return [segment.text() for segment in dialog.preview.tabs.segments()]


def bring_in(desk: Desk, dialog: RosterDialog, qtbot: QtBot) -> str:
    dialog.proceed()
    qtbot.waitUntil(lambda: desk.shell.toasts.message() != "", timeout=30_000)
    return str(desk.shell.toasts.message())


def children(desk: Desk) -> list[str]:
    return sorted(row.values["given_name"] for row in desk.rows("student"))


def test_a_list_is_previewed_and_brought_in(desk: Desk, qtbot: QtBot, tmp_path: Path) -> None:
    dialog = open_list(desk, qtbot, write(tmp_path, KNOWN))
    previewed(dialog, qtbot)
    assert tab_words(dialog)[0] == "2 new"
    assert tab_words(dialog)[3] == "1 line refused"
    refused = dialog.preview.lists["refused"].model().row(0)
    assert "line 4" in refused.meta
    assert children(desk) == ["Ayaan"]
    assert dialog.go_on.text().startswith("Bring in 2 new")
    assert "2 children" in bring_in(desk, dialog, qtbot)
    assert children(desk) == ["Ayaan", "Mila", "Noor"]


def test_the_second_time_nothing_changes(desk: Desk, qtbot: QtBot, tmp_path: Path) -> None:
    path = write(tmp_path, KNOWN)
    first = open_list(desk, qtbot, path)
    previewed(first, qtbot)
    bring_in(desk, first, qtbot)
    again = open_list(desk, qtbot, path)
    previewed(again, qtbot)
    assert tab_words(again)[0] == "0 new"
    assert tab_words(again)[4] == "2 the same"
    assert again.go_on.text() == "Nothing to bring in"


def test_left_keeps_ours(desk: Desk, qtbot: QtBot, tmp_path: Path) -> None:
    first = open_list(desk, qtbot, write(tmp_path, KNOWN))
    previewed(first, qtbot)
    bring_in(desk, first, qtbot)
    changed = KNOWN.replace("Mila,Lopez,3", "Mila,Lopez,4")
    again = open_list(desk, qtbot, write(tmp_path, changed, "next.csv"))
    previewed(again, qtbot)
    again.preview.tabs.segments()[1].click()
    changes = again.preview.changes
    (choice,) = changes.choices()
    assert (choice.change.field, choice.change.theirs, choice.takes) == ("grade", "4", True)
    changes.setFocus()
    QTest.keyClick(changes, Qt.Key.Key_Left)
    assert again.go_on.text() == "Nothing to bring in"
    desk.shell.toasts.hide()
    bring_in(desk, again, qtbot)
    mila = next(row for row in desk.rows("student") if row.values["given_name"] == "Mila")
    assert mila.values["grade"] == "3"


def test_unknown_columns_are_asked_once(desk: Desk, qtbot: QtBot, tmp_path: Path) -> None:
    path = write(tmp_path, UNKNOWN)
    dialog = open_list(desk, qtbot, path)
    page = dialog.mapping
    qtbot.waitUntil(lambda: dialog.pages.currentWidget() is page, timeout=30_000)
    dialog.proceed()
    assert "Which column holds the child’s name?" in page.message.text()
    for header, field in (
        ("Kennung", "student.id"),
        ("Rufname", "student.given_name"),
        ("Stufe", "student.grade"),
    ):
        page._combos[header].set_chosen(field)
    dialog.proceed()
    previewed(dialog, qtbot)
    bring_in(desk, dialog, qtbot)
    assert children(desk) == ["Ayaan", "Mila"]
    again = open_list(desk, qtbot, path)
    previewed(again, qtbot)
    assert tab_words(again)[4] == "1 the same"


def test_what_is_no_list_is_said_in_words(desk: Desk, qtbot: QtBot, tmp_path: Path) -> None:
    dialog = open_list(desk, qtbot, tmp_path / "nowhere.csv")
    qtbot.waitUntil(dialog.start.problem.isVisible, timeout=30_000)
    assert "There is no such file" in dialog.start.problem.text()
    assert dialog.pages.currentIndex() == 0


def test_left_out_columns_are_named(desk: Desk, qtbot: QtBot, tmp_path: Path) -> None:
    dialog = open_list(desk, qtbot, write(tmp_path, KNOWN))
    previewed(dialog, qtbot)
    assert dialog.preview.dropped.isVisible()
    columns = [one.column for one in dialog.preview.plan.report.dropped_columns]
    assert columns == ["SSN"]


def test_stopping_changes_nothing(desk: Desk, qtbot: QtBot, tmp_path: Path) -> None:
    dialog = open_list(desk, qtbot, write(tmp_path, KNOWN))
    dialog._stop_work()
    assert dialog.pages.currentIndex() == 0
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    assert children(desk) == ["Ayaan"]


@pytest.mark.parametrize("size", [(1366, 690), (1024, 640)])
def test_nothing_is_cut_in_a_longer_language_from_right_to_left(
    desk: Desk, qtbot: QtBot, tmp_path: Path, size: tuple[int, int]
) -> None:
    words.install("qps-ploc")
    theme().set_direction("rtl")
    desk.window.resize(*size)
    dialog = open_list(desk, qtbot, write(tmp_path, KNOWN))
    previewed(dialog, qtbot)
    qtbot.waitUntil(lambda: cut_off(dialog) == [] and too_small(dialog) == [])
    assert nameless(dialog) == []


def test_the_message_takes_the_whole_import_back(desk: Desk, qtbot: QtBot, tmp_path: Path) -> None:
    before = (children(desk), len(desk.rows("family")))
    dialog = open_list(desk, qtbot, write(tmp_path, KNOWN))
    previewed(dialog, qtbot)
    bring_in(desk, dialog, qtbot)
    assert len(children(desk)) > len(before[0])
    assert desk.shell.toasts.take_back()
    qtbot.waitUntil(lambda: (children(desk), len(desk.rows("family"))) == before, timeout=30_000)
