"""A list of any length paints at once, jumps to its end, and holds few rows in memory."""

from __future__ import annotations

import time

from PySide6.QtCore import Qt

from fsp_desktop.domain.errors import RefusedError
from fsp_desktop.ui.widgets.lists import LongList
from fsp_desktop.ui.widgets.paged_model import KEPT_PAGES, PAGE_ROWS, ROW_ROLE, PagedModel
from fsp_desktop.ui.widgets.rows import RowLook, TwoLineDelegate

MANY = 100_000


class Rows:
    def __init__(self, count: int = MANY) -> None:
        self.count = count
        self.asked: list[int] = []

    def how_many(self) -> int:
        return self.count

    def page(self, offset: int, limit: int) -> list[tuple[int, str]]:
        self.asked.append(offset)
        return [(at, f"Family {at}") for at in range(offset, min(offset + limit, self.count))]


def _model(runner, rows: Rows) -> PagedModel:
    return PagedModel(runner, rows.how_many, rows.page, lambda row: row[1])


def _load(qtbot, model: PagedModel) -> None:
    with qtbot.waitSignal(model.loaded):
        model.load()


def test_the_number_of_rows_is_known_at_once_and_only_one_page_is_read(runner, qtbot):
    rows = Rows()
    model = _model(runner, rows)
    _load(qtbot, model)
    assert model.rowCount() == MANY
    assert rows.asked == [0]
    assert model.index(3).data(ROW_ROLE) == (3, "Family 3")
    assert model.index(3).data(Qt.ItemDataRole.AccessibleTextRole) == "Family 3"


def test_a_far_row_comes_when_it_is_looked_at(runner, qtbot):
    rows = Rows()
    model = _model(runner, rows)
    _load(qtbot, model)
    last = model.index(MANY - 1)
    assert last.data(ROW_ROLE) is None
    qtbot.waitUntil(lambda: last.data(ROW_ROLE) == (MANY - 1, f"Family {MANY - 1}"))
    assert rows.asked == [0, (MANY - 1) // PAGE_ROWS * PAGE_ROWS]


def test_passing_over_many_pages_asks_only_for_the_last_ones(runner, qtbot):
    rows = Rows()
    model = _model(runner, rows)
    _load(qtbot, model)
    for page in range(1, 40):
        model.row(page * PAGE_ROWS)
    qtbot.waitUntil(lambda: model.row(39 * PAGE_ROWS) is not None)
    assert len(rows.asked) <= 4


def test_few_pages_are_kept(runner, qtbot):
    rows = Rows()
    model = _model(runner, rows)
    _load(qtbot, model)
    for page in range(1, KEPT_PAGES + 5):
        qtbot.waitUntil(lambda page=page: model.row(page * PAGE_ROWS) is not None)
    assert model.row(PAGE_ROWS) is None


def test_another_source_replaces_the_rows_and_late_pages_of_the_old_one_are_dropped(runner, qtbot):
    model = _model(runner, Rows())
    _load(qtbot, model)
    model.row(5 * PAGE_ROWS)
    few = Rows(2)
    with qtbot.waitSignal(model.loaded):
        model.set_source(few.how_many, few.page)
    assert model.rowCount() == 2
    assert model.row(1) == (1, "Family 1")


def test_a_failure_is_told(runner, qtbot):
    def refuse() -> int:
        raise RefusedError("store.damaged")

    model = PagedModel(runner, refuse, lambda _offset, _limit: [])
    with qtbot.waitSignal(model.failed) as told:
        model.load()
    assert told.args[0].code == "store.damaged"


def test_a_hundred_thousand_rows_paint_and_jump_quickly(runner, qtbot):
    model = _model(runner, Rows())
    view = LongList("Families", TwoLineDelegate(lambda row: RowLook(row[1], meta="Somali")))
    qtbot.addWidget(view)
    view.resize(300, 600)
    view.setModel(model)
    with qtbot.waitExposed(view):
        view.show()
    _load(qtbot, model)
    started = time.perf_counter()
    view.grab()
    painted = time.perf_counter() - started
    started = time.perf_counter()
    view.scrollToBottom()
    view.grab()
    jumped = time.perf_counter() - started
    # Generous here, for a machine that does other things; tests/bench holds the strict numbers.
    assert painted < 0.5
    assert jumped < 0.25


def test_a_long_list_is_worked_like_a_short_one(runner, qtbot):
    model = _model(runner, Rows())
    view = LongList("Families", TwoLineDelegate(lambda row: RowLook(row[1], meta="Somali")))
    qtbot.addWidget(view)
    view.resize(300, 600)
    view.setModel(model)
    with qtbot.waitExposed(view):
        view.show()
    _load(qtbot, model)
    assert view.rowHeight(0) == 50
    view.select_row(0)
    qtbot.keyClick(view, Qt.Key.Key_Down)
    with qtbot.waitSignal(view.opened) as opened:
        qtbot.keyClick(view, Qt.Key.Key_Return)
    assert opened.args == [(1, "Family 1")]
    qtbot.keyClick(view, Qt.Key.Key_End)
    qtbot.waitUntil(lambda: view.current_row() == (MANY - 1, f"Family {MANY - 1}"))
