"""The focus ring, check boxes and radio marks as the design draws them."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen

from fsp_desktop.ui.theme.icons import centred

FOCUS_WIDTH, FOCUS_GAP = 2, 2
CHECK_SIDE = 20
OWN_FOCUS = "paints_own_focus"
"""Property of a widget that shows by itself that it has the keyboard."""


def paint_focus_ring(painter: QPainter, rect: QRect, radius: float = 6) -> None:
    """Paint the 2 px ring just inside a rectangle."""
    from fsp_desktop.ui.theme.theme import theme

    half = FOCUS_WIDTH / 2
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(theme().color("focus"), FOCUS_WIDTH))
    painter.drawRoundedRect(QRectF(rect).adjusted(half, half, -half, -half), radius, radius)
    painter.restore()


def paint_check(painter: QPainter, rect: QRect, checked: bool, enabled: bool = True) -> None:
    """Paint a check box of the design into the middle of a rectangle."""
    from fsp_desktop.ui.theme.theme import theme

    look = theme()
    box = QRectF(centred(look.px(CHECK_SIDE), rect)).adjusted(0.5, 0.5, -0.5, -0.5)
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    filled = "pine" if enabled else "disabled"
    painter.setPen(QPen(look.color(filled if checked else "line_strong"), 1))
    painter.setBrush(look.color(filled if checked else "surface"))
    painter.drawRoundedRect(box, 5, 5)
    painter.restore()
    if checked:
        _paint_tick(painter, QRectF(centred(look.px(14), rect)), look.color("on_pine"))


def _paint_tick(painter: QPainter, box: QRectF, color: QColor) -> None:
    # The lines of the icon "check", without its file: the lock screen waits for no drawing.
    unit = box.width() / 24
    points = [box.topLeft() + QPointF(x, y) * unit for x, y in ((4, 12), (9, 17), (20, 6))]
    pen = QPen(color, 1.75 * unit)
    pen.setCapStyle(Qt.PenCapStyle.RoundCap)
    pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(pen)
    painter.drawPolyline(points)
    painter.restore()


def paint_radio(painter: QPainter, rect: QRect, checked: bool) -> None:
    """Paint a radio mark of the design into the middle of a rectangle."""
    from fsp_desktop.ui.theme.theme import theme

    look = theme()
    box = QRectF(centred(look.px(CHECK_SIDE), rect)).adjusted(0.5, 0.5, -0.5, -0.5)
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(look.color("pine" if checked else "line_strong"), 1))
    painter.setBrush(look.color("pine" if checked else "surface"))
    painter.drawEllipse(box)
    if checked:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(look.color("on_pine"))
        dot = look.px(4)
        painter.drawEllipse(QPointF(box.center()), dot, dot)
    painter.restore()
