"""Write a part anew instead of choosing one of its versions."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QHBoxLayout, QWidget

from fsp_desktop.language.words import _
from fsp_desktop.ui.widgets.buttons import Button
from fsp_desktop.ui.widgets.field import Field, GrowingText, OwnWordsField
from fsp_desktop.ui.widgets.sheet import Sheet


class RewriteSheet(Sheet):
    """A field with the words so far; `keep` is called with what was written."""

    def __init__(
        self, over: QWidget, words: str, text: str, is_voice: bool, keep: Callable[[str], object]
    ) -> None:
        super().__init__(over, 560, _("Write it anew"), icon="pencil")
        self._keep = keep
        self.field = OwnWordsField(words) if is_voice else GrowingText(words, least=96)
        self.field.set_text(text)
        self.body.addWidget(Field(words, self.field))
        self.done_button = Button(_("Use these words"), "primary", keys="Ctrl Enter")
        self.done_button.setShortcut("Ctrl+Return")
        self.done_button.clicked.connect(self._finish)
        row = QHBoxLayout()
        row.addStretch(1)
        row.addWidget(self.done_button)
        self.body.addLayout(row)
        self.field.setFocus()

    def _finish(self) -> None:
        self._keep(self.field.text())
        self.accept()
