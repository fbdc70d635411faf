"""Today: visits and conferences of the day, what is owed, what is unfinished, who is quiet."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QScrollArea, QVBoxLayout, QWidget

from fsp_desktop.domain.errors import FspError
from fsp_desktop.domain.ids import RecordId
from fsp_desktop.domain.views import AgendaItem, FollowUpRow, TodayView, UnfinishedItem
from fsp_desktop.language.formats import day as day_words
from fsp_desktop.language.words import _
from fsp_desktop.ui.places import open_place, taker_back
from fsp_desktop.ui.shell.screen import Screen, SupportsKinds
from fsp_desktop.ui.shell.shell import Shell
from fsp_desktop.ui.theme.theme import theme
from fsp_desktop.ui.today.agenda_card import DONE, AgendaCard
from fsp_desktop.ui.today.day_words import summary_words
from fsp_desktop.ui.today.first_card import FirstCard, TodayReading, read_today
from fsp_desktop.ui.today.follow_up_card import FollowUpCard
from fsp_desktop.ui.today.going import GOING, drop
from fsp_desktop.ui.today.side_cards import HelloCard, QuietCard, UnfinishedCard
from fsp_desktop.ui.widgets.cards import Card, EmptyState
from fsp_desktop.ui.widgets.main_and_side import MainAndSide
from fsp_desktop.ui.widgets.text import Label

if TYPE_CHECKING:
    from fsp_desktop.services.edit_record import Changes

SIDE_WIDE = 336
EVERY_MINUTE_MS = 60_000


class _Held(NamedTuple):
    """What had the keyboard before the rows were made anew: its name, and its line if it had one."""

    name: str
    line: int


class TodayScreen(Screen):
    """The first thing of the morning, and of each time the lid opens."""

    key = "today"
    title_role = "page"

    def __init__(self, shell: Shell) -> None:
        super().__init__(shell)
        self._view: TodayView | None = None
        self._day = shell.hooks.clock.today()
        self._cards: list[AgendaCard] = []
        self._build()
        self._wire()

    def title(self) -> str:
        today = self.shell.hooks.clock.today()
        return day_words(today, weekday=True, year=False)

    def panes(self) -> list[QWidget]:
        first = [self._cards[0].button] if self._cards else [self.nothing.button]
        return [*first, *self.follow_ups.lines()[:1], self.quiet]

    def first_focus(self) -> QWidget | None:
        following = self._next_card()
        return following.button if following is not None else None

    def opened(self, **place: Any) -> None:
        self.refresh(None)

    def refresh(self, changes: SupportsKinds | None) -> None:
        workspace, self._day = self.shell.workspace, self.shell.hooks.clock.today()
        self.shell.runner.store(lambda: read_today(workspace), owner=self).then(self._show)

    def _build(self) -> None:
        self._build_cards()
        main = QVBoxLayout()
        main.setSpacing(theme().px(10))
        main.addWidget(self.summary)
        main.addLayout(self._agenda)
        for card in (self.first_card, self.nothing_card, self.follow_ups):
            main.addWidget(card)
        main.addStretch(1)
        self._put_into_scroll_area(main, self._side())
        self.nothing_card.hide()
        self.first_card.hide()

    def _build_cards(self) -> None:
        self.summary = Label("", "body", "ink2", wrap=True)
        self.nothing = EmptyState(
            "sun",
            _("Nothing planned today. Good day to say hello to a family you have not heard from."),
            _("Show them"),
        )
        self.first_card = FirstCard()
        self.nothing_card = Card(padding=0)
        self.nothing_card.body.addWidget(self.nothing)
        self.follow_ups = FollowUpCard()
        self.unfinished, self.quiet = UnfinishedCard(), QuietCard()
        self._agenda = QVBoxLayout()
        self._agenda.setSpacing(theme().px(8))

    def _side(self) -> QWidget:
        px = theme().px
        side = QVBoxLayout()
        side.setSpacing(px(12))
        for card in (self.unfinished, self.quiet, HelloCard()):
            side.addWidget(card)
        side.addStretch(1)
        side_box = QWidget()
        side_box.setObjectName("plain")
        side_box.setLayout(side)
        side.setContentsMargins(0, 0, 0, 0)
        return side_box

    def _put_into_scroll_area(self, main: QVBoxLayout, side_box: QWidget) -> None:
        main_box = QWidget()
        main_box.setObjectName("plain")
        main_box.setLayout(main)
        main.setContentsMargins(0, 0, 0, 0)
        inside = MainAndSide(main_box, side_box, SIDE_WIDE)
        inside.set_margins(20, 12, 20, 16)
        area = QScrollArea()
        # A part of our own: asking Qt for one of its making has all its classes made up first.
        area.setViewport(QWidget())
        area.setWidgetResizable(True)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setWidget(inside)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(area)

    def _wire(self) -> None:
        self.nothing.acted.connect(lambda: self.shell.go("families", filter="our_turn"))
        self.first_card.list_asked.connect(lambda: open_place(self.shell, "roster-import"))
        self.first_card.sharing_asked.connect(lambda: self.shell.go("sync"))
        self.follow_ups.ticked.connect(self._finish)
        self.follow_ups.opened.connect(self._open_follow_up)
        self.unfinished.opened.connect(self._pick_up)
        self.quiet.contact_asked.connect(
            lambda key: open_place(self.shell, "contact", family_id=key)
        )
        self.quiet.visit_asked.connect(
            lambda key: open_place(self.shell, "visit-log", family_id=key)
        )
        self._minute = QTimer(self)
        self._minute.setInterval(EVERY_MINUTE_MS)
        self._minute.timeout.connect(self._on_minute)
        self._minute.start()

    def _show(self, reading: TodayReading) -> None:
        first_time, view = self._view is None, reading.view
        self.first_card.show_for(reading)
        held = self._held()
        self._view = view
        self._show_agenda(view)
        today, now = self.shell.hooks.clock.today(), self.shell.hooks.clock.now()
        self.follow_ups.show_rows(
            view.follow_ups, view.follow_ups_open, today, view.next_follow_up_on
        )
        self.unfinished.show_items(view.unfinished, now)
        self.quiet.show_families(view.quiet)
        self._tell_time()
        if self.shell.current() is self and (first_time or held is not None):
            self._give_back(held)

    def _held(self) -> _Held | None:
        """Return what has the keyboard here; the rows are made anew and would lose it."""
        focus = self.window().focusWidget()
        if focus is None or not self.isAncestorOf(focus):
            return None
        lines: list[QWidget] = list(self.follow_ups.lines())
        return _Held(focus.accessibleName(), lines.index(focus) if focus in lines else -1)

    def _give_back(self, held: _Held | None) -> None:
        """Put the keyboard where it was; where that is gone, on what took its place."""
        target = None
        if held is not None:
            same = [w for w in self.findChildren(QWidget) if w.accessibleName() == held.name]
            target = next((w for w in same if held.name and self._is_new(w)), None)
            lines = self.follow_ups.lines()
            if target is None and held.line >= 0 and lines:
                target = lines[min(held.line, len(lines) - 1)]
        target = target or self.first_focus() or self.nothing.button
        if target is not None:
            self._bring_out(target)
            target.setFocus(Qt.FocusReason.OtherFocusReason)

    def _bring_out(self, widget: QWidget) -> None:
        # A row that was just put into a layout comes out at the next turn of the loop only, and
        # what is not out yet takes no keyboard.
        parent = widget.parentWidget()
        if parent is not None and parent is not self:
            self._bring_out(parent)
        widget.show()

    def _is_new(self, widget: QWidget) -> bool:
        walk: QWidget | None = widget
        while walk is not None and walk is not self:
            if walk.property(GOING):
                return False
            walk = walk.parentWidget()
        return widget.focusPolicy() != Qt.FocusPolicy.NoFocus

    def _show_agenda(self, view: TodayView) -> None:
        for old in self._cards:
            self._agenda.removeWidget(old)
            drop(old)
        self._cards = [AgendaCard(item) for item in view.agenda]
        for card in self._cards:
            card.acted.connect(self._act)
            self._agenda.addWidget(card)
        following = self._next_card()
        if following is not None:
            following.make_main()
        self.nothing_card.setVisible(not self._cards and view.has_families)

    def _next_card(self) -> AgendaCard | None:
        waiting = [card for card in self._cards if card.item.status not in DONE]
        return waiting[0] if waiting else None

    def _on_minute(self) -> None:
        if self.shell.hooks.clock.today() != self._day:
            self.title_changed.emit()
            self.refresh(None)
        else:
            self._tell_time()

    def _tell_time(self) -> None:
        if self._view is None:
            return
        following = self._next_card()
        words = summary_words(
            self._view.agenda,
            following.item if following is not None else None,
            self.shell.hooks.clock.now(),
        )
        self.summary.setVisible(bool(words))
        self.summary.setText(words)

    def _act(self, item: AgendaItem) -> None:
        if item.kind == "conference":
            self.shell.go("conferences", record_id=item.id)
        else:
            open_place(self.shell, "visit-log", family_id=item.family_id, record_id=item.id)

    def _pick_up(self, item: UnfinishedItem) -> None:
        place = {"family_id": item.family_id, "record_id": item.id}
        if item.reason == "conflict":
            self.shell.go("versions", **place)
            return
        if item.kind == "family":
            open_place(self.shell, "family-form", family_id=item.family_id)
            return
        pages = {
            "visit": "visit-log",
            "contact": "contact",
            "note": "note",
            "follow-up": "follow-up",
        }
        key = pages.get(item.kind, "families")
        open_place(self.shell, key, **place)

    def _open_follow_up(self, row: FollowUpRow) -> None:
        open_place(self.shell, "follow-up", family_id=row.family_id, record_id=row.id)

    def _finish(self, row: FollowUpRow) -> None:
        from fsp_desktop.services.follow_up import finish_follow_up

        workspace, key = self.shell.workspace, RecordId(row.id)
        self.shell.runner.store(lambda: finish_follow_up(workspace, key), owner=self).then(
            lambda changes: self._show_finished(changes, row)
        ).failed(self._tell_trouble)

    def _tell_trouble(self, error: FspError) -> None:
        self.shell.tell_failure(error)
        # The tick on the screen must go: nothing was written.
        self.refresh(None)

    def _show_finished(self, changes: Changes, row: FollowUpRow) -> None:
        self.shell.announce(changes)
        self.shell.toast(_("Done: {text}").format(text=row.text), taker_back(self.shell, changes))
