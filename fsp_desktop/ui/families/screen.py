"""Families: the list at the start, one family's page with its two-sided thread beside it."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QSplitter, QStackedWidget, QVBoxLayout, QWidget

from fsp_desktop.domain.ids import RecordId
from fsp_desktop.domain.views import FamilyPage, ThreadItem
from fsp_desktop.language.words import _
from fsp_desktop.services import find_anything, follow_up
from fsp_desktop.services.edit_record import Changes
from fsp_desktop.ui.families.context_pane import ContextPane
from fsp_desktop.ui.families.family_header import FamilyHeader
from fsp_desktop.ui.families.family_list import FamilyList
from fsp_desktop.ui.families.thread_head import ThreadHead
from fsp_desktop.ui.families.thread_view import PAGE, ThreadView
from fsp_desktop.ui.places import open_place, taker_back
from fsp_desktop.ui.shell.screen import Screen, SupportsKinds
from fsp_desktop.ui.shell.shell import Shell
from fsp_desktop.ui.theme.theme import theme
from fsp_desktop.ui.widgets.cards import Banner, EmptyState
from fsp_desktop.ui.widgets.paged_model import ROW_ROLE
from fsp_desktop.ui.widgets.tall_page import TallInside, TallPage
from fsp_desktop.ui.widgets.text import hair_line

THREAD_HIGH = 180
"""Least height of a thread in pixels, before the person's text size."""


