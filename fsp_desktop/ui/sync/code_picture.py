"""A picture code on the screen: dark squares on white, in both themes, as cameras need it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from fsp_desktop.ui.theme.theme import theme

EDGE = 4
"""Light squares around the code; ISO/IEC 18004 asks for four."""


class CodePicture(QWidget):
    """Paints the squares of a QR code."""

    def __init__(self, words: str, squares: Sequence[Sequence[bool]], side: int = 198) -> None:
        super().__init__()
        self._squares, self._side = squares, side
        self.setAccessibleName(words)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        side = theme().px(self._side)
        return QSize(side, side)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), QColor(Qt.GlobalColor.white))
        count = len(self._squares) + 2 * EDGE
        # Whole pixels only: squares of uneven width are hard to read for a camera.
        square = max(1, min(self.width(), self.height()) // count)
        start = (min(self.width(), self.height()) - square * len(self._squares)) // 2
        ink = QColor(Qt.GlobalColor.black)
        for y, row in enumerate(self._squares):
            for x, is_dark in enumerate(row):
                if is_dark:
                    spot = QRectF(start + x * square, start + y * square, square, square)
                    painter.fillRect(spot, ink)
