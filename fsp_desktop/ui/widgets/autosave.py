"""Typing is saving: words go to disk at each pause, and at every moment one might leave."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QTimer, Signal
from PySide6.QtWidgets import QApplication, QWidget

from fsp_desktop.ui.widgets.settling import SettlingLine

PAUSE_MS = 400
LONGEST_MS = 2_000
_LEAVING = {QEvent.Type.Hide, QEvent.Type.Close, QEvent.Type.WindowDeactivate}


class Autosave(QObject):
    """Calls `save` 400 ms after the last change, 2 s after the first, and whenever the form is left.

    `save` should hand the words to `runner.store` and return quickly; tell the outcome with
    `mark_saved()` or `mark_failed()`.

    Signals:
        pending: Something was changed that is not on disk yet.
        saved: Everything typed is on disk.
        failed: The last try did not work; the words are still on screen.
    """

    pending = Signal()
    saved = Signal()
    failed = Signal()

    def __init__(self, form: QWidget, save: Callable[[], object]) -> None:
        super().__init__(form)
        self._form = form
        self._save = save
        self._is_dirty = False
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(PAUSE_MS)
        self._timer.timeout.connect(self.save_taken)
        # Somebody who types without a pause is saved all the same.
        self._longest = QTimer(self)
        self._longest.setSingleShot(True)
        self._longest.setInterval(LONGEST_MS)
        self._longest.timeout.connect(self.save_taken)
        form.installEventFilter(self)
        app = QApplication.instance()
        if app is not None:
            app.aboutToQuit.connect(self.flush)

    @property
    def is_pending(self) -> bool:
        """Whether something typed has not been handed on yet."""
        return self._is_dirty

    def touch(self) -> None:
        """Note a change; connect it to every field's `edited`."""
        if not self._is_dirty:
            self._is_dirty = True
            self._longest.start()
            self.pending.emit()
        self._timer.start()

    def watch(self, field: QWidget) -> None:
        """Save at once whenever the keyboard leaves this field."""
        field.installEventFilter(self)

    def settle(self) -> None:
        """Have every field that waits for its last key take what stands in it now."""
        for line in self._form.findChildren(SettlingLine):
            line.settle()

    def flush(self) -> None:
        """Save now if anything was changed; the form may be left, so half-typed fields count too."""
        self.settle()
        self.save_taken()

    def save_taken(self) -> None:
        """Save what the fields have taken; a day that is being typed may go on."""
        self._timer.stop()
        self._longest.stop()
        if self._is_dirty:
            self._is_dirty = False
            self._save()

    def mark_saved(self) -> None:
        """Tell that the words are on disk."""
        if not self._is_dirty:
            self.saved.emit()

    def mark_failed(self) -> None:
        """Tell that saving did not work; it is tried again at the next change or leave."""
        self._is_dirty = True
        self.failed.emit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        kind = event.type()
        if kind == QEvent.Type.FocusOut or (kind in _LEAVING and watched is self.parent()):
            self.flush()
        return False
