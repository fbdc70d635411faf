"""The shell's own actions and the walk from part to part of the window."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Literal

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget

from fsp_desktop.language.words import _
from fsp_desktop.ui.theme.theme import TEXT_SIZES, theme

if TYPE_CHECKING:
    from fsp_desktop.ui.shell.shell import Shell


def add_shell_actions(shell: Shell) -> None:
    """Register what works everywhere in the window."""
    _add_finding(shell)
    _add_pages(shell)
    _add_keeping(shell)
    _add_looks(shell)
    _add_notes(shell)


def _add_finding(shell: Shell) -> None:
    book = shell.actions_book
    book.add(
        "shell.find",
        _("&Find or do"),
        shell.open_palette,
        "Ctrl+K",
        icon="search",
        in_palette=False,
    )
    book.add(
        "shell.new",
        _("&Write something new"),
        shell.open_new_menu,
        "Ctrl+N",
        menu="program",
        icon="plus",
        in_palette=False,
    )


def _add_pages(shell: Shell) -> None:
    book = shell.actions_book
    book.note("everywhere", _("Go to a page"), _("Ctrl 1 … 9"))
    for digit, page in enumerate(shell.pages.in_navigation(), start=1):
        keys = f"Ctrl+{digit}" if digit <= 9 else ""
        book.add(
            f"page.{page.key}",
            page.words,
            partial(shell.go, page.key),
            keys,
            icon=page.icon,
            in_help=False,
        )
    book.add("shell.back", _("&Back"), shell.back, "Alt+Left", icon="arrow-left", in_palette=False)
    book.add("shell.pane", _("Next part of the window"), shell.next_pane, "F6", in_palette=False)
    book.add(
        "shell.pane_before",
        _("Part of the window before"),
        lambda: shell.next_pane(-1),
        "Shift+F6",
        in_palette=False,
        in_help=False,
    )


def _add_keeping(shell: Shell) -> None:
    book = shell.actions_book
    book.add("shell.undo", _("&Undo"), shell.undo, "Ctrl+Z", menu="edit", icon="undo-2")
    book.add(
        "shell.open_told",
        _("Do what the message offers"),
        shell.open_told,
        "Ctrl+J",
        in_palette=False,
    )
    book.add(
        "shell.lock",
        _("&Hide it all now"),
        shell.lock_asked.emit,
        "Ctrl+L",
        menu="program",
        icon="lock",
    )
    book.add(
        "shell.share",
        _("&Share now"),
        shell.share_now,
        "Ctrl+Shift+S",
        menu="program",
        icon="refresh-cw",
    )
    book.add(
        "shell.quit", _("&Quit"), shell.window().close, "Ctrl+Q", menu="program", in_help=False
    )


def _add_looks(shell: Shell) -> None:
    book = shell.actions_book

    def take(size: int) -> None:
        theme().set_scale(size / 100)
        shell.hooks.settings.set("text_size", size)

    def step(by: int) -> None:
        at = TEXT_SIZES.index(theme().text_size) + by
        take(TEXT_SIZES[max(0, min(at, len(TEXT_SIZES) - 1))])

    book.add(
        "view.larger",
        _("&Larger text"),
        lambda: step(1),
        "Ctrl++",
        menu="view",
        in_help=False,
    )
    book.add(
        "view.smaller",
        _("&Smaller text"),
        lambda: step(-1),
        "Ctrl+-",
        menu="view",
        in_help=False,
    )
    book.add(
        "view.usual",
        _("&Usual text size"),
        lambda: take(100),
        "Ctrl+0",
        menu="view",
        in_help=False,
    )
    book.add("help.keys", _("&Keys and help"), shell.open_help, "F1", menu="help", icon="keyboard")


def _add_notes(shell: Shell) -> None:
    book = shell.actions_book
    book.note("lists", _("Open"), _("Enter"))
    book.note("lists", _("Line below, line above"), "↓", "↑")
    book.note("lists", _("More for this line"), "Shift+F10")
    book.note("choosing", _("Ours, theirs, both"), "1", "2", "3")
    book.note("choosing", _("Write it anew"), "F2")
    book.note("choosing", _("Keep"), _("Ctrl Enter"))


def move_to_pane(shell: Shell, step: Literal[1, -1]) -> None:
    """Give the keyboard to the next part: the page's own parts, then navigation and header."""
    screen = shell.current()
    own = [pane for pane in (screen.panes() if screen else []) if pane.isVisible()]
    panes: list[QWidget] = [*own, shell.navigation.lists[0], shell.header.search]
    focus = QApplication.focusWidget()
    inside = [
        at for at, pane in enumerate(panes) if focus and (pane is focus or pane.isAncestorOf(focus))
    ]
    at = (inside[0] + step) if inside else 0
    target = panes[at % len(panes)]
    if target.focusPolicy() == Qt.FocusPolicy.NoFocus:
        target = _first_focusable(target)
    target.setFocus(Qt.FocusReason.TabFocusReason)


def _first_focusable(pane: QWidget) -> QWidget:
    for child in pane.findChildren(QWidget):
        if (
            child.focusPolicy() != Qt.FocusPolicy.NoFocus
            and child.isVisibleTo(pane)
            and child.isEnabled()
        ):
            return child
    return pane
