"""Where a class list is chosen, and where it is said why one could not be read."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from fsp_desktop.language.words import _
from fsp_desktop.ui.widgets.buttons import Button
from fsp_desktop.ui.widgets.cards import EmptyState
from fsp_desktop.ui.widgets.field import FieldMessage


class StartPage(QWidget):
    """A file, or a folder.

    Signals:
        file_asked: The person wants to choose a file.
        folder_asked: The person wants to choose a folder.
    """

    file_asked = Signal()
    folder_asked = Signal()

    def __init__(self) -> None:
        super().__init__()
        empty = EmptyState(
            "file-text",
            _("Choose the list from the school’s student system."),
            _("Choose a file"),
            _("OneRoster, SDS, or any CSV or Excel list of children. You see everything first."),
        )
        self.file = empty.button
        self.folder = Button(_("Choose a folder"), "quiet", icon="folder-open")
        self.problem = FieldMessage()
        column = QVBoxLayout(self)
        column.addStretch(1)
        column.addWidget(empty)
        column.addWidget(self.folder, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addWidget(self.problem)
        column.addStretch(1)
        self.problem.hide()
        empty.acted.connect(self.file_asked)
        self.folder.clicked.connect(self.folder_asked)

    def say_problem(self, words: str) -> None:
        """Say why a list could not be read; no words take that away."""
        if words:
            self.problem.show_error(words)
        else:
            self.problem.hide()
