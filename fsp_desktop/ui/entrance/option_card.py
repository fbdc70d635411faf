"""A large choice of the first page: icon, what it does, its key."""

from __future__ import annotations

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent
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
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return max(theme().px(74), self._words_height(width) + theme().px(28))

    def _words_height(self, width: int) -> int:
        px = theme().px
        room = width - px(18 + 42 + 16 + 18 + 16 + 18 + 16) - key_width(self._digit)
        metrics = QFontMetrics(theme().font("body"))
        flags = int(Qt.TextFlag.TextWordWrap)
        return px(22) + metrics.boundingRect(QRect(0, 0, room, 1000), flags, self._more).height()

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
        high = self._words_height(self.width())
        upper = QRect(words.left(), words.center().y() - high // 2, words.width(), px(22))
        paint_text(painter, upper, self.text(), theme().font("title"), "ink")
        lower = QRect(words.left(), upper.bottom() + 1, words.width(), high - px(22))
        side = Qt.AlignmentFlag.AlignRight if theme().is_rtl else Qt.AlignmentFlag.AlignLeft
        painter.setFont(theme().font("body"))
        painter.setPen(theme().color("ink2"))
        flags = int(side | Qt.AlignmentFlag.AlignAbsolute | Qt.TextFlag.TextWordWrap)
        painter.drawText(lower, flags, self._more)

    def keyPressEvent(self, event) -> None:  # type: ignore[no-untyped-def]  # noqa: ANN001
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.click()
            return
        super().keyPressEvent(event)
