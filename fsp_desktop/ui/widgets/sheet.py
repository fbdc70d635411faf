"""Dialogs as sheets: rounded, over a dimmed window, closed by Esc, focus back where it was."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPaintEvent, QPen, QRegion, QResizeEvent
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from fsp_desktop.language.words import _
from fsp_desktop.ui.theme.theme import theme
from fsp_desktop.ui.widgets.buttons import IconButton
from fsp_desktop.ui.widgets.cards import IconLabel
from fsp_desktop.ui.widgets.text import Label

RADIUS = 14
SCRIM_ALPHA = 0.33


class Scrim(QWidget):
    """The dimming over the window while a sheet is open."""

    def __init__(self, over: QWidget) -> None:
        super().__init__(over)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents, False)
        self.setGeometry(over.rect())
        over.installEventFilter(self)

    def eventFilter(self, watched, event) -> bool:  # type: ignore[no-untyped-def]  # noqa: ANN001
        if event.type() == QEvent.Type.Resize:
            self.setGeometry(watched.rect())
        return False

    def paintEvent(self, event: QPaintEvent) -> None:
        color = QColor(theme().color("scrim"))
        color.setAlphaF(SCRIM_ALPHA if not theme().is_dark else 0.55)
        QPainter(self).fillRect(self.rect(), color)


class Sheet(QDialog):
    """A window-modal dialog without a frame of its own.

    Put things into `body`. `open()` dims the window, centres the sheet and gives it the keyboard.

    Args:
        over: Any widget of the window the sheet belongs to.
        width: Width in pixels before the person's text size.
        title: Heading; also the window title for screen readers.
        icon: Icon before the heading.
        bare: Without heading, margins and close button.
    """

    def __init__(
        self, over: QWidget, width: int, title: str, *, icon: str | None = None, bare: bool = False
    ) -> None:
        super().__init__(over.window())
        self._scrim: Scrim | None = None
        self._wide = width
        self._lift = 0
        self.setWindowFlags(Qt.WindowType.Dialog | Qt.WindowType.FramelessWindowHint)
        self.setWindowModality(Qt.WindowModality.WindowModal)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        # Round corners: see-through where the desktop can do that, cut out by a mask where it cannot.
        self.setAttribute(Qt.WidgetAttribute.WA_TranslucentBackground)
        self.setWindowTitle(title)
        self.setAccessibleName(title)
        px = theme().px
        margin = 0 if bare else px(20)
        column = QVBoxLayout(self)
        column.setContentsMargins(margin, 0 if bare else px(14), margin, margin)
        column.setSpacing(px(8))
        if not bare:
            column.addLayout(self._head(title, icon))
        self.body = QVBoxLayout()
        self.body.setSpacing(px(10))
        column.addLayout(self.body)

    def _head(self, title: str, icon: str | None) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(theme().px(8))
        if icon:
            row.addWidget(IconLabel(icon, "ink"))
        self.heading = Label(title, "title")
        close = IconButton("x", _("Close"), "quiet")
        close.clicked.connect(self.reject)
        close.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        row.addWidget(self.heading)
        row.addStretch(1)
        row.addWidget(close)
        return row

    def place_high(self, pixels: int) -> None:
        """Put the sheet at a distance from the window's top instead of its middle."""
        self._lift = pixels

    def open(self) -> None:
        """Show the sheet over its window."""
        self._fit()
        self._scrim = Scrim(self._window())
        self._scrim.show()
        self._scrim.raise_()
        super().open()
        self._fit()
        self.activateWindow()

    def done(self, result: int) -> None:
        self._drop_scrim()
        super().done(result)
        self._window().activateWindow()

    def hideEvent(self, event) -> None:  # type: ignore[no-untyped-def]  # noqa: ANN001
        self._drop_scrim()
        super().hideEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        path = QPainterPath()
        path.addRoundedRect(QRectF(self.rect()), RADIUS, RADIUS)
        self.setMask(QRegion(path.toFillPolygon().toPolygon()))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        # Each pixel that the mask leaves is filled: half see-through ones are black on a desktop that
        # cannot blend windows.
        painter.setClipRegion(self.mask())
        painter.fillRect(self.rect(), theme().color("line_strong"))
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(theme().color("line_strong"), 1))
        painter.setBrush(theme().color("raised" if theme().is_dark else "surface"))
        edge = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        painter.drawRoundedRect(edge, RADIUS, RADIUS)

    def _window(self) -> QWidget:
        parent = self.parentWidget()
        return parent if parent is not None else self

    def _fit(self) -> None:
        window = self._window()
        px = theme().px
        width = min(px(self._wide), window.width() - px(24))
        self.setFixedWidth(width)
        layout = self.layout()
        if layout is not None:
            layout.activate()
        natural = layout.totalHeightForWidth(width) if layout and layout.hasHeightForWidth() else 0
        high = natural if natural > 0 else self.sizeHint().height()
        self.resize(width, min(high, window.height() - px(24)))
        x = (window.width() - self.width()) // 2
        y = self._lift or (window.height() - self.height()) // 2
        self.move(
            window.mapToGlobal(window.rect().topLeft()).x() + x,
            window.mapToGlobal(window.rect().topLeft()).y() + y,
        )

    def _drop_scrim(self) -> None:
        if self._scrim is not None:
            self._scrim.hide()
            self._scrim.deleteLater()
            self._scrim = None