class FamiliesScreen(Screen):
    """Know the family before speaking to them."""

    key = "families"
    title_role = "title"
    shows = frozenset(
        {"family", "adult", "student", "contact-point", "contact", "visit", "note"}
        | {"agreement", "follow-up", "conference"}
    )

    def __init__(self, shell: Shell) -> None:
        super().__init__(shell)
        self._family_id: str | None = None
        self._page: FamilyPage | None = None
        # How many rows were asked for, and which asking the answer belongs to.
        self._asked_rows = self._round = 0
        self._build()
        self._wire()

    def title(self) -> str:
        return _("Families")

    def panes(self) -> list[QWidget]:
        return [self.list.view, self.thread_list, self.context.add]

    def first_focus(self) -> QWidget | None:
        return self.list.search

    def opened(self, **place: Any) -> None:
        wanted = place.get("family_id")
        self.list.show_only(str(place.get("filter", "")))
        if wanted:
            self.list.select(str(wanted))
            self._show(str(wanted))
        if self.list.model.rowCount() == 0 or not wanted:
            self.list.load()

    def leaving(self) -> None:
        self.list.hurry()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        most = max(theme().px(220), self.width() * 3 // 10)
        if self._halves.sizes()[0] > most:
            self._halves.setSizes([most, self.width() - most])

    def refresh(self, changes: SupportsKinds | None) -> None:
        self.list.load()
        if self._family_id is not None:
            # As many rows as are shown, so that one stays where one was reading.
            self._ask(self._family_id, max(PAGE, self.thread_list.thread_model.items_here))

    def _build(self) -> None:
        hooks = self.shell.hooks
        self.list = FamilyList(self.shell.runner, self.shell.workspace, hooks.clock.now)
        self.header = FamilyHeader()
        self.thread_list = ThreadView(_("Thread, newest first"), hooks.clock.today)
        self.context = ContextPane()
        self.versions = Banner(
            _("Something here has two versions. Both are kept until you choose."),
            _("Look at both"), kind="plain", icon="columns-2",
        )  # fmt: skip
        self.nothing = EmptyState("users", _("Choose a family to see what was said and done."))
        self.quiet = EmptyState(
            "message-circle",
            _("No one has written here yet. What did you hear first?"),
            _("Log contact"),
        )
        self.pages = QStackedWidget()
        self.pages.addWidget(self.nothing)
        self.pages.addWidget(self._family_page())
        self._halves = splitter = QSplitter(Qt.Orientation.Horizontal)
        splitter.setHandleWidth(1)
        splitter.setChildrenCollapsible(False)
        splitter.addWidget(self.list)
        splitter.addWidget(self.pages)
        splitter.setStretchFactor(1, 1)
        splitter.setSizes([theme().px(280), 900])
        self.list.setMinimumWidth(theme().px(220))
        whole = QHBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(splitter)

    def _family_page(self) -> QWidget:
        px = theme().px
        self.threads = QStackedWidget()
        self.threads.addWidget(self.thread_list)
        self.threads.addWidget(self.quiet)
        middle = QVBoxLayout()
        middle.setContentsMargins(px(20), px(12), px(10), 0)
        middle.setSpacing(px(4))
        self.head = ThreadHead()
        self.filters = self.head.filters
        middle.addWidget(self.head)
        middle.addWidget(self.threads, 1)
        lower = QHBoxLayout()
        lower.setSpacing(0)
        # With large words in a small window both give way, so that the thread stays readable.
        lower.addLayout(middle, 3)
        self.context.setMinimumWidth(px(180))
        self.context.setMaximumWidth(px(304))
        lower.addWidget(self.context, 2)
        self.threads.setMinimumHeight(px(THREAD_HIGH))
        page = TallInside()
        column = QVBoxLayout(page)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.versions)
        column.addWidget(self.header)
        column.addWidget(hair_line())
        column.addLayout(lower, 1)
        self.versions.hide()
        return TallPage(page)

    def _wire(self) -> None:
        self.list.picked.connect(self._show)
        self.list.opened.connect(lambda _id: self.thread_list.setFocus())
        self.head.chosen_changed.connect(self._ask_thread)
        self.header.contact_asked.connect(lambda: self._go("contact"))
        self.quiet.acted.connect(lambda: self._go("contact"))
        self.header.visit_asked.connect(lambda: self._go("visit-log"))
        self.header.edit_asked.connect(lambda: self._go("family-form"))
        self.context.note_asked.connect(lambda: self._go("note"))
        self.context.note_opened.connect(lambda key: self._go("note", record_id=key))
        self.context.papers_asked.connect(lambda: self._go("papers-given"))
        self.context.packet_asked.connect(lambda: self._go("packets"))
        self.thread_list.ticked.connect(self._tick)
        self.thread_list.item_opened.connect(self._open_item)
        self.thread_list.near_end.connect(self._ask_more)
        self.add_action(
            "family.history", _("History of what is chosen"), self._open_history, "Ctrl+H"
        )
        self.add_action("family.edit", _("About this family"), self.header.edit.click, "F2")
        self.versions.acted.connect(lambda: self._go("versions"))

    def _go(self, key: str, **place: Any) -> None:
        if self._family_id is not None:
            open_place(self.shell, key, family_id=self._family_id, **place)

    def _show(self, family_id: str) -> None:
        if family_id != self._family_id or self._page is None:
            self._family_id = family_id
            self.shell.remember(family_id=family_id)
            self._ask(family_id, PAGE)

    def _ask(self, family_id: str, rows: int) -> None:
        workspace, kinds, this_round = (
            self.shell.workspace,
            self.head.kinds(),
            self._next_round(rows),
        )
        key = RecordId(family_id)
        self.shell.runner.store(
            lambda: (
                find_anything.show_family(workspace, key),
                find_anything.show_thread(workspace, key, kinds=kinds, limit=rows),
            ),
            owner=self,
        ).then(lambda got: self._show_page(this_round, got)).failed(self._show_missing)

    def _next_round(self, rows: int) -> int:
        self._round += 1
        self._asked_rows = rows
        return self._round

    def _show_page(
        self, this_round: int, result: tuple[FamilyPage, tuple[ThreadItem, ...]]
    ) -> None:
        page, items = result
        if page.id != self._family_id:
            return
        self._page = page
        self.header.show_family(page)
        self.context.show_family(page)
        self.head.show_counts(page)
        self.versions.setVisible(page.has_conflict)
        self._show_items(this_round, items)
        self.pages.setCurrentIndex(1)

    def _show_missing(self, _error: object) -> None:
        self._family_id, self._page = None, None
        self.pages.setCurrentIndex(0)

    def _show_items(self, this_round: int, items: tuple[ThreadItem, ...]) -> None:
        if this_round == self._round:
            self.thread_list.show_items(items, of=self._family_id)
            self.threads.setCurrentIndex(0 if items or self.head.kinds() else 1)

    def _ask_thread(self) -> None:
        if self._family_id is None:
            return
        workspace, kinds, key = self.shell.workspace, self.head.kinds(), RecordId(self._family_id)
        this_round = self._next_round(PAGE)
        self.shell.runner.store(
            lambda: find_anything.show_thread(workspace, key, kinds=kinds, limit=PAGE), owner=self
        ).then(lambda items: self._show_items(this_round, items))

    def _ask_more(self) -> None:
        here = self.thread_list.thread_model.items_here
        if self._family_id is None or here < self._asked_rows:
            return
        self._asked_rows += PAGE
        workspace, kinds, key = self.shell.workspace, self.head.kinds(), RecordId(self._family_id)
        this_round = self._round
        self.shell.runner.store(
            lambda: find_anything.show_thread(workspace, key, kinds=kinds, limit=PAGE, offset=here),
            owner=self,
        ).then(lambda items: self._show_more(this_round, items))

    def _show_more(self, this_round: int, items: tuple[ThreadItem, ...]) -> None:
        # Rows of a family or a filter that was left meanwhile belong nowhere.
        if this_round == self._round:
            self.thread_list.thread_model.go_on(items)

    def _tick(self, item: ThreadItem) -> None:
        workspace, key = self.shell.workspace, RecordId(item.id)
        act = follow_up.reopen_follow_up if item.is_done else follow_up.finish_follow_up
        words = _("Open again: {text}") if item.is_done else _("Done: {text}")
        self.shell.runner.store(lambda: act(workspace, key), owner=self).then(
            lambda changes: self._show_ticked(changes, words.format(text=item.words))
        ).failed(self.shell.tell_failure)

    def _show_ticked(self, changes: Changes, words: str) -> None:
        self.shell.announce(changes)
        self.shell.toast(words, taker_back(self.shell, changes))

    def _open_history(self) -> None:
        item = self.thread_list.currentIndex().data(ROW_ROLE)
        if isinstance(item, ThreadItem) and self.thread_list.hasFocus():
            self._go("history", record_id=item.id, kind=item.kind)
        elif self._family_id is not None:
            self._go("history", record_id=self._family_id, kind="family")

    def _open_item(self, item: ThreadItem) -> None:
        key = _PLACE_OF.get(item.kind)
        if key is not None:
            self._go(key, record_id=item.id)


_PLACE_OF = {
    "visit": "visit-log",
    "contact": "contact",
    "conference": "conferences",
    "follow-up": "follow-up",
}
"""Where Enter on an item of the thread leads."""
