"""Two versions: chosen by keys, in part if need be, and nothing chosen or written is lost."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

import pytest
from PySide6.QtCore import Qt

from fsp_desktop.domain.ids import RecordId
from fsp_desktop.services.edit_record import Changes
from fsp_desktop.services.settle_conflict import keep_version, list_conflicts, show_history
from fsp_desktop.ui.versions.rewrite_sheet import RewriteSheet
from fsp_desktop.ui.versions.screen import VersionsScreen
from fsp_desktop.ui.versions.value_words import value_words
from tests.ui.disagreement import disagree
from tests.ui.paper.demo_desk import DemoDesk
from tests.ui.settled import settle

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

MINE = {"hopes": "We want her to keep both.", "discussed": "Who brings Yusuf."}
THEIRS = {"hopes": "She is shy with new people.", "discussed": "Mornings are hard."}


@pytest.fixture
def visit(demo: DemoDesk) -> RecordId:
    rows = demo.rows("visit", family_id=demo.families["Osman"])
    return RecordId(next(row.id for row in rows if row.values["hopes"]))


@pytest.fixture
def versions(demo: DemoDesk, visit: RecordId, qtbot: QtBot) -> VersionsScreen:
    demo.ask(lambda: disagree(demo.workspace, "visit", visit, MINE, THEIRS))
    demo.shell.go("versions", record_id=visit)
    settle(demo.runner, qtbot)
    return cast("VersionsScreen", demo.shell.screen("versions"))


def rows(screen: VersionsScreen) -> dict[str, object]:
    return {part.row.key: part.row for part in screen._parts}


def press(screen: VersionsScreen, field: str, key: str, qtbot: QtBot) -> None:
    row = rows(screen)[field]
    row.setFocus()
    qtbot.keyClick(row, key)


def test_each_part_says_whose_words_they_are(versions: VersionsScreen) -> None:
    row = rows(versions)["hopes"]
    assert "Yours: We want her to keep both." in row.accessibleDescription()
    assert "Daniel Cho: She is shy with new people." in row.accessibleDescription()
    assert "Osman" in versions.about.text()


@pytest.mark.parametrize(
    ("key", "kept"),
    [
        ("1", MINE["hopes"]),
        ("2", THEIRS["hopes"]),
        ("3", f"{MINE['hopes']}\n\n{THEIRS['hopes']}"),
    ],
)
def test_a_digit_chooses_and_ctrl_enter_keeps(
    demo: DemoDesk, versions: VersionsScreen, visit: RecordId, qtbot: QtBot, key: str, kept: str
) -> None:
    press(versions, "hopes", key, qtbot)
    assert versions.count.text() == "1 of 2 chosen"
    enter = Qt.Key.Key_Enter if key == "2" else Qt.Key.Key_Return
    qtbot.keyClick(rows(versions)["hopes"], enter, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: demo.shell.toasts.message() != "")
    settle(demo.runner, qtbot)
    assert demo.load(visit)["hopes"] == kept
    assert list(rows(versions)) == ["discussed"]
    history = demo.ask(lambda: show_history(demo.workspace, visit))
    written = [one.value for one in history if one.field == "hopes"]
    assert MINE["hopes"] in written
    assert THEIRS["hopes"] in written


def test_all_parts_are_kept_and_taken_back_together(
    demo: DemoDesk, versions: VersionsScreen, visit: RecordId, qtbot: QtBot
) -> None:
    press(versions, "hopes", "1", qtbot)
    press(versions, "discussed", "2", qtbot)
    versions.keep.click()
    settle(demo.runner, qtbot)
    assert versions.nothing.isVisible()
    assert demo.load(visit)["hopes"] == MINE["hopes"]
    assert demo.load(visit)["discussed"] == THEIRS["discussed"]
    demo.shell.undo()
    settle(demo.runner, qtbot)
    assert set(rows(versions)) == {"hopes", "discussed"}


def test_what_was_chosen_and_written_outlives_news(
    demo: DemoDesk, versions: VersionsScreen, visit: RecordId, qtbot: QtBot
) -> None:
    press(versions, "discussed", "2", qtbot)
    rows(versions)["hopes"].rewrite_asked.emit()
    sheet = demo.window.findChild(RewriteSheet)
    assert sheet is not None
    sheet.field.setPlainText("Both languages, at her own pace.")
    sheet.done_button.click()
    demo.shell.announce(Changes())
    settle(demo.runner, qtbot)
    assert versions.count.text() == "2 of 2 chosen"
    versions.keep.click()
    settle(demo.runner, qtbot)
    assert demo.load(visit)["hopes"] == "Both languages, at her own pace."


def test_what_a_colleague_settled_meanwhile_is_not_settled_again(
    demo: DemoDesk, versions: VersionsScreen, visit: RecordId, qtbot: QtBot
) -> None:
    press(versions, "hopes", "1", qtbot)
    demo.ask(lambda: keep_version(demo.workspace, visit, "hopes", 1))
    versions.keep.click()
    settle(demo.runner, qtbot)
    assert "no two versions here any more" in demo.shell.toasts.message()
    assert list(rows(versions)) == ["discussed"]
    assert demo.load(visit)["hopes"] == THEIRS["hopes"]


def test_a_third_version_comes_after_the_first_choice(
    demo: DemoDesk, visit: RecordId, qtbot: QtBot
) -> None:
    def three() -> None:
        seen = dict(demo.workspace.store.need(visit).seen)
        disagree(demo.workspace, "visit", visit, {"hopes": "One"}, {"hopes": "Two"})
        late = demo.workspace.store.need(visit)
        assert seen["hopes"] != late.seen["hopes"]
        _arrive(demo, visit, seen["hopes"])

    demo.ask(three)
    demo.shell.go("versions", record_id=visit)
    settle(demo.runner, qtbot)
    screen = cast("VersionsScreen", demo.shell.screen("versions"))
    assert "third version" in screen.about.text()
    press(screen, "hopes", "1", qtbot)
    screen.keep.click()
    settle(demo.runner, qtbot)
    (left,) = demo.ask(lambda: list_conflicts(demo.workspace, visit))
    assert {one.value for one in left.versions} >= {"One"}
    assert list(rows(screen)) == ["hopes"]
    assert "third version" not in screen.about.text()


def test_without_a_choice_nothing_is_written(
    demo: DemoDesk, versions: VersionsScreen, visit: RecordId, qtbot: QtBot
) -> None:
    before = demo.ask(demo.workspace.store.digest)
    versions.keep.click()
    settle(demo.runner, qtbot)
    assert "Press 1 or 2" in demo.shell.toasts.message()
    assert demo.ask(demo.workspace.store.digest) == before


def test_codes_and_people_are_said_in_words(demo: DemoDesk, visit: RecordId, qtbot: QtBot) -> None:
    said_by = demo.load(visit)["said_by"]
    everybody = demo.rows("adult", family_id=demo.families["Osman"])
    adults = [one for one in everybody if one.id != said_by]
    mine = {"place_type": "porch_or_yard", "language_used": "ar", "said_by": adults[0].id}
    theirs = {"place_type": "library", "language_used": "en", "said_by": adults[1].id}
    demo.ask(lambda: disagree(demo.workspace, "visit", visit, mine, theirs))
    demo.shell.go("versions", record_id=visit)
    settle(demo.runner, qtbot)
    screen = cast("VersionsScreen", demo.shell.screen("versions"))
    for field in ("language_used", "said_by"):
        press(screen, field, "3", qtbot)
        assert rows(screen)[field].choice() == "", "two names are no text to be joined"
    assert "Arabic" in rows(screen)["language_used"].accessibleDescription()
    assert adults[0].id not in rows(screen)["said_by"].accessibleDescription()
    assert "Library" in rows(screen)["place_type"].accessibleDescription()


@pytest.mark.parametrize(
    ("kind", "field", "value", "words"),
    [
        ("visit", "status", "confirmed", "Confirmed"),
        ("family", "home_languages", ["so", "en"], "Somali, English"),
        ("adult", "speaks_language", "ask", "Not asked yet"),
        ("visit", "left_note", True, "Yes"),
        ("visit", "hopes", "", "Empty"),
        ("visit", "_deleted", True, "Removed"),
        ("follow-up", "due_on", "2026-10-13", "October 13, 2026"),
    ],
)
def test_values_are_said_as_people_say_them(
    kind: str, field: str, value: object, words: str
) -> None:
    assert value_words(kind, field, value) == words


def _arrive(demo: DemoDesk, visit: RecordId, seen: tuple[str, ...]) -> None:
    from fsp_desktop.domain.changes import FieldWrite, Op, RecordWrite, next_hlc, pack_op
    from fsp_desktop.domain.clock import epoch_ms

    inc = "cd" * 16
    at = next_hlc(0, epoch_ms(demo.workspace.clock.now()))
    write = RecordWrite("visit", visit, {"hopes": FieldWrite("Three", seen)})
    op = Op(f"{inc}:1", at, "", "edit", (write,))
    demo.workspace.ledger.apply_bundle(inc, 1, "1" * 64, b"third", [pack_op(op)])
