"""Secret words on the clipboard leave it again by themselves."""

from __future__ import annotations

from PySide6.QtCore import QTimer
from PySide6.QtGui import QGuiApplication

KEPT_MS = 10_000


def lend_to_clipboard(text: str, kept_ms: int = KEPT_MS) -> None:
    """Put text on the clipboard and take it away again, unless something else lies there by then."""
    QGuiApplication.clipboard().setText(text)
    QTimer.singleShot(kept_ms, lambda: take_from_clipboard(text))
    app = QGuiApplication.instance()
    if app is not None:
        app.aboutToQuit.connect(lambda: take_from_clipboard(text))


def take_from_clipboard(text: str) -> None:
    """Clear the clipboard if it still holds this text."""
    clipboard = QGuiApplication.clipboard()
    if clipboard.text() == text:
        clipboard.clear()
