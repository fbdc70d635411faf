"""The Undo of a message takes back what that message tells of, whatever was saved since."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtTest import QTest

from fsp_desktop.services import edit_record
from fsp_desktop.ui.contact.dialog import ContactDialog
from fsp_desktop.ui.cultural_note.dialog import NoteDialog
from fsp_desktop.ui.visit_log.screen import VisitLogScreen

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from fsp_desktop.domain.ids import RecordId
    from tests.ui.forms.desk import Desk

SAID = "Asks for the bus timetable."


def rename(desk: Desk, family: RecordId, label: str) -> None:
    """Save something else, as another page does meanwhile."""

    def go() -> None:
        form = edit_record.open_form(desk.workspace, family)
        edit_record.save_form(desk.workspace, form, {"label": label})

    desk.ask(go)


def only(desk: Desk, kind: str) -> dict[str, Any]:
    (row,) = desk.rows(kind)
    return dict(row.values)


def log_contact(desk: Desk, qtbot: QtBot, **place: str) -> None:
    dialog = ContactDialog(desk.shell, **place)
    desk.open_dialog(dialog, qtbot)
    qtbot.waitUntil(lambda: dialog._is_ready, timeout=20_000)
    QTest.keyClicks(dialog.text, SAID)
    dialog.finish()
    qtbot.waitUntil(lambda: "Contact saved" in desk.shell.toasts.message(), timeout=20_000)


def test_a_later_save_stays(desk: Desk, qtbot: QtBot) -> None:
    log_contact(desk, qtbot, family_id=desk.osman)
    rename(desk, desk.hariri, "Hariri")
    assert desk.shell.toasts.take_back()
    qtbot.waitUntil(lambda: only(desk, "contact")["draft"] is True)
    assert only(desk, "contact")["summary"] == SAID
    assert desk.load(desk.hariri)["label"] == "Hariri"


def test_what_stands_on_the_save_is_not_torn_away(desk: Desk, qtbot: QtBot) -> None:
    note = NoteDialog(desk.shell, family_id=desk.osman)
    desk.open_dialog(note, qtbot)
    qtbot.waitUntil(lambda: note.picker.row_id is not None, timeout=20_000)
    log_contact(desk, qtbot, family_id=desk.osman)
    (row,) = desk.rows("contact")

    def finish_again() -> None:
        form = edit_record.open_form(desk.workspace, row.id)
        form = edit_record.save_form(desk.workspace, form, {"draft": True})
        edit_record.save_form(desk.workspace, form, {"draft": False})

    desk.ask(finish_again)
    assert desk.shell.toasts.take_back()
    qtbot.waitUntil(lambda: "changed" in desk.shell.toasts.message(), timeout=20_000)
    assert only(desk, "contact")["draft"] is False


def test_words_changed_in_a_finished_contact_come_back(desk: Desk, qtbot: QtBot) -> None:
    log_contact(desk, qtbot, family_id=desk.osman)
    (row,) = desk.rows("contact")
    dialog = ContactDialog(desk.shell, record_id=row.id)
    desk.open_dialog(dialog, qtbot)
    qtbot.waitUntil(lambda: dialog.text.text() == SAID, timeout=20_000)
    with qtbot.waitSignal(dialog.keeper.saved):
        QTest.keyClicks(dialog.text, " And of the late bus.")
    desk.shell.toasts.hide()
    dialog.finish()
    qtbot.waitUntil(lambda: "Contact saved" in desk.shell.toasts.message(), timeout=20_000)
    assert only(desk, "contact")["summary"] != SAID
    assert desk.shell.toasts.take_back()
    qtbot.waitUntil(lambda: only(desk, "contact")["summary"] == SAID)
    assert only(desk, "contact")["draft"] is False


def test_a_finished_visit_can_be_taken_back_or_opened_again(desk: Desk, qtbot: QtBot) -> None:
    desk.shell.go("visit-log", family_id=desk.osman)
    screen = desk.shell.screen("visit-log")
    assert isinstance(screen, VisitLogScreen)
    qtbot.waitUntil(lambda: screen.subtitle() != "", timeout=20_000)
    QTest.keyClicks(screen.page.hopes.hopes, "A place to belong.")
    screen.finish()
    qtbot.waitUntil(lambda: "Undo" in desk.shell.toasts.offers(), timeout=20_000)
    assert desk.shell.toasts.offers() == ["Undo", "Open again"]
    rename(desk, desk.hariri, "Hariri")
    assert desk.shell.toasts.take_back()
    qtbot.waitUntil(lambda: only(desk, "visit")["draft"] is True)
    assert only(desk, "visit")["hopes"] == "A place to belong."
    assert desk.load(desk.hariri)["label"] == "Hariri"
