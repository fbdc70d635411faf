"""The follow-ups of today: tick with Space, open with Enter."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from fsp_desktop.domain.views import FollowUpRow
from fsp_desktop.language.formats import short_day
from fsp_desktop.language.labels import label
from fsp_desktop.language.words import _
from fsp_desktop.ui.families.words import due_words
from fsp_desktop.ui.theme.icons import paint_icon
from fsp_desktop.ui.theme.marks import CHECK_SIDE, paint_check
from fsp_desktop.ui.theme.theme import theme
from fsp_desktop.ui.today.going import drop
from fsp_desktop.ui.widgets.cards import Card
from fsp_desktop.ui.widgets.painting import Strip, chip_size, paint_chip, paint_text, text_width
from fsp_desktop.ui.widgets.text import Label

SIDE_LOOK = {
    "we_promised": ("school", "arrow-right"),
    "family_offered": ("family", "arrow-left"),
    "we_asked": ("neutral", "arrow-right"),
}
"""Side of a follow-up -> chip kind and icon."""
ROW_HIGH = 40


class FollowUpLine(QAbstractButton):
    """One follow-up in one row; the whole row is the target.

    Signals:
        opened: Enter was pressed; carries the row.
    """

    opened = Signal(object)

    def __init__(self, row: FollowUpRow, today: date, *, is_first: bool = False) -> None:
        super().__init__()
        self.row = row
        self._is_first = is_first
        self._due, self._late = due_words(row.due_on, today)
        side = label("follow_up_side", row.side)
        self.setCheckable(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        parts = (side, row.text, row.family_label or "", self._due, _("not done"))
        self.setAccessibleName(", ".join(part for part in parts if part))
        self.setToolTip(row.text)

    def sizeHint(self) -> QSize:
        return QSize(theme().px(300), theme().px(ROW_HIGH) + (not self._is_first))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.opened.emit(self.row)
            return
        super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        px = theme().px
        painter = QPainter(self)
        rect = self.rect()
        if not self._is_first:
            # A line painted here spares one widget a row on the way to the first picture.
            painter.fillRect(rect.x(), rect.y(), rect.width(), 1, theme().color("line"))
            rect.setTop(rect.top() + 1)
        if self.underMouse():
            painter.fillRect(rect, theme().color("sunken"))
        strip = Strip(rect.adjusted(px(12), 0, -px(12), 0))
        paint_check(painter, strip.start(px(CHECK_SIDE), px(10)), self.isChecked())
        kind, icon = SIDE_LOOK.get(self.row.side, SIDE_LOOK["we_promised"])
        words = label("follow_up_side", self.row.side)
        chip = strip.start(chip_size(words, icon).width(), px(10))
        chip.adjust(0, px(7), 0, -px(7))
        paint_chip(painter, chip, words, kind, icon)
        self._paint_due(painter, strip)
        paint_text(painter, strip.rest(), self.row.text, theme().font("body"), "ink")

    def _paint_due(self, painter: QPainter, strip: Strip) -> None:
        if not self._due:
            return
        px, font = theme().px, theme().font("note")
        color = "care" if self._late else "ink2"
        where = strip.end(text_width(self._due, font), px(5))
        paint_text(painter, where, self._due, font, color, at_end=True)
        if self._late:
            square = strip.end(px(16), px(10))
            square.adjust(0, px(12), 0, -px(12))
            paint_icon(painter, "clock", theme().scheme.care, square)


class FollowUpCard(Card):
    """What is owed today.

    Signals:
        ticked: A follow-up was done; carries its row.
        opened: A follow-up should be shown; carries its row.
    """

    ticked = Signal(object)
    opened = Signal(object)

    def __init__(self) -> None:
        super().__init__(_("Follow-ups"), "list-checks", padding=0)
        self.count = Label("", "note", "ink2")
        self.head_end.addWidget(self.count)
        self.body.setSpacing(0)
        self._lines: list[QWidget] = []

    def show_rows(
        self,
        rows: tuple[FollowUpRow, ...],
        still_open: int,
        today: date,
        next_due: date | None = None,
    ) -> None:
        """Show the follow-ups that come first, how many are due, and how many there are in all.

        `next_due` is the day of the next one, said when none is due now.
        """
        for old in self._lines:
            self.body.removeWidget(old)
            drop(old)
        self._lines = []
        for row in rows:
            self._add(FollowUpLine(row, today, is_first=row is rows[0]))
        if not rows:
            nothing = Label(_nothing_words(still_open, next_due), "body", "ink2", wrap=True)
            nothing.setContentsMargins(
                theme().px(14), theme().px(12), theme().px(14), theme().px(12)
            )
            self._keep(nothing)
        due = sum(row.due_on is not None and row.due_on <= today for row in rows)
        words = _("{due} of {open} due today").format(due=due, open=still_open)
        self.count.setText(words if still_open else "")

    def lines(self) -> list[FollowUpLine]:
        """Return the rows, first to last."""
        return [line for line in self._lines if isinstance(line, FollowUpLine)]

    def _add(self, line: FollowUpLine) -> None:
        line.toggled.connect(lambda on, row=line.row: self.ticked.emit(row) if on else None)
        line.opened.connect(self.opened)
        self._keep(line)

    def _keep(self, widget: QWidget) -> None:
        self._lines.append(widget)
        self.body.addWidget(widget)


def _nothing_words(still_open: int, next_due: date | None) -> str:
    if not still_open:
        return _("Nothing owed. Good.")
    if next_due is None:
        return _("Nothing due today.")
    day = short_day(next_due, weekday=True)
    return _("Nothing due today. The next is on {day}.").format(day=day)
