"""A page that scrolls as a whole only where the window is too low for its least height."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QScrollArea, QWidget


class TallInside(QWidget):
    """Asks for the least height its parts need; what is more goes to the parts that grow."""

    def heightForWidth(self, width: int) -> int:
        layout = self.layout()
        return layout.minimumHeightForWidth(width) if layout is not None else -1


class TallPage(QScrollArea):
    """Shows `inside` at the page's own height, or scrolls where that is less than it needs."""

    def __init__(self, inside: TallInside) -> None:
        super().__init__()
        inside.setObjectName("plain")
        self.setWidgetResizable(True)
        self.setFrameShape(QScrollArea.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setWidget(inside)
