"""Typing is saving: in order, one record a form, and nothing typed is lost when saving fails."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

import pytest
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from fsp_desktop.domain.errors import FspError, UnreachableError
from fsp_desktop.services.edit_record import OpenForm, save_form
from fsp_desktop.services.log_contact import start_contact
from fsp_desktop.ui.forms.keeper import FormKeeper
from fsp_desktop.ui.forms.standing import SavingWords

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from tests.ui.forms.desk import Desk


class Form(QWidget):
    """Two fields of a contact, and what is told about them."""

    def __init__(self, desk: Desk, save: Any = save_form) -> None:
        super().__init__()
        self.summary, self.person = QLineEdit(), QLineEdit()
        column = QVBoxLayout(self)
        column.addWidget(self.summary)
        column.addWidget(self.person)
        self.keeper = FormKeeper(desk.shell, self, lambda ws: start_contact(ws).form, save)
        self.keeper.bind("summary", self.summary.text, self.summary.textEdited)
        self.keeper.bind("other_person", self.person.text, self.person.textEdited)
        self.refusals: list[dict[str, Any]] = []
        self.keeper.refused.connect(self.refusals.extend)

    def write(self, field: QLineEdit, text: str) -> None:
        field.setText(text)
        field.textEdited.emit(text)


class FullDisk:
    """A disk that is full for the first saves."""

    def __init__(self, times: int) -> None:
        self.times = times

    def __call__(self, workspace: Any, form: OpenForm, changed: Mapping[str, object]) -> OpenForm:
        if self.times:
            self.times -= 1
            raise UnreachableError("store.disk_full")
        return save_form(workspace, form, changed)


def open_form(desk: Desk, qtbot: QtBot, save: Any = save_form) -> Form:
    form = Form(desk, save)
    qtbot.addWidget(form)
    form.show()
    return form


def saved(desk: Desk) -> dict[str, Any]:
    (row,) = desk.rows("contact")
    return dict(row.values)


def test_quick_saves_one_after_the_other_make_one_record(desk: Desk, qtbot: QtBot) -> None:
    form = open_form(desk, qtbot)
    for at in range(1, 6):
        form.write(form.summary, "word " * at)
        form.keeper.flush()
    qtbot.waitUntil(lambda: form.keeper.is_settled)
    assert saved(desk)["summary"] == "word " * 5
    assert desk.rows("contact")[0].conflicts == ()


def test_only_what_was_touched_is_written(desk: Desk, qtbot: QtBot) -> None:
    form = open_form(desk, qtbot)
    with qtbot.waitSignal(form.keeper.saved):
        form.write(form.summary, "one")
    form.person.setText("not told")
    with qtbot.waitSignal(form.keeper.saved):
        form.write(form.summary, "two")
    assert (saved(desk)["summary"], saved(desk)["other_person"]) == ("two", None)


def test_a_refused_field_does_not_hold_back_the_others(desk: Desk, qtbot: QtBot) -> None:
    form = open_form(desk, qtbot)
    form.write(form.person, "x" * 400)
    form.write(form.summary, "kept")
    form.keeper.flush()
    qtbot.waitUntil(lambda: form.keeper.is_settled and bool(desk.rows("contact")))
    assert saved(desk)["summary"] == "kept"
    assert form.refusals[0]["field"] == "other_person"
    assert form.refusals[0]["reason"] == "too_long"
    assert len(form.person.text()) == 400


def test_a_full_disk_keeps_the_words_and_saves_them_later(desk: Desk, qtbot: QtBot) -> None:
    form = open_form(desk, qtbot, FullDisk(1))
    saving = SavingWords(form, desk.workspace.clock.now)
    saving.follow(form.keeper)
    told: list[str] = []
    saving.told.connect(lambda words, _icon, _tone: told.append(words))
    with qtbot.waitSignal(form.keeper.failed):
        form.write(form.summary, "still here")
    assert told[-1].startswith("This computer has no room left. Your words are still on screen.")
    assert saving.is_stuck
    assert not form.keeper.is_settled
    with qtbot.waitSignal(form.keeper.saved):
        form.keeper.flush()
    assert saved(desk)["summary"] == "still here"
    assert not saving.is_stuck
    assert told[-1].startswith("Saved on this computer, just now.")


def test_finishing_saves_what_is_left_before_it(desk: Desk, qtbot: QtBot) -> None:
    form = open_form(desk, qtbot)
    form.write(form.summary, "last words")
    seen: list[object] = []

    def work(_workspace: Any, open_now: OpenForm) -> OpenForm:
        seen.append(open_now.values["summary"])
        return open_now

    form.keeper.finish(work)
    qtbot.waitUntil(lambda: form.keeper.is_settled and bool(seen))
    assert seen == ["last words"]


def test_a_finish_that_fails_puts_everything_back(desk: Desk, qtbot: QtBot) -> None:
    form = open_form(desk, qtbot, FullDisk(1))
    form.write(form.summary, "words")
    errors: list[FspError] = []
    form.keeper.finish(lambda _ws, open_now: open_now).failed(errors.append)
    qtbot.waitUntil(lambda: bool(errors))
    assert errors[0].code == "store.disk_full"
    assert "summary" in form.keeper.touched
    with qtbot.waitSignal(form.keeper.saved):
        form.keeper.flush()
    assert saved(desk)["summary"] == "words"


def test_words_typed_before_the_record_is_open_go_into_it(desk: Desk, qtbot: QtBot) -> None:
    form = open_form(desk, qtbot)
    form.keeper.forget()
    form.write(form.summary, "early")
    opened = desk.ask(lambda: start_contact(desk.workspace, desk.osman).form)
    form.keeper.hold(opened)
    form.keeper.flush()
    qtbot.waitUntil(lambda: bool(desk.rows("contact")))
    assert saved(desk)["family_id"] == desk.osman


@pytest.mark.parametrize("is_new", [True, False])
def test_the_sentence_is_truthful_from_the_start(desk: Desk, qtbot: QtBot, is_new: bool) -> None:
    form = open_form(desk, qtbot)
    saving = SavingWords(form, desk.workspace.clock.now)
    told: list[str] = []
    saving.told.connect(lambda words, _icon, _tone: told.append(words))
    saving.begin(is_new=is_new)
    assert ("Nothing is written yet" in told[0]) == is_new
