"""The thread of one family: newest first, read in pages as it is scrolled."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from typing import Any

from PySide6.QtCore import (
    QAbstractListModel,
    QEvent,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    Signal,
)
from PySide6.QtGui import QKeyEvent, QMouseEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QListView

from fsp_desktop.domain.views import ThreadItem
from fsp_desktop.language.formats import month
from fsp_desktop.ui.families.thread_delegate import ThreadDelegate
from fsp_desktop.ui.families.thread_layout import MonthHeading, bubble_rect
from fsp_desktop.ui.families.words import item_sentence
from fsp_desktop.ui.theme.theme import theme
from fsp_desktop.ui.widgets.paged_model import ROW_ROLE, Index

PAGE = 60
Row = ThreadItem | MonthHeading


class ThreadModel(QAbstractListModel):
    """Items with a heading before each month; headings cannot be chosen."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._rows: list[Row] = []
        self.items_here = 0

    def start_over(self, items: Sequence[ThreadItem]) -> None:
        """Show the first page of a thread."""
        self.beginResetModel()
        self._rows = _with_months(items, None)
        self.items_here = len(items)
        self.endResetModel()

    def go_on(self, items: Sequence[ThreadItem]) -> None:
        """Add the next page below what is shown."""
        rows = _with_months(items, self._last_item())
        if rows:
            self.beginInsertRows(QModelIndex(), len(self._rows), len(self._rows) + len(rows) - 1)
            self._rows += rows
            self.items_here += len(items)
            self.endInsertRows()

    def row_of(self, item_id: str) -> int | None:
        """Return the row of an item that is here."""
        for number, row in enumerate(self._rows):
            if isinstance(row, ThreadItem) and row.id == item_id:
                return number
        return None

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 (Qt's own default)
        return 0 if parent.isValid() else len(self._rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        row = self._rows[index.row()]
        if role == ROW_ROLE:
            return row
        if role in {Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole}:
            return row.words if isinstance(row, MonthHeading) else item_sentence(row)
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        if isinstance(self._rows[index.row()], MonthHeading):
            return Qt.ItemFlag.NoItemFlags
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable

    def _last_item(self) -> ThreadItem | None:
        last = self._rows[-1] if self._rows else None
        return last if isinstance(last, ThreadItem) else None


def _with_months(items: Sequence[ThreadItem], before: ThreadItem | None) -> list[Row]:
    rows: list[Row] = []
    last = _month_key(before) if before else None
    for item in items:
        key = _month_key(item)
        day = _day_of(item)
        if key != last and day is not None:
            rows.append(MonthHeading(month(day)))
        last = key
        rows.append(item)
    return rows


def _day_of(item: ThreadItem) -> date | None:
    return item.at.astimezone().date() if item.at else item.due_on


def _month_key(item: ThreadItem) -> tuple[int, int] | None:
    day = _day_of(item)
    return (day.year, day.month) if day else None


_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class ThreadView(QListView):
    """Shows a thread.

    Signals:
        ticked: Space or a click on the box of a follow-up; carries its item.
        item_opened: Enter or a click on an item; carries it.
        near_end: The last rows are in sight and more may be asked for.
    """

    ticked = Signal(object)
    item_opened = Signal(object)
    near_end = Signal()

    def __init__(self, words: str, today: Callable[[], date]) -> None:
        super().__init__()
        self.setProperty("clear", True)
        self.setAccessibleName(words)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self._of: str | None = None
        self.thread_model = ThreadModel(self)
        self._delegate = ThreadDelegate(today, self)
        self.setModel(self.thread_model)
        self.setItemDelegate(self._delegate)
        self._pressed: QModelIndex | QPersistentModelIndex = QModelIndex()
        self.setMouseTracking(True)
        self.verticalScrollBar().valueChanged.connect(self._on_scrolled)
        theme().changed.connect(self._measure_again)

    def show_items(self, items: Sequence[ThreadItem], of: str | None = None) -> None:
        """Show items from the newest on.

        Args:
            items: The newest of the thread.
            of: Whose thread it is; if it was here before, one stays at the same item.
        """
        chosen = self.currentIndex().data(ROW_ROLE) if of == self._of else None
        at = self.verticalScrollBar().value() if of == self._of else 0
        self._of = of
        self._delegate.forget_heights()
        self.thread_model.start_over(items)
        row = self.thread_model.row_of(chosen.id) if isinstance(chosen, ThreadItem) else None
        if row is not None:
            self.setCurrentIndex(self.thread_model.index(row))
        self._scroll_back(at)

    def _scroll_back(self, at: int) -> None:
        if at == 0:
            self.scrollToTop()
            return
        # Rows further down are measured later otherwise, and there would be no such place yet.
        self.executeDelayedItemsLayout()
        self.verticalScrollBar().setValue(at)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.oldSize().width() != event.size().width():
            self.scheduleDelayedItemsLayout()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        item = self.currentIndex().data(ROW_ROLE)
        if (
            event.key() == Qt.Key.Key_Space
            and isinstance(item, ThreadItem)
            and item.kind == "follow-up"
        ):
            self.ticked.emit(item)
            return
        if event.key() in _ENTER and isinstance(item, ThreadItem):
            self.item_opened.emit(item)
            return
        super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        super().mousePressEvent(event)
        self._pressed = QPersistentModelIndex(self._bubble_at(event))

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        super().mouseMoveEvent(event)
        is_on_one = self._bubble_at(event).isValid()
        shape = Qt.CursorShape.PointingHandCursor if is_on_one else Qt.CursorShape.ArrowCursor
        self.viewport().setCursor(shape)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        index = self._bubble_at(event)
        is_click = index.isValid() and index == self._pressed
        if event.button() != Qt.MouseButton.LeftButton or not is_click:
            return
        item = index.data(ROW_ROLE)
        if item.kind == "follow-up" and self._is_on_box(event, index, item):
            self.ticked.emit(item)
        else:
            self.item_opened.emit(item)

    def _bubble_at(self, event: QMouseEvent) -> QModelIndex:
        """Return the item whose bubble is under the pointer; beside it there is only paper."""
        index = self.indexAt(event.position().toPoint())
        item = index.data(ROW_ROLE) if index.isValid() else None
        if not isinstance(item, ThreadItem):
            return QModelIndex()
        bubble = bubble_rect(self.visualRect(index), item)
        return index if bubble.contains(event.position().toPoint()) else QModelIndex()

    def focusInEvent(self, event: Any) -> None:
        super().focusInEvent(event)
        if not self.currentIndex().isValid() and self.thread_model.rowCount() > 1:
            self.setCurrentIndex(self.thread_model.index(1))

    def _is_on_box(self, event: QMouseEvent, index: QModelIndex, item: ThreadItem) -> bool:
        bubble = bubble_rect(self.visualRect(index), item)
        x = event.position().x()
        from_start = bubble.right() - x if theme().is_rtl else x - bubble.left()
        return 0 <= from_start <= theme().px(40)

    def _on_scrolled(self, value: int) -> None:
        if value > self.verticalScrollBar().maximum() - 2 * self.viewport().height():
            self.near_end.emit()

    def _measure_again(self) -> None:
        self._delegate.forget_heights()
        self.scheduleDelayedItemsLayout()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LayoutDirectionChange:
            self._measure_again()
