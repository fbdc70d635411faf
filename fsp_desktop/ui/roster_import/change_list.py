"""What would change, line by line, with ours and theirs; Left keeps ours, Right takes theirs."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import QFont, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem, QWidget

from fsp_desktop.language.labels import field_label
from fsp_desktop.language.words import _
from fsp_desktop.services.import_plan import FieldChange
from fsp_desktop.ui.roster_import.words import value_words
from fsp_desktop.ui.theme.theme import theme
from fsp_desktop.ui.widgets.lists import Index, RowList, RowModel
from fsp_desktop.ui.widgets.paged_model import ROW_ROLE
from fsp_desktop.ui.widgets.painting import Strip, paint_chip, paint_text
from fsp_desktop.ui.widgets.rows import paint_row_ground

ROW_HIGH = 40
CHOICE_WIDE = 112


@dataclass(slots=True)
class Choice:
    """One difference and what the person wants."""

    change: FieldChange
    takes: bool


def choice_sentence(choice: Choice) -> str:
    """Return what a screen reader says for a line."""
    change = choice.change
    return _("{who}, {field}, ours {ours}, list {theirs}, {choice}").format(
        who=change.label,
        field=field_label(change.kind, change.field),
        ours=value_words(change.kind, change.field, change.ours),
        theirs=value_words(change.kind, change.field, change.theirs),
        choice=_("take theirs") if choice.takes else _("keep ours"),
    )


def column_rects(row: QRect) -> tuple[QRect, QRect, QRect, QRect, QRect]:
    """Return where who, what, ours, theirs and the choice stand in a row."""
    px = theme().px
    strip = Strip(row.adjusted(px(14), 0, -px(14), 0))
    choice = strip.end(px(CHOICE_WIDE), px(12))
    wide = strip.rest().width()
    who = strip.start(wide * 26 // 100, px(8))
    what = strip.start(wide * 22 // 100, px(8))
    ours = strip.start(wide * 24 // 100, px(8))
    return who, what, ours, strip.rest(), choice


class ChangeHeader(QWidget):
    """The names of the columns above the list."""

    def __init__(self) -> None:
        super().__init__()
        self.setFixedHeight(theme().px(28))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), theme().color("sunken"))
        painter.fillRect(0, self.height() - 1, self.width(), 1, theme().color("line"))
        names = (_("Who"), _("What"), _("Ours"), _("In the list"), _("Which one stays"))
        font = theme().font("caption")
        font.setWeight(QFont.Weight.DemiBold)
        for rect, name in zip(column_rects(self.rect()), names, strict=True):
            paint_text(painter, rect, name, font, "ink2")


class ChangeDelegate(QStyledItemDelegate):
    """Paints who, what, ours, theirs and the choice."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(theme().px(400), theme().px(ROW_HIGH))

    def choice_rect(self, row: QRect) -> QRect:
        """Return where the choice stands in a row."""
        box = column_rects(row)[-1]
        return box.adjusted(0, theme().px(7), 0, -theme().px(7))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        paint_row_ground(painter, option)
        choice: Choice = index.data(ROW_ROLE)
        change = choice.change
        rect: QRect = option.rect
        words, kind = (_("Take theirs"), "chosen") if choice.takes else (_("Keep ours"), "neutral")
        paint_chip(painter, self.choice_rect(rect), words, kind, "check" if choice.takes else None)
        who, what, ours, theirs, _choice = column_rects(rect)
        small = theme().font("note")
        paint_text(painter, who, change.label, theme().font("label"), "ink")
        paint_text(painter, what, field_label(change.kind, change.field), small, "ink2")
        mine = value_words(change.kind, change.field, change.ours)
        paint_text(painter, ours, mine, small, "ink")
        self._paint_theirs(painter, theirs, value_words(change.kind, change.field, change.theirs))

    def _paint_theirs(self, painter: QPainter, rect: QRect, words: str) -> None:
        taken = paint_text(painter, rect, words, theme().font("note"), "ink")
        # A soft line under what is different, besides the words themselves.
        left = rect.right() - taken if theme().is_rtl else rect.left()
        under = rect.center().y() + theme().px(10)
        painter.fillRect(left, under, taken, theme().px(2), theme().color("pine"))


class ChangeList(RowList):
    """The differences.

    Signals:
        chosen: The person changed a choice.
    """

    chosen = Signal()

    def __init__(self) -> None:
        self._look = ChangeDelegate()
        super().__init__(_("What would change"), self._look)
        self._rows = RowModel(choice_sentence, self)
        self.setModel(self._rows)
        self.ticked.connect(self._turn_over)

    def show_changes(self, changes: list[FieldChange]) -> None:
        """Show these; what the plan would take is taken."""
        self._rows.set_rows([Choice(change, change.is_taken) for change in changes])

    def choices(self) -> list[Choice]:
        return self._rows.rows()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}.get(Qt.Key(event.key()))
        choice = self.current_row()
        if step is None or choice is None or event.modifiers() & Qt.KeyboardModifier.AltModifier:
            super().keyPressEvent(event)
            return
        self._choose(choice, (step == 1) != theme().is_rtl)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        at = event.position().toPoint()
        index = self.indexAt(at)
        super().mousePressEvent(event)
        if index.isValid() and self._look.choice_rect(self.visualRect(index)).contains(at):
            self._turn_over(index.data(ROW_ROLE))

    def _turn_over(self, choice: Choice) -> None:
        self._choose(choice, not choice.takes)

    def _choose(self, choice: Choice, takes: bool) -> None:
        if choice.takes != takes:
            choice.takes = takes
            self.viewport().update()
            self.chosen.emit()
