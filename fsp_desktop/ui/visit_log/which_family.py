"""No visit is planned: with whom was it?"""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from fsp_desktop.language.words import _
from fsp_desktop.ui.forms.family_picker import FamilyPicker
from fsp_desktop.ui.places import open_place
from fsp_desktop.ui.shell.shell import Shell
from fsp_desktop.ui.theme.theme import theme
from fsp_desktop.ui.widgets.cards import Card
from fsp_desktop.ui.widgets.text import Label


class WhichFamily(QWidget):
    """Asks for the family of a visit nobody planned.

    Signals:
        picked: A family was chosen; carries its id.
    """

    picked = Signal(str)

    def __init__(self, shell: Shell) -> None:
        super().__init__()
        self.picker = FamilyPicker(shell, _("Which family?"))
        card = Card(padding=20, gap=10)
        card.setFixedWidth(theme().px(440))
        card.body.addWidget(Label(_("Whom did you visit?"), "title"))
        card.body.addWidget(
            Label(_("No visit is planned, so we begin with the family."), "note", "ink2", wrap=True)
        )
        card.body.addWidget(self.picker)
        column = QVBoxLayout(self)
        column.setContentsMargins(theme().px(22), theme().px(48), theme().px(22), theme().px(22))
        column.addWidget(card, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addStretch(1)
        self.picker.picked.connect(lambda row: self.picked.emit(row.id))
        self.picker.make_asked.connect(lambda name: open_place(shell, "family-form", name=name))

    def begin(self) -> None:
        """Ask anew."""
        self.picker.clear()
        self.picker.field.setFocus(Qt.FocusReason.OtherFocusReason)
