"""Follow-ups: what we owe, what families offered; done in one key."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from fsp_desktop.domain.ids import RecordId
from fsp_desktop.domain.views import FollowUpRow
from fsp_desktop.language.labels import label
from fsp_desktop.language.words import _, ngettext
from fsp_desktop.services import follow_up
from fsp_desktop.services.edit_record import Changes
from fsp_desktop.ui.follow_ups.another_day import AnotherDay
from fsp_desktop.ui.follow_ups.board_head import BoardHead
from fsp_desktop.ui.follow_ups.card_delegate import SIDE_LOOK
from fsp_desktop.ui.follow_ups.column import CardList, Column
from fsp_desktop.ui.follow_ups.columns import (
    last_day_words,
    row_sentence,
    sort_into_columns,
    when_words,
    who_words,
)
from fsp_desktop.ui.places import open_place, taker_back
from fsp_desktop.ui.shell.screen import Screen, SupportsKinds
from fsp_desktop.ui.shell.shell import Shell
from fsp_desktop.ui.theme.theme import theme
from fsp_desktop.ui.widgets.buttons import Button
from fsp_desktop.ui.widgets.lists import RowList, RowModel
from fsp_desktop.ui.widgets.rows import RowLook, TwoLineDelegate

MOST = 5000


class FollowUpsScreen(Screen):
    """The board and its twin, the list."""

    key = "follow-ups"
    shows = frozenset({"follow-up", "family", "contact", "visit", "note"})

    def __init__(self, shell: Shell) -> None:
        super().__init__(shell)
        self._rows: tuple[FollowUpRow, ...] = ()
        self._finished: FollowUpRow | None = None
        self._shows_later = False
        self._wants_focus = False
        self._build()
        self._wire()

    def title(self) -> str:
        return _("Follow-ups")

    def panes(self) -> list[QWidget]:
        shown = self.list if self.head.tabs.chosen() == "list" else self._first_column().cards
        return [shown, self.head.which]

    def first_focus(self) -> QWidget | None:
        return self.list if self.head.tabs.chosen() == "list" else self._first_column().cards

    def opened(self, **_place: Any) -> None:
        self._wants_focus = True
        self._ask()

    def refresh(self, changes: SupportsKinds | None) -> None:
        self._ask()

    # --- building ------------------------------------------------------------------------------

    def _build(self) -> None:
        px = theme().px
        today, me = self._today, str(self.shell.workspace.person_id)
        self.head = BoardHead()
        self.columns = [
            Column(_("Late"), _("Say sorry first, then a new day"), ("clock", "care"), today, me),
            Column(_("Today"), _("Bring these to the door"), ("sun", "ink"), today, me),
            Column(_("This week"), last_day_words(self._today()), ("calendar", "ink"), today, me),
            Column(
                _("Waiting for the family"),
                _("Their turn. We only ask once more"),
                ("circle-dashed", "family"),
                today,
                me,
            ),
        ]
        self.more = Button("", "quiet", small=True)
        self.columns[2].under.addWidget(self.more)
        board = QWidget()
        row = QHBoxLayout(board)
        row.setContentsMargins(px(15), 0, px(15), px(8))
        row.setSpacing(px(8))
        for column in self.columns:
            row.addWidget(column, 1)
        self.list = RowList(_("Follow-ups"), TwoLineDelegate(self._look))
        self.list_model = RowModel(lambda one: row_sentence(one, self._today()), self)
        self.list.setModel(self.list_model)
        self.pages = QStackedWidget()
        self.pages.addWidget(board)
        self.pages.addWidget(self.list)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, px(10), 0, 0)
        whole.setSpacing(px(12))
        whole.addWidget(self.head)
        whole.addWidget(self.pages, 1)

    def _wire(self) -> None:
        for at, column in enumerate(self.columns):
            cards = column.cards
            cards.ticked.connect(self._finish)
            cards.opened.connect(self._show_family)
            cards.edit_asked.connect(self._edit)
            cards.day_asked.connect(self._ask_day)
            cards.menu_asked.connect(self._show_menu)
            cards.moved_aside.connect(lambda step, here=at: self._go_aside(here, step))
        self.list.ticked.connect(self._finish)
        self.list.opened.connect(self._show_family)
        self.list.menu_asked.connect(self._show_menu)
        self.head.tabs.chosen_changed.connect(self._turn)
        self.head.which.chosen_changed.connect(lambda _keys: self._show_rows())
        self.more.clicked.connect(self._show_later)
        self.head.came_of_it.clicked.connect(self._add_result)
        QShortcut(QKeySequence("F2"), self.list).activated.connect(self._edit_in_list)
        book = self.shell.actions_book
        book.note("page", _("Done"), _("Space"), screen=self.key)
        book.note("page", _("Another day"), "Alt+Right", screen=self.key)
        book.note("page", _("Change"), "F2", screen=self.key)
        book.note("page", _("The family"), _("Enter"), screen=self.key)
        self.add_action(
            "follow-ups.list", _("Board or list"), lambda: self.head.tabs.turn(1), "Ctrl+PgDown"
        )

    # --- showing -------------------------------------------------------------------------------

    def _today(self) -> date:
        return self.shell.hooks.clock.today()

    def _ask(self) -> None:
        workspace = self.shell.workspace
        self.shell.runner.store(
            lambda: follow_up.list_follow_ups(workspace, include_done=True, limit=MOST), owner=self
        ).then(self._show)

    def _show(self, rows: tuple[FollowUpRow, ...]) -> None:
        self._rows = rows
        if self._finished is not None and _is_open(rows, self._finished.id):
            # It was taken back, so nothing came of it yet.
            self.head.came_of_it.hide()
        self.head.show_rows(rows, str(self.shell.workspace.person_id), self._today())
        self._show_rows()
        if self._wants_focus and self.shell.current() is self:
            self._wants_focus = False
            if self.head.tabs.chosen() == "board":
                self._first_column().take_focus()

    def _wanted(self) -> list[FollowUpRow]:
        chosen = self.head.which_chosen()
        me = self.shell.workspace.person_id
        if chosen == "mine":
            return [row for row in self._rows if row.owner_id == me]
        if chosen == "team":
            return list(self._rows)
        return [row for row in self._rows if row.side == chosen]

    def _show_rows(self) -> None:
        board = sort_into_columns(self._wanted(), self._today())
        had_focus = [column.has_keyboard for column in self.columns]
        week = [*board.week, *(board.later if self._shows_later else [])]
        for column, rows in zip(
            self.columns, (board.late, board.today, week, board.waiting), strict=True
        ):
            column.show_rows(rows)
        later = len(board.later)
        self.more.setVisible(bool(later))
        words = ngettext("Show {count} later", "Show {count} later", later).format(count=later)
        self.more.setText(_("Hide the later ones") if self._shows_later else words)
        self._keep_focus(had_focus)
        here = self.list.currentIndex().row()
        self.list_model.set_rows(board.in_order())
        self.list.select_row(min(here, self.list_model.rowCount() - 1))

    def _keep_focus(self, had_focus: list[bool]) -> None:
        """A column that became empty hands the keyboard to its neighbour."""
        for at, had in enumerate(had_focus):
            if had and self.columns[at].is_empty:
                _nearest(self.columns, at).take_focus()
            elif had and not self.columns[at].cards.hasFocus():
                self.columns[at].take_focus(self.columns[at].cards.currentIndex().row())

    def _first_column(self) -> Column:
        return next((one for one in self.columns if not one.is_empty), self.columns[0])

    def _look(self, row: FollowUpRow) -> RowLook:
        return _row_look(row, self._today(), str(self.shell.workspace.person_id))

    def _turn(self, tab: str) -> None:
        self.pages.setCurrentIndex(1 if tab == "list" else 0)
        target = self.first_focus()
        if target is not None:
            target.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show_later(self) -> None:
        self._shows_later = not self._shows_later
        self._show_rows()

    def _go_aside(self, here: int, step: int) -> None:
        near = self.columns[here].cards.currentIndex().row()
        at = here + step
        while 0 <= at < len(self.columns):
            if not self.columns[at].is_empty:
                self.columns[at].take_focus(near)
                return
            at += step

    # --- acting --------------------------------------------------------------------------------

    def _finish(self, row: FollowUpRow) -> None:
        workspace, key = self.shell.workspace, RecordId(row.id)
        self.shell.runner.store(
            lambda: follow_up.finish_follow_up(workspace, key), owner=self
        ).then(lambda changes: self._show_finished(changes, row))

    def _show_finished(self, changes: Changes, row: FollowUpRow) -> None:
        self._finished = row
        self.head.came_of_it.show()
        self.shell.announce(changes)
        family = _("{label} family").format(label=row.family_label) if row.family_label else ""
        what = ", ".join(part for part in (row.text, family) if part)
        words = _("Done: {what}").format(what=what)
        self.shell.toast(words, taker_back(self.shell, changes))

    def _add_result(self) -> None:
        if self._finished is not None:
            self.head.came_of_it.hide()
            open_place(self.shell, "follow-up", record_id=self._finished.id, ask="result")

    def _show_family(self, row: FollowUpRow) -> None:
        if row.family_id is not None:
            self.shell.go("families", family_id=row.family_id)

    def _edit(self, row: FollowUpRow) -> None:
        open_place(self.shell, "follow-up", record_id=row.id)

    def _edit_in_list(self) -> None:
        row = self.list.current_row()
        if row is not None:
            self._edit(row)

    def _ask_day(self, row: FollowUpRow) -> None:
        view = self.sender()
        if isinstance(view, CardList):
            spot = view.visualRect(view.currentIndex()).bottomLeft()
            self._show_menu(row, view.viewport().mapToGlobal(spot))

    def _show_menu(self, row: FollowUpRow, at: QPoint) -> None:
        menu = AnotherDay(
            self,
            self._today(),
            lambda day: self._move(row, day),
            lambda: open_place(self.shell, "follow-up", record_id=row.id, ask="day"),
        )
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(at)

    def _move(self, row: FollowUpRow, day: date) -> None:
        workspace, key = self.shell.workspace, RecordId(row.id)
        self.shell.runner.store(
            lambda: follow_up.move_follow_up(workspace, key, day), owner=self
        ).then(self._show_moved)

    def _show_moved(self, changes: Changes) -> None:
        self.shell.announce(changes)
        words = _("It has another day now.")
        self.shell.toast(words, taker_back(self.shell, changes))


def _row_look(row: FollowUpRow, today: date, person_id: str) -> RowLook:
    when, is_late = when_words(row, today)
    kind, icon = SIDE_LOOK.get(row.side, SIDE_LOOK["we_promised"])
    chip = (label("follow_up_side", row.side), kind, icon)
    who = who_words(row, person_id)
    if is_late:
        return RowLook(row.text, "", who, when, "clock", "care", chip=chip)
    return RowLook(row.text, "", who, when, chip=chip)


def _is_open(rows: Sequence[FollowUpRow], row_id: str) -> bool:
    return any(row.id == row_id and row.status == "open" for row in rows)


def _nearest(columns: Sequence[Column], at: int) -> Column:
    """Return the first column with cards after a column, else the one before it."""
    order = (*columns[at:], *reversed(columns[:at]))
    return next((one for one in order if not one.is_empty), columns[at])
