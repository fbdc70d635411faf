"""The parts of the log at its start side: which are filled, and where one is."""

from __future__ import annotations

from dataclasses import dataclass, replace

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import (
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from fsp_desktop.language.words import _
from fsp_desktop.ui.theme.icons import paint_icon
from fsp_desktop.ui.theme.marks import paint_focus_ring
from fsp_desktop.ui.theme.theme import theme
from fsp_desktop.ui.widgets.key_caps import KeyCaps
from fsp_desktop.ui.widgets.lists import Index, RowList, RowModel
from fsp_desktop.ui.widgets.paged_model import ROW_ROLE
from fsp_desktop.ui.widgets.painting import Strip, paint_box, paint_text
from fsp_desktop.ui.widgets.text import Label

WIDE, FOLDED = 218, 60
ROW_HIGH = 36


@dataclass(frozen=True, slots=True)
class Part:
    """One part of the log."""

    number: int
    words: str
    is_filled: bool = False


def part_sentence(part: Part) -> str:
    """Return what a screen reader says for a part."""
    state = _("filled") if part.is_filled else _("empty")
    return _("{number}, {part}, {state}").format(number=part.number, part=part.words, state=state)


class PartDelegate(QStyledItemDelegate):
    """Paints a part: a tick or its number, and its name."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(theme().px(160), theme().px(ROW_HIGH))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        px = theme().px
        rect: QRect = option.rect
        part: Part = index.data(ROW_ROLE)
        is_here = bool(option.state & QStyle.StateFlag.State_Selected)
        is_folded = rect.width() < px(2 * FOLDED)
        side = px(10 if is_folded else 12)
        box = rect.adjusted(side, 0, -side, 0)
        if is_here:
            paint_box(painter, box, "pine_soft", None)
        strip = Strip(box.adjusted(px(10), 0, -px(6), 0))
        mark = strip.start(px(18), px(10))
        strong, color = theme().font("bodyStrong"), "pine_ink" if is_here else "ink"
        if part.is_filled:
            square = QRect(0, 0, px(16), px(16))
            square.moveCenter(mark.center())
            paint_icon(painter, "check", theme().scheme.pine, square)
        else:
            font = strong if is_here else theme().font("body")
            paint_text(painter, mark, str(part.number), font, "pine", centred=True)
        words = strong if is_here else theme().font("body")
        if strip.rest().width() > px(24):
            paint_text(painter, strip.rest(), part.words, words, color if is_here else "ink2")
        if option.state & QStyle.StateFlag.State_HasFocus:
            paint_focus_ring(painter, box)


class StepList(QWidget):
    """The parts of the log, and the keys that walk through them.

    Signals:
        chosen: A part was clicked or Enter was pressed on it; carries its number from 1.
    """

    chosen = Signal(int)

    def __init__(self) -> None:
        super().__init__()
        self._parts = [
            Part(number, words)
            for number, words in enumerate(
                (
                    _("Who and when"),
                    _("Hopes and strengths"),
                    _("What we discussed"),
                    _("What we agreed"),
                    _("Next steps"),
                    _("For next time"),
                ),
                start=1,
            )
        ]
        self._model = RowModel(part_sentence, self)
        self._model.set_rows(self._parts)
        self.view = RowList(_("Parts of the log"), PartDelegate(), clear=True)
        self.view.setModel(self._model)
        self.view.setFixedHeight(theme().px(ROW_HIGH) * len(self._parts) + 2)
        self.view.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._build()
        self.view.opened.connect(lambda part: self.chosen.emit(part.number))
        self.view.clicked.connect(lambda index: self.chosen.emit(index.row() + 1))

    def _build(self) -> None:
        px = theme().px
        self._keys = QWidget()
        keys = QVBoxLayout(self._keys)
        keys.setContentsMargins(px(20), px(20), px(8), 0)
        keys.setSpacing(px(1))
        keys.addWidget(Label(_("One hand is enough"), "label", "ink2"))
        for key, words in (("F8", _("next part")), ("F7", _("part before")), ("F9", _("finish"))):
            keys.addWidget(KeyCaps([key], words))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, px(14), 0, px(8))
        column.setSpacing(0)
        column.addWidget(self.view)
        column.addWidget(self._keys)
        column.addStretch(1)
        self.fold(is_narrow=False)

    def fold(self, *, is_narrow: bool) -> None:
        """Show the marks only, where the form needs the room; the words are in the tips."""
        self.setFixedWidth(theme().px(FOLDED if is_narrow else WIDE))
        self._keys.setVisible(not is_narrow)

    def show_filled(self, filled: list[bool]) -> None:
        """Tick the parts that have something in them."""
        parts = [replace(part, is_filled=on) for part, on in zip(self._parts, filled, strict=True)]
        if parts != self._parts:
            here = self.view.currentIndex().row()
            self._parts = parts
            self._model.set_rows(parts)
            self.view.select_row(here)

    def show_here(self, number: int) -> None:
        """Light the part one is in."""
        if self.view.currentIndex().row() != number - 1:
            self.view.select_row(number - 1)

    def count_empty(self) -> int:
        """Return how many parts have nothing in them."""
        return sum(not part.is_filled for part in self._parts)
