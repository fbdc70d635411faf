"""Sync & devices: the promise first, then what waits, where we share, and with whom."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from fsp_desktop.language.words import _, ngettext
from fsp_desktop.ui.shell.hooks import Standing
from fsp_desktop.ui.shell.screen import Screen, SupportsKinds
from fsp_desktop.ui.shell.shell import Shell
from fsp_desktop.ui.sync import cards
from fsp_desktop.ui.sync.words import promise_words, trouble_words
from fsp_desktop.ui.theme.theme import theme
from fsp_desktop.ui.widgets.buttons import Button
from fsp_desktop.ui.widgets.cards import Banner, IconLabel
from fsp_desktop.ui.widgets.main_and_side import MainAndSide
from fsp_desktop.ui.widgets.text import Label

if TYPE_CHECKING:
    from fsp_desktop.services.places import PlaceState
    from fsp_desktop.services.share_record import Device, SharingPage, SharingStatus


class SyncScreen(Screen):
    """Where trust is earned: plain words, true at every moment."""

    key = "sync"

    def __init__(self, shell: Shell) -> None:
        super().__init__(shell)
        self._page: SharingPage | None = None
        self._standing = Standing()
        self._wants_keyboard = False
        self._build()
        self._wire()

    def title(self) -> str:
        return _("Sync & devices")

    def panes(self) -> list[QWidget]:
        where = self.add if self.add.isVisible() else self.change
        return [self.share, where, self.invite]

    def opened(self, **place: Any) -> None:
        self._wants_keyboard = True
        self.refresh(None)

    def refresh(self, changes: SupportsKinds | None) -> None:
        from fsp_desktop.services.share_record import sharing_page

        workspace, standing = self.shell.workspace, self.shell.hooks.standing
        self.shell.runner.store(lambda: (sharing_page(workspace), standing()), owner=self).then(
            lambda result: self._show(*result)
        )

    def _build(self) -> None:
        self.share = Button(_("Share now"), "primary", icon="refresh-cw")
        self.stick = Button(_("Carry on a USB stick"), icon="usb")
        self.pause = Button(_("Pause sharing"), "quiet", small=True)
        self.about = Label("", "body", "ink2", wrap=True)
        self.trouble = Banner("", kind="family", icon="info")
        self.versions = Banner("", _("Look at them"), kind="plain", icon="columns-2")
        self.waiting = cards.ListCard(_("Waiting to be shared"))
        self.waiting_count = Label("", "note", "ink2")
        self.waiting.head_end.addWidget(self.waiting_count)
        self.waiting.head_end.addWidget(self.pause)
        self.place = cards.ListCard(_("Where we share"))
        self.change = Button(_("Choose a place…"), small=True)
        self.add = Button(_("Add a place"), "quiet", icon="plus", small=True)
        self.place.head_end.addWidget(self.add)
        self.devices = cards.ListCard(_("Computers in this team"))
        self.invite = Button(_("Invite"), "quiet", icon="plus", small=True)
        self.devices.head_end.addWidget(self.invite)
        self.guests = cards.ListCard(_("At the door"))
        self.lately = cards.ListCard(_("Lately"))
        self._lay_out()
        for part in (self.trouble, self.versions, self.guests):
            part.hide()

    def _lay_out(self) -> None:
        px = theme().px
        inside = QWidget()
        inside.setObjectName("plain")
        column = QVBoxLayout(inside)
        column.setContentsMargins(px(24), px(14), px(24), px(16))
        column.setSpacing(px(14))
        column.addLayout(self._head())
        column.addWidget(self.trouble)
        column.addWidget(self.versions)
        column.addWidget(self._columns())
        column.addStretch(1)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setWidget(inside)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(area)

    def _head(self) -> QHBoxLayout:
        px = theme().px
        words = QVBoxLayout()
        words.setSpacing(px(4))
        words.addWidget(Label(_("Your work is safe on this computer."), "page", wrap=True))
        words.addWidget(self.about)
        row = QHBoxLayout()
        row.setSpacing(px(14))
        row.addWidget(IconLabel("circle-check", "pine", 28), 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(words, 1)
        for act in (self.stick, self.share):
            row.addWidget(act, 0, Qt.AlignmentFlag.AlignTop)
        return row

    def _columns(self) -> MainAndSide:
        halves = QWidget(), QWidget()
        start, end = (QVBoxLayout(half) for half in halves)
        self._start = start
        for column, parts in (
            (start, (self.waiting, self.place)),
            (end, (self.guests, self.devices, self.lately)),
        ):
            column.setContentsMargins(0, 0, 0, 0)
            column.setSpacing(theme().px(14))
            for part in parts:
                column.addWidget(part)
            column.addStretch(1)
        return MainAndSide(*halves, gap=16)

    def _wire(self) -> None:
        self.share.clicked.connect(self.shell.share_now)
        for add in (self.change, self.add):
            add.clicked.connect(self._add_place)
        self.stick.clicked.connect(self._open_stick)
        self.pause.clicked.connect(self._turn_pause)
        self.invite.clicked.connect(self._invite)
        self.versions.acted.connect(lambda: self.shell.go("needs-look"))

    def first_focus(self) -> QWidget | None:
        # What there is to press is known when the page has its facts.
        return None

    def _take_keyboard(self) -> None:
        page = self._page
        if self._wants_keyboard and page is not None and self.shell.current() is self:
            self._wants_keyboard = False
            first = self.share if page.status.place is not None else self.change
            first.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show(self, page: SharingPage, standing: Standing) -> None:
        self._page, self._standing = page, standing
        now, status = self.shell.hooks.clock.now(), page.status
        has_place = status.place is not None
        self.about.setText(promise_words(has_place, status.last_shared_at, status.waiting, now))
        self.share.setVisible(has_place)
        self.pause.setVisible(has_place)
        is_paused = standing.held == "paused"
        self.pause.setText(_("Go on sharing") if is_paused else _("Pause sharing"))
        self._show_trouble(status)
        self._show_versions(page.conflicts, standing.to_look_at)
        self.waiting.show_rows(cards.waiting_rows(page.waiting, status.waiting, now))
        count = ngettext("{n} change", "{n} changes", status.waiting).format(n=status.waiting)
        self.waiting_count.setText(count if status.waiting else "")
        self._show_places(status)
        self.devices.show_rows(cards.device_rows(page.devices, now, self._open_device))
        self.guests.show_rows(cards.guest_rows(page.guests, self._answer))
        self.guests.setVisible(bool(page.guests))
        self.lately.show_rows(cards.lately_rows(page.lately, now))
        self._take_keyboard()

    def _show_trouble(self, status: SharingStatus) -> None:
        words = trouble_words(status, self._standing)
        self.trouble.set_words(words)
        self.trouble.setVisible(bool(words))

    def _show_versions(self, conflicts: int, removed: int) -> None:
        parts = []
        if conflicts:
            words = ngettext(
                "One record has two versions. Both are kept until you choose.",
                "{n} records have two versions. Both are kept until you choose.",
                conflicts,
            )
            parts.append(words.format(n=conflicts))
        if removed:
            parts.append(_("A removed computer wrote on; its changes wait for a decision."))
        self.versions.set_words(" ".join(parts))
        self.versions.setVisible(bool(parts))

    def _show_places(self, status: SharingStatus) -> None:
        now = self.shell.hooks.clock.now()
        had_focus = self.change.hasFocus()
        rows = cards.place_rows(status.places, now, self._open_place)
        self.change.setParent(None)
        if not rows:
            words = _("Locked before it leaves this computer. The folder’s owner cannot read it.")
            title = _("Nowhere yet")
            rows = [cards.two_lines("folder-open", title, words, self.change, is_sentence=True)]
        self.place.show_rows(rows)
        self.change.setVisible(not status.places)
        self.add.setVisible(bool(status.places))
        if had_focus and not status.places:
            self.change.setFocus(Qt.FocusReason.OtherFocusReason)
        # As long as nothing is shared, where to share is what there is to decide.
        self._start.removeWidget(self.place)
        self._start.insertWidget(1 if status.place else 0, self.place)

    def _add_place(self) -> None:
        from fsp_desktop.ui.sync.add_place_sheet import AddPlaceSheet

        sheet = AddPlaceSheet(self.shell)
        sheet.added.connect(lambda _place: self.refresh(None))
        self.shell.open_dialog(sheet)

    def _open_place(self, state: PlaceState) -> None:
        from fsp_desktop.ui.sync.place_sheet import PlaceSheet

        page = self._page
        is_only = page is None or len(page.status.places) < 2
        sheet = PlaceSheet(self.shell, state, is_only=is_only)
        sheet.changed.connect(lambda: self.refresh(None))
        self.shell.open_dialog(sheet)

    def _open_device(self, device: Device) -> None:
        from fsp_desktop.ui.sync.device_sheet import DeviceSheet

        here = (
            next((one for one in self._page.devices if one.is_here), None) if self._page else None
        )
        may_remove = bool(here and here.admin and not here.revoked_since)
        sheet = DeviceSheet(self.shell, device, may_remove=may_remove)
        sheet.removed.connect(lambda: self.refresh(None))
        self.shell.open_dialog(sheet)

    def _open_stick(self) -> None:
        from fsp_desktop.ui.sync.stick_sheet import StickSheet

        self.shell.open_dialog(StickSheet(self.shell))

    def _turn_pause(self) -> None:
        self.shell.hooks.pause_sharing(self._standing.held != "paused")

    def _invite(self) -> None:
        from fsp_desktop.ui.sync.invite_sheet import InviteSheet

        self.shell.open_dialog(InviteSheet(self.shell))

    def _answer(self, pairing: str, agrees: bool) -> None:
        from fsp_desktop.services.share_record import answer_guest

        workspace = self.shell.workspace
        self.shell.runner.store(
            lambda: answer_guest(workspace, pairing, agrees=agrees), owner=self
        ).then(lambda _done: self.shell.share_now()).failed(self.shell.tell_failure)
