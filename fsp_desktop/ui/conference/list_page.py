"""All conferences: the next ones first, by day, then those that are over."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from itertools import groupby

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QStackedWidget,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from fsp_desktop.domain.views import ConferenceRow
from fsp_desktop.language.formats import clock_time
from fsp_desktop.language.words import _, ngettext
from fsp_desktop.ui.conference.words import (
    day_words,
    row_sentence,
    status_look,
    student_words,
)
from fsp_desktop.ui.families.words import in_language
from fsp_desktop.ui.theme.theme import theme
from fsp_desktop.ui.widgets.buttons import Button
from fsp_desktop.ui.widgets.cards import Card, EmptyState
from fsp_desktop.ui.widgets.lists import RowList, RowModel
from fsp_desktop.ui.widgets.paged_model import ROW_ROLE
from fsp_desktop.ui.widgets.painting import Strip, chip_size, paint_chip, paint_text, text_width
from fsp_desktop.ui.widgets.rows import paint_row_ground
from fsp_desktop.ui.widgets.text import Label

Index = QModelIndex | QPersistentModelIndex
ROW_HIGH, HEADING_HIGH, TIME_WIDE = 56, 30, 74


@dataclass(frozen=True, slots=True)
class DayHeading:
    """A day between the rows."""

    words: str


@dataclass(frozen=True, slots=True)
class ListRow:
    """A conference as the list paints it."""

    row: ConferenceRow
    time: str
    title: str
    beside: str
    meta: str
    chip: tuple[str, str, str]
    sentence: str


def rows_of(rows: Iterable[ConferenceRow], now: datetime) -> list[DayHeading | ListRow]:
    """Return headings and rows, in the order in which the conferences came."""
    listed: list[DayHeading | ListRow] = []
    today = now.astimezone().date()
    for words, group in groupby(rows, key=lambda row: _heading(row, today)):
        listed.append(DayHeading(words))
        listed.extend(_list_row(row, now) for row in group)
    return listed


def _heading(row: ConferenceRow, today: date) -> str:
    if row.starts_at is None:
        return _("Without a day")
    words = day_words(row.starts_at, today)
    is_over = row.starts_at.astimezone().date() < today
    return _("Over: {day}").format(day=words) if is_over else words


def _list_row(row: ConferenceRow, now: datetime) -> ListRow:
    language = in_language(row.language) if row.language else ""
    interpreter = (
        _("{name} interprets").format(name=row.interpreter_name) if row.interpreter_name else ""
    )
    return ListRow(
        row=row,
        time=clock_time(row.starts_at.astimezone()) if row.starts_at else "–",
        title=_("{label} family").format(label=row.family_label),
        beside=student_words(row),
        meta=" · ".join(part for part in (row.place or "", language, interpreter) if part),
        chip=status_look(row, now),
        sentence=row_sentence(row, now),
    )


class _ListModel(RowModel):
    def flags(self, index: Index) -> Qt.ItemFlag:
        if isinstance(index.data(ROW_ROLE), DayHeading):
            return Qt.ItemFlag.NoItemFlags
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable


class _ListDelegate(QStyledItemDelegate):
    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        is_heading = isinstance(index.data(ROW_ROLE), DayHeading)
        return QSize(theme().px(200), theme().px(HEADING_HIGH if is_heading else ROW_HIGH))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        row = index.data(ROW_ROLE)
        if isinstance(row, DayHeading):
            self._paint_heading(painter, option.rect, row.words)
        elif isinstance(row, ListRow):
            paint_row_ground(painter, option)
            self._paint_row(painter, option.rect, row)

    def _paint_heading(self, painter: QPainter, rect: QRect, words: str) -> None:
        px = theme().px
        painter.fillRect(rect, theme().color("sunken"))
        painter.fillRect(rect.left(), rect.bottom(), rect.width(), 1, theme().color("line"))
        inner = rect.adjusted(px(14), 0, -px(14), 0)
        paint_text(painter, inner, words, theme().font("label"), "ink2")

    def _paint_row(self, painter: QPainter, rect: QRect, row: ListRow) -> None:
        px = theme().px
        strip = Strip(rect.adjusted(px(14), 0, -px(14), 0))
        paint_text(painter, strip.start(px(TIME_WIDE)), row.time, theme().font("bodyStrong"), "ink")
        words, kind, icon = row.chip
        size = chip_size(words, icon)
        chip = strip.end(size.width(), px(12))
        chip.setHeight(size.height())
        chip.moveCenter(QRect(chip.left(), rect.top(), chip.width(), rect.height()).center())
        paint_chip(painter, chip, words, kind, icon)
        rest = strip.rest()
        line = Strip(QRect(rest.left(), rest.top() + px(8), rest.width(), px(20)))
        strong = theme().font("bodyStrong")
        wide = min(text_width(row.title, strong), line.rest().width())
        paint_text(painter, line.start(wide, px(8)), row.title, strong, "ink")
        paint_text(painter, line.rest(), row.beside, theme().font("note"), "ink2")
        lower = QRect(rest.left(), rest.top() + px(29), rest.width(), px(18))
        paint_text(painter, lower, row.meta, theme().font("caption"), "ink2")


class ListPage(QWidget):
    """The list of conferences.

    Signals:
        opened: Carries the id of a conference.
        plan_asked: The person wants to plan a new one.
    """

    opened = Signal(str)
    plan_asked = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.count = Label("", "note", "ink2")
        self.plan = Button(_("Plan a conference"), icon="plus")
        self.model = _ListModel(_spoken, self)
        self.view = RowList(_("Conferences"), _ListDelegate())
        self.view.setModel(self.model)
        self.empty = EmptyState(
            "handshake",
            _("No conference is planned yet. Ask a family which time is good for them."),
            _("Plan a conference"),
        )
        self._build()
        self.view.opened.connect(self._on_opened)
        self.view.clicked.connect(lambda index: self._on_opened(index.data(ROW_ROLE)))
        self.plan.clicked.connect(self.plan_asked)
        self.empty.acted.connect(self.plan_asked)

    def _build(self) -> None:
        px = theme().px
        head = QHBoxLayout()
        head.addWidget(self.count, 1)
        head.addWidget(self.plan)
        card = Card(padding=0)
        card.body.setContentsMargins(1, 1, 1, 1)
        self.view.setFrameShape(QFrame.Shape.NoFrame)
        card.body.addWidget(self.view)
        full = QWidget()
        column = QVBoxLayout(full)
        column.setContentsMargins(px(20), px(12), px(20), px(16))
        column.setSpacing(px(10))
        column.addLayout(head)
        column.addWidget(card, 1)
        self._stack = QStackedWidget()
        self._stack.addWidget(full)
        self._stack.addWidget(self.empty)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self._stack)

    def show_rows(self, rows: Sequence[ConferenceRow], now: datetime) -> None:
        """Show the conferences; the row with the cursor keeps it."""
        held = self.view.current_row()
        listed = rows_of(rows, now)
        self.model.set_rows(listed)
        to_come = sum(row.starts_at is None or row.starts_at >= now for row in rows)
        words = ngettext("{n} conference to come", "{n} conferences to come", to_come)
        self.count.setText(words.format(n=to_come))
        self._stack.setCurrentIndex(0 if rows else 1)
        wanted = held.row.id if isinstance(held, ListRow) else None
        at = _place_of(listed, wanted)
        if at is not None:
            self.view.select_row(at)

    def focus_target(self) -> QWidget:
        """Return what takes the keyboard."""
        return self.view if self.model.rowCount() else self.empty.button

    def _on_opened(self, row: object) -> None:
        if isinstance(row, ListRow):
            self.opened.emit(row.row.id)


def _place_of(listed: Sequence[DayHeading | ListRow], wanted: str | None) -> int | None:
    """Return the place of a conference, else of the first one."""
    places = [at for at, row in enumerate(listed) if isinstance(row, ListRow)]
    for at in places:
        row = listed[at]
        if isinstance(row, ListRow) and row.row.id == wanted:
            return at
    return places[0] if places else None


def _spoken(row: DayHeading | ListRow) -> str:
    return row.words if isinstance(row, DayHeading) else row.sentence
