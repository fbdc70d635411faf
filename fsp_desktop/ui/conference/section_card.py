"""One card of the brief: a numbered heading, how many items are on the page, and the items."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal

from fsp_desktop.language.words import _
from fsp_desktop.services.prepare_conference import BriefItem
from fsp_desktop.ui.conference.item_row import ItemRow
from fsp_desktop.ui.conference.words import section_title
from fsp_desktop.ui.widgets.cards import Card
from fsp_desktop.ui.widgets.text import Label

Shown = tuple[str, BriefItem, bool]
"""Section code, item, whether it is on the page."""


class SectionCard(Card):
    """Items of one or two sections of the brief.

    Signals:
        toggled: Carries section code, item key and whether it is on the page now.
        moved: Carries section code, item key and -1 or 1.
        walked: The keyboard leaves the card at its top (-1) or end (1).
    """

    toggled = Signal(str, str, bool)
    moved = Signal(str, str, int)
    walked = Signal(int)

    def __init__(self, code: str) -> None:
        self._words, icon = section_title(code)
        super().__init__(self._words, icon, padding=0, gap=0)
        self.code = code
        self.rows: list[ItemRow] = []
        self._count = Label("", "note", "ink2")
        self.head_end.addWidget(self._count)

    def set_number(self, number: int) -> None:
        """Say which card of the page this is; empty ones are not counted."""
        title = _("{number} · {title}").format(number=number, title=self._words)
        self.heading.setText(title)
        self.setAccessibleName(title)

    def show_items(self, shown: Sequence[Shown]) -> None:
        """Show these items; the row that had the keyboard keeps it."""
        held = next((row.item.key for row in self.rows if row.hasFocus()), None)
        for row in self.rows:
            self.body.removeWidget(row)
            row.hide()
            row.deleteLater()
        self.rows = []
        for code, item, on_page in shown:
            self._add(code, item, on_page=on_page)
        for row in self.rows:
            if row.item.key == held:
                # A row that is not shown yet cannot take the keyboard.
                row.show()
                row.setFocus(Qt.FocusReason.OtherFocusReason)
        self._tell()
        self.setVisible(bool(self.rows))

    def _add(self, code: str, item: BriefItem, *, on_page: bool) -> None:
        row = ItemRow(item, is_on_page=on_page, is_first=not self.rows)
        row.toggled.connect(lambda on: self._on_toggled(code, item.key, on))
        row.move_asked.connect(lambda step: self.moved.emit(code, item.key, step))
        row.walk_asked.connect(lambda step: self._walk(row, step))
        self.rows.append(row)
        self.body.addWidget(row)

    def _on_toggled(self, code: str, key: str, on: bool) -> None:
        self._tell()
        self.toggled.emit(code, key, on)

    def _walk(self, row: ItemRow, step: int) -> None:
        at = self.rows.index(row) + step
        if 0 <= at < len(self.rows):
            self.rows[at].setFocus(Qt.FocusReason.TabFocusReason)
        else:
            self.walked.emit(step)

    def _tell(self) -> None:
        chosen = sum(row.isChecked() for row in self.rows)
        words = _("{n} of {count}").format(n=chosen, count=len(self.rows))
        self._count.setText(words)
        self.setAccessibleDescription(words)
