"""The languages a family uses at home: chips, and one more to add."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from fsp_desktop.language.words import _
from fsp_desktop.ui.families.words import in_language
from fsp_desktop.ui.forms.folding_row import FoldingRow
from fsp_desktop.ui.forms.language_choice import language_choices
from fsp_desktop.ui.theme.theme import theme
from fsp_desktop.ui.widgets.chips import ChipRow
from fsp_desktop.ui.widgets.combo import Combo
from fsp_desktop.ui.widgets.text import Label


class LanguagesRow(QWidget):
    """Languages that are ticked are kept; unticking one takes it away.

    Signals:
        edited: The person changed the languages.
    """

    edited = Signal()

    def __init__(self) -> None:
        super().__init__()
        words = _("Languages at home")
        self._tags: list[str] = []
        self.chips = ChipRow(words)
        self.add = Combo(_("Add a language"))
        self.add.setPlaceholderText(_("Add a language"))
        self.add.set_choices(language_choices()[1:])
        self.add.setCurrentIndex(-1)
        self.add.setMinimumWidth(theme().px(200))
        named = QWidget()
        beside = QVBoxLayout(named)
        beside.setContentsMargins(0, 0, 0, 0)
        beside.setSpacing(theme().px(4))
        beside.addWidget(Label(words, "label"))
        beside.addWidget(self.chips)
        beside.addStretch(1)
        self.row = FoldingRow(named, self.add)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.row)
        self.chips.chosen_changed.connect(self._on_chips)
        self.add.chosen_changed.connect(self._on_added)

    def tags(self) -> list[str]:
        return list(self._tags)

    def show_tags(self, tags: Iterable[str]) -> None:
        """Show languages without telling anybody."""
        self._tags = [tag for tag in tags if tag]
        self.chips.set_choices([(tag, in_language(tag)) for tag in self._tags])
        self.chips.set_chosen(self._tags)
        self.row.fold()

    def _on_chips(self, chosen: list[str]) -> None:
        # An unticked chip stays on screen, so that a slip of the hand can be put right.
        self._tags = chosen
        self.edited.emit()

    def _on_added(self, tag: str) -> None:
        self.add.setCurrentIndex(-1)
        if tag and tag not in self._tags:
            self.show_tags([*self._tags, tag])
            self.edited.emit()
