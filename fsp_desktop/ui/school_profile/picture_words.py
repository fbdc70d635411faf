"""What a picture shows, for people who hear the page."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout

from fsp_desktop.language.words import _
from fsp_desktop.ui.shell.shell import Shell
from fsp_desktop.ui.widgets.buttons import Button
from fsp_desktop.ui.widgets.field import Field, LineField
from fsp_desktop.ui.widgets.sheet import Sheet


class PictureWordsSheet(Sheet):
    """Asks for one line.

    Signals:
        told: Carries the words, never empty.
    """

    told = Signal(str)

    def __init__(self, shell: Shell, title: str, words: str = "") -> None:
        super().__init__(shell, 520, title, icon="eye")
        self.line = LineField(
            _("What does it show?"), _("Map: the office is left of the main door")
        )
        self.line.setText(words)
        hint = _("Printed for people who hear the page instead of seeing it.")
        self.field = Field(_("What does it show?"), self.line, hint)
        self.keep = Button(_("Keep"), "primary")
        row = QHBoxLayout()
        row.addStretch(1)
        row.addWidget(self.keep)
        self.body.addWidget(self.field)
        self.body.addLayout(row)
        self.keep.clicked.connect(self._keep)
        self.line.returnPressed.connect(self._keep)
        self.line.setFocus(Qt.FocusReason.OtherFocusReason)

    def _keep(self) -> None:
        words = self.line.text().strip()
        if not words:
            self.field.set_error(_("Say in a few words what it shows."))
            return
        self.accept()
        self.told.emit(words)
