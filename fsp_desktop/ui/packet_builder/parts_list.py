"""The parts of a packet: tick what to print, and see how far its words are in each language."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QSizePolicy

from fsp_desktop.language.words import _
from fsp_desktop.ui.sync.cards import ListCard
from fsp_desktop.ui.theme.marks import CHECK_SIDE, paint_check
from fsp_desktop.ui.theme.theme import theme
from fsp_desktop.ui.widgets.painting import Strip, chip_size, paint_chip, paint_text
from fsp_desktop.ui.widgets.text import Label

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
        "draft": (_("Draft"), _("Draft: nobody has checked it yet")),
        "missing": (_("Missing"), _("Not in this language yet: prints in English")),
    }[state]


class PartRow(QAbstractButton):
    """One part; the whole row is the target. Space takes it in or out."""

    def __init__(self, part: Any, language: str) -> None:
        super().__init__()
        self.part = part
        self._is_marked = False
        self.setCheckable(True)
        self.setChecked(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.show_state(part, language)

    def show_state(self, part: Any, language: str) -> None:
        """Show how far the words of the part are in one language."""
        self.part = part
        state = part.states.get(language, "checked")
        self._kind, self._icon = LOOKS[state]
        self._word, self._why = state_words(state)
        self.setAccessibleName(f"{part.title}, {self._word}")
        self.setAccessibleDescription(self._why)
        self.setToolTip(self._why)
        self.update()

    def mark(self, *, is_wrong: bool) -> None:
        """Point at the part, since it can not be printed as it is."""
        self._is_marked = is_wrong
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(theme().px(240), theme().px(47))

    def paintEvent(self, event: QPaintEvent) -> None:
        px = theme().px
        painter = QPainter(self)
        if self._is_marked:
            painter.fillRect(self.rect(), theme().color("care_soft"))
        elif self.underMouse():
            painter.fillRect(self.rect(), theme().color("sunken"))
        strip = Strip(self.rect().adjusted(px(14), 0, -px(12), 0))
        paint_check(painter, strip.start(px(CHECK_SIDE), px(10)), self.isChecked())
        size = chip_size(self._word, self._icon)
        chip = strip.end(size.width(), px(10))
        chip.setHeight(size.height())
        chip.moveTop((self.height() - size.height()) // 2)
        paint_chip(painter, chip, self._word, self._kind, self._icon, off=not self.isChecked())
        rest = strip.rest()
        upper, lower = rest.adjusted(0, px(5), 0, -px(21)), rest.adjusted(0, px(25), 0, -px(4))
        color = "ink" if self.isChecked() else "ink2"
        paint_text(painter, upper, self.part.title, theme().font("body"), color)
        why = self._why if self.isChecked() else _("Not printed")
        paint_text(painter, lower, why, theme().font("caption"), "ink2")


class PartsList(ListCard):
    """All parts in print order; Up and Down walk, Space takes in or out.

    Signals:
        chosen_changed: A part was taken in or out.
    """

    chosen_changed = Signal()

    def __init__(self) -> None:
        super().__init__(_("Parts, in this order"))
        self._left_out: set[str] = set()
        self.rows: list[PartRow] = []
        self.counted_words = Label("", "caption", "ink2")
        self.head_end.addWidget(self.counted_words)

    def show_parts(self, parts: Sequence[Any], language: str) -> None:
        """Show the parts with their state in one language; what was left out stays out."""
        if [row.part.id for row in self.rows] != [part.id for part in parts]:
            self._make_rows(parts, language)
        for row, part in zip(self.rows, parts, strict=True):
            row.show_state(part, language)
        self._tell_count()

    def chosen(self) -> tuple[str, ...]:
        """Return the ids of the parts to print, in order."""
        return tuple(row.part.id for row in self.rows if row.isChecked())

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

    def first(self) -> PartRow | None:
        return self.rows[0] if self.rows else None

    def _make_rows(self, parts: Sequence[Any], language: str) -> None:
        self.rows = [PartRow(part, language) for part in parts]
        for row in self.rows:
            row.setChecked(row.part.id not in self._left_out)
            row.toggled.connect(lambda on, key=row.part.id: self._toggle(key, on))
            row.installEventFilter(self)
        self.show_rows(self.rows)

    def eventFilter(self, watched, event) -> bool:  # type: ignore[no-untyped-def]  # noqa: ANN001
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            step = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}.get(Qt.Key(event.key()))
            if step is not None and watched in self.rows:
                at = min(len(self.rows) - 1, max(0, self.rows.index(watched) + step))
                self.rows[at].setFocus(Qt.FocusReason.TabFocusReason)
                return True
        return super().eventFilter(watched, event)

    def _toggle(self, key: str, on: bool) -> None:
        if on:
            self._left_out.discard(key)
        else:
            self._left_out.add(key)
        self._tell_count()
        self.chosen_changed.emit()

    def _tell_count(self) -> None:
        words = _("{n} of {count}")
        self.counted_words.setText(words.format(n=len(self.chosen()), count=len(self.rows)))
