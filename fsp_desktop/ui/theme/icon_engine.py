"""Icons for Qt's own widgets: they keep a name and a colour role, never pixels.

After a change of theme, text size or direction the same `QIcon` paints itself anew.
"""

from __future__ import annotations

from PySide6.QtCore import QRect, QSize
from PySide6.QtGui import QIcon, QIconEngine, QPainter, QPixmap

from fsp_desktop.ui.theme.icons import icon_pixmap, paint_icon


class ThemeIconEngine(QIconEngine):
    """Paints one named icon in the colour its role has in the theme of the moment."""

    def __init__(self, name: str, role: str) -> None:
        super().__init__()
        self._name = name
        self._role = role

    def _color(self, mode: QIcon.Mode) -> str:
        from fsp_desktop.ui.theme.theme import theme

        role = "disabled" if mode == QIcon.Mode.Disabled else self._role
        return str(getattr(theme().scheme, role))

    def paint(self, painter: QPainter, rect: QRect, mode: QIcon.Mode, state: QIcon.State) -> None:
        paint_icon(painter, self._name, self._color(mode), rect)

    def pixmap(self, size: QSize, mode: QIcon.Mode, state: QIcon.State) -> QPixmap:
        return icon_pixmap(self._name, self._color(mode), min(size.width(), size.height()))

    def scaledPixmap(
        self, size: QSize, mode: QIcon.Mode, state: QIcon.State, scale: float
    ) -> QPixmap:
        side = round(min(size.width(), size.height()) / scale)
        return icon_pixmap(self._name, self._color(mode), side, scale)

    def clone(self) -> QIconEngine:
        return ThemeIconEngine(self._name, self._role)


def icon(name: str, role: str = "ink2") -> QIcon:
    """Return an icon that follows the theme; `role` is a colour name of `Scheme`."""
    return QIcon(ThemeIconEngine(name, role))
