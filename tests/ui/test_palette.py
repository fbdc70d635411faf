"""Find or do: actions first, families, notes; the keyboard never leaves the field."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication

from fsp_desktop.domain.errors import RefusedError
from fsp_desktop.domain.views import SearchHit
from fsp_desktop.ui.keys_help.keys_help import KeyRow, KeysHelp
from fsp_desktop.ui.palette.palette import Palette
from fsp_desktop.ui.palette.results import folded, marks_in
from fsp_desktop.ui.shell.hooks import FamilyAct

CTRL = Qt.KeyboardModifier.ControlModifier
HITS = (
    SearchHit("f1", "family", "f1", "Osman", "Somali · Ayaan (2)", (), 9.0),
    SearchHit("v1", "visit", "f1", "Visit, 22 Sep", "Mrs. Osman showed me", ((5, 3),), 1.0),
)


@pytest.fixture
def palette(shell, window, qtbot):
    shell.hooks.search = lambda text: HITS if "osm" in text else ()
    qtbot.keyClick(window, Qt.Key.Key_K, CTRL)
    found = [w for w in QApplication.topLevelWidgets() if isinstance(w, Palette) and w.isVisible()]
    assert len(found) == 1
    yield found[0]
    # Opening a result has already closed and deleted the box.
    for box in QApplication.topLevelWidgets():
        if isinstance(box, Palette):
            box.hide()


def _type(qtbot, palette, text, first):
    qtbot.keyClicks(palette.field, text)
    qtbot.waitUntil(lambda: any(first in row.words for row in palette.results()))


def test_without_words_it_offers_what_can_be_done(palette):
    rows = palette.results()
    assert rows[0].words == "Do"
    assert any(row.words == "Families" and row.keys == "Ctrl 2" for row in rows)


def test_families_come_before_notes_and_acts_before_both(palette, shell, qtbot):
    ran = []
    shell.hooks.family_acts.append(FamilyAct("Start visit log for {family}", "house", ran.append))
    _type(qtbot, palette, "osm", "Osman")
    words = [row.words for row in palette.results()]
    assert words == [
        "Do", "Start visit log for Osman", "Families", "Osman", "In notes", "Mrs. Osman showed me",
    ]  # fmt: skip
    assert palette.results()[1].marks == ((20, 3),)
    qtbot.keyClick(palette.field, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: ran == ["f1"])


def test_arrows_move_the_list_and_skip_headings_while_the_field_keeps_the_keyboard(palette, qtbot):
    _type(qtbot, palette, "osm", "Osman")
    assert palette.list.currentIndex().row() == 1
    qtbot.keyClick(palette.field, Qt.Key.Key_Down)
    assert palette.list.currentIndex().row() == 3
    qtbot.keyClick(palette.field, Qt.Key.Key_Down)
    assert palette.list.currentIndex().row() == 1
    assert palette.field.hasFocus()


def test_a_family_is_opened(palette, shell, qtbot):
    _type(qtbot, palette, "osm", "Osman")
    qtbot.keyClick(palette.field, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: shell.current().key == "families")
    assert shell.current().places == [{"family_id": "f1"}]


def test_nothing_found_offers_a_new_family(palette, shell, qtbot):
    made = []
    shell.hooks.make_family = made.append
    _type(qtbot, palette, "xyzzy", "Nothing here")
    assert [row.words for row in palette.results()] == [
        "Nothing here. Make a family called “xyzzy”?"
    ]
    qtbot.keyClick(palette.field, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: made == ["xyzzy"])


def test_a_search_that_fails_still_lets_one_do_things(palette, shell, qtbot):
    def refuse(_text):
        raise RefusedError("store.damaged")

    shell.hooks.search = refuse
    _type(qtbot, palette, "fam", "Families")
    assert any(row.words == "Families" for row in palette.results())


def test_a_person_is_shown_by_the_whole_name_once(palette, shell, qtbot):
    hit = SearchHit("a1", "adult", "f1", "Abdi Osman", "Osman", ((0, 3),), 1.0)
    shell.hooks.search = lambda _text: (hit,)
    _type(qtbot, palette, "osm", "Abdi Osman")
    row = palette.results()[-1]
    assert (row.words, row.meta, row.marks) == ("Abdi Osman", "", ((5, 3),))


def test_tab_looks_through_one_kind_only_and_the_field_keeps_the_keyboard(palette, shell, qtbot):
    asked = []

    def search(text, kinds=()):
        asked.append((text, kinds))
        return [hit for hit in HITS if not kinds or hit.kind in kinds]

    shell.hooks.search = search
    _type(qtbot, palette, "osm", "Osman")
    assert palette.kind.text() == "Everything"
    qtbot.keyClick(palette.field, Qt.Key.Key_Tab)
    assert palette.kind.text() == "Things to do"
    assert all(row.words not in {"Families", "In notes"} for row in palette.results())
    qtbot.keyClick(palette.field, Qt.Key.Key_Tab)
    qtbot.waitUntil(lambda: [r.words for r in palette.results()] == ["Families", "Osman"])
    assert asked[-1] == ("osm", ("family",))
    assert palette.field.hasFocus()
    qtbot.keyClick(palette.field, Qt.Key.Key_Backtab)
    qtbot.keyClick(palette.field, Qt.Key.Key_Backtab)
    assert palette.kind.text() == "Everything"


def test_narrowed_to_things_to_do_all_of_them_are_offered(palette, qtbot):
    before = len(palette.results())
    qtbot.keyClick(palette.field, Qt.Key.Key_Tab)
    assert len(palette.results()) > before


def test_nothing_of_a_kind_offers_to_look_through_everything(palette, shell, qtbot):
    shell.hooks.search = lambda _text, kinds=(): HITS if not kinds else ()
    _type(qtbot, palette, "osm", "Osman")
    for _time in range(4):
        qtbot.keyClick(palette.field, Qt.Key.Key_Tab)
    qtbot.waitUntil(lambda: "Nothing under “Visits”" in palette.results()[0].words)
    qtbot.keyClick(palette.field, Qt.Key.Key_Return)
    assert palette.isVisible()
    qtbot.waitUntil(lambda: any(row.words == "Osman" for row in palette.results()))


def test_escape_gives_the_keyboard_back(palette, shell, qtbot):
    qtbot.keyClick(palette.field, Qt.Key.Key_Escape)
    assert not palette.isVisible()


@pytest.mark.parametrize(
    ("text", "typed", "marks"),
    [
        ("Nguyễn Minh", "nguyen", ((0, 6),)),
        ("Ramírez Ortiz", "ort ram", ((0, 3), (8, 3))),
        ("Start visit log for Osman", "osm", ((20, 3),)),
        ("Cosmos", "osm", ()),
        ("عائلة الحريري", "الحر", ((6, 4),)),
        ("", "x", ()),
    ],
)
def test_marks_begin_at_words(text, typed, marks):
    assert marks_in(text, typed) == marks


@pytest.mark.parametrize("text", ["Nguyễn", "ß", "İstanbul", "Ω", "日本"])
def test_folding_keeps_the_number_of_letters(text):
    assert len(folded(text)) == len(text)


def test_f1_lists_the_keys_of_this_page_and_filters(shell, window, qtbot):
    shell.go("families")
    qtbot.keyClick(window, Qt.Key.Key_F1)
    help_page = next(
        w for w in QApplication.topLevelWidgets() if isinstance(w, KeysHelp) and w.isVisible()
    )
    assert "Open the family" in help_page.shown_rows()
    assert "Hide it all now" in help_page.shown_rows()
    qtbot.keyClicks(help_page.field, "hide it")
    assert help_page.shown_rows() == ["Hide it all now"]
    qtbot.keyClick(help_page, Qt.Key.Key_Escape)
    assert not help_page.isVisible()


def test_f1_leaves_no_column_empty_on_a_page_without_keys_of_its_own(shell, window, qtbot):
    shell.go("settings")
    help_page = KeysHelp(shell)
    qtbot.addWidget(help_page)
    help_page.show()
    rows = [row for row in help_page.findChildren(KeyRow) if row.isVisible()]
    starts = {row.mapTo(help_page, QPoint(0, 0)).x() for row in rows}
    assert len(starts) == 3


def test_f1_on_another_page_leaves_foreign_keys_out(shell):
    shell.screen("families")
    words = [entry.words for entry in shell.actions_book.for_help("today")]
    assert "Open the family" not in words
