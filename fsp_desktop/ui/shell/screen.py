"""What a screen is to the shell, and how the shell knows of screens before they exist."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from typing import TYPE_CHECKING, Any, Literal, Protocol

from PySide6.QtCore import Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QWidget

from fsp_desktop.domain.plain import Frozen

if TYPE_CHECKING:
    from fsp_desktop.ui.shell.shell import Shell

Group = Literal["people", "doing", "paper", "bottom", "hidden"]


class SupportsKinds(Protocol):
    """What a write tells: the kinds of records that changed."""

    @property
    def kinds(self) -> Collection[str]:
        """Kinds of records that changed; empty means that anything may have."""
        ...


class Screen(QWidget):
    """Base of all pages of the window.

    A subclass sets `key`, answers `title()`, builds itself in `__init__` after calling the base, and
    asks for data in `opened` and `refresh`. It never blocks: data comes through `self.shell.runner`.

    Signals:
        title_changed: The header should read title and subtitle again.
    """

    title_changed = Signal()

    key = ""
    title_role: Literal["title", "page"] = "title"
    wants_rail = False
    wants_back = False
    nav_key: str | None = None
    shows: frozenset[str] = frozenset()

    def __init__(self, shell: Shell) -> None:
        super().__init__()
        self.shell = shell
        self.setObjectName("page")
        self.is_stale = False

    def title(self) -> str:
        """Return the words in the header."""
        raise NotImplementedError

    def subtitle(self) -> str:
        """Return the light words after the title."""
        return ""

    def opened(self, **place: Any) -> None:
        """Show what `shell.go(key, **place)` asked for; called each time the screen comes up."""

    def refresh(self, changes: SupportsKinds | None) -> None:
        """Ask for the data again; `changes` is None when everything may have changed."""

    def leaving(self) -> None:
        """Put what is unfinished on disk; called before another screen, the lock or the end."""

    def panes(self) -> list[QWidget]:
        """Return the parts of the screen that F6 walks through, in reading order."""
        return []

    def first_focus(self) -> QWidget | None:
        """Return the widget that has the keyboard when the screen comes up."""
        panes = self.panes()
        return panes[0] if panes else None

    def add_action(
        self, key: str, words: str, run: Callable[[], object], keys: str = ""
    ) -> QAction:
        """Register an action of this page: it works while the page is up and is listed by F1."""
        return self.shell.actions_book.add_for(self, key, words, run, keys)


class PageSpec(Frozen):
    """One page of the window.

    Args:
        key: Stable key for `shell.go`.
        words: Name in the navigation, already translated.
        icon: Icon in the navigation.
        make: Builds the screen on first use; import the screen's module inside it.
        group: Where it stands in the navigation; `hidden` pages are reached from other pages.
    """

    key: str
    words: str
    icon: str
    make: Callable[[Shell], Screen]
    group: Group = "people"


class PageBook:
    """The pages the window has, in the order of the navigation."""

    def __init__(self) -> None:
        self._pages: dict[str, PageSpec] = {}

    def add(self, page: PageSpec) -> None:
        self._pages[page.key] = page

    def __contains__(self, key: str) -> bool:
        return key in self._pages

    def __getitem__(self, key: str) -> PageSpec:
        return self._pages[key]

    def __iter__(self) -> Iterator[PageSpec]:
        return iter(self._pages.values())

    def in_navigation(self) -> list[PageSpec]:
        """Return the pages the navigation shows, group after group."""
        order: list[Group] = ["people", "doing", "paper", "bottom"]
        return [page for group in order for page in self if page.group == group]
