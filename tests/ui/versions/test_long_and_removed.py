"""Long texts are compared beside the window; what was removed is said so; equal parts are folded."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fsp_desktop.domain.changes import DELETED
from fsp_desktop.domain.ids import RecordId
from fsp_desktop.ui.versions.needs_look import NeedsLookScreen
from fsp_desktop.ui.versions.screen import VersionsScreen
from fsp_desktop.ui.widgets.choice_row import MOST_AT_ONCE, differing
from tests.ui.disagreement import disagree
from tests.ui.paper.demo_desk import DemoDesk
from tests.ui.settled import settle

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot


@pytest.fixture
def visit(demo: DemoDesk) -> RecordId:
    rows = demo.rows("visit", family_id=demo.families["Osman"])
    return RecordId(next(row.id for row in rows if row.values["hopes"]))


def opened(demo: DemoDesk, visit: RecordId, qtbot: QtBot) -> VersionsScreen:
    demo.shell.go("versions", record_id=visit)
    settle(demo.runner, qtbot)
    return cast("VersionsScreen", demo.shell.screen("versions"))


class TestMarks:
    @settings(deadline=None)
    @given(st.text(max_size=200), st.text(max_size=200))
    def test_the_pieces_are_the_words(self, words: str, other: str) -> None:
        pieces = differing(words, other)
        assert " ".join(piece for _own, piece in pieces).split() == words.split()
        if words.split() == other.split():
            assert not any(is_own for is_own, _piece in pieces)

    def test_long_texts_are_compared_by_paragraph_first(self) -> None:
        same = "\n".join(f"Paragraph {number} is the same in both." for number in range(600))
        pieces = differing(f"{same}\nOnly here and now.", f"{same}\nOnly there and then.")
        assert len(same) > MOST_AT_ONCE
        own = [piece for is_own, piece in pieces if is_own]
        assert own == ["here", "now."]

    @pytest.mark.parametrize("count", [199, 500, 4000])
    def test_one_word_over_and_over_takes_no_minutes(self, count: int) -> None:
        # Without a rule for it this would outlast the limit of any test.
        pieces = differing("a " * count, "b a " * (count // 2))
        assert " ".join(piece for _own, piece in pieces).split() == ["a"] * count

    def test_a_long_text_is_shown_at_once_and_marked_after(
        self, demo: DemoDesk, visit: RecordId, qtbot: QtBot
    ) -> None:
        text = "\n".join(f"Line {number} of a long note." for number in range(900))
        mine, theirs = {"hopes": f"{text}\nMine."}, {"hopes": f"{text}\nTheirs."}
        demo.ask(lambda: disagree(demo.workspace, "visit", visit, mine, theirs))
        screen = opened(demo, visit, qtbot)
        row = screen._parts[0].row
        assert row.needs_marks
        assert "underline" in row._sides["mine"].words.text()
        assert "Mine." in row._sides["mine"].words.text()


class TestRemovedBesideChanged:
    @pytest.fixture
    def screen(self, demo: DemoDesk, visit: RecordId, qtbot: QtBot) -> VersionsScreen:
        demo.ask(
            lambda: disagree(demo.workspace, "visit", visit, {"hopes": "More"}, {DELETED: True})
        )
        return opened(demo, visit, qtbot)

    def test_the_heading_asks_what_to_keep(self, screen: VersionsScreen) -> None:
        assert screen.heading.text() == (
            "Daniel Cho removed this home visit, you changed it. Keep yours?"
        )

    def test_it_cannot_be_written_anew(self, screen: VersionsScreen) -> None:
        assert screen._parts[0].row._kept.words.text() == "Press 1 or 2."

    def test_keeping_it_keeps_it(
        self, demo: DemoDesk, visit: RecordId, screen: VersionsScreen, qtbot: QtBot
    ) -> None:
        screen._parts[0].row._take("mine")
        screen.keep.click()
        settle(demo.runner, qtbot)
        stored = demo.ask(lambda: demo.workspace.store.need(visit))
        assert not stored.deleted
        assert stored.values["hopes"] == "More"

    def test_the_list_says_what_happened(
        self, demo: DemoDesk, screen: VersionsScreen, qtbot: QtBot
    ) -> None:
        demo.shell.go("needs-look")
        settle(demo.runner, qtbot)
        look = cast("NeedsLookScreen", demo.shell.screen("needs-look"))
        (act,) = look._acts
        assert "Osman" in act.accessibleName()
        assert act.hasFocus() or not demo.window.isActiveWindow()
        act.click()
        settle(demo.runner, qtbot)
        assert demo.shell.trail()[-1][0] == "versions"


def test_equal_parts_are_counted_named_and_shown_when_asked(
    demo: DemoDesk, visit: RecordId, qtbot: QtBot
) -> None:
    demo.ask(lambda: disagree(demo.workspace, "visit", visit, {"hopes": "One"}, {"hopes": "Two"}))
    same = opened(demo, visit, qtbot).same
    assert same.isVisible()
    assert "parts are the same" in same.count.text()
    assert not same._inside.isVisible()
    same.show_button.click()
    assert same._inside.isVisible()
    assert same.show_button.text() == "Hide"


def test_an_empty_list_says_so(demo: DemoDesk, qtbot: QtBot) -> None:
    demo.shell.go("needs-look")
    settle(demo.runner, qtbot)
    look = cast("NeedsLookScreen", demo.shell.screen("needs-look"))
    assert look.nothing.isVisible()
    look.nothing.button.click()
    assert demo.shell.trail()[-1][0] == "sync"
