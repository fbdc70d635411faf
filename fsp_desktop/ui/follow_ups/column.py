"""One column of the board: its name, what it asks of us, its cards."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date

from PySide6.QtCore import QModelIndex, Qt, QTimer, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QSpacerItem, QVBoxLayout, QWidget

from fsp_desktop.domain.views import FollowUpRow
from fsp_desktop.language.words import _
from fsp_desktop.ui.follow_ups.card_delegate import EDGE, CardDelegate
from fsp_desktop.ui.follow_ups.columns import row_sentence
from fsp_desktop.ui.theme.theme import theme
from fsp_desktop.ui.widgets.cards import IconLabel
from fsp_desktop.ui.widgets.lists import RowList, RowModel
from fsp_desktop.ui.widgets.paged_model import ROW_ROLE
from fsp_desktop.ui.widgets.text import ElidedLabel, Label


class CardList(RowList):
    """Cards under each other.

    Signals:
        moved_aside: Left or Right was pressed; carries -1 or 1 in reading order.
        day_asked: Alt+Right on a card; carries its row.
        edit_asked: F2 on a card; carries its row.
    """

    moved_aside = Signal(int)
    day_asked = Signal(object)
    edit_asked = Signal(object)

    def __init__(self, words: str, today: Callable[[], date], person_id: str) -> None:
        self._cards = CardDelegate(today, person_id)
        super().__init__(words, self._cards, clear=True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)

    def currentChanged(self, current: QModelIndex, previous: QModelIndex) -> None:
        super().currentChanged(current, previous)
        self._measure_again()

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self._measure_again()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self._measure_again()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._measure_again()

    def _measure_again(self) -> None:
        # The card with the keyboard is higher than the others.
        self.scheduleDelayedItemsLayout()
        QTimer.singleShot(0, self, lambda: self.scrollTo(self.currentIndex()))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}.get(Qt.Key(event.key()))
        alt = bool(event.modifiers() & Qt.KeyboardModifier.AltModifier)
        row = self.current_row()
        if step == 1 and alt and row is not None:
            self.day_asked.emit(row)
        elif step is not None and not alt:
            self.moved_aside.emit(-step if theme().is_rtl else step)
        elif event.key() == Qt.Key.Key_F2 and row is not None:
            self.edit_asked.emit(row)
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        at = event.position().toPoint()
        index = self.indexAt(at)
        is_tick = index.isValid() and self._cards.check_rect(self.visualRect(index)).contains(at)
        super().mousePressEvent(event)
        if is_tick and event.button() == Qt.MouseButton.LeftButton:
            self.ticked.emit(index.data(ROW_ROLE))


class Column(QWidget):
    """A column of the board.

    Args:
        words: Its name.
        hint: What it asks of us.
        icon: Icon and colour role of the name.
    """

    def __init__(
        self,
        words: str,
        hint: str,
        icon: tuple[str, str],
        today: Callable[[], date],
        person_id: str,
    ) -> None:
        super().__init__()
        self._words, self._today = words, today
        self.cards = CardList(words, today, person_id)
        self._model = RowModel(lambda row: row_sentence(row, today()), self)
        self.cards.setModel(self._model)
        self._title, self._count = ElidedLabel(words, "bodyStrong"), Label("", "note", "ink2")
        self._nothing = Label(_("Nothing here. Good."), "note", "ink2", wrap=True)
        self._nothing.setContentsMargins(theme().px(EDGE), theme().px(8), 0, 0)
        self.under = QVBoxLayout()
        self._build(hint, icon)

    def _build(self, hint: str, icon: tuple[str, str]) -> None:
        px = theme().px
        head = QHBoxLayout()
        head.setContentsMargins(px(EDGE), 0, px(EDGE), 0)
        head.setSpacing(px(8))
        head.addWidget(IconLabel(icon[0], icon[1], 16))
        head.addWidget(self._title)
        head.addWidget(self._count)
        head.addStretch(1)
        quiet = Label(hint, "caption", "ink2", wrap=True)
        quiet.setContentsMargins(px(EDGE), 0, px(EDGE), 0)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(px(4))
        column.addLayout(head)
        column.addWidget(quiet)
        column.addWidget(self._nothing)
        column.addWidget(self.cards, 1)
        column.addLayout(self.under)
        # Takes the height while no card does, so that the words stay at the top.
        self._rest = QSpacerItem(0, 0, QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Fixed)
        column.addSpacerItem(self._rest)
        self._column = column

    def show_rows(self, rows: Sequence[FollowUpRow]) -> None:
        """Show other cards; the keyboard stays at the same place of the column."""
        here = self.cards.currentIndex().row()
        self._model.set_rows(rows)
        self._count.setText(str(len(rows)))
        self._nothing.setVisible(not rows)
        self.cards.setVisible(bool(rows))
        rest = QSizePolicy.Policy.Fixed if rows else QSizePolicy.Policy.Expanding
        self._rest.changeSize(0, 0, QSizePolicy.Policy.Minimum, rest)
        self._column.invalidate()
        self.cards.setAccessibleName(f"{self._words}, {len(rows)}")
        if rows and (here >= 0 or self.cards.hasFocus()):
            self.cards.select_row(min(max(here, 0), len(rows) - 1))

    @property
    def has_keyboard(self) -> bool:
        """Whether a card of this column has the keyboard."""
        return self.cards.hasFocus()

    @property
    def is_empty(self) -> bool:
        """Whether no card is here."""
        return self._model.rowCount() == 0

    def take_focus(self, near: int = 0) -> None:
        """Give the keyboard to a card, near the row it comes from."""
        self.cards.setFocus(Qt.FocusReason.OtherFocusReason)
        self.cards.select_row(min(max(near, 0), self._model.rowCount() - 1))
