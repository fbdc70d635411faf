"""Small pages that stand in for the real ones where only the shell is tested."""

from __future__ import annotations

from typing import Any

from PySide6.QtWidgets import QVBoxLayout, QWidget

from fsp_desktop.language.words import _
from fsp_desktop.ui.shell.screen import PageSpec, Screen, SupportsKinds
from fsp_desktop.ui.shell.shell import Shell
from fsp_desktop.ui.widgets.buttons import Button
from fsp_desktop.ui.widgets.field import LineField


class MadeUpToday(Screen):
    key = "today"
    title_role = "page"
    shows = frozenset({"visit"})

    def __init__(self, shell: Shell) -> None:
        super().__init__(shell)
        self.places: list[dict[str, Any]] = []
        self.refreshed: list[SupportsKinds | None] = []
        self.left = 0
        self.button = Button(_("Start visit log"), "primary")
        QVBoxLayout(self).addWidget(self.button)

    def title(self) -> str:
        return _("Today")

    def opened(self, **place: Any) -> None:
        self.places.append(place)

    def refresh(self, changes: SupportsKinds | None) -> None:
        self.refreshed.append(changes)

    def leaving(self) -> None:
        self.left += 1

    def panes(self) -> list[QWidget]:
        return [self.button]


class MadeUpFamilies(MadeUpToday):
    key = "families"
    title_role = "title"
    shows = frozenset({"family"})

    def __init__(self, shell: Shell) -> None:
        super().__init__(shell)
        self.field = LineField(_("Name, child, language…"))
        layout = self.layout()
        assert layout is not None
        layout.addWidget(self.field)
        self.add_action("families.open", _("Open the family"), self._open, "F2")
        self.opened_by_key = 0

    def _open(self) -> None:
        self.opened_by_key += 1

    def title(self) -> str:
        return _("Families")


class MadeUpLog(MadeUpToday):
    key = "visit-log"
    wants_rail = True
    wants_back = True
    nav_key = "today"

    def title(self) -> str:
        return _("Visit log")


def register_made_up_pages(shell: Shell) -> None:
    shell.pages.add(PageSpec("today", _("Today"), "sun", MadeUpToday))
    shell.pages.add(PageSpec("families", _("Families"), "users", MadeUpFamilies))
    shell.pages.add(PageSpec("visit-log", _("Visit log"), "house", MadeUpLog, "hidden"))
    shell.actions_book.add(
        "new.contact",
        _("Contact"),
        lambda: shell.toast("contact"),
        menu="new",
        section="new",
        icon="message-circle",
        letter="C",
    )
