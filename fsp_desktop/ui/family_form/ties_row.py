"""Who cares for a child, and where the child lives: chips to be ticked, as the record has them."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from fsp_desktop.language.words import _
from fsp_desktop.ui.theme.theme import theme
from fsp_desktop.ui.widgets.chips import ChipRow
from fsp_desktop.ui.widgets.text import Label

Choice = tuple[str, str]
LEAST = 2
"""With a single adult or home there is nothing to choose."""


class TiesRow(QWidget):
    """Chips for the adults and the homes of the family, ticked where the child belongs to them.

    Signals:
        turned: The person ticked one or took its tick away; carries its record id and the tick.
    """

    turned = Signal(str, bool)

    def __init__(self) -> None:
        super().__init__()
        self.adults = _Chips(_("Who cares for this child"))
        self.homes = _Chips(_("Where this child lives"))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme().px(8))
        for chips in (self.adults, self.homes):
            chips.turned.connect(self.turned)
            column.addWidget(chips)

    def show_ties(
        self, adults: Sequence[Choice], homes: Sequence[Choice], tied: Collection[str]
    ) -> None:
        """Offer (id, name) of adults and homes; `tied` are the ids the child belongs to."""
        self.adults.show_choices(adults, tied)
        self.homes.show_choices(homes, tied)

    @property
    def has_choices(self) -> bool:
        """Whether there is anything to choose."""
        return not (self.adults.isHidden() and self.homes.isHidden())


class _Chips(QWidget):
    turned = Signal(str, bool)

    def __init__(self, words: str) -> None:
        super().__init__()
        self._offered: list[Choice] = []
        self._tied: set[str] = set()
        self.chips = ChipRow(words)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme().px(4))
        column.addWidget(Label(words, "label"))
        column.addWidget(self.chips)
        self.chips.chosen_changed.connect(self._on_chosen)
        self.hide()

    def show_choices(self, choices: Sequence[Choice], tied: Collection[str]) -> None:
        # Chips that stay the same are left alone, so that the keyboard does not fall off them.
        if list(choices) != self._offered:
            self._offered = list(choices)
            self.chips.set_choices(self._offered)
        self._tied = {key for key, _name in choices if key in tied}
        self.chips.set_chosen(self._tied)
        self.setVisible(len(self._offered) >= LEAST)

    def _on_chosen(self, chosen: list[str]) -> None:
        now = set(chosen)
        for key in now ^ self._tied:
            self.turned.emit(key, key in now)
        self._tied = now
