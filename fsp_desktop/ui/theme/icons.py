"""Icons from `resources/icons`, drawn in the theme's colours at the moment they are painted.

An icon keeps a name and a colour role, never pixels: after a change of theme, text size or direction
the same `QIcon` paints itself anew. Icons that point along the reading direction are mirrored.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from PySide6.QtCore import QByteArray, QPoint, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QGuiApplication, QIcon, QIconEngine, QImage, QPainter, QPixmap

from fsp_desktop.language.resources import resource_path
from fsp_desktop.ui.theme.tokens import tokens

if TYPE_CHECKING:
    from PySide6.QtSvg import QSvgRenderer

_STROKE = 'stroke-width="1.75"'


@lru_cache(maxsize=256)
def _drawing(name: str) -> str:
    text = resource_path("icons", f"{name}.svg").read_text(encoding="utf-8")
    return text.replace('stroke-width="2"', _STROKE)


@lru_cache(maxsize=256)
def _renderer(name: str, color: str) -> QSvgRenderer:
    # Qt's SVG module is loaded with the first icon, not with the program.
    from PySide6.QtSvg import QSvgRenderer

    return QSvgRenderer(QByteArray(_drawing(name).replace("currentColor", color).encode()))


@lru_cache(maxsize=512)
def _picture(name: str, color: str, size: int, ratio: float, mirrored: bool) -> QPixmap:
    side = max(1, round(size * ratio))
    image = QImage(side, side, QImage.Format.Format_ARGB32_Premultiplied)
    image.fill(Qt.GlobalColor.transparent)
    painter = QPainter(image)
    _renderer(name, color).render(painter, QRectF(0, 0, side, side))
    painter.end()
    if mirrored:
        image = image.flipped(Qt.Orientation.Horizontal)
    image.setDevicePixelRatio(ratio)
    return QPixmap.fromImage(image)


def icon_pixmap(
    name: str, color: str, size: int, ratio: float = 1.0, rtl: bool | None = None
) -> QPixmap:
    """Return one icon in one colour (`#RRGGBB`), mirrored when the window runs right to left."""
    if rtl is None:
        rtl = QGuiApplication.layoutDirection() == Qt.LayoutDirection.RightToLeft
    mirrored = rtl and name in tokens().mirrored_icons
    return _picture(name, color, size, ratio, mirrored)


def paint_icon(
    painter: QPainter, name: str, color: str, rect: QRect, rtl: bool | None = None
) -> None:
    """Paint one icon into a square part of a widget."""
    size = min(rect.width(), rect.height())
    target = QRect(0, 0, size, size)
    target.moveCenter(rect.center())
    ratio = painter.device().devicePixelRatioF()
    painter.drawPixmap(target, icon_pixmap(name, color, size, ratio, rtl))


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


def centred(size: int, inside: QRect) -> QRect:
    """Return a square of `size` in the middle of a rectangle."""
    square = QRect(0, 0, size, size)
    square.moveCenter(inside.center() + QPoint(0, 0))
    return square
