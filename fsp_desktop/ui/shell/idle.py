"""Locks after a while without use, measured by the clock on the wall so that a suspend counts too."""

from __future__ import annotations

from datetime import datetime, timedelta

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication

from fsp_desktop.domain.clock import Clock

LOOK_EVERY_MS = 5_000
SLEPT = timedelta(seconds=45)
"""A longer pause between two looks means that the computer slept meanwhile."""
_TOUCHES = {
    QEvent.Type.KeyPress,
    QEvent.Type.MouseButtonPress,
    QEvent.Type.Wheel,
    QEvent.Type.TouchBegin,
}
# A key that is a shortcut is never pressed as far as widgets see, only offered to override.
_KEYS = {QEvent.Type.KeyPress, QEvent.Type.ShortcutOverride}


class IdleWatch(QObject):
    """Watches for the last touch of the program; as it sees every key, it also knows Alt by itself.

    Signals:
        idle_passed: Nobody has touched the program for the chosen time.
        alt_tapped: Alt was pressed and let go with no other key between.
    """

    idle_passed = Signal()
    alt_tapped = Signal()

    def __init__(self, clock: Clock, minutes: int, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._clock = clock
        self._limit = timedelta(minutes=minutes)
        self._last_key = 0
        self.is_listening = False
        self._last: datetime = clock.now()
        self._timer = QTimer(self)
        self._timer.setInterval(LOOK_EVERY_MS)
        self._timer.timeout.connect(self.wake)
        self._looked: datetime = self._last
        self._wait = QTimer(self)
        self._wait.setSingleShot(True)
        self._wait.timeout.connect(self._listen)

    def start(self, listen_after_ms: int = 0) -> None:
        """Begin to count now, and to listen for touches after a moment.

        Listening sees every event of the program and costs a good part of showing the first page.
        """
        self._last = self._looked = self._clock.now()
        self._timer.start()
        if listen_after_ms:
            self._wait.start(listen_after_ms)
        else:
            self._listen()

    def _listen(self) -> None:
        app = QApplication.instance()
        if app is not None:
            app.installEventFilter(self)
            self.is_listening = True

    def stop(self) -> None:
        """Stop watching; the program is locked or at its end."""
        self._timer.stop()
        self._wait.stop()
        app = QApplication.instance()
        if app is not None:
            app.removeEventFilter(self)

    def set_minutes(self, minutes: int) -> None:
        self._limit = timedelta(minutes=minutes)

    def touch(self) -> None:
        """Note that somebody is here."""
        self._last = self._clock.now()

    def wake(self) -> None:
        """Look again; after a sleep of the computer the wait is over, however short it was."""
        now = self._clock.now()
        slept = now - self._looked
        self._looked = now
        if slept >= SLEPT:
            self.idle_passed.emit()
        else:
            self.look()

    def look(self) -> None:
        """Compare with the clock now; a clock set back starts the wait anew."""
        now = self._clock.now()
        if now < self._last:
            self._last = now
        elif now - self._last >= self._limit:
            self.idle_passed.emit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        kind = event.type()
        if kind == QEvent.Type.ApplicationStateChange:
            # Who opens the lid comes back to the window before the next look is due.
            self.wake()
        if kind in _TOUCHES:
            self.touch()
        if kind in _KEYS and isinstance(event, QKeyEvent):
            self._last_key = event.key()
        elif kind == QEvent.Type.KeyRelease and isinstance(event, QKeyEvent):
            self._on_release(event.key())
        return False

    def _on_release(self, key: int) -> None:
        tapped = key == Qt.Key.Key_Alt == self._last_key
        self._last_key = 0
        if tapped:
            self.alt_tapped.emit()
