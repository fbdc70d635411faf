"""A large choice of the first page: icon, what it does, its key."""

from __future__ import annotations

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QSizePolicy

from fsp_desktop.ui.theme.icons import paint_icon
from fsp_desktop.ui.theme.theme import theme
from fsp_desktop.ui.widgets.painting import Strip, key_width, paint_box, paint_key, paint_text


class OptionCard(QAbstractButton):
    """One of a few ways to go on."""

    def __init__(self, words: str, more: str, icon: str, digit: str) -> None:
        super().__init__()
        self._more, self._icon, self._digit = more, icon, digit
        self.setText(words)
        self.setAccessibleName(words)
        self.setAccessibleDescription(more)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setProperty("focus_radius", 13)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        return QSize(theme().px(600), theme().px(74))

    def minimumSizeHint(self) -> QSize:
        return QSize(theme().px(320), theme().px(74))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        px, scheme = theme().px, theme().scheme
        fill = "sunken" if self.underMouse() or self.isDown() else "surface"
        paint_box(painter, self.rect(), fill, "line", 10)
        strip = Strip(self.rect().adjusted(px(18), 0, -px(18), 0))
        disc = QRect(0, 0, px(42), px(42))
        disc.moveCenter(strip.start(px(42), px(16)).center())
        paint_box(painter, disc, "pine_soft", None, disc.height() / 2)
        paint_icon(
            painter, self._icon, scheme.pine_ink, disc.adjusted(px(11), px(11), -px(11), -px(11))
        )
        paint_icon(painter, "chevron-right", scheme.ink2, strip.end(px(18), px(16)))
        paint_key(painter, strip.end(key_width(self._digit), px(16)), self._digit)
        words = strip.rest()
        upper = QRect(words.left(), words.center().y() - px(21), words.width(), px(22))
        paint_text(painter, upper, self.text(), theme().font("title"), "ink")
        lower = upper.translated(0, px(22))
        paint_text(painter, lower, self._more, theme().font("body"), "ink2")

    def keyPressEvent(self, event) -> None:  # type: ignore[no-untyped-def]  # noqa: ANN001
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.click()
            return
        super().keyPressEvent(event)
