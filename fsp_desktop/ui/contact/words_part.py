"""What was said, or that nobody answered."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from fsp_desktop.language.words import _
from fsp_desktop.ui.forms.text_fields import NoteField
from fsp_desktop.ui.theme.theme import theme
from fsp_desktop.ui.widgets.buttons import Button
from fsp_desktop.ui.widgets.chips import Chip
from fsp_desktop.ui.widgets.field import FieldMessage
from fsp_desktop.ui.widgets.text import ElidedLabel, Label

NO_ANSWER = "no_answer"


class WordsPart(QWidget):
    """The text of a contact; a chip says that nobody answered, and hides it.

    Signals:
        outcome_changed: Somebody answered, or nobody did.
    """

    outcome_changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.text = NoteField(_("What was said?"), least=84, most=150)
        self.no_answer = Chip(_("No answer"), NO_ANSWER)
        self.discard = Button(_("Throw this draft away"), "quiet", small=True)
        self.standing = ElidedLabel("", "caption", "ink2")
        self.message = FieldMessage()
        self._nobody = Label(_("Nobody answered. That counts too: it is kept."), "note", "ink2")
        hint = _("A sentence is enough. Write what they said, not what it means.")
        self._hint = Label(hint, "caption", "ink2", wrap=True)
        self._build()
        for part in (self._nobody, self.discard, self.message):
            part.hide()
        self.no_answer.clicked.connect(lambda _on=False: self._on_answer())

    def _build(self) -> None:
        label = Label(_("What was said?"), "label")
        label.setBuddy(self.text)
        head = QHBoxLayout()
        head.addWidget(label)
        head.addStretch(1)
        head.addWidget(self.discard)
        head.addWidget(self.no_answer)
        under = QHBoxLayout()
        under.addWidget(self._hint, 1)
        under.addWidget(self.standing)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme().px(4))
        column.addLayout(head)
        for part in (self.text, self._nobody, self.message):
            column.addWidget(part)
        column.addLayout(under)

    def show_words(self, text: str, outcome: object) -> None:
        """Show what was written before; words typed meanwhile stay."""
        if not self.text.text():
            self.text.set_text(text)
            self.text.moveCursor(QTextCursor.MoveOperation.End)
        self.no_answer.setChecked(outcome == NO_ANSWER)
        self._show_answer()

    def offer_no_answer(self, is_offered: bool) -> None:
        """Only where we reached out can nobody have answered."""
        self.no_answer.setVisible(is_offered)
        if not is_offered and self.no_answer.isChecked():
            self.no_answer.setChecked(False)
            self.outcome_changed.emit()
        self._show_answer()

    def outcome(self) -> str:
        """Return the code of how the contact went."""
        return NO_ANSWER if self.no_answer.isChecked() else "talked"

    def focus_target(self) -> QWidget:
        """Return what takes the keyboard."""
        return self.no_answer if self.text.isHidden() else self.text

    def say_saving(self, words: str, tone: str) -> None:
        """Say that the draft is on disk, or why it is not."""
        if tone == "care":
            self.message.show_error(words)
            return
        self.message.hide()
        self.standing.setText(_("Draft saved on this computer"))

    def _on_answer(self) -> None:
        self._show_answer()
        self.outcome_changed.emit()

    def _show_answer(self) -> None:
        nobody = self.no_answer.isChecked()
        self.text.setVisible(not nobody)
        self._hint.setVisible(not nobody)
        self._nobody.setVisible(nobody)
