"""Icons from `resources/icons`, drawn in the colours they are asked for.

Icons that point along the reading direction are mirrored.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from PySide6.QtCore import QByteArray, QRect, QRectF, Qt
from PySide6.QtGui import QGuiApplication

from fsp_desktop.language.resources import resource_path
from fsp_desktop.ui.theme.tokens import tokens

if TYPE_CHECKING:
    from PySide6.QtGui import QPainter, QPixmap
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
    from PySide6.QtGui import QImage, QPainter, QPixmap

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


def centred(size: int, inside: QRect) -> QRect:
    """Return a square of `size` in the middle of a rectangle."""
    square = QRect(0, 0, size, size)
    square.moveCenter(inside.center())
    return square
