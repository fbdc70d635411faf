"""Planning a conference: proposed from what is known, kept while typed, refused in plain words."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from fsp_desktop.ui.conference.plan_dialog import ConferenceDialog
from tests.ui.walking import nameless, too_small

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from tests.ui.paper.demo_desk import DemoDesk


def open_plan(demo: DemoDesk, qtbot: QtBot, **place: str) -> ConferenceDialog:
    dialog = ConferenceDialog(demo.shell, **place)
    demo.open_dialog(dialog, qtbot)
    if place:
        qtbot.waitUntil(dialog.form.day.hasFocus)
    return dialog


def conferences_of(demo: DemoDesk, label: str) -> list[dict[str, object]]:
    rows = demo.rows("conference", family_id=demo.families[label])
    return [dict(row.values) for row in rows]


def test_what_is_known_is_proposed_and_nothing_is_written_yet(demo: DemoDesk, qtbot: QtBot) -> None:
    dialog = open_plan(demo, qtbot, family_id=demo.families["Osman"])
    assert dialog.form.student.currentText() in {"Ayaan", "Yusuf"}
    assert dialog.form.language.chosen() == "so"
    assert dialog.form.interpreting.chosen() == "district_interpreter"
    assert demo.workspace.person_id in dialog.form.people.chosen()
    assert conferences_of(demo, "Osman") == []


def test_a_plan_is_a_draft_while_typed_and_then_in_the_list(demo: DemoDesk, qtbot: QtBot) -> None:
    dialog = open_plan(demo, qtbot, family_id=demo.families["Osman"])
    with qtbot.waitSignal(dialog.keeper.saved):
        QTest.keyClicks(dialog.form.day, "tomorrow")
        dialog.form.start.setFocus()
        QTest.keyClicks(dialog.form.start, "17:30")
        dialog.form.end.setFocus()
        QTest.keyClicks(dialog.form.end, "18:00")
    (draft,) = conferences_of(demo, "Osman")
    assert draft["draft"] is True
    dialog.form.child_care.click()
    dialog.form.confirmed.click()
    QTest.keyClick(dialog, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: conferences_of(demo, "Osman")[0]["draft"] is False)
    (planned,) = conferences_of(demo, "Osman")
    begins = datetime.fromisoformat(str(planned["starts_at"]))
    assert begins == datetime(2026, 10, 14, 17, 30).astimezone().astimezone(UTC)
    assert planned["status"] == "confirmed"
    assert planned["child_care_booked"] is True
    qtbot.waitUntil(lambda: "planned" in demo.shell.toasts.message())


def test_the_end_before_the_beginning_is_said_beside_the_field(
    demo: DemoDesk, qtbot: QtBot
) -> None:
    dialog = open_plan(demo, qtbot, family_id=demo.families["Osman"])
    QTest.keyClicks(dialog.form.day, "tomorrow")
    dialog.form.day.settle()
    QTest.keyClicks(dialog.form.start, "17:30")
    QTest.keyClicks(dialog.form.end, "17:00")
    dialog.finish()
    field = dialog.form.fields["ends_at"]
    qtbot.waitUntil(lambda: "before the beginning" in field.message.text())
    assert dialog.isVisible()


def test_a_plan_that_exists_is_changed(demo: DemoDesk, qtbot: QtBot) -> None:
    row = demo.rows("conference", family_id=demo.families["Nguyễn"])[0]
    dialog = open_plan(demo, qtbot, record_id=row.id)
    assert dialog.family.isHidden()
    assert dialog.form.place.text() == "Room 12"
    dialog.form.place.selectAll()
    with qtbot.waitSignal(dialog.keeper.saved):
        QTest.keyClicks(dialog.form.place, "Library")
    dialog.close()
    values = demo.load(row.id)
    assert (values["place"], values["draft"]) == ("Library", False)


def test_it_asks_for_a_family_first(demo: DemoDesk, qtbot: QtBot) -> None:
    dialog = open_plan(demo, qtbot)
    assert not dialog.form.isEnabled()
    dialog.finish()
    assert "Which family" in dialog.family.message.text()
    QTest.keyClicks(dialog.family.field, "Pet")
    QTest.keyClick(dialog.family.field, Qt.Key.Key_Return)
    qtbot.waitUntil(dialog.form.isEnabled)
    assert dialog.form.student.currentText()
    assert nameless(dialog) == []
    assert too_small(dialog) == []
