"""The one Qt style of the program: Fusion with our checks, radio marks, focus ring and metrics."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QPainter, QPen
from PySide6.QtWidgets import QProxyStyle, QStyle, QStyleOption, QWidget

from fsp_desktop.ui.theme.icons import centred, icon_pixmap

FOCUS_WIDTH, FOCUS_GAP = 2, 2
CHECK_SIDE = 20
_METRICS = {
    QStyle.PixelMetric.PM_IndicatorWidth: CHECK_SIDE,
    QStyle.PixelMetric.PM_IndicatorHeight: CHECK_SIDE,
    QStyle.PixelMetric.PM_ExclusiveIndicatorWidth: CHECK_SIDE,
    QStyle.PixelMetric.PM_ExclusiveIndicatorHeight: CHECK_SIDE,
    QStyle.PixelMetric.PM_CheckBoxLabelSpacing: 8,
    QStyle.PixelMetric.PM_RadioButtonLabelSpacing: 8,
    QStyle.PixelMetric.PM_FocusFrameHMargin: FOCUS_WIDTH + FOCUS_GAP,
    QStyle.PixelMetric.PM_FocusFrameVMargin: FOCUS_WIDTH + FOCUS_GAP,
    QStyle.PixelMetric.PM_ToolTipLabelFrameWidth: 0,
}
_SCALED = {
    QStyle.PixelMetric.PM_IndicatorWidth,
    QStyle.PixelMetric.PM_IndicatorHeight,
    QStyle.PixelMetric.PM_ExclusiveIndicatorWidth,
    QStyle.PixelMetric.PM_ExclusiveIndicatorHeight,
}


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
        side = look.px(14)
        ratio = painter.device().devicePixelRatioF()
        mark = icon_pixmap("check", look.scheme.on_pine, side, ratio, rtl=False)
        painter.drawPixmap(centred(side, rect), mark)


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


class FspStyle(QProxyStyle):
    """Fusion, with the few marks it draws replaced by the design's."""

    def __init__(self) -> None:
        super().__init__("fusion")

    def pixelMetric(
        self, metric: QStyle.PixelMetric, option: QStyleOption | None = None, widget: QWidget | None = None
    ) -> int:
        value = _METRICS.get(metric)
        if value is None:
            return super().pixelMetric(metric, option, widget)
        if metric in _SCALED:
            from fsp_desktop.ui.theme.theme import theme

            return theme().px(value)
        return value

    def styleHint(self, hint, option=None, widget=None, returnData=None) -> int:  # type: ignore[no-untyped-def]
        if hint == QStyle.StyleHint.SH_FocusFrame_AboveWidget:
            return 1
        if hint == QStyle.StyleHint.SH_ToolTip_WakeUpDelay:
            return 500
        return int(super().styleHint(hint, option, widget, returnData))

    def drawPrimitive(
        self,
        element: QStyle.PrimitiveElement,
        option: QStyleOption,
        painter: QPainter,
        widget: QWidget | None = None,
    ) -> None:
        checked = bool(option.state & QStyle.StateFlag.State_On)
        enabled = bool(option.state & QStyle.StateFlag.State_Enabled)
        match element:
            case QStyle.PrimitiveElement.PE_FrameFocusRect:
                # Single controls get the ring with a gap from `FocusRing`; rows get it inside their edge.
                if widget is not None and widget.inherits("QAbstractItemView"):
                    paint_focus_ring(painter, option.rect)
            case QStyle.PrimitiveElement.PE_IndicatorCheckBox | QStyle.PrimitiveElement.PE_IndicatorItemViewItemCheck:
                paint_check(painter, option.rect, checked, enabled)
            case QStyle.PrimitiveElement.PE_IndicatorRadioButton:
                paint_radio(painter, option.rect, checked)
            case _:
                super().drawPrimitive(element, option, painter, widget)
