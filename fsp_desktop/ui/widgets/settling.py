"""A line whose words count only when they are whole, such as a day or a code."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent

from fsp_desktop.ui.widgets.field import LineField

_SHORTCUT_KEYS = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier
_ONLY_HELD = {Qt.Key.Key_Control, Qt.Key.Key_Alt, Qt.Key.Key_AltGr, Qt.Key.Key_Shift}


class SettlingLine(LineField):
    """What is typed counts when one leaves the line, presses Enter, uses a shortcut, or leaves the form.

    A word that is half typed may mean something else than the whole one, so no key before counts.
    """

    def settle(self) -> None:
        """Take what stands here, as when one leaves the line."""
        # A line that is folded away keeps words of before, which nobody means any more.
        if not self.isHidden():
            self.editingFinished.emit()

    def event(self, event: QEvent) -> bool:
        done = super().event(event)
        if (
            event.type() == QEvent.Type.ShortcutOverride
            and isinstance(event, QKeyEvent)
            and not event.isAccepted()
            and _may_leave(event)
        ):
            self.editingFinished.emit()
        return done


def _may_leave(event: QKeyEvent) -> bool:
    """Whether a key may keep or leave the page while the field still has the keyboard."""
    key = event.key()
    if key in _ONLY_HELD:
        return False
    is_function_key = Qt.Key.Key_F1 <= key <= Qt.Key.Key_F12
    return is_function_key or bool(event.modifiers() & _SHORTCUT_KEYS)
