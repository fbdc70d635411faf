"""A list of any length: the number of rows is known at once, the rows come in pages when shown."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    QTimer,
    Signal,
)

from fsp_desktop.ui.runner import Job, Runner

PAGE_ROWS = 256
KEPT_PAGES = 24
ROW_ROLE = Qt.ItemDataRole.UserRole

Index = QModelIndex | QPersistentModelIndex
CountFn = Callable[[], int]
PageFn = Callable[[int, int], Sequence[Any]]


class PagedModel(QAbstractListModel):
    """Shows rows that a service hands out in pages.

    Args:
        runner: Where `count_fn` and `page_fn` run, on the store thread.
        count_fn: Returns the number of rows.
        page_fn: Called with (offset, limit); returns that many rows as data.
        spoken: Returns the sentence a screen reader says for a row.

    Signals:
        loaded: The number of rows is known; carries it.
        failed: Asking did not work; carries the error.

    `data(index, ROW_ROLE)` is the row, or None while its page is on the way.
    """

    loaded = Signal(int)
    failed = Signal(object)

    def __init__(
        self,
        runner: Runner,
        count_fn: CountFn,
        page_fn: PageFn,
        spoken: Callable[[Any], str] = str,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._runner = runner
        self._count_fn = count_fn
        self._page_fn = page_fn
        self._spoken = spoken
        self._count = 0
        self._pages: OrderedDict[int, Sequence[Any]] = OrderedDict()
        self._asked: dict[int, Job] = {}
        self._wanted: set[int] = set()
        self._round = 0
        self._ask_timer = QTimer(self)
        self._ask_timer.setSingleShot(True)
        self._ask_timer.setInterval(0)
        self._ask_timer.timeout.connect(self._ask_wanted)

    def load(self) -> None:
        """Ask for the number of rows and the first page; rows shown now stay until it comes."""
        self._round += 1
        this_round = self._round
        count_fn, page_fn = self._count_fn, self._page_fn
        job = self._runner.store(lambda: (count_fn(), page_fn(0, PAGE_ROWS)), owner=self)
        job.then(lambda result: self._start_over(this_round, result)).failed(self.failed.emit)

    def set_source(self, count_fn: CountFn, page_fn: PageFn) -> None:
        """Show another list, such as one with a filter."""
        self._count_fn, self._page_fn = count_fn, page_fn
        self.load()

    def row(self, number: int) -> Any:
        """Return a row if its page is here, else None; it is asked for meanwhile."""
        page = number // PAGE_ROWS
        rows = self._pages.get(page)
        if rows is None:
            self._want(page)
            return None
        self._pages.move_to_end(page)
        at = number % PAGE_ROWS
        return rows[at] if at < len(rows) else None

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 (Qt's own default)
        return 0 if parent.isValid() else self._count

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        if role == ROW_ROLE:
            return self.row(index.row())
        if role in {Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole}:
            row = self.row(index.row())
            return "" if row is None else self._spoken(row)
        return None

    def _want(self, page: int) -> None:
        # Painting asks row by row; the pages are asked for once, after the paint.
        if page not in self._asked:
            self._wanted.add(page)
            self._ask_timer.start()

    def _ask_wanted(self) -> None:
        wanted, self._wanted = self._wanted, set()
        # A jump passes over pages nobody will look at: only the newest two wishes are kept.
        for page in sorted(wanted)[-2:]:
            self._ask(page)

    def _ask(self, page: int) -> None:
        page_fn, this_round = self._page_fn, self._round
        job = self._runner.store(lambda: page_fn(page * PAGE_ROWS, PAGE_ROWS), owner=self)
        job.then(lambda rows: self._fill(this_round, page, rows)).failed(self.failed.emit)
        self._asked[page] = job

    def _fill(self, this_round: int, page: int, rows: Sequence[Any]) -> None:
        if this_round != self._round:
            return
        self._asked.pop(page, None)
        self._keep(page, rows)
        first = page * PAGE_ROWS
        last = min(first + len(rows), self._count) - 1
        if last >= first:
            self.dataChanged.emit(self.index(first), self.index(last))

    def _keep(self, page: int, rows: Sequence[Any]) -> None:
        self._pages[page] = rows
        while len(self._pages) > KEPT_PAGES:
            self._pages.popitem(last=False)

    def _start_over(self, this_round: int, result: tuple[int, Sequence[Any]]) -> None:
        if this_round != self._round:
            return
        count, rows = result
        self._asked.clear()
        self._wanted.clear()
        if count == self._count:
            self._pages.clear()
            self._keep(0, rows)
            if count:
                self.dataChanged.emit(self.index(0), self.index(count - 1))
        else:
            self.beginResetModel()
            self._count = count
            self._pages.clear()
            self._keep(0, rows)
            self.endResetModel()
        self.loaded.emit(count)
