"""Families with the same names are shown, so that nobody is written down twice; nothing is blocked."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from fsp_desktop.domain.views import FamilyRow
from fsp_desktop.language.words import _
from fsp_desktop.services.write_family import similar_families
from fsp_desktop.ui.families.words import child_list
from fsp_desktop.ui.shell.shell import Shell
from fsp_desktop.ui.widgets.cards import Banner

PAUSE_MS = 300


class SimilarFamilies(QWidget):
    """Looks for families with these names at each pause, and says so in one sentence.

    Signals:
        opened: The person wants to see one of them; carries its id.
    """

    opened = Signal(str)

    def __init__(self, shell: Shell) -> None:
        super().__init__()
        self._shell = shell
        self._names: tuple[str, ...] = ()
        self._family_id = ""
        self._first: str | None = None
        self.banner = Banner("", icon="columns-2")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.banner)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(PAUSE_MS)
        self._pause.timeout.connect(self._ask)
        self.banner.acted.connect(self._on_acted)
        self.hide()

    def look_for(self, names: Sequence[str], family_id: str) -> None:
        """Look for these names at the next pause."""
        wanted = tuple(name for name in names if name)
        if wanted != self._names:
            self._names, self._family_id = wanted, family_id
            self._pause.start()

    def _ask(self) -> None:
        workspace, names, own = self._shell.workspace, self._names, self._family_id
        self._shell.runner.store(lambda: similar_families(workspace, own, names), owner=self).then(
            lambda rows: self._show(names, rows)
        )

    def _show(self, names: tuple[str, ...], rows: tuple[FamilyRow, ...]) -> None:
        if names != self._names:
            return
        self._first = rows[0].id if rows else None
        told = "; ".join(_told(row) for row in rows)
        words = _("These may be one family: {families}. Nothing is joined by itself.")
        self.banner.set_words(words.format(families=told), _("Show"))
        self.setVisible(bool(rows))

    def _on_acted(self) -> None:
        if self._first is not None:
            self.opened.emit(self._first)


def _told(row: FamilyRow) -> str:
    children = child_list(row.children)
    return f"{row.label}, {children}" if children else row.label
