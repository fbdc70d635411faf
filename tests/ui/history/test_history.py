"""History: every line readable, each earlier value brought back by one key."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt

from fsp_desktop.domain.ids import RecordId
from fsp_desktop.services.edit_record import open_form, save_form
from fsp_desktop.ui.history.sheet import HistorySheet
from fsp_desktop.ui.places import open_place
from tests.ui.paper.demo_desk import DemoDesk
from tests.ui.settled import settle

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot


@pytest.fixture
def sheet(demo: DemoDesk, qtbot: QtBot) -> HistorySheet:
    family = demo.families["Osman"]
    for words in ("Call after four.", "Write, do not call."):
        demo.runner.store(lambda words=words: _write(demo, family, words))
    open_place(demo.shell, "history", record_id=family, kind="family", family_id=family)
    found = demo.window.findChild(HistorySheet)
    assert found is not None
    settle(demo.runner, qtbot)
    return found


def _write(demo: DemoDesk, family: RecordId, words: str) -> None:
    save_form(demo.workspace, open_form(demo.workspace, family), {"reach_preferences": words})


def lines(sheet: HistorySheet) -> list[tuple[str, str]]:
    looks = [sheet._look(line) for line in sheet.model.rows()]
    return [(look.title, look.beside) for look in looks]


def test_the_newest_line_is_first_and_says_who(sheet: HistorySheet) -> None:
    assert [words for _field, words in lines(sheet)][:2] == [
        "Write, do not call.",
        "Call after four.",
    ]
    assert "Rosa Delgado" in sheet._spoken(sheet.model.row(0))
    assert not sheet.bring_back.isVisible(), "what stands now need not be brought back"


def test_an_earlier_value_comes_back_as_a_new_line(
    demo: DemoDesk, sheet: HistorySheet, qtbot: QtBot
) -> None:
    qtbot.keyClick(sheet.list, Qt.Key.Key_Down)
    assert sheet.bring_back.isVisible()
    qtbot.keyClick(sheet.bring_back, Qt.Key.Key_Return)
    settle(demo.runner, qtbot)
    family = demo.families["Osman"]
    assert demo.load(family)["reach_preferences"] == "Call after four."
    assert lines(sheet)[0][1] == "Call after four."
    assert len(lines(sheet)) > 3
    demo.shell.undo()
    settle(demo.runner, qtbot)
    assert demo.load(family)["reach_preferences"] == "Write, do not call."


def test_no_line_offers_to_take_the_record_away(demo: DemoDesk, qtbot: QtBot) -> None:
    family = demo.families["Htoo"]

    def away_and_back() -> None:
        from fsp_desktop.services.settle_conflict import delete_record, undo_last_save

        delete_record(demo.workspace, family)
        undo_last_save(demo.workspace)

    demo.ask(away_and_back)
    open_place(demo.shell, "history", record_id=family, kind="family")
    found = demo.window.findChild(HistorySheet)
    settle(demo.runner, qtbot)
    removed = [at for at, line in enumerate(lines(found)) if line[1] == "Removed"]
    assert removed
    for at in removed:
        found.list.select_row(at)
        assert not found.bring_back.isVisible()
    found.reject()


def test_ids_and_codes_are_said_in_words(sheet: HistorySheet) -> None:
    words = "\n".join(f"{title} {beside}" for title, beside in lines(sheet))
    assert "Rosa Delgado" in words, "the family's liaison stands there by name"
    assert "Somali" in words
