"""The parts of a packet: tick what to print, and see how far its words are in each language."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QSizePolicy

from fsp_desktop.language.words import _
from fsp_desktop.ui.sync.cards import ListCard
from fsp_desktop.ui.theme.style import CHECK_SIDE, paint_check
from fsp_desktop.ui.theme.theme import theme
from fsp_desktop.ui.widgets.painting import Strip, chip_size, paint_chip, paint_text

LOOKS = {
    "checked": ("done", "check"),
    "draft": ("family", "pencil"),
    "missing": ("care", "triangle-alert"),
}
"""State of a part -> chip kind and icon."""


def state_words(state: str) -> tuple[str, str]:
    """Return the word of a state and the sentence that explains it."""
    return {
        "checked": (_("Checked"), _("A person has read and checked it")),
        "draft": (_("Draft"), _("Nobody has checked it yet: it prints with the word Draft")),
        "missing": (_("Missing"), _("Not in this language yet: it prints in English")),
    }[state]


class PartRow(QAbstractButton):
    """One part; the whole row is the target. Space takes it in or out."""

    def __init__(self, part: Any, language: str) -> None:
        super().__init__()
        self.part = part
        state = part.states.get(language, "checked")
        self._kind, self._icon = LOOKS[state]
        self._word, self._why = state_words(state)
        self.setCheckable(True)
        self.setChecked(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(f"{part.title}, {self._word}")
        self.setAccessibleDescription(self._why)
        self.setToolTip(self._why)

    def sizeHint(self) -> QSize:
        return QSize(theme().px(240), theme().px(46))

    def paintEvent(self, event: QPaintEvent) -> None:
        px = theme().px
        painter = QPainter(self)
        if self.underMouse():
            painter.fillRect(self.rect(), theme().color("sunken"))
        strip = Strip(self.rect().adjusted(px(12), 0, -px(12), 0))
        paint_check(painter, strip.start(px(CHECK_SIDE), px(10)), self.isChecked())
        chip = strip.end(chip_size(self._word, self._icon).width(), px(10))
        chip.adjust(0, px(11), 0, -px(11))
        paint_chip(painter, chip, self._word, self._kind, self._icon)
        rest = strip.rest()
        upper, lower = rest.adjusted(0, px(5), 0, -px(21)), rest.adjusted(0, px(24), 0, -px(4))
        paint_text(
            painter, upper, f"{self.part.number}  {self.part.title}", theme().font("body"), "ink"
        )
        paint_text(painter, lower, self._why, theme().font("caption"), "ink2")


class PartsList(ListCard):
    """All parts in print order.

    Signals:
        chosen_changed: A part was taken in or out.
    """

    chosen_changed = Signal()

    def __init__(self) -> None:
        super().__init__(_("Parts, in this order"))
        self._left_out: set[str] = set()
        self.rows: list[PartRow] = []

    def show_parts(self, parts: Sequence[Any], language: str) -> None:
        """Show the parts with their state in one language; what was left out stays out."""
        self.rows = [PartRow(part, language) for part in parts]
        for row in self.rows:
            row.setChecked(row.part.id not in self._left_out)
            row.toggled.connect(lambda on, key=row.part.id: self._toggle(key, on))
        self.show_rows(self.rows)

    def chosen(self) -> tuple[str, ...]:
        """Return the ids of the parts to print, in order."""
        return tuple(row.part.id for row in self.rows if row.isChecked())

    def counted(self, language: str) -> dict[str, int]:
        """Return how many chosen parts are in each state."""
        states = [row.part.states.get(language, "checked") for row in self.rows if row.isChecked()]
        return {state: states.count(state) for state in LOOKS}

    def _toggle(self, key: str, on: bool) -> None:
        if on:
            self._left_out.discard(key)
        else:
            self._left_out.add(key)
        self.chosen_changed.emit()
