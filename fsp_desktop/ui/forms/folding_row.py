"""Two halves side by side, or one below the other where a longer language needs the room."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QWidget

from fsp_desktop.ui.theme.theme import theme

_BESIDE, _BELOW = QBoxLayout.Direction.LeftToRight, QBoxLayout.Direction.TopToBottom


class FoldingRow(QWidget):
    """Lays out a start and an end half.

    Args:
        start: Takes what the end half leaves.
        end: Keeps its own width.
        spread: The end half stands at the end side; else right after the start half.

    Signals:
        folded: The halves changed places, so the height is another one.
    """

    folded = Signal()

    def __init__(self, start: QWidget, end: QWidget, *, gap: int = 8, spread: bool = True) -> None:
        super().__init__()
        self._halves = (start, end)
        self._row = QBoxLayout(_BESIDE, self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(theme().px(gap))
        self._row.addWidget(start, 1 if spread else 0, Qt.AlignmentFlag(0))
        self._row.addWidget(end, 0 if spread else 1, Qt.AlignmentFlag(0))

    def fold(self) -> None:
        """Look at the room again, after the halves have changed."""
        shown = [half.sizeHint().width() for half in self._halves if not half.isHidden()]
        wanted = sum(shown) + self._row.spacing()
        direction = _BESIDE if wanted <= self.width() else _BELOW
        if direction != self._row.direction():
            self._row.setDirection(direction)
            self.folded.emit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.fold()


def foot_row(start: QWidget, *buttons: QWidget) -> FoldingRow:
    """Return the foot of a form: something at its start, the buttons at its end."""
    acts = QWidget()
    row = QHBoxLayout(acts)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(theme().px(8))
    row.addStretch(1)
    for button in buttons:
        row.addWidget(button)
    return FoldingRow(start, acts)
