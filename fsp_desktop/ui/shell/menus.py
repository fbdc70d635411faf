"""The menu bar with every command, and the New menu with its single letters."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QMenu, QMenuBar, QWidget

from fsp_desktop.language.words import _
from fsp_desktop.ui.shell.action_book import Menu
from fsp_desktop.ui.theme.theme import theme

if TYPE_CHECKING:
    from fsp_desktop.ui.shell.shell import Shell


def menu_names() -> list[tuple[Menu, str]]:
    """Return the menus of the menu bar in their order."""
    return [
        ("program", _("&Program")),
        ("edit", _("&Edit")),
        ("new", _("&New")),
        ("go", _("&Go")),
        ("page", _("&This page")),
        ("view", _("Vie&w")),
        ("help", _("&Help")),
    ]


def build_menu_bar(bar: QMenuBar, shell: Shell) -> None:
    """Fill the menu bar; each menu asks the register again when it is opened."""
    bar.clear()
    for menu, words in menu_names():
        drop = bar.addMenu(words)
        drop.aboutToShow.connect(lambda menu=menu, drop=drop: _fill(drop, menu, shell))
        _fill(drop, menu, shell)


def _fill(drop: QMenu, menu: Menu, shell: Shell) -> None:
    drop.clear()
    screen = shell.current()
    for entry in shell.actions_book.for_menu(menu, screen.key if screen else ""):
        if entry.action is not None:
            drop.addAction(entry.action)
    if drop.isEmpty():
        nothing = drop.addAction(_("Nothing more here"))
        nothing.setEnabled(False)


class NewMenu(QMenu):
    """What can be written; each line has a letter that takes it at once."""

    def __init__(self, shell: Shell) -> None:
        super().__init__(shell)
        self.setAccessibleName(_("Write something new"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._letters: dict[str, object] = {}
        for entry in shell.actions_book.for_menu("new"):
            if entry.action is None:
                continue
            words = entry.words.replace("&", "")
            line = self.addAction(theme().icon(entry.icon or "plus"), f"{words}\t{entry.letter}")
            line.triggered.connect(entry.action.trigger)
            self._letters[entry.letter.upper()] = line

    def popup_below(self, button: QWidget) -> None:
        """Open below a button, flush with its end."""
        high = button.height() + theme().px(4)
        width = self.sizeHint().width()
        x = 0 if theme().is_rtl else button.width() - width
        self.popup(button.mapToGlobal(QPoint(x, high)))
        actions = self.actions()
        if actions:
            self.setActiveAction(actions[0])

    def keyPressEvent(self, event: QKeyEvent) -> None:
        line = self._letters.get(event.text().upper())
        for action in self.actions():
            if action is line:
                self.close()
                action.trigger()
                return
        super().keyPressEvent(event)
