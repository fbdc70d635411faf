"""A passphrase: hidden or shown, its strength in words, and a hint when Caps Lock seems to be on."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction, QKeyEvent
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from fsp_desktop.language.words import _
from fsp_desktop.ui.theme.theme import theme
from fsp_desktop.ui.widgets.field import FieldMessage
from fsp_desktop.ui.widgets.text import Label


class PassphraseEdit(QLineEdit):
    """One line that hides what is typed.

    Signals:
        caps_lock_seen: Whether Caps Lock seems to be on, told by each letter typed.
    """

    caps_lock_seen = Signal(bool)

    def __init__(self, words: str) -> None:
        super().__init__()
        self.setAccessibleName(words)
        self.setEchoMode(QLineEdit.EchoMode.Password)
        theme().when_finished(self._add_reveal)

    def _add_reveal(self) -> None:
        self._reveal = QAction(theme().icon("eye"), _("Show what is typed"), self)
        self._reveal.triggered.connect(self._turn)
        self.addAction(self._reveal, QLineEdit.ActionPosition.TrailingPosition)
        for button in self.findChildren(QWidget):
            button.setAccessibleName(_("Show what is typed"))

    def _turn(self) -> None:
        hidden = self.echoMode() == QLineEdit.EchoMode.Password
        self.setEchoMode(QLineEdit.EchoMode.Normal if hidden else QLineEdit.EchoMode.Password)
        self._reveal.setIcon(theme().icon("eye-off" if hidden else "eye"))
        self._reveal.setText(_("Hide what is typed") if hidden else _("Show what is typed"))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        letter = event.text()
        if len(letter) == 1 and letter.lower() != letter.upper():
            shift = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
            self.caps_lock_seen.emit(letter.isupper() != shift)
        super().keyPressEvent(event)


class PassphraseField(QWidget):
    """A passphrase with its label and what is said about it.

    Args:
        words: The label.
        strength: Tells how hard it is to guess, for a new one; without it nothing is said.
    """

    def __init__(self, words: str, strength: Callable[[str], str] | None = None) -> None:
        super().__init__()
        self._strength = strength
        self.label = Label(words, "label")
        self.edit = PassphraseEdit(words)
        self.label.setBuddy(self.edit)
        self.message = FieldMessage()
        self.message.hide()
        self.is_caps_lock = False
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme().px(4))
        for part in (self.label, self.edit, self.message):
            column.addWidget(part)
        self.edit.caps_lock_seen.connect(self._on_caps_lock)
        self.edit.textChanged.connect(lambda _text: self._say())
        if strength is not None:
            self.message.show_hint(self._words_for("empty"))

    def text(self) -> str:
        return self.edit.text()

    def clear(self) -> None:
        self.edit.clear()

    def show_error(self, words: str) -> None:
        """Say what is wrong in the place of what is said about it, until something is typed."""
        self.message.show_error(words)

    def _on_caps_lock(self, on: bool) -> None:
        self.is_caps_lock = on
        self._say()

    def _say(self) -> None:
        words = self._strength_words()
        if self.is_caps_lock and self.edit.text():
            words = f"{words} {_('Caps Lock is on.')}".strip()
        self.message.show_hint(words)

    def _strength_words(self) -> str:
        if self._strength is None:
            return ""
        return self._words_for(self._strength(self.edit.text()))

    @staticmethod
    def _words_for(strength: str) -> str:
        return {
            "empty": _("Four or five words that do not belong together are best."),
            "weak": _("Easy to guess. Add a word or two that do not belong together."),
            "fair": _("Fair. One more word would make it good."),
            "good": _("Good."),
            "strong": _("Strong. Nobody will guess this."),
        }.get(strength, "")
