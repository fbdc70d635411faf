"""The parts of a packet: tick what to print, put them in order, see how far the words are."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from fsp_desktop.language.words import _
from fsp_desktop.ui.packet_builder.part_row import LOOKS, PartRow
from fsp_desktop.ui.theme.theme import theme
from fsp_desktop.ui.widgets.announce import announce
from fsp_desktop.ui.widgets.buttons import Button
from fsp_desktop.ui.widgets.cards import Card
from fsp_desktop.ui.widgets.key_caps import KeyCaps
from fsp_desktop.ui.widgets.text import Label

COVER = "cover"
"""The part that always stands first; the others move below it."""


class PartsList(Card):
    """All parts in print order; Up and Down walk, Space takes in or out, Alt+arrows and dragging move.

    Signals:
        chosen_changed: A part was taken in or out, or moved.
    """

    chosen_changed = Signal()

    def __init__(self) -> None:
        super().__init__(_("Parts, in this order"), padding=0)
        self.body.setSpacing(0)
        self._left_out: set[str] = set()
        self._usual: list[str] = []
        self.rows: list[PartRow] = []
        self._languages: tuple[str, ...] = ("en",)
        self.counted_words = Label("", "caption", "ink2")
        self.head_end.addWidget(self.counted_words)
        self.head_end.addWidget(Label(_("Move with"), "caption", "ink2"))
        self.head_end.addWidget(KeyCaps(("Alt", "↑", "↓")))
        self._lines = QVBoxLayout()
        self._lines.setSpacing(0)
        self.body.addLayout(self._lines)
        self.in_order = Button(_("Back to the usual order"), "link")
        self._foot = QWidget()
        foot = QHBoxLayout(self._foot)
        foot.setContentsMargins(theme().px(10), theme().px(2), theme().px(10), theme().px(2))
        foot.addWidget(self.in_order)
        foot.addStretch(1)
        self.body.addWidget(self._foot)
        self._foot.hide()
        self.in_order.clicked.connect(self._order_again)

    # --- showing -------------------------------------------------------------------------------

    def show_parts(self, parts: Sequence[Any], languages: tuple[str, ...]) -> None:
        """Show the parts with their state; what was left out stays out, what was moved stays there."""
        self._languages = languages
        by_id = {part.id: part for part in parts}
        if sorted(row.part.id for row in self.rows) != sorted(by_id):
            self._usual = list(by_id)
            self._make_rows(parts)
        for row in self.rows:
            row.show_state(by_id[row.part.id], languages)
        self._tell_count()

    def chosen(self) -> tuple[str, ...]:
        """Return the ids of the parts to print, in order."""
        return tuple(row.part.id for row in self.rows if row.isChecked())

    def choose(self, part_ids: Iterable[str]) -> None:
        """Take these parts in and all others out, and tell it once."""
        wanted = set(part_ids)
        self._left_out = {row.part.id for row in self.rows} - wanted
        for row in self.rows:
            row.blockSignals(True)
            row.setChecked(row.part.id in wanted)
            row.blockSignals(False)
            row.update()
        self._tell_change()

    def counted(self, language: str) -> dict[str, int]:
        """Return how many chosen parts are in each state."""
        states = [row.part.states.get(language, "checked") for row in self.rows if row.isChecked()]
        return {state: states.count(state) for state in LOOKS}

    def mark(self, part_ids: Sequence[str]) -> None:
        """Point at parts that can not be printed."""
        for row in self.rows:
            row.mark(is_wrong=row.part.id in part_ids)

    def row_of(self, part_id: str) -> PartRow | None:
        return next((row for row in self.rows if row.part.id == part_id), None)

    def _make_rows(self, parts: Sequence[Any]) -> None:
        for old in self.rows:
            self._lines.removeWidget(old)
            old.deleteLater()
        self.rows = [PartRow(part, self._languages, is_fixed=part.id == COVER) for part in parts]
        for row in self.rows:
            row.setChecked(row.part.id not in self._left_out)
            row.toggled.connect(lambda on, key=row.part.id: self._toggle(key, on))
            row.step_asked.connect(lambda step, moved=row: self._step(moved, step))
            row.pulled.connect(lambda at, moved=row: self._pull(moved, at))
            row.let_go.connect(self._tell_change)
            row.installEventFilter(self)
            self._lines.addWidget(row)

    # --- walking and moving --------------------------------------------------------------------

    def eventFilter(self, watched, event) -> bool:  # type: ignore[no-untyped-def]  # noqa: ANN001
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            step = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}.get(Qt.Key(event.key()))
            is_alt = event.modifiers() & Qt.KeyboardModifier.AltModifier
            if step is not None and not is_alt and watched in self.rows:
                at = min(len(self.rows) - 1, max(0, self.rows.index(watched) + step))
                self.rows[at].setFocus(Qt.FocusReason.TabFocusReason)
                return True
        return super().eventFilter(watched, event)

    def move_part(self, part_id: str, to: int) -> bool:
        """Put a part at a place, counted from 0, below the cover; tells whether it moved."""
        row = self.row_of(part_id)
        if row is None or row.is_fixed:
            return False
        first = sum(one.is_fixed for one in self.rows)
        to = min(len(self.rows) - 1, max(first, to))
        if self.rows.index(row) == to:
            return False
        self.rows.remove(row)
        self.rows.insert(to, row)
        self._lines.removeWidget(row)
        self._lines.insertWidget(to, row)
        for one, following in zip(self.rows, self.rows[1:], strict=False):
            QWidget.setTabOrder(one, following)
        self._foot.setVisible([one.part.id for one in self.rows] != self._usual)
        return True

    def _step(self, row: PartRow, step: int) -> None:
        if self.move_part(row.part.id, self.rows.index(row) + step):
            at, count = self.rows.index(row) + 1, len(self.rows)
            words = _("{title}, now {n} of {count}")
            announce(self, words.format(title=row.part.title, n=at, count=count))
            self._tell_change()

    def _pull(self, row: PartRow, at: int) -> None:
        over = next(
            (one for one in self.rows if one.geometry().top() <= at <= one.geometry().bottom()),
            None,
        )
        if over is not None and over is not row:
            self.move_part(row.part.id, self.rows.index(over))

    def _order_again(self) -> None:
        for to, part_id in enumerate(self._usual):
            self.move_part(part_id, to)
        self.rows[0].setFocus(Qt.FocusReason.OtherFocusReason)
        self._tell_change()

    # --- telling -------------------------------------------------------------------------------

    def _toggle(self, key: str, on: bool) -> None:
        if on:
            self._left_out.discard(key)
        else:
            self._left_out.add(key)
        self._tell_change()

    def _tell_change(self) -> None:
        self._tell_count()
        self.chosen_changed.emit()

    def _tell_count(self) -> None:
        words = _("{n} of {count}")
        self.counted_words.setText(words.format(n=len(self.chosen()), count=len(self.rows)))
