"""The one window of the program: the entrance while it is locked, the work area while it is open."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QKeyEvent, QPaintEvent
from PySide6.QtWidgets import QApplication, QMainWindow, QStackedWidget, QWidget

from fsp_desktop.domain.clock import Clock
from fsp_desktop.language.words import _
from fsp_desktop.ui.runner import Runner
from fsp_desktop.ui.theme.marks import OWN_FOCUS
from fsp_desktop.ui.theme.theme import theme

if TYPE_CHECKING:
    from fsp_desktop.ui.shell.hooks import ShellHooks
    from fsp_desktop.ui.shell.idle import IdleWatch

Trail = Sequence[tuple[str, dict[str, Any]]]
USUAL_LOCK_MINUTES = 5
SETTLED_MS = 50
LISTEN_AFTER_MS = 500
_FIRST_PAGE = "today"


class MainWindow(QMainWindow):
    """Shows one of two things: the way in, or the work.

    Signals:
        lock_asked: Everything is hidden already; the record should be closed now.
        closing: The window goes away; unfinished words have been handed to the store.
    """

    lock_asked = Signal()
    closing = Signal()

    def __init__(self, runner: Runner, clock: Clock) -> None:
        super().__init__()
        self.runner = runner
        self._clock = clock
        self._shell: QWidget | None = None
        self._trail: Trail = ()
        self._idle: IdleWatch | None = None
        self._is_hearing = False
        self._register: Sequence[Any] = ()
        self._built_for = theme().scale
        self._stack = QStackedWidget()
        self._stack.setObjectName("page")
        self.setCentralWidget(self._stack)
        self.setWindowTitle("FSP Desktop")
        self.setMinimumSize(1024, 640)
        self.resize(1366, 768)
        theme().changed.connect(self._on_looks)

    @property
    def shell(self) -> Any:
        """The work area, or None while locked."""
        return self._shell

    def show_entrance(self, entrance: QWidget) -> None:
        """Show the way in; whatever was open goes away."""
        self._drop_work()
        self._replace(entrance)
        self.setWindowTitle("FSP Desktop")

    def open_work(self, hooks: ShellHooks, register: Sequence[Any], first: str = "") -> Any:
        """Build the work area and return to where one was before the lock, or to the first page."""
        from fsp_desktop.ui.shell.shell import Shell

        shell = Shell(self, self.runner, hooks, register)
        self._shell, self._built_for = shell, theme().scale
        self._register = register
        shell.lock_asked.connect(self.lock_now)
        shell.lock_minutes_chosen.connect(self.set_lock_minutes)
        shell.language_chosen.connect(lambda tag: self._speak(tag, register))
        self._replace(shell)
        theme().when_finished(lambda: self._add_menu_bar(shell))
        self.setWindowTitle(
            _("{school} — FSP Desktop").format(school=hooks.school)
            if hooks.school
            else "FSP Desktop"
        )
        if self._trail:
            shell.retrace(self._trail)
        if shell.current() is None:
            shell.go(first or (_FIRST_PAGE if _FIRST_PAGE in shell.pages else "settings"))
        # After the rows of the first page: the store does one thing after another.
        self.runner.store(lambda: None, owner=shell).then(
            lambda _done: QTimer.singleShot(SETTLED_MS, shell, lambda: self._settle(shell))
        )
        self._watch(hooks)
        return shell

    def lock_now(self) -> None:
        """Hide everything at once, hand unfinished words to the store, and ask for the lock."""
        if self._shell is None:
            return
        shell: Any = self._shell
        shell.hide()
        _close_popups()
        self._trail = shell.trail()
        shell.close_all()
        self._drop_work()
        self.lock_asked.emit()

    def forget_trail(self) -> None:
        """Start at the first page next time; another workspace will be opened."""
        self._trail = ()

    def set_lock_minutes(self, minutes: int) -> None:
        """Choose how long the window may be left alone."""
        if self._idle is not None:
            self._idle.set_minutes(minutes)

    def _speak(self, tag: str, register: Sequence[Any]) -> None:
        from fsp_desktop.language.words import direction, install

        install(tag)
        theme().set_direction(direction())
        # The page that asked is part of what is built again, so it must have finished first.
        QTimer.singleShot(0, lambda: self.rebuild(register))

    def _on_looks(self) -> None:
        # Lengths follow the size of the text when a page is built, so another size builds it anew.
        if self._shell is not None and theme().scale != self._built_for:
            self._built_for = theme().scale
            QTimer.singleShot(0, self, lambda: self.rebuild(self._register))

    def rebuild(self, register: Sequence[Any]) -> None:
        """Build the work area again after a change of language or size; one stays on the page."""
        shell: Any = self._shell
        if shell is None or self.runner.is_closed:
            return
        self._trail = shell.trail()
        hooks = shell.hooks
        shell.close_all()
        self._drop_work()
        self.open_work(hooks, register)

    def _settle(self, shell: Any) -> None:
        if not self.runner.is_closed:
            shell.refresh_standing()

    def _watch(self, hooks: ShellHooks) -> None:
        from fsp_desktop.ui.shell.idle import IdleWatch

        minutes = int(hooks.settings.get("lock_minutes", USUAL_LOCK_MINUTES))
        self._idle = IdleWatch(self._clock, minutes, self)
        self._idle.idle_passed.connect(self.lock_now)
        self._idle.alt_tapped.connect(self._toggle_menu_bar)
        self._idle.start(LISTEN_AFTER_MS)
        if not self._is_hearing:
            self._is_hearing = True
            QTimer.singleShot(LISTEN_AFTER_MS, self, lambda: _hear_of_sleep(self))

    def _replace(self, widget: QWidget) -> None:
        while self._stack.count():
            old = self._stack.currentWidget()
            if old is not None:
                self._stack.removeWidget(old)
                old.deleteLater()
        self._stack.addWidget(widget)
        self._stack.setCurrentWidget(widget)

    def _drop_work(self) -> None:
        if self._idle is not None:
            self._idle.stop()
            self._idle.deleteLater()
            self._idle = None
        if self._shell is None:
            return
        shell: Any = self._shell
        self._shell = None
        shell.actions_book.deleteLater()
        for action in self.actions():
            self.removeAction(action)
        self.menuBar().clear()
        self.menuBar().hide()
        self._stack.removeWidget(shell)
        shell.deleteLater()

    def _add_menu_bar(self, shell: Any) -> None:
        if not self._is_up(shell):
            return
        from fsp_desktop.ui.shell.menus import build_menu_bar

        bar = self.menuBar()
        bar.setProperty(OWN_FOCUS, True)
        build_menu_bar(bar, shell)
        bar.installEventFilter(self)
        for action in bar.actions():
            menu = action.menu()
            if isinstance(menu, QWidget):
                menu.aboutToHide.connect(self._look_at_menu_bar)  # type: ignore[attr-defined]
        self._hide_menu_bar()

    def _is_up(self, shell: Any) -> bool:
        # A lock may have come in between.
        return self._shell is shell

    def _look_at_menu_bar(self) -> None:
        QTimer.singleShot(0, self._hide_idle_menu_bar)

    def _hide_menu_bar(self) -> None:
        # macOS shows its own menu bar; elsewhere it comes with Alt or F10 and takes no room until then.
        if sys.platform != "darwin":
            self.menuBar().hide()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        # The menu bar lets go of its menu on Esc, but would stay in sight.
        if (
            watched is self.menuBar()
            and event.type() == QEvent.Type.KeyPress
            and isinstance(event, QKeyEvent)
            and event.key() == Qt.Key.Key_Escape
        ):
            self._look_at_menu_bar()
        return super().eventFilter(watched, event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_F10 and self._shell is not None:
            self._toggle_menu_bar()
            return
        super().keyPressEvent(event)

    _is_painted = False

    def _toggle_menu_bar(self) -> None:
        bar = self.menuBar()
        if sys.platform == "darwin" or not self.isActiveWindow():
            return
        if bar.isVisible():
            bar.hide()
            return
        bar.show()
        bar.setFocus(Qt.FocusReason.MenuBarFocusReason)
        actions = bar.actions()
        if actions:
            bar.setActiveAction(actions[0])

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.ActivationChange and not self.isActiveWindow():
            self._look_at_menu_bar()

    def _hide_idle_menu_bar(self) -> None:
        bar = self.menuBar()
        if bar.isVisible() and bar.activeAction() is None:
            self._hide_menu_bar()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if not self._is_painted:
            # Rings and icons may wait until the first picture is on the glass.
            self._is_painted = True
            QTimer.singleShot(0, theme().finish)
            QTimer.singleShot(0, self._ask_for_keyboard)

    def _ask_for_keyboard(self) -> None:
        # A screen without a window manager gives the keyboard only to who asks for it.
        if QApplication.activeModalWidget() is None:
            self.activateWindow()

    def closeEvent(self, event: QCloseEvent) -> None:
        if self._shell is not None:
            shell: Any = self._shell
            _close_popups()
            shell.close_all()
        self.closing.emit()
        super().closeEvent(event)


def _close_popups() -> None:
    from PySide6.QtWidgets import QDialog, QMenu

    for widget in QApplication.topLevelWidgets():
        if isinstance(widget, QDialog | QMenu) and widget.isVisible():
            widget.hide()
            widget.close()


def _hear_of_sleep(window: MainWindow) -> None:
    if window.runner.is_closed:
        return
    from fsp_desktop.ui.shell.computer_rests import ComputerRests

    rests = ComputerRests(window)
    rests.begins.connect(window.lock_now)
    # A bus of the desktop may take its time to answer.
    if rests.prepare():
        window.runner.pool(rests.listen, owner=rests).failed(lambda _error: None)
