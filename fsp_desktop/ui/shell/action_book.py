"""The register of everything that can be done; menus, F1 and the palette are all built from it."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Literal

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QWidget

from fsp_desktop.domain.plain import Frozen
from fsp_desktop.ui.theme.theme import theme

if TYPE_CHECKING:
    from fsp_desktop.ui.shell.screen import Screen

Menu = Literal["program", "new", "go", "edit", "view", "help", "page"]
HelpSection = Literal["everywhere", "new", "page", "talk", "lists", "choosing", "paper"]


_DRAWN = {"Left": "←", "Right": "→", "Up": "↑", "Down": "↓", "plus": "+"}


class Entry(Frozen):
    """One thing that can be done, or one key that a widget listens to by itself.

    Args:
        action: The Qt action; None for a row that only explains a key.
        keys: Key caps as shown to the person, such as `("Ctrl K",)`.
        letter: The letter that takes it in the New menu.
    """

    key: str
    words: str
    keys: tuple[str, ...]
    section: HelpSection
    menu: Menu
    icon: str | None = None
    letter: str = ""
    in_palette: bool = False
    in_help: bool = True
    screen: str = ""
    action: QAction | None = None


def shown_keys(keys: str) -> str:
    """Return a key sequence in the platform's own form, with blanks instead of plus signs."""
    native = QKeySequence(keys).toString(QKeySequence.SequenceFormat.NativeText)
    parts = native.replace("++", "+plus").split("+")
    return " ".join(_DRAWN.get(part, part) for part in parts)


class ActionBook(QObject):
    """Keeps all actions of the window.

    Signals:
        changed: An action was added; menus are built again when they are next opened.
    """

    changed = Signal()

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        self._entries: dict[str, Entry] = {}
        self._bare: list[tuple[QAction, str]] = []
        theme().when_finished(self._dress)

    def add(  # noqa: PLR0913 (one line per action at the place of its registration)
        self,
        key: str,
        words: str,
        run: Callable[[], object],
        keys: str = "",
        *,
        menu: Menu = "go",
        section: HelpSection = "everywhere",
        icon: str | None = None,
        letter: str = "",
        in_palette: bool = True,
        in_help: bool | None = None,
    ) -> QAction:
        """Register an action that works everywhere in the window.

        Args:
            key: Stable key, such as `contact.new`.
            words: Translated words; `&` marks the letter in the menu.
            run: Called without arguments.
            keys: Key sequence in Qt's portable form, such as `Ctrl+Shift+S`.
            menu: Menu it stands in.
            section: Group of the keys page; actions without keys are left out of it.
            icon: Icon in menus and in the palette.
            letter: For the New menu: the letter after Ctrl+N.
            in_palette: Whether the palette offers it.
            in_help: Whether F1 lists it; by default if it has keys.
        """
        action = self._make(key, words, run, keys, icon)
        self._window.addAction(action)
        caps = (letter,) if letter else ((shown_keys(keys),) if keys else ())
        helped = bool(caps) if in_help is None else in_help
        self._entries[key] = Entry(
            key, words, caps, section, menu, icon, letter, in_palette, helped, action=action
        )
        self.changed.emit()
        return action

    def add_for(
        self, screen: Screen, key: str, words: str, run: Callable[[], object], keys: str = ""
    ) -> QAction:
        """Register an action that works while one screen is up."""
        action = self._make(key, words, run, keys, None)
        action.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        screen.addAction(action)
        caps = (shown_keys(keys),) if keys else ()
        self._entries[key] = Entry(
            key, words, caps, "page", "page", None, "", True, bool(caps), screen.key, action
        )
        self.changed.emit()
        return action

    def note(
        self, section: HelpSection, words: str, *keys: str, screen: str = "", key: str = ""
    ) -> None:
        """Explain keys that a widget listens to by itself, so that F1 shows them."""
        name = key or f"note.{section}.{screen}.{words}"
        caps = tuple(shown_keys(cap) if "+" in cap else cap for cap in keys)
        self._entries[name] = Entry(name, words, caps, section, "page", screen=screen)

    def entries(self) -> list[Entry]:
        return list(self._entries.values())

    def entry(self, key: str) -> Entry:
        return self._entries[key]

    def action(self, key: str) -> QAction:
        """Return the Qt action of a key.

        Raises:
            KeyError: If no action has this key.
        """
        action = self._entries[key].action
        if action is None:
            raise KeyError(key)
        return action

    def for_menu(self, menu: Menu, screen: str = "") -> list[Entry]:
        """Return the actions of one menu; those of a page only while it is up."""
        return [
            entry
            for entry in self._entries.values()
            if entry.menu == menu and entry.action is not None and entry.screen in {"", screen}
        ]

    def for_palette(self, screen: str = "") -> list[Entry]:
        """Return what the palette may offer to do now."""
        return [
            entry
            for entry in self._entries.values()
            if entry.in_palette and entry.action is not None and entry.screen in {"", screen}
        ]

    def for_help(self, screen: str = "") -> list[Entry]:
        """Return the rows of the keys page while one screen is up."""
        return [
            entry
            for entry in self._entries.values()
            if entry.in_help and entry.keys and entry.screen in {"", screen}
        ]

    def _dress(self) -> None:
        """Give actions their icons, which only menus show."""
        while self._bare:
            action, icon = self._bare.pop()
            action.setIcon(theme().icon(icon))

    def _make(
        self, key: str, words: str, run: Callable[[], object], keys: str, icon: str | None
    ) -> QAction:
        # Not in one call: choosing among the ways to make one loads all about icons first.
        action = QAction(self)
        action.setText(words)
        action.setObjectName(key)
        if keys:
            action.setShortcut(QKeySequence(keys))
        if icon:
            self._bare.append((action, icon))
            if theme().is_finished:
                self._dress()
        action.triggered.connect(lambda _checked=False: run())
        return action
