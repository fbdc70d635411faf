"""The words of a note: in a family member's own voice, or in ours with the coach beside them."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from fsp_desktop.language.words import _
from fsp_desktop.ui.forms.text_fields import NoteField, VoiceField
from fsp_desktop.ui.theme.theme import theme
from fsp_desktop.ui.widgets.check_row import CheckRow
from fsp_desktop.ui.widgets.field import FieldMessage
from fsp_desktop.ui.widgets.text import Label


class WordsPart(QWidget):
    """One text in one of two voices.

    Signals:
        edited: The text changed.
        voice_changed: Their own words or ours; the text stays.
    """

    edited = Signal()
    voice_changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        words = _("What have they taught us?")
        self.voice, self.plain = VoiceField(words), NoteField(words, least=72, most=180)
        self.is_own = CheckRow(_("These are their own words"))
        self.message = FieldMessage()
        self.message.hide()
        head = QHBoxLayout()
        head.addWidget(Label(words, "label"))
        head.addStretch(1)
        head.addWidget(self.is_own)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme().px(4))
        column.addLayout(head)
        for part in (self.voice, self.plain, self.message):
            column.addWidget(part)
        self.voice.hide()
        self.voice.edited.connect(self._on_edited)
        self.plain.edited.connect(self._on_edited)
        self.is_own.toggled.connect(self._on_voice)

    def text(self) -> str:
        return self._shown().text()

    def show_words(self, text: str, *, is_own: bool) -> None:
        """Show a text in its voice without telling anybody."""
        self.is_own.blockSignals(True)
        self.is_own.setChecked(is_own)
        self.is_own.blockSignals(False)
        self._show_voice()
        self._shown().set_text(text)

    def offer_own(self, is_offered: bool) -> None:
        """Only what was told can be in their own words."""
        self.is_own.setVisible(is_offered)
        if not is_offered and self.is_own.isChecked():
            self.is_own.setChecked(False)

    def focus_target(self) -> QWidget:
        """Return what takes the keyboard."""
        return self._shown()

    def show_error(self, words: str) -> None:
        """Say what is wrong below the text."""
        self.message.show_error(words)

    def _shown(self) -> NoteField | VoiceField:
        return self.voice if self.is_own.isChecked() else self.plain

    def _show_voice(self) -> None:
        is_own = self.is_own.isChecked()
        self.voice.setVisible(is_own)
        self.plain.setVisible(not is_own)

    def _on_voice(self, is_own: bool) -> None:
        text = (self.plain if is_own else self.voice).text()
        self._show_voice()
        self._shown().set_text(text)
        self._shown().setFocus(Qt.FocusReason.OtherFocusReason)
        self.voice_changed.emit()

    def _on_edited(self) -> None:
        self.message.hide()
        self.edited.emit()
