"""The window's own acts: undo, share, and opening the palette, the New menu and the keys page."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, cast

from PySide6.QtWidgets import QWidget

from fsp_desktop.domain.errors import FspError
from fsp_desktop.language.words import _

if TYPE_CHECKING:
    from fsp_desktop.ui.shell.screen import SupportsKinds
    from fsp_desktop.ui.shell.shell import Shell


class ShellActs(QWidget):
    """What the person can ask of the window wherever they are; the shell is built on it."""

    @property
    def _shell(self) -> Shell:
        return cast("Shell", self)

    def undo(self) -> None:
        """Take the last act back: the toast's if one is up, else the last save."""
        if self._shell.toasts.take_back():
            return
        self._shell.runner.store(self._shell.hooks.undo, owner=self).then(self._show_undone)

    def open_told(self) -> None:
        """Do the other thing that the message at the bottom offers, if one is up."""
        self._shell.toasts.open()

    def _show_undone(self, changes: SupportsKinds | None) -> None:
        if changes is None:
            self._shell.toast(_("There is nothing to undo."))
            return
        self._shell.toast(_("Taken back."))
        self._shell.announce(changes)

    def share_now(self) -> None:
        """Share with the team now instead of at the next quiet moment."""
        self._shell.status.share.set_waiting(_("Sharing…"))
        job = self._shell.runner.pool(self._shell.hooks.share_now, owner=self)
        job.then(self._show_shared).failed(self._show_not_shared)

    def _show_shared(self, changes: SupportsKinds | None) -> None:
        self._shell.status.share.set_waiting("")
        self._shell.announce(changes)

    def _show_not_shared(self, error: FspError) -> None:
        self._shell.status.share.set_waiting("")
        self._shell.tell_failure(error)
        self._shell.refresh_standing()

    def open_palette(self) -> None:
        """Open the search-and-do box."""
        from fsp_desktop.ui.palette.palette import Palette

        self._shell.open_dialog(Palette(self._shell))

    def open_new_menu(self) -> None:
        """Open the menu of things to write."""
        from fsp_desktop.ui.shell.menus import NewMenu

        menu = NewMenu(self._shell)
        menu.popup_below(self._shell.header.new)

    def open_help(self) -> None:
        """Show the keys that work here."""
        from fsp_desktop.ui.keys_help.keys_help import KeysHelp

        self._shell.open_dialog(KeysHelp(self._shell))

    def next_pane(self, step: Literal[1, -1] = 1) -> None:
        """Move the keyboard to the next part of the window."""
        from fsp_desktop.ui.shell.shell_actions import move_to_pane

        move_to_pane(self._shell, step)
