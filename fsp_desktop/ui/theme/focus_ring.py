"""The ring around the control that has the keyboard, with a gap, outside the control's own edge."""

from __future__ import annotations

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QGuiApplication, QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QApplication,
    QFocusFrame,
    QLineEdit,
    QPlainTextEdit,
    QTextEdit,
    QWidget,
)

from fsp_desktop.ui.theme.marks import OWN_FOCUS, paint_focus_ring

_OWN_BORDER = (QLineEdit, QPlainTextEdit, QTextEdit)


class _Frame(QFocusFrame):
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        widget = self.widget()
        radius = widget.property("focus_radius") if widget is not None else None
        paint_focus_ring(painter, self.rect(), float(radius or 8))


class FocusRing(QObject):
    """Shows the ring on whatever control receives the keyboard.

    Fields change their own border, and rows of a list are ringed by their delegate, so both are left out;
    so is a control that was just clicked, until a key is pressed.
    """

    def __init__(self, app: QApplication) -> None:
        super().__init__(app)
        self._frame: _Frame | None = None
        app.focusChanged.connect(self._on_focus)
        self._on_focus(None, app.focusWidget())

    def _on_focus(self, _old: QWidget | None, new: QWidget | None) -> None:
        if new is None or not self._is_ringed(new):
            if self._frame is not None:
                self._frame.setWidget(None)  # type: ignore[arg-type]
            return
        if self._frame is None:
            self._frame = _Frame()
            self._frame.destroyed.connect(self._forget)
        self._frame.setWidget(new)
        self._frame.raise_()

    def _forget(self) -> None:
        # The frame lives inside the window of its control and goes with it.
        self._frame = None

    def _is_ringed(self, widget: QWidget) -> bool:
        if isinstance(widget, _OWN_BORDER) or widget.property(OWN_FOCUS) or widget.isWindow():
            return False
        if isinstance(widget, QAbstractItemView):
            model = widget.model()
            return model is None or model.rowCount() == 0
        return QGuiApplication.mouseButtons() == Qt.MouseButton.NoButton
