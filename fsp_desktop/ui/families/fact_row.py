"""Facts side by side, or one below the other where words are large or the window is small."""

from __future__ import annotations

from PySide6.QtCore import QRect, QSize
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QStyle, QWidget

from fsp_desktop.ui.theme.theme import theme

ROOM_EACH = 150
"""Width in pixels, before the person's text size, below which a fact cannot be read."""
BESIDE_GAP, BELOW_GAP = 16, 6


class FactRow(QWidget):
    """Gives each of its parts the same width, and the height it asks for."""

    def __init__(self, *parts: QWidget) -> None:
        super().__init__()
        self._parts = parts
        for part in parts:
            part.setParent(self)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def heightForWidth(self, width: int) -> int:
        highs = [part.sizeHint().height() for part in self._parts]
        if self._is_beside(width):
            return max(highs)
        return sum(highs) + theme().px(BELOW_GAP) * (len(highs) - 1)

    def sizeHint(self) -> QSize:
        return QSize(theme().px(3 * ROOM_EACH), self.heightForWidth(self.width()))

    def minimumSizeHint(self) -> QSize:
        return QSize(theme().px(ROOM_EACH), self.heightForWidth(self.width()))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place()

    def _is_beside(self, width: int) -> bool:
        count = len(self._parts)
        return width >= theme().px(count * ROOM_EACH + (count - 1) * BESIDE_GAP)

    def _place(self) -> None:
        px, count, is_beside = theme().px, len(self._parts), self._is_beside(self.width())
        gap = px(BESIDE_GAP)
        wide = (self.width() - gap * (count - 1)) // count if is_beside else self.width()
        x = y = 0
        for part in self._parts:
            spot = QRect(x, y, wide, part.sizeHint().height())
            part.setGeometry(QStyle.visualRect(self.layoutDirection(), self.rect(), spot))
            if is_beside:
                x += wide + gap
            else:
                y += spot.height() + px(BELOW_GAP)
