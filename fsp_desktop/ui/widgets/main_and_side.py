"""A main column with a side column, which goes below it where text is large or the window small."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QWidget

from fsp_desktop.ui.theme.theme import theme

_BESIDE, _BELOW = QBoxLayout.Direction.LeftToRight, QBoxLayout.Direction.TopToBottom
_ANY_WIDTH = 16_777_215


class MainAndSide(QWidget):
    """Puts one column beside the other as long as both have the width they need.

    Args:
        main: The column that grows.
        side: The column at the end side.
        side_wide: Its width in pixels before the person's text size; 0 gives both the same width.
        gap: Between them, before the person's text size.
    """

    def __init__(self, main: QWidget, side: QWidget, side_wide: int = 0, *, gap: int = 20) -> None:
        super().__init__()
        self.setObjectName("plain")
        self._main, self._side, self._side_wide = main, side, side_wide
        self._box = QBoxLayout(_BESIDE, self)
        self._box.setSpacing(theme().px(gap))
        self._box.addWidget(main, 1)
        top = Qt.AlignmentFlag(0) if not side_wide else Qt.AlignmentFlag.AlignTop
        self._box.addWidget(side, 0 if side_wide else 1, top)
        self._give_width(is_beside=True)

    def set_margins(self, start: int, top: int, end: int, bottom: int) -> None:
        """Keep free edges, in pixels before the person's text size."""
        px = theme().px
        self._box.setContentsMargins(px(start), px(top), px(end), px(bottom))

    @property
    def is_beside(self) -> bool:
        """Whether the columns stand side by side."""
        return self._box.direction() == _BESIDE

    def minimumSizeHint(self) -> QSize:
        both = (self._main, self._side)
        narrowest = max(part.minimumSizeHint().width() for part in both if not part.isHidden())
        return QSize(narrowest + self._edges(), super().minimumSizeHint().height())

    def event(self, event: QEvent) -> bool:
        done = super().event(event)
        if event.type() == QEvent.Type.LayoutRequest:
            self._fold()
        return done

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fold()

    def _edges(self) -> int:
        margins = self._box.contentsMargins()
        return margins.left() + margins.right()

    def _fold(self) -> None:
        main, side = self._main.minimumSizeHint().width(), self._side.minimumSizeHint().width()
        wanted = main + theme().px(self._side_wide) if self._side_wide else 2 * max(main, side)
        has_room = wanted + self._box.spacing() + self._edges() <= self.width()
        if has_room != self.is_beside:
            self._give_width(is_beside=has_room)

    def _give_width(self, *, is_beside: bool) -> None:
        self._box.setDirection(_BESIDE if is_beside else _BELOW)
        if not self._side_wide:
            return
        wide = theme().px(self._side_wide)
        self._side.setMinimumWidth(wide if is_beside else 0)
        self._side.setMaximumWidth(wide if is_beside else _ANY_WIDTH)
        align = Qt.AlignmentFlag.AlignTop if is_beside else Qt.AlignmentFlag(0)
        self._box.setAlignment(self._side, align)
