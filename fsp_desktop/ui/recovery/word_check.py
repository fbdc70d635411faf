"""One word asked back, so that a sheet nobody kept is noticed while there is another."""

from __future__ import annotations

import secrets

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from fsp_desktop.language.words import _
from fsp_desktop.ui.theme.theme import theme
from fsp_desktop.ui.widgets.buttons import Button
from fsp_desktop.ui.widgets.field import Field, LineField


class WordCheck(QWidget):
    """Asks for one word of the sheet in the person's hand.

    Signals:
        passed: The word was right.
        again_asked: The person wants to see the words once more.
        later_asked: The person will check the sheet another time.
    """

    passed = Signal()
    again_asked = Signal()
    later_asked = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._word = ""
        self.number = 0
        self.edit = LineField(_("A word of your sheet"))
        self.field = Field(_("A word of your sheet"), self.edit)
        self.check = Button(_("Check"), "primary", keys=_("Enter"))
        self.again = Button(_("Show the words again"), "quiet", icon="eye")
        self.later = Button(_("Check later"), "quiet")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme().px(10))
        column.addWidget(self.field)
        row = QHBoxLayout()
        row.setSpacing(theme().px(8))
        for button in (self.check, self.again, self.later):
            row.addWidget(button)
        row.addStretch(1)
        column.addLayout(row)
        self.check.clicked.connect(self._look)
        self.edit.returnPressed.connect(self._look)
        self.again.clicked.connect(self.again_asked)
        self.later.clicked.connect(self.later_asked)

    def begin(self, code: str) -> None:
        """Ask for a word of `code`, another one each time."""
        words = code.split()
        self.number = secrets.randbelow(len(words)) + 1
        self._word = words[self.number - 1]
        question = _("Take your sheet. Which word has number {n}?").format(n=self.number)
        self.field.label.setText(question)
        self.edit.setAccessibleName(question)
        self.edit.clear()
        self.field.clear_error()
        self.edit.setFocus()

    def forget(self) -> None:
        """Keep no word any longer than needed."""
        self._word = ""
        self.edit.clear()

    def _look(self) -> None:
        if self._word and self.edit.text().strip().casefold() == self._word.casefold():
            self.forget()
            self.passed.emit()
            return
        words = _("That is not word {n}. Compare with the sheet, letter by letter.")
        self.field.set_error(words.format(n=self.number))
        self.edit.selectAll()
        self.edit.setFocus()
