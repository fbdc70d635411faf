"""Sync & devices: the promise first, then what waits, where we share, and with whom."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from fsp_desktop.language.labels import error_sentence
from fsp_desktop.language.words import _, ngettext
from fsp_desktop.ui.documents_folder import documents_folder
from fsp_desktop.ui.shell.screen import Screen, SupportsKinds
from fsp_desktop.ui.shell.shell import Shell
from fsp_desktop.ui.sync import cards
from fsp_desktop.ui.sync.words import promise_words
from fsp_desktop.ui.theme.theme import theme
from fsp_desktop.ui.widgets.buttons import Button
from fsp_desktop.ui.widgets.cards import Banner, IconLabel
from fsp_desktop.ui.widgets.text import Label

if TYPE_CHECKING:
    from fsp_desktop.services.places import Reached
    from fsp_desktop.services.share_record import SharingPage, SharingStatus


class SyncScreen(Screen):
    """Where trust is earned: plain words, true at every moment."""

    key = "sync"

    def __init__(self, shell: Shell) -> None:
        super().__init__(shell)
        self._page: SharingPage | None = None
        self._wants_keyboard = False
        self._build()
        self._wire()

    def title(self) -> str:
        return _("Sync & devices")

    def panes(self) -> list[QWidget]:
        return [self.share, self.change, self.invite]

    def opened(self, **place: Any) -> None:
        self._wants_keyboard = True
        self.refresh(None)

    def refresh(self, changes: SupportsKinds | None) -> None:
        from fsp_desktop.services.share_record import sharing_page

        workspace = self.shell.workspace
        self.shell.runner.store(lambda: sharing_page(workspace), owner=self).then(self._show)

    def _build(self) -> None:
        px = theme().px
        self.share = Button(_("Share now"), "primary", icon="refresh-cw")
        self.about = Label("", "body", "ink2", wrap=True)
        self.trouble = Banner("", kind="family", icon="info")
        self.versions = Banner("", _("Look at both"), kind="plain", icon="columns-2")
        self.waiting = cards.ListCard(_("Waiting to be shared"))
        self.waiting_count = Label("", "note", "ink2")
        self.waiting.head_end.addWidget(self.waiting_count)
        self.place = cards.ListCard(_("Where we share"))
        self.change = Button(_("Choose a folder…"), small=True)
        self.devices = cards.ListCard(_("Computers in this team"))
        self.invite = Button(_("Invite"), "quiet", icon="plus", small=True)
        self.devices.head_end.addWidget(self.invite)
        self.guests = cards.ListCard(_("At the door"))
        self.lately = cards.ListCard(_("Lately"))
        inside = QWidget()
        inside.setObjectName("plain")
        column = QVBoxLayout(inside)
        column.setContentsMargins(px(24), px(14), px(24), px(16))
        column.setSpacing(px(14))
        column.addLayout(self._head())
        column.addWidget(self.trouble)
        column.addWidget(self.versions)
        column.addLayout(self._columns())
        column.addStretch(1)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setWidget(inside)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(area)
        self.trouble.hide()
        self.versions.hide()
        self.guests.hide()

    def _head(self) -> QHBoxLayout:
        px = theme().px
        words = QVBoxLayout()
        words.setSpacing(px(4))
        words.addWidget(Label(_("Your work is safe on this computer."), "page"))
        words.addWidget(self.about)
        row = QHBoxLayout()
        row.setSpacing(px(14))
        row.addWidget(IconLabel("circle-check", "pine", 28), 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(words, 1)
        row.addWidget(self.share, 0, Qt.AlignmentFlag.AlignTop)
        return row

    def _columns(self) -> QHBoxLayout:
        px = theme().px
        start, end = QVBoxLayout(), QVBoxLayout()
        self._start = start
        for column, parts in (
            (start, (self.waiting, self.place)),
            (end, (self.guests, self.devices, self.lately)),
        ):
            column.setSpacing(px(14))
            for part in parts:
                column.addWidget(part)
            column.addStretch(1)
        row = QHBoxLayout()
        row.setSpacing(px(16))
        row.addLayout(start, 1)
        row.addLayout(end, 1)
        return row

    def _wire(self) -> None:
        self.share.clicked.connect(self.shell.share_now)
        self.change.clicked.connect(self._choose_folder)
        self.invite.clicked.connect(self._invite)
        self.versions.acted.connect(lambda: self.shell.go("versions"))

    def first_focus(self) -> QWidget | None:
        # What there is to press is known when the page has its facts.
        return None

    def _take_keyboard(self) -> None:
        page = self._page
        if self._wants_keyboard and page is not None and self.shell.current() is self:
            self._wants_keyboard = False
            first = self.share if page.status.place is not None else self.change
            first.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show(self, page: SharingPage) -> None:
        self._page = page
        now, status = self.shell.hooks.clock.now(), page.status
        has_place = status.place is not None
        self.about.setText(promise_words(has_place, status.last_shared_at, status.waiting, now))
        self.share.setVisible(has_place)
        self._show_trouble(status)
        self._show_versions(page.conflicts)
        self.waiting.show_rows(cards.waiting_rows(page.waiting, status.waiting, now))
        count = ngettext("{n} change", "{n} changes", status.waiting).format(n=status.waiting)
        self.waiting_count.setText(count if status.waiting else "")
        self._show_place(status)
        self.devices.show_rows(cards.device_rows(page.devices, now))
        self.guests.show_rows(cards.guest_rows(page.guests, self._answer))
        self.guests.setVisible(bool(page.guests))
        self.lately.show_rows(cards.lately_rows(page.lately, now))
        self._take_keyboard()

    def _show_trouble(self, status: SharingStatus) -> None:
        if status.is_waiting_for_admission:
            words = _(
                "Waiting to be let in. Read these numbers to the person who invited you: {numbers}"
            )
            self.trouble.set_words(words.format(numbers=status.numbers or ""))
        elif status.problems:
            self.trouble.set_words(error_sentence(status.problems[0]))
        self.trouble.setVisible(bool(status.problems) or status.is_waiting_for_admission)

    def _show_versions(self, conflicts: int) -> None:
        words = ngettext(
            "One record has two versions. Both are kept until you choose.",
            "{n} records have two versions. Both are kept until you choose.",
            conflicts,
        )
        self.versions.set_words(words.format(n=conflicts))
        self.versions.setVisible(conflicts > 0)

    def _show_place(self, status: SharingStatus) -> None:
        self.change.setText(_("Change") if status.place else _("Choose a folder…"))
        words = _("Locked before it leaves this computer. The folder’s owner cannot read it.")
        title = f"\u2068{status.place}\u2069" if status.place else _("Nowhere yet")
        had_focus = self.change.hasFocus()
        self.change.setParent(None)
        row = cards.two_lines("folder-open", title, words, self.change, is_sentence=True)
        self.place.show_rows([row])
        self.change.show()
        if had_focus:
            self.change.setFocus(Qt.FocusReason.OtherFocusReason)
        # As long as nothing is shared, where to share is what there is to decide.
        self._start.removeWidget(self.place)
        self._start.insertWidget(1 if status.place else 0, self.place)

    def _choose_folder(self) -> None:
        # Not the blocking form: the window must stay able to hide it, and all of it may be gone then.
        words = _("A folder that your team can reach")
        dialog = QFileDialog(self.window(), words, documents_folder())
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.setOption(QFileDialog.Option.ShowDirsOnly)
        dialog.fileSelected.connect(self.take_folder)
        dialog.open()

    def take_folder(self, folder: str) -> None:
        """Share through a folder that was just chosen."""
        from fsp_desktop.services.places import reach_place

        # A folder on a network can hang, so it is touched in the pool and only kept by the store.
        self.shell.runner.pool(lambda: reach_place(folder), owner=self).then(
            self._keep_place
        ).failed(self.shell.tell_failure)

    def _keep_place(self, place: Reached) -> None:
        from fsp_desktop.services.places import keep_place

        workspace = self.shell.workspace
        self.shell.runner.store(lambda: keep_place(workspace, place), owner=self).then(
            lambda _done: self._chosen(place.place)
        ).failed(self.shell.tell_failure)

    def _chosen(self, place: str) -> None:
        self.shell.hooks.place_chosen(place)
        self.refresh(None)

    def _invite(self) -> None:
        from fsp_desktop.ui.sync.invite_sheet import InviteSheet

        self.shell.open_dialog(InviteSheet(self.shell))

    def _answer(self, pairing: str, agrees: bool) -> None:
        from fsp_desktop.services.share_record import answer_guest

        workspace = self.shell.workspace
        self.shell.runner.store(
            lambda: answer_guest(workspace, pairing, agrees=agrees), owner=self
        ).then(lambda _done: self.shell.share_now()).failed(self.shell.tell_failure)
