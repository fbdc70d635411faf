"""A list whose rows are read aloud, opened by Enter and never edited in place."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    Qt,
    Signal,
)
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QListView, QStyledItemDelegate, QStyleOptionViewItem, QTableView

from fsp_desktop.ui.theme.theme import theme
from fsp_desktop.ui.widgets.paged_model import ROW_ROLE

Index = QModelIndex | QPersistentModelIndex


class RowModel(QAbstractListModel):
    """A short list of rows that is all in memory; for long ones there is `PagedModel`."""

    def __init__(self, spoken: Callable[[Any], str] = str, parent: Any = None) -> None:
        super().__init__(parent)
        self._spoken = spoken
        self._rows: list[Any] = []

    def set_rows(self, rows: Sequence[Any]) -> None:
        """Show other rows."""
        self.beginResetModel()
        self._rows = list(rows)
        self.endResetModel()

    def rows(self) -> list[Any]:
        return list(self._rows)

    def row(self, number: int) -> Any:
        return self._rows[number]

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 (Qt's own default)
        return 0 if parent.isValid() else len(self._rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid() or index.row() >= len(self._rows):
            return None
        row = self._rows[index.row()]
        if role == ROW_ROLE:
            return row
        if role in {Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole}:
            return self._spoken(row)
        return None


class _Rows:
    """What both kinds of lists do with the keyboard and the menu key."""

    def current_row(self: Any) -> Any:
        """Return the row under the cursor, or None."""
        return self.currentIndex().data(ROW_ROLE) if self.currentIndex().isValid() else None

    def select_row(self: Any, number: int) -> None:
        """Put the cursor on a row."""
        model = self.model()
        if model is not None and 0 <= number < model.rowCount():
            self.setCurrentIndex(model.index(number, 0))

    def _dress(self: Any, words: str, delegate: QStyledItemDelegate, clear: bool) -> None:
        delegate.setParent(self)
        self.setItemDelegate(delegate)
        self.setAccessibleName(words)
        self.setProperty("clear", clear)
        self.setMouseTracking(True)
        self.setFrameShape(QListView.Shape.NoFrame)
        self.setEditTriggers(QListView.EditTrigger.NoEditTriggers)
        self.setSelectionMode(QListView.SelectionMode.SingleSelection)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.setTabKeyNavigation(False)
        self.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.doubleClicked.connect(self._on_open)
        self.customContextMenuRequested.connect(self._on_menu)

    def _take_key(self: Any, event: QKeyEvent) -> bool:
        index = self.currentIndex()
        plain = event.modifiers() in {
            Qt.KeyboardModifier.NoModifier,
            Qt.KeyboardModifier.KeypadModifier,
        }
        if not (index.isValid() and plain):
            return False
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self._on_open(index)
            return True
        if event.key() == Qt.Key.Key_Space:
            self.ticked.emit(index.data(ROW_ROLE))
            return True
        return False

    def _on_open(self: Any, index: QModelIndex) -> None:
        self.opened.emit(index.data(ROW_ROLE))

    def _on_menu(self: Any, at: QPoint) -> None:
        index = self.indexAt(at)
        index = index if index.isValid() else self.currentIndex()
        if index.isValid():
            spot = self.visualRect(index).center() if at.isNull() else at
            self.menu_asked.emit(index.data(ROW_ROLE), self.viewport().mapToGlobal(spot))


class RowList(_Rows, QListView):
    """Shows rows with a delegate, each as high as the delegate says; for some hundred rows.

    Signals:
        opened: Enter or a double click on a row; carries the row.
        ticked: Space on a row; carries the row.
        current_row_changed: Another row has the cursor; carries the row, or None.
        menu_asked: The menu key, Shift+F10 or a right click; carries the row and a global point.
    """

    opened = Signal(object)
    ticked = Signal(object)
    current_row_changed = Signal(object)
    menu_asked = Signal(object, QPoint)

    def __init__(self, words: str, delegate: QStyledItemDelegate, *, clear: bool = False) -> None:
        super().__init__()
        self._dress(words, delegate, clear)

    def currentChanged(self, current: QModelIndex, previous: QModelIndex) -> None:
        super().currentChanged(current, previous)
        self.current_row_changed.emit(current.data(ROW_ROLE) if current.isValid() else None)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not self._take_key(event):
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if not self.currentIndex().isValid():
            self.select_row(0)


class LongList(_Rows, QTableView):
    """Shows any number of rows of one height: nothing is measured row by row.

    Qt's list view asks the model about every row before the first paint, which takes a third of a
    second for 100,000 rows; a table of one column asks only for what is seen.

    Signals:
        opened: Enter or a double click on a row; carries the row.
        ticked: Space on a row; carries the row.
        current_row_changed: Another row has the cursor; carries the row, or None.
        menu_asked: The menu key, Shift+F10 or a right click; carries the row and a global point.
    """

    opened = Signal(object)
    ticked = Signal(object)
    current_row_changed = Signal(object)
    menu_asked = Signal(object, QPoint)

    def __init__(self, words: str, delegate: QStyledItemDelegate, *, clear: bool = False) -> None:
        super().__init__()
        self._dress(words, delegate, clear)
        self.setShowGrid(False)
        self.horizontalHeader().hide()
        self.horizontalHeader().setStretchLastSection(True)
        self.verticalHeader().hide()
        self.verticalHeader().setMinimumSectionSize(1)
        self._fit()
        theme().changed.connect(self._fit)

    def _fit(self) -> None:
        # The rows are all as high as the delegate says of a row that does not exist.
        high = self.itemDelegate().sizeHint(QStyleOptionViewItem(), QModelIndex()).height()
        self.verticalHeader().setDefaultSectionSize(high)

    def currentChanged(self, current: QModelIndex, previous: QModelIndex) -> None:
        super().currentChanged(current, previous)
        self.current_row_changed.emit(current.data(ROW_ROLE) if current.isValid() else None)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if self._take_key(event):
            return
        ends = {Qt.Key.Key_Home: 0, Qt.Key.Key_End: self.model().rowCount() - 1}
        row = ends.get(Qt.Key(event.key()))
        if row is None or event.modifiers() != Qt.KeyboardModifier.NoModifier:
            super().keyPressEvent(event)
        else:
            self.select_row(row)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if not self.currentIndex().isValid():
            self.select_row(0)
