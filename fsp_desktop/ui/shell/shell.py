"""The work area: navigation, header, the page that is up, and what screens may ask of the window."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QMainWindow,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from fsp_desktop.domain.errors import FspError
from fsp_desktop.language.words import _
from fsp_desktop.ui.runner import Runner
from fsp_desktop.ui.shell.action_book import ActionBook
from fsp_desktop.ui.shell.acts import ShellActs
from fsp_desktop.ui.shell.header import Header
from fsp_desktop.ui.shell.hooks import ShellHooks
from fsp_desktop.ui.shell.navigation import Navigation
from fsp_desktop.ui.shell.screen import PageBook, PageSpec, Screen, SupportsKinds
from fsp_desktop.ui.shell.status_line import StatusLine
from fsp_desktop.ui.shell.toast import Toast, ToastAct, undo_act
from fsp_desktop.ui.theme.theme import theme

Register = Callable[["Shell"], None]
RAIL_BELOW = 1180
STANDING_EVERY_MS = 60_000


class Shell(ShellActs):
    """Holds the screens and is what they know of the window.

    Signals:
        page_changed: Another page came up; carries its key.
        lock_asked: The person wants everything hidden now.
        language_chosen: The person chose another interface language; carries its tag.
        lock_minutes_chosen: The person chose after how long to lock; carries minutes.
        closing: The work area is about to go; what runs on in the background should end.
    """

    page_changed = Signal(str)
    lock_asked = Signal()
    language_chosen = Signal(str)
    lock_minutes_chosen = Signal(int)
    closing = Signal()

    def __init__(
        self, window: QMainWindow, runner: Runner, hooks: ShellHooks, register: Sequence[Register]
    ) -> None:
        super().__init__(window)
        self.runner = runner
        self.hooks = hooks
        self.actions_book = ActionBook(window)
        self.pages = PageBook()
        self._screens: dict[str, Screen] = {}
        self._trail: list[tuple[str, dict[str, Any]]] = []
        for add in register:
            add(self)
        self._add_own_pages()
        self._build()
        self._wire()

    @property
    def workspace(self) -> Any:
        """What services take first; to be used in work for the store thread only."""
        return self.hooks.workspace

    def _add_own_pages(self) -> None:
        from fsp_desktop.ui.shell.shell_actions import add_shell_actions

        if "settings" not in self.pages:
            self.pages.add(
                PageSpec("settings", _("Settings"), "settings", _make_settings, "bottom")
            )
        add_shell_actions(self)

    def _build(self) -> None:
        self.navigation = Navigation(self.pages.in_navigation(), self.hooks.person, self.hooks.role)
        self.header = Header()
        self.banners = QVBoxLayout()
        self.banners.setSpacing(0)
        self.stack = QStackedWidget()
        self.stack.setObjectName("page")
        self.status = StatusLine()
        side = QVBoxLayout()
        side.setSpacing(0)
        side.addWidget(self.header)
        side.addLayout(self.banners)
        side.addWidget(self.stack, 1)
        upper = QHBoxLayout()
        upper.setSpacing(0)
        upper.addWidget(self.navigation)
        upper.addLayout(side, 1)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addLayout(upper, 1)
        whole.addWidget(self.status)
        self.toasts = Toast(self.stack)

    def _wire(self) -> None:
        self.navigation.page_chosen.connect(self.go)
        self.header.back_asked.connect(self.back)
        self.header.find_asked.connect(self.open_palette)
        self.header.new_asked.connect(self.open_new_menu)
        self.header.lock_asked.connect(self.lock_asked)
        self.status.share_asked.connect(self.share_now)
        self.status.look_asked.connect(lambda: self.go("needs-look"))
        self._standing_timer = QTimer(self)
        self._standing_timer.setInterval(STANDING_EVERY_MS)
        self._standing_timer.timeout.connect(self.refresh_standing)
        self._standing_timer.start()

    # --- going about -------------------------------------------------------------------------

    def go(self, key: str, **place: Any) -> None:
        """Bring a page up, such as `go("families", family_id=...)`; the page before is kept for Back."""
        current = self.current()
        if current is not None:
            current.leaving()
        if self._trail and self._trail[-1][0] == key:
            self._trail[-1] = (key, place)
        else:
            self._trail.append((key, place))
        self._bring_up(key, place)

    def remember(self, **place: Any) -> None:
        """Note where inside the current page one is, so that Back and unlocking return there."""
        if self._trail:
            self._trail[-1] = (self._trail[-1][0], place)

    def back(self) -> None:
        """Return to the page before."""
        if len(self._trail) > 1:
            current = self.current()
            if current is not None:
                current.leaving()
            self._trail.pop()
            self._bring_up(*self._trail[-1])

    def trail(self) -> list[tuple[str, dict[str, Any]]]:
        """Return where one has been, for coming back after the lock or a change of language."""
        return list(self._trail)

    def retrace(self, trail: Sequence[tuple[str, dict[str, Any]]]) -> None:
        """Come back to the end of a trail."""
        known = [(key, place) for key, place in trail if key in self.pages]
        if known:
            self._trail = known
            self._bring_up(*known[-1])

    def current(self) -> Screen | None:
        """Return the screen that is up."""
        screen = self.stack.currentWidget()
        return screen if isinstance(screen, Screen) else None

    def screen(self, key: str) -> Screen:
        """Return a page's screen; it is built on first use."""
        if key not in self._screens:
            screen = self.pages[key].make(self)
            screen.title_changed.connect(self._show_title)
            self._screens[key] = screen
            self.stack.addWidget(screen)
        return self._screens[key]

    def _bring_up(self, key: str, place: dict[str, Any]) -> None:
        screen = self.screen(key)
        self.stack.setCurrentWidget(screen)
        self.navigation.set_current(screen.nav_key or key)
        self._fit_navigation()
        screen.opened(**place)
        if screen.is_stale:
            screen.is_stale = False
            screen.refresh(None)
        self._show_title()
        focus = screen.first_focus()
        if focus is not None:
            focus.setFocus(Qt.FocusReason.OtherFocusReason)
        self.page_changed.emit(key)

    def _show_title(self) -> None:
        screen = self.current()
        if screen is not None:
            with_back = screen.wants_back and len(self._trail) > 1
            self.header.show_title(screen.title(), screen.subtitle(), screen.title_role, with_back)

    # --- what changed ------------------------------------------------------------------------

    def announce(self, changes: SupportsKinds | None) -> None:
        """Tell every screen that shows these kinds to ask again; screens out of sight do so later."""
        kinds = frozenset(changes.kinds) if changes is not None else frozenset()
        for screen in self._screens.values():
            if kinds and screen.shows and not kinds & screen.shows:
                continue
            if screen is self.current():
                screen.refresh(changes)
            else:
                screen.is_stale = True
        self.refresh_standing()

    def refresh_standing(self) -> None:
        """Ask how saving and sharing stand, and for the numbers in the navigation."""
        hooks = self.hooks
        self.runner.store(lambda: (hooks.standing(), hooks.counts()), owner=self).then(
            self._show_standing
        ).failed(lambda _error: None)

    def _show_standing(self, result: tuple[Any, dict[str, int]]) -> None:
        standing, counts = result
        self.status.show_standing(standing, self.hooks.clock.now())
        self.navigation.set_counts(counts)

    # --- telling -----------------------------------------------------------------------------

    def toast(self, words: str, undo: Callable[[], object] | None = None, *more: ToastAct) -> None:
        """Say that something was done; `undo` is offered for six seconds and by Ctrl+Z."""
        self.toasts.show_message(words, *([undo_act(undo)] if undo else []), *more)

    def tell_failure(self, error: FspError) -> None:
        """Say a known failure in plain words; nothing is lost by it."""
        from fsp_desktop.language.labels import error_sentence

        self.toasts.show_message(error_sentence(error.code, error.detail))

    def add_banner(self, banner: QWidget) -> None:
        """Keep a sentence above the page until it is taken away."""
        self.banners.addWidget(banner)

    def open_dialog(self, dialog: QDialog) -> None:
        """Open a dialog over the window; hiding everything works inside it too."""
        dialog.addAction(self.actions_book.action("shell.lock"))
        dialog.open()

    def close_all(self) -> None:
        """Put everything unfinished on disk; the shell is about to go."""
        self._standing_timer.stop()
        self.closing.emit()
        for screen in self._screens.values():
            screen.leaving()

    # --- fitting -----------------------------------------------------------------------------

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit_navigation()

    def paintEvent(self, event: QPaintEvent) -> None:
        QPainter(self).fillRect(self.rect(), theme().color("bg"))

    def _fit_navigation(self) -> None:
        screen = self.current()
        wants = screen is not None and screen.wants_rail
        self.navigation.set_rail(wants or self.width() < theme().px(RAIL_BELOW))


def _make_settings(shell: Shell) -> Screen:
    from fsp_desktop.ui.shell.settings_page import SettingsScreen

    return SettingsScreen(shell)


__all__ = ["PageSpec", "Register", "Shell", "ToastAct"]
