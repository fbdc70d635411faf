"""What is typed is handed on at each pause and whenever the form is left."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

from fsp_desktop.ui.widgets.autosave import LONGEST_MS, PAUSE_MS, Autosave
from fsp_desktop.ui.widgets.field import GrowingText


@pytest.fixture
def form(qtbot):
    form = QWidget()
    qtbot.addWidget(form)
    form.text = GrowingText("What was said?")
    form.other = GrowingText("More")
    column = QVBoxLayout(form)
    column.addWidget(form.text)
    column.addWidget(form.other)
    form.saves = []
    form.autosave = Autosave(form, lambda: form.saves.append(form.text.text()))
    form.text.edited.connect(form.autosave.touch)
    form.autosave.watch(form.text)
    with qtbot.waitExposed(form):
        form.show()
    form.activateWindow()
    form.text.setFocus()
    return form


def test_a_pause_saves_once(form, qtbot):
    qtbot.keyClicks(form.text, "hello")
    assert form.saves == []
    assert form.autosave.is_pending
    qtbot.waitUntil(lambda: bool(form.saves), timeout=PAUSE_MS * 4)
    assert form.saves == ["hello"]
    assert not form.autosave.is_pending


def test_the_pause_is_short_enough_for_the_promise_of_half_a_second():
    assert PAUSE_MS == 400


def test_leaving_the_field_saves_at_once(form, qtbot):
    qtbot.keyClicks(form.text, "a")
    QApplication.sendEvent(form.text, QEvent(QEvent.Type.FocusOut))
    assert form.saves == ["a"]


def test_hiding_the_form_saves_at_once(form, qtbot):
    qtbot.keyClicks(form.text, "b")
    form.hide()
    assert form.saves == ["b"]


def test_the_end_of_the_program_saves_at_once(form, qtbot):
    qtbot.keyClicks(form.text, "c")
    QApplication.instance().aboutToQuit.emit()
    assert form.saves == ["c"]


def test_nothing_typed_saves_nothing(form):
    form.autosave.flush()
    form.hide()
    assert form.saves == []


def test_setting_the_text_from_data_is_not_an_edit(form):
    form.text.set_text("from the record")
    assert not form.autosave.is_pending


def test_pending_and_saved_are_told(form, qtbot):
    with qtbot.waitSignal(form.autosave.pending):
        qtbot.keyClicks(form.text, "d")
    form.autosave.flush()
    with qtbot.waitSignal(form.autosave.saved):
        form.autosave.mark_saved()


def test_a_save_that_ends_after_new_typing_does_not_claim_that_all_is_saved(form, qtbot):
    qtbot.keyClicks(form.text, "e")
    form.autosave.flush()
    qtbot.keyClicks(form.text, "f")
    with qtbot.assertNotEmitted(form.autosave.saved):
        form.autosave.mark_saved()


def test_a_failed_save_is_tried_again_when_the_form_is_left(form, qtbot):
    qtbot.keyClicks(form.text, "g")
    form.autosave.flush()
    with qtbot.waitSignal(form.autosave.failed):
        form.autosave.mark_failed()
    form.hide()
    assert form.saves == ["g", "g"]


def test_typing_without_a_pause_is_saved_too(form, qtbot):
    def types_on() -> bool:
        form.autosave.touch()
        return bool(form.saves)

    qtbot.keyClicks(form.text, "on and on")
    qtbot.waitUntil(types_on, timeout=LONGEST_MS * 2)
    assert form.saves == ["on and on"]
