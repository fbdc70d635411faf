"""A short word at the bottom that something was done, with the way back; it goes by itself."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QSize, Qt, QTimer
from PySide6.QtGui import QEnterEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QHBoxLayout, QWidget

from fsp_desktop.language.words import _
from fsp_desktop.ui.shell.action_book import shown_keys
from fsp_desktop.ui.theme.theme import theme
from fsp_desktop.ui.widgets.announce import announce
from fsp_desktop.ui.widgets.painting import paint_box, paint_text, text_width
from fsp_desktop.ui.widgets.text import Label

SHOWN_MS = 6000


class _ToastLink(QAbstractButton):
    """The act on a toast, underlined in the toast's own colours."""

    def __init__(self, words: str) -> None:
        super().__init__()
        self.setText(words)
        self.setAccessibleName(words)
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    def sizeHint(self) -> QSize:
        return QSize(text_width(self.text(), theme().font("label")) + 4, theme().px(28))

    def paintEvent(self, event: QPaintEvent) -> None:
        font = theme().font("label")
        font.setUnderline(True)
        paint_text(QPainter(self), self.rect(), self.text(), font, "surface", centred=True)


class Toast(QWidget):
    """Shows one message over the page; stays while the pointer or the keyboard is on it."""

    def __init__(self, over: QWidget) -> None:
        super().__init__(over)
        self._over = over
        self._run: Callable[[], object] | None = None
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(SHOWN_MS)
        self._timer.timeout.connect(self._time_is_up)
        self._label = Label("", "body", "ink")
        self._link = _ToastLink("")
        self._cap = Label("", "caption", "ink")
        row = QHBoxLayout(self)
        row.setContentsMargins(theme().px(12), theme().px(4), theme().px(12), theme().px(4))
        row.setSpacing(theme().px(12))
        for part in (self._label, self._link, self._cap):
            row.addWidget(part)
        self._link.clicked.connect(self._on_link)
        over.installEventFilter(self)
        self.hide()

    def show_message(
        self,
        words: str,
        act: Callable[[], object] | None = None,
        act_words: str = "",
        keys: str = "",
    ) -> None:
        """Show a message; with `act`, a link that does it (Undo unless `act_words` says otherwise)."""
        self._run = act
        self._label.setText(words)
        self._link.setText(act_words or _("Undo"))
        self._link.setAccessibleName(self._link.text())
        self._link.setVisible(act is not None)
        self._cap.setText(keys or (shown_keys("Ctrl+Z") if act and not act_words else ""))
        self._cap.setVisible(bool(self._cap.text()))
        self._dress()
        self.adjustSize()
        self._place()
        self.show()
        self.raise_()
        self._timer.start()
        announce(self, words)

    def message(self) -> str:
        return self._label.text() if self.isVisible() else ""

    def act(self) -> bool:
        """Do what the link offers, if a message with one is up; return whether it was done."""
        if not self.isVisible() or self._run is None:
            return False
        self._on_link()
        return True

    def enterEvent(self, event: QEnterEvent) -> None:
        self._timer.stop()
        super().enterEvent(event)

    def leaveEvent(self, event: QEvent) -> None:
        self._timer.start()
        super().leaveEvent(event)

    def eventFilter(self, watched, event) -> bool:  # type: ignore[no-untyped-def]  # noqa: ANN001
        if event.type() == QEvent.Type.Resize:
            self._place()
        return super().eventFilter(watched, event)

    def paintEvent(self, event: QPaintEvent) -> None:
        paint_box(QPainter(self), self.rect(), "ink", None, 8)

    def _dress(self) -> None:
        color = theme().scheme.surface
        for label in (self._label, self._cap):
            label.setStyleSheet(f"color: {color}")

    def _place(self) -> None:
        over = self._over
        x = (over.width() - self.width()) // 2
        self.move(max(0, x), over.height() - self.height() - theme().px(16))

    def _time_is_up(self) -> None:
        if self._link.hasFocus():
            self._timer.start()
        else:
            self.hide()

    def _on_link(self) -> None:
        run, self._run = self._run, None
        self.hide()
        if run is not None:
            run()
