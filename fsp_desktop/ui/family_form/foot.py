"""The foot of the family form: what is on disk, and the acts."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from fsp_desktop.language.words import _
from fsp_desktop.ui.forms.folding_row import FoldingRow
from fsp_desktop.ui.theme.theme import theme
from fsp_desktop.ui.widgets.buttons import Button
from fsp_desktop.ui.widgets.field import FieldMessage
from fsp_desktop.ui.widgets.text import ElidedLabel


class Foot(QWidget):
    """Stays in sight under the questions.

    Signals:
        folded: It is higher or lower now.
    """

    folded = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._is_draft = True
        self.standing = ElidedLabel("", "caption", "ink2")
        self.message = FieldMessage()
        self.message.hide()
        self.discard = Button(_("Throw this draft away"), "quiet")
        self.discard.hide()
        self.close_button = Button(_("Close, keep draft"), keys=_("Esc"))
        self.keep = Button(_("Keep this family"), "primary", keys=_("Ctrl Enter"))
        acts = QWidget()
        row = QHBoxLayout(acts)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme().px(8))
        row.addStretch(1)
        for button in (self.discard, self.close_button, self.keep):
            row.addWidget(button)
        self._row = FoldingRow(self.standing, acts)
        self._row.folded.connect(self.folded)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme().px(4))
        column.addWidget(self.message)
        column.addWidget(self._row)

    def begin(self, *, is_draft: bool, is_new: bool) -> None:
        """Start with a family: complete, a draft, or one that nobody wrote down yet."""
        self._is_draft = is_draft
        if not is_draft:
            self.close_button.setText(_("Close"))
        if not is_new:
            self._show_saved()

    def tell_saving(self, words: str, _icon: str, tone: str) -> None:
        """Say how saving stands; trouble is said in full."""
        if tone == "care":
            self.message.show_error(words)
        else:
            self.message.hide()
            self._show_saved()
        self.folded.emit()

    def _show_saved(self) -> None:
        self.standing.setText(_("Saved on this computer"))
        self.discard.setVisible(self._is_draft)
        self._row.fold()
