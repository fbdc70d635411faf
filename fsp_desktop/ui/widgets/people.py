"""Chips with the people of a family, flowing over lines."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtWidgets import QSizePolicy, QWidget

from fsp_desktop.ui.theme.theme import theme
from fsp_desktop.ui.widgets.chips import StatusChip
from fsp_desktop.ui.widgets.flow_layout import FlowLayout


class PeopleChipRow(QWidget):
    """Shows who belongs together: adults as they are, children with the school icon."""

    def __init__(self, words: str) -> None:
        super().__init__()
        self.setAccessibleName(words)
        self._flow = FlowLayout(self, gap=theme().px(8), line_gap=theme().px(6))
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def set_people(self, people: Iterable[tuple[str, bool]]) -> None:
        """Show people as (words, is_child), such as ("Ayaan · grade 2", True)."""
        self._flow.clear()
        names = []
        for words, is_child in people:
            self._flow.addWidget(StatusChip(words, "neutral", "school" if is_child else None))
            names.append(words)
        self.setAccessibleDescription(", ".join(names))
        self.updateGeometry()
