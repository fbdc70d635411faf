"""Check boxes and radio marks whose whole row is the target."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QButtonGroup, QSizePolicy, QVBoxLayout, QWidget

from fsp_desktop.ui.theme.marks import CHECK_SIDE, paint_check, paint_radio
from fsp_desktop.ui.theme.theme import theme
from fsp_desktop.ui.widgets.focus_share import share_focus
from fsp_desktop.ui.widgets.painting import Strip, paint_text, text_width


class _MarkRow(QAbstractButton):
    def __init__(self, words: str, key: str = "", note: str = "") -> None:
        super().__init__()
        self.key = key
        self._note = note
        self.setText(words)
        self.setAccessibleName(words)
        self.setAccessibleDescription(note)
        self.setCheckable(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def setText(self, text: str) -> None:
        super().setText(text)
        self.setAccessibleName(text)
        self.updateGeometry()

    def sizeHint(self) -> QSize:
        px = theme().px
        font = theme().font("note")
        width = text_width(self.text(), font) + px(CHECK_SIDE + 8 + 6)
        if self._note:
            width += text_width(self._note, theme().font("caption")) + px(8)
        return QSize(width, px(30))

    def minimumSizeHint(self) -> QSize:
        return QSize(theme().px(60), theme().px(30))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        px = theme().px
        strip = Strip(self.rect().adjusted(px(2), 0, -px(2), 0))
        self._paint_mark(painter, strip.start(px(CHECK_SIDE), px(8)))
        color = "ink" if self.isEnabled() else "disabled"
        if self._note:
            font = theme().font("caption")
            end = strip.end(text_width(self._note, font), px(8))
            paint_text(painter, end, self._note, font, "ink2", at_end=True)
        paint_text(painter, strip.rest(), self.text(), theme().font("note"), color)

    def _paint_mark(self, painter: QPainter, rect: QRect) -> None:
        raise NotImplementedError


class CheckRow(_MarkRow):
    """A check box with its words; `note` stands in light letters at the end."""

    def _paint_mark(self, painter: QPainter, rect: QRect) -> None:
        paint_check(painter, rect, self.isChecked(), self.isEnabled())


class RadioRow(_MarkRow):
    """One of several choices of which exactly one is taken."""

    def _paint_mark(self, painter: QPainter, rect: QRect) -> None:
        paint_radio(painter, rect, self.isChecked())


class RadioList(QWidget):
    """Choices below each other, exactly one taken.

    Signals:
        chosen_changed: The person took another one; carries its key.
    """

    chosen_changed = Signal(str)

    def __init__(self, words: str, choices: Sequence[tuple[str, str]], chosen: str = "") -> None:
        super().__init__()
        self.setAccessibleName(words)
        self._group = QButtonGroup(self)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme().px(2))
        self.rows = [RadioRow(text, key) for key, text in choices]
        for row in self.rows:
            self._group.addButton(row)
            column.addWidget(row)
        self.set_chosen(chosen or (choices[0][0] if choices else ""))
        self._group.buttonClicked.connect(self._on_clicked)

    def chosen(self) -> str:
        row = self._group.checkedButton()
        return row.key if isinstance(row, RadioRow) else ""

    def set_chosen(self, key: str) -> None:
        for row in self.rows:
            if row.key == key:
                row.setChecked(True)
        share_focus(self.rows)

    def _on_clicked(self, row: QAbstractButton) -> None:
        share_focus(self.rows)
        if isinstance(row, RadioRow):
            self.chosen_changed.emit(row.key)
