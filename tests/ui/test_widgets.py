"""The parts of screens answer to keys, tell what happened, and never confuse words with keys."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QVBoxLayout, QWidget

from fsp_desktop.ui.widgets.cards import Banner, EmptyState
from fsp_desktop.ui.widgets.check_row import CheckRow, RadioList
from fsp_desktop.ui.widgets.chips import Chip, ChipRow, StatusChip
from fsp_desktop.ui.widgets.choice_row import ChoiceRow, Version, marked_words
from fsp_desktop.ui.widgets.combo import Combo
from fsp_desktop.ui.widgets.date_words import DateWords, read_day
from fsp_desktop.ui.widgets.field import Field, GrowingText, LineField, OwnWordsField
from fsp_desktop.ui.widgets.lists import RowList, RowModel
from fsp_desktop.ui.widgets.painting import Strip, initials_of
from fsp_desktop.ui.widgets.progress import Progress
from fsp_desktop.ui.widgets.rows import RowLook, TwoLineDelegate
from fsp_desktop.ui.widgets.segmented import Segmented, SegTabs
from fsp_desktop.ui.widgets.sheet import Sheet

TUESDAY = date(2026, 10, 13)


@pytest.fixture
def put(qtbot):
    """Show a widget in a window that has the keyboard."""

    def show(widget: QWidget) -> QWidget:
        top = QWidget()
        qtbot.addWidget(top)
        QVBoxLayout(top).addWidget(widget)
        top.resize(700, 400)
        with qtbot.waitExposed(top):
            top.show()
        top.activateWindow()
        qtbot.waitUntil(top.isActiveWindow)
        widget.setFocus()
        widget.top_for_test = top
        return widget

    return show


def test_digits_press_chips_while_the_row_has_the_keyboard(put, qtbot):
    row = put(ChipRow("Topics", numbered=True))
    row.set_choices([("settling", "Settling in"), ("reading", "Reading"), ("bus", "Bus")])
    row.chips()[0].setFocus()
    with qtbot.waitSignal(row.chosen_changed) as told:
        qtbot.keyClick(row.chips()[0], Qt.Key.Key_3)
    assert told.args == [["bus"]]
    qtbot.keyClick(row.chips()[0], Qt.Key.Key_1)
    assert row.chosen() == ["settling", "bus"]
    qtbot.keyClick(row.chips()[0], Qt.Key.Key_9)
    assert row.chosen() == ["settling", "bus"]


def test_an_exclusive_row_keeps_one_and_arrows_walk(put, qtbot):
    row = put(ChipRow("How", exclusive=True))
    row.set_choices([("phone", "Phone"), ("voice", "Voice message", "mic"), ("text", "Text")])
    qtbot.waitUntil(row.chips()[2].isVisible)
    row.choose("phone")
    row.choose("text")
    assert row.chosen() == ["text"]
    row.chips()[0].setFocus()
    qtbot.keyClick(row.chips()[0], Qt.Key.Key_Right)
    assert row.chips()[1].hasFocus()
    qtbot.keyClick(row.chips()[1], Qt.Key.Key_Space)
    assert row.chosen() == ["voice"]


def test_arrows_follow_the_eye_in_a_mirrored_window(put, look, qtbot):
    look.set_direction("rtl")
    row = put(ChipRow("How", exclusive=True))
    row.set_choices([("a", "A"), ("b", "B")])
    qtbot.waitUntil(row.chips()[1].isVisible)
    row.chips()[0].setFocus()
    qtbot.keyClick(row.chips()[0], Qt.Key.Key_Left)
    assert row.chips()[1].hasFocus()
    assert row.chips()[0].x() > row.chips()[1].x()


def test_setting_chips_from_data_tells_nobody(put, qtbot):
    row = put(ChipRow("Topics"))
    row.set_choices([("a", "A"), ("b", "B")])
    with qtbot.assertNotEmitted(row.chosen_changed):
        row.set_chosen(["b"])
    assert row.chosen() == ["b"]


def test_a_chosen_chip_shows_more_than_a_colour(put):
    chip = put(Chip("Phone", "phone"))
    before = chip.sizeHint().width()
    chip.setChecked(True)
    assert chip.sizeHint().width() > before


def test_segments_hold_exactly_one_and_flip(put, qtbot):
    who = put(Segmented("Who reached out?", [("family", "They did"), ("school", "We did")]))
    assert who.chosen() == "family"
    with qtbot.waitSignal(who.chosen_changed) as told:
        who.choose_next()
    assert told.args == ["school"]
    with qtbot.assertNotEmitted(who.chosen_changed):
        who.set_chosen("family")


def test_tab_stops_once_at_joined_choices_and_arrows_take_the_next(put, qtbot):
    sizes = put(Segmented("Text size", [("90", "90 %"), ("100", "100 %"), ("115", "115 %")], "100"))
    stops = [s.key for s in sizes.segments() if s.focusPolicy() & Qt.FocusPolicy.TabFocus]
    assert stops == ["100"]
    sizes.segments()[1].setFocus()
    qtbot.keyClick(sizes.segments()[1], Qt.Key.Key_Right)
    assert sizes.chosen() == "115"
    assert sizes.segments()[2].hasFocus()


def test_tabs_turn_round_at_the_end(put):
    tabs = put(SegTabs("View", [("list", "List"), ("week", "Week")]))
    tabs.turn(1)
    assert tabs.chosen() == "week"
    tabs.turn(1)
    assert tabs.chosen() == "list"


def test_a_combo_speaks_in_keys(put, qtbot):
    combo = put(Combo("Language", [("es", "Español"), ("so", "Soomaali")]))
    combo.set_chosen("so")
    assert combo.chosen() == "so"
    with qtbot.waitSignal(combo.chosen_changed) as told:
        qtbot.keyClick(combo, Qt.Key.Key_Up)
    assert told.args == ["es"]
    combo.set_chosen("unknown")
    assert combo.chosen() == ""


def test_a_field_says_what_is_wrong_and_keeps_the_text(put):
    field = put(Field("Day", LineField("Day"), hint="Any day of this school year"))
    field.editor.setText("31 Feb")
    field.set_error("This day does not exist.")
    assert field.message.text() == "This day does not exist."
    assert field.editor.accessibleDescription() == "This day does not exist."
    assert field.editor.text() == "31 Feb"
    field.clear_error()
    assert field.message.text() == "Any day of this school year"
    assert field.label.buddy() is field.editor


def test_own_words_grow_from_48_to_240_and_are_serif(put, look):
    words = put(OwnWordsField("What do they hope for?"))
    assert words.height() == look.px(48)
    words.set_text("one line\n" * 40)
    assert words.height() == look.px(240)
    words.set_text("two\nlines\nthree")
    assert look.px(48) < words.height() < look.px(240)
    assert words.font().families()[0] == "Noto Serif"


@pytest.mark.parametrize("scale", [0.9, 1.0, 1.15, 1.3, 1.5])
def test_a_text_shows_its_last_line_whole_with_the_keyboard_in_it(put, look, scale):
    look.set_scale(scale)
    text = put(GrowingText("Invitation code", least=30, most=2000))
    text.set_text("river-candle-maple\nሰላም\nဗမာစာ\nyellow")
    text.setFocus()
    assert text.verticalScrollBar().maximum() == 0
    last = text.document().lastBlock()
    bottom = text.blockBoundingGeometry(last).translated(text.contentOffset()).bottom()
    assert bottom <= text.viewport().height()


def test_each_pixel_of_a_sheet_is_opaque_without_a_compositor(put):
    sheet = Sheet(put(QWidget()), 300, "A sheet")
    sheet.resize(300, 160)
    sheet.ensurePolished()
    image = QImage(sheet.size(), QImage.Format.Format_ARGB32_Premultiplied)
    image.fill(Qt.GlobalColor.transparent)
    sheet.render(image)
    mask = sheet.mask()
    inside = [QPoint(x, y) for x in range(20) for y in range(20) if mask.contains(QPoint(x, y))]
    assert not mask.contains(QPoint(0, 0))
    assert inside
    assert {image.pixelColor(point).alpha() for point in inside} == {255}


def test_tab_leaves_a_text_and_typing_is_told(put, qtbot):
    text = put(GrowingText("What was said?"))
    after = LineField("After")
    text.top_for_test.layout().addWidget(after)
    qtbot.waitUntil(after.isVisible)
    text.setFocus()
    with qtbot.waitSignal(text.edited):
        qtbot.keyClicks(text, "hello")
    with qtbot.waitSignal(text.left):
        qtbot.keyClick(text, Qt.Key.Key_Tab)
    assert after.hasFocus()
    assert text.text() == "hello"


def test_a_text_set_from_data_keeps_the_cursor(put, qtbot):
    text = put(GrowingText("Text"))
    qtbot.keyClicks(text, "abc")
    with qtbot.assertNotEmitted(text.edited):
        text.set_text("abc from another computer")
    assert text.textCursor().position() == 3


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("today", date(2026, 10, 13)),
        ("tomorrow", date(2026, 10, 14)),
        ("tom", date(2026, 10, 14)),
        ("fri", date(2026, 10, 16)),
        ("Tuesday", date(2026, 10, 20)),
        ("next week", date(2026, 10, 20)),
        ("+3", date(2026, 10, 16)),
        ("2w", date(2026, 10, 27)),
        ("31.10.", date(2026, 10, 31)),
        ("31/10/2027", date(2027, 10, 31)),
        ("2026-11-02", date(2026, 11, 2)),
        ("2.1.", date(2027, 1, 2)),
        ("31 2", None),
        ("31.02.", None),
        ("soon", None),
        ("", None),
        ("12", None),
    ],
)
def test_a_day_by_word_or_by_figures(typed, meant):
    assert read_day(typed, TUESDAY) == meant


def test_figures_can_be_month_first():
    assert read_day("10/31", TUESDAY, month_first=True) == date(2026, 10, 31)


@given(st.text(max_size=30))
def test_any_words_are_a_day_or_nothing(text):
    day = read_day(text, TUESDAY)
    assert day is None or isinstance(day, date)


@given(st.dates(min_value=date(2026, 5, 1), max_value=date(2027, 3, 1)))
def test_a_day_written_in_full_is_that_day(day):
    assert read_day(day.isoformat(), TUESDAY) == day
    assert read_day(f"{day.day}.{day.month}.{day.year}", TUESDAY) == day


def test_a_day_is_chosen_by_chip_or_typed(put, qtbot):
    days = put(DateWords("By when", lambda: TUESDAY))
    with qtbot.waitSignal(days.day_changed) as told:
        days.chips.choose("friday")
    assert told.args == [date(2026, 10, 16)]
    days.chips.choose("pick")
    assert days.field.isVisible()
    qtbot.keyClicks(days.field, "31.10.")
    assert days.day() == date(2026, 10, 16)
    qtbot.keyClick(days.field, Qt.Key.Key_Return)
    assert days.day() == date(2026, 10, 31)
    days.field.selectAll()
    qtbot.keyClicks(days.field, "31.2.")
    qtbot.keyClick(days.field, Qt.Key.Key_Return)
    assert days.message.text() == "This day does not exist."


def test_a_day_from_data_shows_its_chip(put, qtbot):
    days = put(DateWords("By when", lambda: TUESDAY))
    with qtbot.assertNotEmitted(days.day_changed):
        days.set_day(date(2026, 10, 14))
    assert days.chips.chosen() == ["tomorrow"]
    days.set_day(date(2026, 10, 13))
    assert days.chips.chosen() == ["today"]
    days.set_day(date(2026, 12, 24))
    assert days.chips.chosen() == ["pick"]
    assert days.field.text() == "2026-12-24"
    days.set_day(None)
    assert days.chips.chosen() == []


def test_rows_tell_enter_space_and_the_cursor(put, qtbot):
    model = RowModel(lambda row: f"{row}, Somali")
    rows = put(RowList("Families", TwoLineDelegate(RowLook)))
    rows.setModel(model)
    model.set_rows(["Osman", "Petrenko"])
    rows.select_row(0)
    assert rows.current_row() == "Osman"
    qtbot.keyClick(rows, Qt.Key.Key_Down)
    with qtbot.waitSignal(rows.opened) as opened:
        qtbot.keyClick(rows, Qt.Key.Key_Return)
    with qtbot.waitSignal(rows.ticked) as ticked:
        qtbot.keyClick(rows, Qt.Key.Key_Space)
    assert opened.args == ticked.args == ["Petrenko"]
    spoken = model.index(0).data(Qt.ItemDataRole.AccessibleTextRole)
    assert spoken == "Osman, Somali"


def test_the_first_row_gets_the_cursor_when_the_keyboard_comes(put, qtbot):
    model = RowModel()
    model.set_rows(["a", "b"])
    rows = RowList("Letters", TwoLineDelegate(RowLook))
    rows.setModel(model)
    put(rows)
    qtbot.waitUntil(lambda: rows.current_row() == "a")


MINE = Version("Yours", "this computer", "“learn to swim and have one good friend”", is_voice=True)
THEIRS = Version("Daniel’s", "his laptop", "“have one good friend”", is_voice=True)


def test_two_versions_are_chosen_by_digit(put, qtbot):
    row = put(ChoiceRow("Hopes", MINE, THEIRS, both="both quotes"))
    with qtbot.waitSignal(row.chosen_changed) as told:
        qtbot.keyClick(row, Qt.Key.Key_2)
    assert told.args == ["theirs"]
    qtbot.keyClick(row, Qt.Key.Key_3)
    assert row.choice() == "both"
    with qtbot.waitSignal(row.rewrite_asked):
        qtbot.keyClick(row, Qt.Key.Key_F2)


def test_both_can_not_be_kept_where_there_is_only_room_for_one(put, qtbot):
    row = put(ChoiceRow("Best time", MINE, THEIRS))
    qtbot.keyClick(row, Qt.Key.Key_3)
    assert row.choice() == ""


def test_differences_are_marked_and_markup_in_words_stays_words():
    marked = marked_words("keep <b>both</b> & more", "keep both & more")
    assert "<b>" not in marked
    assert "&lt;b&gt;both&lt;/b&gt;" in marked
    assert marked.count("<span") == 1
    assert "underline" in marked


def test_radio_and_check_rows_are_targets_as_a_whole(put, qtbot):
    access = put(RadioList("Who can read this?", [("team", "The team"), ("me", "Only me")]))
    with qtbot.waitSignal(access.chosen_changed) as told:
        qtbot.mouseClick(access.rows[1], Qt.MouseButton.LeftButton)
    assert told.args == ["me"]
    assert access.rows[0].height() >= 28
    check = put(CheckRow("A next step"))
    qtbot.keyClick(check, Qt.Key.Key_Space)
    assert check.isChecked()


def test_states_have_words_for_a_screen_reader():
    assert StatusChip("2 days late", "care", "clock").accessibleName() == "2 days late"
    assert Banner("1 part is a draft.").accessibleName() == "1 part is a draft."
    assert EmptyState("sprout", "No visits yet").accessibleName() == "No visits yet"


def test_progress_comes_up_only_when_it_takes_a_while(put, qtbot):
    progress = put(Progress(can_stop=True))
    progress.hide()
    progress.begin("Making PDF", "You can keep working.")
    assert not progress.isVisible()
    progress.end()
    progress.begin("Making PDF")
    qtbot.waitUntil(progress.isVisible)
    with qtbot.waitSignal(progress.stop_asked):
        progress.stop.click()


def test_strips_are_mirrored(look):
    from PySide6.QtCore import QRect

    whole = QRect(10, 0, 100, 20)
    strip = Strip(whole, rtl=False)
    assert strip.start(30) == QRect(10, 0, 30, 20)
    assert strip.end(20, 5) == QRect(90, 0, 20, 20)
    assert strip.rest() == QRect(40, 0, 45, 20)
    mirrored = Strip(whole, rtl=True)
    assert mirrored.start(30) == QRect(80, 0, 30, 20)
    assert mirrored.end(20, 5) == QRect(10, 0, 20, 20)
    assert mirrored.rest() == QRect(35, 0, 45, 20)


@pytest.mark.parametrize(
    ("name", "initials"),
    [("Rosa Delgado", "RD"), ("Rosa", "R"), ("", ""), ("Lê Thị Hồng", "LH"), ("“Abdi” Osman", "O")],
)
def test_initials(name, initials):
    assert initials_of(name) == initials
