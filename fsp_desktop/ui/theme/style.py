"""The one Qt style of the program: Fusion with our checks, radio marks, focus ring and metrics."""

from __future__ import annotations

from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QProxyStyle, QStyle, QStyleHintReturn, QStyleOption, QWidget

from fsp_desktop.ui.theme.marks import (
    CHECK_SIDE,
    FOCUS_GAP,
    FOCUS_WIDTH,
    paint_check,
    paint_focus_ring,
    paint_radio,
)

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


class FspStyle(QProxyStyle):
    """Fusion, with the few marks it draws replaced by the design's."""

    def __init__(self) -> None:
        super().__init__("fusion")

    def pixelMetric(
        self,
        metric: QStyle.PixelMetric,
        option: QStyleOption | None = None,
        widget: QWidget | None = None,
    ) -> int:
        value = _METRICS.get(metric)
        if value is None:
            return super().pixelMetric(metric, option, widget)
        if metric in _SCALED:
            from fsp_desktop.ui.theme.theme import theme

            return theme().px(value)
        return value

    def styleHint(
        self,
        hint: QStyle.StyleHint,
        option: QStyleOption | None = None,
        widget: QWidget | None = None,
        returnData: QStyleHintReturn | None = None,
    ) -> int:
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
            case (
                QStyle.PrimitiveElement.PE_IndicatorCheckBox
                | QStyle.PrimitiveElement.PE_IndicatorItemViewItemCheck
            ):
                paint_check(painter, option.rect, checked, enabled)
            case QStyle.PrimitiveElement.PE_IndicatorRadioButton:
                paint_radio(painter, option.rect, checked)
            case _:
                super().drawPrimitive(element, option, painter, widget)
